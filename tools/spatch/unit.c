// SPDX-License-Identifier: GPL-2.0-only
/*
 * unit: tokens -> statements, heads and labels; and the longest common subsequence of two sequences of
 * them. For that the furthest reach on every diagonal is kept for each number of edits, then the path is
 * read backwards.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

#define MAX_EDITS 2000 /* units deleted and inserted; the reaches kept are half its square */

bool unit_is(const struct units *u, size_t at, const char *word)
{
	return at < u->pieces && u->piece[at].len == strlen(word) &&
	       !memcmp(u->text + u->piece[at].at, word, u->piece[at].len);
}

bool unit_same_piece(const struct units *a, size_t i, const struct units *b, size_t j)
{
	return a->piece[i].len == b->piece[j].len &&
	       !memcmp(a->text + a->piece[i].at, b->text + b->piece[j].at, a->piece[i].len);
}

static bool is_name(const struct units *u, size_t at)
{
	char c = u->text[u->piece[at].at];

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_any(const struct units *u, size_t at, const char *const *words)
{
	for (; *words; words++)
		if (unit_is(u, at, *words))
			return true;
	return false;
}

/* The position after the ")" that closes the "(" at @at. */
static size_t past_parens(const struct units *u, size_t at)
{
	size_t depth = 0;

	for (; at < u->pieces; at++) {
		if (unit_is(u, at, "("))
			depth++;
		else if (unit_is(u, at, ")") && !--depth)
			return at + 1;
	}
	return at;
}

/* The position after the ":" of a "case" or "default" at @at; @at itself if there is none soon. */
static size_t past_colon(const struct units *u, size_t at)
{
	size_t asked = 0;

	for (size_t i = at; i < u->pieces && i < at + 64; i++) {
		if (unit_is(u, i, "?"))
			asked++;
		else if (unit_is(u, i, ":") && !asked--)
			return i + 1;
		else if (unit_is(u, i, ";"))
			break;
	}
	return at;
}

/* The end of the statement at @at: behind its ";", or at a brace outside parentheses. */
static size_t past_statement(const struct units *u, size_t at)
{
	size_t depth = 0;

	for (; at < u->pieces; at++) {
		if (unit_is(u, at, "(") || unit_is(u, at, "["))
			depth++;
		else if ((unit_is(u, at, ")") || unit_is(u, at, "]")) && depth)
			depth--;
		else if (!depth && is_any(u, at, (const char *const[]){ ";", "{", "}", NULL }))
			return at + 1;
	}
	return at;
}

static size_t unit_end(const struct units *u, size_t at)
{
	static const char *const heads[] = { "if", "while", "for", "switch", NULL };
	static const char *const alone[] = { "else", "do", "{", "}", ";", NULL };
	static const char *const cases[] = { "case", "default", NULL };
	size_t end = at;

	if (u->text[u->piece[at].at] == '#')
		return at + 1;
	if (is_any(u, at, heads) && unit_is(u, at + 1, "("))
		return past_parens(u, at + 1);
	if (is_any(u, at, alone))
		return at + 1;
	if (is_any(u, at, cases))
		end = past_colon(u, at);
	else if (is_name(u, at) && unit_is(u, at + 1, ":"))
		end = at + 2;
	return end > at ? end : past_statement(u, at);
}

/* FNV-1a over the words, each with its end. */
static uint64_t hash_tokens(const struct units *u, size_t first, size_t end)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = first; i < end; i++) {
		const struct piece *p = &u->piece[i];

		for (uint32_t k = 0; k < p->len; k++)
			hash = (hash ^ (unsigned char)u->text[p->at + k]) * 0x100000001b3u;
		hash = (hash ^ 0x100) * 0x100000001b3u;
	}
	return hash;
}

void unit_cut(struct units *u)
{
	for (size_t at = 0; at < u->pieces;) {
		size_t end = unit_end(u, at);
		struct unit new = { .first = (uint32_t)at,
				    .end = (uint32_t)end,
				    .hash = hash_tokens(u, at, end) };

		VEC_PUSH(u->unit, u->count, u->room, new);
		at = end;
	}
}

static bool same_unit(const struct units *a, size_t i, const struct units *b, size_t j)
{
	const struct unit *p = &a->unit[i], *q = &b->unit[j];

	if (p->hash != q->hash || p->end - p->first != q->end - q->first)
		return false;
	for (uint32_t k = 0; k < p->end - p->first; k++)
		if (!unit_same_piece(a, p->first + k, b, q->first + k))
			return false;
	return true;
}

void unit_free(struct units *u)
{
	free(u->unit);
	*u = (struct units){ 0 };
}

struct matching {
	const struct units *a, *b;
	size_t skip;	    /* common units at the start, not looked at again */
	int64_t olds, news; /* units between common start and common end */
	int64_t **reach;    /* reach[d][d + k]: on diagonal k = x - y after d edits */
	uint32_t *match;
};

static bool same(const struct matching *m, int64_t x, int64_t y)
{
	return same_unit(m->a, m->skip + (size_t)x, m->b, m->skip + (size_t)y);
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

/* Do units [first, end) of b also equal those @by units further on (or back) in a? */
static bool repeats(const struct matching *m, size_t first, size_t end, int64_t by)
{
	for (size_t j = first; j < end; j++)
		if (!same_unit(m->a, (size_t)(m->match[j] + by), m->b, j))
			return false;
	return true;
}

/*
 * Where equal units stand in a row it is open which of them a deletion takes. A run of matches between
 * an insertion and a deletion moves so that both meet: then one is likely to have become the other.
 */
static void slide(struct matching *m, size_t news)
{
	for (size_t first = 0, end; first < news; first = end) {
		uint32_t before, after;
		bool follows, precedes;
		int64_t by = 0;

		end = first + 1;
		if (m->match[first] == SOURCE_NONE)
			continue;
		while (end < news && m->match[end] == m->match[end - 1] + 1)
			end++;
		follows = first && m->match[first - 1] == SOURCE_NONE;
		precedes = end < news && m->match[end] == SOURCE_NONE;
		after = end < news ? m->match[end] : (uint32_t)m->a->count;
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

int unit_match(const struct units *a, const struct units *b, uint32_t *match)
{
	struct matching m = { .a = a, .b = b, .match = match };
	size_t olds = a->count, news = b->count;

	memset(match, 0xff, news * sizeof(*match));
	while (m.skip < olds && m.skip < news && same_unit(a, m.skip, b, m.skip)) {
		match[m.skip] = (uint32_t)m.skip;
		m.skip++;
	}
	while (olds > m.skip && news > m.skip && same_unit(a, olds - 1, b, news - 1))
		match[--news] = (uint32_t)--olds;
	m.olds = (int64_t)(olds - m.skip);
	m.news = (int64_t)(news - m.skip);
	if (match_middle(&m))
		return -1;
	slide(&m, b->count);
	return 0;
}
