/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * batch: run Coccinelle over slices: many in one process, since each start costs more than a
 * slice; alone those that a process died of. Knows nothing of tokens. Needs a workshop.
 */
#ifndef GUPSWEEP_BATCH_H
#define GUPSWEEP_BATCH_H

#include "canary.h"
#include "../base/process.h"

#define SPATCH_REMEDY "install it with `apt-get install coccinelle`"

/* One slice for one semantic patch, and its answer. */
struct batch_job {
	const char *rules; /* path of the .cocci; jobs with the same one share processes */
	const struct canary *canary; /* of these rules: the first file of each process */
	const char *text;	     /* the slice */
	size_t len;
	struct buf output; /* what it became; empty if spatch left it alone */
	char *failure;	   /* why there is no answer, or NULL */
	bool done;
};

/* An spatch that reads the rules already and waits for the list of its slices; {0} is none. */
struct batch_early {
	const char *rules;
	size_t number; /* names its files */
	/* spatch's standard input, both ends: a write must not raise SIGPIPE when spatch is gone */
	int list[2];
	struct process process;
};

struct batch_options {
	const char *program; /* absolute path */
	const char *version; /* as from batch_version(), for messages */
	const char *isos;    /* file of isomorphisms */
	int jobs;
	int time_limit; /* seconds for one slice */
	struct batch_early
		*early; /* @earlies of them, to be used for the first jobs of their rules */
	size_t earlies;
};

/*
 * The absolute path of @name, looked up in PATH unless it has a "/" (relative entries of PATH are
 * passed over); the caller's. NULL with @err set if there is none.
 */
char *batch_find(const char *name, struct error *err);
/*
 * What `@program --version` says ("1.1.1, regular expressions PCRE"); the caller's. NULL with @err set
 * if it is too old.
 */
char *batch_version(struct workshop *shop, const char *program, struct error *err);
/*
 * Start spatch for @rules before there are jobs: it opens the list of its files only when it has read
 * the rules (spatch 1.1.1). @number is its own among the earlies. If it cannot be had, @early stays
 * empty. batch_end() kills what was not used.
 */
void batch_begin(struct workshop *shop, const struct batch_options *options, const char *rules,
		 size_t number, struct batch_early *early);
void batch_end(struct batch_early *early);
/*
 * Run all jobs; afterwards each has its output or ->failure. Returns 0, or -1 with @err set when
 * nothing could be run at all, a canary did not become what it must, the disk is full or a signal
 * came. Free with batch_job_free().
 */
int batch_run(struct workshop *shop, const struct batch_options *options, struct batch_job *job,
	      size_t count, struct error *err);
void batch_job_free(struct batch_job *job);

#endif
