/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * value: what a variable of a function can hold, from the assignments in its text; and with that,
 * which mm an expression names and which FOLL_ flags it may carry. Needs source.
 */
#ifndef GUPSWEEP_VALUE_H
#define GUPSWEEP_VALUE_H

#include "source/source.h"

struct library;
struct library_file;

struct range {
	uint32_t first, end; /* tokens [first, end) */
};

/* The function whose text is asked about, and where definitions may be looked up. */
struct value_scope {
	const struct source *src;
	uint32_t fn;
	struct library *lib;		 /* NULL: only what @src itself shows */
	const struct library_file *file; /* NULL without @lib */
	bool want;			 /* what is not found may be wanted from the tree */
	bool mm_switches; /* current->mm may change in this function: nothing is known of it */
};

/* Drop whole parentheses and casts around the range. */
struct range value_strip(const struct source *src, struct range r);
/* The text of the tokens, without spaces; the caller's. */
char *value_text(const struct source *src, struct range r);
/* Is it a member's name: after "->" or "."? */
bool value_is_member(const struct source *src, uint32_t tok);
/* The token after @tok, or after the bracket that it opens. */
uint32_t value_past(const struct source *src, uint32_t tok);
/* Argument @n (from 0) of the call whose "(" is @open; empty if there is none. */
struct range value_argument(const struct source *src, uint32_t open, int n);

/* Which mm an expression names. */
struct value_mm {
	bool current_mm;  /* for certain current->mm */
	bool from_caller; /* it hangs from a parameter: only a caller knows */
	uint32_t root;	  /* token of its first name */
	struct range of;  /* the expression whose text this is */
	char *text; /* canonical: equal texts in one function mean equal mms while nothing that
			   * they mention is assigned in between */
};
void value_mm_in(const struct value_scope *scope, struct range r, struct value_mm *out);
/* The same from the function's own file alone: macros of headers are taken to be harmless. */
void value_mm(const struct source *src, uint32_t fn, struct range r, struct value_mm *out);
void value_mm_free(struct value_mm *mm);
/* Is the name "current", which nothing hides, or a variable that only ever holds it? */
bool value_is_current(const struct value_scope *scope, uint32_t name);

/* FOLL_ flags that matter here. */
struct value_flags {
	bool longterm, nowait, nofault;
	bool unknown; /* something else may be in it */
	uint32_t why; /* token that shows the flag, or the unknown */
	const struct source *src;
};
/* What may be in the flags expression @r. */
void value_flags(const struct value_scope *scope, struct range r, struct value_flags *out);
/* Is @fn static and are all its calls direct ones, spelled in this file? */
bool value_calls_are_known(const struct value_scope *scope, uint32_t fn);

#endif
