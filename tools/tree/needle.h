/* SPDX-License-Identifier: GPL-2.0-only */
/* needle: does a text contain any of several strings? One pass over the text, however many they are. */
#ifndef GUPSWEEP_NEEDLE_H
#define GUPSWEEP_NEEDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NEEDLE_MAX 64 /* needles */
#define NEEDLE_BUCKETS 256

struct needles {
	const char *needle[NEEDLE_MAX];
	size_t len[NEEDLE_MAX];
	size_t count;
	size_t shortest, longest;      /* bytes */
	uint8_t shift[UINT16_MAX + 1]; /* by the two bytes at a place: how far nothing can match */
	uint64_t bucket
		[NEEDLE_BUCKETS]; /* by those bytes, where shift is 0: which needles may match */
};

/*
 * Prepare @n for @list (NULL-terminated, borrowed, bytes without NUL). Returns 0, or -1 if there are
 * more than NEEDLE_MAX. An empty needle is in every text.
 */
int needle_prepare(struct needles *n, const char *const *list);
bool needle_any(const struct needles *n, const char *text, size_t len);

#endif
