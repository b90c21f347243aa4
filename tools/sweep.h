/* SPDX-License-Identifier: GPL-2.0-only */
/* sweep: the pipeline: read, find, audit, rewrite. One struct carries all from start to end. */
#ifndef GUPSWEEP_SWEEP_H
#define GUPSWEEP_SWEEP_H

#include "base/problem.h"
#include "gup/api/api.h"
#include "gup/api/kernel.h"
#include "gup/sites/site.h"
#include "gup/verdict/judgement.h"
#include "layout/layout.h"
#include "series/part.h"
#include "tree/tree.h"

/* A file that is swept as @text, whatever the tree has. */
struct sweep_text {
	const char *path;
	const struct buf *text;
};

struct sweep_options {
	const char *root;
	const char *rev;		 /* or NULL */
	const char *kernel;		 /* for an out-of-tree module, or NULL */
	const char *const *paths;	 /* NULL-terminated, to narrow; or NULL */
	const struct sweep_text *on_top; /* texts that take the place of the tree's */
	size_t on_tops;
	int jobs;
	bool fast; /* prefer the fast forms where they fit */
	struct spatch_options rewrite;
	bool explains;				   /* judgements say what they rest on */
	void (*progress)(void *ctx, size_t files); /* see struct tree_query */
	void *progress_ctx;
};

struct sweep {
	const struct sweep_options *options;
	struct tree *tree;
	struct kernel kernel; /* of --kernel; else empty, and the tree is its own kernel */
	struct api api;
	struct tree_index index; /* of the whole tree, unless the sweep was narrowed */
	struct sites sites;
	struct judgement *judgement; /* one for each site */
	struct part
		first; /* what gives the tree the variants, where it has none; else files is 0 */
	struct edits *edits; /* one for each file of sites.file; empty where nothing changes */
	struct problems problems;
	size_t files_seen;
};

/*
 * Run the pipeline. A tree without the variants is judged as if it had those that series introduces; what
 * gives it them is in @sweep->first, with the edits of files that both change. @sweep is the caller's,
 * for sweep_free(), also after an error. Returns 0, or -1 with @err.
 */
int sweep_run(const struct sweep_options *options, struct sweep *sweep, struct error *err);
void sweep_free(struct sweep *sweep);

#endif
