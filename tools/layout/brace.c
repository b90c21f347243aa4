// SPDX-License-Identifier: GPL-2.0-only
/*
 * brace: braces that an if keeps although the deletions left each of its arms one statement on one
 * line. They go in the layout of the kernel's style alone; where anything else is near, they stay.
 * Runs when all other edits are made, since only then it is known what stands on one line.
 */
#include <string.h>

#include "base/memory.h"
#include "parts.h"

#define MAX_ARMS 8

/* An if with its else-ifs. */
struct chain {
	uint32_t top;
	uint32_t arm[MAX_ARMS];
	size_t arms;
};

/* Do the edits delete all of bytes [from, to)? */
static bool is_deleted(const struct layout *p, uint32_t from, uint32_t to)
{
	while (from < to) {
		const struct edit *e = layout_edit_over(p, from);

		if (!e || *e->text)
			return false;
		from = e->at + e->len;
	}
	return true;
}

static bool is_gone(const struct layout *p, const struct stmt *s)
{
	return is_deleted(p, layout_at(p, s->first), layout_behind(p, s->end - 1));
}

/* Will bytes [from, to) stand on one line? */
static bool is_one_line(const struct layout *p, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < p->edits->count; i++) {
		const struct edit *e = &p->edits->edit[i];

		if (e->at < to && e->at + e->len >= from && strchr(e->text, '\n'))
			return false;
	}
	while (from < to) {
		const struct edit *e = layout_edit_over(p, from);

		if (e)
			from = e->at + e->len;
		else if (p->src->text[from++] == '\n')
			return false;
	}
	return true;
}

/* A simple statement that has its line for itself? */
static bool is_single(const struct layout *p, const struct stmt *s)
{
	uint32_t end = layout_behind(p, s->end - 1);

	return (s->kind == STMT_EXPR || s->kind == STMT_GOTO || s->kind == STMT_BREAK ||
		s->kind == STMT_CONTINUE || s->kind == STMT_RETURN) &&
	       !s->has_stmt_expr && statement_is_closed(p->src, s) &&
	       layout_begins_line(p, s->first) && layout_ends_line(p, end) &&
	       is_one_line(p, layout_at(p, s->first), end);
}

/* Does token @tok stand in a call that is one expression for certain, its name included? */
static bool is_known(const struct layout *p, uint32_t tok)
{
	for (size_t i = 0; i < p->request->calls; i++)
		if (p->request->call[i].name <= tok && tok < p->request->call[i].close)
			return true;
	return false;
}

/* Can the statement be several behind its macros? */
static bool may_be_several(const struct layout *p, uint32_t stmt)
{
	const struct code_range *at = &p->code.at[stmt];

	if (p->code.st.stmt[stmt].kind != STMT_EXPR)
		return false;
	for (uint32_t i = at->first_expr; i < at->end_expr; i++)
		if ((p->code.e.expr[i].kind == EXPR_CALL &&
		     !is_known(p, p->code.e.expr[i].first)) ||
		    p->code.e.expr[i].kind == EXPR_UNKNOWN)
			return true;
	return at->root == SOURCE_NONE || p->code.e.expr[at->root].kind == EXPR_NAME;
}

/* Is the statement the else of its if? */
static bool is_else(const struct layout *p, uint32_t arm)
{
	const struct stmt *up = &p->code.st.stmt[p->code.st.stmt[arm].parent];

	return up->kind == STMT_IF && up->child != arm;
}

/* Is it a then that an else follows? */
static bool has_else(const struct layout *p, uint32_t arm)
{
	return !is_else(p, arm) && p->code.st.stmt[arm].next != SOURCE_NONE;
}

/* What the block in braces is left with, if that is one statement; else SOURCE_NONE. */
static uint32_t only_statement(const struct layout *p, uint32_t block)
{
	uint32_t only = SOURCE_NONE;

	for (uint32_t i = p->code.st.stmt[block].child; i != SOURCE_NONE;
	     i = p->code.st.stmt[i].next) {
		if (is_gone(p, &p->code.st.stmt[i]))
			continue;
		if (only != SOURCE_NONE)
			return SOURCE_NONE;
		only = i;
	}
	return only;
}

/* Does the arm need no braces, and has it none or such as can be taken away? */
static bool is_needless(const struct layout *p, uint32_t arm)
{
	const struct stmt *b = &p->code.st.stmt[arm], *s;
	const struct lines *l = &p->lines;
	uint32_t head = b->parent, only, close = b->end - 1, from, to;

	if (b->kind != STMT_BLOCK)
		return is_single(p, b);
	if (is_gone(p, b))
		return layout_ends_line(p, layout_behind(p, close));
	only = only_statement(p, arm);
	if (only == SOURCE_NONE || !source_is(p->src, b->first, "{"))
		return false;
	s = &p->code.st.stmt[only];
	from = layout_behind(p, b->first);
	to = layout_behind(p, s->end - 1);
	head = is_else(p, arm) ? b->first - 1 : p->code.st.stmt[head].first;
	return is_single(p, s) && !may_be_several(p, only) &&
	       p->src->token[head].line == p->src->token[b->first].line &&
	       layout_ends_line(p, from) && layout_begins_line(p, close) &&
	       (has_else(p, arm) || layout_ends_line(p, layout_behind(p, close))) &&
	       is_deleted(p, lines_start(l, lines_at(l, from) + 1),
			  lines_start(l, p->src->token[s->first].line)) &&
	       is_deleted(p, lines_start(l, lines_at(l, to - 1) + 1),
			  lines_start(l, p->src->token[close].line));
}

/* Is there an #if, or a comment that stays, in or behind the if? */
static bool has_more(const struct layout *p, const struct stmt *s)
{
	uint32_t from = layout_at(p, s->first), to = layout_behind(p, s->end - 1);
	const struct comment *c;

	to = lines_end(&p->lines, lines_at(&p->lines, to - 1));
	for (size_t i = 0; (c = layout_comment(p, &i, from, to));)
		if (!is_deleted(p, c->at, c->at + c->len))
			return true;
	return source_directives_before(p->src, from) != source_directives_before(p->src, to);
}

/* The if that holds @block, with all that is chained to it. False: none, or too long. */
static bool read_chain(const struct layout *p, uint32_t block, struct chain *chain)
{
	uint32_t s = p->code.st.stmt[block].parent, up;

	if (s == SOURCE_NONE || p->code.st.stmt[s].kind != STMT_IF)
		return false;
	for (up = p->code.st.stmt[s].parent;
	     up != SOURCE_NONE && p->code.st.stmt[up].kind == STMT_IF &&
	     p->code.st.stmt[up].child != s;
	     up = p->code.st.stmt[s].parent)
		s = up;
	*chain = (struct chain){ .top = s };
	while (s != SOURCE_NONE && chain->arms < MAX_ARMS) {
		uint32_t then = p->code.st.stmt[s].child;

		if (p->code.st.stmt[s].kind != STMT_IF || then == SOURCE_NONE) {
			chain->arm[chain->arms++] = s;
			return true;
		}
		chain->arm[chain->arms++] = then;
		s = p->code.st.stmt[then].next;
	}
	return s == SOURCE_NONE;
}

static void delete (struct layout *p, uint32_t from, uint32_t to)
{
	layout_edit(p, from, to, memory_strdup(""));
}

/* Take the braces of a block away, the closing one with its line or up to the "else". */
static void remove_pair(struct layout *p, uint32_t arm)
{
	const struct stmt *block = &p->code.st.stmt[arm];
	const struct lines *l = &p->lines;
	uint32_t close = block->end - 1, line = p->src->token[close].line;
	bool more = has_else(p, arm);

	delete (p, layout_behind(p, block->first - 1),
		lines_end(l, p->src->token[block->first].line));
	if (more && is_deleted(p, layout_at(p, close + 1), layout_behind(p, close + 1))) {
		/* The else that released only is gone up to its "}": then so is the line. */
		uint32_t last = p->src->token[close + 2].mate;

		delete (p, lines_start(l, line), layout_behind(p, close));
		delete (p, layout_behind(p, last), lines_start(l, p->src->token[last].line + 1));
	} else if (more && p->src->token[close + 1].line == line) {
		delete (p, layout_at(p, close), layout_at(p, close + 1));
	} else {
		delete (p, lines_start(l, line), lines_start(l, line + 1));
	}
}

/* The braces of the if around @block and of all that is chained to it. */
static void remove_from_chain(struct layout *p, uint32_t block)
{
	struct chain chain;

	if (!read_chain(p, block, &chain) || has_more(p, &p->code.st.stmt[chain.top]))
		return;
	for (size_t i = 0; i < chain.arms; i++)
		if (!is_needless(p, chain.arm[i]))
			return;
	for (size_t i = 0; i < chain.arms; i++)
		if (p->code.st.stmt[chain.arm[i]].kind == STMT_BLOCK &&
		    !is_gone(p, &p->code.st.stmt[chain.arm[i]]))
			remove_pair(p, chain.arm[i]);
}

void layout_remove_braces(struct layout *p)
{
	for (size_t i = 0; i < p->changes->count; i++) {
		const struct spatch_change *c = &p->changes->change[i];
		uint32_t s;

		if (!layout_deletes_statement(p, c))
			continue;
		s = p->code.st.stmt[statement_at(&p->code.st, c->first)].parent;
		if (s != SOURCE_NONE && source_is(p->src, p->code.st.stmt[s].first, "{") &&
		    !is_deleted(p, layout_at(p, p->code.st.stmt[s].first),
				layout_behind(p, p->code.st.stmt[s].first)))
			remove_from_chain(p, s);
	}
}
