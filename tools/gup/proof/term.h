/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * term: what a value or an event of a run is made of, as a tree in which equal ones have equal
 * numbers, for both versions of a function. Nothing of it is text but words: names of functions,
 * globals and members, numbers and strings. Needs nothing.
 */
#ifndef GUPSWEEP_PROOF_TERM_H
#define GUPSWEEP_PROOF_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum term_kind {
	TERM_UNSET, /* what is in a variable that nothing was assigned to */
	/* values */
	TERM_NUMBER,	/* a, b: its low and high half */
	TERM_WORD,	/* a: a word: a global's address, an enumerator, a string */
	TERM_PARAMETER, /* a: position */
	TERM_LOCAL,	/* a: a word: the address of a variable */
	TERM_LOAD,	/* a: an address; b: events before it */
	TERM_MEMBER,	/* a: an address; b: a word */
	TERM_UNARY,	/* a; b: TERM_OP() */
	TERM_BINARY,	/* a, b; c: TERM_OP() */
	TERM_CHOICE,	/* a ? b : c */
	TERM_CONVERT,	/* a; b: a type */
	TERM_RESULT,	/* a: event */
	TERM_GUP,	/* a: event: what a call of the family returns, or one that may fail */
	TERM_LIST,	/* a: the list before it, or 0; b */
	TERM_PURE,	/* a: list; b: a word */
	TERM_OUT,	/* a: the value before; b: the event that changed it; c: which */
	/* events */
	TERM_CALL,    /* a: list, the callee first */
	TERM_FAMILY,  /* a: list; b: callee */
	TERM_STORE,   /* a: an address; b: a value */
	TERM_REGION,  /* a: list of values; b: a word: statements of no concern to the lock */
	TERM_UNKNOWN, /* a: list; b: a word */
	TERM_RETURN,  /* a: a value, or 0 */
};

/* An operator as a number: its characters. */
#define TERM_OP(first, second) ((uint32_t)(first) | (uint32_t)(second) << 8)

struct term {
	enum term_kind kind;
	uint32_t a, b, c;
	uint32_t path; /* the same, whenever it is read */
	uint32_t bare; /* the same without conversions */
};

/* Types as numbers: 0 is none that matters; others are bits and sign, or a word. */
#define TERM_TYPE(bits, is_signed) ((uint32_t)(bits) << 1 | (is_signed))
#define TERM_TYPE_NAMED 0x10000u /* plus a word */

struct term_word {
	char *data;
	size_t len;
};

/* Empty when all zero. Number 0 is no term, and the empty word. */
struct terms {
	struct term *term;
	size_t count, room;
	struct term_word *word;
	size_t words, word_room;
	uint32_t *slot, *word_slot; /* by hash; at most half are taken */
	size_t slots, word_slots;
};

/* Is a, b, c (@child 0, 1, 2) of such a term itself a term? */
bool term_is_child(enum term_kind kind, int child);
uint32_t term_make(struct terms *t, enum term_kind kind, uint32_t a, uint32_t b, uint32_t c);
/* The number of the bytes, which are copied. */
uint32_t term_word(struct terms *t, const char *data, size_t len);
const char *term_text(const struct terms *t, uint32_t word);
void term_free(struct terms *t);

uint32_t term_number(struct terms *t, int64_t n);
/* Is it a number? *@n is it. */
bool term_is_number(const struct terms *t, uint32_t term, int64_t *n);
/*
 * "left OP right", in one order where either is right; "!=", ">", ">=", "<=" by "==", "<" and "!".
 */
uint32_t term_binary(struct terms *t, uint32_t op, uint32_t left, uint32_t right);
uint32_t term_unary(struct terms *t, uint32_t op, uint32_t operand);
/* The value in a variable of @type. */
uint32_t term_convert(struct terms *t, uint32_t value, uint32_t type);
/* The parts of "a | b | c", at most @room of them; the count, more than @room if there are more. */
size_t term_parts(const struct terms *t, uint32_t term, uint32_t *part, size_t room);

#endif
