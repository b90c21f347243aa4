// SPDX-License-Identifier: GPL-2.0-only
/*
 * difference: what a slice became against the slice. Both are cut, without a parse, into units:
 * statements, heads of control statements ("if (...)", "else"), labels and lines of #if. What libgit2
 * finds of lines that differ (a line being a unit) is gaps; in each, old and new units that resemble each
 * other are compared once more, a line being a token. Lines of #if must stay, so that no change is taken
 * for one in another branch. A gap is bounded, so hostile output costs an error, not memory.
 */
#include "slice.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define RESERVED "gupsweep_"
#define MAX_GAP 4096 /* pairs of units compared in one gap */

/* Pieces [first, end). */
struct unit {
	size_t first, end;
};

/* A text cut into units. */
struct units {
	const char *text;
	const struct piece *piece;
	size_t pieces;
	struct unit *unit;
	size_t count, room;
};

/* Old elements [old, old + olds) became [new, new + news). */
struct gap {
	size_t old, olds, new, news;
};

struct gaps {
	struct gap *gap;
	size_t count, room;
};

struct compare {
	struct spatch_task *task;
	const char *placeholder; /* of the semantic patch, or NULL */
	struct units before, after;
	struct piece *piece; /* of after */
	size_t pieces, room;
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

/* Is the piece at @at the word? False past the end. */
static bool is(const struct units *u, size_t at, const char *word)
{
	return at < u->pieces && u->piece[at].len == strlen(word) &&
	       !memcmp(u->text + u->piece[at].at, word, u->piece[at].len);
}

static bool is_any(const struct units *u, size_t at, const char *const *words)
{
	for (; *words; words++)
		if (is(u, at, *words))
			return true;
	return false;
}

/* Does the unit that begins at @first end with piece @at, outside of all parentheses? */
static bool ends_unit(const struct units *u, size_t first, size_t at)
{
	static const char *const heads[] = { "if", "while", "for", "switch", NULL };
	static const char *const alone[] = { ";", "{", "}", "else", "do", NULL };
	static const char *const cases[] = { "case", "default", NULL };

	return u->text[u->piece[first].at] == '#' || is_any(u, at, alone) ||
	       (is(u, at, ")") && is_any(u, first, heads)) ||
	       (is(u, at, ":") && (at == first + 1 || is_any(u, first, cases)));
}

static void cut(struct units *u)
{
	size_t first = 0, depth = 0;

	for (size_t at = 0; at < u->pieces; at++) {
		if (is(u, at, "(") || is(u, at, "["))
			depth++;
		else if ((is(u, at, ")") || is(u, at, "]")) && depth)
			depth--;
		if (at + 1 < u->pieces && (depth || !ends_unit(u, first, at)))
			continue;
		VEC_PUSH(u->unit, u->count, u->room, (struct unit){ first, at + 1 });
		first = at + 1;
		depth = 0;
	}
}

/* Append pieces [first, end) as one line; a line end in a piece becomes what no slice has. */
static void add_line(const struct units *u, size_t first, size_t end, struct buf *out)
{
	for (; first < end; first++) {
		size_t from = out->len;

		buf_add(out, u->text + u->piece[first].at, u->piece[first].len);
		for (; from < out->len; from++)
			if (out->data[from] == '\n')
				out->data[from] = '\r';
		buf_addch(out, first + 1 < end ? ' ' : '\n');
	}
}

static int take_gap(const git_diff_delta *delta, const git_diff_hunk *h, void *gaps)
{
	struct gaps *g = gaps;
	/* with no lines, the number is that of the line before */
	size_t old = (size_t)h->old_start - (h->old_lines > 0);
	size_t new = (size_t)h->new_start - (h->new_lines > 0);

	(void)delta;
	VEC_PUSH(g->gap, g->count, g->room,
		 (struct gap){ old, (size_t)h->old_lines, new, (size_t)h->new_lines });
	return 0;
}

/* Where lines @old became others; equal lines of which some go do so next to what came. The caller's. */
static struct gaps find_gaps(const struct buf *old, const struct buf *new)
{
	git_diff_options options;
	struct gaps gaps = { 0 };

	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_FORCE_TEXT;
	options.context_lines = 0;
	if (git_libgit2_init() < 0 ||
	    git_diff_buffers(old->data, old->len, NULL, new->data, new->len, NULL, &options, NULL,
			     NULL, take_gap, NULL, &gaps))
		take_gap(NULL, &(git_diff_hunk){ .old_lines = INT32_MAX, .new_lines = INT32_MAX },
			 &gaps);
	return gaps;
}

/* The gaps between the tokens of two units, of which one may have become the other; the caller's. */
static struct gaps token_gaps(const struct compare *c, const struct unit *a, const struct unit *b)
{
	struct buf old = { 0 }, new = { 0 };
	struct gaps gaps;

	for (size_t i = a->first; i < a->end; i++)
		add_line(&c->before, i, i + 1, &old);
	for (size_t i = b->first; i < b->end; i++)
		add_line(&c->after, i, i + 1, &new);
	gaps = find_gaps(&old, &new);
	buf_free(&old);
	buf_free(&new);
	return gaps;
}

/* How many tokens two units have in common if that is at least half of both, else 0. */
static size_t likeness(const struct compare *c, const struct unit *a, const struct unit *b)
{
	size_t olds = a->end - a->first, news = b->end - b->first, common = olds;
	struct gaps gaps = token_gaps(c, a, b);

	for (size_t i = 0; i < gaps.count; i++)
		common -= gaps.gap[i].olds;
	free(gaps.gap);
	return 4 * common >= olds + news ? common : 0;
}

/* One of the units became the other: a change for each run of tokens that differs. */
static int compare_units(struct compare *c, const struct unit *a, const struct unit *b)
{
	struct gaps gaps = token_gaps(c, a, b);
	int result = 0;

	for (size_t i = 0; i < gaps.count && !result; i++) {
		const struct gap *g = &gaps.gap[i];

		result =
			add_change(c, a->first + g->old, a->first + g->old + g->olds,
				   join(&c->after, b->first + g->new, b->first + g->new + g->news));
	}
	free(gaps.gap);
	return result;
}

/* Old units [first, end) went, new ones [came, news) came. */
static int exchange_units(struct compare *c, size_t first, size_t end, size_t came, size_t news)
{
	size_t at = end < c->before.count ? c->before.unit[end].first : c->before.pieces;

	for (; first < end; first++)
		if (add_change(c, c->before.unit[first].first, c->before.unit[first].end,
			       memory_strdup("")))
			return -1;
	for (; came < news; came++)
		if (add_change(c, at, at,
			       join(&c->after, c->after.unit[came].first, c->after.unit[came].end)))
			return -1;
	return 0;
}

/* Each new unit was the old one that is most like it, in order, or came. */
static int compare_gap(struct compare *c, const struct gap *g)
{
	size_t next = g->old, end = g->old + g->olds, came = g->new, news = g->new + g->news;

	if (g->olds > MAX_GAP || g->news > MAX_GAP || (g->olds + 1) * (g->news + 1) > MAX_GAP)
		return refuse(c, "too much of it changed");
	for (size_t j = g->new; j < news; j++) {
		size_t best = 0, like = next;

		for (size_t i = next; i < end; i++) {
			size_t common = likeness(c, &c->before.unit[i], &c->after.unit[j]);

			if (common > best) {
				best = common;
				like = i;
			}
		}
		if (!best)
			continue;
		if (exchange_units(c, next, like, came, j) ||
		    compare_units(c, &c->before.unit[like], &c->after.unit[j]))
			return -1;
		next = like + 1;
		came = j + 1;
	}
	return exchange_units(c, next, end, came, news);
}

static struct gaps unit_gaps(const struct compare *c)
{
	struct buf old = { 0 }, new = { 0 };
	struct gaps gaps;

	for (size_t i = 0; i < c->before.count; i++)
		add_line(&c->before, c->before.unit[i].first, c->before.unit[i].end, &old);
	for (size_t i = 0; i < c->after.count; i++)
		add_line(&c->after, c->after.unit[i].first, c->after.unit[i].end, &new);
	gaps = find_gaps(&old, &new);
	buf_free(&old);
	buf_free(&new);
	return gaps;
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

static bool is_marker(const struct source *src, uint32_t tok)
{
	return source_is(src, tok, SPATCH_PARSED);
}

/* The output's pieces without the markers. */
static int read_after(struct compare *c, const struct source *src)
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
		if (is_marker(src, i)) {
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

/* A marker behind a function's "{": it was parsed. The output has the slice's, in their order. */
static void read_markers(const struct compare *c, const struct source *src)
{
	const struct spatch_task *task = c->task;

	for (size_t f = 0; f < task->functions && src->functions == task->functions; f++)
		task->parsed[f] |= is_marker(src, src->function[f].open + 1);
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

static int compare_all(struct compare *c)
{
	struct gaps gaps = unit_gaps(c);
	int result = 0;

	for (size_t g = 0; g < gaps.count && !result; g++)
		result = compare_gap(c, &gaps.gap[g]);
	free(gaps.gap);
	return result ? result : check_changes(c);
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
	result = check_before(&c) || read_after(&c, &src) ? -1 : 0;
	c.after.piece = c.piece;
	c.after.pieces = c.pieces;
	cut(&c.before);
	cut(&c.after);
	if (!result)
		result = compare_all(&c);
	if (!result)
		read_markers(&c, &src);
	free(c.before.unit);
	free(c.after.unit);
	free(c.piece);
	source_free(&src);
	if (result)
		spatch_changes_free(&task->changes);
	return result;
}
