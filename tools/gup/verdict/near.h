/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * near: calls of the family's neighbours, which fault user pages in under the lock too:
 * fixup_user_fault(), hmm_range_fault(), handle_mm_fault(). Only reported, each with what stands for or
 * against letting it drop the lock. Needs tree, flow and bracket.
 */
#ifndef GUPSWEEP_NEAR_H
#define GUPSWEEP_NEAR_H

#include <stdint.h>

#include "base/error.h"
#include "base/problem.h"
#include "tree/tree.h"

struct near {
	char *file, *function;
	const char *callee;
	uint32_t line;
	bool convertible; /* by hand, in one step */
	char *why;
};

struct nears {
	struct near *near; /* by file and line */
	size_t count, room;
};

/*
 * Find them in @tree, below @paths (NULL: everywhere), with @jobs threads; what stands in the kernel's own
 * fault handling is none. @kernel has the headers. Returns 0, or -1 with @err set. @out is the caller's.
 */
int near_find(struct tree *tree, struct tree *kernel, const char *const *paths, int jobs,
	      struct nears *out, struct problems *problems, struct error *err);
void near_free(struct nears *nears);

#endif
