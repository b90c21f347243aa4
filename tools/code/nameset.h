/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * nameset: numbers (of tokens, functions, directives) to be found by a name's hash. Whether a number
 * found is really of that name is for the asker to compare. Needs source.
 */
#ifndef GUPSWEEP_NAMESET_H
#define GUPSWEEP_NAMESET_H

#include "source/source.h"

struct nameset {
	uint64_t *entry; /* hash << 32 | number */
	uint32_t *value; /* the numbers in the order of the entries, once sorted */
	size_t count, room;
};

/* FNV-1a, also byte by byte from NAMESET_HASH_START. */
#define NAMESET_HASH_START 2166136261u
static inline uint32_t nameset_hash_more(uint32_t hash, char c)
{
	return (hash ^ (unsigned char)c) * 16777619u;
}
uint32_t nameset_hash(const char *word, size_t len);
/* The same of the word at token @tok. */
uint32_t nameset_hash_token(const struct source *src, uint32_t tok);
void nameset_add(struct nameset *set, uint32_t hash, uint32_t value);
/* To be called once, after the last nameset_add() and before the first nameset_find(). */
void nameset_sort(struct nameset *set);
/* The numbers of @hash, ascending; *@count of them. The set's. */
const uint32_t *nameset_find(const struct nameset *set, uint32_t hash, size_t *count);
/* Was an entry of that hash added, sorted or not? */
bool nameset_has(const struct nameset *set, uint32_t hash);
void nameset_free(struct nameset *set);

#endif
