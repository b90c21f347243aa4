// SPDX-License-Identifier: GPL-2.0-only
/*
 * flow: edges between statements first, then the states to a fixpoint. A statement's node stands
 * for what it evaluates itself: the condition of an if, the head of a loop.
 */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"

#define MAX_JUMPS 10000000u /* labels times gotos */

static void add_edge(struct flow *f, uint32_t to)
{
	VEC_PUSH(f->edge, f->edges, f->edge_room,
		 (struct flow_edge){ .to = to, .op = SOURCE_NONE });
}

static void set_broken(struct flow *f, const char *why, uint32_t tok)
{
	if (f->broken)
		return;
	f->broken = why;
	f->broken_at = tok;
}

/* The node at which running statement @i begins: of a do loop, its body. */
static uint32_t entry(const struct flow *f, uint32_t i)
{
	return f->route[i].entry;
}

/* The node that follows when statement @i has run to its end. */
static uint32_t after(const struct flow *f, uint32_t i)
{
	return f->route[i].after;
}

/* The innermost loop (or also switch) around statement @i, or SOURCE_NONE. */
static uint32_t enclosing(const struct flow *f, uint32_t i, bool also_switch)
{
	return also_switch ? f->route[i].breaks : f->route[i].loop;
}

/* Children stand behind their parents: entries from the back, all else from the front. */
static void read_routes(struct flow *f)
{
	const struct stmt *stmt = f->st.stmt;

	f->route = memory_alloc((f->st.count + 1) * sizeof(*f->route));
	for (uint32_t i = (uint32_t)f->st.count; i-- > 0;) {
		bool body_first = stmt[i].kind == STMT_LOOP && stmt[i].loop == LOOP_DO &&
				  stmt[i].child != SOURCE_NONE;

		f->route[i].entry = body_first ? f->route[stmt[i].child].entry : i;
	}
	for (uint32_t i = 0; i < f->st.count; i++) {
		struct flow_route *r = &f->route[i];
		uint32_t up = stmt[i].parent;

		r->after = (uint32_t)f->st.count;
		r->loop = r->breaks = SOURCE_NONE;
		if (up == SOURCE_NONE)
			continue;
		r->loop = stmt[up].kind == STMT_LOOP ? up : f->route[up].loop;
		r->breaks = stmt[up].kind == STMT_LOOP || stmt[up].kind == STMT_SWITCH
				    ? up
				    : f->route[up].breaks;
		if (stmt[up].kind == STMT_BLOCK && stmt[i].next != SOURCE_NONE)
			r->after = f->route[stmt[i].next].entry;
		else
			r->after = stmt[up].kind == STMT_LOOP ? up : f->route[up].after;
	}
}

static void add_break(struct flow *f, uint32_t i, bool is_continue)
{
	uint32_t loop = enclosing(f, i, !is_continue);

	if (loop == SOURCE_NONE)
		set_broken(f, "break or continue outside a loop", f->st.stmt[i].first);
	else
		add_edge(f, is_continue ? loop : after(f, loop));
}

/* Looking every label up for every goto must stay cheap. */
static void check_jumps(struct flow *f)
{
	uint64_t labels = 0, gotos = 0;

	for (uint32_t i = 0; i < f->st.count; i++) {
		labels += f->st.stmt[i].kind == STMT_LABEL;
		gotos += f->st.stmt[i].kind == STMT_GOTO;
	}
	if (labels * gotos > MAX_JUMPS || f->st.count * gotos > 100 * MAX_JUMPS)
		set_broken(f, "too many jumps", f->src->function[f->fn].open);
}

static void add_goto(struct flow *f, uint32_t name)
{
	bool found = false;

	for (uint32_t i = 0; name != SOURCE_NONE && i < f->st.count; i++)
		if (f->st.stmt[i].kind == STMT_LABEL &&
		    source_same(f->src, f->st.stmt[i].head, f->src, name)) {
			add_edge(f, i);
			found = true;
		}
	if (!found)
		set_broken(f, "goto to a place that was not found", name == SOURCE_NONE ? 0 : name);
}

/* Is the tokens' range one constant that is true (an empty one, as in for (;;), too)? */
static bool is_always(const struct source *src, uint32_t first, uint32_t end)
{
	return first == end ||
	       (end == first + 1 && (source_is(src, first, "1") || source_is(src, first, "true")));
}

static bool is_endless(const struct flow *f, const struct stmt *s)
{
	uint32_t first = s->head, end = s->head_end, i;

	if (s->loop == LOOP_MACRO || first == SOURCE_NONE)
		return false;
	if (s->loop != LOOP_FOR)
		return first != end && is_always(f->src, first, end);
	for (i = first; i < end && !source_is(f->src, i, ";"); i++)
		;
	for (first = ++i; i < end && !source_is(f->src, i, ";"); i++)
		;
	return first <= end && is_always(f->src, first, i);
}

static void add_loop(struct flow *f, uint32_t i)
{
	const struct stmt *s = &f->st.stmt[i];
	bool once = s->loop == LOOP_DO && s->head != SOURCE_NONE && s->head_end == s->head + 1 &&
		    source_is(f->src, s->head, "0");

	if (!once && s->child != SOURCE_NONE)
		add_edge(f, entry(f, s->child));
	if (!is_endless(f, s))
		add_edge(f, after(f, i));
}

static void add_switch(struct flow *f, uint32_t i)
{
	const struct stmt *s = &f->st.stmt[i];
	bool has_default = false;

	for (uint32_t c = i + 1; c < f->st.count && f->st.stmt[c].first < s->end; c++) {
		const struct stmt *t = &f->st.stmt[c];

		if ((t->kind != STMT_CASE && t->kind != STMT_UNKNOWN))
			continue;
		for (uint32_t up = t->parent; up != i; up = f->st.stmt[up].parent)
			if (f->st.stmt[up].kind == STMT_SWITCH)
				goto other; /* of an inner switch */
		add_edge(f, c);
		/* a default under an #if may not be there */
		if (t->kind == STMT_CASE && source_is(f->src, t->first, "default") &&
		    f->src->token[t->first].cond == f->src->token[s->first].cond)
			has_default = true;
other:;
	}
	if (!has_default)
		add_edge(f, after(f, i));
}

/* Whatever a statement that was not understood may do. */
static void add_unknown(struct flow *f, uint32_t i)
{
	const struct stmt *s = &f->st.stmt[i];
	bool loop = enclosing(f, i, false) != SOURCE_NONE;
	bool target = enclosing(f, i, true) != SOURCE_NONE;

	add_edge(f, after(f, i));
	for (uint32_t tok = s->first; tok < s->end; tok++) {
		if (source_is(f->src, tok, "goto"))
			add_goto(f, tok + 1);
		else if (source_is(f->src, tok, "return"))
			add_edge(f, (uint32_t)f->st.count);
		else if (source_is(f->src, tok, "break") && target)
			add_break(f, i, false);
		else if (source_is(f->src, tok, "continue") && loop)
			add_break(f, i, true);
		if (mmaplock_is_mmap_call(f->src, tok))
			set_broken(f, "the lock is used in a statement that was not understood",
				   tok);
	}
}

static void add_edges(struct flow *f, uint32_t i)
{
	const struct stmt *s = &f->st.stmt[i];
	uint32_t child = s->child;

	switch (s->kind) {
	case STMT_BLOCK:
		add_edge(f, child == SOURCE_NONE ? after(f, i) : entry(f, child));
		break;
	case STMT_IF:
		add_edge(f, child == SOURCE_NONE ? after(f, i) : entry(f, child));
		if (child != SOURCE_NONE && f->st.stmt[child].next != SOURCE_NONE)
			add_edge(f, entry(f, f->st.stmt[child].next));
		else
			add_edge(f, after(f, i));
		break;
	case STMT_LOOP:
		add_loop(f, i);
		break;
	case STMT_SWITCH:
		add_switch(f, i);
		break;
	case STMT_CPP:
		for (; child != SOURCE_NONE; child = f->st.stmt[child].next)
			add_edge(f, entry(f, child));
		if (!s->has_else)
			add_edge(f, after(f, i));
		break;
	case STMT_GOTO:
		add_goto(f, s->head);
		break;
	case STMT_BREAK:
	case STMT_CONTINUE:
		add_break(f, i, s->kind == STMT_CONTINUE);
		break;
	case STMT_RETURN:
		add_edge(f, (uint32_t)f->st.count);
		break;
	case STMT_UNKNOWN:
		add_unknown(f, i);
		break;
	default:
		add_edge(f, after(f, i));
	}
}

uint32_t flow_op_at(const struct flow *flow, uint32_t i)
{
	for (uint32_t op = 0; op < flow->locks.count; op++)
		if (flow->locks.op[op].stmt == i)
			return op;
	return SOURCE_NONE;
}

/* -- what the result of a killable lock or a trylock tells ---------------------------------- */

/* Drop parentheses, "likely" and "!" around [*first, *end); returns whether it was negated. */
static bool peel(const struct source *src, uint32_t *first, uint32_t *end)
{
	bool negated = false;

	while (*first < *end) {
		if (source_is(src, *first, "!")) {
			negated = !negated;
			(*first)++;
		} else if (source_is(src, *first, "(") && src->token[*first].mate == *end - 1) {
			(*first)++;
			(*end)--;
		} else if ((source_is(src, *first, "unlikely") ||
			    source_is(src, *first, "likely")) &&
			   source_is(src, *first + 1, "(")) {
			(*first)++;
		} else {
			break;
		}
	}
	return negated;
}

/* Does "NAME OP number" in [first, end) ask whether NAME is non-zero: "x", "x < 0", "x != 0"? */
static bool asks_non_zero(const struct source *src, uint32_t first, uint32_t end, uint32_t name)
{
	if (first >= end || !source_same(src, first, src, name))
		return false;
	return end == first + 1 ||
	       (end == first + 3 && source_is(src, first + 2, "0") &&
		(source_is(src, first + 1, "<") || source_is(src, first + 1, "!=")));
}

/* Put on both edges of the if @i what they say of operation @op: non-zero is the first edge. */
static void mark_edges(struct flow *f, uint32_t i, uint32_t op, bool negated)
{
	bool non_zero_taken = !f->locks.op[op].ok_if_zero;

	if (f->first[i + 1] != f->first[i] + 2)
		return;
	for (uint32_t e = 0; e < 2; e++) {
		struct flow_edge *edge = &f->edge[f->first[i] + e];

		edge->op = op;
		edge->taken = (e == 0) != negated ? non_zero_taken : !non_zero_taken;
	}
}

/* The variable to which the call at @call is assigned in its statement, or SOURCE_NONE. */
static uint32_t assigned_to(const struct source *src, uint32_t call)
{
	return call >= 2 && source_is(src, call - 1, "=") &&
			       src->token[call - 2].kind == TOKEN_IDENT &&
			       !(call >= 3 &&
				 (source_is(src, call - 3, "->") || source_is(src, call - 3, ".")))
		       ? call - 2
		       : SOURCE_NONE;
}

static void read_outcome(struct flow *f, uint32_t op)
{
	const struct lock_op *l = &f->locks.op[op];
	const struct stmt *s = &f->st.stmt[l->stmt], *next;
	uint32_t first = s->head, end = s->head_end, close = f->src->token[l->call + 1].mate, var;
	bool negated;

	if (s->kind == STMT_IF) {
		negated = peel(f->src, &first, &end);
		if (first == l->call && end == close + 1) {
			mark_edges(f, l->stmt, op, negated);
			return;
		}
		/* "(ret = lock(mm)) < 0" or "ret = lock(mm)" */
		var = assigned_to(f->src, l->call);
		if (var != SOURCE_NONE && (first == var || first + 1 == var) &&
		    (end == close + 1 || (source_is(f->src, end - 1, "0") && end <= close + 4)))
			mark_edges(f, l->stmt, op, negated);
		return;
	}
	var = assigned_to(f->src, l->call);
	if ((s->kind != STMT_EXPR && s->kind != STMT_DECL) || var == SOURCE_NONE ||
	    close + 2 != s->end || s->next == SOURCE_NONE)
		return;
	next = &f->st.stmt[s->next];
	if (next->kind != STMT_IF)
		return;
	first = next->head;
	end = next->head_end;
	negated = peel(f->src, &first, &end);
	if (asks_non_zero(f->src, first, end, var))
		mark_edges(f, s->next, op, negated);
}

/* -- states --------------------------------------------------------------------------------- */

static uint64_t transfer(const struct flow *f, uint32_t i, uint64_t in)
{
	uint32_t op = i < f->st.count ? flow_op_at(f, i) : SOURCE_NONE;

	if (op == SOURCE_NONE)
		return in;
	switch (f->locks.op[op].kind) {
	case LOCK_RELEASE_READ:
	case LOCK_RELEASE_WRITE:
		return FLOW_FREE;
	case LOCK_DOWNGRADE:
		return (in & FLOW_FREE) | FLOW_HELD(op);
	default:
		return FLOW_HELD(op) | (f->locks.op[op].maybe ? in : 0);
	}
}

static uint64_t along(const struct flow_edge *e, uint64_t out)
{
	if (e->op == SOURCE_NONE)
		return out;
	return e->taken ? FLOW_HELD(e->op) : out & ~FLOW_HELD(e->op);
}

static void solve(struct flow *f)
{
	uint32_t *work = memory_alloc((f->st.count + 1) * sizeof(*work));
	bool *queued = memory_alloc(f->st.count + 1);
	size_t n = 0;

	f->in[0] = FLOW_FREE;
	work[n++] = 0;
	queued[0] = true;
	while (n) {
		uint32_t i = work[--n];
		uint64_t out = transfer(f, i, f->in[i]);

		queued[i] = false;
		for (uint32_t e = f->first[i]; e < f->first[i + 1]; e++) {
			uint32_t to = f->edge[e].to;
			uint64_t state = f->in[to] | along(&f->edge[e], out);

			if (state == f->in[to])
				continue;
			f->in[to] = state;
			if (to < f->st.count && !queued[to]) {
				queued[to] = true;
				work[n++] = to;
			}
		}
	}
	free(work);
	free(queued);
}

/* Operations that stand where their effect cannot be told. */
static void check_ops(struct flow *f)
{
	for (uint32_t i = 0; i < f->locks.count; i++) {
		const struct lock_op *l = &f->locks.op[i];

		if (flow_op_at(f, l->stmt) != i || f->st.stmt[l->stmt].has_stmt_expr)
			set_broken(f, "lock operations inside one statement", l->call);
		else if (!l->maybe && !l->exact)
			set_broken(f, "a lock operation inside an expression", l->call);
		else if (l->maybe && f->st.stmt[l->stmt].kind == STMT_LOOP)
			set_broken(f, "a lock operation in the head of a loop", l->call);
	}
}

void flow_read(const struct source *src, uint32_t fn, struct flow *flow)
{
	*flow = (struct flow){ .src = src, .fn = fn };
	if (statement_read(src, fn, &flow->st))
		set_broken(flow, "the function's braces or nesting", src->function[fn].open);
	mmaplock_read(src, fn, &flow->st, &flow->locks);
	if (flow->locks.count > FLOW_MAX_OPS - 1) {
		set_broken(flow, "too many lock operations", src->function[fn].open);
		flow->locks.count = FLOW_MAX_OPS - 1;
	}
	flow->first = memory_alloc((flow->st.count + 2) * sizeof(*flow->first));
	flow->in = memory_alloc((flow->st.count + 1) * sizeof(*flow->in));
	check_jumps(flow);
	read_routes(flow);
	for (uint32_t i = 0; i < flow->st.count; i++) {
		flow->first[i] = (uint32_t)flow->edges;
		if (!flow->broken)
			add_edges(flow, i);
	}
	flow->first[flow->st.count] = flow->first[flow->st.count + 1] = (uint32_t)flow->edges;
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if (flow->locks.op[i].maybe)
			read_outcome(flow, i);
	check_ops(flow);
	solve(flow);
}

void flow_free(struct flow *flow)
{
	statement_free(&flow->st);
	mmaplock_free(&flow->locks);
	free(flow->edge);
	free(flow->route);
	free(flow->first);
	free(flow->in);
	*flow = (struct flow){ 0 };
}

void flow_own_tokens(const struct flow *flow, uint32_t i, uint32_t *first, uint32_t *end)
{
	const struct stmt *s = &flow->st.stmt[i];

	*first = *end = s->first;
	switch (s->kind) {
	case STMT_BLOCK:
	case STMT_CPP:
	case STMT_LABEL:
		break;
	case STMT_LOOP:
		if (s->head == SOURCE_NONE)
			break;
		*first = s->loop == LOOP_MACRO ? s->first : s->head;
		*end = s->head_end;
		break;
	case STMT_IF:
	case STMT_SWITCH:
		*first = s->head;
		*end = s->head_end;
		break;
	default:
		*end = s->end;
	}
}

void flow_reach(const struct flow *flow, uint32_t from, const bool *stop, bool *seen)
{
	uint32_t *work = memory_alloc((flow->edges + 1) * sizeof(*work));
	size_t n = 0;

	work[n++] = from;
	while (n) {
		uint32_t i = work[--n];

		for (uint32_t e = flow->first[i]; e < flow->first[i + 1]; e++) {
			uint32_t to = flow->edge[e].to;

			if (seen[to])
				continue;
			seen[to] = true;
			if (to < flow->st.count && !(stop && stop[to]))
				work[n++] = to;
		}
	}
	free(work);
}
