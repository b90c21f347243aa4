/* SPDX-License-Identifier: GPL-2.0-only */
/* place: where the variable of a bracket may be declared. For polish alone. */
#ifndef GUPSWEEP_PLACE_H
#define GUPSWEEP_PLACE_H

#include "polish.h"

/* The uses of one bracket's variable, and where it goes. */
struct place {
	const struct bracket *bracket;
	const struct statements *body;
	uint32_t *use; /* tokens: calls and releases */
	size_t uses, room;
	uint32_t block; /* statement to declare it in */
	bool assign;	/* set it before each acquisition rather than in the declaration */
	uint32_t after; /* token behind which the declaration goes: a ";" or "{" */
	uint32_t cond;	/* the #if that the declaration must be under, or SOURCE_NONE */
};

/*
 * Find the block, the token and the #if for @place, whose bracket, body and uses are set. Returns
 * 0, or -1 with the error of @p set if no place is safe.
 */
int place_find(struct polish *p, struct place *place);

#endif
