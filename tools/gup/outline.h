/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * outline: what layout must be told of a function that is rewritten: its calls of the family, and for
 * each bracket whose release becomes conditional the variable that tells. Needs sites and judgements.
 */
#ifndef GUPSWEEP_GUP_OUTLINE_H
#define GUPSWEEP_GUP_OUTLINE_H

#include "../audit/judgement.h"
#include "../find/site.h"
#include "../layout/layout.h"

struct outline {
	struct layout_call *call;
	size_t calls, call_room;
	struct layout_local *local;
	size_t locals, local_room;
};

/*
 * The outline of function @fn of file @file. Calls of one bracket share its variable. @outline is the
 * caller's, for outline_free().
 */
void outline_make(const struct sites *sites, size_t file, const struct judgement *judgement,
		  uint32_t fn, struct outline *outline);
void outline_free(struct outline *outline);

#endif
