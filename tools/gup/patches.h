/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * patches: the semantic patches that make the edits, and what spatch and layout, which know nothing of
 * this family, must be told of it. Needs api, sites
 * and judgements.
 */
#ifndef GUPSWEEP_GUP_PATCHES_H
#define GUPSWEEP_GUP_PATCHES_H

#include "../audit/judgement.h"
#include "../find/site.h"
#include "../layout/layout.h"

#define PATCHES 2

/* The semantic patches, by the number that they have as the rule of a task, and the form that each writes. */
const struct spatch_rule *patches_rule(size_t rule);
enum form patches_form(size_t rule);
/* An spatch for them, which writes the variants that @api has. @options must outlive it. */
struct spatch *patches_open(const struct spatch_options *options, const struct api *api);
/* What their edits are about: the lock, and the variable that tells whether it is still held. */
const struct layout_subject *patches_subject(void);

/* Of a function: its calls, and a variable for each bracket whose releases become conditional. */
struct patches_outline {
	struct layout_call *call;
	size_t calls, call_room;
	struct layout_local *local;
	size_t locals, local_room;
};

/*
 * The outline of function @fn of file @file. Calls of one bracket share its variable. @outline is the
 * caller's, for patches_outline_free().
 */
void patches_outline(const struct sites *sites, size_t file, const struct judgement *judgement,
		     uint32_t fn, struct patches_outline *outline);
void patches_outline_free(struct patches_outline *outline);

#endif
