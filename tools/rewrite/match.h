/* SPDX-License-Identifier: GPL-2.0-only */
/* match: which units of two sequences are the same (E. Myers, "An O(ND) Difference Algorithm"). */
#ifndef GUPSWEEP_MATCH_H
#define GUPSWEEP_MATCH_H

#include "unit.h"

/*
 * Set match[j] for each unit j of @b to the unit of @a that it equals, or SOURCE_NONE; the matches
 * ascend and are as many as can be. Returns 0, or -1 if the two differ in too many units.
 */
int match_units(const struct units *a, const struct units *b, uint32_t *match);

#endif
