/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Every combination of outcomes, by backtracking: a run asks choose() whatever is open, and is run
 * again until each question had each of its answers. A question that was asked before in the same
 * schedule is answered as before, so that two versions of a function meet the same world.
 */
#ifndef HARNESS_CHOOSE_H
#define HARNESS_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>

enum question_kind {
	ASK_ARGUMENT,	 /* value of parameter number which */
	ASK_PAGE,	 /* state of page number which */
	ASK_INTERRUPTED, /* is the which-th killable acquisition interrupted? */
	ASK_CONTENDED,	 /* does the which-th trylock find the lock taken? */
	ASK_KILLED,	 /* fatal signal while the which-th call waits for the lock by itself? */
	ASK_MEMORY,	 /* does the which-th allocation fail? */
	ASK_RESULT,	 /* what does the which-th opaque call return? */
	ASK_COUNTER,	 /* what is in counter which at the start? */
};

struct answer {
	enum question_kind kind;
	unsigned int which;
	unsigned int n;	    /* number of possible answers */
	unsigned int taken; /* which of them, from 0 */
};

#define SCHEDULE_MAX 96

/* The questions asked so far and their answers. Zero it before the first run. */
struct schedule {
	size_t length; /* of the answers known */
	struct answer answers[SCHEDULE_MAX];
	/* Where not NULL, it answers new questions in place of 0 (replay, prediction). */
	unsigned int (*advice)(const struct answer *question, void *context);
	void *context;
};

/* An answer in 0..n-1. Returns UINT_MAX when the schedule is full: the run cannot be told to its end. */
unsigned int schedule_ask(struct schedule *schedule, enum question_kind kind, unsigned int which,
			  unsigned int n);

/* Go on to the next combination; false when there is none. */
bool schedule_next(struct schedule *schedule);

/* How far from the plainest schedule: fewer is easier to read. */
unsigned int schedule_weight(const struct schedule *schedule);

#endif
