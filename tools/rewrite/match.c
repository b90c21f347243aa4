// SPDX-License-Identifier: GPL-2.0-only
/*
 * match: the longest common subsequence of two sequences of units. For each number of edits the
 * furthest reach on every diagonal is kept, then the path is read backwards.
 */
#include "match.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

#define MAX_EDITS 2000 /* units deleted and inserted; the reaches kept are half its square */

struct matching {
	const struct units *a, *b;
	size_t skip;	    /* common units at the start, not looked at again */
	int64_t olds, news; /* units between common start and common end */
	int64_t **reach;    /* reach[d][d + k]: on diagonal k = x - y after d edits */
	uint32_t *match;
};

static bool same(const struct matching *m, int64_t x, int64_t y)
{
	return unit_same(m->a, m->skip + (size_t)x, m->b, m->skip + (size_t)y);
}

/* Where the path of @d edits enters diagonal @k, before it follows equal units. */
static int64_t enter(const struct matching *m, int64_t d, int64_t k)
{
	const int64_t *last;
	bool down;

	if (!d)
		return 0;
	last = m->reach[d - 1];
	down = k == -d || (k != d && last[d - 1 + k - 1] < last[d - 1 + k + 1]);
	return down ? last[d - 1 + k + 1] : last[d - 1 + k - 1] + 1;
}

/* Extend all diagonals by one edit. True when the end is reached. */
static bool advance(struct matching *m, int64_t d)
{
	m->reach[d] = memory_alloc((size_t)(2 * d + 1) * sizeof(**m->reach));
	for (int64_t k = -d; k <= d; k++) {
		int64_t x, y;

		if ((k + d) & 1)
			continue;
		x = enter(m, d, k);
		y = x - k;
		while (x < m->olds && y < m->news && y >= 0 && same(m, x, y)) {
			x++;
			y++;
		}
		m->reach[d][d + k] = x;
		if (x >= m->olds && y >= m->news)
			return true;
	}
	return false;
}

static void read_path(struct matching *m, int64_t d)
{
	int64_t k = m->olds - m->news;

	for (; d >= 0; d--) {
		int64_t from = enter(m, d, k), x = m->reach[d][d + k];

		while (x-- > from)
			m->match[m->skip + (size_t)(x - k)] = (uint32_t)(m->skip + (size_t)x);
		if (!d)
			break;
		if (k == -d ||
		    (k != d && m->reach[d - 1][d - 1 + k - 1] < m->reach[d - 1][d - 1 + k + 1]))
			k++;
		else
			k--;
	}
}

static int match_middle(struct matching *m)
{
	int64_t d, last = -1;
	bool done = false;

	m->reach = memory_alloc((MAX_EDITS + 1) * sizeof(*m->reach));
	for (d = 0; d <= MAX_EDITS && !done; d++) {
		done = advance(m, d);
		last = d;
	}
	if (done)
		read_path(m, last);
	for (d = 0; d <= last; d++)
		free(m->reach[d]);
	free(m->reach);
	return done ? 0 : -1;
}

int match_units(const struct units *a, const struct units *b, uint32_t *match)
{
	struct matching m = { .a = a, .b = b, .match = match };
	size_t olds = a->count, news = b->count;

	memset(match, 0xff, news * sizeof(*match));
	while (m.skip < olds && m.skip < news && unit_same(a, m.skip, b, m.skip)) {
		match[m.skip] = (uint32_t)m.skip;
		m.skip++;
	}
	while (olds > m.skip && news > m.skip && unit_same(a, olds - 1, b, news - 1))
		match[--news] = (uint32_t)--olds;
	m.olds = (int64_t)(olds - m.skip);
	m.news = (int64_t)(news - m.skip);
	return match_middle(&m);
}
