/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * run: one version of a function under one schedule: what it does to the world, in order, what it
 * read, and whether it breaks a rule of the lock. Needs program and schedule; leaves arrays of
 * terms.
 */
#ifndef GUPSWEEP_PROOF_RUN_H
#define GUPSWEEP_PROOF_RUN_H

#include "program.h"
#include "proof.h"
#include "schedule.h"

/* A call of the family, as it was made. */
struct run_gup {
	uint32_t expr;
	enum callee callee;
	enum form form;		  /* FORM_LOCKED: a pointer is passed */
	uint32_t arg[ROLE_COUNT]; /* terms; 0: there is no such parameter */
	uint32_t mm;		  /* whose pages */
	bool no_pages;		  /* pages is NULL, this time */
	bool never_pages;	  /* ... as it is spelled */
	bool result_used;
};

struct run_event {
	uint32_t term;
	uint32_t first, end; /* tokens */
	bool held;	     /* the lock, when it begins */
	bool held_after;     /* when a call of the family has returned */
	bool inner;	     /* another lock was taken under this one and is held */
	bool vague;	     /* what it does is not understood well enough to say that it differs */
	bool takes;	     /* it takes another lock */
	bool misfit;	     /* a call for another tree's prototype */
	uint32_t gup;	     /* in gup[], or SOURCE_NONE */
};

/* A value that was read from memory, or what a call returned: where that was first. */
struct run_read {
	uint32_t term;
	uint32_t first, end; /* tokens */
	bool held;
	bool number; /* only what is read counts, not what it is read from */
	uint32_t epoch;
};

/* What is known of a term in this run. */
struct run_seen {
	uint32_t serial;    /* of the run; else the rest is stale */
	uint32_t read;	    /* in read[], plus one */
	bool free;	    /* it was read without the lock, too */
	uint32_t late_line; /* where it was used when the lock was not the same any more, or 0 */
	uint32_t late_at;   /* ... after so many events */
	bool leaked;
	uint32_t used;	 /* epoch of its last use */
	uint32_t stored; /* of an address: what was written there */
};

enum run_end {
	RUN_RETURNED,
	RUN_TAIL,  /* free of the lock, and nothing that follows has to do with it */
	RUN_CUT,   /* the bound */
	RUN_FAULT, /* a rule is broken: see ->fault */
	RUN_DOUBT, /* something is not understood: see ->fault */
};

/* One step of the way, for a person. */
struct run_step {
	uint32_t line;
	char text[120];
};

struct run_variable {
	uint32_t value; /* term */
	bool escaped;	/* others may write to it */
	uint32_t lent;	/* result of the call that was handed its address last, or 0 */
};

/* What the caller holds, and how the run is to end. */
struct run_how {
	bool coarse;	   /* run statements of no concern as one, and stop before the tail */
	size_t tail;	   /* coarse: the number of events from which on it may stop */
	bool caller_reads; /* the caller holds the lock for read ... */
	bool caller_writes;
	bool tolerant; /* a broken rule of the lock is noted, and the run goes on */
};

#define RUN_SAME 8

struct run {
	const struct program *p;
	struct schedule *schedule;
	struct run_how how;
	uint32_t serial;
	/* the lock */
	uint32_t held; /* whose: a term's path; RUN_CALLERS: the caller's, of any mm; 0: none */
	bool held_for_write;
	bool caller_holds;	    /* the lock that is held is the caller's */
	bool dropped;		    /* by a call */
	uint32_t epoch;		    /* how often it was dropped or released */
	uint32_t inner;		    /* other locks taken under this one and not given back */
	uint32_t mm_switched;	    /* events before current->mm may have changed last */
	uint32_t same[RUN_SAME][2]; /* paths that a condition has shown to be equal */
	uint32_t sames;
	/* the way */
	uint32_t node;
	uint32_t *visits; /* of each node */
	struct run_variable *var;
	uint32_t *value, *where; /* of each expression: terms */
	uint32_t discarded;	 /* expression whose value nobody uses */
	struct run_seen *seen;	 /* of each term */
	size_t seens;
	struct run_event *event;
	size_t events, event_room;
	struct run_gup *gup;
	size_t gups, gup_room;
	uint8_t *outcome; /* of each event that is a TERM_GUP */
	size_t outcomes;
	struct run_read *read;
	size_t reads, read_room;
	struct run_step *step;
	size_t steps, step_room;
	struct program_shape *shape; /* of nodes, once asked for */
	enum run_end end;
	char fault[200]; /* empty: none */
	uint32_t fault_line;
	bool fault_callers; /* it is one of what the caller holds */
};

#define RUN_CALLERS UINT32_MAX
#define RUN_ANOTHER (UINT32_MAX - 1) /* no mm that anything can be compared with */

/* What a call may return. */
enum run_outcome { RUN_ALL, RUN_ERROR, RUN_NONE, RUN_SOME, RUN_OUTCOMES };

void run_init(struct run *r, const struct program *p, struct schedule *schedule);
void run_free(struct run *r);
void run_go(struct run *r, const struct run_how *how);
/* After a RUN_TAIL: what follows, as one term with the values that it finds. */
uint32_t run_tail(struct run *r);

/* -- for run.c, eval.c and call.c alone ------------------------------------------------------ */

void run_fault(struct run *r, uint32_t line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void run_doubt(struct run *r, uint32_t line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void run_step(struct run *r, uint32_t line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
uint32_t run_line(const struct run *r, uint32_t expr);

/* eval.c: the value of the expression, a term; what it does is added to the events. */
uint32_t run_evaluate(struct run *r, uint32_t root);
/* A variable is given a value by its declaration. */
void run_initialise(struct run *r, uint32_t symbol, uint32_t value, uint32_t expr);
/* Is the value true? Asks the schedule where it may be either. */
bool run_decide(struct run *r, uint32_t value, uint32_t line);
/* What is at the address now; @expr: where it is read. */
uint32_t run_load(struct run *r, uint32_t address, uint32_t expr);
/* An event that is done at tokens [first, end); returns it, until the next one. */
struct run_event *run_event(struct run *r, uint32_t term, uint32_t first, uint32_t end);
/* Others get hold of the value: what its address leads to is not followed any more. */
void run_leak(struct run *r, uint32_t value, uint32_t expr);
/* The value is used at @line: as an address, by a call, by a condition. */
void run_use(struct run *r, uint32_t value, uint32_t line);
/* Note that the term was read, or came from a call, at tokens [first, end). */
void run_note(struct run *r, uint32_t term, uint32_t first, uint32_t end, bool number);

/* call.c: the call @expr, whose arguments are evaluated; returns its value. */
uint32_t run_call(struct run *r, uint32_t expr);

#endif
