// SPDX-License-Identifier: GPL-2.0-only
/*
 * scope: the innermost block that holds a whole bracket and is entered from its top, so that an
 * initialiser in it runs; whether the bracket can be entered again without passing it; and under
 * which #if the declaration belongs.
 */
#include <string.h>

#include "place.h"

/* Is statement @s one that @outer encloses (or @outer itself)? */
static bool is_inside(const struct statements *body, uint32_t s, uint32_t outer)
{
	return body->stmt[s].first >= body->stmt[outer].first &&
	       body->stmt[s].end <= body->stmt[outer].end;
}

static bool same_label(const struct polish *p, const struct stmt *label, const struct stmt *jump)
{
	return jump->head == SOURCE_NONE || source_same(p->src, label->head, p->src, jump->head);
}

/* Does a goto outside of @block lead to @label inside? */
static bool is_entered(const struct polish *p, const struct statements *body, uint32_t block,
		       const struct stmt *label)
{
	for (uint32_t i = 0; i < body->count; i++)
		if (body->stmt[i].kind == STMT_GOTO && !is_inside(body, i, block) &&
		    same_label(p, label, &body->stmt[i]))
			return true;
	return false;
}

/* The innermost switch around statement @s, or SOURCE_NONE. */
static uint32_t switch_of(const struct statements *body, uint32_t s)
{
	while (s != SOURCE_NONE && body->stmt[s].kind != STMT_SWITCH)
		s = body->stmt[s].parent;
	return s;
}

/* Is @block a block in braces that control enters only at its top? */
static bool is_scope(const struct polish *p, const struct statements *body, uint32_t block)
{
	const struct stmt *b = &body->stmt[block];

	if (b->kind != STMT_BLOCK || !source_is(p->src, b->first, "{"))
		return false;
	if (!block)
		return true;
	for (uint32_t i = 0; i < body->count; i++) {
		const struct stmt *s = &body->stmt[i];

		if (!is_inside(body, i, block))
			continue;
		if (s->kind == STMT_LABEL && is_entered(p, body, block, s))
			return false;
		if (s->kind == STMT_CASE && is_inside(body, block, switch_of(body, i)))
			return false;
	}
	return true;
}

static bool holds(const struct statements *body, uint32_t block, const struct place *place)
{
	const struct stmt *b = &body->stmt[block];
	const struct bracket *bracket = place->bracket;

	for (size_t i = 0; i < place->uses; i++)
		if (place->use[i] < b->first || place->use[i] >= b->end)
			return false;
	for (size_t i = 0; i < bracket->acquires; i++)
		if (bracket->acquire[i].first < b->first || bracket->acquire[i].end > b->end)
			return false;
	for (size_t i = 0; i < bracket->releases; i++)
		if (bracket->release[i].first < b->first || bracket->release[i].end > b->end)
			return false;
	return true;
}

/* Is there a loop, or a goto backwards, from inside @block to before token @tok? */
static bool can_return(const struct polish *p, const struct statements *body, uint32_t block,
		       uint32_t tok)
{
	for (uint32_t s = statement_at(body, tok); s != block && s != SOURCE_NONE;
	     s = body->stmt[s].parent)
		if (body->stmt[s].kind == STMT_LOOP)
			return true;
	for (uint32_t l = 0; l < body->count; l++) {
		const struct stmt *label = &body->stmt[l];

		if (label->kind != STMT_LABEL || !is_inside(body, l, block) || label->first > tok)
			continue;
		for (uint32_t g = 0; g < body->count; g++)
			if (body->stmt[g].kind == STMT_GOTO && body->stmt[g].first > tok &&
			    same_label(p, label, &body->stmt[g]))
				return true;
	}
	return false;
}

/* The last token of the last declaration at the block's top, or its "{". */
static uint32_t declarations_end(const struct polish *p, const struct statements *body,
				 uint32_t block)
{
	uint32_t after = body->stmt[block].first;

	for (uint32_t i = body->stmt[block].child; i != SOURCE_NONE; i = body->stmt[i].next) {
		const struct stmt *s = &body->stmt[i];

		if (s->kind == STMT_DECL &&
		    p->src->token[s->first].cond == p->src->token[body->stmt[block].first].cond)
			after = s->end - 1;
		else if (s->kind != STMT_DECL && s->kind != STMT_CPP &&
			 !(s->kind == STMT_EXPR && polish_upper_call(p, s)))
			break;
	}
	return after;
}

/* Is branch @cond @outer or inside it? */
static bool is_under(const struct source *src, uint32_t cond, uint32_t outer)
{
	while (cond != outer && cond != SOURCE_NONE)
		cond = src->cond[cond].parent;
	return cond == outer;
}

static bool same_directive(const struct source *src, uint32_t a, uint32_t b)
{
	const struct directive *x = &src->directive[src->cond[a].directive];
	const struct directive *y = &src->directive[src->cond[b].directive];

	return x->len == y->len && !memcmp(src->text + x->at, src->text + y->at, x->len);
}

/*
 * The last token of the last declaration at the block's top that stands under an #if like that of
 * branch @cond, or SOURCE_NONE.
 */
static uint32_t same_if_end(const struct polish *p, const struct place *place, uint32_t cond)
{
	const struct source *src = p->src;
	const struct statements *body = place->body;
	uint32_t end = SOURCE_NONE;

	for (uint32_t i = body->stmt[place->block].child; i != SOURCE_NONE;
	     i = body->stmt[i].next) {
		uint32_t branch = body->stmt[i].child;

		if (body->stmt[i].kind != STMT_DECL && body->stmt[i].kind != STMT_CPP)
			break;
		if (body->stmt[i].kind != STMT_CPP || branch == SOURCE_NONE)
			continue;
		for (uint32_t d = body->stmt[branch].child; d != SOURCE_NONE;
		     d = body->stmt[d].next) {
			uint32_t c = src->token[body->stmt[d].first].cond;

			if (body->stmt[d].kind != STMT_DECL)
				return end;
			if (c != SOURCE_NONE && src->cond[c].group == c &&
			    src->cond[c].parent == src->cond[cond].parent &&
			    same_directive(src, c, cond))
				end = body->stmt[d].end - 1;
		}
	}
	return end;
}

/*
 * The #if that all uses share but the declaration's place does not: place->cond. Where one use is
 * compiled whenever the place is, there is none.
 */
static int find_cond(struct polish *p, struct place *place)
{
	const struct source *src = p->src;
	uint32_t beside;
	uint32_t here = src->token[place->after].cond, cond = src->token[place->use[0]].cond;

	place->cond = SOURCE_NONE;
	for (size_t i = 0; i < place->uses; i++)
		if (src->token[place->use[i]].cond == here)
			return 0;
	for (size_t i = 0; i < place->uses; i++)
		while (cond != SOURCE_NONE && !is_under(src, src->token[place->use[i]].cond, cond))
			cond = src->cond[cond].parent;
	if (cond == here || cond == SOURCE_NONE || src->cond[cond].parent != here ||
	    src->cond[cond].group != cond)
		return polish_refuse(p, place->use[0],
				     "the variable would be unused in some configuration");
	beside = same_if_end(p, place, cond);
	if (beside == SOURCE_NONE)
		place->cond = cond;
	else
		place->after = beside;
	return 0;
}

int place_find(struct polish *p, struct place *place)
{
	const struct statements *body = place->body;
	uint32_t block = statement_at(body, place->use[0]);

	while (block != SOURCE_NONE && !(holds(body, block, place) && is_scope(p, body, block)))
		block = body->stmt[block].parent;
	if (block == SOURCE_NONE)
		return polish_refuse(p, place->use[0], "no safe place to declare a variable");
	place->block = block;
	place->assign = false;
	for (size_t i = 0; i < place->bracket->acquires; i++)
		place->assign |= can_return(p, body, block, place->bracket->acquire[i].first);
	place->after = declarations_end(p, body, block);
	return find_cond(p, place);
}
