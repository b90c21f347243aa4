// SPDX-License-Identifier: GPL-2.0-only
/* nameset: a sorted array. */
#include "nameset.h"

#include <stdlib.h>

#include "base/memory.h"

uint32_t nameset_hash(const char *word, size_t len)
{
	uint32_t h = NAMESET_HASH_START;

	for (size_t i = 0; i < len; i++)
		h = nameset_hash_more(h, word[i]);
	return h;
}

uint32_t nameset_hash_token(const struct source *src, uint32_t tok)
{
	return nameset_hash(src->text + src->token[tok].at, src->token[tok].len);
}

void nameset_add(struct nameset *set, uint32_t hash, uint32_t value)
{
	VEC_PUSH(set->entry, set->count, set->room, (uint64_t)hash << 32 | value);
}

static int compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void nameset_sort(struct nameset *set)
{
	if (set->count)
		qsort(set->entry, set->count, sizeof(*set->entry), compare);
	free(set->value);
	set->value = memory_alloc((set->count + 1) * sizeof(*set->value));
	for (size_t i = 0; i < set->count; i++)
		set->value[i] = (uint32_t)set->entry[i];
}

/* The first entry that is not below @wanted. */
static size_t first_from(const struct nameset *set, uint64_t wanted)
{
	size_t low = 0, high = set->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (set->entry[middle] < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const uint32_t *nameset_find(const struct nameset *set, uint32_t hash, size_t *count)
{
	size_t first = first_from(set, (uint64_t)hash << 32);

	*count = first_from(set, ((uint64_t)hash + 1) << 32) - first;
	if (hash == UINT32_MAX)
		*count = set->count - first;
	return set->value + first;
}

bool nameset_has(const struct nameset *set, uint32_t hash)
{
	for (size_t i = 0; i < set->count; i++)
		if (set->entry[i] >> 32 == hash)
			return true;
	return false;
}

void nameset_free(struct nameset *set)
{
	free(set->entry);
	free(set->value);
	*set = (struct nameset){ 0 };
}
