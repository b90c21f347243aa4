/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * agree: the semantic patches make the edits. One leaves only when the audit expects the very tokens
 * that it leads to, and when the result is proved. Knows every stage.
 */
#ifndef GUPSWEEP_AGREE_H
#define GUPSWEEP_AGREE_H

#include "code/library.h"
#include "gup/sites/site.h"
#include "gup/verdict/judgement.h"
#include "layout/layout.h"

/*
 * Rewrite every site judged unlocked or locked. Fills @edits (one for each file of @sites); a site
 * on which the judges differ, that is not proved, or that spatch could not read, becomes manual and
 * stays as it is. @lib: the audit's, to look definitions up for the proof. @spatch is from
 * patches_open(); with NULL the semantic patches are not asked: what the audit expects is laid out, to be
 * shown and not applied.
 * Returns 0, or -1 with @err set when the semantic patches could not be run at all.
 */
int agree_rewrite(struct spatch *spatch, struct library *lib, const struct api *api,
		  const struct sites *sites, struct judgement *judgement, struct edits *edits,
		  struct problems *problems, struct error *err);

#endif
