/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * grammar: the shapes of statements at token level, for statement.c and those who look into
 * expressions. "Before @limit" means that no token at or after it is taken in; what is not found
 * is SOURCE_NONE.
 */
#ifndef GUPSWEEP_GRAMMAR_H
#define GUPSWEEP_GRAMMAR_H

#include "source.h"

/* Is the token one of the NULL-terminated @words? */
bool grammar_is_any(const struct source *src, uint32_t tok, const char *const *words);
/* An identifier or keyword, also false past the end. */
bool grammar_is_ident(const struct source *src, uint32_t tok);
/* Without a small letter: a constant's or a macro's name, by custom. */
bool grammar_is_shouted(const struct source *src, uint32_t tok);
struct range {
	uint32_t first, end; /* tokens [first, end) */
};

/* Argument @n (from 0) of the call whose "(" is @open; empty if there is none. */
struct range grammar_argument(const struct source *src, uint32_t open, int n);
/* "NAME (": a call, or the head of a definition; also after "->" or ".". */
bool grammar_has_arguments(const struct source *src, uint32_t tok);
/* The word behind "struct", "union" or "enum". */
bool grammar_is_tag(const struct source *src, uint32_t tok);
/*
 * Is the word at @tok assigned or initialised, "x = a ? f : g", ".x = f,", "x[] = { f, g };"? Then by the
 * tokens [*first, *end).
 */
bool grammar_is_set(const struct source *src, uint32_t tok, uint32_t *first, uint32_t *end);
/* The last word of "&a->b.c[i]", whose "&" is @tok: c. SOURCE_NONE if it is none. */
uint32_t grammar_addressed(const struct source *src, uint32_t tok);
/* The "(" of a call of the name at @tok, also of "(name)(...)"; else SOURCE_NONE. */
uint32_t grammar_call_open(const struct source *src, uint32_t tok);
/* The name of the innermost call whose arguments hold token @tok, in its statement; or SOURCE_NONE. */
uint32_t grammar_enclosing_call(const struct source *src, uint32_t tok);
/* Of "f(void) __attribute__((...));", with a token behind its parameters at @tok: f; else SOURCE_NONE. */
uint32_t grammar_declared_around(const struct source *src, uint32_t tok);
/* A name after "->" or ".". */
bool grammar_is_member(const struct source *src, uint32_t tok);
/* ... after "->". */
bool grammar_is_pointed(const struct source *src, uint32_t tok);
/* "NAME(...)", and no member. */
bool grammar_is_call(const struct source *src, uint32_t tok);
/* Of "x.MEMBER = NAME" and ".MEMBER = NAME", NAME being token @tok: the member's; else SOURCE_NONE. */
uint32_t grammar_stored_in(const struct source *src, uint32_t tok);
/* if, else, while, for, do, switch, case, default, goto, break, continue, return */
bool grammar_is_control(const struct source *src, uint32_t tok);
/* A keyword that only a declaration begins with. */
bool grammar_is_type_word(const struct source *src, uint32_t tok);
/* The partner of the opening bracket @tok, before @limit. */
uint32_t grammar_mate(const struct source *src, uint32_t tok, uint32_t limit);
/*
 * The token after the statement at @p, whatever #if it crosses, or @limit: only good for finding
 * where something ends.
 */
uint32_t grammar_skip(const struct source *src, uint32_t p, uint32_t limit);
/* The token after the ";" of the simple statement at @p, before @limit. */
uint32_t grammar_simple_end(const struct source *src, uint32_t p, uint32_t limit);
/* Does the simple statement [@p, @end) declare something? */
bool grammar_is_declaration(const struct source *src, uint32_t p, uint32_t end);
/* The end of a call NAME(...) at @p that no ";" follows. */
uint32_t grammar_bare_call_end(const struct source *src, uint32_t p, uint32_t limit);
/* The ":" of the "case X" or "default" at @p. */
uint32_t grammar_case_colon(const struct source *src, uint32_t p, uint32_t limit);
/* Assembly that may jump to a label. */
bool grammar_is_asm_goto(const struct source *src, uint32_t p, uint32_t end);
/* Is "NAME(...)" at @p the head of a macro loop: a name that says so and a statement after it? */
bool grammar_is_macro_loop(const struct source *src, uint32_t p, uint32_t limit);
/* Is the branch an #else (not an #elif)? */
bool grammar_is_else(const struct source *src, const struct cond *c);

#endif
