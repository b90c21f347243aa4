/* SPDX-License-Identifier: GPL-2.0-only
 *
 * One version of a function in one schedule, and whether two versions did the same.
 */
#ifndef HARNESS_COMPARE_H
#define HARNESS_COMPARE_H

#include "arguments.h"

struct outcome {
	struct run run;
	struct arguments arguments;
	long given[MAX_ARGUMENTS][CELLS]; /* behind the pointers, at the start and at the end */
	long cells[MAX_ARGUMENTS][CELLS];
	long ret;
	unsigned char memory[BOUND_MEMORY][64];
};

/* Run a function in the world of *schedule. outcome->run.hooks, talk, killed_early and told_eagain
 * are the caller's to set. */
void outcome_of(struct outcome *outcome, const struct function *function,
		struct schedule *schedule);

/* What differs, "" if nothing. Allowed to differ: that the lock was dropped while waiting, how often it
 * was taken, and FOLL_TOUCH of a pin (pin_user_pages() lacks it, pin_user_pages_unlocked() sets it). */
void outcome_difference(const struct outcome *before, const struct outcome *after, char *text,
			size_t size);

#endif
