/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * patches: the semantic patches that make the edits, and what spatch and layout, which know nothing of
 * this family, must be told of it. Needs sites and judgements.
 */
#ifndef GUPSWEEP_GUP_PATCHES_H
#define GUPSWEEP_GUP_PATCHES_H

#include "gup/sites/site.h"
#include "gup/verdict/judgement.h"
#include "layout/layout.h"

#define PATCHES 4

/*
 * The semantic patches, by the number that they have as the rule of a task, and the form that each writes;
 * FORM_PLAIN if it is not for this tree.
 */
const struct spatch_rule *patches_rule(size_t rule);
enum form patches_form(size_t rule, const struct api *api);
/* An spatch for them, with @fast also for those of the fast forms. @options must outlive it. */
struct spatch *patches_open(const struct spatch_options *options, bool fast);
/*
 * Tell layout of file @file and of a function in it, @request->function: its calls, a variable for each
 * bracket whose releases become conditional (calls of one bracket share it), and that all is about the
 * lock. Changes and columns are left to be set.
 */
void patches_describe(const struct sites *sites, size_t file, const struct judgement *judgement,
		      struct layout_request *request);

#endif
