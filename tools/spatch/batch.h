/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * batch: run Coccinelle over slices: many in one process, since each start costs more than a slice. A
 * slice that takes its process down costs the others another run. Knows nothing of tokens. Needs a
 * workshop.
 */
#ifndef GUPSWEEP_BATCH_H
#define GUPSWEEP_BATCH_H

#include "base/process.h"
#include "spatch.h"

/* A semantic patch, and an spatch that has read it already and waits for the list of its slices. */
struct batch_rules {
	char *path;		     /* of the .cocci */
	const struct canary *canary; /* the first file of each process */
	bool early;		     /* there is one that waits */
	/* its standard input, both ends: a write must not raise SIGPIPE when spatch is gone */
	int list[2];
	struct process process;
};

/* One slice for one semantic patch, and its answer. */
struct batch_job {
	size_t rule;		/* index of the rules */
	const struct buf *text; /* the slice */
	struct buf after;	/* what it became; empty if spatch left it alone */
	char *failure;		/* why there is no answer, or NULL */
	bool done;		/* there is an answer, or none to be had */
};

struct batch_options {
	char *program; /* absolute path */
	char *isos;    /* file of isomorphisms */
	int jobs;
	int time_limit; /* seconds for one slice */
	struct batch_rules *rule;
	size_t rules;
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
 * Start spatch for rules @rule before there are jobs: it opens the list of its files only when it has
 * read them (spatch 1.1.1). If it cannot be had, nothing is early. batch_end() kills what was not used.
 */
void batch_begin(struct workshop *shop, const struct batch_options *options, size_t rule);
void batch_end(struct batch_rules *rules);
/*
 * Run the @count jobs (in the order of their rules) that are not done; afterwards all are. Returns 0, or
 * -1 with @err set when nothing could be run at all, a canary did not become what it must, the disk is
 * full or a signal came.
 */
int batch_run(struct workshop *shop, const struct batch_options *options, struct batch_job *job,
	      size_t count, struct error *err);

#endif
