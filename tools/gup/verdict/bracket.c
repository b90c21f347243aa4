// SPDX-License-Identifier: GPL-2.0-only
/* bracket: matches one acquisition with its releases over all paths of the flow. */
#include "bracket.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "mm.h"

uint32_t bracket_only_op(const struct flow *flow, uint64_t state)
{
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if (state == FLOW_HELD(i))
			return i;
	return SOURCE_NONE;
}

/* Keep the fault that is named first. */
static void fault(const struct flow *flow, struct bracket_span *s, enum reason reason, uint32_t tok,
		  const char *what)
{
	if (s->fault != REASON_NONE && s->fault <= reason)
		return;
	s->fault = reason;
	s->fault_line = flow->src->token[tok].line;
	s->fault_what = what;
}

static bool same_mm(const struct flow *flow, uint32_t a, uint32_t b)
{
	const struct lock_op *x = &flow->locks.op[a], *y = &flow->locks.op[b];
	const struct mm_scope scope = { .values.src = flow->src, .code = flow->code };
	struct mm m, n;
	bool same;

	mm_read(&scope, x->expr, &m);
	mm_read(&scope, y->expr, &n);
	same = !strcmp(m.text, n.text);
	mm_free(&m);
	mm_free(&n);
	return same;
}

/* One lock operation that is reached with the acquisition held. */
static void check_op(const struct flow *flow, struct bracket_span *s, uint32_t i)
{
	const struct lock_op *l = &flow->locks.op[i];
	uint64_t in = flow->in[l->stmt];

	if (!(in & FLOW_HELD(s->op)))
		return;
	if (l->kind != LOCK_RELEASE_READ && l->kind != LOCK_RELEASE_WRITE) {
		fault(flow, s, REASON_RELOCK, l->call,
		      "a lock is taken again while this one is held");
		return;
	}
	s->is_release[l->stmt] = true;
	if (in != FLOW_HELD(s->op))
		fault(flow, s, REASON_CONDITIONAL_LOCK, l->call,
		      "the release is reached on paths with and without this acquisition");
	if (l->kind == LOCK_RELEASE_WRITE)
		fault(flow, s, REASON_CONDITIONAL_LOCK, l->call,
		      "a lock held for read is released as one held for write");
	if (!same_mm(flow, s->op, i))
		fault(flow, s, REASON_FOREIGN_MM, l->call,
		      "the release names another mm than the acquisition");
}

/* A statement under the lock whose control flow is not all in the statement tree. */
static void check_statement(const struct flow *flow, struct bracket_span *s, uint32_t i)
{
	static const char *const control[] = { "return", "goto", "break", "continue" };
	const struct stmt *t = &flow->st.stmt[i];
	uint32_t first, end;

	if (t->kind == STMT_UNKNOWN)
		fault(flow, s, REASON_UNPARSED, t->first,
		      "a statement under the lock was not understood");
	if (!t->has_stmt_expr)
		return;
	flow_own_tokens(flow, i, &first, &end);
	for (uint32_t tok = first + 1; tok < end; tok++)
		for (size_t c = 0; c < sizeof(control) / sizeof(control[0]); c++)
			if (source_is(flow->src, tok, control[c]))
				fault(flow, s, REASON_UNPARSED, tok,
				      "control flow inside a statement expression under the lock");
}

static void check_exits(const struct flow *flow, struct bracket_span *s)
{
	for (uint32_t i = 0; i < flow->st.count; i++)
		if (s->under[i] && flow->st.stmt[i].kind == STMT_RETURN)
			fault(flow, s, REASON_CONDITIONAL_LOCK, flow->st.stmt[i].first,
			      "the function returns with the lock held");
	if (flow->in[flow->st.count] & FLOW_HELD(s->op))
		fault(flow, s, REASON_CONDITIONAL_LOCK, flow->src->function[flow->fn].close,
		      "the function ends with the lock held");
}

void bracket_read(const struct flow *flow, uint32_t call, struct bracket_span *span)
{
	size_t n = flow->st.count;

	*span = (struct bracket_span){ .op = bracket_only_op(flow, flow->in[call]), .call = call };
	span->under = memory_alloc(n + 1);
	span->after = memory_alloc(n + 1);
	span->is_release = memory_alloc(n + 1);
	span->follows = memory_alloc(n + 1);
	for (uint32_t i = 0; i < n; i++)
		span->under[i] = flow->in[i] & FLOW_HELD(span->op);
	for (uint32_t i = 0; i < flow->locks.count; i++)
		check_op(flow, span, i);
	for (uint32_t i = 0; i < n; i++)
		if (span->under[i] && !span->is_release[i])
			check_statement(flow, span, i);
	check_exits(flow, span);
	flow_reach(flow, call, span->is_release, span->after);
	for (uint32_t i = 0; i <= n; i++) {
		span->follows[i] = span->after[i] && span->is_release[i];
		span->after[i] &= span->under[i] && !span->is_release[i];
		span->under[i] &= !span->is_release[i];
	}
}

void bracket_free(struct bracket_span *span)
{
	free(span->under);
	free(span->after);
	free(span->is_release);
	free(span->follows);
	*span = (struct bracket_span){ 0 };
}

static struct bracket_part part(const struct flow *flow, uint32_t op)
{
	const struct lock_op *l = &flow->locks.op[op];
	const struct stmt *s = &flow->st.stmt[l->stmt];
	struct bracket_part p = { .first = s->first, .end = s->end, .call = l->call };

	/* inside a condition (killable): the call alone */
	if (!l->exact) {
		p.first = l->call;
		p.end = flow->src->token[l->call + 1].mate + 1;
	}
	return p;
}

void bracket_parts(const struct flow *flow, const struct bracket_span *span, bool after_only,
		   struct bracket *out)
{
	const bool *wanted = after_only ? span->follows : span->is_release;

	*out = (struct bracket){ 0 };
	VEC_PUSH(out->acquire, out->acquires, out->acquire_room, part(flow, span->op));
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if (wanted[flow->locks.op[i].stmt])
			VEC_PUSH(out->release, out->releases, out->release_room, part(flow, i));
}
