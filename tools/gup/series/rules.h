/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rules: a semantic patch that changes the kernel's own mm files, as a part of the series: the one that
 * introduces the variants, and the one that lets get_user_pages() warn.
 */
#ifndef GUPSWEEP_SERIES_RULES_H
#define GUPSWEEP_SERIES_RULES_H

#include "gup/api/api.h"
#include "series/part.h"
#include "spatch/spatch.h"

/* Does the tree have get_user_pages(), and neither variant of it? */
bool rules_wants_variants(const struct api *api);

/*
 * Run gup_introduce.cocci over @tree: @part gets the changed files and its words. part->files is 0 where
 * the semantic patch does not know the tree. Returns 0, or -1 with @err set. @part is the caller's.
 */
int rules_introduce(const struct spatch_options *options, struct tree *tree, struct part *part,
		    struct error *err);
/* The same for gup_obsolete.cocci. @tree must have what earlier parts changed. */
int rules_obsolete(const struct spatch_options *options, struct tree *tree, struct part *part,
		   struct error *err);

#endif
