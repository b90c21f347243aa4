// SPDX-License-Identifier: GPL-2.0-only
/*
 * match: the longest common subsequence. For each number of edits the furthest reach on every diagonal
 * is kept, then the path is read backwards.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

struct matching {
	const struct match_pair *pair;
	size_t skip;	    /* common elements at the start, not looked at again */
	int64_t olds, news; /* elements between common start and common end */
	int64_t **reach;    /* reach[d][d + k]: on diagonal k = x - y after d edits */
	uint32_t *match;
};

static bool same(const struct matching *m, int64_t x, int64_t y)
{
	return m->pair->same(m->pair->ctx, m->skip + (size_t)x, m->skip + (size_t)y);
}

/* Where the path of @d edits enters diagonal @k, before it follows equal elements. */
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

	m->reach = memory_alloc((size_t)(m->pair->edits + 1) * sizeof(*m->reach));
	for (d = 0; d <= m->pair->edits && !done; d++) {
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

/* Do new elements [first, end) also equal the old ones @by further on (or back)? */
static bool repeats(const struct matching *m, size_t first, size_t end, int64_t by)
{
	for (size_t j = first; j < end; j++)
		if (!m->pair->same(m->pair->ctx, (size_t)(m->match[j] + by), j))
			return false;
	return true;
}

/*
 * Where equal elements stand in a row it is open which of them a deletion takes. A run of matches between
 * an insertion and a deletion moves so that both meet: then one is likely to have become the other.
 */
static void slide(struct matching *m, size_t news)
{
	for (size_t first = 0, end; first < news; first = end) {
		uint32_t before, after;
		bool follows, precedes;
		int64_t by = 0;

		end = first + 1;
		if (m->match[first] == MATCH_NONE)
			continue;
		while (end < news && m->match[end] == m->match[end - 1] + 1)
			end++;
		follows = first && m->match[first - 1] == MATCH_NONE;
		precedes = end < news && m->match[end] == MATCH_NONE;
		after = end < news ? m->match[end] : (uint32_t)m->pair->olds;
		before = first ? m->match[first - 1] + 1 : 0;
		if (follows && !precedes)
			by = (int64_t)after - m->match[end - 1] - 1;
		else if (precedes && !follows)
			by = (int64_t)before - m->match[first];
		if (!by || !repeats(m, first, end, by))
			continue;
		for (size_t j = first; j < end; j++)
			m->match[j] = (uint32_t)(m->match[j] + by);
	}
}

int64_t match_find(const struct match_pair *pair, uint32_t *match)
{
	struct matching m = { .pair = pair, .match = match };
	size_t olds = pair->olds, news = pair->news;
	int64_t found = 0;

	memset(match, 0xff, news * sizeof(*match));
	while (m.skip < olds && m.skip < news && pair->same(pair->ctx, m.skip, m.skip)) {
		match[m.skip] = (uint32_t)m.skip;
		m.skip++;
	}
	while (olds > m.skip && news > m.skip && pair->same(pair->ctx, olds - 1, news - 1))
		match[--news] = (uint32_t)--olds;
	m.olds = (int64_t)(olds - m.skip);
	m.news = (int64_t)(news - m.skip);
	if (match_middle(&m))
		return -1;
	slide(&m, pair->news);
	for (size_t j = 0; j < pair->news; j++)
		found += match[j] != MATCH_NONE;
	return found;
}
