// SPDX-License-Identifier: GPL-2.0-only
/* proof: both versions under one schedule after the other; what differs, and what may not. */
#include "proof.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/types.h"
#include "gup/verdict/fast.h"
#include "gup/verdict/under.h"
#include "gup/verdict/values.h"
#include "run.h"

/* What is known of tokens before the change without the lock. */
struct known_freedom {
	uint32_t first, end;
	bool held; /* before the change */
	enum under_class class;
	char *why;
};

/* What the flags argument at token @first before the change may hold. */
struct known_flags {
	uint32_t first;
	struct value_flags flags;
};

/* What stands against the fast form for the call @expr before the change; NULL: nothing. */
struct known_fast {
	uint32_t expr;
	char *why;
	bool wrong; /* ... for certain */
};

/* What pages was at a call after the change, in any schedule. */
enum { PAGES_NULL = 1, PAGES_SOME = 2 };
#define NO_PAGES "pages is NULL and the result is used: a retry returns short"

struct prover {
	const struct proof_scope *scope;
	struct terms terms;
	struct program before, after;
	struct run was, is;
	struct schedule schedule;
	struct run_how how;
	unsigned int entry_after; /* how's is that before */
	struct known_freedom *freedom;
	size_t freedoms, freedom_room;
	struct known_flags *known; /* each is asked for in every schedule */
	size_t knowns, known_room;
	struct known_fast *fast;
	size_t fasts, fast_room;
	uint8_t *pages; /* of each expression after: PAGES_... */
	uint32_t *skip; /* names of the calls of the family before */
	size_t skips;
	char *mended; /* the first rule of the lock that is broken before, and not after */
	bool turns;   /* one version goes on where the other turns in a circle */
	bool again;   /* what differs may be only how statements were taken together */
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
	for (size_t i = 0; i < p->is.steps; i++)
		buf_printf(&p->out->path, "%u: %s\n", p->is.step[i].line, p->is.step[i].text);
	buf_printf(&p->out->path, "%u: %s\n", line, text);
	conclude(p, PROOF_REFUTED, "line %u: %s", line, text);
}

static uint32_t line_of(const struct program *side, uint32_t tok)
{
	return side->src->token[tok].line;
}

/* -- what ran under the lock and now does not ----------------------------------------------- */

static const struct known_freedom *freedom_of(struct prover *p, uint32_t first, uint32_t end,
					      bool held)
{
	struct under_scope scope = { .lib = p->scope->lib,
				     .file = p->scope->file,
				     .fn = p->before.fn,
				     .skip = p->skip,
				     .skips = p->skips,
				     .trust = p->scope->trust ? &p->scope->trust[held] : NULL };
	struct known_freedom k = { .first = first, .end = end, .held = held };
	struct under under;

	for (size_t i = 0; i < p->freedoms; i++)
		if (p->freedom[i].first == first && p->freedom[i].end == end &&
		    p->freedom[i].held == held)
			return &p->freedom[i];
	under_read(&scope, (struct range){ first, end }, &under);
	k.class = under.class;
	k.why = under.why;
	VEC_PUSH(p->freedom, p->freedoms, p->freedom_room, k);
	return &p->freedom[p->freedoms - 1];
}

/* Tokens [first, end) before the change ran under the lock, or not; @how: what is not so after it. */
static void need_freedom(struct prover *p, uint32_t first, uint32_t end, bool held, uint32_t line,
			 const char *how)
{
	const struct known_freedom *k = freedom_of(p, first, end, held);

	if (k->class >= UNDER_NEEDS)
		refute(p, line, "%s: before, %s", how, k->why);
	else if (k->class != UNDER_FREE)
		conclude(p, PROOF_UNCLEAR, "%s: %s", how, k->why);
}

static const struct run_seen *seen_in(const struct run *r, uint32_t term)
{
	return term < r->seens && r->seen[term].serial == r->serial ? &r->seen[term] : NULL;
}

/* Do tokens [first, end) before the change give a number? Only where it came from hangs from the lock. */
static bool gives_number(const struct prover *p, uint32_t first, uint32_t end)
{
	const struct types_scope scope = { p->scope->lib, p->scope->file };
	const struct code *code = &p->before.code;

	for (uint32_t i = 0; i < code->e.count; i++) {
		struct type type;

		if (code->e.expr[i].first != first || code->e.expr[i].end != end ||
		    code->e.expr[i].kind == EXPR_CAST)
			continue;
		type = types_resolve(&scope, types_expression(&scope, code, i));
		return declaration_is_number(&type);
	}
	return false;
}

/* What was read under the lock, and is now read without it, or used when it was dropped. */
static void check_reads(struct prover *p)
{
	for (size_t i = 0; i < p->was.reads && !p->out->why; i++) {
		const struct run_read *read = &p->was.read[i], *now;
		const struct run_seen *was = seen_in(&p->was, read->term);
		const struct run_seen *is = seen_in(&p->is, read->term);

		if (!read->held || !is || !is->read)
			continue;
		now = &p->is.read[is->read - 1];
		if (is->free)
			need_freedom(p, read->first, read->end, true,
				     line_of(&p->after, now->first),
				     "what ran under the lock runs without it");
		else if (is->late_line && (!was->late_line || is->late_at < was->late_at) &&
			 !gives_number(p, read->first, read->end))
			need_freedom(
				p, read->first, read->end, true, is->late_line,
				"what was found under the lock, such as a vma from before the lock "
				"was dropped, is used after that");
	}
}

/* -- the calls of the family in one event --------------------------------------------------- */

static const struct value_flags *flags_before(struct prover *p, const struct run_gup *gup)
{
	const struct macro_scope scope = { p->scope->lib, p->scope->file, p->before.src, true };
	const struct expressions *e = &p->before.code.e;
	uint32_t arg = expression_child(
		e, gup->expr,
		api_position(program_function(&p->before, gup->expr), ROLE_FLAGS) + 1);
	struct known_flags k = { .first = e->expr[arg].first };

	for (size_t i = 0; i < p->knowns; i++)
		if (p->known[i].first == k.first)
			return &p->known[i].flags;
	value_flags(&scope, &p->before.code, arg, &k.flags);
	VEC_PUSH(p->known, p->knowns, p->known_room, k);
	return &p->known[p->knowns - 1].flags;
}

/* The form must take the flags that the call had before. */
static void check_flags(struct prover *p, const struct run_gup *old, const struct run_gup *new,
			uint32_t line)
{
	const struct api_function *f = program_function(&p->after, new->expr);
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

static uint32_t path_of(const struct terms *t, uint32_t term)
{
	return t->term[t->term[term].bare].path;
}

/* Is the value a page of the array at @pages, or that itself? */
static bool is_of(const struct terms *t, uint32_t value, uint32_t pages)
{
	const struct term *x = &t->term[t->term[value].bare], *at;

	pages = path_of(t, pages);
	if (x->path == pages)
		return true;
	at = x->kind == TERM_LOAD ? &t->term[t->term[x->a].path] : NULL;
	return at && (t->term[x->a].path == pages ||
		      (at->kind == TERM_BINARY && (at->a == pages || at->b == pages)));
}

static bool has_flag(const struct terms *t, uint32_t flags, const char *name)
{
	uint32_t part[32];
	size_t n = term_parts(t, t->term[flags].bare, part, 32);

	for (size_t i = 0; i < n && i < 32; i++)
		if (t->term[part[i]].kind == TERM_WORD &&
		    !strcmp(term_text(t, t->term[part[i]].a), name))
			return true;
	return n > 32;
}

/*
 * What was got is pinned: is it given back in this function, once, wherever it was taken, and does
 * nobody else get it? Then both are right, since the way to give it back fits.
 */
static void check_pins(struct prover *p, const struct run_event *was, const struct run_event *is,
		       uint32_t line)
{
	const struct run_gup *old = &p->was.gup[was->gup];
	const struct terms *t = &p->terms;
	size_t given = 0, from = (size_t)(was - p->was.event) + 1;

	if (p->how.coarse)
		p->again = true;
	if (p->how.coarse || p->is.end == RUN_CUT)
		return;
	if (api_pins(old->callee))
		refute(p, line, "the pages were pinned before, and are only got now");
	if (has_flag(t, p->is.gup[is->gup].arg[ROLE_FLAGS], "FOLL_GET"))
		refute(p, line, "FOLL_GET is rejected where pages are pinned");
	for (size_t k = from; k < p->was.events; k++) {
		const struct run_event *e = &p->was.event[k];
		const struct term *x = &t->term[e->term];
		uint32_t kept = x->kind == TERM_STORE ? x->b : x->kind == TERM_RETURN ? x->a : 0;

		given += e->released == was->gup + 1;
		for (size_t i = from; i < k && e->released; i++)
			if (p->was.event[i].released &&
			    path_of(t, p->was.event[i].term) == path_of(t, e->term))
				kept = old->arg[ROLE_PAGES];
		if (kept && is_of(t, kept, old->arg[ROLE_PAGES]))
			conclude(
				p, PROOF_UNCLEAR,
				"line %u: the pages are pinned now, and who gives them back is not "
				"followed",
				line_of(&p->after, p->is.event[k].first));
	}
	if (!given && p->was.outcome[from - 1] != RUN_ERROR && p->was.outcome[from - 1] != RUN_NONE)
		conclude(p, PROOF_UNCLEAR,
			 "line %u: the pages are pinned now, and whether they are unpinned is not "
			 "known",
			 line_of(&p->after, is->first));
}

/* The fast form must do with what the call is passed, and its result with what is made of it. */
static void check_fast(struct prover *p, const struct run_gup *old, uint32_t line)
{
	struct fast_call call = { .scope = { p->scope->lib, p->scope->file, p->before.src, true },
				  .code = &p->before.code,
				  .api = p->before.api,
				  .callee = old->callee,
				  .form = (enum form)p->before.expr[old->expr].form,
				  .expr = old->expr,
				  .proposed = true }; /* of others the audit asks for more */
	size_t i = 0;

	while (i < p->fasts && p->fast[i].expr != old->expr)
		i++;
	if (i == p->fasts) {
		VEC_PUSH(p->fast, p->fasts, p->fast_room, (struct known_fast){ .expr = old->expr });
		p->fast[i].why = fast_why_not(&call, &p->fast[i].wrong);
	}
	if (p->fast[i].why && p->fast[i].wrong)
		refute(p, line, "%s", p->fast[i].why);
	else if (p->fast[i].why)
		conclude(p, PROOF_UNCLEAR, "line %u: %s", line, p->fast[i].why);
}

static void check_calls(struct prover *p, const struct run_event *was, const struct run_event *is)
{
	uint32_t line = line_of(&p->after, is->first);
	const struct run_gup *old, *new;

	if (was->gup == SOURCE_NONE || is->gup == SOURCE_NONE)
		return;
	old = &p->was.gup[was->gup];
	new = &p->is.gup[is->gup];
	if (old->mm != new->mm)
		refute(p, line, "the call faults the pages of another mm");
	if (old->arg[ROLE_TSK] && new->arg[ROLE_TSK] && old->arg[ROLE_TSK] != new->arg[ROLE_TSK])
		refute(p, line, "the call is for another task");
	if (api_pins(old->callee) != api_pins(new->callee))
		check_pins(p, was, is, line);
	if (old->form != FORM_FAST && new->form == FORM_FAST)
		check_fast(p, old, line);
	if (old->form == FORM_PLAIN && new->form != FORM_PLAIN) {
		check_flags(p, old, new, line);
		if (new->form == FORM_FAST || (p->after.api->short_prefault && new->result_used)) {
			p->pages[new->expr] |= new->no_pages ? PAGES_NULL : PAGES_SOME;
			if (new->never_pages)
				refute(p, line, NO_PAGES);
		}
		if (was->inner)
			refute(p, line,
			       "another lock is held at the call: a retry would invert their "
			       "order");
	}
}

/* -- one schedule --------------------------------------------------------------------------- */

/* What version @side does in its source's own words; the caller's. */
static char *event_text(const struct program *side, const struct run *r, size_t k)
{
	const struct source *src = side->src;
	struct buf text = { 0 };

	if (k >= r->events)
		return memory_strdup("the function's end");
	for (uint32_t i = r->event[k].first; i < r->event[k].end && text.len < 60; i++) {
		const struct token *t = &src->token[i];

		if (i > r->event[k].first && src->text[t->at - 1] != src->text[t->at] &&
		    (src->text[t->at - 1] == ' ' || src->text[t->at - 1] == '\t' ||
		     src->text[t->at - 1] == '\n'))
			buf_addch(&text, ' ');
		buf_add(&text, src->text + t->at, t->len);
		if (text.len >= 60)
			buf_addstr(&text, " ...");
	}
	return buf_detach(&text);
}

/* Is it a call of a form that is not judged, or something that is not understood? */
static bool is_vague(const struct run *r, size_t k)
{
	return k < r->events && r->event[k].vague;
}

static void differ(struct prover *p, size_t k)
{
	const struct run_event *was = k < p->was.events ? &p->was.event[k] : NULL;
	const struct run_event *is = k < p->is.events ? &p->is.event[k] : NULL;
	uint32_t line =
		line_of(&p->after, is ? is->first : p->after.src->function[p->after.fn].close);
	char *old, *new;

	if (p->how.coarse) {
		p->again = true;
		return;
	}
	old = event_text(&p->before, &p->was, k);
	new = event_text(&p->after, &p->is, k);
	if (is_vague(&p->was, k) || is_vague(&p->is, k))
		conclude(p, PROOF_UNCLEAR, "line %u: \"%s\" is not judged", line,
			 is_vague(&p->is, k) ? new : old);
	else if ((was && was->misfit) || (is && is->misfit))
		conclude(p, PROOF_UNCLEAR,
			 "a call in a branch for other kernels changes, which does not fit this "
			 "tree's prototype");
	else if (was && is && was->released && is->released)
		conclude(p, PROOF_UNCLEAR,
			 "line %u: whether the same pages are given back is not followed", line);
	else if (was && is && p->terms.term[was->term].bare == p->terms.term[is->term].bare)
		conclude(p, PROOF_UNCLEAR, "line %u: a type that \"%s\" depends on changes", line,
			 new);
	else if (!strcmp(old, new))
		refute(p, line, "\"%s\" has other values than before the change", new);
	else
		refute(p, line, "here comes \"%s\", before the change it was \"%s\"", new, old);
	free(old);
	free(new);
}

/* Was @a cut off before it did what @b did? */
static bool is_behind(const struct run *a, const struct run *b)
{
	return a->end == RUN_CUT && b->end != RUN_CUT && a->events < b->events;
}

static void compare(struct prover *p)
{
	const struct run *b = &p->was, *a = &p->is;

	for (size_t k = 0; k < b->events && k < a->events && !p->out->why; k++) {
		const struct run_event *was = &b->event[k], *is = &a->event[k];

		if (was->term != is->term) {
			differ(p, k);
			return;
		}
		check_calls(p, was, is);
		if (!was->held && is->held && is->takes)
			conclude(
				p, PROOF_UNCLEAR,
				"line %u: another lock is taken under this one, and was not before",
				line_of(&p->after, is->first));
		if ((was->held != is->held || (was->writes && !is->writes)) &&
		    was->gup == SOURCE_NONE && p->terms.term[was->term].kind != TERM_RETURN)
			need_freedom(
				p, was->first, was->end, was->held, line_of(&p->after, is->first),
				was->held && is->held
					? "what ran under the lock held for write has it for read"
				: was->held ? "what ran under the lock runs without it"
					    : "what ran without the lock runs under it");
	}
	if (b->events != a->events && b->end != RUN_CUT && a->end != RUN_CUT)
		differ(p, b->events < a->events ? b->events : a->events);
	else if (is_behind(a, b) || is_behind(b, a))
		*(p->how.coarse ? &p->again : &p->turns) = true;
	else
		check_reads(p);
}

/* The version after the change breaks a rule; or it seems so, where the lock is hidden. */
static void blame(struct prover *p)
{
	if (p->after.wrapped)
		conclude(p, PROOF_UNCLEAR, "line %u: %s, unless what wraps the lock does it",
			 p->is.fault_line, p->is.fault);
	p->out->callers = p->is.fault_callers;
	p->out->ends = p->is.rule == RUN_RULE_ENDS_HELD || p->is.rule == RUN_RULE_ENDS_DROPPED;
	refute(p, p->is.fault_line, "%s", p->is.fault);
}

static void doubt_before(struct prover *p)
{
	conclude(p, PROOF_UNCLEAR, "before the change, line %u: %s", p->was.fault_line,
		 p->was.fault);
}

static void run_both(struct prover *p)
{
	struct run_how how = p->how;
	bool stops;

	schedule_begin(&p->schedule);
	how.tolerant = !how.coarse;
	run_go(&p->was, &how);
	if (p->was.end == RUN_FAULT || p->was.end == RUN_DOUBT) {
		p->again = how.coarse;
		if (!p->again)
			doubt_before(p);
		return;
	}
	stops = p->was.end == RUN_TAIL;
	how.tail = stops ? p->was.events : SIZE_MAX;
	how.tolerant = false;
	how.caller_reads = p->entry_after == PROOF_ENTRY_READ;
	how.caller_writes = p->entry_after == PROOF_ENTRY_WRITE;
	run_go(&p->is, &how);
	if (p->was.fault[0] && p->is.end == RUN_FAULT)
		doubt_before(p);
	else if (p->was.fault[0] && !p->mended)
		p->mended = memory_printf("before, line %u: %s", p->was.fault_line, p->was.fault);
	if (how.coarse && (p->is.end == RUN_FAULT || p->is.end == RUN_DOUBT))
		p->again = true;
	else if (p->is.end == RUN_FAULT)
		blame(p);
	else if (p->is.end == RUN_DOUBT)
		conclude(p, PROOF_UNCLEAR, "after the change, line %u: %s", p->is.fault_line,
			 p->is.fault);
	else if (stops && (p->is.end != RUN_TAIL || p->was.events != p->is.events ||
			   run_tail(&p->was) != run_tail(&p->is)))
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
		if (p->was.went + p->is.went > PROOF_NODES) {
			conclude(p, PROOF_BOUND,
				 "its schedules are too long; not explored to the end after %zu",
				 p->out->schedules - 1);
			return;
		}
		run_both(p);
	} while (!p->again && !p->out->why && schedule_next(&p->schedule));
	if (p->turns)
		conclude(p, PROOF_UNCLEAR, "one version goes on where the other turns in a circle");
	/* a variable that is NULL on some ways only may be NULL on none that can be gone */
	for (uint32_t i = 0; i < p->after.code.e.count && !p->again; i++)
		if (p->pages[i] == PAGES_NULL)
			refute(p, line_of(&p->after, p->after.code.e.expr[i].first), NO_PAGES);
}

/* With what the caller holds: first with statements taken together, then each by itself. */
static void explore(struct prover *p, unsigned int entry, unsigned int after)
{
	p->entry_after = after;
	p->how = (struct run_how){ .caller_reads = entry == PROOF_ENTRY_READ,
				   .caller_writes = entry == PROOF_ENTRY_WRITE,
				   /* the tail is only the same if the lock is */
				   .tail = entry == after ? 0 : SIZE_MAX };
	for (p->how.coarse = true;; p->how.coarse = false) {
		p->again = false;
		schedule_free(&p->schedule);
		run_all(p);
		if (!p->again)
			break;
	}
}

/* -- the whole ------------------------------------------------------------------------------ */

/* A plain call in a function that never touches the lock counts on the caller's. */
static unsigned int guess_entry(const struct program *before)
{
	return before->plain && !before->ops.count && !before->wrapped ? PROOF_ENTRY_READ
								       : PROOF_ENTRY_FREE;
}

/* Where the patch changes what callers hold, nobody says which of them is which. */
static void explore_entries(struct prover *p, unsigned int before, unsigned int after)
{
	for (unsigned int was = PROOF_ENTRY_FREE; was <= PROOF_ENTRY_WRITE; was *= 2)
		for (unsigned int is = PROOF_ENTRY_FREE; is <= PROOF_ENTRY_WRITE; is *= 2)
			if ((before & was) && (after & is) && (before != after || was == is) &&
			    !p->out->why)
				explore(p, was, is);
}

static bool read_sides(struct prover *p, const struct proof_side *before,
		       const struct proof_side *after)
{
	const struct program_scope scope = { .lib = p->scope->lib,
					     .file = p->scope->file,
					     .before = before->src,
					     .fn = before->fn };

	program_read(&scope, before->api, before->src, before->fn, &p->terms, &p->before);
	program_read(&scope, after->api, after->src, after->fn, &p->terms, &p->after);
	if (p->before.unclear)
		conclude(p, PROOF_UNCLEAR, "before the change, %s", p->before.unclear);
	else if (p->after.unclear)
		conclude(p, p->after.misfit ? PROOF_REFUTED : PROOF_UNCLEAR, "after the change, %s",
			 p->after.unclear);
	else if (p->before.signature != p->after.signature)
		conclude(p, PROOF_UNCLEAR,
			 "the type of a parameter or of the result changes, or what runs at a "
			 "scope's end");
	return !p->out->why;
}

/* The names of the family's calls before, whose needs are judged by their forms. */
static void find_skips(struct prover *p)
{
	p->skip = memory_alloc((p->before.gups + 1) * sizeof(*p->skip));
	for (uint32_t i = 0; i < p->before.code.e.count; i++)
		if (p->before.expr[i].call == PROGRAM_GUP)
			p->skip[p->skips++] = expression_callee(&p->before.code.e, i);
}

/* What a pointer of one name leads to is nothing that values show. */
static void check_types(struct prover *p)
{
	const struct code *a = &p->before.code, *b = &p->after.code;

	for (uint32_t i = 0; i < a->symbols && !p->out->why; i++)
		for (uint32_t k = 0; k < b->symbols; k++) {
			const struct declarator *was = &a->symbol[i].d, *is = &b->symbol[k].d;

			if (was->name != SOURCE_NONE && is->name != SOURCE_NONE &&
			    was->type.pointers &&
			    source_same(a->src, was->name, b->src, is->name) &&
			    p->before.local[i].nth == p->after.local[k].nth &&
			    p->before.local[i].kind != p->after.local[k].kind)
				conclude(
					p, PROOF_UNCLEAR, "line %u: the type of %s changes",
					line_of(&p->after, is->name),
					term_text(&p->terms, program_word(&p->terms, b->src,
									  is->name, is->name + 1)));
		}
}

void proof_run(const struct proof_scope *scope, const struct proof_side *before,
	       const struct proof_side *after, struct proof *out)
{
	struct prover p = { .scope = scope, .out = out };

	*out = (struct proof){ .outcome = PROOF_HOLDS };
	if (read_sides(&p, before, after)) {
		unsigned int entry = scope->entry ? scope->entry : guess_entry(&p.before);

		find_skips(&p);
		p.pages = memory_alloc(p.after.code.e.count + 1);
		run_init(&p.was, &p.before, &p.schedule);
		run_init(&p.is, &p.after, &p.schedule);
		explore_entries(&p, entry, scope->entry_after ? scope->entry_after : entry);
		run_free(&p.was);
		run_free(&p.is);
	}
	check_types(&p);
	if (p.mended)
		conclude(&p, PROOF_MENDS, "%s", p.mended);
	if (!out->why)
		out->why = memory_printf("%zu schedules", out->schedules);
	program_free(&p.before);
	program_free(&p.after);
	schedule_free(&p.schedule);
	term_free(&p.terms);
	for (size_t i = 0; i < p.freedoms; i++)
		free(p.freedom[i].why);
	free(p.freedom);
	free(p.mended);
	for (size_t i = 0; i < p.fasts; i++)
		free(p.fast[i].why);
	free(p.fast);
	free(p.known);
	free(p.pages);
	free(p.skip);
}

void proof_free(struct proof *proof)
{
	free(proof->why);
	buf_free(&proof->path);
	*proof = (struct proof){ 0 };
}
