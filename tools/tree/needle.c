// SPDX-License-Identifier: GPL-2.0-only
/*
 * needle: the Wu-Manber algorithm. A window as long as the shortest needle slides over the text; its
 * last two bytes tell how far it may slide without missing a needle's beginning, mostly its length.
 */
#include "needle.h"

#include <string.h>

#define WINDOWS 4
#define STEPS 8

static uint16_t two_bytes(const char *p)
{
	uint16_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static size_t bucket_of(uint16_t bytes)
{
	return ((bytes >> 8) * 31u + bytes) % NEEDLE_BUCKETS;
}

static void add_needle(struct needles *n, size_t i)
{
	size_t last = n->shortest - 2; /* where the window's last two bytes begin */

	for (size_t at = 0; at <= last; at++) {
		uint16_t bytes = two_bytes(n->needle[i] + at);

		if (last - at < n->shift[bytes])
			n->shift[bytes] = (uint8_t)(last - at);
	}
	n->bucket[bucket_of(two_bytes(n->needle[i] + last))] |= UINT64_C(1) << i;
}

int needle_prepare(struct needles *n, const char *const *list)
{
	*n = (struct needles){ .shortest = UINT8_MAX };
	for (size_t i = 0; list[i]; i++) {
		if (i == NEEDLE_MAX)
			return -1;
		n->needle[i] = list[i];
		n->len[i] = strlen(list[i]);
		n->count++;
		if (n->len[i] < n->shortest)
			n->shortest = n->len[i];
		if (n->len[i] > n->longest)
			n->longest = n->len[i];
	}
	if (n->shortest < 2)
		return 0;
	memset(n->shift, (int)n->shortest - 1, sizeof(n->shift));
	for (size_t i = 0; i < n->count; i++)
		add_needle(n, i);
	return 0;
}

static bool any_one_by_one(const struct needles *n, const char *text, size_t len)
{
	for (size_t i = 0; i < n->count; i++)
		if (!n->len[i] || memmem(text, len, n->needle[i], n->len[i]))
			return true;
	return false;
}

static bool any_here(const struct needles *n, uint64_t which, const char *text, size_t len)
{
	for (; which; which &= which - 1) {
		int i = __builtin_ctzll(which);

		if (n->len[i] <= len && !memcmp(text, n->needle[i], n->len[i]))
			return true;
	}
	return false;
}

/* A window that slides from @at, the place of its last two bytes, up to @end. */
struct window {
	const char *at, *end;
};

static size_t shift_at(const struct needles *n, const char *at)
{
	return n->shift[two_bytes(at)];
}

/* Move on by one step; true if a needle is there. */
static bool step(const struct needles *n, struct window *w, const char *text_end)
{
	size_t shift = shift_at(n, w->at);
	const char *begin = w->at - (n->shortest - 2);

	if (!shift &&
	    any_here(n, n->bucket[bucket_of(two_bytes(w->at))], begin, (size_t)(text_end - begin)))
		return true;
	w->at += shift ? shift : 1;
	return false;
}

/* STEPS steps, or fewer if there a needle may be. */
static inline const char *steps(const struct needles *n, const char *at)
{
#pragma GCC unroll 8
	for (int i = 0; i < STEPS; i++)
		at += shift_at(n, at);
	return at;
}

/*
 * Each step waits for the one before it, and the processor has nothing else to do meanwhile: so as many
 * windows slide at once, each over its part, while all have room for some steps and one more.
 */
static bool slide_all(const struct needles *n, struct window *w, const char *text_end)
{
	ptrdiff_t far = (STEPS + 1) * (ptrdiff_t)(n->shortest - 1);

	for (;;) {
		for (size_t i = 0; i < WINDOWS; i++)
			if (w[i].end - w[i].at <= far)
				return false;
		for (size_t i = 0; i < WINDOWS; i++)
			w[i].at = steps(n, w[i].at);
		for (size_t i = 0; i < WINDOWS; i++)
			if (!shift_at(n, w[i].at) && step(n, &w[i], text_end))
				return true;
	}
}

bool needle_any(const struct needles *n, const char *text, size_t len)
{
	struct window w[WINDOWS];
	const char *end = text + len - 1; /* no two bytes begin there */
	size_t part;

	if (!n->count)
		return false;
	if (n->shortest < 2)
		return any_one_by_one(n, text, len);
	if (len < n->shortest)
		return false;
	part = (len - n->shortest + 1) / WINDOWS;
	for (size_t i = 0; i < WINDOWS; i++) {
		w[i].at = text + n->shortest - 2 + i * part;
		w[i].end = i + 1 < WINDOWS ? w[i].at + part : end;
	}
	if (slide_all(n, w, text + len))
		return true;
	for (size_t i = 0; i < WINDOWS; i++)
		while (w[i].at < w[i].end)
			if (step(n, &w[i], text + len))
				return true;
	return false;
}
