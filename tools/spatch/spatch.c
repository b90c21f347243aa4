// SPDX-License-Identifier: GPL-2.0-only
/*
 * spatch: tasks -> slices -> cache or spatch -> changes. Only what the cache does not know costs a
 * process, and when it knows all, not even the temporary directory is made.
 */
#include "spatch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "batch.h"
#include "cache.h"
#include "edition.h"
#include "slice.h"

#define FORMAT "gupsweep answer 3" /* part of each key: change it when answers change meaning */
#define ISOS "none.iso" /* no isomorphisms: expanding the usual ones is most of spatch's start */

struct spatch {
	const struct spatch_options *options;
	const struct spatch_rule *rule;
	bool tried, ready; /* to find all that does not depend on the tasks */
	struct error why;  /* it is not ready */
	struct batch_options batch;
	git_oid *sum; /* for each rule, of all that decides the answer but the slice */
	struct cache cache;
	struct workshop shop; /* dir is NULL while not needed */
};

/* One task while it is run. */
struct work {
	struct slice slice;
	git_oid key;
};

/* Add to @text which file the program is. */
static void add_program(const char *path, struct buf *text)
{
	struct stat st = { 0 };

	stat(path, &st);
	buf_printf(text, FORMAT " %s %lld.%09ld %lld %llu\n", path, (long long)st.st_mtim.tv_sec,
		   st.st_mtim.tv_nsec, (long long)st.st_size, (unsigned long long)st.st_ino);
}

/* Find one semantic patch; @common is what decides the answers of all. */
static bool find_rules(struct spatch *s, size_t rule, struct buf *common)
{
	struct batch_rules *rules = &s->batch.rule[rule];
	const char *name = s->rule[rule].file;
	size_t len = common->len;

	rules->canary = s->rule[rule].canary;
	buf_printf(common, "%s\n", name);
	rules->path = edition_read(s->options->rules, name, s->options->own_rules, common, &s->why);
	if (rules->path && hash_bytes(common->data, common->len, &s->sum[rule]))
		cache_close(&s->cache);
	common->len = len;
	return rules->path;
}

static bool prepare(struct spatch *s)
{
	struct buf common = { 0 };

	if (s->tried)
		return s->ready;
	s->tried = true;
	cache_open(&s->cache, s->options->cache);
	s->batch.program = batch_find(s->options->spatch, &s->why);
	if (!s->batch.program)
		return false;
	add_program(s->batch.program, &common);
	s->batch.isos =
		edition_read(s->options->rules, ISOS, s->options->own_rules, &common, &s->why);
	s->ready = s->batch.isos;
	for (size_t rule = 0; rule < s->batch.rules && s->ready; rule++)
		s->ready = find_rules(s, rule, &common);
	buf_free(&common);
	return s->ready;
}

/* Cut the slice and look its answer up. */
static void look_up(struct spatch *s, const struct spatch_task *task, struct work *work,
		    struct batch_job *job)
{
	struct buf all = { 0 };

	slice_make(task, &work->slice);
	job->rule = task->rule;
	job->text = &work->slice.text;
	if (s->cache.dir < 0)
		return;
	buf_add(&all, s->sum[task->rule].id, GIT_OID_RAWSZ);
	buf_add(&all, job->text->data, job->text->len);
	job->done = !hash_bytes(all.data, all.len, &work->key) &&
		    cache_get(&s->cache, &work->key, &job->after);
	buf_free(&all);
}

static void take_answer(const struct spatch *s, struct spatch_task *task, const struct work *work,
			struct batch_job *job)
{
	struct error why;

	task->parsed = memory_alloc(task->functions * sizeof(*task->parsed));
	if (job->failure)
		task->failure = memory_strdup(job->failure);
	else if (job->after.len &&
		 slice_compare(task, &work->slice, s->rule[task->rule].placeholder, &job->after,
			       &why))
		task->failure = memory_strdup(why.text);
}

static int need_workshop(struct spatch *s, struct error *err)
{
	return s->shop.dir ? 0 : workshop_open(&s->shop, err);
}

/* Run the jobs that are not done, of which @known says what was. */
static int run_jobs(struct spatch *s, struct batch_job *job, const struct work *work, size_t count,
		    struct error *err)
{
	bool *known = memory_alloc(count * sizeof(*known));
	bool all = true;
	int result = 0;

	for (size_t i = 0; i < count; i++)
		all &= known[i] = job[i].done;
	if (!all && (need_workshop(s, err) || batch_run(&s->shop, &s->batch, job, count, err)))
		result = -1;
	for (size_t i = 0; i < count && !result; i++)
		if (!known[i] && !job[i].failure)
			cache_put(&s->cache, &work[i].key, &job[i].after);
	free(known);
	return result;
}

struct spatch *spatch_new(const struct spatch_options *options, const struct spatch_rule *rule,
			  size_t count)
{
	struct spatch *s = memory_alloc(sizeof(*s));

	s->options = options;
	s->rule = rule;
	s->batch.rules = count;
	s->batch.jobs = options->jobs;
	s->batch.time_limit = options->time_limit;
	s->batch.rule = memory_alloc(count * sizeof(*s->batch.rule));
	s->sum = memory_alloc(count * sizeof(*s->sum));
	s->cache.dir = -1;
	return s;
}

void spatch_head_start(struct spatch *s)
{
	struct error told_later;

	/* with fewer jobs than rules, these processes would be in each other's way */
	if (s->options->jobs < (int)s->batch.rules || !prepare(s) ||
	    (s->cache.dir >= 0 && !s->cache.fresh) || need_workshop(s, &told_later))
		return;
	for (size_t rule = 0; rule < s->batch.rules; rule++)
		batch_begin(&s->shop, &s->batch, rule);
}

int spatch_run(struct spatch *s, struct spatch_task *task, size_t count, struct error *err)
{
	struct batch_job *job;
	struct work *work;
	int result;

	if (!count)
		return 0;
	if (!prepare(s)) {
		*err = s->why;
		return -1;
	}
	job = memory_alloc(count * sizeof(*job));
	work = memory_alloc(count * sizeof(*work));
	for (size_t i = 0; i < count; i++)
		look_up(s, &task[i], &work[i], &job[i]);
	result = run_jobs(s, job, work, count, err);
	for (size_t i = 0; i < count; i++) {
		if (!result)
			take_answer(s, &task[i], &work[i], &job[i]);
		slice_free(&work[i].slice);
		buf_free(&job[i].after);
		free(job[i].failure);
	}
	free(work);
	free(job);
	return result;
}

void spatch_free(struct spatch *s)
{
	if (!s)
		return;
	for (size_t rule = 0; rule < s->batch.rules; rule++) {
		batch_end(&s->batch.rule[rule]);
		free(s->batch.rule[rule].path);
	}
	free(s->batch.rule);
	free(s->batch.isos);
	free(s->batch.program);
	free(s->sum);
	cache_close(&s->cache);
	if (s->shop.dir)
		workshop_close(&s->shop);
	free(s);
}

int spatch_take(struct spatch_task *task, const struct spatch_rule *rule, const struct buf *after,
		struct error *err)
{
	struct slice slice;
	int result;

	task->parsed = memory_alloc(task->functions * sizeof(*task->parsed));
	memset(task->parsed, true, task->functions * sizeof(*task->parsed));
	slice_make(task, &slice);
	result = slice_compare(task, &slice, rule->placeholder, after, err);
	slice_free(&slice);
	return result;
}

void spatch_task_free(struct spatch_task *task)
{
	free(task->parsed);
	free(task->failure);
	spatch_changes_free(&task->changes);
	task->parsed = NULL;
	task->failure = NULL;
}
