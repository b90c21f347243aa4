/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * program: one version of a function, made ready to be run: what each of its statements does to the
 * lock, to the variables and to the rest of the world. Needs flow, value and api; leaves one node for
 * each statement. Texts are interned, so that equal doings of two versions have equal numbers.
 */
#ifndef GUPSWEEP_PROOF_CODE_H
#define GUPSWEEP_PROOF_CODE_H

#include "../api/api.h"
#include "../audit/flow.h"
#include "../base/buf.h"
#include "../source/ladder.h"
#include "intern.h"

/* A call of the family or of one of its variants. */
struct program_gup {
	enum callee callee;
	enum form form;		    /* FORM_LOCKED: a pointer is passed */
	uint32_t name, open, close; /* tokens */
	uint32_t arg[ROLE_COUNT];   /* what each role is given, a text; 0: no such parameter */
	uint32_t first[ROLE_COUNT], end[ROLE_COUNT]; /* and its tokens */
	uint32_t mm;				     /* whose pages: a text */
	uint32_t locked; /* variable whose address is passed, or SOURCE_NONE */
	bool one;	 /* nr is the literal 1 */
	bool no_pages;	 /* pages is NULL */
	bool no_vmas;	 /* vmas is NULL or there are none */
	bool result_used;
};

/* A variable, by the declaration that is in force. */
struct program_var {
	uint32_t name;	   /* text */
	uint32_t block;	   /* statement in which it is declared; SOURCE_NONE: outside */
	uint32_t declared; /* token of its name there */
	bool escapes;	   /* its address is taken, or it is no local */
	bool locked;	   /* its address is passed as the locked pointer */
	bool is_vma;	   /* a vma, or something that hangs from one */
	bool idle;	   /* an mm that is set, and read by operations on the lock only */
};

enum program_set { CODE_KEEPS, CODE_SETS_0, CODE_SETS_1, CODE_UNSETS };
enum program_ask {
	CODE_ASKS_NOTHING,
	CODE_ASKS_LOCKED, /* a variable of the locked kind: non-zero? */
	CODE_ASKS_RESULT, /* what a variable or the call in it is against a number or nr */
	CODE_ASKS_OTHER,
};

struct program_node {
	uint32_t line;
	uint32_t event;		/* what it does besides all below: a text; 0: nothing */
	uint32_t *read, *write; /* variables */
	size_t reads, read_room, writes, write_room;
	bool reads_memory, writes_memory, calls;
	uint32_t op;	 /* lock operation in flow->locks, or SOURCE_NONE */
	uint32_t op_mm;	 /* whose lock: a text */
	uint32_t gup;	 /* in code->gup, or SOURCE_NONE */
	uint32_t result; /* variable that the gup call's result goes to, or SOURCE_NONE */
	uint32_t locked; /* variable of the locked kind that is set or asked */
	enum program_set set;
	enum program_ask ask;
	bool negated;	   /* the first edge is taken when what is asked is not so */
	uint32_t subject;  /* CODE_ASKS_RESULT: variable, or SOURCE_NONE for the call itself */
	char relation[3];  /* "<", "<=", "==", "!=", ">", ">=" */
	uint32_t against;  /* text of the number */
	uint32_t question; /* text of the condition, or of the #if or the loop's head */
	uint32_t leap; /* it and all below it are one event; then control goes there. SOURCE_NONE */
	uint32_t last; /* last statement below it */
	bool relevant; /* something from here on has to do with the lock */
	uint32_t takes, gives; /* operations on other locks */
};

struct program {
	struct flow flow;
	const struct source *src;
	uint32_t fn;
	struct program_node *node; /* flow.st.count of them */
	struct program_gup *gup;
	size_t gups, gup_room;
	struct program_var *var;
	size_t vars, var_room;
	enum ladder_state *ladder; /* of each #if branch */
	struct buf elsewhere;	   /* calls for other kernels' prototypes, as text */
	char *unclear;		   /* why it cannot be run, or NULL */
	bool misfit; /* ... because a call does not fit its prototype: it does not compile */
};

/* How much is made alike; each of these can show a difference that is only its own. */
enum program_grain {
	CODE_LEAPS,   /* statements of no concern to the lock are run as one where that can be */
	CODE_SINGLE,  /* each statement by itself */
	CODE_RETURNS, /* ... but "ret = call(); return ret;" is one with "return call();" */
};

/* @src must outlive it. @out is the caller's, for program_free(), also when it is unclear. */
void program_read(const struct api *api, const struct source *src, uint32_t fn,
		  enum program_grain grain, struct intern *in, struct program *out);
void program_free(struct program *code);
/* The text of all that can run from statement @i on, for comparing two tails. */
uint32_t program_tail(const struct program *code, uint32_t i, struct intern *in);

#endif
