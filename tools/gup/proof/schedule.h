/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * schedule: one run's outcomes of all that is open, the same question always with the same answer;
 * and the next schedule, until there is none. Needs nothing.
 */
#ifndef GUPSWEEP_PROOF_SCHEDULE_H
#define GUPSWEEP_PROOF_SCHEDULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct schedule_choice {
	uint64_t question;
	uint32_t answer, answers;
};

struct schedule_slot {
	uint32_t run; /* in which it was asked */
	uint32_t choice;
};

/* Empty when all zero: the first schedule, in which every answer is 0. */
struct schedule {
	struct schedule_choice *choice; /* in the order in which they were asked */
	size_t count, room;
	struct schedule_slot *slot; /* by hash of the question; at most half are taken */
	size_t slots;
	uint32_t run;
	uint64_t
		seed; /* not 0: what is asked for the first time is answered by that, and not by 0 */
	size_t asked; /* in this run; those from here on are the last run's, to be followed */
};

/* Begin a run. */
void schedule_begin(struct schedule *s);
/* One of @answers (at least 1) outcomes of @question, from 0. */
uint32_t schedule_ask(struct schedule *s, uint64_t question, uint32_t answers);
/* On to the next schedule; false if this was the last. */
bool schedule_next(struct schedule *s);
void schedule_free(struct schedule *s);
/* Numbers made into one question. */
uint64_t schedule_mix(uint64_t question, uint64_t more);

#endif
