// SPDX-License-Identifier: GPL-2.0-only
/* place: names, members and targets of pointers, each path once. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code.h"
#include "nameset.h"

static uint32_t hash_place(const struct code *code, const struct place *p)
{
	uint32_t h = p->parent * 2654435761u + (uint32_t)p->step * 97u;

	if (p->step == PLACE_SYMBOL || p->step == PLACE_OUTER)
		return h + p->symbol * 40503u;
	if (p->step == PLACE_VALUE)
		return h + p->expr * 69069u;
	return p->step == PLACE_TARGET ? h * 31u : h + nameset_hash_token(code->src, p->tok);
}

static bool is_same(const struct code *code, const struct place *a, const struct place *b)
{
	if (a->step != b->step || a->parent != b->parent)
		return false;
	switch (a->step) {
	case PLACE_SYMBOL:
	case PLACE_OUTER:
		return a->symbol == b->symbol;
	case PLACE_VALUE:
		return a->expr == b->expr;
	case PLACE_TARGET:
		return true;
	default:
		return source_same(code->src, a->tok, code->src, b->tok);
	}
}

/* Where the place is in code->slot, or would be. */
static uint32_t *find_slot(const struct code *code, const struct place *p)
{
	size_t at = hash_place(code, p);

	for (;; at++) {
		uint32_t *slot = &code->slot[at & (code->slots - 1)];

		if (!*slot || is_same(code, &code->place[*slot - 1], p))
			return slot;
	}
}

static void grow_slots(struct code *code)
{
	free(code->slot);
	code->slots = code->slots ? 2 * code->slots : 64;
	code->slot = memory_alloc(code->slots * sizeof(*code->slot));
	for (uint32_t i = 0; i < code->places; i++)
		*find_slot(code, &code->place[i]) = i + 1;
}

uint32_t code_place(struct code *code, enum place_step step, uint32_t parent, uint32_t symbol,
		    uint32_t tok, uint32_t expr)
{
	struct place p = { .step = step,
			   .parent = parent,
			   .symbol = symbol,
			   .tok = tok,
			   .expr = expr };
	uint32_t *slot;

	if (2 * (code->places + 1) > code->slots)
		grow_slots(code);
	slot = find_slot(code, &p);
	if (*slot)
		return *slot - 1;
	VEC_PUSH(code->place, code->places, code->place_room, p);
	*slot = (uint32_t)code->places;
	return *slot - 1;
}

static uint32_t place_of_name(struct code *code, uint32_t i, uint32_t stmt)
{
	uint32_t tok = code->e.expr[i].tok, symbol = code_symbol(code, tok, stmt);

	if (symbol != CODE_NONE)
		return code_place(code, PLACE_SYMBOL, CODE_NONE, symbol, tok, i);
	for (const struct code *out = code; out->outer; out = out->outer) {
		/* the outer function's names are its tokens: compare by text */
		for (size_t s = out->outer->symbols; s-- > 0;) {
			const struct symbol *sym = &out->outer->symbol[s];

			if (sym->d.name != SOURCE_NONE &&
			    source_same(out->outer->src, sym->d.name, code->src, tok))
				return code_place(code, PLACE_OUTER, CODE_NONE, (uint32_t)s, tok,
						  i);
		}
	}
	return code_place(code, PLACE_GLOBAL, CODE_NONE, 0, tok, i);
}

/* "(&x)->m" is "x.m": the place whose address is @i, or what @i points to. */
static uint32_t target(struct code *code, uint32_t i)
{
	const struct expr *x = &code->e.expr[i];
	uint32_t place = code->place_of[i];

	if (x->kind == EXPR_PREFIX && expression_is(&code->e, i, "&"))
		return code->place_of[x->child];
	if (place == CODE_NONE)
		place = code_place(code, PLACE_VALUE, CODE_NONE, 0, x->tok, i);
	return code_place(code, PLACE_TARGET, place, 0, x->tok, i);
}

static uint32_t find_place(struct code *code, uint32_t i, uint32_t stmt)
{
	const struct expr x = code->e.expr[i];
	uint32_t object;

	switch (x.kind) {
	case EXPR_NAME:
		return place_of_name(code, i, stmt);
	case EXPR_MEMBER:
		object = expression_is_arrow(&code->e, i) ? target(code, x.child)
							  : code->place_of[x.child];
		if (object == CODE_NONE)
			object = code_place(code, PLACE_VALUE, CODE_NONE, 0, x.tok, x.child);
		return code_place(code, PLACE_MEMBER, object, 0, x.tok, i);
	case EXPR_INDEX:
		return target(code, x.child);
	case EXPR_PREFIX:
		return expression_is(&code->e, i, "*") ? target(code, x.child) : CODE_NONE;
	case EXPR_CAST:
		return x.child == SOURCE_NONE ? CODE_NONE : code->place_of[x.child];
	default:
		return CODE_NONE;
	}
}

void code_find_places(struct code *code, uint32_t first, uint32_t stmt)
{
	if (code->e.count >= code->place_of_room) {
		code->place_of_room = (code->e.count + 1) * 2;
		code->place_of =
			memory_resize(code->place_of, code->place_of_room, sizeof(*code->place_of));
	}
	for (uint32_t i = first; i < code->e.count; i++) /* children stand before their parents */
		code->place_of[i] = find_place(code, i, stmt);
}

uint32_t code_root(const struct code *code, uint32_t place)
{
	while (code->place[place].parent != CODE_NONE)
		place = code->place[place].parent;
	return place;
}

bool code_is_within(const struct code *code, uint32_t inner, uint32_t outer)
{
	while (inner != outer && inner != CODE_NONE)
		inner = code->place[inner].parent;
	return inner == outer && inner != CODE_NONE;
}

bool code_is_own(const struct code *code, uint32_t place)
{
	for (; code->place[place].parent != CODE_NONE; place = code->place[place].parent) {
		const struct place *up = &code->place[code->place[place].parent];

		if (code->place[place].step != PLACE_TARGET)
			continue;
		/* an element of an array is part of it, what a pointer leads to is not */
		if (up->step != PLACE_SYMBOL || code->symbol[up->symbol].parameter >= 0 ||
		    !code->symbol[up->symbol].d.type.arrays)
			return false;
	}
	/* what a macro may have declared may also be something else */
	return code->place[place].step == PLACE_SYMBOL &&
	       code->symbol[code->place[place].symbol].d.storage == STORAGE_AUTO &&
	       !code->symbol[code->place[place].symbol].d.macro;
}

bool code_is_lasting(const struct code *code, uint32_t place)
{
	const struct place *p = &code->place[place];

	return p->step == PLACE_GLOBAL ||
	       (p->step == PLACE_SYMBOL && code->symbol[p->symbol].d.storage == STORAGE_STATIC);
}

uint32_t code_shown(const struct code *code, uint32_t place)
{
	for (; place != CODE_NONE; place = code->place[place].parent) {
		if (code->place[place].step == PLACE_MEMBER || code_is_lasting(code, place))
			return code->place[place].tok;
		if (code->place[place].step != PLACE_TARGET)
			break;
	}
	return SOURCE_NONE;
}
