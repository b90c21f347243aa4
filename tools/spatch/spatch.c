// SPDX-License-Identifier: GPL-2.0-only
/*
 * spatch: tasks -> slices -> cache or spatch -> changes. Only what the cache does not know costs a
 * process, and when it knows all, not even the temporary directory is made.
 */
#include "spatch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../base/memory.h"
#include "batch.h"
#include "cache.h"
#include "edition.h"
#include "slice.h"

#define FORMAT "gupsweep answer 2" /* part of each key: change it when answers change meaning */
#define ISOS "none.iso" /* no isomorphisms: expanding the usual ones is most of spatch's start */
#define MAX_RULES ((size_t)16 << 20)

/* A semantic patch as it was found. */
struct patch {
	char *path;
	struct buf head; /* what all keys begin with */
};

/* What is known of one task besides its answer. */
struct work {
	struct slice slice;
	struct buf after; /* what the slice became */
	size_t job;	  /* index plus one, 0 if the cache knew it */
};

struct spatch {
	const struct spatch_options *options;
	const struct spatch_rule *rule;
	size_t rules;
	bool prepared;
	struct patch *patch; /* for each rule */
	struct batch_early *early;
	char *isos;
	char *program;
	char *version;
	bool new_version; /* the cache does not know it, and so no answer of it */
	struct cache *cache;
	struct spatch_task *task;
	struct work *work;
	size_t tasks;
	struct batch_job *job; /* those the cache does not know */
	size_t jobs;
	struct workshop shop; /* dir is NULL while not needed */
	struct error *err;
};

/* Append the file @name of the rules' directory to @text. Its absolute path, the caller's, or NULL. */
static char *read_rules(struct spatch *s, const char *name, struct buf *text)
{
	char *path = memory_printf("%s/%s", s->options->rules, name);
	FILE *file = fopen(path, "re");
	char *real = file ? realpath(path, NULL) : NULL;
	char chunk[65536];
	size_t got, before = text->len;

	while (file && text->len < MAX_RULES && (got = fread(chunk, 1, sizeof(chunk), file)))
		buf_add(text, chunk, got);
	if (!real || ferror(file) || (text->len == before && strcmp(name, ISOS))) {
		error_set(s->err, "semantic patch: %s: %s; install gupsweep again", path,
			  real && !ferror(file) ? "is empty" : strerror(errno));
		free(real);
		real = NULL;
	} else if (s->options->own_rules && edition_check(real, s->err)) {
		free(real);
		real = NULL;
	}
	if (file)
		fclose(file);
	free(path);
	return real;
}

static int need_workshop(struct spatch *s)
{
	return s->shop.dir ? 0 : workshop_open(&s->shop, s->err);
}

/* The version of the program, from the cache if the program is the same file as then. */
static int find_version(struct spatch *s)
{
	unsigned char key[CACHE_KEY];
	struct buf who = { 0 }, value = { 0 };
	struct stat st;
	bool keyed = !stat(s->program, &st);

	if (keyed) {
		buf_printf(&who, FORMAT " version %s %lld.%09ld %lld %llu", s->program,
			   (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec, (long long)st.st_size,
			   (unsigned long long)st.st_ino);
		keyed = cache_hash(who.data, who.len, key);
	}
	if (keyed && cache_get(s->cache, key, &value)) {
		s->version = buf_detach(&value);
	} else if (!need_workshop(s)) {
		s->version = batch_version(&s->shop, s->program, s->err);
		s->new_version = true;
		if (s->version && keyed)
			cache_put(s->cache, key, s->version, strlen(s->version));
	}
	buf_free(&who);
	buf_free(&value);
	return s->version ? 0 : -1;
}

/* Find one semantic patch, and what its keys have in common: all that decides the answer but the slice. */
static int find_patch(struct spatch *s, size_t rule, const struct buf *isos)
{
	const char *file = s->rule[rule].file;
	struct patch *patch = &s->patch[rule];
	unsigned char hash[CACHE_KEY] = { 0 };
	struct buf text = { 0 };

	buf_reset(&patch->head);
	buf_add(&text, isos->data, isos->len);
	free(patch->path);
	patch->path = read_rules(s, file, &text);
	if (patch->path) {
		buf_reserve(&text, 0);
		if (!cache_hash(text.data, text.len, hash)) {
			cache_close(s->cache);
			s->cache = NULL;
		}
		buf_printf(&patch->head, FORMAT " spatch %s %s\n", s->version, file);
		buf_add(&patch->head, hash, sizeof(hash));
	}
	buf_free(&text);
	return patch->path ? 0 : -1;
}

/* All that does not depend on the tasks; done once. */
static int prepare(struct spatch *s)
{
	struct buf isos = { 0 };

	if (s->prepared)
		return 0;
	if (!s->cache)
		s->cache = cache_open(s->options->cache);
	free(s->program);
	s->program = batch_find(s->options->spatch, s->err);
	if (!s->program || (!s->version && find_version(s)))
		return -1;
	free(s->isos);
	s->isos = read_rules(s, ISOS, &isos);
	s->prepared = s->isos;
	for (size_t rule = 0; rule < s->rules && s->prepared; rule++)
		s->prepared = !find_patch(s, rule, &isos);
	buf_free(&isos);
	return s->prepared ? 0 : -1;
}

static bool make_key(const struct spatch *s, size_t i, unsigned char key[CACHE_KEY])
{
	const struct buf *head = &s->patch[s->task[i].rule].head, *slice = &s->work[i].slice.text;
	struct buf all = { 0 };
	bool done;

	buf_add(&all, head->data, head->len);
	buf_add(&all, slice->data, slice->len);
	done = cache_hash(all.data, all.len, key);
	buf_free(&all);
	return done;
}

/* Cut the slices and look every answer up; a job for each that is not there. */
static void collect_jobs(struct spatch *s)
{
	size_t room = 0;

	for (size_t i = 0; i < s->tasks; i++) {
		struct work *work = &s->work[i];
		unsigned char key[CACHE_KEY];

		slice_make(&s->task[i], &work->slice);
		if (s->cache && make_key(s, i, key) && cache_get(s->cache, key, &work->after))
			continue;
		VEC_PUSH(s->job, s->jobs, room,
			 (struct batch_job){ .rules = s->patch[s->task[i].rule].path,
					     .canary = s->rule[s->task[i].rule].canary,
					     .text = work->slice.text.data,
					     .len = work->slice.text.len });
		work->job = s->jobs;
	}
}

/* The answer without its blank lines, which mean nothing to us. */
static void compact(const struct buf *text, struct buf *out)
{
	for (size_t i = 0; i < text->len; i++) {
		char c = text->data[i];

		if (c == '\n' && out->len && out->data[out->len - 1] == '\n' &&
		    (out->len < 2 || out->data[out->len - 2] != '\\'))
			continue;
		buf_addch(out, c);
	}
}

static void take_outputs(struct spatch *s)
{
	for (size_t i = 0; i < s->tasks; i++) {
		struct work *work = &s->work[i];
		unsigned char key[CACHE_KEY];

		if (!work->job || s->job[work->job - 1].failure)
			continue;
		compact(&s->job[work->job - 1].output, &work->after);
		if (s->cache && make_key(s, i, key))
			cache_put(s->cache, key, work->after.data ? work->after.data : "",
				  work->after.len);
	}
}

/* What all runs of spatch have in common. */
static struct batch_options run_options(const struct spatch *s)
{
	return (struct batch_options){ .program = s->program,
				       .version = s->version,
				       .isos = s->isos,
				       .jobs = s->options->jobs,
				       .time_limit = s->options->time_limit,
				       .early = s->early,
				       .earlies = s->rules };
}

static int run_jobs(struct spatch *s)
{
	struct batch_options options = run_options(s);

	if (!s->jobs)
		return 0;
	if (need_workshop(s) || batch_run(&s->shop, &options, s->job, s->jobs, s->err))
		return -1;
	take_outputs(s);
	return 0;
}

static void read_answers(struct spatch *s)
{
	for (size_t i = 0; i < s->tasks; i++) {
		struct spatch_task *task = &s->task[i];
		const struct work *work = &s->work[i];
		struct error why;

		task->parsed = memory_alloc(task->functions * sizeof(*task->parsed));
		if (work->job && s->job[work->job - 1].failure)
			task->failure = memory_strdup(s->job[work->job - 1].failure);
		else if (work->after.len &&
			 slice_compare(task, &work->slice, s->rule[task->rule].placeholder,
				       &work->after, &why))
			task->failure = memory_strdup(why.text);
	}
}

struct spatch *spatch_new(const struct spatch_options *options, const struct spatch_rule *rule,
			  size_t count)
{
	struct spatch *s = memory_alloc(sizeof(*s));

	s->options = options;
	s->rule = rule;
	s->rules = count;
	s->patch = memory_alloc(count * sizeof(*s->patch));
	s->early = memory_alloc(count * sizeof(*s->early));
	return s;
}

void spatch_head_start(struct spatch *s)
{
	struct batch_options options;
	struct error told_later;

	s->err = &told_later;
	/* with fewer jobs than rules, these processes would be in each other's way */
	if (s->options->jobs >= (int)s->rules && !prepare(s) && !(s->cache && !s->new_version) &&
	    !need_workshop(s)) {
		options = run_options(s);
		for (size_t rule = 0; rule < s->rules; rule++)
			batch_begin(&s->shop, &options, s->patch[rule].path, rule, &s->early[rule]);
	}
	s->err = NULL;
}

int spatch_run(struct spatch *s, struct spatch_task *task, size_t count, struct error *err)
{
	s->task = task;
	s->tasks = count;
	s->err = err;
	if (!count)
		return 0;
	if (prepare(s))
		return -1;
	s->work = memory_alloc(count * sizeof(*s->work));
	collect_jobs(s);
	if (run_jobs(s))
		return -1;
	read_answers(s);
	return 0;
}

void spatch_free(struct spatch *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->jobs; i++)
		batch_job_free(&s->job[i]);
	for (size_t i = 0; s->work && i < s->tasks; i++) {
		slice_free(&s->work[i].slice);
		buf_free(&s->work[i].after);
	}
	for (size_t rule = 0; rule < s->rules; rule++) {
		free(s->patch[rule].path);
		buf_free(&s->patch[rule].head);
		batch_end(&s->early[rule]);
	}
	free(s->job);
	free(s->work);
	free(s->patch);
	free(s->early);
	free(s->isos);
	free(s->program);
	free(s->version);
	cache_close(s->cache);
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
