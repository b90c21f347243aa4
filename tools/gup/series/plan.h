/* SPDX-License-Identifier: GPL-2.0-only */
/* plan: the changed files -> patches, each with the sites that it rewrites. */
#ifndef GUPSWEEP_SERIES_PLAN_H
#define GUPSWEEP_SERIES_PLAN_H

#include "gup/sites/site.h"
#include "layout/layout.h"
#include "series/maintainers.h"

enum plan_split { SPLIT_MAINTAINER, SPLIT_SUBSYSTEM, SPLIT_FILE };

/* Files of one patch: indices in sites->file, ascending. */
struct plan_group {
	size_t *file;
	size_t count, room;
};

struct plan {
	struct plan_group *group; /* by their first files */
	size_t count, room;
};

/* Group the files that @edits change. @plan is the caller's, for plan_free(). */
void plan_make(const struct sites *sites, const struct edits *edits, const struct maintainers *m,
	       enum plan_split split, struct plan *plan);
void plan_free(struct plan *plan);

#endif
