/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sieve: one pass over a text that is not lexed: which words it may declare, define or call (never
 * wrong when it says no), and where its #include lines are. Most headers that a file includes need no
 * more than that. Needs nothing.
 */
#ifndef GUPSWEEP_SIEVE_H
#define GUPSWEEP_SIEVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sieve_set {
	SIEVE_TOP,    /* outside braces but for those of an enum: variables, enumerators */
	SIEVE_CALL,   /* before a "(": functions and what is called */
	SIEVE_DEFINE, /* behind a "define": macros of both kinds */
	SIEVE_SETS,
};

struct sieve {
	uint64_t *bits;	   /* of all sets, one behind the other */
	uint32_t mask;	   /* bits of one set, less one */
	uint32_t *include; /* byte offsets behind the word "include" of each such line */
	size_t includes, include_room;
};

/* Fill the empty @sieve; sieve_free() it, which leaves it empty. */
void sieve_read(struct sieve *sieve, const char *text, size_t len);
void sieve_free(struct sieve *sieve);
/* May a word of this nameset_hash() be in that set of the text's words? Not in an empty sieve. */
bool sieve_has(const struct sieve *sieve, enum sieve_set set, uint32_t hash);

#endif
