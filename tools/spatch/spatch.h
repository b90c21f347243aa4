/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spatch: semantic patches over slices of files -> what they changed, as tokens of those files. Knows
 * nothing of what the semantic patches are for: which there are, for which functions, and what must be
 * hidden from them comes from the caller. Needs source.
 */
#ifndef GUPSWEEP_SPATCH_H
#define GUPSWEEP_SPATCH_H

#include "base/buf.h"
#include "base/error.h"
#include "source/source.h"

#define SPATCH_PARSED "gupsweep_parsed" /* `gupsweep_parsed;` begins each body that was parsed */

/* One change of a file's token sequence: tokens [first, end) become @text. */
struct spatch_change {
	uint32_t first, end; /* first == end: insertion before token first */
	char *text;	     /* the new tokens, separated by single spaces; "" deletes */
};

struct spatch_changes {
	struct spatch_change *change; /* in source order, not overlapping */
	size_t count, room;
};

struct spatch_options {
	const char *spatch; /* program, looked up in PATH */
	const char *rules;  /* directory of the semantic patches */
	bool own_rules;	    /* they must be those that the program was built with */
	const char *cache;  /* folder of the cache, or NULL for none */
	int jobs;
	int time_limit; /* seconds for one slice */
};

/*
 * A file whose outcome under a semantic patch is known. It runs before the slices in each process: if it
 * comes back otherwise, neither spatch nor the rules can be trusted with theirs.
 */
struct canary {
	const char *text;   /* a file of C */
	const char *wanted; /* what it must become, but for white space */
};

/*
 * A semantic patch. It must put `gupsweep_parsed;` at the top of each function body; every other name
 * that begins with gupsweep_ is refused in its output.
 */
struct spatch_rule {
	const char *file;	     /* in the directory of the rules */
	const char *placeholder;     /* ... but this one, for what the caller fills in; or NULL */
	const struct canary *canary; /* by which each run is tried */
};

/* What one semantic patch is to do with one file, and its answer. */
struct spatch_task {
	size_t rule; /* index of the rule; tasks stand in that order */
	const struct source *src;
	const uint32_t *function; /* indices: those to look at, ascending */
	size_t functions;
	const uint32_t *hidden; /* tokens that the semantic patch must not see by their names */
	size_t hiddens;
	unsigned int
		version; /* LINUX_VERSION_CODE: what it does not compile is left out; 0: unknown */
	/* the answer, for spatch_task_free() */
	bool *parsed; /* for each of functions: spatch understood it */
	struct spatch_changes changes;
	char *failure; /* why there is none (crash, time limit, exception), or why it was refused */
};

struct spatch;

/* Nothing is looked for or started yet. @options and the @count rules at @rule must outlive it. */
struct spatch *spatch_new(const struct spatch_options *options, const struct spatch_rule *rule,
			  size_t count);
/*
 * Let spatch read the semantic patches while the caller goes on, which is most of what it does; if
 * the cache is likely to have all answers, do nothing. What goes wrong is told by spatch_run().
 * From here to spatch_free() a signal waits; other threads must be started in between only.
 */
void spatch_head_start(struct spatch *s);
/*
 * Do all tasks, once. One that fails or takes too long has ->failure set and costs no other its
 * result. Returns 0, or -1 with @err set when nothing could be run at all (no spatch, too old a one,
 * no room for temporary files).
 */
int spatch_run(struct spatch *s, struct spatch_task *task, size_t count, struct error *err);
/* No process and no temporary directory is left; a signal that came meanwhile ends the program here. */
void spatch_free(struct spatch *s);

/*
 * Fill in the answer of @task as if its functions had become @after. Returns 0, or -1 with @err set
 * when that is nothing that a semantic patch could have made of them.
 */
int spatch_take(struct spatch_task *task, const struct spatch_rule *rule, const struct buf *after,
		struct error *err);
void spatch_task_free(struct spatch_task *task); /* the answer */
void spatch_changes_free(struct spatch_changes *changes);

/*
 * Append tokens [first, end) after @changes (those outside are passed over), each followed by one
 * space, and each #if, #else and #endif among them as a line.
 */
void spatch_print(const struct source *src, uint32_t first, uint32_t end,
		  const struct spatch_changes *changes, struct buf *out);
/* The parts of that: the lines of #if and its kin directly before token @tok, and the token. */
void spatch_print_lines(const struct source *src, uint32_t tok, struct buf *out);
void spatch_print_token(const struct source *src, uint32_t tok, struct buf *out);

#endif
