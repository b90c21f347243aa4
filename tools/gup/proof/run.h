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
	bool writes;	     /* ... for write */
	bool held_after;     /* when a call of the family has returned */
	bool inner;	     /* another lock was taken under this one and is held */
	bool vague;	     /* what it does is not understood well enough to say that it differs */
	bool takes;	     /* it takes another lock */
	bool misfit;	     /* a call for another tree's prototype */
	uint32_t gup;	     /* in gup[], or SOURCE_NONE */
	uint32_t released;   /* of gup[], plus one: whose pages it gives back; 0: none */
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

/* A rule of the lock that a run can break. */
enum run_rule {
	RUN_RULE_NONE,
	RUN_RULE_AGAIN,	       /* taken while it is held */
	RUN_RULE_UNDER,	       /* a call takes it that runs under it */
	RUN_RULE_NESTED,       /* ... one of them, but another mm's */
	RUN_RULE_DROPPED,      /* released though a call has dropped it */
	RUN_RULE_NOT_HELD,     /* released though it is not held */
	RUN_RULE_OTHER_MM,     /* another mm's is released than was taken */
	RUN_RULE_MODE,	       /* released in another mode, downgraded from none */
	RUN_RULE_CALL,	       /* a call that needs it, without it */
	RUN_RULE_CALL_DROPPED, /* ... since an earlier call dropped it */
	RUN_RULE_CALL_MM,      /* ... with another mm's */
	RUN_RULE_WRITE,	       /* &locked under the lock held for write */
	RUN_RULE_POINTER,      /* &locked of what is not the function's own */
	RUN_RULE_TYPE,	       /* ... of what is no int */
	RUN_RULE_UNSET,	       /* ... without a value */
	RUN_RULE_NOT_ONE,      /* ... with another value than 1 */
	RUN_RULE_ZERO_DROPPED, /* ... with 0, from an earlier call */
	RUN_RULE_VMAS,	       /* vmas with a form that may drop the lock */
	RUN_RULE_ENDS_HELD,
	RUN_RULE_ENDS_DROPPED, /* the caller's */
	/* these are asked for in watched runs only */
	RUN_RULE_LATE,	/* what needs the lock, after a call dropped it */
	RUN_RULE_STALE, /* a vma from before the drop */
	RUN_RULE_COUNT, /* as many pages are released as the call did not return */
	RUN_RULE_PAIR,	/* pinned and put, or got and unpinned */
	RUN_RULE_VMA,	/* a vma that has no value */
	RUN_RULES
};

/* What somebody has to answer on the way. */
enum run_asked {
	RUN_ASKED_GUP,	   /* what a call of the family returned, whether it dropped the lock */
	RUN_ASKED_TAKEN,   /* whether the lock was taken */
	RUN_ASKED_IF,	   /* a condition */
	RUN_ASKED_COMPILED /* an #if */
};

struct run_choice {
	enum run_asked kind;
	uint32_t at; /* expression or, RUN_ASKED_COMPILED, statement */
	uint32_t answer;
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
	uint32_t visits;   /* of one node, after which the run is cut off; 0: PROOF_VISITS */
	bool coarse;	   /* run statements of no concern as one, and stop before the tail */
	size_t tail;	   /* coarse: the number of events from which on it may stop */
	bool caller_reads; /* the caller holds the lock for read ... */
	bool caller_writes;
	bool tolerant; /* a broken rule of the lock is noted, and the run goes on */
};

#define RUN_SAME 8
#define RUN_GUARDS 8

/* A guard that holds the lock: until the run leaves the statement @scope. */
struct run_guard {
	uint32_t scope;
	uint32_t expr, mm;
};

struct run {
	const struct program *p;
	struct schedule *schedule;
	struct run_how how;
	uint32_t serial;
	/* the lock */
	uint32_t held; /* whose: a term's path; RUN_CALLERS: the caller's, of any mm; 0: none */
	bool held_for_write;
	bool caller_holds;    /* the lock that is held is the caller's */
	bool dropped;	      /* by a call */
	bool lost;	      /* ... and not taken since */
	bool operated;	      /* it was taken or released here */
	bool guessed;	      /* no case of a switch fitted */
	bool strayed;	      /* since then something was called of which nothing is known */
	uint32_t taken_at;    /* expression, or SOURCE_NONE */
	uint32_t dropped_at;  /* the call, or SOURCE_NONE */
	uint32_t doubtful_mm; /* watched: a call whose mm seems to be another than the lock's */
	uint32_t dropped_epoch;
	uint32_t epoch;		    /* how often it was dropped or released */
	uint32_t inner;		    /* other locks taken under this one and not given back */
	uint32_t mm_switched;	    /* events before current->mm may have changed last */
	uint32_t same[RUN_SAME][2]; /* paths that a condition has shown to be equal */
	uint32_t sames;
	struct run_guard guard[RUN_GUARDS];
	uint32_t guards;
	/* the way */
	uint32_t node;
	uint32_t *visits; /* of each node */
	size_t went;	  /* nodes, in all runs so far */
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
	struct run_choice *choice; /* in the order in which they were asked */
	size_t choices, choice_room;
	struct run_watch *watch;     /* NULL: nobody watches */
	struct program_shape *shape; /* of nodes, once asked for */
	enum run_end end;
	char fault[200]; /* empty: none */
	uint32_t fault_line;
	enum run_rule rule;
	uint32_t fault_at;		    /* expression, or SOURCE_NONE: the function's end */
	bool fault_operated, fault_strayed; /* ->operated and ->strayed when it was met */
	uint32_t cause_at;  /* what took the lock, or the call that dropped it; or SOURCE_NONE */
	bool fault_callers; /* it is one of what the caller holds */
};

#define RUN_CALLERS UINT32_MAX
#define RUN_ANOTHER (UINT32_MAX - 1) /* no mm that anything can be compared with */

/* What a call may return. */
enum run_outcome { RUN_ALL, RUN_ERROR, RUN_NONE, RUN_SOME, RUN_OUTCOMES };

/* What was seen at expressions in any run. */
#define RUN_SEEN 1u    /* it was evaluated */
#define RUN_LATE 2u    /* ... after a call had dropped the lock, which was not taken again */
#define RUN_STALE 4u   /* a vma from before the drop is used */
#define RUN_FREE 8u    /* a call: without the lock */
#define RUN_READ 16u   /* ... with current->mm's, for read */
#define RUN_WRITES 32u /* ... for write */
#define RUN_OTHER 64u  /* ... with another mm's */
#define RUN_UNSET 128u /* a vma that has no value is used */
#define RUN_STATES (RUN_FREE | RUN_READ | RUN_WRITES | RUN_OTHER)
struct run_watch {
	const bool *shifts; /* calls after which it is not known how the lock is held; or NULL */
	uint8_t *at;	    /* of each expression */
	const bool *
		minds; /* expressions that need the lock; NULL: rules of watched runs are not asked */
};

void run_init(struct run *r, const struct program *p, struct schedule *schedule);
void run_free(struct run *r);
void run_go(struct run *r, const struct run_how *how);
/* After a RUN_TAIL: what follows, as one term with the values that it finds. */
uint32_t run_tail(struct run *r);

/* -- for run.c, eval.c and call.c alone ------------------------------------------------------ */

/* @expr: where, or SOURCE_NONE: at the function's end. */
void run_fault(struct run *r, enum run_rule rule, uint32_t expr, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void run_doubt(struct run *r, uint32_t line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void run_step(struct run *r, uint32_t line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
uint32_t run_line(const struct run *r, uint32_t expr);
/* One of @answers outcomes of @question, which is asked at expression or statement @at. */
uint32_t run_ask(struct run *r, enum run_asked kind, uint32_t at, uint64_t question,
		 uint32_t answers);
/* watch.c: expression @expr is evaluated; for whoever watches. */
void run_watch(struct run *r, uint32_t expr);
/*
 * watch.c: is the value what was asked for by @g, as far as is seen: nothing was written there since?
 */
bool watch_is_asked_for(const struct run *r, const struct run_gup *g, uint32_t value);
/*
 * watch.c: of the call @expr the arguments are evaluated. Returns which call of the family, from 1,
 * took the pages that it gives back in the way that fits; 0: it is no such call.
 */
uint32_t run_watch_call(struct run *r, uint32_t expr);

/* eval.c: the value of the expression, a term; what it does is added to the events. */
uint32_t run_evaluate(struct run *r, uint32_t root);
/* A variable is given a value by its declaration. */
void run_initialise(struct run *r, uint32_t symbol, uint32_t value, uint32_t expr);
/* Is the value, of expression @expr, true? Asks the schedule where it may be either. */
bool run_decide(struct run *r, uint32_t value, uint32_t expr);
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

/* call.c: the path of current->mm. */
uint32_t run_current_path(struct run *r);
/* What a call of the family returned, on a line: an error, 0 for nothing, something, everything. */
#define RUN_OUTCOME_ALL 4
bool run_outcome(const struct run *r, uint32_t value, int *at);
/* call.c: release what guards hold whose scopes the run has left. */
void run_leave(struct run *r);
/* call.c: the call @expr, whose arguments are evaluated; returns its value. */
uint32_t run_call(struct run *r, uint32_t expr);

#endif
