// SPDX-License-Identifier: GPL-2.0-only
/*
 * certain: what the call itself shows, whatever is around it: it belongs to the implementation,
 * passes vmas or a locked pointer, or carries a flag that no retry form takes.
 */
#include <stdlib.h>
#include <string.h>

#include "judge.h"
#include "value.h"

/* Where the kernel's own memory management is: no driver's file, whatever its functions are called. */
static bool is_core(const struct judge_case *c)
{
	const char *path = c->file->path;

	return !c->judge->module &&
	       (!strncmp(path, "mm/", 3) || !strncmp(path, "include/linux/", 14) ||
		(!strncmp(path, "arch/", 5) && strstr(path, "/mm/")));
}

static bool is_implementation(const struct judge_case *c)
{
	static const char *const files[] = { "mm/gup.c", "mm/nommu.c", NULL };
	static const char *const names[] = { "get_user_pages", "__get_user_pages",
					     "pin_user_pages", "__pin_user_pages",
					     "__gup_longterm", NULL };
	uint32_t name;

	if (!is_core(c))
		return false;
	for (int i = 0; files[i]; i++)
		if (!strcmp(c->file->path, files[i]))
			return true;
	if (c->site->function == SOURCE_NONE)
		return false;
	name = c->src->function[c->site->function].name;
	for (int i = 0; names[i]; i++)
		if (c->src->token[name].len >= strlen(names[i]) &&
		    !memcmp(c->src->text + c->src->token[name].at, names[i], strlen(names[i])))
			return true;
	return false;
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

/* Does a retry form of the callee exist that takes FOLL_LONGTERM? */
static bool takes_longterm(const struct judge_case *c)
{
	const struct api_function *f = c->judge->api->function[c->site->callee];

	return (f[FORM_LOCKED].params && f[FORM_LOCKED].longterm) ||
	       (f[FORM_UNLOCKED].params && f[FORM_UNLOCKED].longterm);
}

static void note_flags(struct judge_case *c)
{
	const struct site_arg *arg = &c->site->arg[ROLE_FLAGS];
	struct value_scope scope;
	struct value_flags flags;
	uint32_t line;

	if (arg->first == arg->end || c->site->function == SOURCE_NONE)
		return;
	scope = (struct value_scope){ .src = c->src,
				      .fn = c->site->function,
				      .lib = c->judge->lib,
				      .file = c->file };
	value_flags(&scope, (struct range){ arg->first, arg->end }, &flags);
	line = c->src->token[flags.why].line;
	if (flags.longterm && !takes_longterm(c))
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

bool judge_certain(struct judge_case *c, bool mapped)
{
	const struct sites *sites = c->judge->sites;

	if (is_implementation(c))
		judge_note(c, REASON_IMPLEMENTATION, "part of the family's own implementation");
	if (mapped) {
		if (!site_arg_is_null(sites, c->site, ROLE_VMAS))
			judge_note(c, REASON_VMAS, "the vmas argument is not NULL");
		note_flags(c);
		if (!site_arg_is_null(sites, c->site, ROLE_LOCKED))
			judge_note(c, REASON_HAS_LOCKED, "a locked pointer is passed already");
	}
	return c->reason[REASON_IMPLEMENTATION] || c->reason[REASON_VMAS] ||
	       c->reason[REASON_FLAGS] || c->reason[REASON_HAS_LOCKED];
}
