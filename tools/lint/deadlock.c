// SPDX-License-Identifier: GPL-2.0-only
/*
 * deadlock: a call, or the function's own bracket, that takes the mmap lock where it is held already: in
 * the function, by those of the file that lead to it, or by the kernel.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "check.h"

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

/* A finding at token @tok, which takes the lock as @what says, that @h holds already. */
static struct finding *add_nested(struct check *c, uint32_t tok, const char *what,
				  const struct holder *h)
{
	char *holder = source_word(c->src, c->src->function[h->fn].name);
	struct finding *f;

	if (h->lock != SOURCE_NONE)
		f = finding_add(c->out, RULE_DEADLOCK, c->file->path, c->src, tok,
				"%s the mmap lock, which %s() holds at line %u: a deadlock", what,
				holder, c->src->token[h->call].line);
	else
		f = finding_add(c->out, RULE_DEADLOCK, c->file->path, c->src, tok,
				"%s the mmap lock, which the kernel holds when it calls %s() "
				"(line %u): a deadlock",
				what, holder, c->src->token[h->call].line);
	free(holder);
	finding_span(f, c->src, h->lock != SOURCE_NONE ? h->lock : h->call, h->call + 1);
	return f;
}

/* The function takes no lock itself: does a caller hold it? */
static void check_callers(struct check *c, const struct use *use)
{
	struct holder holder;
	char *what;

	if (c->flow->locks.count || check_hides_lock(c->src, c->fn) ||
	    api_position(use->fn, ROLE_MM) >= 0 || !check_find_holder(c, &holder))
		return;
	what = memory_printf("%s() takes", use->fn->name);
	finding_span(add_nested(c, use->name, what, &holder), c->src, use->name, use->close + 1);
	free(what);
}

/* Does it wait for the lock, and whatever the function is told: below no condition? */
static bool waits_always(const struct flow *flow, const struct lock_op *op)
{
	bool is_try = op->kind == LOCK_READ_TRY || (op->maybe && !op->ok_if_zero);

	for (uint32_t i = op->stmt; i != SOURCE_NONE; i = flow->st.stmt[i].parent)
		if (i != op->stmt &&
		    (flow->st.stmt[i].kind == STMT_IF || flow->st.stmt[i].kind == STMT_SWITCH))
			return false;
	return !is_try && op->kind <= LOCK_WRITE;
}

void check_nested(struct check *c)
{
	const struct lock_op *op = c->flow->locks.op;
	struct holder holder;

	/* what comes first in the function is certain to find the lock as the caller left it */
	if (c->flow->broken || !c->flow->locks.count || op->stmt == SOURCE_NONE ||
	    c->flow->in[op->stmt] != FLOW_FREE || !waits_always(c->flow, op) ||
	    check_hides_lock(c->src, c->fn) || !check_locks_current(c->src, c->fn, op) ||
	    !check_find_holder(c, &holder))
		return;
	finding_span(add_nested(c, op->call, "this takes", &holder), c->src, op->call,
		     op->call + 1);
}

void check_deadlock(struct check *c, const struct use *use)
{
	uint32_t stmt = check_statement(c, use->name), first;
	const struct flow *flow = c->flow;
	struct finding *f;

	if (stmt == SOURCE_NONE || !use->fits)
		return;
	first = check_held_op(flow, stmt);
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
