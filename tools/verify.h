/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * verify: the proof for a patch that somebody wrote: every function that it changes and that calls the
 * family or a variant, before or after. Knows tree, find, audit and proof.
 */
#ifndef GUPSWEEP_VERIFY_H
#define GUPSWEEP_VERIFY_H

#include "base/problem.h"
#include "gup/proof/proof.h"

struct verify_options {
	const char *root;
	const char *rev;    /* or NULL */
	const char *kernel; /* for an out-of-tree module, or NULL */
	const char *patch;  /* a file, or "-" for standard input */
	int jobs;
};

/* One function. */
struct verify_finding {
	char *file; /* after the patch */
	char *function;
	uint32_t line; /* of its name after the patch */
	struct proof proof;
};

struct verify {
	struct verify_finding *finding; /* in the order of the patch's files, then of their lines */
	size_t count, room;
	size_t files;  /* that the patch changes */
	size_t others; /* that call nothing of the family, changed and not shown to do the same */
	struct problems problems; /* what could not be judged at all */
};

/* @verify is the caller's, for verify_free(), also after an error. Returns 0, or -1 with @err. */
int verify_run(const struct verify_options *options, struct verify *verify, struct error *err);
void verify_free(struct verify *verify);

#endif
