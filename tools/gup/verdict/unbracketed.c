// SPDX-License-Identifier: GPL-2.0-only
/*
 * unbracketed: a call without a bracket in its function: does something wrap the lock here, do the
 * callers hold it, or nobody?
 */
#include <stdlib.h>

#include "callers.h"
#include "code/types.h"
#include "gup/mmaplock.h"
#include "gup/primitives.h"
#include "judge.h"
#include "source/grammar.h"

/* Does the body of a macro take or release the lock? */
static bool operates(const struct source *body)
{
	for (uint32_t tok = 0; tok < body->tokens; tok++)
		if (mmaplock_is_mmap_call(body, tok) || mmaplock_is_wrapper(body, tok))
			return true;
	return false;
}

/* Is the word a macro of the file itself that takes or releases the lock? */
static bool is_lock_macro(const struct judge_case *c, uint32_t tok)
{
	struct definitions defs;
	bool found = false;
	char *name;

	if (!grammar_is_ident(c->src, tok) || primitives_is_keyword(c->src, tok))
		return false;
	name = source_word(c->src, tok);
	library_own(c->judge->lib, c->file, name, false, &defs);
	for (size_t i = 0; i < defs.count; i++)
		found |= defs.def[i].fn == SOURCE_NONE && defs.def[i].file == c->file &&
			 operates(defs.def[i].src);
	free(defs.def);
	free(name);
	return found;
}

/* A call in the function that may be a wrapper of the lock, or SOURCE_NONE. */
static uint32_t find_wrapper(const struct judge_case *c)
{
	const struct function *f = &c->src->function[c->site->function];

	for (uint32_t tok = f->open; tok < f->close; tok++)
		if (mmaplock_is_wrapper(c->src, tok))
			return tok;
	for (uint32_t tok = f->open; tok < f->close; tok++)
		if (is_lock_macro(c, tok))
			return tok;
	return SOURCE_NONE;
}

/* -- helpers -------------------------------------------------------------------------------- */

/* Does the definition take the lock without releasing it, or stand for the lock itself? */
static bool leaves_taken(const struct definition *def)
{
	uint32_t first = 0, end = (uint32_t)def->src->tokens;
	bool takes = false, gives = false, is_lock = false;

	if (def->fn != SOURCE_NONE) {
		first = def->src->function[def->fn].open;
		end = def->src->function[def->fn].close;
	}
	for (uint32_t tok = first; tok < end; tok++) {
		if (mmaplock_is_mmap_call(def->src, tok)) {
			takes |= !mmaplock_is_release(def->src, tok);
			gives |= mmaplock_is_release(def->src, tok);
		}
		is_lock |= mmaplock_is_mention(def->src, tok) && !mmaplock_is_asked(def->src, tok);
	}
	return !gives && (takes || is_lock);
}

/* Is token @tok called, or in the argument of an acquisition? */
static bool may_help(const struct source *src, uint32_t tok)
{
	static const char *const takes[] = { "down_read", "down_read_killable", "down_write",
					     NULL };
	uint32_t call;

	if (!grammar_is_ident(src, tok) || primitives_is_keyword(src, tok) ||
	    grammar_is_member(src, tok))
		return false;
	if (grammar_is_call(src, tok) && primitives_call(src, tok) == PRIMITIVES_UNKNOWN)
		return true;
	call = grammar_enclosing_call(src, tok);
	return call != SOURCE_NONE && grammar_is_any(src, call, takes);
}

/*
 * Something that the function uses before the call and that leaves the lock taken, by a definition
 * in the file or in its own headers. Those are only read when the answer would be that nobody holds
 * the lock.
 */
static bool note_helper(struct judge_case *c)
{
	const struct function *f = &c->src->function[c->site->function];
	bool found = false;

	for (uint32_t tok = f->open + 1; tok < c->site->name && !found; tok++) {
		struct definitions defs;
		char *name;

		if (!may_help(c->src, tok))
			continue;
		name = source_word(c->src, tok);
		library_own(c->judge->lib, c->file, name, false, &defs);
		for (size_t i = 0; i < defs.count && !found; i++)
			if ((found = leaves_taken(&defs.def[i])))
				judge_note(c,
					   defs.def[i].fn == SOURCE_NONE ? REASON_MACRO
									 : REASON_WRAPPED_LOCK,
					   "line %u: %s is the lock or takes it (%s:%u)",
					   c->src->token[tok].line, name, defs.def[i].file->path,
					   defs.def[i].line);
		free(defs.def);
		free(name);
	}
	return found;
}

/* -- the answer ----------------------------------------------------------------------------- */

/* "bprm->mm": the mm of an exec, which nobody else can reach yet. */
static bool is_of_exec(const struct judge_case *c)
{
	const struct types_scope scope = { c->judge->lib, c->file };
	const struct range *arg = &c->site->arg[ROLE_MM];
	const struct code *code = c->flow->code;

	for (uint32_t i = 0; arg->first != arg->end && i < code->e.count; i++) {
		uint32_t place = code->place_of[i];
		struct type type;

		if (code->e.expr[i].first != arg->first || code->e.expr[i].end != arg->end ||
		    place == CODE_NONE || code->place[place].step != PLACE_MEMBER)
			continue;
		type = types_resolve(&scope, types_place(&scope, code, code->place[place].parent));
		return type.kind == TYPE_STRUCT && source_is(type.src, type.name, "linux_binprm");
	}
	return false;
}

static void note_wrapper(struct judge_case *c, uint32_t wrapper)
{
	char *name = source_word(c->src, wrapper);
	uint32_t line = c->src->token[wrapper].line;
	struct definitions defs;
	bool function = true;

	if (!judge_same_ladder(c, c->site->name, wrapper)) {
		judge_note(c, REASON_VERSION_LADDER,
			   "line %u: %s() may wrap the lock, also that of other kernels' calls",
			   line, name);
		free(name);
		return;
	}
	library_define(c->judge->lib, c->file, name, &defs);
	if (!defs.count)
		library_want(c->judge->lib, name);
	for (size_t i = 0; i < defs.count; i++)
		function &= defs.def[i].fn != SOURCE_NONE;
	if (defs.count && function)
		judge_note(c, REASON_WRAPPED_LOCK, "line %u: %s() works on the lock (%s:%u)", line,
			   name, defs.def[0].file->path, defs.def[0].line);
	else
		judge_note(c, REASON_MACRO, "line %u: %s() may wrap the lock", line, name);
	free(defs.def);
	free(name);
}

void judge_unbracketed(struct judge *judge, struct judge_case *c)
{
	uint32_t wrapper = find_wrapper(c);
	struct callers callers;

	if (wrapper != SOURCE_NONE) {
		note_wrapper(c, wrapper);
		return;
	}
	callers_read(judge->lib, &judge->flows, c->file, c->site->function, &callers);
	if (callers.write && !callers.may_read && !callers.none)
		judge_note(c, REASON_WRITE_LOCK, "no bracket here; %s", callers.who);
	else if (callers.read || callers.write || callers.mixed)
		judge_note(c, REASON_CALLER_HOLDS, "no bracket here; %s", callers.who);
	else if (callers.relies)
		judge_note(
			c, REASON_CALLER_HOLDS,
			"no bracket here, and the function relies on its caller for the lock%s; %s",
			callers.stopped ? "" : ", which was not found", callers.who);
	else if (callers.handed_out)
		judge_note(c, REASON_CALLER_HOLDS,
			   "no bracket here; called through a pointer only, perhaps with the lock");
	else if (callers.unsearched)
		judge_note(c, REASON_CALLER_HOLDS, "no bracket here; %s; %s", callers.who,
			   callers.unsearched);
	else if (!note_helper(c))
		judge_note(c, REASON_NO_LOCK, "no bracket here%s; %s",
			   is_of_exec(c) ? ", of an mm that exec still builds, which is not live"
			   : callers.stopped ? ""
					     : ": likely a bug",
			   callers.who);
	callers_free(&callers);
}
