// SPDX-License-Identifier: GPL-2.0-only
/*
 * run: sites -> slices -> cache or spatch -> changes. Each slice is a job for each of the two
 * semantic patches; only what the cache does not know costs a process, and when it knows all, not
 * even the temporary directory is made.
 */
#include "rewrite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../api/signature.h"
#include "../base/memory.h"
#include "cache.h"
#include "difference.h"
#include "slice.h"
#include "spatch.h"

#define FORMAT "gupsweep answer 1" /* part of each key: change it when answers change meaning */
#define ISOS "none.iso"
#define MAX_RULES ((size_t)16 << 20)

/* The two semantic patches. */
static const struct {
	enum form form;
	const char *file;
} patches[] = {
	{ FORM_UNLOCKED, "gup_unlocked.cocci" },
	{ FORM_LOCKED, "gup_locked.cocci" },
};

#define PATCHES (sizeof(patches) / sizeof(patches[0]))

struct rewriter {
	const struct rewrite_options *options;
	const struct api *api;
	bool prepared;
	const struct sites *sites;
	struct rewrite_file *file;
	size_t count;
	struct slice *slice; /* for each patch, for each file, like the next three */
	bool *skipped;	     /* nothing for this patch to do in this file */
	char *rules[PATCHES];
	char *isos; /* no isomorphisms: expanding the usual ones is most of spatch's start */
	struct buf head[PATCHES];	       /* what all keys of a patch begin with */
	const char *define[SIGNATURE_MAX + 1]; /* NULL-terminated */
	char *program;
	char *version;
	bool new_version; /* the cache does not know it, and so no answer of it */
	struct cache *cache;
	struct spatch_early early[PATCHES];
	struct spatch_job *job; /* those the cache does not know, by patch */
	struct buf *answer;
	size_t *job_of; /* index of its job plus one, 0 if none */
	size_t jobs;
	struct workshop shop; /* dir is NULL while not needed */
	struct error *err;
};

/* Append the file @name of the rules' directory to @text. Its absolute path, the caller's, or NULL. */
static char *read_rules(struct rewriter *r, const char *name, struct buf *text)
{
	char *path = memory_printf("%s/%s", r->options->rules, name);
	FILE *file = fopen(path, "re");
	char *real = file ? realpath(path, NULL) : NULL;
	char chunk[65536];
	size_t got;

	while (file && text->len < MAX_RULES && (got = fread(chunk, 1, sizeof(chunk), file)))
		buf_add(text, chunk, got);
	if (!real || ferror(file)) {
		error_set(r->err, "semantic patch: %s: %s; install gupsweep again", path,
			  strerror(errno));
		free(real);
		real = NULL;
	}
	if (file)
		fclose(file);
	free(path);
	return real;
}

static int need_workshop(struct rewriter *r)
{
	return r->shop.dir ? 0 : workshop_open(&r->shop, r->err);
}

/* The version of the program, from the cache if the program is the same file as then. */
static int find_version(struct rewriter *r)
{
	unsigned char key[CACHE_KEY];
	struct buf who = { 0 }, value = { 0 };
	struct stat st;
	bool keyed = !stat(r->program, &st);

	if (keyed) {
		buf_printf(&who, FORMAT " version %s %lld.%09ld %lld %llu", r->program,
			   (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec, (long long)st.st_size,
			   (unsigned long long)st.st_ino);
		keyed = cache_hash(who.data, who.len, key);
	}
	if (keyed && cache_get(r->cache, key, &value)) {
		r->version = buf_detach(&value);
	} else if (!need_workshop(r)) {
		r->version = spatch_version(&r->shop, r->program, r->err);
		r->new_version = true;
		if (r->version && keyed)
			cache_put(r->cache, key, r->version, strlen(r->version));
	}
	buf_free(&who);
	buf_free(&value);
	return r->version ? 0 : -1;
}

/* What the keys of one patch have in common: all that decides the answer but the slice. */
static int make_head(struct rewriter *r, size_t patch)
{
	unsigned char hash[CACHE_KEY] = { 0 };
	struct buf text = { 0 };

	free(r->isos);
	free(r->rules[patch]);
	r->rules[patch] = NULL;
	buf_reset(&r->head[patch]);
	r->isos = read_rules(r, ISOS, &text);
	if (r->isos)
		r->rules[patch] = read_rules(r, patches[patch].file, &text);
	if (r->rules[patch]) {
		buf_reserve(&text, 0);
		if (!cache_hash(text.data, text.len, hash)) {
			cache_close(r->cache);
			r->cache = NULL;
		}
		buf_printf(&r->head[patch], FORMAT " spatch %s %s", r->version,
			   patches[patch].file);
		for (const char *const *d = r->define; *d; d++)
			buf_printf(&r->head[patch], " %s", *d);
		buf_addch(&r->head[patch], '\n');
		buf_add(&r->head[patch], hash, sizeof(hash));
	}
	buf_free(&text);
	return r->rules[patch] ? 0 : -1;
}

static bool make_key(const struct rewriter *r, size_t i, unsigned char key[CACHE_KEY])
{
	struct buf all = { 0 };
	bool done;

	buf_add(&all, r->head[i / r->count].data, r->head[i / r->count].len);
	buf_add(&all, r->slice[i].text.data, r->slice[i].text.len);
	done = cache_hash(all.data, all.len, key);
	buf_free(&all);
	return done;
}

/* Look every answer up; a job for each that is not there. */
static void collect_jobs(struct rewriter *r)
{
	size_t room = 0;

	for (size_t i = 0; i < PATCHES * r->count; i++) {
		unsigned char key[CACHE_KEY];

		if (r->skipped[i] ||
		    (r->cache && make_key(r, i, key) && cache_get(r->cache, key, &r->answer[i])))
			continue;
		VEC_PUSH(r->job, r->jobs, room,
			 (struct spatch_job){ .rules = r->rules[i / r->count],
					      .text = r->slice[i].text.data,
					      .len = r->slice[i].text.len });
		r->job_of[i] = r->jobs;
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

static void take_answers(struct rewriter *r)
{
	for (size_t i = 0; i < PATCHES * r->count; i++) {
		const struct spatch_job *job;
		unsigned char key[CACHE_KEY];

		if (!r->job_of[i])
			continue;
		job = &r->job[r->job_of[i] - 1];
		if (job->failure)
			continue;
		compact(&job->output, &r->answer[i]);
		if (r->cache && make_key(r, i, key))
			cache_put(r->cache, key, r->answer[i].data ? r->answer[i].data : "",
				  r->answer[i].len);
	}
}

/* What all runs of spatch have in common; @define has room for SIGNATURE_MAX + 3. */
static struct spatch_options run_options(struct rewriter *r, const char **define)
{
	define[0] = "patch";
	define[1] = "audited";
	memcpy(define + 2, r->define, sizeof(r->define));
	return (struct spatch_options){ .program = r->program,
					.isos = r->isos,
					.defines = define,
					.jobs = r->options->jobs,
					.time_limit = r->options->time_limit,
					.early = r->early,
					.earlies = PATCHES };
}

static int run_jobs(struct rewriter *r)
{
	const char *define[SIGNATURE_MAX + 3];
	struct spatch_options options = run_options(r, define);

	if (!r->jobs)
		return 0;
	if (need_workshop(r) || spatch_run(&r->shop, &options, r->job, r->jobs, r->err))
		return -1;
	take_answers(r);
	return 0;
}

static void set_failure(struct rewrite_file *file, const char *why)
{
	if (!file->failure)
		file->failure = memory_strdup(why);
}

/* What one patch did with one file. */
static void read_answer(struct rewriter *r, size_t patch, size_t index)
{
	struct rewrite_file *file = &r->file[index];
	size_t i = patch * r->count + index, job = r->job_of[i];
	const struct buf *answer = &r->answer[i];
	bool *parsed;
	struct error why;

	if (r->skipped[i])
		return;
	parsed = memory_alloc(file->function_count);
	if (job && r->job[job - 1].failure)
		set_failure(file, r->job[job - 1].failure);
	else if (answer->len && difference_read(&file->file->src, &r->slice[i], answer->data,
						answer->len, file->functions, file->function_count,
						&file->changes[patches[patch].form], parsed, &why))
		set_failure(file, why.text);
	for (size_t f = 0; f < file->function_count; f++)
		file->parsed[f] &= parsed[f];
	free(parsed);
}

static void read_answers(struct rewriter *r)
{
	for (size_t i = 0; i < r->count; i++) {
		struct rewrite_file *file = &r->file[i];

		file->parsed = memory_alloc(file->function_count);
		memset(file->parsed, true, file->function_count);
		for (size_t patch = 0; patch < PATCHES; patch++)
			read_answer(r, patch, i);
	}
}

/* Is every site of the functions masked for @patch? */
static bool is_masked(const struct rewriter *r, size_t patch, const struct rewrite_file *file)
{
	const bool *mask = file->mask[patches[patch].form];

	for (size_t i = file->file->first; mask && i < file->file->end; i++)
		if (!mask[i - file->file->first])
			for (size_t f = 0; f < file->function_count; f++)
				if (file->functions[f] == r->sites->site[i].function)
					return false;
	return mask;
}

/* A file that is masked for both patches runs through the first, to see whether it is parsed. */
static void make_slices(struct rewriter *r)
{
	size_t total = PATCHES * r->count;

	r->slice = memory_alloc(total * sizeof(*r->slice));
	r->answer = memory_alloc(total * sizeof(*r->answer));
	r->job_of = memory_alloc(total * sizeof(*r->job_of));
	r->skipped = memory_alloc(total * sizeof(*r->skipped));
	for (size_t i = 0; i < total; i++) {
		struct rewrite_file *file = &r->file[i % r->count];
		size_t patch = i / r->count;

		if (is_masked(r, patch, file) && (patch || !is_masked(r, 1, file)))
			r->skipped[i] = true;
		else
			slice_make(r->sites, file, patches[patch].form, &r->slice[i]);
	}
}

/* All that does not depend on the files; done once. */
static int prepare(struct rewriter *r)
{
	if (r->prepared)
		return 0;
	if (!r->cache)
		r->cache = cache_open(r->options->cache);
	free(r->program);
	r->program = spatch_find(r->options->spatch, r->err);
	if (!r->program || (!r->version && find_version(r)))
		return -1;
	r->define[signature_names(r->api, r->define)] = NULL;
	for (size_t patch = 0; patch < PATCHES; patch++)
		if (make_head(r, patch))
			return -1;
	r->prepared = true;
	return 0;
}

struct rewriter *rewrite_new(const struct rewrite_options *options, const struct api *api)
{
	struct rewriter *r = memory_alloc(sizeof(*r));

	r->options = options;
	r->api = api;
	return r;
}

static void start_early(struct rewriter *r)
{
	const char *define[SIGNATURE_MAX + 3];
	struct spatch_options options;

	/* with one job only, a second process would be in the way */
	if (r->options->jobs < (int)PATCHES || prepare(r) || (r->cache && !r->new_version) ||
	    need_workshop(r))
		return;
	options = run_options(r, define);
	for (size_t patch = 0; patch < PATCHES; patch++)
		spatch_begin(&r->shop, &options, r->rules[patch], patch, &r->early[patch]);
}

void rewrite_head_start(struct rewriter *r)
{
	struct error told_later;

	r->err = &told_later;
	start_early(r);
	r->err = NULL;
}

int rewrite_run(struct rewriter *r, const struct sites *sites, struct rewrite_file *files,
		size_t count, struct error *err)
{
	r->sites = sites;
	r->file = files;
	r->count = count;
	r->err = err;
	if (!count)
		return 0;
	if (prepare(r))
		return -1;
	make_slices(r);
	collect_jobs(r);
	if (run_jobs(r))
		return -1;
	read_answers(r);
	return 0;
}

void rewrite_free(struct rewriter *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->jobs; i++)
		spatch_job_free(&r->job[i]);
	for (size_t i = 0; r->slice && i < PATCHES * r->count; i++)
		slice_free(&r->slice[i]);
	for (size_t i = 0; r->answer && i < PATCHES * r->count; i++)
		buf_free(&r->answer[i]);
	for (size_t patch = 0; patch < PATCHES; patch++) {
		free(r->rules[patch]);
		buf_free(&r->head[patch]);
	}
	free(r->job);
	free(r->slice);
	free(r->answer);
	free(r->job_of);
	free(r->skipped);
	free(r->isos);
	free(r->program);
	free(r->version);
	cache_close(r->cache);
	for (size_t patch = 0; patch < PATCHES; patch++)
		spatch_end(&r->early[patch]);
	if (r->shop.dir)
		workshop_close(&r->shop);
	free(r);
}

void rewrite_file_free(struct rewrite_file *file)
{
	free(file->parsed);
	free(file->failure);
	for (int form = 0; form < FORM_COUNT; form++)
		changes_free(&file->changes[form]);
	file->parsed = NULL;
	file->failure = NULL;
}
