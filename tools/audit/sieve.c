// SPDX-License-Identifier: GPL-2.0-only
/* sieve: one bit for each word's hash; comments and strings count as text. */
#include "sieve.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "nameset.h"

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_';
}

/* Is only white space between the word at @at and the "#" before it? */
static bool is_directive(const char *text, size_t at)
{
	while (at && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	return at && text[at - 1] == '#';
}

void sieve_read(struct sieve *sieve, const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		size_t first = i;
		uint32_t hash;

		if (!is_word(text[i])) {
			i++;
			continue;
		}
		while (i < len && is_word(text[i]))
			i++;
		hash = nameset_hash(text + first, i - first) % SIEVE_BITS;
		sieve->bit[hash / 64] |= UINT64_C(1) << hash % 64;
		if (i - first == 7 && !memcmp(text + first, "include", 7) &&
		    is_directive(text, first))
			VEC_PUSH(sieve->include, sieve->includes, sieve->include_room, (uint32_t)i);
	}
}

void sieve_free(struct sieve *sieve)
{
	free(sieve->include);
	sieve->include = NULL;
	sieve->includes = sieve->include_room = 0;
}

bool sieve_may_hold(const struct sieve *sieve, uint32_t hash)
{
	hash %= SIEVE_BITS;
	return sieve->bit[hash / 64] >> hash % 64 & 1;
}
