/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * opportunity: brackets that could go or become conditional, by the pipeline of a sweep: audit, semantic
 * patches, agreement, but without a search of the tree. spatch is started only when asked for, and for
 * what was touched.
 */
#ifndef GUPSWEEP_OPPORTUNITY_H
#define GUPSWEEP_OPPORTUNITY_H

#include "change/change.h"
#include "gup/checks/finding.h"

struct opportunity_scope {
	struct tree *tree, *kernel;
	const struct api *api;
	const struct spatch_options *rewrite; /* NULL: the semantic patches are not asked */
	bool all;			      /* not only what was touched */
	bool fast;			      /* prefer the fast forms where they fit */
};

/*
 * Add a finding with its fix for every such bracket in @file, whose text is @text. What spatch could not do goes to
 * @problems. Returns 0, or -1 with @err set.
 */
int opportunity_find(const struct opportunity_scope *scope, const struct changed_file *file,
		     const struct buf *text, struct findings *out, struct problems *problems,
		     struct error *err);

#endif
