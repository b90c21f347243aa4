// SPDX-License-Identifier: GPL-2.0-only
/*
 * nesting: which #if branch holds each token, and which brackets belong together. Every branch of
 * an #if starts from the brackets that were open at its #if; behind the #endif those of its first
 * live branch count. The stack of open brackets is linked through outer[], so that a saved state is
 * one index and hostile nesting costs nothing.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "passes.h"

/* One open #if. */
struct level {
	uint32_t first;	      /* its first branch */
	uint32_t now;	      /* the branch being read */
	uint32_t open_before; /* brackets open at the #if */
	uint32_t open_after;  /* at the end of its first live branch */
	bool have_after;
	bool always; /* a branch that is always taken (#if 1) has been seen */
};

struct nesting {
	struct source *src;
	uint32_t *outer; /* for each bracket token: the one that was open around it */
	uint32_t *brace; /* for each bracket token: the innermost "{" from it outwards */
	uint32_t open;	 /* innermost open bracket, or SOURCE_NONE */
	struct level *level;
	size_t levels, room;
};

/* The one constant that `#if 0` or `#if 1` consists of, else -1. */
static int constant_condition(const struct source *src, const struct directive *d)
{
	const char *c = src->text + d->at + 1, *end = src->text + d->at + d->len;
	int value = -1;

	while (c < end && strchr(" \t", *c))
		c++;
	if (end - c < 3 || c[0] != 'i' || c[1] != 'f' || !strchr(" \t", c[2]))
		return -1;
	for (c += 2; c < end && strchr(" \t(", *c);)
		c++;
	if (c < end && (*c == '0' || *c == '1'))
		value = *c++ - '0';
	while (c < end && strchr(" \t)\r", *c))
		c++;
	if (end - c >= 2 && c[0] == '/' && (c[1] == '*' || c[1] == '/'))
		c = end;
	return c == end ? value : -1;
}

static void start_branch(struct nesting *n, uint32_t directive, uint32_t group, bool dead)
{
	struct source *src = n->src;
	struct level *top = &n->level[n->levels - 1];
	uint32_t index = (uint32_t)src->conds;
	uint32_t parent = n->levels > 1 ? n->level[n->levels - 2].now : SOURCE_NONE;
	struct cond c = { .parent = parent,
			  .group = group == SOURCE_NONE ? index : group,
			  .directive = directive,
			  .first = src->directive[directive].token,
			  .end = (uint32_t)src->tokens,
			  .dead = dead || (parent != SOURCE_NONE && src->cond[parent].dead) };

	VEC_PUSH(src->cond, src->conds, src->cond_room, c);
	top->now = index;
	if (group == SOURCE_NONE)
		top->first = index;
}

static void end_branch(struct nesting *n, uint32_t directive)
{
	struct level *top = &n->level[n->levels - 1];
	struct cond *c = &n->src->cond[top->now];

	c->end = n->src->directive[directive].token;
	if (!top->have_after && !c->dead) {
		top->have_after = true;
		top->open_after = n->open;
	}
	n->open = top->open_before;
}

static void take_directive(struct nesting *n, uint32_t index)
{
	struct directive *d = &n->src->directive[index];
	struct level *top = n->levels ? &n->level[n->levels - 1] : NULL;

	d->cond = top ? top->now : SOURCE_NONE;
	if (top && (d->kind == DIRECTIVE_ELSE || d->kind == DIRECTIVE_ENDIF))
		d->cond = n->src->cond[top->now].parent;

	if (d->kind == DIRECTIVE_IF) {
		int value = constant_condition(n->src, d);

		VEC_PUSH(n->level, n->levels, n->room,
			 (struct level){ .open_before = n->open, .always = value == 1 });
		start_branch(n, index, SOURCE_NONE, value == 0);
	} else if (d->kind == DIRECTIVE_ELSE && top) {
		end_branch(n, index);
		start_branch(n, index, top->first, top->always);
	} else if (d->kind == DIRECTIVE_ENDIF && top) {
		end_branch(n, index);
		if (top->have_after)
			n->open = top->open_after;
		n->levels--;
	} else if (d->kind == DIRECTIVE_ELSE || d->kind == DIRECTIVE_ENDIF) {
		source_trouble(n->src, d->line, "#else or #endif without #if");
	}
}

static void take_closer(struct nesting *n, uint32_t tok)
{
	struct source *src = n->src;
	struct token *t = &src->token[tok];
	char want = src->text[t->at] == ')' ? '(' : src->text[t->at] == ']' ? '[' : '{';
	uint32_t open = n->open;

	/* A brace closes through unclosed parentheses; a parenthesis never through a brace. */
	if (open != SOURCE_NONE && want == '{')
		open = n->brace[open];
	if (open == SOURCE_NONE || src->text[src->token[open].at] != want) {
		source_trouble(src, t->line, "unbalanced brackets: nothing to close here");
		return;
	}
	if (open != n->open)
		source_trouble(src, t->line, "unbalanced brackets: a parenthesis is open here");
	t->mate = open;
	/* An opener shared by two #if branches keeps the partner of the first. */
	if (src->token[open].mate == SOURCE_NONE)
		src->token[open].mate = tok;
	n->open = n->outer[open];
}

static void take_token(struct nesting *n, uint32_t tok)
{
	struct token *t = &n->src->token[tok];
	char c = n->src->text[t->at];

	t->cond = n->levels ? n->level[n->levels - 1].now : SOURCE_NONE;
	if (t->kind != TOKEN_PUNCT || t->len != 1)
		return;
	if (c == '(' || c == '[' || c == '{') {
		n->outer[tok] = n->open;
		n->brace[tok] = c == '{'		 ? tok
				: n->open == SOURCE_NONE ? SOURCE_NONE
							 : n->brace[n->open];
		n->open = tok;
	} else if (c == ')' || c == ']' || c == '}') {
		take_closer(n, tok);
	}
}

void source_nest(struct source *src)
{
	struct nesting n = { .src = src, .open = SOURCE_NONE };
	size_t d = 0;

	n.outer = memory_resize(NULL, src->tokens, sizeof(*n.outer));
	n.brace = memory_resize(NULL, src->tokens, sizeof(*n.brace));
	for (uint32_t tok = 0; tok < src->tokens; tok++) {
		while (d < src->directives && src->directive[d].token <= tok)
			take_directive(&n, (uint32_t)d++);
		take_token(&n, tok);
	}
	while (d < src->directives)
		take_directive(&n, (uint32_t)d++);
	if (n.levels)
		source_trouble(src, src->directive[src->cond[n.level[0].first].directive].line,
			       "#if without #endif");
	if (n.open != SOURCE_NONE)
		source_trouble(src, src->token[n.open].line,
			       "unbalanced brackets: this one is never closed");
	free(n.level);
	free(n.outer);
	free(n.brace);
}
