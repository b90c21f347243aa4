// SPDX-License-Identifier: GPL-2.0-only
/*
 * certain: what the call itself shows, whatever is around it: it belongs to the implementation,
 * passes vmas or a locked pointer, or carries a flag that no retry form takes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "judge.h"
#include "source/grammar.h"
#include "values.h"

bool judge_is_core(const struct judge_case *c)
{
	const char *path = c->file->path;

	return !c->judge->module &&
	       (!strncmp(path, "mm/", 3) || !strncmp(path, "include/linux/", 14) ||
		(!strncmp(path, "arch/", 5) && strstr(path, "/mm/")));
}

bool judge_is_form(const struct judge_case *c, const struct source *src, uint32_t fn)
{
	for (int callee = 0; callee < CALLEE_COUNT; callee++)
		for (int form = FORM_PLAIN; form <= FORM_UNLOCKED; form++) {
			const char *name = c->judge->api->function[callee][form].name;

			if (name && source_is(src, src->function[fn].name, name))
				return true;
		}
	return false;
}

/* Mark the functions of the file that call @fn. True if one was not marked yet. */
static bool mark_callers(const struct source *src, uint32_t fn, bool *marked)
{
	bool more = false;

	for (uint32_t i = 0; i + 1 < src->tokens; i++) {
		uint32_t caller;

		if (!grammar_has_arguments(src, i) ||
		    !source_same(src, i, src, src->function[fn].name))
			continue;
		caller = source_function_at(src, i);
		if (caller == SOURCE_NONE || marked[caller] || i <= src->function[caller].open)
			continue;
		marked[caller] = more = true;
	}
	return more;
}

/*
 * Are the family's own forms made of the call: is it in one of them, or in what they call? To put a form
 * there would let it call itself. get_user_pages_fast() is none of them: it falls back to one, as any
 * caller does.
 */
static bool is_implementation(const struct judge_case *c)
{
	bool *marked, found = false, more = true;

	if (!judge_is_core(c) || c->site->function == SOURCE_NONE)
		return false;
	marked = memory_alloc(c->src->functions * sizeof(*marked));
	marked[c->site->function] = true;
	while (more && !found) {
		more = false;
		for (uint32_t fn = 0; fn < c->src->functions && !found; fn++) {
			if (!marked[fn])
				continue;
			found = judge_is_form(c, c->src, fn);
			more |= !found && mark_callers(c->src, fn, marked);
		}
	}
	free(marked);
	return found;
}

/* "vmas" or "&vma", of a variable that is a pointer to a vma or an array of those. */
static bool is_vmas(const struct code *code, uint32_t arg)
{
	uint32_t i = expression_strip(&code->e, arg), place;
	const struct type *type;

	if (code->e.expr[i].kind == EXPR_PREFIX && expression_is(&code->e, i, "&"))
		i = code->e.expr[i].child;
	place = code->place_of[i];
	if (place == CODE_NONE || code->place[place].step != PLACE_SYMBOL)
		return false;
	type = &code->symbol[code->place[place].symbol].d.type;
	return type->kind == TYPE_STRUCT && (type->pointers || type->arrays) &&
	       source_is(type->src, type->name, "vm_area_struct");
}

uint32_t judge_argument(const struct judge_case *c, enum role role)
{
	const struct range *arg = &c->site->arg[role];
	const struct code *code;
	uint32_t call, i;

	if (arg->first == arg->end || c->site->function == SOURCE_NONE)
		return SOURCE_NONE;
	code = library_code(c->judge->lib, c->file, c->site->function);
	call = code_call_at(code, c->site->open);
	i = call == SOURCE_NONE ? call : expression_child(&code->e, call, 1);
	while (i != SOURCE_NONE && code->e.expr[i].first < arg->first)
		i = code->e.expr[i].next;
	return i;
}

bool judge_passes_vmas(const struct judge_case *c)
{
	const struct code *code;
	uint32_t call, arg;

	if (c->site->name == SOURCE_NONE || c->site->function == SOURCE_NONE)
		return false;
	code = library_code(c->judge->lib, c->file, c->site->function);
	call = code_call_at(code, c->site->open);
	if (call == SOURCE_NONE)
		return false;
	for (arg = expression_child(&code->e, call, 1); arg != SOURCE_NONE;
	     arg = code->e.expr[arg].next)
		if (is_vmas(code, arg))
			return true;
	return false;
}

/* Does a retry form of the callee exist that takes FOLL_LONGTERM, or with @fast a fast one? */
static bool takes_longterm(const struct judge_case *c, bool fast)
{
	const struct api_function *f = c->judge->api->function[c->site->callee];

	return (f[FORM_LOCKED].params && f[FORM_LOCKED].longterm) ||
	       (f[FORM_UNLOCKED].params && f[FORM_UNLOCKED].longterm) ||
	       (fast && f[FORM_FAST].params && f[FORM_FAST].longterm);
}

void judge_flags(struct judge_case *c, bool fast)
{
	const struct macro_scope scope = { c->judge->lib, c->file, c->src, false };
	uint32_t arg = judge_argument(c, ROLE_FLAGS), line;
	struct value_flags flags;

	if (arg == SOURCE_NONE)
		return;
	value_flags(&scope, library_code(scope.lib, c->file, c->site->function), arg, &flags);
	line = c->src->token[flags.why].line;
	if (flags.longterm && !takes_longterm(c, fast))
		judge_note(c, REASON_FLAGS,
			   "FOLL_LONGTERM (line %u) is rejected by every retry form of this tree",
			   line);
	else if (flags.nowait)
		judge_note(c, REASON_FLAGS,
			   "FOLL_NOWAIT (line %u): a retry form would lose track of the lock",
			   line);
	else if (flags.nofault)
		judge_note(c, REASON_FLAGS, "FOLL_NOFAULT (line %u): there is nothing to retry",
			   line);
}

bool judge_is_null(const struct judge_case *c, enum role role)
{
	uint32_t arg = judge_argument(c, role);

	return arg == SOURCE_NONE ||
	       expression_is_null(&library_code(c->judge->lib, c->file, c->site->function)->e, arg);
}

/* Why the vmas argument rules a retry out; NULL where all that may be passed is NULL. */
static const char *vmas_stay(const struct judge_case *c)
{
	const struct macro_scope scope = { c->judge->lib, c->file, c->src, false };
	struct values *v;
	struct value it;
	bool wanted = false, unknown;

	if (judge_is_null(c, ROLE_VMAS))
		return NULL;
	v = memory_alloc(sizeof(*v));
	values_begin(v, &scope, library_code(scope.lib, c->file, c->site->function),
		     judge_argument(c, ROLE_VMAS));
	while (values_next(v, &it))
		wanted |= !expression_is_null(&it.code->e, it.expr);
	unknown = v->unknown;
	free(v);
	return wanted	 ? "the vmas argument is not NULL"
	       : unknown ? "the vmas argument is the caller's, and not all callers are known"
			 : NULL;
}

bool judge_certain(struct judge_case *c, bool mapped)
{
	const char *vmas = mapped ? vmas_stay(c) : NULL;

	if (is_implementation(c))
		judge_note(c, REASON_IMPLEMENTATION, "part of the family's own implementation");
	if (mapped) {
		if (vmas)
			judge_note(c, REASON_VMAS, "%s", vmas);
		judge_flags(c, c->judge->fast);
		if (!judge_is_null(c, ROLE_LOCKED))
			judge_note(c, REASON_HAS_LOCKED, "a locked pointer is passed already");
	}
	return c->reason[REASON_IMPLEMENTATION] || c->reason[REASON_VMAS] ||
	       c->reason[REASON_FLAGS] || c->reason[REASON_HAS_LOCKED];
}

bool judge_may_prefault(const struct judge_case *c)
{
	const struct macro_scope scope = { c->judge->lib, c->file, c->src, false };
	uint32_t arg = judge_argument(c, ROLE_PAGES);
	struct values v;
	struct value it;

	if (arg == SOURCE_NONE)
		return true;
	values_begin(&v, &scope, library_code(scope.lib, c->file, c->site->function), arg);
	v.callers = VALUES_ANY_CALLER;
	while (values_next(&v, &it))
		if (values_is_null(&scope, &it))
			return true;
	return v.count == VALUES_MAX; /* there may be others */
}
