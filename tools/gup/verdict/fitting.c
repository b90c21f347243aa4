// SPDX-License-Identifier: GPL-2.0-only
/*
 * fitting: a call that was written for another kernel's prototype, as this kernel wants it: its arguments
 * get roles by the one known prototype that their number and types allow.
 */
#include "fitting.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/types.h"
#include "gup/api/signature.h"
#include "gup/sites/call.h"

/* The role that the argument's type shows; ROLE_COUNT: it may have any. */
static enum role shown_role(const struct judge_case *c, uint32_t expr)
{
	static const struct {
		const char *tag;
		enum role role;
	} tags[] = { { "task_struct", ROLE_TSK },
		     { "mm_struct", ROLE_MM },
		     { "page", ROLE_PAGES },
		     { "vm_area_struct", ROLE_VMAS } };
	const struct types_scope scope = { c->judge->lib, c->file };
	const struct code *code = library_code(c->judge->lib, c->file, c->site->function);
	struct type type = types_resolve(&scope, types_expression(&scope, code, expr));

	if (expression_is(&code->e, expression_strip(&code->e, expr), "current"))
		return ROLE_TSK;
	for (size_t i = 0; type.kind == TYPE_STRUCT && i < sizeof(tags) / sizeof(tags[0]); i++)
		if (source_is(type.src, type.name, tags[i].tag))
			return tags[i].role;
	return ROLE_COUNT;
}

/* Could the call have been written for @fn? */
static bool may_be_for(const struct judge_case *c, const struct api_function *fn)
{
	const struct code *code = library_code(c->judge->lib, c->file, c->site->function);
	uint32_t call = code_call_at(code, c->site->open);
	uint32_t arg = call == SOURCE_NONE ? call : expression_child(&code->e, call, 1);

	if (fn->params != c->site->args || arg == SOURCE_NONE)
		return false;
	for (int i = 0; i < fn->params; i++, arg = code->e.expr[arg].next) {
		enum role shown = arg == SOURCE_NONE ? ROLE_COUNT : shown_role(c, arg);

		if (shown != ROLE_COUNT && shown != fn->role[i])
			return false;
	}
	return true;
}

/* Read the arguments by the only known prototype that the call may be for; false if it is not one. */
static bool read_roles(const struct judge_case *c, struct site *site)
{
	struct api_function fn, found = { 0 };

	for (size_t i = 0; signature_known(c->site->callee, i, &fn); i++) {
		if (!may_be_for(c, &fn))
			continue;
		if (found.params)
			return false;
		found = fn;
	}
	*site = *c->site;
	if (found.params)
		call_read_args(&found, c->src, site);
	return found.params;
}

static bool has(const struct site *site, enum role role)
{
	return site->arg[role].first < site->arg[role].end;
}

/* "write" and "force" as flags. */
static char *flags_of(const struct judge_case *c, const struct site *site)
{
	static const struct {
		enum role role;
		const char *flag;
	} part[] = { { ROLE_WRITE, "FOLL_WRITE" }, { ROLE_FORCE, "FOLL_FORCE" } };
	struct buf out = { 0 };

	for (int i = 0; i < 2; i++) {
		char *text = site_arg_text(c->judge->sites, site, part[i].role);

		if (!strcmp(text, "1"))
			buf_printf(&out, "%s%s", out.len ? " | " : "", part[i].flag);
		else if (strcmp(text, "0"))
			buf_printf(&out, "%s((%s) ? %s : 0)", out.len ? " | " : "", text,
				   part[i].flag);
		free(text);
	}
	return out.len ? buf_detach(&out) : memory_strdup("0");
}

/* Is @flag among the flags, if they are nothing but FOLL_WRITE and FOLL_FORCE; -1: they are not. */
static int has_flag(const struct judge_case *c, const struct site *site, const char *flag)
{
	int found = 0;

	for (uint32_t tok = site->arg[ROLE_FLAGS].first; tok < site->arg[ROLE_FLAGS].end; tok++) {
		found |= source_is(c->src, tok, flag);
		if (!source_is(c->src, tok, "FOLL_WRITE") && !source_is(c->src, tok, "|") &&
		    !source_is(c->src, tok, "FOLL_FORCE") && !source_is(c->src, tok, "0"))
			return -1;
	}
	return found;
}

/* The argument for @role of this kernel's form, or NULL: what was written does not say. */
static char *argument(const struct judge_case *c, const struct site *site, enum role role)
{
	int set;

	if (has(site, role))
		return site_arg_text(c->judge->sites, site, role);
	switch (role) {
	case ROLE_TSK:
		return memory_strdup("current");
	case ROLE_MM:
		return memory_strdup("current->mm");
	case ROLE_FLAGS:
		return flags_of(c, site);
	case ROLE_WRITE:
	case ROLE_FORCE:
		set = has_flag(c, site, role == ROLE_WRITE ? "FOLL_WRITE" : "FOLL_FORCE");
		return set < 0 ? NULL : memory_strdup(set ? "1" : "0");
	case ROLE_VMAS:
	case ROLE_LOCKED:
		return memory_strdup("NULL");
	default:
		return NULL;
	}
}

/* Which function of this kernel does it: with an mm that is not current's the remote one. */
static const struct api_function *target(const struct judge_case *c, const struct site *site)
{
	const struct api *api = c->judge->api;
	enum callee callee = site->callee;
	char *mm = site_arg_text(c->judge->sites, site, ROLE_MM);

	if (*mm && strcmp(mm, "current->mm") &&
	    api_position(&api->function[callee][FORM_PLAIN], ROLE_MM) < 0)
		callee = api_pins(callee) ? CALLEE_PIN_REMOTE : CALLEE_GET_REMOTE;
	free(mm);
	return &api->function[callee][FORM_PLAIN];
}

char *fitting_call(const struct judge_case *c)
{
	const struct api_function *fn;
	struct buf out = { 0 };
	struct judge_case guess = *c;
	struct site site;

	guess.site = &site;
	if (c->site->name == SOURCE_NONE || c->site->function == SOURCE_NONE ||
	    !read_roles(c, &site))
		return NULL;
	fn = target(c, &site);
	if (!fn->params)
		return NULL;
	for (int role = ROLE_VMAS; role <= ROLE_LOCKED; role++)
		if (api_position(fn, (enum role)role) < 0 &&
		    !judge_is_null(&guess, (enum role)role))
			return NULL; /* what it is passed for has no counterpart here */
	buf_printf(&out, "%s(", fn->name);
	for (int i = 0; i < fn->params; i++) {
		char *arg = argument(c, &site, fn->role[i]);

		if (!arg) {
			buf_free(&out);
			return NULL;
		}
		buf_printf(&out, "%s%s", i ? ", " : "", arg);
		free(arg);
	}
	buf_addstr(&out, ")");
	return buf_detach(&out);
}
