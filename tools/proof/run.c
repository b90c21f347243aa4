// SPDX-License-Identifier: GPL-2.0-only
/* run: statement after statement along the flow's edges. */
#include "run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

void run_init(struct run *r, const struct program *code, struct schedule *schedule)
{
	*r = (struct run){ .code = code, .schedule = schedule };
	r->var = memory_alloc((code->vars + 1) * sizeof(*r->var));
	r->visits = memory_alloc((code->flow.st.count + 1) * sizeof(*r->visits));
	r->taken = memory_alloc(code->flow.locks.count + 1);
}

void run_free(struct run *r)
{
	free(r->var);
	free(r->visits);
	free(r->taken);
	free(r->event);
	free(r->step);
	*r = (struct run){ 0 };
}

static void reset(struct run *r)
{
	r->held_for_write = r->caller_holds = false;
	r->memory = r->dropped = 0;
	r->inner = 0;
	memset(r->var, 0, (r->code->vars + 1) * sizeof(*r->var));
	for (size_t i = 0; i < r->code->vars; i++)
		r->var[i].set = CODE_UNSETS;
	memset(r->visits, 0, (r->code->flow.st.count + 1) * sizeof(*r->visits));
	r->events = r->steps = r->ticks = 0;
	r->end = RUN_RETURNED;
}

__attribute__((format(printf, 3, 4))) static void step(struct run *r, uint32_t line,
						       const char *fmt, ...)
{
	struct run_step s = { .line = line };
	va_list args;

	va_start(args, fmt);
	vsnprintf(s.text, sizeof(s.text), fmt, args);
	va_end(args);
	VEC_PUSH(r->step, r->steps, r->step_room, s);
}

/* A rule is broken: the first one counts. */
__attribute__((format(printf, 3, 4))) static void fault(struct run *r, uint32_t line,
							const char *fmt, ...)
{
	va_list args;

	if (r->end == RUN_FAULT)
		return;
	r->end = RUN_FAULT;
	r->fault_line = line;
	va_start(args, fmt);
	vsnprintf(r->fault, sizeof(r->fault), fmt, args);
	va_end(args);
}

/* -- the lock ------------------------------------------------------------------------------- */

static void acquire(struct run *r, const struct program_node *n, const struct lock_op *op)
{
	bool took = true;

	if (op->maybe) {
		uint64_t q = schedule_mix(schedule_mix(0x10c, n->op_mm), r->events);

		took = !schedule_ask(r->schedule, q, 2);
		step(r, n->line, took ? "the lock is taken" : "the lock is not taken");
	}
	r->taken[n->op] = took;
	if (!took)
		return;
	if (r->held)
		fault(r, n->line,
		      r->caller_holds ? "the lock is taken again that the caller holds"
				      : "the lock is taken a second time");
	r->held = n->op_mm;
	r->held_for_write = op->kind == LOCK_WRITE;
	r->inner = 0;
}

static void release(struct run *r, const struct program_node *n)
{
	if (!r->held)
		fault(r, n->line,
		      r->dropped ? "the lock is released that the call has dropped"
				 : "the lock is released that is not held");
	else if (r->held != n->op_mm)
		fault(r, n->line, "the lock of another mm is released than was taken");
	r->held = 0;
	r->caller_holds = false;
}

static void operate(struct run *r, const struct program_node *n)
{
	const struct lock_op *op = &r->code->flow.locks.op[n->op];

	switch (op->kind) {
	case LOCK_RELEASE_READ:
	case LOCK_RELEASE_WRITE:
		if (r->held && r->held_for_write != (op->kind == LOCK_RELEASE_WRITE))
			fault(r, n->line, "the lock is released in another mode than it was taken");
		release(r, n);
		break;
	case LOCK_DOWNGRADE:
		if (!r->held || !r->held_for_write)
			fault(r, n->line, "the lock is downgraded that is not held for write");
		r->held_for_write = false;
		break;
	default:
		acquire(r, n, op);
	}
}

/* -- calls of the family -------------------------------------------------------------------- */

static void check_plain(struct run *r, const struct program_gup *g, uint32_t line)
{
	if (!r->held)
		fault(r, line,
		      r->dropped ? "the lock is needed that an earlier call has dropped"
				 : "the call is made without the lock");
	else if (r->held != g->mm)
		fault(r, line, "the lock that is held is of another mm than the call's");
}

static void check_locked(struct run *r, const struct program_gup *g, uint32_t line)
{
	check_plain(r, g, line);
	if (r->held_for_write)
		fault(r, line, "the lock is held for write, which the call would release for read");
	if (g->locked == SOURCE_NONE)
		fault(r, line, "what the locked pointer points to is not followed");
	else if (r->var[g->locked].set == CODE_UNSETS)
		fault(r, line, "the locked variable is not set before the call");
	else if (r->var[g->locked].set != CODE_SETS_1)
		fault(r, line, "the locked variable is 0 at the call, the kernel wants 1");
}

/* The call's form against what is held. */
static void check_gup(struct run *r, const struct program_gup *g, uint32_t line)
{
	if (g->form == FORM_PLAIN) {
		check_plain(r, g, line);
		return;
	}
	if (!g->no_vmas)
		fault(r, line, "vmas are asked for, which mean nothing after a retry");
	if (g->form == FORM_LOCKED)
		check_locked(r, g, line);
	else if (r->held)
		fault(r, line,
		      r->caller_holds ? "the call takes the lock that the caller holds: a deadlock"
				      : "the call takes the lock that is held already: a deadlock");
}

static void call_gup(struct run *r, const struct program_node *n)
{
	static const char *const said[] = { "all pages", "an error", "no page",
					    "some of the pages" };
	const struct program_gup *g = &r->code->gup[n->gup];
	uint32_t outcome, line = r->code->src->token[g->name].line;
	const char *drops = "";

	check_gup(r, g, line);
	/* of one page, some is all */
	outcome = schedule_ask(r->schedule, schedule_mix(0x90b, r->events),
			       RUN_OUTCOMES - (g->one ? 1 : 0));
	if (g->form == FORM_LOCKED &&
	    schedule_ask(r->schedule, schedule_mix(0xd20b, r->events), 2)) {
		r->held = 0;
		r->dropped = r->events + 1;
		if (g->locked != SOURCE_NONE)
			r->var[g->locked].set = CODE_SETS_0;
		drops = ", and has dropped the lock";
	}
	step(r, line, "the call returns %s%s", said[outcome], drops);
	if (n->result != SOURCE_NONE) {
		r->var[n->result].gup = n->gup + 1;
		r->var[n->result].outcome = outcome;
	}
	r->var[r->code->vars].gup = n->gup + 1; /* for a condition that holds the call */
	r->var[r->code->vars].outcome = outcome;
}

/* -- what is asked -------------------------------------------------------------------------- */

/* Is @left RELATION @right? */
static bool relates(int left, const char *relation, int right)
{
	if (relation[0] == '<')
		return relation[1] ? left <= right : left < right;
	if (relation[0] == '>')
		return relation[1] ? left >= right : left > right;
	return (left == right) == (relation[0] == '=');
}

/* What the result of a call is against a number: 0 no, 1 yes, -1 it may be either. */
static int compare_result(const struct run *r, const struct program_node *n,
			  const struct run_variable *v, const struct intern *names)
{
	/* on a line: an error, nothing, something, everything */
	static const int
		place[] = { [RUN_ERROR] = -2, [RUN_NONE] = 0, [RUN_SOME] = 2, [RUN_ALL] = 4 };
	const struct program_gup *g = &r->code->gup[v->gup - 1];
	const char *against = intern_text(names, n->against);

	if (!strcmp(against, "0"))
		return relates(place[v->outcome], n->relation, 0);
	if (n->against == g->arg[ROLE_NR])
		return relates(place[v->outcome], n->relation, 4);
	/* -EFAULT and the like: below 0, and one of several errors */
	if (!strncmp(against, "- E", 3) && v->outcome != RUN_ERROR)
		return relates(place[v->outcome], n->relation, -2);
	if (against[0] >= '1' && against[0] <= '9' &&
	    (v->outcome == RUN_ERROR || v->outcome == RUN_NONE))
		return relates(place[v->outcome], n->relation, 1);
	return -1;
}

/* The question that the condition of @n is now. */
static uint64_t question_of(const struct run *r, const struct program_node *n)
{
	uint64_t q = schedule_mix(0xa5c, n->question);

	for (size_t i = 0; i < n->reads; i++) {
		const struct run_variable *v = &r->var[n->read[i]];

		q = schedule_mix(q, v->stamp);
	}
	if (n->reads_memory)
		q = schedule_mix(q, r->memory);
	if (n->calls || n->writes || n->writes_memory)
		q = schedule_mix(q, r->events);
	return q;
}

/* Which edge of @n is taken, of @edges; all but the first are numbered as they stand. */
static uint32_t choose(struct run *r, const struct program_node *n, uint32_t edges,
		       const struct intern *names)
{
	const struct run_variable *v = NULL;
	int known = -1;
	uint32_t answer;

	if (n->ask == CODE_ASKS_LOCKED) {
		if (r->var[n->locked].set == CODE_UNSETS)
			fault(r, n->line, "the locked variable is asked before it is set");
		known = r->var[n->locked].set == CODE_SETS_1;
	} else if (n->ask == CODE_ASKS_RESULT) {
		v = &r->var[n->subject == SOURCE_NONE ? r->code->vars : n->subject];
		if (v->gup)
			known = compare_result(r, n, v, names);
	}
	r->ticks += n->ask != CODE_ASKS_LOCKED;
	if (known >= 0 && edges == 2)
		return (known != 0) != n->negated ? 0 : 1;
	answer = schedule_ask(r->schedule, question_of(r, n), edges);
	if (edges == 2) {
		answer = n->negated && n->ask == CODE_ASKS_OTHER ? 1 - answer : answer;
		step(r, n->line, answer ? "the condition does not hold" : "the condition holds");
	} else {
		step(r, n->line, "branch %u of %u", answer + 1, edges);
	}
	return answer;
}

static uint32_t next_node(struct run *r, uint32_t i, const struct intern *names)
{
	const struct flow *f = &r->code->flow;
	uint32_t first = f->first[i], edges = f->first[i + 1] - first;

	if (!edges)
		return (uint32_t)f->st.count;
	for (uint32_t e = 0; e < edges; e++) {
		const struct flow_edge *edge = &f->edge[first + e];

		if (edge->op != SOURCE_NONE && edge->taken == (r->taken[edge->op] != 0))
			return edge->to;
	}
	return f->edge[first + (edges > 1 ? choose(r, &r->code->node[i], edges, names) : 0)].to;
}

/* -- one statement -------------------------------------------------------------------------- */

static void add_event(struct run *r, const struct program_node *n, uint32_t node, bool held)
{
	struct run_event e = { .text = n->event,
			       .node = node,
			       .held = held,
			       .held_after = r->held != 0,
			       .inner = r->inner > 0 };

	VEC_PUSH(r->event, r->events, r->event_room, e);
	r->ticks++;
	for (size_t i = 0; i < n->writes; i++) {
		struct run_variable *v = &r->var[n->write[i]];

		v->stamp = r->events;
		if (n->write[i] != n->result || n->gup == SOURCE_NONE)
			v->gup = 0;
	}
	if (n->writes_memory)
		r->memory = r->events;
}

/* A vma that was looked up before the lock was dropped is not to be trusted. */
static void check_vmas(struct run *r, const struct program_node *n)
{
	for (size_t i = 0; i < n->reads && r->dropped; i++) {
		const struct program_var *v = &r->code->var[n->read[i]];

		if (v->is_vma && r->var[n->read[i]].stamp < r->dropped &&
		    !(n->writes && n->write[0] == n->read[i]))
			fault(r, n->line, "a vma from before the lock was dropped is used");
	}
}

static void do_node(struct run *r, uint32_t i)
{
	const struct program_node *n = &r->code->node[i];
	bool held = r->held != 0;

	if (n->locked != SOURCE_NONE && n->set != CODE_KEEPS)
		r->var[n->locked].set = n->set;
	if (n->op != SOURCE_NONE)
		operate(r, n);
	if (n->event)
		check_vmas(r, n);
	if (n->gup != SOURCE_NONE)
		call_gup(r, n);
	if (r->held && n->op == SOURCE_NONE) {
		r->inner += n->takes;
		r->inner -= n->gives < r->inner ? n->gives : r->inner;
	}
	if (n->event)
		add_event(r, n, i, held);
}

void run_go(struct run *r, size_t tail, uint32_t caller_mm, const struct intern *names)
{
	const struct program *c = r->code;
	uint32_t i = 0;

	reset(r);
	r->held = caller_mm;
	r->caller_holds = caller_mm != 0;
	while (i < c->flow.st.count && r->end == RUN_RETURNED) {
		if (r->ticks >= tail && !c->node[i].relevant && r->held == caller_mm) {
			r->end = RUN_TAIL;
		} else if (++r->visits[i] > PROOF_VISITS) {
			r->end = RUN_CUT;
		} else {
			do_node(r, i);
			if (r->end == RUN_RETURNED)
				i = c->node[i].leap != SOURCE_NONE ? c->node[i].leap
								   : next_node(r, i, names);
		}
	}
	r->at = i;
	if (r->end == RUN_RETURNED && r->held != caller_mm)
		fault(r, c->src->token[c->src->function[c->fn].close].line,
		      r->held ? "the function ends with the lock held"
			      : "the function ends with its caller's lock dropped");
}
