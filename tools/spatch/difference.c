// SPDX-License-Identifier: GPL-2.0-only
/*
 * difference: what a slice became against the slice. Two steps: units that stayed are matched
 * (match.c); in each gap between them, old and new units that resemble each other are paired and
 * compared token by token. Lines of #if must stay, so that no change is taken for one in another
 * branch. All tables are bounded, so hostile output costs an error, not memory.
 */
#include "slice.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

#define RESERVED "gupsweep_"
#define MAX_UNITS 2000 /* units deleted and inserted */
#define MAX_GAP 4096   /* pairs of units compared in one gap */
#define MAX_TOKENS 256 /* tokens deleted and inserted in a unit */

struct compare {
	struct spatch_task *task;
	const char *placeholder; /* of the semantic patch, or NULL */
	struct units before, after;
	struct piece *piece; /* of after */
	size_t pieces, room;
	uint32_t *match; /* for each unit of after: the equal one of before, or MATCH_NONE */
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

/* Two units of which one may have become the other. */
struct couple {
	const struct compare *c;
	const struct unit *before, *after;
};

static bool same_tokens(const void *ctx, size_t i, size_t j)
{
	const struct couple *p = ctx;

	return unit_same_piece(&p->c->before, p->before->first + i, &p->c->after,
			       p->after->first + j);
}

/* Match the tokens of two units. Returns how many are common, or -1. */
static int64_t match_tokens(const struct couple *p, uint32_t *match)
{
	struct match_pair pair = { .olds = p->before->end - p->before->first,
				   .news = p->after->end - p->after->first,
				   .same = same_tokens,
				   .ctx = p,
				   .edits = MAX_TOKENS };

	return match_find(&pair, match);
}

/* The position in the old sequence where that of the match @j begins: the end of the gap before @j. */
static size_t gap_end(const uint32_t *match, size_t news, size_t olds, size_t *j)
{
	while (*j < news && match[*j] == MATCH_NONE)
		(*j)++;
	return *j < news ? match[*j] : olds;
}

/* One of the units became the other: a change for each run of tokens that differs. */
static int compare_units(struct compare *c, const struct unit *a, const struct unit *b)
{
	struct couple couple = { c, a, b };
	size_t olds = a->end - a->first, news = b->end - b->first;
	uint32_t *match = memory_alloc(news * sizeof(*match));
	int result = 0;

	match_tokens(&couple, match);
	for (size_t i = 0, j = 0; (i < olds || j < news) && !result;) {
		size_t begin = j, end = gap_end(match, news, olds, &j);

		if (i < end || begin < j)
			result = add_change(c, a->first + i, a->first + end,
					    join(&c->after, b->first + begin, b->first + j));
		i = end + 1;
		j++;
	}
	free(match);
	return result;
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

/* How alike two units are: the common tokens if they are at least half of both, else 0. */
static int64_t likeness(const struct compare *c, const struct unit *a, const struct unit *b)
{
	struct couple couple = { c, a, b };
	uint32_t *match = memory_alloc((b->end - b->first) * sizeof(*match));
	int64_t common = match_tokens(&couple, match);

	free(match);
	return 4 * common >= (int64_t)(a->end - a->first) + (b->end - b->first) ? common : 0;
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

static bool same_units(const void *ctx, size_t i, size_t j)
{
	const struct compare *c = ctx;

	return unit_same(&c->before, i, &c->after, j);
}

static int compare_all(struct compare *c)
{
	struct match_pair pair = { .olds = c->before.count,
				   .news = c->after.count,
				   .same = same_units,
				   .ctx = c,
				   .edits = MAX_UNITS };

	if (match_find(&pair, c->match) < 0)
		return refuse(c, "too much of it changed");
	for (size_t i = 0, j = 0; i < pair.olds || j < pair.news;) {
		size_t begin = j, end = gap_end(c->match, pair.news, pair.olds, &j);

		if (compare_gap(c, i, end, begin, j))
			return -1;
		i = end + 1;
		j++;
	}
	return 0;
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
		if (source_is(src, i, SPATCH_PARSED) && source_is(src, i + 1, ";")) {
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

/* A marker behind the "{" of a function, and perhaps lines of #if: that function was parsed. */
static void read_markers(struct compare *c, const bool *marker)
{
	const struct spatch_task *task = c->task;

	for (size_t j = 0; j < c->after.count; j++) {
		uint32_t end = c->after.unit[j].end, open;

		while (!marker[end] && end < c->pieces && c->piece[end].token == SOURCE_NONE)
			end++;
		if (!marker[end] || c->match[j] == MATCH_NONE)
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
	if (compare_all(c) || check_changes(c))
		goto out;
	read_markers(c, marker);
	result = 0;
out:
	free(marker);
	free(c->piece);
	free(c->match);
	unit_free(&c->before);
	unit_free(&c->after);
	return result;
}

int slice_compare(struct spatch_task *task, const struct slice *slice, const char *placeholder,
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
