// SPDX-License-Identifier: GPL-2.0-only
/*
 * batch: the jobs in batches, several batches at once. A batch that dies or stands still runs again
 * without the slices that are known to be the cause; where none is known, its two halves run.
 */
#include "batch.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"

#define STDIN "/dev/stdin"
#define SMALLEST_BATCH 8 /* slices for which a second process pays */
#define GRACE 2000	 /* milliseconds beyond spatch's own time limit */
#define LOOK 200	 /* milliseconds between looks at the progress */
#define GIVE_UP 4	 /* slices that end spatch before the rest is not tried, if none succeeds */
#define MAX_OUTPUT ((size_t)256 << 20)
#define MAX_LOG ((size_t)16 << 20)

/* Jobs [first, end) of one rule, but for those that are done; none: a free slot. */
struct batch {
	size_t first, end;
	size_t number;	 /* names its files */
	size_t log_size; /* when last looked */
	int64_t moved;	 /* when the log last grew, milliseconds */
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
	struct error *err;
};

/* A file of the workshop: a batch's log or list, a job's slice, the canary before it. */
struct name {
	char text[48];
};

static struct name name_of(size_t number, const char *suffix)
{
	struct name name;

	snprintf(name.text, sizeof(name.text), "%zu%s", number, suffix);
	return name;
}

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static void fail(struct batch_job *job, char *why)
{
	job->failure = why;
	job->done = true;
}

static size_t open_jobs(const struct runner *r, size_t first, size_t end)
{
	size_t count = 0;

	for (; first < end; first++)
		count += !r->job[first].done;
	return count;
}

/* Put jobs [first, end) in line as one batch, if there is one to be done. */
static void queue(struct runner *r, size_t first, size_t end)
{
	if (open_jobs(r, first, end))
		VEC_PUSH(r->waiting, r->waitings, r->room,
			 (struct batch){ .first = first, .end = end });
}

/* Batches of jobs with the same rules, as many as the slots can use. */
static void make_batches(struct runner *r)
{
	size_t left = open_jobs(r, 0, r->count), size = (left + r->slots - 1) / r->slots;

	if (size < SMALLEST_BATCH)
		size = SMALLEST_BATCH;
	else if (r->options->rules >= r->slots)
		size = r->count;
	for (size_t first = 0, i = 1; i <= r->count; i++) {
		if (i < r->count && r->job[i].rule == r->job[first].rule &&
		    open_jobs(r, first, i) < size)
			continue;
		queue(r, first, i);
		first = i;
	}
}

/* Write a file of the workshop and append its path to @list, as a group of its own. */
static int write_file(struct runner *r, struct name name, const char *text, size_t len,
		      struct buf *list)
{
	char *result = memory_printf("%s.res", name.text);

	workshop_remove(r->shop, result); /* of a run that died */
	free(result);
	buf_printf(list, "%s/%s\n\n", r->shop->dir, name.text);
	return workshop_write(r->shop, name.text, text, len, r->err);
}

static int write_slices(struct runner *r, const struct batch *b, struct buf *list)
{
	const char *canary = r->options->rule[r->job[b->first].rule].canary->text;

	if (write_file(r, name_of(b->first, ".canary.c"), canary, strlen(canary), list))
		return -1;
	for (size_t i = b->first; i < b->end; i++)
		if (!r->job[i].done && write_file(r, name_of(i, ".c"), r->job[i].text->data,
						  r->job[i].text->len, list))
			return -1;
	return 0;
}

/* Run spatch on the files that @list names (a path; @input is its input, or -1). */
static int run_program(const struct workshop *shop, const struct batch_options *options,
		       size_t rule, const char *list, int input, size_t number,
		       struct process *process, struct error *err)
{
	char *limit = memory_printf("%d", options->time_limit);
	const char *argv[] = { options->program,
			       "--sp-file",
			       options->rule[rule].path,
			       "--iso-file",
			       options->isos,
			       "--file-groups",
			       list,
			       "--out-place",
			       "--suffix",
			       ".res",
			       "--no-show-diff",
			       "--no-includes",
			       "--quiet",
			       "--timeout",
			       limit,
			       NULL };
	int result = process_start(shop, argv, input, name_of(number, ".log").text, process, err);

	free(limit);
	return result;
}

void batch_begin(struct workshop *shop, const struct batch_options *options, size_t rule)
{
	struct batch_rules *rules = &options->rule[rule];
	struct error ignored;

	if (access(STDIN, R_OK) || pipe2(rules->list, O_CLOEXEC))
		return;
	rules->early = true;
	if (run_program(shop, options, rule, STDIN, rules->list[0], rule, &rules->process,
			&ignored))
		batch_end(rules);
}

void batch_end(struct batch_rules *rules)
{
	if (!rules->early)
		return;
	process_kill(&rules->process);
	close(rules->list[0]);
	close(rules->list[1]);
	rules->early = false;
}

/* Hand the list to the spatch that waits for jobs of these rules; false if there is none. */
static bool use_early(struct batch_rules *rules, const struct buf *list, struct process *process)
{
	/* what a pipe takes whole for certain */
	bool taken = rules->early && list->len <= PIPE_BUF &&
		     write(rules->list[1], list->data, list->len) == (ssize_t)list->len;

	if (taken) {
		*process = rules->process;
		rules->process = (struct process){ 0 };
	}
	batch_end(rules);
	return taken;
}

static int start(struct runner *r, size_t slot)
{
	struct batch *b = &r->running[slot];
	size_t rule = r->job[b->first].rule;
	struct buf list = { 0 };
	char *path;
	int result = write_slices(r, b, &list);

	b->log_size = 0;
	b->moved = now_ms();
	b->number = rule;
	if (!result && !use_early(&r->options->rule[rule], &list, &r->process[slot])) {
		b->number = r->options->rules + r->started++;
		path = memory_printf("%s/%zu.list", r->shop->dir, b->number);
		result = workshop_write(r->shop, name_of(b->number, ".list").text, list.data,
					list.len, r->err);
		if (!result)
			result = run_program(r->shop, r->options, rule, path, -1, b->number,
					     &r->process[slot], r->err);
		free(path);
	}
	buf_free(&list);
	return result;
}

/* The exception that the log tells of @job, cut to a readable length; the caller's, or NULL. */
static char *exception_of(const struct runner *r, const char *log, size_t job)
{
	static const char mark[] = "EXN: ";
	char *where = memory_printf(" in %s/%zu.c\n", r->shop->dir, job), *text;
	const char *end = strstr(log, where), *begin = end;

	free(where);
	if (!end)
		return NULL;
	while (begin > log && !(!strncmp(begin, mark, strlen(mark)) && begin[-1] == '\n'))
		begin--;
	if (strncmp(begin, mark, strlen(mark)))
		return memory_strdup("spatch failed: exception");
	begin += strlen(mark);
	text = memory_printf("spatch failed: %.*s", end - begin > 200 ? 200 : (int)(end - begin),
			     begin);
	for (char *c = text; *c; c++)
		if ((unsigned char)*c < ' ')
			*c = ' ';
	return text;
}

static char *time_text(const struct runner *r)
{
	return memory_printf("spatch took longer than %d s; check the file by hand",
			     r->options->time_limit);
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

/* Why the process of one slice ended, for a person; the caller's. */
static char *end_text(const struct process *p, const char *log)
{
	size_t end = strlen(log), begin;

	if (WIFSIGNALED(p->status))
		return memory_printf("spatch crashed: signal %d", WTERMSIG(p->status));
	while (end && (unsigned char)log[end - 1] <= ' ')
		end--;
	for (begin = end; begin && log[begin - 1] != '\n' && end - begin < 200;)
		begin--;
	return memory_printf("spatch ended with status %d: %.*s", WEXITSTATUS(p->status),
			     (int)(end - begin), log + begin);
}

/* Neither spatch nor the rules can be trusted with the slices: say which it may be. Returns -1. */
static int refuse(const struct runner *r, size_t rule, const char *failure)
{
	const char *program = r->options->program, *rules = r->options->rule[rule].path;
	char *version = batch_version(r->shop, program, r->err);

	if (version && failure)
		error_set(r->err, "spatch: %s: %s; run `%s --parse-cocci %s`", rules, failure,
			  program, rules);
	else if (version)
		error_set(r->err,
			  "spatch: %s, version %s: does not make of our own example what %s says; "
			  "install Debian's coccinelle (12 or 13), or gupsweep again",
			  program, version, rules);
	free(version);
	return -1;
}

/* Has spatch done with the canary what the rules say? */
static bool canary_lives(const struct runner *r, const struct batch *b)
{
	const char *wanted = r->options->rule[r->job[b->first].rule].canary->wanted;
	struct buf output = { 0 };
	bool lives = !workshop_read(r->shop, name_of(b->first, ".canary.c.res").text, MAX_OUTPUT,
				    &output);
	const char *white = " \t\n";

	wanted += strspn(wanted, white);
	for (size_t i = 0; i < output.len && lives; i++) {
		if (strchr(white, output.data[i]))
			continue;
		lives = output.data[i] == *wanted;
		wanted += lives;
		wanted += strspn(wanted, white);
	}
	buf_free(&output);
	return lives && !*wanted;
}

/*
 * What the log says of each slice, and if @well its result. spatch may write its results at its end
 * only, so those of a batch that did not end well are not there.
 */
static void read_answers(struct runner *r, const struct batch *b, bool well, const char *log)
{
	for (size_t i = b->first; i < b->end; i++) {
		struct batch_job *job = &r->job[i];
		char *exception = job->done ? NULL : exception_of(r, log, i);

		if (exception && strstr(exception, "Timeout")) {
			fail(job, time_text(r));
			free(exception);
		} else if (exception) {
			fail(job, exception);
		} else if (well && !job->done) {
			job->done = true;
			if (workshop_read(r->shop, name_of(i, ".c.res").text, MAX_OUTPUT,
					  &job->after) < 0)
				fail(job, memory_strdup("spatch's output cannot be read"));
			r->succeeded += !job->failure;
		}
	}
}

static bool is_begun(const struct runner *r, size_t job, const char *log)
{
	char *mark = memory_printf("HANDLING: %s/%zu.c\n", r->shop->dir, job);
	bool begun = strstr(log, mark);

	free(mark);
	return begun;
}

/* A batch with @before jobs to be done that did not end well: run what is left of it. */
static int take_apart(struct runner *r, const struct batch *b, const struct process *p,
		      size_t before, const char *log)
{
	size_t middle = b->first + (b->end - b->first) / 2;
	struct batch_job *culprit = NULL;

	for (size_t i = b->first; i < b->end; i++)
		if (!r->job[i].done && (before == 1 || (p->killed && is_begun(r, i, log))))
			culprit = &r->job[i];
	if (culprit) {
		fail(culprit, p->killed ? time_text(r) : end_text(p, log));
		r->deadly++;
		if (before == 1 && WIFEXITED(p->status) && !strstr(log, "HANDLING: "))
			return refuse(r, culprit->rule, culprit->failure);
	}
	if (open_jobs(r, b->first, b->end) < before) {
		queue(r, b->first, b->end);
	} else {
		queue(r, middle, b->end);
		queue(r, b->first, middle);
	}
	return 0;
}

/* The process of the slot has ended. */
static int finish(struct runner *r, size_t slot)
{
	struct batch b = r->running[slot];
	struct process p = r->process[slot];
	size_t before = open_jobs(r, b.first, b.end);
	struct buf log = { 0 };
	bool well;
	int result = 0;

	r->running[slot] = (struct batch){ 0 };
	r->process[slot] = (struct process){ 0 };
	workshop_read(r->shop, name_of(b.number, ".log").text, MAX_LOG, &log);
	buf_addstr(&log, "");
	/* spatch 1.3 ends well, but writes no result of any file, when one gave it an exception */
	well = !p.killed && WIFEXITED(p.status) && !WEXITSTATUS(p.status) &&
	       !strstr(log.data, "An error occurred when attempting to transform some files");
	if (is_disk_full(log.data))
		result = error_set(r->err,
				   "temporary file: below %s: no space left on device; free some "
				   "space or set TMPDIR",
				   r->shop->dir);
	else if (well && !canary_lives(r, &b))
		result = refuse(r, r->job[b.first].rule, NULL);
	else
		read_answers(r, &b, well, log.data);
	if (!result && !well)
		result = take_apart(r, &b, &p, before, log.data);
	buf_free(&log);
	return result;
}

/* Kill a batch that has stood still for the time limit. */
static void watch(struct runner *r, size_t slot)
{
	struct batch *b = &r->running[slot];
	size_t size = workshop_size(r->shop, name_of(b->number, ".log").text);
	int64_t now = now_ms();

	if (size != b->log_size)
		b->moved = now;
	b->log_size = size;
	if (now - b->moved > (int64_t)r->options->time_limit * 1000 + GRACE)
		process_kill(&r->process[slot]);
}

/* Fill the free slots. Returns how many run, or -1. */
static int fill_slots(struct runner *r)
{
	int running = 0;

	for (size_t s = 0; s < r->slots; s++) {
		while (r->running[s].first == r->running[s].end && r->waitings) {
			struct batch b = r->waiting[--r->waitings];

			for (size_t i = b.first; i < b.end && !r->succeeded && r->deadly >= GIVE_UP;
			     i++)
				if (!r->job[i].done)
					fail(&r->job[i],
					     memory_strdup("spatch fails on every file"));
			if (!open_jobs(r, b.first, b.end))
				continue;
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

/* Nothing succeeded and what was tried alone failed: the program or the rules, not the slices. */
static int check_any(const struct runner *r)
{
	for (size_t i = 0; i < r->count && !r->succeeded && r->deadly > 1; i++)
		if (r->job[i].failure && strstr(r->job[i].failure, "ended with status"))
			return refuse(r, r->job[i].rule, r->job[i].failure);
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
