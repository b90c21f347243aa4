/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * code: the model of one function, or of a macro's body where it is used: statements, expressions,
 * symbols, places, and for each statement what it does, in order of evaluation. Needs source; what is
 * not understood is an EVENT_UNKNOWN. Arrays, filled once; nothing refers to them by pointer.
 */
#ifndef GUPSWEEP_CODE_H
#define GUPSWEEP_CODE_H

#include "source/declaration.h"
#include "source/expression.h"
#include "source/statement.h"

#define CODE_NONE UINT32_MAX /* no such symbol, place, event */

/* -- symbols ---------------------------------------------------------------------------------- */

/* What a function declares: parameters, variables. */
struct symbol {
	struct declarator d;
	uint32_t scope; /* the statement in which it is known; 0 for parameters */
	uint32_t stmt;	/* that declares it; CODE_NONE for parameters */
	int parameter;	/* position, from 0; -1 for a variable */
};

/* -- places ----------------------------------------------------------------------------------- */

enum place_step {
	PLACE_SYMBOL, /* of this function */
	PLACE_OUTER,  /* of the function that uses the macro: a symbol of code->outer */
	PLACE_GLOBAL, /* a name that is none of those: variable, enumerator, macro, function */
	PLACE_VALUE,  /* what a call or an expression without a name gives */
	PLACE_MEMBER, /* of the parent */
	PLACE_TARGET, /* what the parent points to; an element of the parent */
};

/* Where a value is kept. Equal places of one function have equal numbers; elements are one place. */
struct place {
	enum place_step step;
	uint32_t parent; /* CODE_NONE for a root */
	uint32_t symbol; /* PLACE_SYMBOL, PLACE_OUTER */
	uint32_t tok;	 /* of a name: that which was met first */
	uint32_t expr;	 /* that which was met first */
};

/* -- events ----------------------------------------------------------------------------------- */

enum event_kind {
	EVENT_READ,
	EVENT_WRITE,   /* value: what is assigned, SOURCE_NONE if it is no expression of its own */
	EVENT_ADDRESS, /* the place's address is taken */
	EVENT_CALL,    /* expr: the EXPR_CALL */
	EVENT_DECLARE, /* by a macro, "LIST_HEAD(x)"; place: the first that it names */
	EVENT_UNKNOWN, /* not understood, assembly */
};

struct event {
	enum event_kind kind;
	uint32_t stmt;
	uint32_t expr;	/* SOURCE_NONE for a declaration's own write */
	uint32_t place; /* CODE_NONE for calls and the unknown */
	uint32_t value; /* root of an expression */
	uint32_t tok;	/* to name it by */
};

/* What a full expression is to its statement. */
enum code_part {
	CODE_WHOLE, /* all there is; or one of several in a declaration */
	CODE_START, /* of a for: evaluated once */
	CODE_TEST,  /* of a for: asked each time */
	CODE_STEP,  /* of a for: evaluated after each round */
};

/* A full expression: one that is no part of another. */
struct full {
	enum code_part part;
	uint32_t expr;			 /* its root */
	uint32_t symbol;		 /* that a declaration initialises with it, or CODE_NONE */
	uint32_t first_event, end_event; /* with the write of the symbol */
};

/* Per statement: its events, expressions and full expressions, in order of evaluation. */
struct code_range {
	uint32_t first_event, end_event;
	uint32_t first_expr, end_expr;
	uint32_t first_full, end_full;
	uint32_t root; /* the one expression that it evaluates, a condition say, or SOURCE_NONE */
};

struct code {
	const struct source *src;
	uint32_t fn;		  /* function of src */
	const struct code *outer; /* of a macro's body: where it is used; else NULL */
	struct statements st;
	struct expressions e;
	uint32_t *place_of; /* for each expression, CODE_NONE if it names no place */
	size_t place_of_room;
	struct declarators declared;
	struct symbol *symbol;
	size_t symbols, symbol_room;
	struct place *place;
	size_t places, place_room;
	uint32_t *slot; /* hash of places */
	size_t slots;
	struct event *event;
	size_t events, event_room;
	struct full *full;
	size_t fulls, full_room;
	struct code_range *at; /* for each statement */
	bool hidden_control;   /* a return, goto, break or continue in a statement expression */
	bool hopeless;	       /* the braces or nesting: there is only an EVENT_UNKNOWN */
};

/*
 * Read function @fn of @src, which must outlive it. @outer is the code that uses the macro whose body
 * it is, or NULL. @out is the caller's, for code_free().
 */
void code_read(const struct source *src, uint32_t fn, const struct code *outer, struct code *out);
void code_free(struct code *code);

/* The symbol that the name at token @tok, in statement @stmt, means; CODE_NONE if it is none. */
uint32_t code_symbol(const struct code *code, uint32_t tok, uint32_t stmt);
/* The root of the place. */
uint32_t code_root(const struct code *code, uint32_t place);
/* Is @inner the place @outer or a part of what it holds or leads to? */
bool code_is_within(const struct code *code, uint32_t inner, uint32_t outer);
/* A variable or parameter itself, or a member or element of one: memory of the function's own. */
bool code_is_own(const struct code *code, uint32_t place);
/* A variable of the file, or a local that keeps its value. */
bool code_is_lasting(const struct code *code, uint32_t place);
/*
 * The token of the name by which other functions find what is at the place: of a member, or of a lasting
 * variable; SOURCE_NONE if there is none.
 */
uint32_t code_shown(const struct code *code, uint32_t place);
/* The call whose "(" is token @open: an EXPR_CALL, or SOURCE_NONE. */
uint32_t code_call_at(const struct code *code, uint32_t open);
/* The token of the name that is called, of an EVENT_CALL of one; else SOURCE_NONE. */
uint32_t code_callee(const struct code *code, const struct event *ev);
/* The innermost call with expression @expr in one of its arguments; or SOURCE_NONE. */
uint32_t code_call_around(const struct code *code, uint32_t expr);
/* The call of which it is an argument as it stands, cast perhaps; or SOURCE_NONE. */
uint32_t code_call_with(const struct code *code, uint32_t expr);
/* Does event @event happen inside expression @expr? */
bool code_is_inside(const struct code *code, uint32_t event, uint32_t expr);
/* The tokens that statement @i itself evaluates (not those of its children): [*first, *end). */
void code_own_tokens(const struct statements *st, uint32_t i, uint32_t *first, uint32_t *end);

/* place.c; for code/ alone */
uint32_t code_place(struct code *code, enum place_step step, uint32_t parent, uint32_t symbol,
		    uint32_t tok, uint32_t expr);
/* Work out place_of[] for expressions from @first on, used in statement @stmt. */
void code_find_places(struct code *code, uint32_t first, uint32_t stmt);

/* event.c; for code/ alone: append the events of the expression @root, read in statement @stmt. */
void code_add_events(struct code *code, uint32_t root, uint32_t stmt);

#endif
