// SPDX-License-Identifier: GPL-2.0-only
/*
 * follow: what the names in code under the lock lead to: definitions to be read next, names to be
 * looked for in the tree, or nowhere that could be told.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "mmaplock.h"
#include "reader.h"
#include "words.h"

static bool is_shouted(const char *name)
{
	for (; *name; name++)
		if (islower((unsigned char)*name))
			return false;
	return true;
}

/* -- names ---------------------------------------------------------------------------------- */

bool follow_is_member(const struct source *src, uint32_t tok)
{
	return tok && (source_is(src, tok - 1, "->") || source_is(src, tok - 1, "."));
}

static bool is_call(const struct source *src, uint32_t tok)
{
	return source_is(src, tok + 1, "(") && src->token[tok + 1].mate != SOURCE_NONE;
}

const struct names *follow_names(const struct reader *r, const struct item *it)
{
	if (it->in_bracket)
		return library_names(r->scope->lib, r->scope->file, r->scope->fn);
	return it->fn == SOURCE_NONE ? NULL : library_names(r->scope->lib, it->file, it->fn);
}

/* Is token @tok a parameter of the macro whose body the item is? */
static bool is_macro_parameter(const struct item *it, uint32_t tok)
{
	const struct token *t = &it->src->token[tok];
	const char *p = it->params;

	for (; p && *p && *p != ')'; p++)
		if (!strncmp(p, it->src->text + t->at, t->len) &&
		    (p == it->params || strchr(" ,\t\\\n", p[-1])) &&
		    strchr(" ,\t).\\\n", p[t->len]))
			return true;
	return false;
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

bool follow_is_variable(const struct reader *r, const struct item *it, uint32_t tok)
{
	const struct names *names = follow_names(r, it);

	return is_macro_parameter(it, tok) || (names && names_is_local(names, it->src, tok));
}

static void add_all(struct reader *r, size_t i, uint32_t tok, struct definitions *defs,
		    const char *name)
{
	bool called = is_call(r->item[i].src, tok);

	for (size_t d = 0; d < defs->count; d++)
		if (!reader_add(r, &defs->def[d], i, called, name))
			reader_found(r, i, UNDER_UNKNOWN, tok, "leads to too many definitions");
	free(defs->def);
}

/* Nothing is known of @name yet: have it looked for, or give up. */
static void want(struct reader *r, const char *name, enum library_wanted what)
{
	VEC_PUSH(r->missing, r->misses, r->miss_room,
		 (struct missing){ memory_strdup(name), what });
}

/* Does the code's own file define what the list of primitives names? */
static bool is_redefined(struct reader *r, size_t i, uint32_t tok)
{
	struct definitions defs;
	char *name = source_word(r->item[i].src, tok);
	bool redefined;

	library_own(r->scope->lib, r->item[i].file, name, true, &defs);
	redefined = defs.count > 0;
	free(defs.def);
	free(name);
	return redefined;
}

/* An argument of a primitive: a member that a macro is told, but nothing that is called back. */
static bool is_primitive_argument(struct reader *r, size_t i, uint32_t tok)
{
	const struct item *it = &r->item[i];
	uint32_t call = words_enclosing_call(it->src, tok, it->r.first);

	return call != SOURCE_NONE && words_call(it->src, call) == WORDS_SAFE &&
	       !is_redefined(r, i, call);
}

/* A name in capitals that is defined nowhere in sight. */
static void read_unseen(struct reader *r, size_t i, uint32_t tok, const char *name)
{
	const struct item *it = &r->item[i];

	if (library_declares(r->scope->lib, it->file, name))
		return;
	if (is_shouted(name) && !words_looks_constant(it->src, tok))
		reader_found(r, i, it->in_bracket ? UNDER_MACRO : UNDER_UNKNOWN, tok,
			     "may be a macro, its definition was not found");
	/* the build's autoconf.h has it, as a number or a string; no file of the tree need be searched */
	if (!strncmp(name, "CONFIG_", 7))
		return;
	/* deeper in the kernel's own code it is taken for a constant */
	if ((it->file != r->scope->file && !it->in_bracket) ||
	    (!is_shouted(name) && is_primitive_argument(r, i, tok)))
		return;
	want(r, name, LIBRARY_MACRO);
	if (!is_shouted(name))
		want(r, name, LIBRARY_FUNCTION);
}

void follow_name(struct reader *r, size_t i, uint32_t tok)
{
	const struct item *it = &r->item[i];
	struct library *lib = r->scope->lib;
	bool member = follow_is_member(it->src, tok);
	struct definitions defs;
	char *name;

	if (words_is_keyword(it->src, tok) || source_is(it->src, tok - 1, "struct") ||
	    source_is(it->src, tok - 1, "union") || source_is(it->src, tok - 1, "enum") ||
	    source_is(it->src, tok - 1, "goto"))
		return;
	name = source_word(it->src, tok);
	if (member || words_is_constant(it->src, tok)) {
		library_own(lib, it->file, name, true, &defs);
		keep(&defs, false);
		add_all(r, i, tok, &defs, name);
	} else if (!is_macro_parameter(it, tok)) {
		size_t known = 0;

		library_object(lib, it->file, name, &defs);
		known = defs.count;
		add_all(r, i, tok, &defs, name);
		if (!known && !follow_is_variable(r, it, tok)) {
			library_define(lib, it->file, name, &defs);
			keep(&defs, true);
			known = defs.count;
			add_all(r, i, tok, &defs, name);
			if (!known)
				read_unseen(r, i, tok, name);
		}
	}
	free(name);
}

/* -- calls ---------------------------------------------------------------------------------- */

static void resolve_call(struct reader *r, size_t i, uint32_t tok)
{
	const struct item *it = &r->item[i];
	struct definitions defs;
	char *name = source_word(it->src, tok);

	library_define(r->scope->lib, it->file, name, &defs);
	if (defs.count && defs.def[0].file != it->file &&
	    library_declares(r->scope->lib, it->file, name)) {
		r->hopeless = true;
		reader_found(r, i, UNDER_UNKNOWN, tok, "is called through a pointer");
	} else if (!defs.count) {
		want(r, name, LIBRARY_CALL);
		reader_found(r, i, is_shouted(name) && it->in_bracket ? UNDER_MACRO : UNDER_UNKNOWN,
			     tok, "is called, its definition was not found");
	}
	for (size_t d = 0; d < defs.count; d++)
		if (defs.def[d].is_weak)
			reader_found(r, i, UNDER_UNKNOWN, tok,
				     "is weak: another definition may take its place");
	add_all(r, i, tok, &defs, name);
	free(name);
}

void follow_call(struct reader *r, size_t i, uint32_t tok)
{
	const struct item *it = &r->item[i];
	enum words_class class = words_call(it->src, tok);

	if (words_is_operator(it->src, tok))
		return;
	if (follow_is_member(it->src, tok) || follow_is_variable(r, it, tok)) {
		r->hopeless = true;
		reader_found(r, i, UNDER_UNKNOWN, tok, "is called through a pointer");
	} else if (class == WORDS_NEEDS) {
		reader_found(r, i, UNDER_NEEDS, tok, "needs the lock or takes it");
	} else if (mmaplock_is_alias(it->src, tok)) {
		r->hopeless = true;
		reader_found(r, i, UNDER_UNKNOWN, tok,
			     "takes or releases a semaphore that may be the mmap lock");
	} else if (class == WORDS_UNKNOWN || is_redefined(r, i, tok)) {
		resolve_call(r, i, tok);
	}
}

/* "(...)(": a call through a pointer, unless the first is a cast; "(NAME)(" is left to NAME. */
bool follow_is_pointer_call(const struct source *src, uint32_t tok)
{
	uint32_t open;

	if (!source_is(src, tok, "(") || !tok)
		return false;
	if (source_is(src, tok - 1, "]"))
		return true;
	if (!source_is(src, tok - 1, ")") || (open = src->token[tok - 1].mate) == SOURCE_NONE)
		return false;
	if (open && src->token[open - 1].kind == TOKEN_IDENT)
		return !words_is_operator(src, open - 1) && !words_is_keyword(src, open - 1) &&
		       !grammar_is_macro_loop(src, open - 1, (uint32_t)src->tokens);
	if (source_is(src, open + 1, "*"))
		return true;
	if (source_is(src, open + 1, "typeof") || source_is(src, open + 1, "__typeof__"))
		return false;
	for (uint32_t i = open + 1; i < tok - 1; i++)
		if (src->token[i].kind != TOKEN_IDENT && !source_is(src, i, "*"))
			return true;
	return false;
}

/* "(NAME)(": a call, unless NAME is a type and this a cast. */
static bool is_wrapped_call(const struct source *src, uint32_t tok)
{
	return tok && source_is(src, tok - 1, "(") && source_is(src, tok + 1, ")") &&
	       source_is(src, tok + 2, "(") && !words_is_type(src, tok) &&
	       !(tok >= 2 && src->token[tok - 2].kind == TOKEN_IDENT);
}

bool follow_is_call(const struct source *src, uint32_t tok)
{
	return is_call(src, tok) || is_wrapped_call(src, tok);
}
