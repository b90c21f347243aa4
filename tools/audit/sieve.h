/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sieve: one pass over a text that is not lexed: which words may be in it, and which it may define
 * or call (never wrong when it says no), and where its #include lines are. Most headers that a file includes need no more than that.
 */
#ifndef GUPSWEEP_SIEVE_H
#define GUPSWEEP_SIEVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIEVE_BITS (1u << 15)

struct sieve {
	uint64_t word[SIEVE_BITS / 64];
	uint64_t definition[SIEVE_BITS / 64]; /* words before a "(" or behind a "define" */
	uint32_t *include; /* byte offsets behind the word "include" of each such line */
	size_t includes, include_room;
};

void sieve_read(struct sieve *sieve, const char *text, size_t len);
void sieve_free(struct sieve *sieve);
/* May a word of this nameset_hash() be in the text, as function or macro? */
bool sieve_may_hold(const struct sieve *sieve, uint32_t hash);
bool sieve_may_define(const struct sieve *sieve, uint32_t hash);

#endif
