// SPDX-License-Identifier: GPL-2.0-only
/*
 * slice: the wanted functions of a file with every preprocessor line, nothing else. A function is
 * kept from the first token of its declaration on, which is behind the end of what comes before, so
 * that all branches of an #if that tears its signature are there; comments become a space, carriage
 * returns vanish. Of a version ladder some branches are blanked: what remains of it is written so
 * that spatch sees the paths that are compiled.
 */
#include "slice.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "source/ladder.h"

/* What becomes of a directive. */
enum fate { FATE_KEEP, FATE_DROP, FATE_FIRST /* it opens what remains of its #if */ };

struct cutter {
	const struct spatch_task *task;
	const struct source *src;
	bool *keep;		   /* for each token */
	enum fate *fate;	   /* for each directive */
	bool *hidden;		   /* for each token: the semantic patch must not see it */
	enum ladder_state *ladder; /* for each branch */
	bool *blank; /* for each branch: it or one around it is dead or not compiled */
};

static void find_blank(struct cutter *c)
{
	for (uint32_t i = 0; i < c->src->conds; i++) {
		uint32_t parent = c->src->cond[i].parent;

		c->blank[i] = c->src->cond[i].dead || c->ladder[i] == LADDER_OUT ||
			      (parent != SOURCE_NONE && c->blank[parent]);
	}
}

static void keep_functions(struct cutter *c)
{
	for (size_t i = 0; i < c->task->functions; i++) {
		const struct function *fn = &c->src->function[c->task->function[i]];

		for (uint32_t t = fn->first; t <= fn->close; t++) {
			uint32_t cond = c->src->token[t].cond;

			c->keep[t] = cond == SOURCE_NONE || !c->blank[cond];
		}
	}
}

/* Is the branch an #else, so that it is taken when no other one is? */
static bool is_else(const struct source *src, uint32_t cond)
{
	const struct directive *d = &src->directive[src->cond[cond].directive];
	const char *word = src->text + d->at + 1;

	while (*word == ' ' || *word == '\t')
		word++;
	return cond != src->cond[cond].group && !strncmp(word, "else", 4);
}

/* Which directives of the #if whose branches are @group, ... remain. @end is its #endif. */
static void judge_group(struct cutter *c, uint32_t group, uint32_t end)
{
	const struct source *src = c->src;
	uint32_t parent = src->cond[group].parent;
	size_t blanked = 0, living = 0;
	bool always = false, first = true;

	if (parent != SOURCE_NONE && c->blank[parent]) {
		for (uint32_t d = src->cond[group].directive; d <= end; d++)
			c->fate[d] = FATE_DROP;
		return;
	}
	for (uint32_t i = group; i < src->conds && src->cond[i].directive < end; i++) {
		if (src->cond[i].group != group)
			continue;
		blanked += c->ladder[i] == LADDER_OUT;
		living += !c->blank[i];
		always |= !c->blank[i] && (c->ladder[i] == LADDER_IN || is_else(src, i));
		always &= living < 2;
	}
	if (!blanked && !(always && c->ladder[group] == LADDER_IN))
		return;
	for (uint32_t i = group; i < src->conds && src->cond[i].directive < end; i++) {
		enum fate *fate = &c->fate[src->cond[i].directive];

		if (src->cond[i].group != group)
			continue;
		*fate = c->blank[i] || always ? FATE_DROP : first ? FATE_FIRST : FATE_KEEP;
		first &= c->blank[i];
	}
	if (always || !living)
		c->fate[end] = FATE_DROP;
}

/* Match each #if with its #endif and judge it; what is not about #if goes with its branch. */
static void judge_directives(struct cutter *c)
{
	const struct source *src = c->src;
	uint32_t *stack = memory_resize(NULL, src->directives + 1, sizeof(*stack));
	uint32_t depth = 0, cond = 0, now = SOURCE_NONE;

	for (uint32_t d = 0; d < src->directives; d++) {
		enum directive_kind kind = src->directive[d].kind;

		if (cond < src->conds && src->cond[cond].directive == d) {
			now = cond++;
			if (kind == DIRECTIVE_IF)
				stack[depth++] = now;
		} else if (kind == DIRECTIVE_ENDIF && depth) {
			judge_group(c, stack[--depth], d);
			now = src->cond[stack[depth]].parent;
		} else if (now != SOURCE_NONE && c->blank[now]) {
			c->fate[d] = FATE_DROP;
		}
	}
	free(stack);
}

/* What goes, or is white: of all its line ends one remains, where no line ends already. */
static void add_newline(struct buf *out, const char *text, size_t len)
{
	if (out->len && out->data[out->len - 1] != '\n' && memchr(text, '\n', len))
		buf_addch(out, '\n');
}

/* The gap before a piece that is kept: its line end, then the white space before the piece. */
static void add_gap(struct buf *out, const char *gap, size_t len)
{
	size_t space = len;

	add_newline(out, gap, len);
	while (space && (gap[space - 1] == ' ' || gap[space - 1] == '\t'))
		space--;
	if (space < len)
		buf_add(out, gap + space, len - space);
	else if (len && gap[len - 1] != '\n')
		buf_addch(out, ' ');
}

/* Is the directive one of #if and its kin, and in the body of one of the functions? @fn is moved on. */
static bool is_landmark(const struct cutter *c, const struct directive *d, size_t *fn)
{
	const struct spatch_task *task = c->task;

	while (*fn < task->functions && c->src->function[task->function[*fn]].close < d->token)
		(*fn)++;
	return *fn < task->functions && c->src->function[task->function[*fn]].open < d->token &&
	       piece_is_landmark(d);
}

static void add_piece(struct slice *slice, const char *text, size_t len, uint32_t token)
{
	struct piece new = { .at = (uint32_t)slice->text.len, .token = token };

	for (size_t i = 0; i < len; i++)
		if (text[i] != '\r')
			buf_addch(&slice->text, text[i]);
	new.len = (uint32_t)slice->text.len - new.at;
	VEC_PUSH(slice->piece, slice->pieces, slice->room, new);
}

static void write_directive(const struct cutter *c, uint32_t index, size_t *fn, struct slice *slice)
{
	static const char remaining[] = "#ifdef GUPSWEEP_REMAINING";
	const struct directive *d = &c->src->directive[index];
	const char *text = c->src->text + d->at;

	if (c->fate[index] == FATE_KEEP)
		add_piece(slice, text, d->len, SOURCE_NONE);
	else if (c->fate[index] == FATE_FIRST)
		add_piece(slice, remaining, strlen(remaining), SOURCE_NONE);
	if (c->fate[index] != FATE_KEEP)
		add_newline(&slice->text, text, d->len);
	if (c->fate[index] != FATE_DROP && !is_landmark(c, d, fn))
		slice->pieces--;
}

/* Tokens and directives in the order of the text. */
static void write_text(const struct cutter *c, struct slice *slice)
{
	const struct source *src = c->src;
	size_t at = 0, t = 0, d = 0, fn = 0;

	while (t < src->tokens || d < src->directives) {
		bool directive = d < src->directives && src->directive[d].token <= t;
		size_t start = directive ? src->directive[d].at : src->token[t].at;
		size_t len = directive ? src->directive[d].len : src->token[t].len;

		if (directive) {
			add_newline(&slice->text, src->text + at, start - at);
			write_directive(c, (uint32_t)d++, &fn, slice);
		} else if (c->keep[t]) {
			add_gap(&slice->text, src->text + at, start - at);
			if (c->hidden[t])
				add_piece(slice, SLICE_HIDDEN, strlen(SLICE_HIDDEN), (uint32_t)t);
			else
				add_piece(slice, src->text + start, len, (uint32_t)t);
			t++;
		} else {
			add_newline(&slice->text, src->text + at, start - at + len);
			t++;
		}
		at = start + len;
	}
	add_newline(&slice->text, src->text + at, src->len - at);
	if (!slice->text.len || slice->text.data[slice->text.len - 1] != '\n')
		buf_addch(&slice->text, '\n');
}

void slice_make(const struct spatch_task *task, struct slice *slice)
{
	const struct source *src = task->src;
	struct cutter c = { .task = task, .src = src };

	*slice = (struct slice){ 0 };
	c.keep = memory_alloc(src->tokens * sizeof(*c.keep));
	c.hidden = memory_alloc(src->tokens * sizeof(*c.hidden));
	c.fate = memory_alloc(src->directives * sizeof(*c.fate));
	c.blank = memory_alloc(src->conds * sizeof(*c.blank));
	c.ladder = memory_alloc(src->conds * sizeof(*c.ladder));
	ladder_read(src, task->version, c.ladder);
	find_blank(&c);
	keep_functions(&c);
	for (size_t i = 0; i < task->hiddens; i++)
		c.hidden[task->hidden[i]] = true;
	judge_directives(&c);
	write_text(&c, slice);
	free(c.keep);
	free(c.hidden);
	free(c.fate);
	free(c.ladder);
	free(c.blank);
}

void slice_free(struct slice *slice)
{
	buf_free(&slice->text);
	free(slice->piece);
	*slice = (struct slice){ 0 };
}
