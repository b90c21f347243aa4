// SPDX-License-Identifier: GPL-2.0-only
/* run: node after node along the graph's edges. */
#include "run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void run_init(struct run *r, const struct program *p, struct schedule *schedule)
{
	*r = (struct run){ .p = p, .schedule = schedule };
	r->var = memory_alloc((p->code.symbols + 1) * sizeof(*r->var));
	r->visits = memory_alloc((p->cfg.nodes + 1) * sizeof(*r->visits));
	r->value = memory_alloc((p->code.e.count + 1) * sizeof(*r->value));
	r->where = memory_alloc((p->code.e.count + 1) * sizeof(*r->where));
	r->shape = memory_alloc((p->cfg.nodes + 1) * sizeof(*r->shape));
}

void run_free(struct run *r)
{
	for (size_t i = 0; i <= r->p->cfg.nodes; i++)
		free(r->shape[i].symbol);
	free(r->shape);
	free(r->var);
	free(r->visits);
	free(r->value);
	free(r->where);
	free(r->seen);
	free(r->event);
	free(r->gup);
	free(r->outcome);
	free(r->read);
	free(r->step);
	free(r->choice);
	*r = (struct run){ 0 };
}

void run_step(struct run *r, uint32_t line, const char *fmt, ...)
{
	struct run_step s = { .line = line };
	va_list args;

	va_start(args, fmt);
	vsnprintf(s.text, sizeof(s.text), fmt, args);
	va_end(args);
	VEC_PUSH(r->step, r->steps, r->step_room, s);
}

/* The first one counts; but a doubt where a fault was tolerated ends the run all the same. */
static bool stop(struct run *r, enum run_end end, uint32_t line, const char *fmt, va_list args)
{
	bool tolerated = r->how.tolerant && end == RUN_FAULT;

	if (r->end != RUN_RETURNED || (tolerated && r->fault[0]))
		return false;
	if (!tolerated)
		r->end = end;
	r->fault_line = line;
	vsnprintf(r->fault, sizeof(r->fault), fmt, args);
	return true;
}

void run_fault(struct run *r, enum run_rule rule, uint32_t expr, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	if (stop(r, RUN_FAULT, run_line(r, expr), fmt, args)) {
		r->rule = rule;
		r->fault_at = expr;
		r->fault_operated = r->operated;
		r->fault_strayed = r->strayed;
		r->cause_at = rule == RUN_RULE_DROPPED || rule == RUN_RULE_CALL_DROPPED ||
					      rule == RUN_RULE_ZERO_DROPPED ||
					      rule == RUN_RULE_LATE || rule == RUN_RULE_STALE
				      ? r->dropped_at
				      : r->taken_at;
	}
	va_end(args);
}

void run_doubt(struct run *r, uint32_t line, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	stop(r, RUN_DOUBT, line, fmt, args);
	va_end(args);
}

uint32_t run_ask(struct run *r, enum run_asked kind, uint32_t at, uint64_t question,
		 uint32_t answers)
{
	size_t before = r->schedule->asked;
	uint32_t answer = schedule_ask(r->schedule, question, answers);

	if (r->schedule->asked > before)
		VEC_PUSH(r->choice, r->choices, r->choice_room,
			 (struct run_choice){ .kind = kind, .at = at, .answer = answer });
	return answer;
}

struct run_event *run_event(struct run *r, uint32_t term, uint32_t first, uint32_t end)
{
	struct run_event e = { .term = term,
			       .first = first,
			       .end = end,
			       .held = r->held != 0,
			       .writes = r->held != 0 && r->held_for_write,
			       .held_after = r->held != 0,
			       .inner = r->inner > 0,
			       .gup = SOURCE_NONE };

	VEC_PUSH(r->event, r->events, r->event_room, e);
	return &r->event[r->events - 1];
}

/* -- statements of no concern --------------------------------------------------------------- */

static const struct program_shape *shape_at(struct run *r, uint32_t node, uint32_t stmt)
{
	struct program_shape *shape = &r->shape[node];

	if (!shape->word)
		program_shape(r->p, node, stmt, shape);
	return shape;
}

/* The variables of the shape with what is in them, or where they are. */
static uint32_t values_of(struct run *r, const struct program_shape *shape)
{
	uint32_t list = 0;

	for (size_t i = 0; i < shape->symbols; i++) {
		uint32_t s = shape->symbol[i];
		bool exact = r->p->local[s].exact && !r->var[s].escaped;

		list = term_make(r->p->terms, TERM_LIST, list,
				 exact ? r->var[s].value : r->p->local[s].term, 0);
	}
	return list;
}

uint32_t run_tail(struct run *r)
{
	const struct program_shape *shape = shape_at(r, r->node, SOURCE_NONE);

	return term_make(r->p->terms, TERM_REGION, values_of(r, shape), shape->word, 0);
}

static uint32_t symbol_of(const struct code *code, uint32_t place)
{
	return place != CODE_NONE && code->place[place].step == PLACE_SYMBOL
		       ? code->place[place].symbol
		       : CODE_NONE;
}

/* What of the variables is not what it was: written, or perhaps by a macro. */
static void mark_changed(struct run *r, const struct event *ev, bool *written, uint32_t result)
{
	const struct code *code = &r->p->code;

	if (ev->kind == EVENT_ADDRESS && symbol_of(code, ev->place) != CODE_NONE)
		r->var[symbol_of(code, ev->place)].lent = result;
	if (ev->kind == EVENT_WRITE && symbol_of(code, ev->place) != CODE_NONE)
		written[symbol_of(code, ev->place)] = true;
	if (ev->kind != EVENT_CALL)
		return;
	r->strayed |= r->p->expr[ev->expr].stray;
	r->event[r->events - 1].takes |= r->p->expr[ev->expr].inner > 0;
	if (r->held && r->p->expr[ev->expr].inner > 0)
		r->inner++;
	else if (r->inner && r->p->expr[ev->expr].inner < 0)
		r->inner--;
	for (uint32_t c = expression_child(&code->e, ev->expr, 1);
	     c != SOURCE_NONE && r->p->expr[ev->expr].writes_names; c = code->e.expr[c].next)
		if (symbol_of(code, code->place_of[c]) != CODE_NONE)
			written[symbol_of(code, code->place_of[c])] = true;
}

/* Addresses that are taken in it, or that it is handed, get about. */
static void leak_region(struct run *r, const struct program_shape *shape, uint32_t first,
			uint32_t end)
{
	const struct code *code = &r->p->code;
	uint32_t at = SOURCE_NONE;

	for (uint32_t k = first; k < end && at == SOURCE_NONE; k++)
		at = code->event[k].expr;
	for (size_t i = 0; i < shape->symbols && at != SOURCE_NONE; i++) {
		run_use(r, r->var[shape->symbol[i]].value, run_line(r, at));
		run_leak(r, r->var[shape->symbol[i]].value, at);
	}
	for (uint32_t k = first; k < end; k++) {
		const struct event *ev = &code->event[k];

		if (ev->kind == EVENT_ADDRESS && symbol_of(code, ev->place) != CODE_NONE)
			run_leak(r, r->p->local[symbol_of(code, ev->place)].term, ev->expr);
	}
}

static void run_region(struct run *r, uint32_t stmt)
{
	const struct code *code = &r->p->code;
	const struct program_shape *shape = shape_at(r, r->node, stmt);
	uint32_t first = code->at[stmt].first_event;
	uint32_t end = code->at[r->p->last[stmt]].end_event;
	bool *written = memory_alloc(code->symbols + 1);
	const struct stmt *s = &code->st.stmt[stmt];
	uint32_t result = 0;

	leak_region(r, shape, first, end);
	for (uint32_t k = first; k < end; k++)
		if (code->event[k].expr != SOURCE_NONE)
			run_watch(r, code->event[k].expr);
	if (first < end) {
		run_event(r,
			  term_make(r->p->terms, TERM_REGION, values_of(r, shape), shape->word, 0),
			  s->first, s->end);
		result = term_make(r->p->terms, TERM_RESULT, (uint32_t)r->events, 0, 0);
		run_note(r, result, s->first, s->end, false);
	}
	for (uint32_t k = first; k < end; k++)
		mark_changed(r, &code->event[k], written, result);
	for (uint32_t i = 0; i < shape->symbols; i++) {
		struct run_variable *v = &r->var[shape->symbol[i]];

		if (written[shape->symbol[i]])
			v->value =
				term_make(r->p->terms, TERM_OUT, v->value, (uint32_t)r->events, i);
	}
	free(written);
	r->node = r->p->cfg.after[stmt];
}

/* -- nodes ---------------------------------------------------------------------------------- */

static const struct cfg_edge *edge_when(const struct program *p, const struct cfg_node *n,
					enum cfg_when when)
{
	for (uint32_t e = n->first_edge; e < n->end_edge; e++)
		if (p->cfg.edge[e].when == when)
			return &p->cfg.edge[e];
	return &p->cfg.edge[n->first_edge];
}

static void do_pass(struct run *r, const struct cfg_node *n)
{
	const struct code *code = &r->p->code;

	for (uint32_t k = n->first_full; k < n->end_full && r->end == RUN_RETURNED; k++) {
		const struct full *full = &code->full[k];
		uint32_t value;

		r->discarded = full->symbol == CODE_NONE ? expression_strip(&code->e, full->expr)
							 : SOURCE_NONE;
		value = run_evaluate(r, full->expr);
		if (full->symbol != CODE_NONE)
			run_initialise(r, full->symbol, value, full->expr);
	}
	r->node = r->p->cfg.edge[n->first_edge].to;
}

static void do_test(struct run *r, const struct cfg_node *n)
{
	uint32_t value = run_evaluate(r, n->expr);
	bool holds;

	if (n->end_edge - n->first_edge == 1) {
		r->node = r->p->cfg.edge[n->first_edge].to;
		return;
	}
	if (r->end != RUN_RETURNED)
		return;
	holds = run_decide(r, value, n->expr);
	r->node = edge_when(r->p, n, holds ? CFG_HOLDS : CFG_FAILS)->to;
}

static void do_each(struct run *r, const struct cfg_node *n)
{
	bool again;

	if (n->expr != SOURCE_NONE && r->p->expr[n->expr].call == PROGRAM_LOCK) {
		/* a guard's scope: once */
		again = r->guards && r->guard[r->guards - 1].scope == n->stmt;
		if (!again)
			run_evaluate(r, n->expr);
		r->node = edge_when(r->p, n, again ? CFG_FAILS : CFG_HOLDS)->to;
		return;
	}
	if (n->expr != SOURCE_NONE)
		run_evaluate(r, n->expr);
	again = !run_ask(r, RUN_ASKED_IF, n->expr, schedule_mix(0xeac, r->events), 2);
	r->node = edge_when(r->p, n, again ? CFG_HOLDS : CFG_FAILS)->to;
}

/* What stands behind "case", as a value; 0 for a default. */
static uint32_t case_value(const struct run *r, uint32_t stmt)
{
	const struct stmt *s = &r->p->code.st.stmt[stmt];
	const struct source *src = r->p->src;
	char *word, *end;
	int64_t n;

	if (source_is(src, s->first, "default"))
		return 0;
	word = source_word(src, s->head);
	n = strtoll(word, &end, 0);
	n = end != word && !*end && s->head_end == s->head + 1 ? n : INT64_MIN;
	free(word);
	return n != INT64_MIN
		       ? term_number(r->p->terms, n)
		       : term_make(r->p->terms, TERM_WORD,
				   program_word(r->p->terms, src, s->head, s->head_end), 0, 0);
}

/* One case after the other is asked for, so that both versions agree whatever else they ask. */
static void do_switch(struct run *r, const struct cfg_node *n)
{
	uint32_t value = n->expr == SOURCE_NONE ? 0 : run_evaluate(r, n->expr), is;
	uint32_t line = r->p->src->token[r->p->code.st.stmt[n->stmt].first].line;
	const struct cfg_edge *other = NULL;

	for (uint32_t e = n->first_edge; e < n->end_edge && r->end == RUN_RETURNED; e++) {
		const struct cfg_edge *edge = &r->p->cfg.edge[e];

		is = edge->when == CFG_CASE ? case_value(r, edge->stmt) : 0;
		if (!is) {
			other = edge;
		} else if (run_decide(r, term_binary(r->p->terms, TERM_OP('=', '='), value, is),
				      n->expr)) {
			r->node = edge->to;
			return;
		}
	}
	r->guessed |= other && other->when == CFG_NONE;
	if (other)
		r->node = other->to;
	else /* an unknown statement stands where a default may be */
		run_doubt(r, line, "the statement is not understood");
}

/* An #if; "#ifndef" is "#ifdef" with its branches the other way round. */
static void do_choice(struct run *r, const struct cfg_node *n)
{
	uint32_t edges = n->end_edge - n->first_edge, answer = 0;
	bool negated;
	uint32_t condition = program_condition(r->p, n->stmt, &negated);

	if (edges > 1) {
		answer = run_ask(r, RUN_ASKED_COMPILED, n->stmt, schedule_mix(0x1f, condition),
				 edges);
		answer = edges == 2 && negated ? 1 - answer : answer;
		run_step(r, r->p->src->token[r->p->code.st.stmt[n->stmt].first].line,
			 "branch %u of %u of the #if", answer + 1, edges);
	}
	r->node = r->p->cfg.edge[n->first_edge + answer].to;
}

static void do_return(struct run *r, const struct cfg_node *n)
{
	const struct stmt *s = &r->p->code.st.stmt[n->stmt];
	uint32_t value = 0;

	if (n->expr != SOURCE_NONE) {
		r->discarded = SOURCE_NONE;
		value = run_evaluate(r, n->expr);
		run_leak(r, value, n->expr);
		value = term_convert(r->p->terms, value, r->p->result);
	}
	if (r->end == RUN_RETURNED && n->expr != SOURCE_NONE)
		run_event(r, term_make(r->p->terms, TERM_RETURN, value, 0, 0), s->first, s->end);
	r->node = r->p->cfg.edge[n->first_edge].to;
}

static void do_node(struct run *r)
{
	const struct cfg_node *n = &r->p->cfg.node[r->node];

	r->discarded = SOURCE_NONE;
	switch (n->kind) {
	case CFG_PASS:
		do_pass(r, n);
		break;
	case CFG_TEST:
		do_test(r, n);
		break;
	case CFG_EACH:
		do_each(r, n);
		break;
	case CFG_SWITCH:
		do_switch(r, n);
		break;
	case CFG_CHOICE:
		do_choice(r, n);
		break;
	case CFG_RETURN:
		do_return(r, n);
		break;
	case CFG_UNKNOWN:
		run_doubt(r, r->p->src->token[r->p->code.st.stmt[n->stmt].first].line,
			  "the statement is not understood");
	}
}

/* -- the whole ------------------------------------------------------------------------------ */

static void reset(struct run *r, const struct run_how *how)
{
	const struct code *code = &r->p->code;

	r->how = *how;
	r->serial++;
	r->held = how->caller_reads || how->caller_writes ? RUN_CALLERS : 0;
	r->held_for_write = how->caller_writes;
	r->caller_holds = r->held != 0;
	r->dropped = r->lost = r->operated = r->guessed = r->strayed = r->fault_callers = false;
	r->taken_at = r->dropped_at = r->doubtful_mm = SOURCE_NONE;
	r->rule = RUN_RULE_NONE;
	r->choices = r->dropped_epoch = 0;
	r->epoch = r->inner = r->mm_switched = r->sames = r->guards = 0;
	r->node = r->p->cfg.entry[0];
	r->events = r->gups = r->outcomes = r->reads = r->steps = 0;
	r->end = RUN_RETURNED;
	r->fault[0] = '\0';
	memset(r->visits, 0, (r->p->cfg.nodes + 1) * sizeof(*r->visits));
	memset(r->var, 0, (code->symbols + 1) * sizeof(*r->var));
	for (uint32_t s = 0; s < code->symbols; s++)
		if (code->symbol[s].parameter >= 0)
			r->var[s].value = term_make(r->p->terms, TERM_PARAMETER,
						    (uint32_t)code->symbol[s].parameter, 0, 0);
}

/* Is all as the caller left it? */
static bool is_as_entered(const struct run *r)
{
	bool held = r->how.caller_reads || r->how.caller_writes;

	return (r->held != 0) == held && (!held || r->held_for_write == r->how.caller_writes);
}

void run_go(struct run *r, const struct run_how *how)
{
	const struct program *p = r->p;
	uint32_t visits = how->visits ? how->visits : PROOF_VISITS;

	reset(r, how);
	for (; r->node < p->cfg.nodes && r->end == RUN_RETURNED; r->went++) {
		if (how->coarse && r->events >= how->tail && !p->relevant[r->node] &&
		    is_as_entered(r))
			r->end = RUN_TAIL;
		else if (++r->visits[r->node] > visits)
			r->end = RUN_CUT;
		else if (how->coarse && p->leap[r->node] != SOURCE_NONE)
			run_region(r, p->leap[r->node]);
		else
			do_node(r);
		run_leave(r);
	}
	if (r->doubtful_mm != SOURCE_NONE && (r->end == RUN_TAIL || r->end == RUN_RETURNED) &&
	    is_as_entered(r)) {
		r->end = RUN_RETURNED;
		run_fault(r, RUN_RULE_CALL_MM, r->doubtful_mm,
			  "the lock that is held is of another mm than the call's");
	}
	if (r->end != RUN_RETURNED || is_as_entered(r))
		return;
	r->fault_callers = !r->held;
	run_fault(r, r->held ? RUN_RULE_ENDS_HELD : RUN_RULE_ENDS_DROPPED, SOURCE_NONE,
		  r->held ? "the function ends with the lock held"
			  : "the function ends with its caller's lock dropped");
}
