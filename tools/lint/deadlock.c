// SPDX-License-Identifier: GPL-2.0-only
/*
 * deadlock: a call that takes the mmap lock, where every path to it holds that lock: in the function, or
 * in a function of the file that calls it.
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"

/* The acquisition that is held for certain when statement @stmt of @flow begins, or SOURCE_NONE. */
static uint32_t held_op(const struct flow *flow, uint32_t stmt)
{
	if (!flow->in[stmt] || (flow->in[stmt] & FLOW_FREE))
		return SOURCE_NONE;
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if (flow->in[stmt] & FLOW_HELD(i))
			return i;
	return SOURCE_NONE;
}

/* Is the mm of operation @op the one that the call locks: its mm argument, or current's? */
static bool is_its_mm(const struct check *c, const struct use *use, const struct lock_op *op)
{
	struct value_scope scope = check_scope(c);
	struct value_mm lock, call;
	bool same;

	value_mm_in(&scope, (struct range){ op->mm, op->mm_end }, &lock);
	if (api_position(use->fn, ROLE_MM) < 0) {
		same = lock.current_mm;
	} else {
		value_mm_in(&scope, use->arg[ROLE_MM], &call);
		same = call.text && !strcmp(call.text, lock.text);
		value_mm_free(&call);
	}
	value_mm_free(&lock);
	return same;
}

/* A caller in the file that holds current->mm's lock for certain: the call's token, or SOURCE_NONE. */
static uint32_t find_holder(const struct check *c, uint32_t *lock)
{
	uint32_t name = c->src->function[c->fn].name;
	size_t calls;
	const uint32_t *call = library_calls(c->lib, c->file, c->src, name, &calls);

	for (size_t i = 0; i < calls; i++) {
		uint32_t fn = source_function_at(c->src, call[i]), stmt, op;
		const struct flow *flow;
		struct value_mm mm;
		bool is_current;

		if (fn == SOURCE_NONE || fn == c->fn || call[i] < c->src->function[fn].open ||
		    !source_same(c->src, call[i], c->src, name) || value_is_member(c->src, call[i]))
			continue;
		flow = flows_get(c->flows, c->src, fn);
		stmt = flow->broken ? SOURCE_NONE : statement_at(&flow->st, call[i]);
		op = stmt == SOURCE_NONE ? SOURCE_NONE : held_op(flow, stmt);
		if (op == SOURCE_NONE)
			continue;
		value_mm(c->src, fn,
			 (struct range){ flow->locks.op[op].mm, flow->locks.op[op].mm_end }, &mm);
		is_current = mm.current_mm;
		value_mm_free(&mm);
		*lock = flow->locks.op[op].call;
		if (is_current)
			return call[i];
	}
	return SOURCE_NONE;
}

/* The function takes no lock itself: does a caller hold it? */
static void check_callers(struct check *c, const struct use *use)
{
	uint32_t lock, call;
	struct finding *f;
	char *caller;

	if (c->flow->locks.count || api_position(use->fn, ROLE_MM) >= 0)
		return;
	call = find_holder(c, &lock);
	if (call == SOURCE_NONE)
		return;
	caller = source_word(c->src, c->src->function[source_function_at(c->src, call)].name);
	f = finding_add(c->out, RULE_DEADLOCK, c->file->path, c->src, use->name,
			"%s() takes the mmap lock, which %s() holds at line %u: a deadlock",
			use->fn->name, caller, c->src->token[call].line);
	free(caller);
	finding_span(f, c->src, use->name, use->close + 1);
	finding_span(f, c->src, lock, call + 1);
}

void check_deadlock(struct check *c, const struct use *use)
{
	uint32_t stmt = check_statement(c, use->name), first;
	const struct flow *flow = c->flow;
	struct finding *f;

	if (stmt == SOURCE_NONE || !use->fits)
		return;
	first = held_op(flow, stmt);
	if (first == SOURCE_NONE) {
		check_callers(c, use);
		return;
	}
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if ((flow->in[stmt] & FLOW_HELD(i)) && !is_its_mm(c, use, &flow->locks.op[i]))
			return;
	f = finding_add(c->out, RULE_DEADLOCK, c->file->path, c->src, use->name,
			"%s() takes the mmap lock, which is held since line %u: a deadlock",
			use->fn->name, c->src->token[flow->locks.op[first].call].line);
	finding_span(f, c->src, flow->locks.op[first].call, use->close + 1);
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if (i != first && flow->locks.op[i].call > use->close)
			finding_span(f, c->src, use->name, flow->locks.op[i].call + 1);
	check_fix_form(c, f, use, FORM_PLAIN);
}
