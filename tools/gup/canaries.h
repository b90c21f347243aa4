/* SPDX-License-Identifier: GPL-2.0-only */
/* canaries: an example for each semantic patch, by which each run of spatch is tried. */
#ifndef GUPSWEEP_GUP_CANARIES_H
#define GUPSWEEP_GUP_CANARIES_H

#include "spatch/spatch.h"

extern const struct canary canaries_unlocked;	/* of core_unlocked.cocci */
extern const struct canary canaries_locked;	/* of core_locked.cocci */
extern const struct canary canaries_fast;	/* of core_fast.cocci */
extern const struct canary canaries_fast_write; /* of core_fast_write.cocci */

#endif
