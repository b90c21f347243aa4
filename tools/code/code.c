// SPDX-License-Identifier: GPL-2.0-only
/* code: symbols first, as the statements declare them, then each statement's events. */
#include "code.h"

#include <stdlib.h>

#include "base/memory.h"
#include "source/grammar.h"

/* -- symbols -------------------------------------------------------------------------------- */

static void add_symbols(struct code *code, size_t first, uint32_t scope, uint32_t stmt,
			bool parameters)
{
	for (size_t i = first; i < code->declared.count; i++) {
		struct symbol s = { .d = code->declared.d[i],
				    .scope = scope,
				    .stmt = stmt,
				    .parameter = parameters ? (int)(i - first) : -1 };

		if (s.d.macro && code_symbol(code, s.d.name, scope) != CODE_NONE)
			continue; /* "WARN_ON(x)" */
		VEC_PUSH(code->symbol, code->symbols, code->symbol_room, s);
	}
}

/* Is @inner the statement @outer or inside it? */
static bool is_inside(const struct code *code, uint32_t inner, uint32_t outer)
{
	return code->st.stmt[outer].first <= code->st.stmt[inner].first &&
	       code->st.stmt[inner].end <= code->st.stmt[outer].end;
}

uint32_t code_symbol(const struct code *code, uint32_t tok, uint32_t stmt)
{
	for (size_t i = code->symbols; i-- > 0;) {
		const struct symbol *s = &code->symbol[i];

		if (s->d.name != SOURCE_NONE && source_same(code->src, s->d.name, code->src, tok) &&
		    (s->parameter >= 0 || is_inside(code, stmt, s->scope)))
			return (uint32_t)i;
	}
	return CODE_NONE;
}

/* -- statements ----------------------------------------------------------------------------- */

void code_own_tokens(const struct statements *st, uint32_t i, uint32_t *first, uint32_t *end)
{
	const struct stmt *s = &st->stmt[i];

	*first = *end = s->first;
	switch (s->kind) {
	case STMT_BLOCK:
	case STMT_CPP:
	case STMT_LABEL:
	case STMT_EMPTY:
	case STMT_BREAK:
	case STMT_CONTINUE:
		break;
	case STMT_LOOP:
		if (s->head == SOURCE_NONE)
			break;
		*first = s->loop == LOOP_MACRO ? s->first : s->head;
		*end = s->head_end + (s->loop == LOOP_MACRO); /* with its ")" */
		break;
	case STMT_GOTO: /* a computed one reads its target */
		if (s->head == SOURCE_NONE) {
			*first = s->first + 1;
			*end = s->end - 1;
		}
		break;
	case STMT_DECL:
	case STMT_UNKNOWN:
		*end = s->end;
		break;
	default:
		*first = s->head;
		*end = s->head_end;
	}
}

/* Append the events of tokens [first, end) as one full expression, whose root is returned. */
static uint32_t read_tokens(struct code *code, uint32_t first, uint32_t end, uint32_t stmt,
			    enum code_part part)
{
	size_t before = code->e.count;
	struct full full = { .part = part, .symbol = CODE_NONE };

	full.expr = expression_read(&code->e, first, end, NULL, NULL);
	if (full.expr == SOURCE_NONE)
		return SOURCE_NONE;
	full.first_event = (uint32_t)code->events;
	code_find_places(code, (uint32_t)before, stmt);
	code_add_events(code, full.expr, stmt);
	full.end_event = (uint32_t)code->events;
	VEC_PUSH(code->full, code->fulls, code->full_room, full);
	return full.expr;
}

static void add_event(struct code *code, enum event_kind kind, uint32_t stmt, uint32_t place,
		      uint32_t value, uint32_t tok)
{
	struct event ev = { .kind = kind,
			    .stmt = stmt,
			    .expr = SOURCE_NONE,
			    .place = place,
			    .value = value,
			    .tok = tok };

	VEC_PUSH(code->event, code->events, code->event_room, ev);
}

/* What a declaration evaluates: sizes of arrays, initialisers. */
static void read_declaration(struct code *code, uint32_t first, uint32_t end, uint32_t stmt,
			     enum code_part part)
{
	struct declarators here = { 0 };

	declaration_read(code->src, first, end, &here);
	for (size_t i = 0; i < here.count; i++) {
		const struct declarator *d = &here.d[i];
		uint32_t symbol =
			d->name == SOURCE_NONE ? CODE_NONE : code_symbol(code, d->name, stmt);
		uint32_t place = symbol == CODE_NONE ? CODE_NONE
						     : code_place(code, PLACE_SYMBOL, CODE_NONE,
								  symbol, d->name, SOURCE_NONE);
		size_t fulls;

		if (d->macro) {
			if (!i) {
				read_tokens(code, d->init, d->init_end, stmt, part);
				add_event(code, EVENT_DECLARE, stmt, place, SOURCE_NONE, d->name);
			}
			continue;
		}
		if (d->array != SOURCE_NONE)
			read_tokens(code, d->array + 1, code->src->token[d->array].mate, stmt,
				    part);
		if (d->init == d->init_end || place == CODE_NONE)
			continue;
		fulls = code->fulls;
		add_event(code, EVENT_WRITE, stmt, place,
			  read_tokens(code, d->init, d->init_end, stmt, part), d->name);
		if (code->fulls > fulls) {
			code->full[code->fulls - 1].symbol = symbol;
			code->full[code->fulls - 1].end_event = (uint32_t)code->events;
		}
	}
	declaration_free(&here);
}

/* "for (A; B; C)": the parts, each on its own; A may declare. */
static void read_for(struct code *code, uint32_t i)
{
	uint32_t first = code->st.stmt[i].head, end = code->st.stmt[i].head_end, p = first;
	enum code_part part = CODE_START;

	for (uint32_t k = first; k <= end; k++) {
		uint32_t mate = k < end ? code->src->token[k].mate : SOURCE_NONE;

		if (k < end && !source_is(code->src, k, ";")) {
			if (mate != SOURCE_NONE && mate > k && mate < end)
				k = mate;
			continue;
		}
		if (part == CODE_START && p < k && grammar_is_declaration(code->src, p, k + 1))
			read_declaration(code, p, k, i, part);
		else
			read_tokens(code, p, k, i, part);
		part = part == CODE_START ? CODE_TEST : CODE_STEP;
		p = k + 1;
	}
}

static void read_statement(struct code *code, uint32_t i)
{
	const struct stmt *s = &code->st.stmt[i];
	uint32_t first, end;

	code_own_tokens(&code->st, i, &first, &end);
	if (s->kind == STMT_UNKNOWN) {
		add_event(code, EVENT_UNKNOWN, i, CODE_NONE, SOURCE_NONE, s->first);
		read_tokens(code, s->first, s->end, i, CODE_WHOLE);
	} else if (s->kind == STMT_DECL) {
		read_declaration(code, first, end, i, CODE_WHOLE);
	} else if (s->kind == STMT_LOOP && s->loop == LOOP_FOR) {
		read_for(code, i);
	} else if (s->kind != STMT_CASE) {
		code->at[i].root = read_tokens(code, first, end, i, CODE_WHOLE);
	}
}

/*
 * "LIST_HEAD(x);" among the declarations that begin a block declares too. @leading: so far there was
 * nothing else in it.
 */
static bool declares(const struct code *code, const struct stmt *s, bool leading)
{
	if (s->kind == STMT_DECL)
		return true;
	return leading && s->kind == STMT_EXPR && grammar_is_call(code->src, s->first) &&
	       grammar_is_shouted(code->src, s->first);
}

/* The block in which what stands in statement @i is known: a branch of an #if is none. */
static uint32_t scope_around(const struct code *code, uint32_t i)
{
	const struct stmt *stmt = code->st.stmt;

	for (i = stmt[i].parent; i != SOURCE_NONE; i = stmt[stmt[i].parent].parent)
		if (stmt[i].parent == SOURCE_NONE || stmt[stmt[i].parent].kind != STMT_CPP)
			return i;
	return 0;
}

/* The declarations of a block are known in all of it; those of a loop's head in the loop. */
static void read_symbols(struct code *code)
{
	bool *leading; /* of blocks: there were only declarations so far */

	declaration_parameters(code->src, code->src->function[code->fn].params, &code->declared);
	add_symbols(code, 0, 0, CODE_NONE, true);
	leading = memory_alloc(code->st.count + 1);
	for (uint32_t i = 0; i < code->st.count; i++) {
		const struct stmt *s = &code->st.stmt[i];
		size_t first = code->declared.count;
		uint32_t semicolon = s->head;

		if (s->kind == STMT_BLOCK)
			leading[i] = true;
		if (s->parent != SOURCE_NONE)
			leading[s->parent] &= declares(code, s, leading[s->parent]);
		if (s->kind == STMT_DECL ||
		    (s->parent != SOURCE_NONE && declares(code, s, leading[s->parent]))) {
			declaration_read(code->src, s->first, s->end, &code->declared);
			add_symbols(code, first, scope_around(code, i), i, false);
		} else if (s->kind == STMT_LOOP && s->loop == LOOP_FOR && s->head != SOURCE_NONE) {
			while (semicolon < s->head_end && !source_is(code->src, semicolon, ";"))
				semicolon++;
			if (semicolon < s->head_end && semicolon > s->head &&
			    grammar_is_declaration(code->src, s->head, semicolon + 1)) {
				declaration_read(code->src, s->head, semicolon, &code->declared);
				add_symbols(code, first, i, i, false);
			}
		}
	}
	free(leading);
}

void code_read(const struct source *src, uint32_t fn, const struct code *outer, struct code *out)
{
	*out = (struct code){ .src = src, .fn = fn, .outer = outer, .e.src = src };
	if (statement_read(src, fn, &out->st))
		out->hopeless = true;
	out->at = memory_alloc((out->st.count + 1) * sizeof(*out->at));
	read_symbols(out);
	for (uint32_t i = 0; i < out->st.count; i++) {
		out->at[i].first_event = (uint32_t)out->events;
		out->at[i].first_expr = (uint32_t)out->e.count;
		out->at[i].first_full = (uint32_t)out->fulls;
		out->at[i].root = SOURCE_NONE;
		read_statement(out, i);
		out->at[i].end_event = (uint32_t)out->events;
		out->at[i].end_expr = (uint32_t)out->e.count;
		out->at[i].end_full = (uint32_t)out->fulls;
	}
}

void code_free(struct code *code)
{
	statement_free(&code->st);
	expression_free(&code->e);
	declaration_free(&code->declared);
	free(code->place_of);
	free(code->symbol);
	free(code->place);
	free(code->slot);
	free(code->event);
	free(code->full);
	free(code->at);
	*code = (struct code){ 0 };
}

uint32_t code_call_at(const struct code *code, uint32_t open)
{
	for (uint32_t i = 0; i < code->e.count; i++)
		if (code->e.expr[i].kind == EXPR_CALL && code->e.expr[i].tok == open)
			return i;
	return SOURCE_NONE;
}

bool code_is_inside(const struct code *code, uint32_t event, uint32_t expr)
{
	const struct event *ev = &code->event[event];
	const struct expr *x = &code->e.expr[expr];
	uint32_t first, end;

	if (ev->expr == SOURCE_NONE)
		return false;
	first = code->e.expr[ev->expr].first;
	end = code->e.expr[ev->expr].end;
	return first >= x->first && end <= x->end;
}

uint32_t code_callee(const struct code *code, const struct event *ev)
{
	return ev->kind == EVENT_CALL ? expression_callee(&code->e, ev->expr) : SOURCE_NONE;
}

uint32_t code_call_around(const struct code *code, uint32_t expr)
{
	for (uint32_t up; expr != SOURCE_NONE; expr = up) {
		up = code->e.expr[expr].parent;
		if (up != SOURCE_NONE && code->e.expr[up].kind == EXPR_CALL &&
		    code->e.expr[up].child != expr)
			return up;
	}
	return SOURCE_NONE;
}

uint32_t code_call_with(const struct code *code, uint32_t expr)
{
	uint32_t call = code_call_around(code, expr);

	while (call != SOURCE_NONE && code->e.expr[expr].parent != call) {
		expr = code->e.expr[expr].parent;
		if (code->e.expr[expr].kind != EXPR_CAST)
			return SOURCE_NONE;
	}
	return call;
}
