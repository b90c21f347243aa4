// SPDX-License-Identifier: GPL-2.0-only
/* sieve: one bit for each word's hash; comments and strings count as text. */
#include "sieve.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "nameset.h"

/* A table: it is asked for every byte of a few thousand headers. */
static const bool is_word[256] = {
	['0' ... '9'] = true,
	['A' ... 'Z'] = true,
	['a' ... 'z'] = true,
	['_'] = true,
};

/* Is only white space between the word at @at and the "#" before it? */
static bool is_directive(const char *text, size_t at)
{
	while (at && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	return at && text[at - 1] == '#';
}

static size_t skip_blanks(const char *text, size_t len, size_t at)
{
	while (at < len && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' ||
			    text[at] == '\r' || text[at] == '\\'))
		at++;
	return at;
}

/* Is the word that ends at @at called or defined, as far as what follows tells: "(", ")(", "/ *"? */
static bool is_before_paren(const char *text, size_t len, size_t at)
{
	at = skip_blanks(text, len, at);
	if (at < len && text[at] == ')')
		at = skip_blanks(text, len, at + 1);
	return at < len && (text[at] == '(' || text[at] == '/');
}

static void add(uint64_t *bits, uint32_t hash)
{
	hash %= SIEVE_BITS;
	bits[hash / 64] |= UINT64_C(1) << hash % 64;
}

void sieve_read(struct sieve *sieve, const char *text, size_t len)
{
	bool behind_define = false;

	for (size_t i = 0; i < len;) {
		size_t first = i;
		uint32_t hash = NAMESET_HASH_START;

		for (; i < len && is_word[(unsigned char)text[i]]; i++)
			hash = nameset_hash_more(hash, text[i]);
		if (i == first) {
			i++;
			continue;
		}
		add(sieve->word, hash);
		if (behind_define || is_before_paren(text, len, i))
			add(sieve->definition, hash);
		behind_define = i - first == 6 && !memcmp(text + first, "define", 6);
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

static bool has(const uint64_t *bits, uint32_t hash)
{
	hash %= SIEVE_BITS;
	return bits[hash / 64] >> hash % 64 & 1;
}

bool sieve_may_hold(const struct sieve *sieve, uint32_t hash)
{
	return has(sieve->word, hash);
}

bool sieve_may_define(const struct sieve *sieve, uint32_t hash)
{
	return has(sieve->definition, hash);
}
