// SPDX-License-Identifier: GPL-2.0-only
/* nameset: a sorted array. Time counts: it is made for each file that is lexed. */
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

/* Most hold one name, whose numbers were added in ascending order. */
static void sort_bucket(uint64_t *entry, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (entry[i - 1] > entry[i]) {
			qsort(entry, count, sizeof(*entry), compare);
			return;
		}
}

/* By the first bits of the hashes, of which there are as many as entries, then each bucket. */
static void sort_entries(struct nameset *set)
{
	uint64_t *sorted = memory_resize(NULL, set->count, sizeof(*sorted));
	unsigned int shift = 63;
	size_t *end, buckets, first = 0;

	while (shift > 32 && set->count >> (64 - shift))
		shift--;
	buckets = (size_t)1 << (64 - shift);
	end = memory_alloc((buckets + 1) * sizeof(*end));
	for (size_t i = 0; i < set->count; i++)
		end[(set->entry[i] >> shift) + 1]++;
	for (size_t i = 0; i < buckets; i++)
		end[i + 1] += end[i];
	for (size_t i = 0; i < set->count; i++)
		sorted[end[set->entry[i] >> shift]++] = set->entry[i];
	for (size_t i = 0; i < buckets; first = end[i++])
		sort_bucket(sorted + first, end[i] - first);
	free(end);
	free(set->entry);
	set->entry = sorted;
	set->room = set->count;
}

void nameset_sort(struct nameset *set)
{
	if (set->count)
		sort_entries(set);
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
