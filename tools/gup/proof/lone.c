// SPDX-License-Identifier: GPL-2.0-only
/* lone: every schedule's answers are kept, and held against each other afterwards. */
#include "lone.h"

#include <stdlib.h>

#include "base/memory.h"
#include "gup/primitives.h"
#include "gup/verdict/guarded.h"

#define LONE_SCHEDULES 1500 /* the cap, of one function with one entry */
#define LONE_SAMPLES 300    /* beyond it, so that the first answers are not always the same */
#define LONE_VISITS 2	    /* a second round meets what the first one left */
#define MAX_WAYS 8	    /* to one fault that are held against all others */
#define MAX_CONCERNS 64	    /* calls of the family and operations that are told apart */

/* An answer, and how often the same was asked before it in this run. */
struct answer {
	struct run_choice choice;
	uint32_t nth;
};

/* One run. */
struct way {
	enum run_rule rule; /* RUN_RULE_NONE: none was broken */
	uint32_t at;
	bool whole; /* it came to the function's end, or to a fault */
	bool guessed;
	uint64_t concerns; /* that were reached */
	size_t first, end; /* answers */
};

struct explorer {
	const struct lone_scope *scope;
	const struct program *p;
	struct run run;
	struct schedule schedule;
	struct run_watch watch; /* of the run at hand */
	bool *minds;
	uint32_t concern[MAX_CONCERNS];
	size_t concerns;
	struct answer *answer;
	size_t answers, answer_room;
	struct way *way;
	size_t ways, way_room;
	struct lone *out;
};

/* -- one run after the other ---------------------------------------------------------------- */

static uint64_t concern_bit(const struct explorer *x, uint32_t expr)
{
	for (size_t i = 0; i < x->concerns; i++)
		if (x->concern[i] == expr)
			return UINT64_C(1) << i;
	return 0;
}

static void add_fault(struct explorer *x)
{
	const struct run *r = &x->run;
	struct lone_fault f = { .rule = r->rule,
				.at = r->fault_at,
				.cause = r->cause_at,
				.callers = r->fault_callers,
				.operated = r->fault_operated,
				.strayed = r->fault_strayed };

	for (size_t i = 0; i < x->out->count; i++)
		if (x->out->fault[i].rule == f.rule && x->out->fault[i].at == f.at) {
			x->out->fault[i].operated &= f.operated;
			x->out->fault[i].strayed |= f.strayed;
			return;
		}
	VEC_PUSH(x->out->fault, x->out->count, x->out->room, f);
}

static void keep_way(struct explorer *x)
{
	const struct run *r = &x->run;
	struct way way = { .rule = r->rule,
			   .at = r->fault_at,
			   .whole = r->end != RUN_CUT && r->end != RUN_DOUBT,
			   .guessed = r->guessed,
			   .first = x->answers };

	for (size_t i = 0; i < x->p->code.e.count; i++) {
		if (x->watch.at[i])
			way.concerns |= concern_bit(x, (uint32_t)i);
		x->out->at[i] |= x->watch.at[i];
		x->watch.at[i] = 0;
	}
	for (size_t i = 0; i < r->choices; i++) {
		struct answer a = { .choice = r->choice[i] };

		for (size_t k = way.first; k < x->answers; k++)
			a.nth += x->answer[k].choice.kind == a.choice.kind &&
				 x->answer[k].choice.at == a.choice.at;
		VEC_PUSH(x->answer, x->answers, x->answer_room, a);
	}
	way.end = x->answers;
	VEC_PUSH(x->way, x->ways, x->way_room, way);
	x->out->doubt |= r->end == RUN_DOUBT;
	if (r->end == RUN_FAULT)
		add_fault(x);
}

/* Is member @i one that the lock protects? */
static bool is_guarded(const struct explorer *x, uint32_t i)
{
	const struct types_scope types = { x->scope->lib, x->scope->file };
	const struct code *code = &x->p->code;

	if (!types.lib)
		return primitives_is_protected_name(code->src, code->e.expr[i].tok);
	for (size_t k = 0; k < code->events; k++) {
		const struct event *ev = &code->event[k];

		if (ev->expr == i && (ev->kind == EVENT_READ || ev->kind == EVENT_WRITE) &&
		    guarded_event(&types, code, ev) >= GUARDED_MEMBER)
			return true;
	}
	return false;
}

static void add_concern(struct explorer *x, uint32_t i)
{
	if (x->concerns < MAX_CONCERNS)
		x->concern[x->concerns++] = i;
}

/* Must it be looked at statement by statement? What needs the lock then is an operation like others. */
static bool is_suspect(struct explorer *x)
{
	const struct code *code = &x->p->code;
	bool suspect = x->out->count || x->out->doubt;

	for (uint32_t i = 0; i < code->e.count; i++) {
		bool late = x->out->at[i] & RUN_LATE;

		x->minds[i] = late && (x->p->expr[i].needs ||
				       (code->e.expr[i].kind == EXPR_MEMBER && is_guarded(x, i)));
		if (x->minds[i] || (x->out->at[i] & (RUN_STALE | RUN_UNSET)))
			add_concern(x, i);
		suspect |= x->minds[i] || (x->out->at[i] & (RUN_STALE | RUN_UNSET));
	}
	return suspect;
}

static void sample(struct explorer *x, const struct run_how *how)
{
	for (uint64_t seed = 1; seed <= LONE_SAMPLES; seed++) {
		schedule_free(&x->schedule);
		x->schedule.seed = seed;
		schedule_begin(&x->schedule);
		run_go(&x->run, how);
		keep_way(x);
	}
	schedule_free(&x->schedule);
}

static void explore(struct explorer *x, const struct run_how *how)
{
	schedule_free(&x->schedule);
	x->ways = x->answers = x->out->count = 0;
	x->out->bound = x->out->doubt = false;
	for (uint32_t i = 0; i < x->p->code.e.count; i++)
		x->out->at[i] = 0;
	do {
		if (x->ways >= LONE_SCHEDULES) {
			x->out->bound = true;
			sample(x, how);
			return;
		}
		schedule_begin(&x->schedule);
		run_go(&x->run, how);
		keep_way(x);
	} while (schedule_next(&x->schedule));
}

/* -- what is certain ------------------------------------------------------------------------ */

/* What way @w answers where another answers @a; NULL: it is not asked. */
static const struct answer *answer_to(const struct explorer *x, const struct way *w,
				      const struct answer *a)
{
	for (size_t i = w->first; i < w->end; i++)
		if (x->answer[i].choice.kind == a->choice.kind &&
		    x->answer[i].choice.at == a->choice.at && x->answer[i].nth == a->nth)
			return &x->answer[i];
	return NULL;
}

/* Do the family and the lock behave on @w as on @like, wherever both ask? */
static bool is_like(const struct explorer *x, const struct way *w, const struct way *like)
{
	for (size_t i = like->first; i < like->end; i++) {
		const struct answer *a = &x->answer[i], *b;

		if (a->choice.kind > RUN_ASKED_TAKEN)
			continue;
		b = answer_to(x, w, a);
		if (b && b->choice.answer != a->choice.answer)
			return false;
	}
	return true;
}

/*
 * Does every way that is like @bad break some rule: those that reach its place, or with @decides
 * those that give this answer?
 */
static bool is_forced(const struct explorer *x, const struct way *bad, const struct answer *decides)
{
	uint64_t place = bad->at == SOURCE_NONE ? 0 : concern_bit(x, bad->at);

	for (size_t i = 0; i < x->ways; i++) {
		const struct way *w = &x->way[i];
		const struct answer *a = decides ? answer_to(x, w, decides) : NULL;

		if (w->rule != RUN_RULE_NONE || !w->whole ||
		    (decides ? !a || a->choice.answer != decides->choice.answer
			     : place && !(w->concerns & place)))
			continue;
		if (is_like(x, w, bad))
			return false;
	}
	return true;
}

static bool is_certain(const struct explorer *x, const struct lone_fault *f)
{
	size_t seen = 0;

	for (size_t i = 0; i < x->ways && seen < MAX_WAYS; i++) {
		const struct way *w = &x->way[i];

		if (w->rule != f->rule || w->at != f->at || w->guessed)
			continue;
		seen++;
		if (is_forced(x, w, NULL))
			return true;
		for (size_t k = w->first; k < w->end; k++)
			if (x->answer[k].choice.kind > RUN_ASKED_TAKEN &&
			    is_forced(x, w, &x->answer[k]))
				return true;
	}
	return false;
}

/* -- the whole ------------------------------------------------------------------------------ */

void lone_run(const struct lone_scope *scope, const struct program *p, unsigned int entry,
	      struct lone *out)
{
	struct explorer x = { .scope = scope, .p = p, .out = out };
	struct run_how how = { .visits = LONE_VISITS,
			       .coarse = true,
			       .caller_reads = entry == PROOF_ENTRY_READ,
			       .caller_writes = entry == PROOF_ENTRY_WRITE };

	*out = (struct lone){ .at = memory_alloc(p->code.e.count + 1) };
	if (p->unclear) {
		out->doubt = true;
		return;
	}
	for (uint32_t i = 0; i < p->code.e.count; i++)
		if (p->expr[i].call == PROGRAM_GUP || p->expr[i].call == PROGRAM_LOCK ||
		    p->expr[i].call == PROGRAM_FAST || watch_releases(p, i))
			add_concern(&x, i);
	x.watch.shifts = scope->shifts;
	x.watch.at = memory_alloc(p->code.e.count + 1);
	x.minds = memory_alloc(p->code.e.count + 1);
	run_init(&x.run, p, &x.schedule);
	x.run.watch = &x.watch;
	explore(&x, &how);
	if (is_suspect(&x)) {
		how.coarse = false;
		x.watch.minds = x.minds;
		explore(&x, &how);
	}
	if (out->bound && !how.coarse) { /* better what was seen of all */
		how.coarse = true;
		x.watch.minds = NULL;
		explore(&x, &how);
	}
	for (size_t i = 0; i < out->count && !out->bound; i++)
		out->fault[i].certain = is_certain(&x, &out->fault[i]);
	run_free(&x.run);
	schedule_free(&x.schedule);
	free(x.watch.at);
	free(x.minds);
	free(x.answer);
	free(x.way);
}

void lone_free(struct lone *lone)
{
	free(lone->fault);
	free(lone->at);
	*lone = (struct lone){ 0 };
}
