/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * run: one version of a function under one schedule: what it does to the world, in order, and whether
 * it breaks a rule of the lock. Needs code and schedule; leaves the events and the way it went.
 */
#ifndef GUPSWEEP_PROOF_RUN_H
#define GUPSWEEP_PROOF_RUN_H

#include "../base/buf.h"
#include "program.h"
#include "proof.h"
#include "schedule.h"

struct run_event {
	uint32_t text;
	uint32_t node;
	bool held;	 /* the lock, when it begins */
	bool held_after; /* when a call of the family in it has returned */
	bool inner;	 /* another lock was taken under this one and is held */
};

enum run_end {
	RUN_RETURNED,
	RUN_TAIL,  /* free of the lock, and nothing that follows has to do with it */
	RUN_CUT,   /* the bound */
	RUN_FAULT, /* a rule is broken: see ->fault */
};

/* One step of the way, for a person. */
struct run_step {
	uint32_t line;
	char text[120];
};

struct run_variable {
	uint64_t stamp; /* events before its last write */
	uint32_t gup;	/* call whose result it holds, plus one; 0: none */
	uint32_t outcome;
	enum program_set set; /* of a locked variable: what is in it; CODE_UNSETS at first */
};

struct run {
	const struct program *code;
	struct schedule *schedule;
	uint32_t held; /* text of the mm whose lock is held; 0: none */
	bool held_for_write;
	bool caller_holds; /* the lock that is held is the caller's */
	uint64_t memory;   /* events before the last write to memory */
	uint64_t dropped;  /* events before a call dropped the lock, plus one; 0: none did */
	uint32_t inner;	   /* other locks taken under this one and not given back */
	struct run_variable *var;
	uint32_t *visits; /* of each statement */
	uint8_t *taken;	  /* of each lock operation: did it succeed, last time? */
	struct run_event *event;
	size_t events, event_room;
	struct run_step *step;
	size_t steps, step_room;
	size_t ticks; /* events, and conditions on something else than the locked variable */
	enum run_end end;
	uint32_t at; /* statement at which it ended; flow.st.count: the function's end */
	char fault[160];
	uint32_t fault_line;
};

/* What a call may return. */
enum run_outcome { RUN_ALL, RUN_ERROR, RUN_NONE, RUN_SOME, RUN_OUTCOMES };

void run_init(struct run *r, const struct program *code, struct schedule *schedule);
void run_free(struct run *r);
/*
 * Run it. @tail: the number of ticks from which on it may end as RUN_TAIL (SIZE_MAX: never).
 * @caller_mm: text of the mm whose lock the caller holds for read, or 0. @names tells texts.
 */
void run_go(struct run *r, size_t tail, uint32_t caller_mm, const struct intern *names);

#endif
