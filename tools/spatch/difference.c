// SPDX-License-Identifier: GPL-2.0-only
/*
 * difference: what a slice became against the slice. Two steps: units that stayed are matched
 * (unit.c); in each gap between them, old and new units that resemble each other are paired and
 * compared token by token. Lines of #if must stay, so that no change is taken for one in another
 * branch. All tables are bounded, so hostile output costs an error, not memory.
 */
#include "difference.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

#define MARKER "gupsweep_parsed" /* `gupsweep_parsed;` begins each body that was parsed */
#define RESERVED "gupsweep_"
#define MAX_GAP 4096	     /* pairs of units compared in one gap */
#define MAX_TABLE (1u << 20) /* pairs of tokens compared in two units */

struct compare {
	struct spatch_task *task;
	const char *placeholder; /* of the semantic patch, or NULL */
	struct units before, after;
	struct piece *piece; /* of after */
	size_t pieces, room;
	uint32_t *match; /* for each unit of after: the equal one of before, or SOURCE_NONE */
	uint32_t *table; /* longest common subsequence of two units, MAX_TABLE cells */
	struct error *err;
};

static int refuse(struct compare *c, const char *why)
{
	return error_set(c->err, "spatch's output cannot be used: %s", why);
}

static int add_insertion(struct compare *c, size_t at, char *text)
{
	const struct piece *piece = c->before.piece;
	struct spatch_changes *out = &c->task->changes;
	struct spatch_change new = { .text = text };
	bool last = at == c->before.pieces;

	if (!last)
		new.first = piece[at].token;
	else if (at)
		new.first = piece[at - 1].token + 1;
	new.end = new.first;
	VEC_PUSH(out->change, out->count, out->room, new);
	if (!last && new.first == SOURCE_NONE)
		return refuse(c, "something was inserted before an #if or its end");
	return 0;
}

/* Record pieces [first, end) of the slice -> @text (taken over), in runs that touch in the file. */
static int add_change(struct compare *c, size_t first, size_t end, char *text)
{
	const struct piece *piece = c->before.piece;
	struct spatch_changes *out = &c->task->changes;
	size_t stop;

	if (first == end)
		return add_insertion(c, first, text);
	for (; first < end; first = stop) {
		struct spatch_change new = { .first = piece[first].token, .text = text };

		for (stop = first + 1; stop < end && piece[stop].token == piece[stop - 1].token + 1;
		     stop++)
			;
		new.end = piece[stop - 1].token + 1;
		VEC_PUSH(out->change, out->count, out->room, new);
		if (new.first == SOURCE_NONE)
			return refuse(c, "an #if was changed");
		text = stop < end ? memory_strdup("") : NULL;
	}
	return 0;
}

/* Pieces [first, end) of the output, separated by single spaces; the caller's. */
static char *join(const struct units *u, size_t first, size_t end)
{
	struct buf text = { 0 };

	for (size_t i = first; i < end; i++) {
		if (i > first)
			buf_addch(&text, ' ');
		buf_add(&text, u->text + u->piece[i].at, u->piece[i].len);
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
			else if (unit_same_piece(&c->before, a->first + i, &c->after, b->first + j))
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
			    unit_same_piece(&c->before, a->first + i, &c->after, b->first + j))
				break;
			if (j == columns || (i < rows && cell[columns + 1] >= cell[1]))
				i++;
			else
				j++;
		}
		if ((first < i || begin < j) &&
		    add_change(c, a->first + first, a->first + i,
			       join(&c->after, b->first + begin, b->first + j)))
			return -1;
		for (; i < rows && j < columns &&
		       unit_same_piece(&c->before, a->first + i, &c->after, b->first + j);
		     i++, j++)
			;
	}
	return 0;
}

static int delete_unit(struct compare *c, size_t i)
{
	const struct unit *u = &c->before.unit[i];

	return add_change(c, u->first, u->end, memory_strdup(""));
}

/* Insert unit @j of the output before unit @i of the slice. */
static int insert_unit(struct compare *c, size_t i, size_t j)
{
	const struct unit *u = &c->after.unit[j];
	size_t at = i < c->before.count ? c->before.unit[i].first : c->before.pieces;

	return add_change(c, at, at, join(&c->after, u->first, u->end));
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
		int result;

		if (i < olds && j < news && like[i * width + j] &&
		    *cell == like[i * width + j] + cell[width + 1])
			result = compare_units(c, &c->before.unit[b0 + i++],
					       &c->after.unit[a0 + j++]);
		else if (i < olds && (j == news || *cell == cell[width]))
			result = delete_unit(c, b0 + i++);
		else
			result = insert_unit(c, b0 + i, a0 + j++);
		if (result)
			return -1;
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
			if (delete_unit(c, b0))
				return -1;
		for (; a0 < a1; a0++)
			if (insert_unit(c, b0, a0))
				return -1;
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

	if (unit_match(&c->before, &c->after, c->match))
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

static bool is_word(const struct source *src, uint32_t tok, const char *word)
{
	return word && source_is(src, tok, word);
}

static bool is_reserved(const struct source *src, uint32_t tok)
{
	const struct token *t = &src->token[tok];

	return t->kind == TOKEN_IDENT && t->len >= strlen(RESERVED) &&
	       !memcmp(src->text + t->at, RESERVED, strlen(RESERVED));
}

/* The file itself must use none of our names. */
static int check_before(struct compare *c)
{
	for (size_t i = 0; i < c->before.pieces; i++)
		if (c->before.piece[i].token != SOURCE_NONE &&
		    is_reserved(c->task->src, c->before.piece[i].token))
			return refuse(c, "the file itself uses a name that begins with " RESERVED);
	return 0;
}

static void add_piece(struct compare *c, uint32_t at, uint32_t len, uint32_t token)
{
	VEC_PUSH(c->piece, c->pieces, c->room, (struct piece){ at, len, token });
}

/* The output's pieces without the markers. marker[i]: one stood before the i-th that remains. */
static int read_after(struct compare *c, const struct source *src, bool *marker)
{
	size_t d = 0, fn = 0;

	for (uint32_t i = 0; i < src->tokens; i++) {
		while (fn < src->functions && src->function[fn].close < i)
			fn++;
		for (; d < src->directives && src->directive[d].token <= i; d++)
			if (fn < src->functions && src->function[fn].open < i &&
			    piece_is_landmark(&src->directive[d]))
				add_piece(c, src->directive[d].at, src->directive[d].len,
					  SOURCE_NONE);
		if (source_is(src, i, MARKER) && source_is(src, i + 1, ";")) {
			marker[c->pieces] = true;
			i++;
			continue;
		}
		if (is_reserved(src, i) && !is_word(src, i, c->placeholder) &&
		    !source_is(src, i, SLICE_HIDDEN))
			return refuse(c, "a name of the semantic patch was left in it");
		add_piece(c, src->token[i].at, src->token[i].len, i);
	}
	return 0;
}

/* A marker behind the "{" of a function: that function was parsed. */
static void read_markers(struct compare *c, const bool *marker)
{
	const struct spatch_task *task = c->task;

	for (size_t j = 0; j < c->after.count; j++) {
		uint32_t end = c->after.unit[j].end, open;

		if (!marker[end] || c->match[j] == SOURCE_NONE)
			continue;
		open = c->before.piece[c->before.unit[c->match[j]].end - 1].token;
		for (size_t f = 0; f < task->functions; f++)
			if (task->src->function[task->function[f]].open == open)
				task->parsed[f] = true;
	}
}

/* Changes may only be in the bodies of the functions that were asked for. */
static int check_changes(struct compare *c)
{
	const struct spatch_task *task = c->task;
	size_t f = 0;

	for (size_t i = 0; i < task->changes.count; i++) {
		const struct spatch_change *change = &task->changes.change[i];
		const struct function *fn;

		while (f < task->functions &&
		       task->src->function[task->function[f]].close < change->first)
			f++;
		fn = f < task->functions ? &task->src->function[task->function[f]] : NULL;
		if (!fn || change->first <= fn->open || change->end > fn->close)
			return refuse(c, "something outside the functions was changed");
	}
	return 0;
}

static int compare(struct compare *c, const struct source *src)
{
	bool *marker = memory_alloc(src->tokens + src->directives + 1);
	int result = -1;

	if (check_before(c) || read_after(c, src, marker))
		goto out;
	c->after.piece = c->piece;
	c->after.pieces = c->pieces;
	unit_cut(&c->before);
	unit_cut(&c->after);
	c->match = memory_alloc(c->after.count * sizeof(*c->match));
	c->table = memory_resize(NULL, MAX_TABLE, sizeof(*c->table));
	if (compare_all(c) || check_changes(c))
		goto out;
	read_markers(c, marker);
	result = 0;
out:
	free(marker);
	free(c->piece);
	free(c->match);
	free(c->table);
	unit_free(&c->before);
	unit_free(&c->after);
	return result;
}

int difference_read(struct spatch_task *task, const struct slice *slice, const char *placeholder,
		    const struct buf *after, struct error *err)
{
	struct compare c = { .task = task, .placeholder = placeholder, .err = err };
	struct source src;
	int result;

	source_read(&src, after->data, after->len);
	c.before.text = slice->text.data;
	c.before.piece = slice->piece;
	c.before.pieces = slice->pieces;
	c.after.text = after->data;
	result = compare(&c, &src);
	source_free(&src);
	if (result)
		spatch_changes_free(&task->changes);
	return result;
}
