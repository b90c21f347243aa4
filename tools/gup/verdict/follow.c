// SPDX-License-Identifier: GPL-2.0-only
/*
 * follow: what the names in code under the lock lead to: definitions to be read next, names to be
 * looked for in the tree, or nowhere that could be told.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "gup/guard.h"
#include "gup/primitives.h"
#include "reader.h"
#include "source/grammar.h"

/* -- names ---------------------------------------------------------------------------------- */

static void add_all(struct reader *r, size_t i, const struct event *ev, struct definitions *defs,
		    const char *name)
{
	for (size_t d = 0; d < defs->count; d++)
		if (!reader_add(r, &defs->def[d], i, ev->expr, name))
			reader_found(r, i, UNDER_UNKNOWN, ev->tok, "leads to too many definitions");
	free(defs->def);
}

/* Keep functions only, or macros without parameters only. */
static void keep(struct definitions *defs, bool functions)
{
	size_t kept = 0;

	for (size_t d = 0; d < defs->count; d++)
		if (functions ? defs->def[d].fn != SOURCE_NONE
			      : defs->def[d].fn == SOURCE_NONE && !defs->def[d].params)
			defs->def[kept++] = defs->def[d];
	defs->count = kept;
}

/* Nothing is known of @name yet: have it looked for, or give up. */
static void want(struct reader *r, const char *name, enum library_wanted what)
{
	VEC_PUSH(r->missing, r->misses, r->miss_room,
		 (struct missing){ memory_strdup(name), what });
}

bool follow_may_be_macro(struct library *lib, const struct library_file *file,
			 const struct source *src, uint32_t tok)
{
	struct definitions defs;
	char *name = source_word(src, tok);
	bool macro = false;

	library_define(lib, file, name, &defs);
	for (size_t i = 0; i < defs.count; i++)
		macro |= defs.def[i].fn == SOURCE_NONE;
	free(defs.def);
	free(name);
	return macro || grammar_is_shouted(src, tok);
}

/* Does the code's own file define what the list of primitives names? */
static bool is_redefined(struct reader *r, size_t i, const char *name)
{
	struct definitions defs;
	bool redefined;

	library_own(r->scope->lib, r->item[i].file, name, true, &defs);
	redefined = defs.count > 0;
	free(defs.def);
	return redefined && !reader_is_expanding(r, i, name);
}

/* An argument of a primitive: a member that a macro is told, but nothing that is called back. */
static bool is_primitive_argument(struct reader *r, size_t i, const struct event *ev)
{
	const struct item *it = &r->item[i];
	uint32_t call = expression_callee(&it->code->e, code_call_around(it->code, ev->expr));
	bool primitive;
	char *name;

	if (call == SOURCE_NONE || primitives_call(it->code->src, call) != PRIMITIVES_SAFE)
		return false;
	name = source_word(it->code->src, call);
	primitive = !is_redefined(r, i, name);
	free(name);
	return primitive;
}

/* Does the name stand where a constant may: an operand, and nothing is done with it but to read it? */
static bool looks_constant(const struct code *code, const struct event *ev)
{
	bool constant = ev->kind == EVENT_READ;

	for (size_t p = 0; p < code->places && constant; p++)
		constant = code->place[p].parent != ev->place;
	for (uint32_t k = code->at[ev->stmt].first_event;
	     k < code->at[ev->stmt].end_event && constant; k++)
		constant = code->event[k].kind != EVENT_UNKNOWN;
	return constant;
}

/* A name in capitals that is defined nowhere in sight. */
static void read_unseen(struct reader *r, size_t i, const struct event *ev, const char *name)
{
	const struct item *it = &r->item[i];
	uint32_t tok = ev->tok;

	if (library_declares(r->scope->lib, it->file, name))
		return;
	if (grammar_is_shouted(it->code->src, tok) && !looks_constant(it->code, ev))
		reader_found(r, i, it->in_bracket ? UNDER_MACRO : UNDER_UNKNOWN, tok,
			     "may be a macro, its definition was not found");
	/* the build's autoconf.h has it, as a number or a string; no file of the tree need be searched */
	if (!strncmp(name, "CONFIG_", 7))
		return;
	/* deeper in the kernel's own code it is taken for a constant */
	if ((it->file != r->scope->file && !it->in_bracket) ||
	    (!grammar_is_shouted(it->code->src, tok) && is_primitive_argument(r, i, ev)))
		return;
	want(r, name, LIBRARY_MACRO);
	if (!grammar_is_shouted(it->code->src, tok))
		want(r, name, LIBRARY_BODY);
}

/* Macros of the file's own that are named @name. */
static void follow_own(struct reader *r, size_t i, const struct event *ev, const char *name)
{
	struct definitions defs;

	library_own(r->scope->lib, r->item[i].file, name, true, &defs);
	keep(&defs, false);
	add_all(r, i, ev, &defs, name);
}

void follow_member(struct reader *r, size_t i, const struct event *ev)
{
	const struct code *code = r->item[i].code;
	char *name = source_word(code->src, code->place[ev->place].tok);

	if (!reader_is_expanding(r, i, name))
		follow_own(r, i, ev, name);
	free(name);
}

void follow_name(struct reader *r, size_t i, const struct event *ev)
{
	const struct item *it = &r->item[i];
	struct library *lib = r->scope->lib;
	const struct source *src = it->code->src;
	struct definitions defs;
	char *name;
	size_t known;

	if (primitives_is_keyword(src, ev->tok))
		return;
	name = source_word(src, ev->tok);
	if (reader_is_expanding(r, i, name)) { /* "#define f f" */
		if (!library_may_run(lib, it->file, name, false, &defs))
			want(r, name, LIBRARY_BODY);
		add_all(r, i, ev, &defs, name);
		free(name);
		return;
	}
	if (primitives_is_constant(src, ev->tok)) {
		follow_own(r, i, ev, name);
		free(name);
		return;
	}
	library_object(lib, it->file, name, &defs);
	known = defs.count;
	add_all(r, i, ev, &defs, name);
	if (!known) {
		library_define(lib, it->file, name, &defs);
		keep(&defs, true);
		known = defs.count;
		add_all(r, i, ev, &defs, name);
		if (!known)
			read_unseen(r, i, ev, name);
	}
	free(name);
}

/* -- calls ---------------------------------------------------------------------------------- */

static void resolve_call(struct reader *r, size_t i, const struct event *ev, uint32_t tok)
{
	const struct item *it = &r->item[i];
	struct definitions defs;
	char *name = source_word(it->code->src, tok);
	bool all = library_may_run(r->scope->lib, it->file, name, !reader_is_expanding(r, i, name),
				   &defs);

	if (defs.count && defs.def[0].file != it->file &&
	    library_declares(r->scope->lib, it->file, name)) {
		r->hopeless = true;
		reader_found(r, i, UNDER_UNKNOWN, tok, "is called through a pointer");
	} else if (!defs.count) {
		reader_found(r, i,
			     grammar_is_shouted(it->code->src, tok) && it->in_bracket
				     ? UNDER_MACRO
				     : UNDER_UNKNOWN,
			     tok, "is called, its definition was not found");
	}
	if (!all)
		want(r, name, LIBRARY_BODY);
	add_all(r, i, ev, &defs, name);
	free(name);
}

/* The folders in which the primitives themselves are. */
static bool is_kernels(const char *path)
{
	static const char *const folders[] = { "mm/", "lib/", "kernel/" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (!strncmp(path, folders[i], strlen(folders[i])))
			return true;
	return false;
}

/* Drivers' own functions that are named like a family of primitives. */
static void follow_namesake(struct reader *r, size_t i, const struct event *ev, const char *name)
{
	struct definitions defs;
	size_t kept = 0;

	if (!library_may_run(r->scope->lib, r->item[i].file, name, false, &defs))
		want(r, name, LIBRARY_BODY);
	for (size_t d = 0; d < defs.count; d++)
		if (!library_is_core(defs.def[d].file) && !is_kernels(defs.def[d].file->path))
			defs.def[kept++] = defs.def[d];
	defs.count = kept;
	add_all(r, i, ev, &defs, name);
}

/* Something runs when the scope is left. */
static bool ends_with_scope(const struct code *code, uint32_t callee)
{
	uint32_t tok = expression_callee(&code->e, callee);

	if (tok == SOURCE_NONE && callee != SOURCE_NONE && code->e.expr[callee].kind == EXPR_NAME)
		tok = code->e.expr[callee].tok;
	return tok != SOURCE_NONE && guard_is_word(code->src, tok);
}

void follow_call(struct reader *r, size_t i, const struct event *ev)
{
	const struct code *code = r->item[i].code;
	uint32_t callee = code->e.expr[ev->expr].child, tok = expression_callee(&code->e, ev->expr);
	enum primitives_class class;
	char *name;

	if (ends_with_scope(code, callee)) {
		reader_found(r, i, UNDER_UNKNOWN, code->e.expr[callee].first,
			     "does something when its scope is left");
		return;
	}
	if (tok == SOURCE_NONE || code->place[code->place_of[callee]].step != PLACE_GLOBAL) {
		uint32_t last = code->e.expr[callee].tok;

		r->hopeless = true;
		reader_found(r, i, UNDER_UNKNOWN, tok == SOURCE_NONE ? last : tok,
			     code->e.expr[callee].kind == EXPR_MEMBER || tok != SOURCE_NONE
				     ? "is called through a pointer"
				     : "...): a call through a pointer");
		return;
	}
	class = primitives_call(code->src, tok);
	if (primitives_is_operator(code->src, tok))
		return;
	name = source_word(code->src, tok);
	if (class == PRIMITIVES_NEEDS) {
		reader_found(r, i, UNDER_NEEDS, tok, "needs the lock or takes it");
	} else if (mmaplock_is_alias(code->src, tok)) {
		r->hopeless = true;
		reader_found(r, i, UNDER_UNKNOWN, tok,
			     "takes or releases a semaphore that may be the mmap lock");
	} else if (class == PRIMITIVES_UNKNOWN || is_redefined(r, i, name)) {
		resolve_call(r, i, ev, tok);
	} else if (class == PRIMITIVES_SAFE && primitives_is_family_name(code->src, tok)) {
		follow_namesake(r, i, ev, name);
	}
	free(name);
}
