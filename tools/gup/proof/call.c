// SPDX-License-Identifier: GPL-2.0-only
/* call: operations on the lock and calls of the family by their rules; all others are events. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "gup/primitives.h"
#include "run.h"

static uint32_t argument(const struct run *r, uint32_t expr, int n)
{
	uint32_t child = expression_child(&r->p->code.e, expr, n + 1);

	return child == SOURCE_NONE ? 0 : r->value[child];
}

/* current->mm, as the run reads it. */
static uint32_t current_mm(struct run *r)
{
	struct terms *t = r->p->terms;
	uint32_t current = term_make(t, TERM_WORD, term_word(t, "current", 7), 0, 0);

	return term_make(t, TERM_LOAD, term_make(t, TERM_MEMBER, current, term_word(t, "mm", 2), 0),
			 r->mm_switched, 0);
}

uint32_t run_current_path(struct run *r)
{
	uint32_t mm = current_mm(r);

	return r->p->terms->term[mm].path;
}

/* get_task_mm(current): the mm with a user more. */
static bool gets_current_mm(const struct run *r, uint32_t expr, uint32_t callee)
{
	const struct terms *t = r->p->terms;
	uint32_t task = argument(r, expr, 0);

	return callee != SOURCE_NONE && source_is(r->p->src, callee, "get_task_mm") && task &&
	       t->term[task].kind == TERM_WORD && !strcmp(term_text(t, t->term[task].a), "current");
}

/* -- the lock ------------------------------------------------------------------------------- */

/* Whose lock: the path of the mm in "mm" or "&mm->mmap_lock". */
static uint32_t mm_of_lock(const struct run *r, uint32_t value)
{
	const struct terms *t = r->p->terms;
	const struct term *x = &t->term[value];

	if (x->kind == TERM_MEMBER &&
	    (!strcmp(term_text(t, x->b), "mmap_lock") || !strcmp(term_text(t, x->b), "mmap_sem")))
		value = x->a;
	return t->term[value].path;
}

/* Is it the lock of @mm that is held? The caller's fits any, and from then on that one. */
static bool fits(struct run *r, uint32_t mm)
{
	if (r->held == RUN_CALLERS)
		r->held = mm;
	for (uint32_t i = 0; i < r->sames; i++)
		if ((r->same[i][0] == r->held && r->same[i][1] == mm) ||
		    (r->same[i][1] == r->held && r->same[i][0] == mm))
			return true;
	return r->held == mm;
}

/* Is it the lock of @mm? A caller's is taken to be current's. */
static bool is_mm_held(struct run *r, uint32_t mm)
{
	return r->held == RUN_CALLERS ? mm == run_current_path(r) : fits(r, mm);
}

static void acquire(struct run *r, const struct lock_op *op, uint32_t mm, uint32_t expr)
{
	if (r->held)
		run_fault(r, is_mm_held(r, mm) ? RUN_RULE_AGAIN : RUN_RULE_NESTED, expr,
			  r->caller_holds ? "the lock is taken again that the caller holds"
					  : "the lock is taken a second time");
	r->fault_callers |= r->caller_holds;
	r->held = mm;
	r->held_for_write = op->kind == LOCK_WRITE;
	r->inner = 0;
	r->lost = r->strayed = false;
	r->operated = true;
	r->taken_at = expr;
}

static void release(struct run *r, const struct lock_op *op, uint32_t mm, uint32_t expr)
{
	if (!r->held)
		run_fault(r, r->dropped ? RUN_RULE_DROPPED : RUN_RULE_NOT_HELD, expr,
			  r->dropped ? "the lock is released that the call has dropped"
				     : "the lock is released that is not held");
	else if (!fits(r, mm))
		run_fault(r, r->doubtful_mm == SOURCE_NONE ? RUN_RULE_OTHER_MM : RUN_RULE_CALL_MM,
			  r->doubtful_mm == SOURCE_NONE ? expr : r->doubtful_mm,
			  "the lock of another mm is released than was taken");
	else if (r->held_for_write != (op->kind == LOCK_RELEASE_WRITE))
		run_fault(r, RUN_RULE_MODE, expr,
			  "the lock is released in another mode than it was taken");
	r->held = 0;
	r->epoch++;
	r->operated = true;
	r->strayed = false;
	r->caller_holds = false;
}

/* Is the statement, or one around it, @scope? */
static bool is_in(const struct statements *st, uint32_t stmt, uint32_t scope)
{
	while (stmt != SOURCE_NONE && stmt != scope)
		stmt = st->stmt[stmt].parent;
	return stmt == scope;
}

void run_leave(struct run *r)
{
	const struct statements *st = &r->p->code.st;
	uint32_t stmt = r->node < r->p->cfg.nodes ? r->p->cfg.node[r->node].stmt : SOURCE_NONE;

	while (r->guards && r->end == RUN_RETURNED) {
		const struct run_guard *g = &r->guard[r->guards - 1];
		const struct lock_op *op = &r->p->ops.op[r->p->expr[g->expr].op];
		struct lock_op back = { .kind = op->kind == LOCK_WRITE ? LOCK_RELEASE_WRITE
								       : LOCK_RELEASE_READ };

		if (stmt != SOURCE_NONE && is_in(st, stmt, g->scope))
			return;
		r->guards--;
		release(r, &back, g->mm, g->expr);
	}
}

static uint32_t take_by_guard(struct run *r, const struct lock_op *op, uint32_t expr)
{
	const struct stmt *s = &r->p->code.st.stmt[op->stmt];
	bool scoped = s->kind == STMT_LOOP;
	uint32_t mm = mm_of_lock(r, argument(r, expr, scoped));

	if (r->guards == RUN_GUARDS || (!scoped && s->kind != STMT_EXPR) ||
	    (scoped && s->loop != LOOP_MACRO)) {
		run_doubt(r, run_line(r, expr), "the guard's scope is not understood");
		return 0;
	}
	acquire(r, op, mm, expr);
	r->guard[r->guards++] = (struct run_guard){ scoped ? op->stmt : s->parent, expr, mm };
	return 0;
}

static uint32_t operate(struct run *r, uint32_t expr)
{
	const struct lock_op *op = &r->p->ops.op[r->p->expr[expr].op];
	uint32_t mm = mm_of_lock(r, argument(r, expr, 0)), line = run_line(r, expr);
	struct terms *t = r->p->terms;
	uint64_t question = schedule_mix(schedule_mix(0x10c, mm), r->events);

	if (op->guard != SOURCE_NONE)
		return take_by_guard(r, op, expr);
	switch (op->kind) {
	case LOCK_RELEASE_READ:
	case LOCK_RELEASE_WRITE:
		release(r, op, mm, expr);
		return term_number(t, 0);
	case LOCK_DOWNGRADE:
		if (!r->held || !r->held_for_write)
			run_fault(r, RUN_RULE_MODE, expr,
				  "the lock is downgraded that is not held for write");
		r->held_for_write = false;
		return term_number(t, 0);
	default:
		break;
	}
	if (op->maybe && run_ask(r, RUN_ASKED_TAKEN, expr, question, 2)) {
		run_step(r, line, "the lock is not taken");
		return op->ok_if_zero
			       ? term_unary(t, TERM_OP('-', 0),
					    term_make(t, TERM_WORD, term_word(t, "EINTR", 5), 0, 0))
			       : term_number(t, 0);
	}
	if (op->maybe)
		run_step(r, line, "the lock is taken");
	acquire(r, op, mm, expr);
	return term_number(t, op->maybe && !op->ok_if_zero);
}

/* -- the family ----------------------------------------------------------------------------- */

static void check_plain(struct run *r, const struct run_gup *g)
{
	if (!r->held)
		run_fault(r, r->dropped ? RUN_RULE_CALL_DROPPED : RUN_RULE_CALL, g->expr,
			  r->dropped ? "the lock is needed that an earlier call has dropped"
				     : "the call is made without the lock");
	else if (!fits(r, g->mm) && r->watch) /* perhaps they are one: there is more to see */
		r->doubtful_mm = r->doubtful_mm == SOURCE_NONE ? g->expr : r->doubtful_mm;
	else if (!fits(r, g->mm))
		run_fault(r, RUN_RULE_CALL_MM, g->expr,
			  "the lock that is held is of another mm than the call's");
}

/* The variable whose address is passed; CODE_NONE with a fault if it is not right. */
static uint32_t check_locked(struct run *r, const struct run_gup *g)
{
	uint32_t s = program_local(r->p, g->arg[ROLE_LOCKED]);
	int64_t n = 0;

	check_plain(r, g);
	if (r->held_for_write)
		run_fault(r, RUN_RULE_WRITE, g->expr,
			  "the lock is held for write, which the call would release for read");
	if (s == CODE_NONE || !r->p->local[s].exact || r->var[s].escaped) {
		run_fault(r, RUN_RULE_POINTER, g->expr,
			  "the locked pointer leads to no variable that is this call's alone");
		return CODE_NONE;
	}
	if (r->p->local[s].type != TERM_TYPE(32, 1))
		run_fault(r, RUN_RULE_TYPE, g->expr, "the locked variable is no int");
	else if (!r->var[s].value)
		run_fault(r, RUN_RULE_UNSET, g->expr,
			  "the locked variable is not set before the call");
	else if (!term_is_number(r->p->terms, r->var[s].value, &n))
		run_doubt(r, run_line(r, g->expr),
			  "what is in the locked variable is not followed");
	else if (n != 1)
		run_fault(r, !n && r->dropped ? RUN_RULE_ZERO_DROPPED : RUN_RULE_NOT_ONE, g->expr,
			  "the locked variable is %d at the call, the kernel wants 1", (int)n);
	return s;
}

static void check_unlocked(struct run *r, const struct run_gup *g)
{
	if (!r->held)
		return;
	r->fault_callers |= r->caller_holds;
	run_fault(r, is_mm_held(r, g->mm) ? RUN_RULE_UNDER : RUN_RULE_NESTED, g->expr,
		  r->caller_holds ? "the call takes the lock that the caller holds: a deadlock"
				  : "the call takes the lock that is held already: a deadlock");
}

/*
 * The flags. @own: without FOLL_TOUCH and FOLL_REMOTE, which __get_user_pages_unlocked() needs and
 * get_user_pages_remote() sets itself (mm/gup.c of 4.6 to 4.9).
 */
static uint32_t flags_of(struct run *r, uint32_t value, bool own)
{
	struct terms *t = r->p->terms;
	uint32_t part[32], flags = term_number(t, 0);
	size_t n = term_parts(t, value, part, 32), gone = 0;

	if (!own)
		return value;
	for (size_t i = 0; i < n && n <= 32; i++) {
		const char *word =
			t->term[part[i]].kind == TERM_WORD ? term_text(t, t->term[part[i]].a) : "";

		if (!strcmp(word, "FOLL_TOUCH") || !strcmp(word, "FOLL_REMOTE"))
			gone++;
		else
			flags = term_binary(t, TERM_OP('|', 0), flags, part[i]);
	}
	if (gone == 2)
		return flags;
	return term_make(t, TERM_PURE, term_make(t, TERM_LIST, 0, value, 0),
			 term_word(t, "as they are", 11), 0);
}

/* What a fast form makes of its "int write": the flags that the plain form is passed. */
static uint32_t flags_of_write(struct run *r, uint32_t write, uint32_t expr)
{
	struct terms *t = r->p->terms;
	uint32_t none = term_number(t, 0);
	uint32_t flag = term_make(t, TERM_WORD, term_word(t, "FOLL_WRITE", 10), 0, 0);
	int64_t n;

	if (term_is_number(t, write, &n))
		return n ? flag : none;
	if (r->how.coarse)
		return term_make(t, TERM_CHOICE, write, flag, none);
	return run_decide(r, write, expr) ? flag : none;
}

static void read_arguments(struct run *r, uint32_t expr, struct run_gup *g)
{
	const struct api_function *f = program_function(r->p, expr);
	struct terms *t = r->p->terms;
	uint32_t arg, mm = current_mm(r); /* which may move the terms */
	int64_t n;

	*g = (struct run_gup){ .expr = expr,
			       .callee = (enum callee)r->p->expr[expr].callee,
			       .form = (enum form)r->p->expr[expr].form };
	for (int i = 0; i < f->params; i++)
		g->arg[f->role[i]] = argument(r, expr, i);
	if (g->form == FORM_LOCKED && !strcmp(f->name, api_callee_name(g->callee)))
		g->form = FORM_PLAIN; /* one function: its argument decides */
	if (g->arg[ROLE_LOCKED] && !(term_is_number(t, g->arg[ROLE_LOCKED], &n) && !n))
		g->form = FORM_LOCKED;
	g->arg[ROLE_FLAGS] = g->arg[ROLE_FLAGS] ? flags_of(r, g->arg[ROLE_FLAGS],
							   g->form == FORM_UNLOCKED &&
								   g->callee == CALLEE_GET_REMOTE)
						: 0;
	if (g->form == FORM_FAST && g->arg[ROLE_WRITE] &&
	    api_position(&r->p->api->function[g->callee][FORM_PLAIN], ROLE_FLAGS) >= 0) {
		g->arg[ROLE_FLAGS] = flags_of_write(r, g->arg[ROLE_WRITE], expr);
		g->arg[ROLE_WRITE] = 0;
	}
	if (g->arg[ROLE_FLAGS]) /* a parameter of that type: so may a variable be */
		g->arg[ROLE_FLAGS] = term_convert(t, g->arg[ROLE_FLAGS], TERM_TYPE(32, 0));
	g->mm = t->term[api_position(f, ROLE_MM) >= 0 ? g->arg[ROLE_MM] : mm].path;
	g->no_pages = term_is_number(t, g->arg[ROLE_PAGES], &n) && !n;
	arg = expression_child(&r->p->code.e, expr, api_position(f, ROLE_PAGES) + 1);
	g->never_pages = arg != SOURCE_NONE && expression_is_null(&r->p->code.e, arg);
	g->result_used = r->discarded != expr;
}

/* The call as an event, by roles, so that it is the same for every form. */
static uint32_t family_event(struct run *r, const struct run_gup *g)
{
	struct terms *t = r->p->terms;
	uint32_t list = 0;
	int64_t n;

	for (int role = ROLE_START; role <= ROLE_VMAS; role++) {
		bool zero = term_is_number(t, g->arg[role], &n) && !n;

		/*
		 * no vmas are NULL, a fast form never forces; __get_user_pages_unlocked() of 4.6
		 * takes write, force and flags
		 */
		if (!g->arg[role] || ((role == ROLE_VMAS || role == ROLE_FORCE) && zero) ||
		    (role == ROLE_FLAGS && zero && g->arg[ROLE_WRITE]))
			continue;
		list = term_make(t, TERM_LIST, list, g->arg[role], 0);
		list = term_make(t, TERM_LIST, list, term_number(t, role), 0);
	}
	/* got or pinned: proof.c asks for that */
	return term_make(t, TERM_FAMILY, list,
			 g->callee == CALLEE_GET || g->callee == CALLEE_PIN ? 1 : 2, 0);
}

static void check_gup(struct run *r, const struct run_gup *g, uint32_t *locked)
{
	int64_t n;

	if (g->form == FORM_PLAIN) {
		check_plain(r, g);
		return;
	}
	if (g->arg[ROLE_VMAS] && (!term_is_number(r->p->terms, g->arg[ROLE_VMAS], &n) || n))
		run_fault(r, RUN_RULE_VMAS, g->expr,
			  "vmas are asked for, which mean nothing after a retry");
	if (g->form == FORM_LOCKED)
		*locked = check_locked(r, g);
	else
		check_unlocked(r, g);
}

static uint32_t call_gup(struct run *r, uint32_t expr)
{
	static const char *const said[] = { "all pages", "an error", "no page",
					    "some of the pages" };
	const struct expr *x = &r->p->code.e.expr[expr];
	uint32_t locked = CODE_NONE, line = run_line(r, expr), outcome;
	struct run_event *ev;
	struct run_gup g;
	uint64_t at;
	int64_t n;
	bool one;

	read_arguments(r, expr, &g);
	check_gup(r, &g, &locked);
	for (int role = ROLE_START; role <= ROLE_VMAS; role++)
		if (g.arg[role]) {
			run_use(r, g.arg[role], line);
			run_leak(r, g.arg[role], expr);
		}
	ev = run_event(r, family_event(r, &g), x->first, x->end);
	ev->gup = (uint32_t)r->gups;
	VEC_PUSH(r->gup, r->gups, r->gup_room, g);
	at = r->events;
	/* of one page, some is all */
	one = term_is_number(r->p->terms, g.arg[ROLE_NR], &n) && n == 1;
	outcome = run_ask(r, RUN_ASKED_GUP, expr, schedule_mix(0x90b, at),
			  RUN_OUTCOMES - (one ? 1u : 0));
	if (g.form == FORM_LOCKED && run_ask(r, RUN_ASKED_GUP, expr, schedule_mix(0xd20b, at), 2)) {
		r->held = 0;
		r->dropped_epoch = ++r->epoch;
		r->dropped = r->lost = true;
		r->dropped_at = expr;
		if (locked != CODE_NONE)
			r->var[locked].value = term_number(r->p->terms, 0);
		run_step(r, line, "the call returns %s, and has dropped the lock", said[outcome]);
	} else {
		run_step(r, line, "the call returns %s", said[outcome]);
	}
	r->event[at - 1].held_after = r->held != 0;
	r->outcome = memory_resize(r->outcome, at, 1);
	r->outcomes = at;
	r->outcome[at - 1] = (uint8_t)outcome;
	return term_make(r->p->terms, TERM_GUP, (uint32_t)at, 0, 0);
}

/* -- all others ----------------------------------------------------------------------------- */

/* A macro, perhaps, that assigns to the variables which it is passed by name. */
static void change_names(struct run *r, uint32_t expr)
{
	const struct code *code = &r->p->code;
	uint32_t n = 0;

	/* one that is given a text prints */
	for (uint32_t c = expression_child(&code->e, expr, 1); c != SOURCE_NONE && r->watch;
	     c = code->e.expr[c].next)
		if (code->e.expr[c].kind == EXPR_STRING)
			return;
	for (uint32_t c = expression_child(&code->e, expr, 1); c != SOURCE_NONE;
	     c = code->e.expr[c].next, n++) {
		uint32_t place = code->place_of[c], s;

		if (code->e.expr[c].kind != EXPR_NAME || place == CODE_NONE ||
		    code->place[place].step != PLACE_SYMBOL)
			continue;
		s = code->place[place].symbol;
		r->var[s].value =
			term_make(r->p->terms, TERM_OUT, r->var[s].value, (uint32_t)r->events, n);
	}
}

/* What is called. Pages are given back in one way or the other, as they were taken. */
static uint32_t callee_of(struct run *r, uint32_t expr, uint32_t released)
{
	if (released)
		return term_make(r->p->terms, TERM_WORD, term_word(r->p->terms, "give back", 9), 0,
				 0);
	return r->where[expr] && !r->value[expr] ? r->where[expr] : r->value[expr];
}

static uint32_t call_other(struct run *r, uint32_t expr)
{
	const struct program_expr *px = &r->p->expr[expr];
	const struct expressions *e = &r->p->code.e;
	const struct expr *x = &e->expr[expr];
	struct terms *t = r->p->terms;
	uint32_t callee = expression_callee(e, expr), list, result;
	uint32_t released = run_watch_call(r, expr);
	struct run_event *ev;

	r->strayed |= px->stray;
	list = term_make(t, TERM_LIST, 0, callee_of(r, x->child, released), 0);
	for (uint32_t c = e->expr[x->child].next; c != SOURCE_NONE; c = e->expr[c].next) {
		run_use(r, r->value[c], run_line(r, expr));
		run_leak(r, r->value[c], expr);
		list = term_make(t, TERM_LIST, list, r->value[c], 0);
	}
	ev = run_event(r, term_make(t, TERM_CALL, list, 0, 0), x->first, x->end);
	ev->released = released;
	ev->vague = px->call == PROGRAM_FAST;
	ev->takes = px->inner > 0;
	ev->misfit = px->call == PROGRAM_MISFIT;
	if (r->held && px->inner > 0)
		r->inner++;
	else if (r->inner && px->inner < 0)
		r->inner--;
	if (px->writes_names)
		change_names(r, expr);
	if (r->watch && callee != SOURCE_NONE && source_is(e->src, callee, "BUG_ON") &&
	    argument(r, expr, 0) && run_decide(r, argument(r, expr, 0), expr))
		r->end = RUN_CUT;
	if (callee != SOURCE_NONE && primitives_switches_mm(e->src, callee))
		r->mm_switched = (uint32_t)r->events;
	result = term_make(t, TERM_RESULT, (uint32_t)r->events, 0, 0);
	run_note(r, result, x->first, x->end, false);
	for (uint32_t c = e->expr[x->child].next; c != SOURCE_NONE; c = e->expr[c].next) {
		uint32_t s = program_local(r->p, r->value[c]);

		if (s != CODE_NONE)
			r->var[s].lent = result;
	}
	return gets_current_mm(r, expr, callee) ? current_mm(r) : result;
}

uint32_t run_call(struct run *r, uint32_t expr)
{
	const struct expressions *e = &r->p->code.e;
	struct terms *t = r->p->terms;
	uint32_t list = 0, tok = expression_callee(e, expr);

	switch (r->p->expr[expr].call) {
	case PROGRAM_GUP:
		return call_gup(r, expr);
	case PROGRAM_LOCK:
		return operate(r, expr);
	case PROGRAM_SAME:
		return argument(r, expr, 0);
	case PROGRAM_ERROR:
		return term_binary(t, TERM_OP('<', 0),
				   term_convert(t, argument(r, expr, 0), TERM_TYPE(64, 1)),
				   term_number(t, 0));
	case PROGRAM_PURE:
		for (uint32_t c = expression_child(e, expr, 1); c != SOURCE_NONE;
		     c = e->expr[c].next)
			list = term_make(t, TERM_LIST, list, r->value[c], 0);
		return term_make(t, TERM_PURE, list, program_word(t, e->src, tok, tok + 1), 0);
	default:
		return call_other(r, expr);
	}
}
