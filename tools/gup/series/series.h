/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * series: agreed edits -> patches with messages, recipients and a cover letter, in a folder, and as
 * a branch. Needs all that a sweep leaves; changes neither tree nor index.
 */
#ifndef GUPSWEEP_SERIES_SERIES_H
#define GUPSWEEP_SERIES_SERIES_H

#include "base/problem.h"
#include "gup/verdict/judgement.h"
#include "plan.h"
#include "series/build.h"
#include "series/part.h"

struct series_options {
	const char *out; /* the folder */
	enum plan_split split;
	int version; /* from 1 */
	bool cover, force, signoff, cc;
	bool build;
	struct build_options how;   /* its progress is the whole's */
	const char *branch;	    /* or NULL */
	const char *subject_prefix; /* "PATCH", "RFC PATCH" */
	const char *command;	    /* how to reproduce, for the cover letter */
};

/* What was found; all borrowed. */
struct series_input {
	struct tree *tree;   /* what the patches apply to, with @first on top */
	struct tree *kernel; /* whose API it is: the same, or that of --kernel */
	const struct api *api;
	const struct sites *sites;
	const struct judgement *judgement;
	const struct edits *edits;
	const struct problems *problems;
	size_t files_seen;
	struct part *first, *last; /* patches that come before and after, taken over; or NULL */
};

struct series_result {
	struct strings written; /* names of the files, the cover letter first */
	struct problems notes;	/* what the user should know */
	struct problems failed; /* what could not be done, though the rest was */
};

/*
 * Write the series. Nothing to rewrite is no error: then nothing is written and result->written is
 * empty. Returns 0, or -1 with @err set and nothing written. @result is the caller's, for
 * series_result_free().
 */
int series_write(const struct series_options *options, const struct series_input *in,
		 struct series_result *result, struct error *err);
void series_result_free(struct series_result *result);

#endif
