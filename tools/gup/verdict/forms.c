// SPDX-License-Identifier: GPL-2.0-only
/*
 * forms: which form a call with an exact bracket may take: what runs under the lock before and after
 * the call, the flags, and what the tree offers. Which mm it is: see samemm.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "callers.h"
#include "comments.h"
#include "fast.h"
#include "fetched.h"
#include "gup/api/signature.h"
#include "gup/primitives.h"
#include "judge.h"
#include "predict.h"
#include "reached.h"
#include "rests.h"
#include "source/grammar.h"
#include "under.h"
#include "values.h"

#define MAX_INNER 100 /* operations on other locks under one bracket */

/* What was found under the bracket. */
struct scene {
	struct under before, after; /* the worst on either side of the call */
	bool doubt_before;	    /* something before it could not be shown independent */
	char *inner;   /* another lock that is held at the call, or released under this one */
	char *again;   /* a call of the family that runs after this one */
	char *fetched; /* a value from what the lock guards that is used after the call */
};

/* -- what runs under the lock --------------------------------------------------------------- */

static void worse(struct under *kept, struct under *u)
{
	if (u->class <= kept->class) {
		free(u->why);
		return;
	}
	free(kept->why);
	*kept = *u;
}

/* An operation on another lock in a statement under the bracket. */
struct inner {
	uint32_t stmt, call;
	bool takes;
	bool steady; /* nothing in its first argument changes under the bracket */
	char *lock;  /* the first argument's text */
};

struct inners {
	struct inner *inner;
	size_t count, room;
};

/* Is none of the variables and members that tokens [first, end) name changed under the bracket? */
static bool is_steady(const struct judge_case *c, uint32_t first, uint32_t end)
{
	const struct code *code = c->flow->code;

	for (size_t e = 0; e < code->events; e++) {
		const struct event *ev = &code->event[e];
		const struct place *p;

		if (!c->span.under[ev->stmt] || ev->place == CODE_NONE)
			continue;
		p = &code->place[ev->place];
		for (uint32_t t = first; t < end && p->tok != SOURCE_NONE; t++)
			if ((ev->kind == EVENT_WRITE ||
			     (ev->kind == EVENT_ADDRESS && p->step == PLACE_SYMBOL)) &&
			    source_same(c->src, t, c->src, p->tok))
				return false;
	}
	return true;
}

/* Do both name the same lock, whenever they are evaluated? */
static bool is_same_lock(const struct inner *a, const struct inner *b)
{
	return a->steady && !strcmp(a->lock, b->lock);
}

static void collect_inners(const struct judge_case *c, struct inners *out)
{
	const struct code *code = c->flow->code;

	for (size_t e = 0; e < code->events && out->count <= MAX_INNER; e++) {
		const struct event *ev = &code->event[e];
		uint32_t tok = code_callee(code, ev);
		enum primitives_class w =
			tok == SOURCE_NONE ? PRIMITIVES_SAFE : primitives_call(c->src, tok);
		const struct expr *lock;
		uint32_t arg;

		if (!c->span.under[ev->stmt] || flow_op_at(c->flow, ev->stmt) != SOURCE_NONE ||
		    (w != PRIMITIVES_INNER_LOCK && w != PRIMITIVES_INNER_UNLOCK))
			continue;
		arg = expression_child(&code->e, ev->expr, 1);
		lock = &code->e.expr[arg == SOURCE_NONE ? ev->expr : arg];
		VEC_PUSH(out->inner, out->count, out->room,
			 (struct inner){
				 ev->stmt, tok, w == PRIMITIVES_INNER_LOCK,
				 is_steady(c, lock->first, lock->end),
				 source_join(c->src, lock->first,
					     arg == SOURCE_NONE ? lock->first : lock->end) });
	}
}

/*
 * What can be reached from where the lock is taken before it is released: marked in the array, the
 * caller's; up to the release of the bracket, that included.
 */
static bool *reach_held(const struct judge_case *c, const struct inners *all,
			const struct inner *lock)
{
	size_t n = c->flow->st.count;
	bool *stop = memory_alloc(n + 1), *seen = memory_alloc(n + 1);

	memcpy(stop, c->span.is_release, n);
	for (size_t i = 0; i < all->count; i++)
		if (!all->inner[i].takes && is_same_lock(&all->inner[i], lock))
			stop[all->inner[i].stmt] = true;
	flow_reach(c->flow, lock->stmt, stop, seen);
	free(stop);
	return seen;
}

/* Another lock that is held at the call, or when the bracket is released; NULL if it is neither. */
static char *held_too_long(const struct judge_case *c, const struct inners *all,
			   const struct inner *lock)
{
	bool *seen = reach_held(c, all, lock), call = seen[c->stmt] || lock->stmt == c->stmt;
	bool release = false;

	for (uint32_t i = 0; i < c->flow->st.count; i++)
		release |= seen[i] && c->span.is_release[i];
	free(seen);
	if (call)
		return memory_printf("line %u: another lock, %s, is taken under this one and held "
				     "at the call: a retry would invert their order",
				     c->src->token[lock->call].line, lock->lock);
	if (release)
		return memory_printf("line %u: another lock, %s, is taken under this one and still "
				     "held when this one is released",
				     c->src->token[lock->call].line, lock->lock);
	return NULL;
}

static bool is_taken(const struct inners *all, const struct inner *unlock)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->inner[i].takes && is_same_lock(&all->inner[i], unlock))
			return true;
	return false;
}

/* A lock taken under the bracket must be released again before the call; none may be given back. */
static void look_for_inner(const struct judge_case *c, struct scene *s)
{
	struct inners all = { 0 };

	collect_inners(c, &all);
	if (all.count > MAX_INNER)
		s->inner = memory_strdup("too many operations on other locks");
	for (size_t i = 0; i < all.count && !s->inner; i++) {
		const struct inner *in = &all.inner[i];

		if (in->takes)
			s->inner = held_too_long(c, &all, in);
		else if (!in->takes && !is_taken(&all, in))
			s->inner = memory_printf(
				"line %u: another lock, %s, taken outside is released "
				"under this one",
				c->src->token[in->call].line, in->lock);
	}
	for (size_t i = 0; i < all.count; i++)
		free(all.inner[i].lock);
	free(all.inner);
}

/* Tokens of family calls of this function, for the reader to pass over. */
static uint32_t *family_calls(const struct judge_case *c, size_t *count)
{
	const struct site_file *file = &c->judge->sites->file[c->site->file];
	uint32_t *name = NULL;
	size_t room = 0;

	*count = 0;
	for (size_t i = file->first; i < file->end; i++) {
		const struct site *s = &c->judge->sites->site[i];

		if (s->function == c->site->function && s->name != SOURCE_NONE &&
		    s->form == FORM_PLAIN)
			VEC_PUSH(name, *count, room, s->name);
	}
	return name;
}

static void read_range(const struct under_scope *scope, uint32_t first, uint32_t end,
		       struct under *kept, bool *doubt)
{
	struct under u;

	if (first >= end)
		return;
	under_read(scope, (struct range){ first, end }, &u);
	if (doubt && u.doubt)
		*doubt = true;
	worse(kept, &u);
}

/* The statement of the call: its arguments are evaluated before, all else may be after. */
static void read_call_statement(const struct judge_case *c, const struct under_scope *scope,
				struct scene *s)
{
	uint32_t first, end;

	flow_own_tokens(c->flow, c->stmt, &first, &end);
	read_range(scope, c->site->open, c->site->close + 1, &s->before, &s->doubt_before);
	read_range(scope, first, c->site->open, &s->after, NULL);
	read_range(scope, c->site->close + 1, end, &s->after, NULL);
	if (c->span.after[c->stmt])
		read_range(scope, first, end, &s->after, NULL);
}

static void look_for_again(const struct judge_case *c, const uint32_t *name, size_t names,
			   struct scene *s)
{
	for (size_t i = 0; i < names && !s->again; i++) {
		uint32_t stmt = statement_at(&c->flow->st, name[i]);

		if (stmt == SOURCE_NONE || !c->span.after[stmt])
			continue;
		s->again = memory_printf("line %u: %s while the lock may have been dropped",
					 c->src->token[name[i]].line,
					 stmt == c->stmt ? "the call is repeated in a loop"
							 : "another call of the family follows");
	}
}

/* "WORD;" can only be a macro, and one without parameters is not looked up. */
static bool is_bare_word(const struct judge_case *c, uint32_t i)
{
	const struct stmt *t = &c->flow->st.stmt[i];

	return t->kind == STMT_EXPR && t->end == t->first + 2 &&
	       c->src->token[t->first].kind == TOKEN_IDENT &&
	       !source_is(c->src, t->first, "fallthrough");
}

static void note_bare_word(const struct judge_case *c, uint32_t i, struct scene *s)
{
	uint32_t tok = c->flow->st.stmt[i].first;
	char *word = source_word(c->src, tok);
	struct under u = { .class = UNDER_MACRO };

	u.why = memory_printf("line %u: %s; may be a macro that hides anything",
			      c->src->token[tok].line, word);
	free(word);
	if (!c->span.after[i])
		s->doubt_before = true;
	worse(c->span.after[i] ? &s->after : &s->before, &u);
}

/* @shared: also ask what the driver does under the write lock, which takes reading it. */
static void read_scene(const struct judge_case *c, bool shared, struct scene *s)
{
	struct under_scope scope = { .lib = c->judge->lib,
				     .file = c->file,
				     .fn = c->site->function,
				     .shared = shared ? c->judge->shared : NULL };
	uint32_t *skip = family_calls(c, &scope.skips);

	*s = (struct scene){ 0 };
	scope.skip = skip;
	s->before.why = memory_strdup("");
	s->after.why = memory_strdup("");
	for (uint32_t i = 0; i < c->flow->st.count; i++) {
		uint32_t first, end;

		if (!c->span.under[i] || i == c->stmt)
			continue;
		flow_own_tokens(c->flow, i, &first, &end);
		if (is_bare_word(c, i))
			note_bare_word(c, i, s);
		if (c->span.after[i])
			read_range(&scope, first, end, &s->after, NULL);
		else
			read_range(&scope, first, end, &s->before, &s->doubt_before);
	}
	read_call_statement(c, &scope, s);
	look_for_inner(c, s);
	if (!s->inner)
		s->inner = judge_home_made(c, shared);
	look_for_again(c, skip, scope.skips, s);
	if (s->before.class >= UNDER_NEEDS) {
		struct fetched_scope fetched = { &scope, c->flow, &c->span, c->site->open };

		s->fetched = fetched_read(&fetched);
	}
	free(skip);
}

/* -- what the tree offers ------------------------------------------------------------------- */

/* Has the driver something of its own of that name, for whatever kernel? What is written would mean that. */
static bool is_its_own(const struct judge_case *c, const char *name)
{
	const struct code *code = c->flow->code;
	struct definitions defs;
	bool own;

	library_own(c->judge->lib, c->file, name, false, &defs);
	own = defs.count && !judge_is_core(c);
	free(defs.def);
	for (uint32_t i = 0; i < code->symbols && !own; i++)
		own = code->symbol[i].d.name != SOURCE_NONE &&
		      source_is(code->src, code->symbol[i].d.name, name);
	return own;
}

/* The form must be there however the file is built: as a module, and without an MMU if the plain one is. */
static bool is_offered(const struct judge_case *c, enum form form)
{
	const struct api_function *f = &c->judge->api->function[c->site->callee][form];
	const struct api_function *plain = &c->judge->api->function[c->site->callee][FORM_PLAIN];

	return f->params && f->exported && (f->without_mmu || !plain->without_mmu) &&
	       !is_its_own(c, f->name);
}

/* Is the call a statement that does nothing with its result? */
static bool is_result_ignored(const struct judge_case *c)
{
	const struct code *code = c->flow->code;
	uint32_t root = expression_strip(&code->e, code->at[c->stmt].root);

	return c->flow->st.stmt[c->stmt].kind == STMT_EXPR && root != SOURCE_NONE &&
	       root == code_call_at(code, c->site->open);
}

/* -- the forms ------------------------------------------------------------------------------ */

static void note_under(struct judge_case *c, const struct under *u, enum reason needs)
{
	if (u->class == UNDER_UNKNOWN)
		judge_note(c, REASON_UNKNOWN_CALL, "%s", u->why);
	else if (u->class == UNDER_MACRO)
		judge_note(c, REASON_MACRO, "%s", u->why);
	else if (u->class >= UNDER_NEEDS)
		judge_note(c, needs, "%s", u->why);
}

static bool are_flags_fine(struct judge_case *c, enum form form)
{
	const struct macro_scope scope = { c->judge->lib, c->file, c->src, true };
	uint32_t arg = judge_argument(c, ROLE_FLAGS);
	struct value_flags flags;

	if (arg == SOURCE_NONE)
		return true;
	value_flags(&scope, c->flow->code, arg, &flags);
	if (flags.unknown)
		judge_note(c, REASON_FLAGS, "what is in the flags (line %u) cannot be known here",
			   c->src->token[flags.why].line);
	else if (flags.longterm && !c->judge->api->function[c->site->callee][form].longterm)
		judge_note(c, REASON_FLAGS, "FOLL_LONGTERM (line %u) is rejected by %s",
			   c->src->token[flags.why].line,
			   c->judge->api->function[c->site->callee][form].name);
	else
		return true;
	return false;
}

static bool is_mm_fine(struct judge_case *c, enum form form)
{
	const struct api_function *f = &c->judge->api->function[c->site->callee][form];

	return judge_same_mm(c, api_position(f, ROLE_MM) < 0) == REASON_NONE;
}

/* All under the lock is independent of it, and the acquisition may go. */
static bool is_independent(const struct judge_case *c, const struct scene *s)
{
	const struct lock_op *l = &c->flow->locks.op[c->span.op];

	return s->before.class == UNDER_FREE && s->after.class == UNDER_FREE && !s->inner &&
	       l->kind == LOCK_READ && l->exact;
}

static bool may_unlock(struct judge_case *c, const struct scene *s)
{
	return is_independent(c, s) && is_mm_fine(c, FORM_UNLOCKED) &&
	       are_flags_fine(c, FORM_UNLOCKED);
}

char *judge_not_fast(struct judge_case *c)
{
	struct fast_call call = { .scope = { c->judge->lib, c->file, c->src, true },
				  .code = c->flow->code,
				  .api = c->judge->api,
				  .callee = c->site->callee,
				  .form = c->site->form,
				  .expr = code_call_at(c->flow->code, c->site->open) };
	const struct api_function *f = &c->judge->api->function[c->site->callee][FORM_FAST];
	char *why;
	bool wrong;

	if (call.expr == SOURCE_NONE)
		return memory_strdup("the call is not understood");
	if (!is_offered(c, FORM_FAST) ||
	    !signature_rewrites(c->judge->api, c->site->callee, FORM_FAST))
		return memory_strdup("this tree offers no fast form of it here");
	if (judge_is_core(c))
		return memory_strdup("the fast form itself may come to this");
	if (c->judge->module && f->gpl)
		return memory_printf("%s is exported for modules under the GPL only", f->name);
	if (api_position(f, ROLE_WRITE) >= 0 &&
	    !predict_write(c->src, c->site->arg[ROLE_FLAGS], NULL))
		return memory_printf("%s takes an int that says whether to write, no flags",
				     f->name);
	why = fast_why_not(&call, &wrong);
	if (!why && judge_may_prefault(c))
		why = memory_printf("pages may be NULL, which %s stores into", f->name);
	return why;
}

/* The same for the fast form, where it is asked for; *@why: what stands against it, the caller's. */
static bool may_be_fast(struct judge_case *c, const struct scene *s, char **why)
{
	if (!is_independent(c, s))
		return false;
	*why = judge_not_fast(c);
	return !*why && is_mm_fine(c, FORM_FAST);
}

/* After the call nothing needs the lock, and it is not repeated. */
static bool may_take_locked(struct judge_case *c, const struct scene *s)
{
	if (s->after.class != UNDER_FREE || s->inner || s->again || s->doubt_before || s->fetched)
		return false;
	return is_mm_fine(c, FORM_LOCKED) && are_flags_fine(c, FORM_LOCKED);
}

/* The tree offers no form, as far as is known. */
static void note_no_form(struct judge_case *c)
{
	const struct api *api = c->judge->api;
	enum callee callee = c->site->callee;

	for (int form = FORM_LOCKED; form <= FORM_UNLOCKED && !api->exports_known; form++)
		if (api->function[callee][form].params)
			judge_note(c, REASON_NO_VARIANT,
				   "whether %s is exported is not known: no Module.symvers; give "
				   "the headers of one architecture, or a built tree",
				   api->function[callee][form].name);
	judge_note(c, REASON_NO_VARIANT, "this tree offers no form of %s with a retry here",
		   api_callee_name(callee));
}

/* Nothing fits: name what stands against it. */
static void note_obstacles(struct judge_case *c, const struct scene *s, bool unlocked, bool locked)
{
	if (!unlocked && !locked)
		note_no_form(c);
	if (s->inner)
		judge_note(c, REASON_RELOCK, "%s", s->inner);
	note_under(c, &s->after, REASON_LOCK_NEEDED_AFTER);
	if (s->fetched)
		judge_note(c, REASON_LOCK_NEEDED_AFTER, "%s", s->fetched);
	if (unlocked || locked)
		is_mm_fine(c, unlocked ? FORM_UNLOCKED : FORM_LOCKED);
	if (locked) {
		if (s->before.class < UNDER_NEEDS)
			note_under(c, &s->before, REASON_NONE);
		else if (s->doubt_before)
			judge_note(c, REASON_UNKNOWN_CALL,
				   "not all that runs before the call could be read; %s",
				   s->before.why);
		if (s->again)
			judge_note(c, REASON_RELOCK, "%s", s->again);
		return;
	}
	if (unlocked && c->flow->locks.op[c->span.op].kind == LOCK_READ_KILLABLE)
		judge_note(c, REASON_KILLABLE,
			   "the killable lock's error return would be lost, and "
			   "there is no form with a locked pointer");
	if (s->before.class >= UNDER_NEEDS)
		judge_note(c, s->again ? REASON_LOCK_NEEDED_AFTER : REASON_NO_VARIANT,
			   "%s before the call, and there is no form with a locked pointer",
			   s->before.why);
	else
		note_under(c, &s->before, REASON_NONE);
}

static void free_scene(struct scene *s)
{
	free(s->before.why);
	free(s->after.why);
	free(s->inner);
	free(s->again);
	free(s->fetched);
}

/* The form that fits, if any. */
static enum verdict choose(struct judge_case *c, const struct scene *s, bool unlocked, bool locked)
{
	if (c->judge->fast && c->judge->api->function[c->site->callee][FORM_FAST].params) {
		free(c->not_fast);
		c->not_fast = NULL;
		if (may_be_fast(c, s, &c->not_fast)) {
			c->unlocked_too = unlocked && may_unlock(c, s);
			return VERDICT_FAST;
		}
	}
	if (unlocked && may_unlock(c, s))
		return VERDICT_UNLOCKED;
	return locked && may_take_locked(c, s) ? VERDICT_LOCKED : VERDICT_KEEP;
}

/* What is written beside the code says that its author counts on the lock. */
static bool is_counted_on(struct judge_case *c)
{
	const struct lock_op *l = &c->flow->locks.op[c->span.op];
	uint32_t from = c->src->token[l->call].at, to = from, comment, line;

	for (uint32_t i = 0; i < c->flow->st.count; i++)
		if (c->span.is_release[i] && c->src->token[c->flow->st.stmt[i].first].at > to)
			to = c->src->token[c->flow->st.stmt[i].first].at;
	comment = comments_count_on(c->src, c->site->function, from, to);
	if (comment != SOURCE_NONE)
		judge_note(c, REASON_LOCK_NEEDED_AFTER,
			   "the comment at line %u says what the lock is for",
			   c->src->comment[comment].line);
	line = comments_caller_holds(c->src, c->site->function);
	if (line)
		judge_note(c, REASON_CALLER_HOLDS,
			   "the comment at line %u says that the caller holds the lock", line);
	return comment != SOURCE_NONE || line;
}

/* One of the family's forms comes here, from another file: the call would come back to itself. */
static bool is_under_a_form(struct judge_case *c)
{
	struct callers callers;
	bool found = false;

	if (!judge_is_core(c))
		return false;
	callers_read(c->judge->lib, &c->judge->flows, c->file, c->site->function, &callers);
	for (size_t i = 0; i < callers.steps && !found; i++)
		found = judge_is_form(c, callers.step[i].file->src, callers.step[i].fn);
	callers_free(&callers);
	if (found)
		judge_note(c, REASON_IMPLEMENTATION, "a form of the family leads here");
	return found;
}

/* Somebody who reaches the function holds the lock already. */
static bool is_reached_locked(struct judge_case *c)
{
	char *why = reached_with_lock(c->judge->lib, &c->judge->flows, c->judge->shared, c->file,
				      c->site->function);

	if (why)
		judge_note(c, REASON_CALLER_HOLDS,
			   "a bracket below another one, a bug of its own: %s", why);
	free(why);
	return why != NULL;
}

static char *tell_rests(const struct judge_case *c, bool after)
{
	struct under_scope scope = { .lib = c->judge->lib,
				     .file = c->file,
				     .fn = c->site->function,
				     .shared = c->judge->shared };
	uint32_t *skip = family_calls(c, &scope.skips);
	char *rests;

	scope.skip = skip;
	rests = rests_read(&scope, c->flow, &c->span, after);
	free(skip);
	return rests;
}

enum verdict judge_form(struct judge_case *c)
{
	bool unlocked = is_offered(c, FORM_UNLOCKED), locked = is_offered(c, FORM_LOCKED);
	enum verdict verdict = VERDICT_KEEP;
	struct scene s;

	read_scene(c, false, &s);
	if (c->judge->api->short_prefault && !is_result_ignored(c) && judge_may_prefault(c))
		judge_note(c, REASON_PREFAULT,
			   "pages is or may be NULL and the result is used: a retry returns short");
	else if ((verdict = choose(c, &s, unlocked, locked)) != VERDICT_KEEP) {
		free_scene(&s);
		read_scene(c, true, &s);
		verdict = is_counted_on(c) || is_under_a_form(c) || is_reached_locked(c) ||
					  judge_is_body_of_others(c)
				  ? VERDICT_KEEP
				  : choose(c, &s, unlocked, locked);
	}
	if (verdict == VERDICT_KEEP) {
		note_obstacles(c, &s, unlocked, locked);
	} else {
		const struct lock_op *l = &c->flow->locks.op[c->span.op];
		char *mm = source_join(c->src, l->mm, l->mm_end);

		c->detail = memory_printf(
			"read lock of %s at line %u, %s%s%s%s", mm, c->src->token[l->call].line,
			s.before.class == UNDER_FREE ? "nothing under it needs it"
						     : "needed before the call only: ",
			s.before.class == UNDER_FREE ? "" : s.before.why,
			c->not_fast ? "; not fast: " : "", c->not_fast ? c->not_fast : "");
		free(mm);
		if (c->judge->tells_rests)
			c->rests = tell_rests(c, verdict == VERDICT_LOCKED);
	}
	free_scene(&s);
	return verdict;
}
