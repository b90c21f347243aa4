// SPDX-License-Identifier: GPL-2.0-only
/*
 * judge: one site: what the call shows, what its place in the file shows, which lock is held there,
 * and then the bracket. Every reason found is noted; the first in enum reason wins.
 */
#include "judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/kbuild.h"
#include "fitting.h"
#include "gup/mmaplock.h"
#include "gup/primitives.h"
#include "gup/sites/call.h"
#include "mm.h"
#include "source/define.h"
#include "source/grammar.h"
#include "users.h"

void judge_note(struct judge_case *c, enum reason reason, const char *fmt, ...)
{
	va_list args;

	if (reason == REASON_NONE || c->reason[reason])
		return;
	va_start(args, fmt);
	if (vasprintf(&c->reason[reason], fmt, args) < 0)
		c->reason[reason] = memory_strdup("");
	va_end(args);
}

void judge_free(struct judge_case *c)
{
	for (int i = 0; i < REASON_COUNT; i++)
		free(c->reason[i]);
	if (c->has_span)
		bracket_free(&c->span);
	free(c->detail);
	free(c->rests);
	free(c->not_fast);
	*c = (struct judge_case){ 0 };
}

static void forget(struct judge_case *c, enum reason reason)
{
	free(c->reason[reason]);
	c->reason[reason] = NULL;
}

/* -- the function --------------------------------------------------------------------------- */

/* A function with more calls than this is no driver, and would cost too much. */
#define MAX_CALLS 100

static bool has_too_many_calls(const struct judge_case *c)
{
	const struct site_file *file = &c->judge->sites->file[c->site->file];
	size_t calls = 0;

	for (size_t i = file->first; i < file->end; i++)
		calls += c->judge->sites->site[i].function == c->site->function &&
			 c->judge->sites->site[i].form == FORM_PLAIN;
	return calls > MAX_CALLS;
}

/* The call is made by a macro: who uses that? */
static void note_macro(struct judge_case *c)
{
	char *name = users_macro(c), *users = users_tell(c, name);

	judge_note(c, REASON_MACRO, "the macro %s %s, and is %s", name,
		   c->site->renamed ? "stands for it" : "calls it", users);
	free(users);
	free(name);
}

/* Find the flow and the statement of the call; false if it cannot be judged. */
static bool find_place(struct judge *judge, struct judge_case *c)
{
	if (c->site->name == SOURCE_NONE) {
		note_macro(c);
		return false;
	}
	if (c->site->renamed)
		judge_note(c, REASON_MACRO,
			   "%s goes by another name here, of a #define: give it its own",
			   api_callee_name(c->site->callee));
	if (c->site->function == SOURCE_NONE) {
		judge_note(c, REASON_UNPARSED, "the call is in no function that was understood");
		return false;
	}
	if (has_too_many_calls(c)) {
		judge_note(c, REASON_UNPARSED, "more than %d calls in one function", MAX_CALLS);
		return false;
	}
	c->flow = flows_of(&judge->flows, library_code(judge->lib, c->file, c->site->function));
	c->stmt = statement_at(&c->flow->st, c->site->name);
	if (c->stmt == SOURCE_NONE || c->flow->st.stmt[c->stmt].kind == STMT_UNKNOWN) {
		judge_torn_statement(c, c->stmt == SOURCE_NONE ? 0 : c->stmt);
		return false;
	}
	if (c->flow->broken) {
		judge_note(c, c->flow->locks.count ? REASON_CONDITIONAL_LOCK : REASON_UNPARSED,
			   "line %u: %s", c->src->token[c->flow->broken_at].line, c->flow->broken);
		return false;
	}
	if (c->flow->st.stmt[c->stmt].has_stmt_expr) {
		judge_note(c, REASON_UNPARSED, "the call is in a statement expression");
		return false;
	}
	return true;
}

/* -- with a bracket ------------------------------------------------------------------------- */

/* The kinds of the acquisitions in @state. */
static bool any_kind(const struct flow *flow, uint64_t state, enum lock_kind kind)
{
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if ((state & FLOW_HELD(i)) && flow->locks.op[i].kind == kind)
			return true;
	return false;
}

/* Wherever it is declared in the function. */
static bool is_variable(const struct code *code, uint32_t tok)
{
	for (uint32_t i = 0; i < code->symbols; i++)
		if (code->symbol[i].d.name != SOURCE_NONE &&
		    source_same(code->src, code->symbol[i].d.name, code->src, tok))
			return true;
	return false;
}

/* The kernel's memory management defines the family itself, as functions for all to call. */
static bool are_the_family(const struct judge_case *c, const struct definitions *defs)
{
	for (size_t i = 0; i < defs->count; i++)
		if (defs->def[i].fn == SOURCE_NONE || defs->def[i].is_static)
			return false;
	return defs->count && judge_is_core(c);
}

/* The bracket's own words must mean what they say: neither the file nor its headers define them. */
static bool is_redefined(struct judge_case *c, uint32_t tok)
{
	struct definitions defs;
	char *name = source_word(c->src, tok);
	bool redefined;

	if (c->judge->module && kbuild_defines(c->judge->lib, c->file->path, c->src, tok)) {
		judge_note(c, REASON_MACRO, "line %u: the Makefile defines %s",
			   c->src->token[tok].line, name);
		free(name);
		return true;
	}
	library_own(c->judge->lib, c->file, name, true, &defs);
	if (tok == c->site->name && are_the_family(c, &defs)) {
		free(defs.def);
		free(name);
		return false;
	}
	redefined = defs.count ||
		    is_variable(library_code(c->judge->lib, c->file, c->site->function), tok);
	if (defs.count)
		judge_note(c, REASON_MACRO, "line %u: %s is defined at %s:%u",
			   c->src->token[tok].line, name, defs.def[0].file->path, defs.def[0].line);
	else if (redefined)
		judge_note(c, REASON_MACRO, "line %u: %s is a variable of the function",
			   c->src->token[tok].line, name);
	free(defs.def);
	if (tok == c->site->name && !redefined) {
		library_own(c->judge->lib, c->file, name, false, &defs);
		if (defs.count)
			judge_note(c, REASON_VERSION_LADDER,
				   "line %u: for other kernels %s is defined at %s:%u",
				   c->src->token[tok].line, name, defs.def[0].file->path,
				   defs.def[0].line);
		free(defs.def);
	}
	free(name);
	return redefined;
}

/* The lock's mm is named by a macro: it may be another one at the release. */
static bool is_by_macro(struct judge_case *c, const struct lock_op *l)
{
	bool found = false;

	for (uint32_t tok = l->mm; tok < l->mm_end && !found; tok++) {
		struct definitions defs;
		char *name;

		if (c->src->token[tok].kind != TOKEN_IDENT || source_is(c->src, tok, "current") ||
		    grammar_is_member(c->src, tok))
			continue;
		name = source_word(c->src, tok);
		library_object(c->judge->lib, c->file, name, &defs);
		found = defs.count > 0;
		if (found)
			judge_note(c, REASON_MACRO, "line %u: %s is a macro (%s:%u)",
				   c->src->token[tok].line, name, defs.def[0].file->path,
				   defs.def[0].line);
		free(defs.def);
		free(name);
	}
	return found;
}

static void check_words(struct judge_case *c)
{
	const struct function *f = &c->src->function[c->site->function];

	if (is_redefined(c, c->site->name))
		return;
	for (uint32_t i = 0; i < c->flow->locks.count; i++)
		if (is_redefined(c, c->flow->locks.op[i].call) ||
		    is_by_macro(c, &c->flow->locks.op[i]))
			return;
	for (uint32_t tok = f->open; tok < f->close; tok++)
		if (source_is(c->src, tok, "current") && is_redefined(c, tok))
			return;
	for (uint32_t i = 0; i < c->src->directives; i++) {
		const struct directive *d = &c->src->directive[i];

		if (d->kind == DIRECTIVE_INCLUDE && d->token > f->open && d->token <= f->close)
			judge_note(c, REASON_MACRO,
				   "line %u: a file is included inside the function", d->line);
	}
}

/* The call is an argument of the call at token @tok, perhaps of a macro. */
static void check_outer_call(struct judge_case *c, uint32_t tok)
{
	static const char *const once[] = { "likely", "unlikely",     "WARN_ON", "WARN_ON_ONCE",
					    "BUG_ON", "IS_ERR_VALUE", NULL };
	char *name = source_word(c->src, tok);
	struct definitions defs;
	bool fine = true;

	library_own(c->judge->lib, c->file, name, true, &defs);
	if (defs.count || !grammar_is_any(c->src, tok, once)) {
		free(defs.def);
		library_define(c->judge->lib, c->file, name, &defs);
		if (!defs.count)
			library_want(c->judge->lib, name);
		for (size_t i = 0; i < defs.count; i++)
			fine &= defs.def[i].fn != SOURCE_NONE;
		if (!defs.count || !fine)
			judge_note(c, REASON_MACRO, "line %u: the call is an argument of %s, %s",
				   c->src->token[tok].line, name,
				   defs.count ? "a macro" : "whose definition was not found");
	}
	free(defs.def);
	free(name);
}

/* The call must be evaluated once: as a macro's argument it may be more often, or never. */
static void check_macro_argument(struct judge_case *c)
{
	static const char *const words[] = { "return", "else", "do", "case", NULL };
	const struct code *code = c->flow->code;
	uint32_t before = c->site->name - 1;

	if (before >= c->flow->st.stmt[c->stmt].first &&
	    c->src->token[before].kind == TOKEN_IDENT && !grammar_is_any(c->src, before, words))
		judge_note(c, REASON_MACRO, "line %u: %.*s before the call may be any macro",
			   c->src->token[before].line, (int)c->src->token[before].len,
			   c->src->text + c->src->token[before].at);
	for (uint32_t i = code->at[c->stmt].first_expr; i < code->at[c->stmt].end_expr; i++) {
		const struct expr *x = &code->e.expr[i];
		uint32_t callee = expression_callee(&code->e, i);

		if (callee != SOURCE_NONE && x->tok < c->site->name && x->end > c->site->close)
			check_outer_call(c, callee);
	}
}

/* The lock is the bracket's alone: its address goes nowhere else in the function. */
static void check_strays(struct judge_case *c)
{
	uint32_t stray = mmaplock_stray(c->flow->code, &c->flow->locks);

	if (stray != SOURCE_NONE)
		judge_note(c, REASON_CONDITIONAL_LOCK,
			   "line %u: the lock is passed on, what is done with it cannot be seen",
			   c->src->token[stray].line);
}

static enum verdict judge_bracket(struct judge_case *c)
{
	uint64_t state = c->flow->in[c->stmt];

	if (bracket_only_op(c->flow, state) == SOURCE_NONE) {
		if (judge_laddered_locks(c, state))
			return VERDICT_MANUAL;
		judge_note(c, REASON_CONDITIONAL_LOCK,
			   "several acquisitions reach the call, the first at line %u",
			   flow_held_line(c->flow, state));
		return VERDICT_MANUAL;
	}
	if (any_kind(c->flow, state, LOCK_DOWNGRADE)) {
		judge_note(c, REASON_CONDITIONAL_LOCK,
			   "the lock at the call was downgraded at line %u",
			   flow_held_line(c->flow, state));
		return VERDICT_MANUAL;
	}
	bracket_read(c->flow, c->stmt, &c->span);
	c->has_span = true;
	judge_laddered_bracket(c);
	check_words(c);
	check_strays(c);
	check_macro_argument(c);
	if (c->reason[REASON_MACRO] || c->reason[REASON_VERSION_LADDER] ||
	    c->reason[REASON_CONDITIONAL_LOCK])
		return VERDICT_MANUAL;
	if (c->span.fault != REASON_NONE) {
		judge_note(c, c->span.fault, "line %u: %s", c->span.fault_line, c->span.fault_what);
		return VERDICT_MANUAL;
	}
	return judge_form(c);
}

static enum verdict judge_held(struct judge *judge, struct judge_case *c)
{
	uint64_t state = c->flow->in[c->stmt];
	enum flow_held held = flow_held(c->flow, state);

	if (held == FLOW_HELD_NOWHERE) {
		judge_note(c, REASON_UNPARSED,
			   "no path from the function's start to the call was found");
	} else if (held == FLOW_HELD_NOT) {
		judge_unbracketed(judge, c);
	} else if (held == FLOW_HELD_WRITE) {
		judge_note(c, REASON_WRITE_LOCK, "held for write since line %u",
			   flow_held_line(c->flow, state));
	} else if (held == FLOW_HELD_MIXED && judge_laddered_locks(c, state)) {
		return VERDICT_MANUAL;
	} else if (held == FLOW_HELD_MIXED) {
		judge_note(c, REASON_CONDITIONAL_LOCK,
			   state & FLOW_FREE
				   ? "the lock is taken at line %u on a condition that was "
				     "not shown to cover this call"
				   : "the lock of line %u is held for read on some paths "
				     "and for write on others",
			   flow_held_line(c->flow, state));
	} else if (any_kind(c->flow, state, LOCK_READ_TRY)) {
		judge_note(c, REASON_TRYLOCK, "taken by a trylock at line %u",
			   flow_held_line(c->flow, state));
	} else {
		return judge_bracket(c);
	}
	return VERDICT_KEEP;
}

/* -- the verdict ---------------------------------------------------------------------------- */

static bool is_manual(enum reason reason)
{
	return reason >= REASON_UNPARSED && reason <= REASON_DISAGREEMENT;
}

/* What is certain to stay needs no doubt: drop the doubts that it settles. */
static void settle(struct judge_case *c)
{
	if (c->reason[REASON_LOCK_NEEDED_AFTER] || c->reason[REASON_NO_VARIANT]) {
		forget(c, REASON_INTERPROCEDURAL_MM);
		forget(c, REASON_RELOCK);
		forget(c, REASON_UNKNOWN_CALL);
	}
}

/* A driver's own function by the family's name, or behind a macro of such a name: a shim. */
static char *shim_name(const struct judge_case *c)
{
	uint32_t name = c->site->function == SOURCE_NONE ? SOURCE_NONE
							 : c->src->function[c->site->function].name;
	size_t len;

	if (!c->judge->module || name == SOURCE_NONE)
		return NULL;
	if (call_callee(c->src, name) != CALLEE_COUNT)
		return source_word(c->src, name);
	for (size_t i = 0; i < c->src->directives; i++) {
		const struct directive *d = &c->src->directive[i];
		size_t at = define_name(c->src, d, &len);

		if (define_line_mentions(c->src, d, c->src->text + c->src->token[name].at,
					 c->src->token[name].len) &&
		    call_names(c->src->text + at, len) != CALLEE_COUNT)
			return memory_strndup(c->src->text + at, len);
	}
	return NULL;
}

static void tell_shim(const struct judge_case *c, struct judgement *out)
{
	char *name = shim_name(c), *users, *text;

	if (!name)
		return;
	users = users_tell(c, name);
	text = memory_printf("%s is the module's own here, a shim, %s", name, users);
	judgement_note(out, text);
	free(text);
	free(users);
	free(name);
}

static void conclude(struct judge_case *c, enum verdict verdict, struct judgement *out)
{
	settle(c);
	for (int i = REASON_NONE + 1; i < REASON_COUNT; i++) {
		enum reason reason = (enum reason)i;

		/* a form was found: what was noted against the other one does not count */
		if (!c->reason[i] || verdict <= VERDICT_FAST)
			continue;
		judgement_set(out, is_manual(reason) ? VERDICT_MANUAL : VERDICT_KEEP, reason, "%s",
			      c->reason[i]);
		if (reason != REASON_NOT_COMPILED)
			tell_shim(c, out);
		return;
	}
	if (verdict > VERDICT_FAST) {
		judgement_set(out, VERDICT_MANUAL, REASON_UNPARSED, "no reason was found");
		return;
	}
	judgement_set(out, verdict, REASON_NONE, "%s", c->detail);
	out->rests = c->rests;
	out->unlocked_too = c->unlocked_too;
	c->rests = NULL;
	bracket_parts(c->flow, &c->span, verdict == VERDICT_LOCKED, &out->bracket);
}

/* The arguments are not those of the tree's prototype: whose, then? Also where that is certain. */
static bool note_misfit(struct judge_case *c)
{
	const struct site *site = c->site;
	char *fitting;

	if (site->name != SOURCE_NONE && site->function != SOURCE_NONE &&
	    is_redefined(c, site->name))
		return true;
	fitting = fitting_call(c);
	judge_note(c, REASON_STALE_SIGNATURE,
		   "%d arguments do not fit this tree's prototype of %s%s%s%s", site->args,
		   api_callee_name(site->callee), fitting ? "; " : "", fitting ? fitting : "",
		   fitting		  ? " would"
		   : judge_passes_vmas(c) ? "; for the vma there is get_user_page_vma_remote(), or "
					    "vma_lookup() under the same lock"
					  : "");
	free(fitting);
	return false;
}

/* The flags rule every form out: is the call right as it is, though, and does somebody lock? */
static void note_flags_unlocked(struct judge *judge, struct judge_case *c)
{
	char *flags = c->reason[REASON_FLAGS];

	if (!find_place(judge, c) || flow_held(c->flow, c->flow->in[c->stmt]) != FLOW_HELD_NOT)
		return;
	judge_unbracketed(judge, c);
	if (!c->reason[REASON_NO_LOCK])
		return;
	c->reason[REASON_FLAGS] = memory_printf("%s; %s", flags, c->reason[REASON_NO_LOCK]);
	free(flags);
}

/* A call of an _unlocked form, which takes the lock already: could it do without? */
static void judge_upgrade(struct judge *judge, struct judge_case *c)
{
	const struct api_function *f = &judge->api->function[c->site->callee][FORM_FAST];
	struct mm_scope scope = { .values = { judge->lib, c->file, c->src, true } };
	struct mm mm = { .current_mm = true };
	char *why = NULL;

	if (!c->site->fits || c->site->torn || !find_place(judge, c))
		why = memory_strdup("the call is not understood");
	if (!why && judge_argument(c, ROLE_MM) != SOURCE_NONE) {
		scope.code = c->flow->code;
		mm_read(&scope, judge_argument(c, ROLE_MM), &mm);
	}
	if (!why && !mm.current_mm)
		why = memory_strdup("the mm is not shown to be current's");
	if (!why)
		why = judge_not_fast(c);
	for (int i = 0; i < REASON_COUNT; i++)
		forget(c, (enum reason)i); /* of the place */
	if (why)
		judge_note(c, REASON_HAS_LOCKED, "takes the lock itself; not fast: %s", why);
	else
		judge_note(c, REASON_COULD_BE_FAST,
			   "takes the lock itself, where %s does without for pages that are mapped",
			   f->name);
	mm_free(&mm);
	free(why);
}

void judge_site(struct judge *judge, size_t index, struct judge_case *c, struct judgement *out)
{
	const struct site *site = &judge->sites->site[index];
	enum verdict verdict = VERDICT_MANUAL;
	bool torn, shimmed;

	*c = (struct judge_case){ .judge = judge,
				  .site = site,
				  .src = &judge->sites->file[site->file].src,
				  .file = library_file(judge->lib,
						       judge->sites->file[site->file].path) };
	*out = (struct judgement){ 0 };
	if (site->form != FORM_PLAIN) {
		judge_upgrade(judge, c);
		conclude(c, VERDICT_KEEP, out);
		return;
	}
	torn = judge_torn_call(c);
	if (!torn && (judge_not_compiled(c) || judge_is_doubtful(c))) {
		conclude(c, verdict, out);
		return;
	}
	shimmed = !torn && !site->fits && note_misfit(c);
	if (judge_certain(c, site->fits && !torn) || torn || shimmed) {
		if (c->reason[REASON_FLAGS])
			note_flags_unlocked(judge, c);
		conclude(c, verdict, out);
		return;
	}
	if (site->name != SOURCE_NONE)
		judge_open_ladder(c);
	if (find_place(judge, c) && !c->reason[REASON_STALE_SIGNATURE] &&
	    !c->reason[REASON_VERSION_LADDER])
		verdict = judge_held(judge, c);
	/* found on the way: doubts about the place outrank a form */
	if (c->reason[REASON_VERSION_LADDER] || c->reason[REASON_STALE_SIGNATURE])
		verdict = VERDICT_MANUAL;
	if (verdict != VERDICT_FAST && judge->fast && site->fits)
		judge_flags(c, false);
	conclude(c, verdict, out);
}
