// SPDX-License-Identifier: GPL-2.0-only
/* deadlock: a call that takes the mmap lock, where every path to it holds that lock. */
#include <stdlib.h>
#include <string.h>

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

void check_deadlock(struct check *c, const struct use *use)
{
	uint32_t stmt = check_statement(c, use->name), first = SOURCE_NONE;
	const struct flow *flow = c->flow;
	struct finding *f;

	if (stmt == SOURCE_NONE || !use->fits || !flow->in[stmt] || (flow->in[stmt] & FLOW_FREE))
		return;
	for (uint32_t i = 0; i < flow->locks.count; i++) {
		if (!(flow->in[stmt] & FLOW_HELD(i)))
			continue;
		if (!is_its_mm(c, use, &flow->locks.op[i]))
			return;
		if (first == SOURCE_NONE)
			first = i;
	}
	if (first == SOURCE_NONE)
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
