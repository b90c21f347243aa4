// SPDX-License-Identifier: GPL-2.0-only
/*
 * batch: the jobs in batches, several batches at once. A batch that dies or stands still is taken
 * apart: the slice it died of runs alone once more (or, if it was the time limit, fails), the rest
 * runs in new batches, those before it first.
 */
#include "batch.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../base/memory.h"

#define STDIN "/dev/stdin"
#define SMALLEST_BATCH 8 /* slices for which a second process pays */
#define GRACE 2000	 /* milliseconds beyond spatch's own time limit */
#define LOOK 200	 /* milliseconds between looks at the progress */
#define GIVE_UP 5	 /* slices that end spatch before the rest is not tried, if none succeeds */
#define MAX_OUTPUT ((size_t)256 << 20)
#define MAX_LOG ((size_t)16 << 20)

struct batch {
	size_t first, end; /* jobs; none: a free slot */
	size_t number;	   /* names its files */
	size_t log_size;   /* when last looked */
	int64_t moved;	   /* when the log last grew, milliseconds */
};

struct runner {
	struct workshop *shop;
	const struct batch_options *options;
	struct batch_job *job;
	size_t count;
	struct batch *waiting;
	size_t waitings, room;
	struct batch *running; /* one slot for each process */
	struct process *process;
	size_t slots;
	size_t started;	  /* batches, for the names */
	size_t succeeded; /* jobs */
	size_t deadly;	  /* jobs that ended their process */
	size_t blind; /* index plus one of a job whose spatch ended before it looked at a file */
	struct error *err;
};

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static char *file_name(size_t number, const char *suffix)
{
	return memory_printf("%zu%s", number, suffix);
}

static void fail(struct runner *r, size_t job, char *why)
{
	free(r->job[job].failure);
	r->job[job].failure = why;
	r->job[job].done = true;
}

/* Put jobs [first, end) in line as one batch, if there are any. */
static void queue(struct runner *r, size_t first, size_t end)
{
	if (first < end)
		VEC_PUSH(r->waiting, r->waitings, r->room,
			 (struct batch){ .first = first, .end = end });
}

static bool is_new_kind(const struct runner *r, size_t job)
{
	return !job || strcmp(r->job[job].rules, r->job[job - 1].rules);
}

/* Batches of jobs with the same rules, as many as the slots can use. */
static void make_batches(struct runner *r)
{
	size_t kinds = 0, size, first = 0;

	for (size_t i = 0; i < r->count; i++)
		kinds += is_new_kind(r, i);
	size = (r->count + r->slots - 1) / r->slots;
	if (size < SMALLEST_BATCH || kinds >= r->slots)
		size = size < SMALLEST_BATCH ? SMALLEST_BATCH : r->count;
	for (size_t i = 1; i <= r->count; i++)
		if (i == r->count || i - first == size || is_new_kind(r, i)) {
			queue(r, first, i);
			first = i;
		}
}

/* The canary of a batch: its file is named by the batch's first job. */
static char *canary_name(const struct batch *b, const char *suffix)
{
	return memory_printf("%zu.canary.c%s", b->first, suffix);
}

static int write_canary(struct runner *r, const struct batch *b, struct buf *list)
{
	const struct canary *canary = r->job[b->first].canary;
	char *name = canary_name(b, ""), *res = canary_name(b, ".res");
	int result;

	result = workshop_write(r->shop, name, canary->text, strlen(canary->text), r->err);
	buf_printf(list, "%s/%s\n\n", r->shop->dir, name);
	workshop_remove(r->shop, res); /* of a run that died */
	free(res);
	free(name);
	return result;
}

/* Write the batch's slices, and append their paths to @list, each a group of its own. */
static int write_slices(struct runner *r, const struct batch *b, struct buf *list)
{
	char *name;
	int result = write_canary(r, b, list);

	for (size_t i = b->first; i < b->end && !result; i++) {
		const struct batch_job *job = &r->job[i];

		name = file_name(i, ".c");
		result = workshop_write(r->shop, name, job->text, job->len, r->err);
		buf_printf(list, "%s/%s\n\n", r->shop->dir, name);
		free(name);
		name = file_name(i, ".c.res"); /* of a run that died */
		workshop_remove(r->shop, name);
		free(name);
	}
	return result;
}

/* Run spatch on the files that @list names (a path; @input is its input, or -1). */
static int run_program(const struct workshop *shop, const struct batch_options *options,
		       const char *rules, const char *list, int input, const char *log,
		       struct process *process, struct error *err)
{
	static const char *const others[] = { "--out-place",   "--suffix",
					      ".res",	       "--no-show-diff",
					      "--no-includes", "--quiet",
					      "--timeout",     NULL };
	char *limit = memory_printf("%d", options->time_limit);
	const char **argv = NULL;
	size_t args = 0, room = 0;
	int result;

	VEC_PUSH(argv, args, room, options->program);
	VEC_PUSH(argv, args, room, "--sp-file");
	VEC_PUSH(argv, args, room, rules);
	VEC_PUSH(argv, args, room, "--iso-file");
	VEC_PUSH(argv, args, room, options->isos);
	VEC_PUSH(argv, args, room, "--file-groups");
	VEC_PUSH(argv, args, room, list);
	for (const char *const *o = others; *o; o++)
		VEC_PUSH(argv, args, room, *o);
	VEC_PUSH(argv, args, room, limit);
	VEC_PUSH(argv, args, room, NULL);
	result = process_start(shop, argv, input, log, process, err);
	free(argv);
	free(limit);
	return result;
}

void batch_begin(struct workshop *shop, const struct batch_options *options, const char *rules,
		 size_t number, struct batch_early *early)
{
	char *log = file_name(number, ".log");
	struct error ignored;

	*early = (struct batch_early){ .number = number };
	if (!access(STDIN, R_OK) && !pipe2(early->list, O_CLOEXEC)) {
		early->rules = rules;
		if (run_program(shop, options, rules, STDIN, early->list[0], log, &early->process,
				&ignored))
			batch_end(early);
	}
	free(log);
}

void batch_end(struct batch_early *early)
{
	if (!early->rules)
		return;
	process_kill(&early->process);
	close(early->list[0]);
	close(early->list[1]);
	*early = (struct batch_early){ 0 };
}

/* Hand the list to one that waits for jobs of these rules; false if there is none. */
static bool use_early(struct runner *r, size_t slot, const char *rules, const struct buf *list)
{
	for (size_t i = 0; i < r->options->earlies; i++) {
		struct batch_early *early = &r->options->early[i];

		if (!early->rules || strcmp(early->rules, rules))
			continue;
		if (list->len > PIPE_BUF || /* what a pipe takes whole for certain */
		    write(early->list[1], list->data, list->len) != (ssize_t)list->len) {
			batch_end(early);
			return false;
		}
		r->running[slot].number = early->number;
		r->process[slot] = early->process;
		early->process = (struct process){ 0 };
		batch_end(early);
		return true;
	}
	return false;
}

static int start_new(struct runner *r, size_t slot, const char *rules, const struct buf *list)
{
	size_t number = r->options->earlies + r->started++;
	char *path = memory_printf("%s/%zu.list", r->shop->dir, number);
	char *name = file_name(number, ".list"), *log = file_name(number, ".log");
	int result = workshop_write(r->shop, name, list->data, list->len, r->err);

	r->running[slot].number = number;
	if (!result)
		result = run_program(r->shop, r->options, rules, path, -1, log, &r->process[slot],
				     r->err);
	free(path);
	free(name);
	free(log);
	return result;
}

static int start(struct runner *r, size_t slot)
{
	struct batch *b = &r->running[slot];
	const char *rules = r->job[b->first].rules;
	struct buf list = { 0 };
	int result = write_slices(r, b, &list);

	b->log_size = 0;
	b->moved = now_ms();
	if (!result && !use_early(r, slot, rules, &list))
		result = start_new(r, slot, rules, &list);
	buf_free(&list);
	return result;
}

/* What the log says of one slice. */
struct note {
	bool handled;	 /* spatch began with it */
	char *exception; /* the caller's, or NULL */
};

/* The text of the exception whose "in PATH" ends at @end, one line, cut to a readable length. */
static char *exception_text(const char *log, const char *end)
{
	const char *begin = end;
	char *text;

	while (begin > log && !(!strncmp(begin, "EXN: ", 5) && (begin == log || begin[-1] == '\n')))
		begin--;
	if (strncmp(begin, "EXN: ", 5))
		return memory_strdup("exception");
	begin += 5;
	text = memory_strndup(begin, end - begin > 200 ? 200 : (size_t)(end - begin));
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < ' ')
			*c = ' ';
	return text;
}

static struct note read_note(const struct runner *r, const char *log, size_t job)
{
	char *handling = memory_printf("HANDLING: %s/%zu.c\n", r->shop->dir, job);
	char *where = memory_printf(" in %s/%zu.c\n", r->shop->dir, job);
	const char *at = strstr(log, where);
	struct note note = { .handled = strstr(log, handling) != NULL };

	if (at)
		note.exception = exception_text(log, at);
	free(handling);
	free(where);
	return note;
}

static bool is_disk_full(const char *log)
{
	static const char full[] = "No space left on device";

	for (const char *at = strstr(log, full); at; at = strstr(at + 1, full)) {
		const char *line = at;

		while (line > log && line[-1] != '\n')
			line--;
		if (!strncmp(line, "cp: ", 4) || !strncmp(line, "EXN: Sys_error", 14) ||
		    !strncmp(line, "Fatal error", 11))
			return true;
	}
	return false;
}

/* The result of a slice that spatch got over. */
static void take_result(struct runner *r, size_t job, struct note *note)
{
	char *name = file_name(job, ".c.res");

	if (note->exception && strstr(note->exception, "Timeout"))
		fail(r, job,
		     memory_printf("spatch took longer than %d s; check the file by hand",
				   r->options->time_limit));
	else if (note->exception)
		fail(r, job, memory_printf("spatch failed: %s", note->exception));
	else if (workshop_read(r->shop, name, MAX_OUTPUT, &r->job[job].output) < 0)
		fail(r, job, memory_strdup("spatch's output cannot be read"));
	r->succeeded += !r->job[job].failure;
	r->job[job].done = true;
	free(name);
}

/* Why the whole batch ended, for a person; the caller's. */
static char *end_text(const struct runner *r, const struct process *p, const char *log)
{
	size_t end = strlen(log), begin;

	if (p->killed)
		return memory_printf("spatch took longer than %d s; check the file by hand",
				     r->options->time_limit);
	if (WIFSIGNALED(p->status))
		return memory_printf("spatch crashed: signal %d", WTERMSIG(p->status));
	while (end && (unsigned char)log[end - 1] <= ' ')
		end--;
	for (begin = end; begin && log[begin - 1] != '\n' && end - begin < 200;)
		begin--;
	return memory_printf("spatch ended with status %d: %.*s", WEXITSTATUS(p->status),
			     (int)(end - begin), log + begin);
}

/* A batch that did not end well. @last is the slice it died of, or its end if that is not known. */
static void take_apart(struct runner *r, const struct batch *b, const struct process *p,
		       size_t last, const char *log)
{
	bool alone = b->end - b->first == 1;

	if (last == b->end && !alone) {
		for (size_t i = b->first; i < b->end; i++)
			queue(r, i, i + 1);
		return;
	}
	last = alone ? b->first : last;
	queue(r, last + 1, b->end);
	if (alone || p->killed) {
		fail(r, last, end_text(r, p, log));
		r->deadly++;
		if (alone && WIFEXITED(p->status) && !strstr(log, "HANDLING: "))
			r->blind = last + 1;
	} else {
		queue(r, last, last + 1);
	}
	queue(r, b->first, last);
}

/* A spatch that ended well, but has not done with the canary what the rules say? */
static int check_canary(struct runner *r, const struct batch *b)
{
	const struct batch_job *job = &r->job[b->first];
	char *name = canary_name(b, ".res");
	struct buf output = { 0 };
	bool lives = !workshop_read(r->shop, name, MAX_OUTPUT, &output) &&
		     canary_lives(job->canary, output.data, output.len);

	free(name);
	buf_free(&output);
	return lives ? 0
		     : error_set(r->err,
				 "spatch: %s, version %s: does not make of our own example what %s "
				 "says; install Debian's coccinelle (12 or 13), or gupsweep again",
				 r->options->program, r->options->version, job->rules);
}

/*
 * spatch 1.3 ends well, but writes no result of any file, when one of them gave it an exception: run
 * the others again. False if it is not that.
 */
static bool run_others_again(struct runner *r, const struct batch *b, const char *log)
{
	size_t first = b->first;

	if (!strstr(log, "An error occurred when attempting to transform some files"))
		return false;
	for (size_t i = b->first; i < b->end; i++) {
		struct note note = read_note(r, log, i);

		if (!note.exception)
			continue;
		take_result(r, i, &note);
		free(note.exception);
		queue(r, first, i);
		first = i + 1;
	}
	if (first == b->first)
		return false;
	queue(r, first, b->end);
	return true;
}

/* spatch may write its results at its end only, so those of a batch that did not end well are not taken. */
static int read_answers(struct runner *r, const struct batch *b, const struct process *p,
			const char *log)
{
	bool well = !p->killed && WIFEXITED(p->status) && !WEXITSTATUS(p->status);
	size_t last = b->end;

	if (well && run_others_again(r, b, log))
		return 0;
	if (well && check_canary(r, b))
		return -1;
	for (size_t i = b->first; i < b->end; i++) {
		struct note note = read_note(r, log, i);

		if (note.handled)
			last = i;
		if (well)
			take_result(r, i, &note);
		free(note.exception);
	}
	if (!well)
		take_apart(r, b, p, last, log);
	return 0;
}

static int finish(struct runner *r, size_t slot)
{
	struct batch *b = &r->running[slot];
	char *name = file_name(b->number, ".log");
	struct buf log = { 0 };
	int result;

	workshop_read(r->shop, name, MAX_LOG, &log);
	buf_reserve(&log, 0);
	log.data[log.len] = '\0';
	if (is_disk_full(log.data))
		result = error_set(r->err,
				   "temporary file: below %s: no space left on device; free some "
				   "space or set TMPDIR",
				   r->shop->dir);
	else
		result = read_answers(r, b, &r->process[slot], log.data);
	buf_free(&log);
	free(name);
	*b = (struct batch){ 0 };
	r->process[slot] = (struct process){ 0 };
	return result;
}

/* Kill a batch that has stood still for the time limit. */
static void watch(struct runner *r, size_t slot)
{
	struct batch *b = &r->running[slot];
	char *name = file_name(b->number, ".log");
	size_t size = workshop_size(r->shop, name);
	int64_t now = now_ms();

	if (size != b->log_size)
		b->moved = now;
	b->log_size = size;
	if (now - b->moved > (int64_t)r->options->time_limit * 1000 + GRACE)
		process_kill(&r->process[slot]);
	free(name);
}

/* Fill the free slots. Returns how many run, or -1. */
static int fill_slots(struct runner *r)
{
	int running = 0;

	for (size_t s = 0; s < r->slots; s++) {
		while (r->running[s].first == r->running[s].end && r->waitings) {
			struct batch b = r->waiting[--r->waitings];

			if (r->deadly >= GIVE_UP && !r->succeeded) {
				for (size_t i = b.first; i < b.end; i++)
					fail(r, i, memory_strdup("spatch fails on every file"));
				continue;
			}
			r->running[s] = b;
			if (start(r, s))
				return -1;
		}
		running += r->running[s].first < r->running[s].end;
	}
	return running;
}

static int run_all(struct runner *r)
{
	int running;

	while ((running = fill_slots(r)) > 0) {
		if (process_wait(r->shop, r->process, r->slots, LOOK))
			return error_set(r->err, "spatch: interrupted; run it again");
		for (size_t s = 0; s < r->slots; s++) {
			if (r->running[s].first == r->running[s].end)
				continue;
			if (!r->process[s].ended)
				watch(r, s);
			if (r->process[s].ended && finish(r, s))
				return -1;
		}
	}
	return running;
}

static int refuse_rules(const struct runner *r, const struct batch_job *job)
{
	return error_set(r->err, "spatch: %s: %s; run `%s --parse-cocci %s`", job->rules,
			 job->failure, r->options->program, job->rules);
}

/* Nothing succeeded and what was tried alone failed: the program or the rules, not the slices. */
static int check_any(const struct runner *r)
{
	if (r->blind)
		return refuse_rules(r, &r->job[r->blind - 1]);
	if (!r->count || r->succeeded || r->deadly < 2)
		return 0;
	for (size_t i = 0; i < r->count; i++)
		if (r->job[i].failure && strstr(r->job[i].failure, "ended with status"))
			return refuse_rules(r, &r->job[i]);
	return 0;
}

int batch_run(struct workshop *shop, const struct batch_options *options, struct batch_job *job,
	      size_t count, struct error *err)
{
	struct runner r = { .shop = shop,
			    .options = options,
			    .job = job,
			    .count = count,
			    .slots = options->jobs > 1 ? (size_t)options->jobs : 1,
			    .err = err };
	int result;

	r.running = memory_alloc(r.slots * sizeof(*r.running));
	r.process = memory_alloc(r.slots * sizeof(*r.process));
	make_batches(&r);
	result = run_all(&r);
	if (!result)
		result = check_any(&r);
	for (size_t s = 0; s < r.slots; s++)
		process_kill(&r.process[s]);
	free(r.waiting);
	free(r.running);
	free(r.process);
	return result;
}

void batch_job_free(struct batch_job *job)
{
	buf_free(&job->output);
	free(job->failure);
	*job = (struct batch_job){ 0 };
}
