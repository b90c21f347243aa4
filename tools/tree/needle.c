// SPDX-License-Identifier: GPL-2.0-only
/*
 * needle: the Wu-Manber algorithm. A window as long as the shortest needle slides over the text; its
 * last two bytes tell how far it may slide without missing a needle's beginning, mostly its length.
 */
#include "needle.h"

#include <string.h>

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

static size_t shift_at(const struct needles *n, const struct window *w)
{
	return n->shift[two_bytes(w->at)];
}

/* Move on from a place where shift_at() gave @shift; true if a needle is there. */
static bool step(const struct needles *n, struct window *w, size_t shift, const char *text_end)
{
	const char *begin = w->at - (n->shortest - 2);

	if (!shift &&
	    any_here(n, n->bucket[bucket_of(two_bytes(w->at))], begin, (size_t)(text_end - begin)))
		return true;
	w->at += shift ? shift : 1;
	return false;
}

static bool slide(const struct needles *n, struct window w, const char *text_end)
{
	while (w.at < w.end)
		if (step(n, &w, shift_at(n, &w), text_end))
			return true;
	return false;
}

/*
 * Each step waits for the one before it, and the processor has nothing else to do meanwhile: so two
 * windows slide at once, each over a half.
 */
static bool slide_two(const struct needles *n, struct window a, struct window b)
{
	const char *text_end = b.end + 1;

	while (a.at < a.end && b.at < b.end) {
		size_t shift_a = shift_at(n, &a), shift_b = shift_at(n, &b);

		if (shift_a && shift_b) {
			a.at += shift_a;
			b.at += shift_b;
		} else if (step(n, &a, shift_a, text_end) || step(n, &b, shift_b, text_end)) {
			return true;
		}
	}
	return slide(n, a, text_end) || slide(n, b, text_end);
}

bool needle_any(const struct needles *n, const char *text, size_t len)
{
	const char *end, *middle;

	if (!n->count)
		return false;
	if (n->shortest < 2)
		return any_one_by_one(n, text, len);
	if (len < n->shortest)
		return false;
	end = text + len - 1; /* no two bytes begin there */
	text += n->shortest - 2;
	middle = text + (end - text) / 2;
	return slide_two(n, (struct window){ text, middle }, (struct window){ middle, end });
}
