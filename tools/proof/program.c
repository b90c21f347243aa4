// SPDX-License-Identifier: GPL-2.0-only
/*
 * program: statement by statement: first what each evaluates itself, then which of them are of no
 * concern to the lock and can be run as one.
 */
#include "program.h"

#include <stdlib.h>
#include <string.h>

#include "../audit/value.h"
#include "../audit/words.h"
#include "../base/memory.h"
#include "../source/grammar.h"
#include "parts.h"

#define MAX_PASSES 64 /* of the search backwards; then everything is taken to matter */

static void give_up(struct program *c, uint32_t tok, const char *why)
{
	if (!c->unclear)
		c->unclear = memory_printf("line %u: %s", c->src->token[tok].line, why);
}

/* -- one statement -------------------------------------------------------------------------- */

/* Nothing before @tok in [first, ...) decides whether it is evaluated at all. */
static bool is_unconditional(const struct source *src, uint32_t first, uint32_t tok)
{
	static const char *const deciding[] = { "&&", "||", "?", NULL };

	for (uint32_t i = first; i < tok; i++)
		if (grammar_is_any(src, i, deciding))
			return false;
	return true;
}

/* Is there anything but the call in the statement, or a cast to void? */
static bool is_result_used(const struct program *c, const struct stmt *s,
			   const struct program_gup *g)
{
	uint32_t first = s->first;

	if (source_is(c->src, first, "(") && source_is(c->src, first + 1, "void"))
		first += 3;
	return s->kind != STMT_EXPR || first != g->name || g->close + 2 != s->end;
}

static void read_gup(struct program *c, const struct api *api, uint32_t i, uint32_t first,
		     uint32_t end, struct intern *in)
{
	struct program_node *n = &c->node[i];

	n->gup = SOURCE_NONE;
	for (uint32_t tok = first; tok < end; tok++) {
		struct program_gup gup;
		int is = parts_gup(c, api, tok, in, &gup);

		if (!is)
			continue;
		if (is < 0 && ladder_is_out(c->src, c->ladder, c->src->token[tok].cond)) {
			/* not compiled here, written for another prototype: an event like any other */
			parts_add(c, tok, gup.close + 1, in, &c->elsewhere);
		} else if (is < 0) {
			c->misfit = !c->unclear;
			give_up(c, tok, "the call does not fit this tree's prototype");
		} else if (n->gup != SOURCE_NONE) {
			give_up(c, tok, "two calls of the family in one statement");
		} else if (!is_unconditional(c->src, first, tok) ||
			   c->flow.st.stmt[i].has_stmt_expr) {
			give_up(c, tok,
				"whether the call is made is decided inside its expression");
		} else {
			gup.result_used = is_result_used(c, &c->flow.st.stmt[i], &gup);
			n->gup = (uint32_t)c->gups;
			VEC_PUSH(c->gup, c->gups, c->gup_room, gup);
		}
		tok = is < 0 ? tok : gup.close;
	}
}

static void read_lock(struct program *c, uint32_t i, struct intern *in)
{
	struct program_node *n = &c->node[i];
	const struct lock_op *op;

	n->op = flow_op_at(&c->flow, i);
	if (n->op == SOURCE_NONE)
		return;
	op = &c->flow.locks.op[n->op];
	n->op_mm = parts_mm(c, (struct range){ op->mm, op->mm_end }, in);
}

/* Jumps and labels do nothing themselves. */
static bool is_silent(const struct stmt *s)
{
	return s->kind == STMT_GOTO || s->kind == STMT_BREAK || s->kind == STMT_CONTINUE ||
	       s->kind == STMT_LABEL || s->kind == STMT_CASE || s->kind == STMT_EMPTY ||
	       s->kind == STMT_BLOCK || s->kind == STMT_CPP;
}

static bool is_branch(const struct stmt *s)
{
	return s->kind == STMT_IF || s->kind == STMT_LOOP || s->kind == STMT_SWITCH;
}

/*
 * No event: a declaration without a value, or of a local that nothing but the lock's own statements
 * uses, and what only sets such a local.
 */
static bool is_idle(const struct program *c, const struct stmt *s)
{
	if (s->kind == STMT_EXPR)
		return parts_sets_idle(c, s->first, s->end);
	if (s->kind != STMT_DECL)
		return false;
	for (uint32_t i = s->first; i < s->end; i++)
		if (source_is(c->src, i, "=") || source_is(c->src, i, "("))
			return parts_is_idle(c, s->first, s->end);
	return true;
}

static void read_statement(struct program *c, const struct api *api, uint32_t i, struct intern *in)
{
	const struct stmt *s = &c->flow.st.stmt[i];
	struct program_node *n = &c->node[i];
	uint32_t first, end;

	flow_own_tokens(&c->flow, i, &first, &end);
	n->line = c->src->token[s->first].line;
	n->leap = n->locked = n->subject = n->result = n->gup = SOURCE_NONE;
	read_lock(c, i, in);
	if (s->kind == STMT_CPP) {
		n->question = parts_condition(c, s, in, &n->negated);
		n->ask = CODE_ASKS_OTHER;
	}
	if (is_silent(s))
		return;
	read_gup(c, api, i, first, end, in);
	if (n->gup != SOURCE_NONE)
		n->result = parts_result(c, first, c->gup[n->gup].name);
	if (n->op != SOURCE_NONE && c->flow.locks.op[n->op].exact)
		return;
	parts_locked(c, i, first, end);
	if (n->locked != SOURCE_NONE && (n->set != CODE_KEEPS || n->ask == CODE_ASKS_LOCKED) &&
	    !parts_has_others(c, i, first, end))
		return;
	parts_variables(c, n, first, end);
	if (is_branch(s)) {
		n->question = parts_text(c, i, first, end, in);
		if (s->kind != STMT_SWITCH)
			parts_ask(c, i, first, end, in);
		n->ask = n->ask == CODE_ASKS_NOTHING ? CODE_ASKS_OTHER : n->ask;
		if (n->calls || n->writes || n->writes_memory || n->gup != SOURCE_NONE)
			n->event = n->question;
	} else if (!is_idle(c, s)) {
		n->event = parts_text(c, i, first, end, in);
	}
}

/* The statement that follows @i in its block, "if (locked)" and operations on the lock passed over. */
static uint32_t next_doing(const struct program *c, uint32_t i)
{
	do {
		i = c->flow.st.stmt[i].next;
	} while (i != SOURCE_NONE &&
		 (c->node[i].op != SOURCE_NONE || c->node[i].ask == CODE_ASKS_LOCKED));
	return i;
}

/* "ret = call(); return ret;" does the same as "return call();": give it the other's text. */
static void join_return(struct program *c, uint32_t i, struct intern *in)
{
	const struct program_node *n = &c->node[i];
	const struct stmt *s = &c->flow.st.stmt[i], *next;
	const struct program_gup *g = n->gup == SOURCE_NONE ? NULL : &c->gup[n->gup];
	uint32_t k = next_doing(c, i);
	struct buf text = { 0 };

	if (!g || n->result == SOURCE_NONE || c->var[n->result].escapes || k == SOURCE_NONE ||
	    s->kind != STMT_EXPR || s->first + 2 != g->name || s->end != g->close + 2)
		return;
	next = &c->flow.st.stmt[k];
	if (next->kind != STMT_RETURN || next->head_end != next->head + 1 ||
	    parts_find(c, next->head) != n->result)
		return;
	buf_addstr(&text, "return ");
	parts_add(c, g->name, s->end, in, &text);
	c->node[i].event = intern_take(in, buf_detach(&text));
	c->node[k].event = 0;
}

/* -- what can be run as one ----------------------------------------------------------------- */

static bool is_concern(const struct program *c, uint32_t i)
{
	const struct program_node *n = &c->node[i];

	return n->op != SOURCE_NONE || n->gup != SOURCE_NONE || n->locked != SOURCE_NONE;
}

/* Children stand behind their parents. */
static void find_last(struct program *c)
{
	for (uint32_t i = (uint32_t)c->flow.st.count; i-- > 0;) {
		uint32_t up = c->flow.st.stmt[i].parent;

		if (c->node[i].last < i)
			c->node[i].last = i;
		if (up != SOURCE_NONE && c->node[up].last < c->node[i].last)
			c->node[up].last = c->node[i].last;
	}
}

/* May statement @k be run as part of @i, as far as it alone tells? */
static bool is_part(const struct program *c, uint32_t i, uint32_t k)
{
	const struct stmt *s = &c->flow.st.stmt[k];
	const struct flow_route *route = &c->flow.route[k];

	switch (s->kind) {
	case STMT_RETURN:
	case STMT_GOTO:
	case STMT_LABEL:
	case STMT_UNKNOWN:
		return false;
	case STMT_CONTINUE:
		return route->loop != SOURCE_NONE && route->loop >= i;
	case STMT_BREAK:
	case STMT_CASE:
		return route->breaks != SOURCE_NONE && route->breaks >= i;
	default:
		return !is_concern(c, k);
	}
}

/* Where control goes from [i, last] to; SOURCE_NONE if to several places or nowhere. */
static uint32_t only_exit(const struct program *c, uint32_t i)
{
	uint32_t exit = SOURCE_NONE;

	for (uint32_t k = i; k <= c->node[i].last; k++) {
		if (!is_part(c, i, k))
			return SOURCE_NONE;
		for (uint32_t e = c->flow.first[k]; e < c->flow.first[k + 1]; e++) {
			uint32_t to = c->flow.edge[e].to;

			if (to >= i && to <= c->node[i].last)
				continue;
			if (exit != SOURCE_NONE && exit != to)
				return SOURCE_NONE;
			exit = to;
		}
	}
	return exit;
}

static void join(struct program *c, uint32_t i, struct intern *in)
{
	const struct stmt *s = &c->flow.st.stmt[i];
	struct program_node *n = &c->node[i];

	n->reads = n->writes = 0;
	n->reads_memory = n->writes_memory = n->calls = false;
	n->takes = n->gives = 0;
	n->event = 0;
	parts_variables(c, n, s->first, s->end);
	for (uint32_t k = i; k <= n->last && !n->event; k++)
		if (!is_silent(&c->flow.st.stmt[k]) && !is_idle(c, &c->flow.st.stmt[k]))
			n->event = parts_text(c, i, s->first, s->end, in);
}

static void find_leaps(struct program *c, struct intern *in)
{
	for (uint32_t i = 1; i < c->flow.st.count; i++) {
		const struct stmt *s = &c->flow.st.stmt[i];
		bool root = s->kind == STMT_CPP || s->kind == STMT_BLOCK || is_branch(s);

		if (!root || (s->kind == STMT_LOOP && s->loop == LOOP_DO))
			continue;
		c->node[i].leap = only_exit(c, i);
		if (c->node[i].leap == SOURCE_NONE)
			continue;
		join(c, i, in);
		i = c->node[i].last;
	}
}

static void find_relevant(struct program *c)
{
	bool changed = true;
	int pass;

	for (uint32_t i = 0; i < c->flow.st.count; i++)
		c->node[i].relevant = is_concern(c, i);
	for (pass = 0; changed && pass < MAX_PASSES; pass++) {
		changed = false;
		for (uint32_t i = (uint32_t)c->flow.st.count; i-- > 0;)
			for (uint32_t e = c->flow.first[i];
			     e < c->flow.first[i + 1] && !c->node[i].relevant; e++)
				if (c->flow.edge[e].to < c->flow.st.count &&
				    c->node[c->flow.edge[e].to].relevant)
					changed = c->node[i].relevant = true;
	}
	for (uint32_t i = 0; i < c->flow.st.count && changed; i++)
		c->node[i].relevant = true;
}

/* A statement that was not understood must not be met on the way. */
static void check_unknown(struct program *c)
{
	for (uint32_t i = 0; i < c->flow.st.count; i++)
		if (c->flow.st.stmt[i].kind == STMT_UNKNOWN && c->node[i].relevant)
			give_up(c, c->flow.st.stmt[i].first, "the statement is not understood");
}

void program_read(const struct api *api, const struct source *src, uint32_t fn,
		  enum program_grain grain, struct intern *in, struct program *out)
{
	*out = (struct program){ .src = src, .fn = fn };
	flow_read(src, fn, &out->flow);
	if (out->flow.broken) {
		give_up(out, out->flow.broken_at, out->flow.broken);
		return;
	}
	out->node = memory_alloc((out->flow.st.count + 1) * sizeof(*out->node));
	out->ladder = memory_alloc((src->conds + 1) * sizeof(*out->ladder));
	ladder_read(src, api->version, out->ladder);
	parts_declare(out, api);
	for (uint32_t i = 0; i < out->flow.st.count && !out->unclear; i++)
		read_statement(out, api, i, in);
	if (out->unclear)
		return;
	for (uint32_t i = 0; i < out->flow.st.count && grain == CODE_RETURNS; i++)
		join_return(out, i, in);
	find_last(out);
	if (grain == CODE_LEAPS)
		find_leaps(out, in);
	find_relevant(out);
	check_unknown(out);
}

void program_free(struct program *code)
{
	for (size_t i = 0; code->node && i < code->flow.st.count; i++) {
		free(code->node[i].read);
		free(code->node[i].write);
	}
	free(code->node);
	free(code->gup);
	free(code->var);
	free(code->ladder);
	buf_free(&code->elsewhere);
	free(code->unclear);
	flow_free(&code->flow);
	*code = (struct program){ 0 };
}

uint32_t program_tail(const struct program *code, uint32_t i, struct intern *in)
{
	bool *seen = memory_alloc(code->flow.st.count + 1);
	struct buf text = { 0 };

	if (i < code->flow.st.count) {
		seen[i] = true;
		flow_reach(&code->flow, i, NULL, seen);
	}
	for (uint32_t k = 0; k < code->flow.st.count; k++) {
		const struct stmt *s = &code->flow.st.stmt[k];
		uint32_t first, end;

		if (!seen[k] || is_idle(code, s) || (is_silent(s) && s->kind != STMT_CASE))
			continue;
		flow_own_tokens(&code->flow, k, &first, &end);
		parts_add(code, first, end, in, &text);
	}
	free(seen);
	return intern_take(in, buf_detach(&text));
}
