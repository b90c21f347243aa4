// SPDX-License-Identifier: GPL-2.0-only
/*
 * difference: spatch's output against the slice it was given. Two steps: units that stayed are
 * matched (match.c); in each gap between them, old and new units that resemble each other are
 * paired and compared token by token. All tables are bounded, so hostile output costs an error,
 * not memory.
 */
#include "difference.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "match.h"
#include "unit.h"

#define MAX_GAP 4096	     /* pairs of units compared in one gap */
#define MAX_TABLE (1u << 20) /* pairs of tokens compared in two units */

struct compare {
	const struct slice *slice;
	struct units before, after;
	uint32_t *match; /* for each unit of after: the equal one of before, or SOURCE_NONE */
	uint32_t *table; /* longest common subsequence of two units, MAX_TABLE cells */
	struct changes *out;
	struct error *err;
};

static int refuse(struct compare *c, const char *why)
{
	return error_set(c->err, "spatch's output cannot be used: %s", why);
}

/* Record tokens [first, end) of the slice -> @text (taken over), in runs that touch in the file. */
static void add_change(struct compare *c, size_t first, size_t end, char *text)
{
	const uint32_t *token = c->slice->token;
	size_t stop;

	if (first == end) {
		uint32_t at = first < c->slice->tokens ? token[first] : token[first - 1] + 1;
		struct change new = { .first = at, .end = at, .text = text };

		VEC_PUSH(c->out->change, c->out->count, c->out->room, new);
		return;
	}
	for (; first < end; first = stop) {
		struct change new = { .first = token[first], .text = text };

		for (stop = first + 1; stop < end && token[stop] == token[stop - 1] + 1; stop++)
			;
		new.end = token[stop - 1] + 1;
		VEC_PUSH(c->out->change, c->out->count, c->out->room, new);
		text = stop < end ? memory_strdup("") : NULL;
	}
}

/* Tokens at [first, end) of the output, separated by single spaces; the caller's. */
static char *join(const struct units *u, size_t first, size_t end)
{
	struct buf text = { 0 };

	for (size_t i = first; i < end; i++) {
		const struct token *t = &u->src->token[u->token[i]];

		if (i > first)
			buf_addch(&text, ' ');
		buf_add(&text, u->src->text + t->at, t->len);
	}
	return buf_detach(&text);
}

/*
 * The table of longest common subsequences of two units: cell (i, j) is the length for the tokens
 * from i and j on. Returns its first cell, or -1 if it would be too large.
 */
static int64_t fill_table(struct compare *c, const struct unit *a, const struct unit *b)
{
	size_t rows = a->end - a->first + 1, columns = b->end - b->first + 1;

	if (rows > MAX_TABLE / columns)
		return -1;
	for (size_t i = rows; i-- > 0;)
		for (size_t j = columns; j-- > 0;) {
			uint32_t *cell = &c->table[i * columns + j];

			if (i == rows - 1 || j == columns - 1)
				*cell = 0;
			else if (source_same(c->before.src, c->before.token[a->first + i],
					     c->after.src, c->after.token[b->first + j]))
				*cell = cell[columns + 1] + 1;
			else
				*cell = cell[columns] > cell[1] ? cell[columns] : cell[1];
		}
	return c->table[0];
}

/* Two units of which one became the other: a change for each run of tokens that differs. */
static int compare_units(struct compare *c, const struct unit *a, const struct unit *b)
{
	size_t rows = a->end - a->first, columns = b->end - b->first, i = 0, j = 0;

	if (fill_table(c, a, b) < 0)
		return refuse(c, "a statement is too long");
	while (i < rows || j < columns) {
		size_t first = i, begin = j;

		while (i < rows || j < columns) {
			const uint32_t *cell = &c->table[i * (columns + 1) + j];

			if (i < rows && j < columns &&
			    source_same(c->before.src, c->before.token[a->first + i], c->after.src,
					c->after.token[b->first + j]))
				break;
			if (j == columns || (i < rows && cell[columns + 1] >= cell[1]))
				i++;
			else
				j++;
		}
		if (first < i || begin < j)
			add_change(c, a->first + first, a->first + i,
				   join(&c->after, b->first + begin, b->first + j));
		for (; i < rows && j < columns &&
		       source_same(c->before.src, c->before.token[a->first + i], c->after.src,
				   c->after.token[b->first + j]);
		     i++, j++)
			;
	}
	return 0;
}

static void delete_unit(struct compare *c, size_t i)
{
	add_change(c, c->before.unit[i].first, c->before.unit[i].end, memory_strdup(""));
}

/* Insert unit @j of the output before unit @i of the slice. */
static void insert_unit(struct compare *c, size_t i, size_t j)
{
	const struct unit *u = &c->after.unit[j];
	size_t at = i < c->before.count ? c->before.unit[i].first : c->before.tokens;

	add_change(c, at, at, join(&c->after, u->first, u->end));
}

/* How alike two units are: the common tokens if they are at least half of both, else 0. -1: too long. */
static int64_t likeness(struct compare *c, const struct unit *a, const struct unit *b)
{
	int64_t common = fill_table(c, a, b);
	int64_t both = (int64_t)(a->end - a->first) + (b->end - b->first);

	return common < 0 || 4 * common >= both ? common : 0;
}

/*
 * Pair old units [b0, b1) with new ones [a0, a1) so that the most tokens agree, in order.
 * best(i, j) is the agreement from i and j on, kept in @best of (old + 1) * (new + 1) cells.
 */
static int pair_units(struct compare *c, size_t b0, size_t b1, size_t a0, size_t a1, int64_t *best,
		      int64_t *like)
{
	size_t olds = b1 - b0, news = a1 - a0, width = news + 1, i, j;

	for (i = olds; i-- > 0;)
		for (j = news; j-- > 0;) {
			int64_t l = likeness(c, &c->before.unit[b0 + i], &c->after.unit[a0 + j]);
			int64_t *cell = &best[i * width + j];

			if (l < 0)
				return refuse(c, "a statement is too long");
			like[i * width + j] = l;
			*cell = cell[width] > cell[1] ? cell[width] : cell[1];
			if (l && l + cell[width + 1] > *cell)
				*cell = l + cell[width + 1];
		}
	for (i = 0, j = 0; i < olds || j < news;) {
		const int64_t *cell = &best[i * width + j];

		if (i < olds && j < news && like[i * width + j] &&
		    *cell == like[i * width + j] + cell[width + 1]) {
			if (compare_units(c, &c->before.unit[b0 + i++], &c->after.unit[a0 + j++]))
				return -1;
		} else if (i < olds && (j == news || *cell == cell[width])) {
			delete_unit(c, b0 + i++);
		} else {
			insert_unit(c, b0 + i, a0 + j++);
		}
	}
	return 0;
}

static int compare_gap(struct compare *c, size_t b0, size_t b1, size_t a0, size_t a1)
{
	size_t cells = (b1 - b0 + 1) * (a1 - a0 + 1);
	int64_t *best;
	int result;

	if (b0 == b1 || a0 == a1) {
		for (; b0 < b1; b0++)
			delete_unit(c, b0);
		for (; a0 < a1; a0++)
			insert_unit(c, b0, a0);
		return 0;
	}
	if (cells > MAX_GAP)
		return refuse(c, "too much of it changed");
	best = memory_alloc(2 * cells * sizeof(*best));
	result = pair_units(c, b0, b1, a0, a1, best, best + cells);
	free(best);
	return result;
}

static int compare_all(struct compare *c)
{
	size_t b = 0, a = 0;

	if (match_units(&c->before, &c->after, c->match))
		return refuse(c, "too much of it changed");
	for (size_t j = 0; j < c->after.count; j++) {
		if (c->match[j] == SOURCE_NONE)
			continue;
		if (compare_gap(c, b, c->match[j], a, j))
			return -1;
		b = c->match[j] + 1;
		a = j + 1;
	}
	return compare_gap(c, b, c->before.count, a, c->after.count);
}

static bool is_reserved(const struct source *src, uint32_t tok)
{
	const struct token *t = &src->token[tok];

	return t->kind == TOKEN_IDENT && t->len >= 9 && !memcmp(src->text + t->at, "gupsweep_", 9);
}

/* The slice as read again must be the file's own tokens, none of them one of our names. */
static int check_before(struct compare *c, const struct source *file)
{
	const struct slice *slice = c->slice;
	const struct source *src = c->before.src;

	if (src->tokens != slice->tokens)
		return refuse(c, "the file cannot be sliced");
	for (uint32_t i = 0; i < src->tokens; i++) {
		if (is_reserved(file, slice->token[i]))
			return refuse(c, "the file itself uses a name that begins with gupsweep_");
		if (!source_same(src, i, file, slice->token[i]) && !source_is(src, i, SLICE_MASKED))
			return refuse(c, "the file cannot be sliced");
		VEC_PUSH(c->before.token, c->before.tokens, c->before.token_room, i);
	}
	return 0;
}

/* The output's tokens without the markers. marker[i]: one stood before the i-th that remains. */
static int take_after(struct compare *c, bool *marker)
{
	const struct source *src = c->after.src;

	for (uint32_t i = 0; i < src->tokens; i++) {
		if (source_is(src, i, DIFFERENCE_MARKER) && source_is(src, i + 1, ";")) {
			marker[c->after.tokens] = true;
			i++;
			continue;
		}
		if (is_reserved(src, i) && !source_is(src, i, DIFFERENCE_LOCKED) &&
		    !source_is(src, i, SLICE_MASKED))
			return refuse(c, "a name of the semantic patch was left in it");
		VEC_PUSH(c->after.token, c->after.tokens, c->after.token_room, i);
	}
	return 0;
}

/* A marker behind the "{" of a function: that function was parsed. */
static void read_markers(struct compare *c, const struct source *file, const bool *marker,
			 const uint32_t *functions, size_t count, bool *parsed)
{
	for (size_t j = 0; j < c->after.count; j++) {
		uint32_t end = c->after.unit[j].end, open;

		if (!marker[end] || c->match[j] == SOURCE_NONE)
			continue;
		open = c->slice->token[c->before.unit[c->match[j]].end - 1];
		for (size_t f = 0; f < count; f++)
			if (file->function[functions[f]].open == open)
				parsed[f] = true;
	}
}

/* Changes may only be in the bodies of the functions that were asked for. */
static int check_changes(struct compare *c, const struct source *file, const uint32_t *functions,
			 size_t count)
{
	size_t f = 0;

	for (size_t i = 0; i < c->out->count; i++) {
		const struct change *change = &c->out->change[i];

		while (f < count && file->function[functions[f]].close < change->first)
			f++;
		if (f == count || change->first <= file->function[functions[f]].open ||
		    change->end > file->function[functions[f]].close)
			return refuse(c, "something outside the functions was changed");
	}
	return 0;
}

static int compare(struct compare *c, const struct source *file, const uint32_t *functions,
		   size_t count, bool *parsed)
{
	bool *marker = memory_alloc(c->after.src->tokens + 1);
	int result = -1;

	if (check_before(c, file) || take_after(c, marker))
		goto out;
	unit_cut(&c->before);
	unit_cut(&c->after);
	c->match = memory_alloc(c->after.count * sizeof(*c->match));
	c->table = memory_resize(NULL, MAX_TABLE, sizeof(*c->table));
	if (compare_all(c) || check_changes(c, file, functions, count))
		goto out;
	read_markers(c, file, marker, functions, count, parsed);
	result = 0;
out:
	free(marker);
	free(c->match);
	free(c->table);
	unit_free(&c->before);
	unit_free(&c->after);
	return result;
}

int difference_read(const struct source *src, const struct slice *slice, const char *after,
		    size_t len, const uint32_t *functions, size_t count, struct changes *out,
		    bool *parsed, struct error *err)
{
	struct source old, new;
	struct compare c = { .slice = slice, .out = out, .err = err };
	int result;

	source_read(&old, slice->text.data, slice->text.len);
	source_read(&new, after, len);
	c.before.src = &old;
	c.after.src = &new;
	result = compare(&c, src, functions, count, parsed);
	source_free(&old);
	source_free(&new);
	if (result)
		changes_free(out);
	return result;
}

void changes_free(struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		free(changes->change[i].text);
	free(changes->change);
	*changes = (struct changes){ 0 };
}
