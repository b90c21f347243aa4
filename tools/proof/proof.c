// SPDX-License-Identifier: GPL-2.0-only
/* proof: both versions under one schedule after the other; what differs, and what may not. */
#include "proof.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../audit/under.h"
#include "../base/memory.h"
#include "run.h"

/* What is known of a statement before the change without the lock. */
enum freedom { FREE_UNKNOWN, FREE_YES, FREE_NO };

/* What the flags argument at token @first before the change may hold. */
struct known_flags {
	uint32_t first;
	struct value_flags flags;
};

struct prover {
	const struct proof_scope *scope;
	struct intern names;
	const struct api *after_api;
	struct program before, after;
	struct run was, is;
	struct schedule schedule;
	enum freedom *freedom;	   /* of each statement before, while it was not read */
	struct known_flags *known; /* each is asked for in every schedule */
	size_t knowns, known_room;
	uint32_t *skip;	    /* names of the calls of the family before */
	uint32_t caller_mm; /* text of the mm whose lock the caller must hold, or 0 */
	enum program_grain grain;
	bool again; /* with the next grain: what differs may be this one's, or a tail's */
	struct proof *out;
};

/* -- findings ------------------------------------------------------------------------------- */

__attribute__((format(printf, 3, 4))) static void
conclude(struct prover *p, enum proof_outcome outcome, const char *fmt, ...)
{
	char text[512];
	va_list args;

	if (p->out->why)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	p->out->outcome = outcome;
	p->out->why = memory_strdup(text);
}

static void add_path(struct prover *p, const struct run *r)
{
	for (size_t i = 0; i < r->steps; i++)
		buf_printf(&p->out->path, "%u: %s\n", r->step[i].line, r->step[i].text);
}

/* The version after the change is wrong, at @line of it. */
__attribute__((format(printf, 3, 4))) static void refute(struct prover *p, uint32_t line,
							 const char *fmt, ...)
{
	char text[400];
	va_list args;

	if (p->out->why)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	add_path(p, &p->is);
	buf_printf(&p->out->path, "%u: %s\n", line, text);
	conclude(p, PROOF_REFUTED, "line %u: %s", line, text);
}

/* -- what ran under the lock and now does not ----------------------------------------------- */

/* Do tokens [first, end) before the change run as well without the lock? */
static bool is_free(struct prover *p, uint32_t first, uint32_t end, uint32_t line)
{
	struct under_scope scope = { .lib = p->scope->lib,
				     .file = p->scope->file,
				     .fn = p->before.fn,
				     .skip = p->skip,
				     .skips = p->before.gups };
	struct under under;
	bool fine;

	if (first >= end)
		return true;
	under_read(&scope, (struct range){ first, end }, &under);
	fine = under.class == UNDER_FREE;
	if (under.class == UNDER_NEEDS)
		refute(p, line, "what ran under the lock runs without it: before, %s", under.why);
	else if (!fine)
		conclude(p, PROOF_UNCLEAR, "what ran under the lock runs without it: %s",
			 under.why);
	free(under.why);
	return fine;
}

static void check_freedom(struct prover *p, const struct run_event *was, const struct run_event *is)
{
	const struct program_node *n = &p->before.node[was->node];
	const struct program_gup *g = n->gup == SOURCE_NONE ? NULL : &p->before.gup[n->gup];
	const struct stmt *s = &p->before.flow.st.stmt[was->node];
	uint32_t line = p->after.node[is->node].line, first, end;
	bool fine = true;

	if (n->leap != SOURCE_NONE) {
		first = s->first;
		end = s->end;
	} else {
		flow_own_tokens(&p->before.flow, was->node, &first, &end);
	}
	if (!g) {
		if (!was->held || is->held || p->freedom[was->node] == FREE_YES)
			return;
		if (is_free(p, first, end, line))
			p->freedom[was->node] = FREE_YES;
		return;
	}
	/* the arguments are evaluated before the call, the rest perhaps after it */
	if (was->held && !is->held && p->freedom[was->node] != FREE_YES)
		fine = is_free(p, g->open, g->close + 1, line);
	if (fine && was->held_after && !is->held_after && p->freedom[was->node] != FREE_YES)
		fine = is_free(p, first, g->open, line) && is_free(p, g->close + 1, end, line);
	if (fine && was->held && !is->held && !is->held_after)
		p->freedom[was->node] = FREE_YES;
}

/* -- the calls of the family in one event --------------------------------------------------- */

static const struct value_flags *flags_before(struct prover *p, const struct program_gup *gup)
{
	struct value_scope scope = { .src = p->before.src,
				     .fn = p->before.fn,
				     .lib = p->scope->lib,
				     .file = p->scope->file,
				     .want = true };
	struct known_flags k = { .first = gup->first[ROLE_FLAGS] };

	for (size_t i = 0; i < p->knowns; i++)
		if (p->known[i].first == k.first)
			return &p->known[i].flags;
	value_flags(&scope, (struct range){ k.first, gup->end[ROLE_FLAGS] }, &k.flags);
	VEC_PUSH(p->known, p->knowns, p->known_room, k);
	return &p->known[p->knowns - 1].flags;
}

/* The form must take the flags that the call had before. */
static void check_flags(struct prover *p, const struct program_gup *old,
			const struct program_gup *new, uint32_t line)
{
	const struct api_function *f = &p->after_api->function[new->callee][new->form];
	const struct value_flags *flags;

	if (!old->arg[ROLE_FLAGS])
		return;
	flags = flags_before(p, old);
	if (flags->longterm && !f->longterm)
		refute(p, line, "FOLL_LONGTERM is rejected by %s", f->name);
	else if (flags->nowait)
		refute(p, line, "FOLL_NOWAIT: with it a form with retry loses track of the lock");
	else if (flags->nofault)
		refute(p, line, "FOLL_NOFAULT: there is nothing to retry");
	else if (flags->unknown)
		conclude(p, PROOF_UNCLEAR, "line %u: what is in the flags cannot be known", line);
}

static void check_calls(struct prover *p, const struct run_event *was, const struct run_event *is)
{
	const struct program_node *b = &p->before.node[was->node], *a = &p->after.node[is->node];
	const struct program_gup *old, *new;

	if (b->gup == SOURCE_NONE || a->gup == SOURCE_NONE)
		return;
	old = &p->before.gup[b->gup];
	new = &p->after.gup[a->gup];
	if (old->mm != new->mm)
		refute(p, a->line, "the call faults %s, before it was %s",
		       intern_text(&p->names, new->mm), intern_text(&p->names, old->mm));
	if (old->arg[ROLE_TSK] && new->arg[ROLE_TSK] && old->arg[ROLE_TSK] != new->arg[ROLE_TSK])
		refute(p, a->line, "the call is for another task");
	if (old->form == FORM_PLAIN && new->form != FORM_PLAIN) {
		check_flags(p, old, new, a->line);
		if (new->no_pages &&new->result_used)
			refute(p, a->line,
			       "pages is NULL and the result is used: a retry returns short");
		if (was->inner)
			refute(p, a->line,
			       "another lock is held at the call: a retry would invert their "
			       "order");
	}
}

/* -- one schedule --------------------------------------------------------------------------- */

/* What version @r does as event @k. */
static const char *event_text(const struct prover *p, const struct run *r, size_t k)
{
	return k < r->events ? intern_text(&p->names, r->event[k].text) : "the function's end";
}

static void differ(struct prover *p, size_t k)
{
	const struct source *src = p->after.src;
	uint32_t line = src->token[src->function[p->after.fn].close].line;

	if (p->grain != CODE_RETURNS) {
		p->again = true;
		return;
	}
	if (k < p->is.events)
		line = p->after.node[p->is.event[k].node].line;
	refute(p, line, "here comes \"%.80s\", before the change it was \"%.80s\"",
	       event_text(p, &p->is, k), event_text(p, &p->was, k));
}

/* Do both versions go on alike, where the rest has nothing to do with the lock? */
static bool have_same_tails(struct prover *p)
{
	return p->is.end == RUN_TAIL && p->was.events == p->is.events &&
	       program_tail(&p->before, p->was.at, &p->names) ==
		       program_tail(&p->after, p->is.at, &p->names);
}

static void compare(struct prover *p)
{
	const struct run *b = &p->was, *a = &p->is;

	for (size_t k = 0; k < b->events && k < a->events && !p->out->why; k++) {
		if (b->event[k].text != a->event[k].text) {
			differ(p, k);
			return;
		}
		check_calls(p, &b->event[k], &a->event[k]);
		check_freedom(p, &b->event[k], &a->event[k]);
	}
	if (!p->out->why && b->events != a->events && b->end != RUN_CUT && a->end != RUN_CUT)
		differ(p, b->events < a->events ? b->events : a->events);
}

/* The version before the change breaks a rule: then nothing can be compared. */
static void doubt_before(struct prover *p)
{
	conclude(p, PROOF_UNCLEAR, "before the change, line %u: %s", p->was.fault_line,
		 p->was.fault);
}

static void run_both(struct prover *p)
{
	schedule_begin(&p->schedule);
	run_go(&p->was, p->grain == CODE_LEAPS ? 0 : SIZE_MAX, p->caller_mm, &p->names);
	if (p->was.end == RUN_FAULT) {
		doubt_before(p);
		return;
	}
	run_go(&p->is, p->was.end == RUN_TAIL ? p->was.ticks : SIZE_MAX, p->caller_mm, &p->names);
	if (p->is.end == RUN_FAULT)
		refute(p, p->is.fault_line, "%s", p->is.fault);
	else if (p->was.end == RUN_TAIL && !have_same_tails(p))
		p->again = true;
	else
		compare(p);
}

static void run_all(struct prover *p)
{
	do {
		if (++p->out->schedules > PROOF_SCHEDULES) {
			conclude(p, PROOF_BOUND, "more than %d schedules; not explored to the end",
				 PROOF_SCHEDULES);
			return;
		}
		run_both(p);
	} while (!p->again && !p->out->why && schedule_next(&p->schedule));
}

/* -- the whole ------------------------------------------------------------------------------ */

/* A plain call that is made without the lock on the first way counts on the caller's. */
static void find_caller_mm(struct prover *p)
{
	uint32_t mm = SOURCE_NONE;

	if (p->before.flow.locks.count)
		return;
	for (size_t i = 0; i < p->before.gups; i++) {
		if (p->before.gup[i].form != FORM_PLAIN ||
		    (mm != SOURCE_NONE && mm != p->before.gup[i].mm))
			return;
		mm = p->before.gup[i].mm;
	}
	if (mm != SOURCE_NONE)
		p->caller_mm = mm;
}

/* What is written for other kernels' prototypes cannot be judged by this one's: it must stay. */
static bool have_same_elsewhere(const struct prover *p)
{
	const struct buf *a = &p->before.elsewhere, *b = &p->after.elsewhere;

	return a->len == b->len && (!a->len || !memcmp(a->data, b->data, a->len));
}

static bool read_sides(struct prover *p, const struct proof_side *before,
		       const struct proof_side *after)
{
	program_read(before->api, before->src, before->fn, p->grain, &p->names, &p->before);
	program_read(after->api, after->src, after->fn, p->grain, &p->names, &p->after);
	if (p->before.unclear)
		conclude(p, PROOF_UNCLEAR, "before the change, %s", p->before.unclear);
	else if (p->after.unclear)
		conclude(p, p->after.misfit ? PROOF_REFUTED : PROOF_UNCLEAR, "after the change, %s",
			 p->after.unclear);
	else if (!have_same_elsewhere(p))
		conclude(p, PROOF_UNCLEAR,
			 "a call in a branch for other kernels changes, which does not fit this "
			 "tree's prototype");
	return !p->out->why;
}

static void explore(struct prover *p)
{
	p->freedom = memory_alloc((p->before.flow.st.count + 1) * sizeof(*p->freedom));
	p->skip = memory_alloc((p->before.gups + 1) * sizeof(*p->skip));
	for (size_t i = 0; i < p->before.gups; i++)
		p->skip[i] = p->before.gup[i].name;
	find_caller_mm(p);
	run_init(&p->was, &p->before, &p->schedule);
	run_init(&p->is, &p->after, &p->schedule);
	run_all(p);
	run_free(&p->was);
	run_free(&p->is);
	schedule_free(&p->schedule);
	free(p->freedom);
	free(p->skip);
}

void proof_run(const struct proof_scope *scope, const struct proof_side *before,
	       const struct proof_side *after, struct proof *out)
{
	struct prover p = { .scope = scope, .after_api = after->api, .out = out };

	*out = (struct proof){ .outcome = PROOF_HOLDS };
	do {
		p.again = false;
		if (read_sides(&p, before, after))
			explore(&p);
		program_free(&p.before);
		program_free(&p.after);
	} while (p.again && p.grain++ != CODE_RETURNS);
	if (!out->why)
		out->why = memory_printf("%zu schedules", out->schedules);
	intern_free(&p.names);
	free(p.known);
}

void proof_free(struct proof *proof)
{
	free(proof->why);
	buf_free(&proof->path);
	*proof = (struct proof){ 0 };
}
