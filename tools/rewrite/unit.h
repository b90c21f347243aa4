/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unit: a run of tokens cut into statements, heads of control statements ("if (...)", "else") and
 * labels, without a parse: the pieces in which the semantic patches think. Needs struct source.
 */
#ifndef GUPSWEEP_UNIT_H
#define GUPSWEEP_UNIT_H

#include "../source/source.h"

/* Units [first, end) of a sequence of tokens; equal text has equal hash. */
struct unit {
	uint32_t first, end;
	uint64_t hash;
};

/* A sequence of a source's tokens cut into units. */
struct units {
	const struct source *src;
	uint32_t *token; /* indices in src; the positions of struct unit count in this array */
	size_t tokens, token_room;
	struct unit *unit;
	size_t count, room;
};

/* Cut units->token, which the caller has filled, into units->unit. */
void unit_cut(struct units *units);
bool unit_same(const struct units *a, size_t i, const struct units *b, size_t j);
/* Is the token at position @at of the sequence @word? False past the end. */
bool unit_is(const struct units *units, size_t at, const char *word);
void unit_free(struct units *units);

#endif
