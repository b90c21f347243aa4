/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rests: what a rewrite rests on, for a person to check: the calls in its window and why each is independent
 * of the lock, and what else the driver writes with the lock held for write. Needs under, shared and
 * bracket.
 */
#ifndef GUPSWEEP_RESTS_H
#define GUPSWEEP_RESTS_H

#include "bracket.h"
#include "under.h"

/* Lines, the caller's. @after: the window is what follows the call, else all of the bracket. */
char *rests_read(const struct under_scope *scope, const struct flow *flow,
		 const struct bracket_span *span, bool after);

/*
 * A counter of an mm that is checked under the lock and added to later, in two steps: its first token, or
 * SOURCE_NONE.
 */
uint32_t rests_counter(const struct flow *flow, const struct bracket_span *span);

#endif
