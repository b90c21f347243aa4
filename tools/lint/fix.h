/* SPDX-License-Identifier: GPL-2.0-only */
/* fix: fixes as texts and diffs. Needs finding. */
#ifndef GUPSWEEP_FIX_H
#define GUPSWEEP_FIX_H

#include "gup/checks/finding.h"

/* Append what git would print of @path going from @old to @new. Returns 0, or -1 without memory. */
int fix_diff(const char *path, const struct buf *old, const struct buf *new, struct buf *out);
/* Set @f's diff from its edits of @text; none if they change nothing. */
void fix_set_diff(struct finding *f, const struct buf *text);
/*
 * @f's fix is one edit; @then are edits of the text that it makes. Let the fix be those of @then that do
 * not touch what it wrote, and leave out the edit itself.
 */
void fix_keep_outside(struct finding *f, const struct edits *then);

#endif
