// SPDX-License-Identifier: GPL-2.0-only
/*
 * includer: a body that other files #include, a template or a header, means what their macros make of its
 * words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "judge.h"

#define MAX_INCLUDERS 200

/* Has @file, with its headers, a definition of the word that the site's file does not have? */
static bool defines_otherwise(const struct judge_case *c, const struct library_file *file,
			      const char *word)
{
	struct definitions own, theirs;
	bool otherwise;

	library_own(c->judge->lib, file, word, true, &theirs);
	otherwise = theirs.count > 0;
	free(theirs.def);
	if (!otherwise)
		return false;
	library_own(c->judge->lib, c->file, word, true, &own);
	otherwise = own.count == 0;
	free(own.def);
	return otherwise;
}

/* A word of the bracket, its ends included, to which @file gives a meaning; SOURCE_NONE: there is none. */
static uint32_t find_word(const struct judge_case *c, const struct library_file *file)
{
	for (uint32_t i = 0; i < c->flow->st.count; i++) {
		uint32_t first, end;

		if (!c->span.under[i] && i != c->flow->locks.op[c->span.op].stmt)
			continue;
		flow_own_tokens(c->flow, i, &first, &end);
		for (; first < end; first++) {
			char *word;
			bool found;

			if (c->src->token[first].kind != TOKEN_IDENT)
				continue;
			word = source_word(c->src, first);
			found = defines_otherwise(c, file, word);
			free(word);
			if (found)
				return first;
		}
	}
	return SOURCE_NONE;
}

/* Append what includes @file, each once. */
static void add_includers(struct library *lib, const struct library_file *file,
			  struct library_holders *all)
{
	const struct library_holders *more = library_includers(lib, file);

	for (size_t i = 0; i < more->count && all->count < MAX_INCLUDERS; i++) {
		bool known = more->file[i] == file;

		for (size_t k = 0; k < all->count; k++)
			known |= all->file[k] == more->file[i];
		if (!known)
			VEC_PUSH(all->file, all->count, all->room, more->file[i]);
	}
}

bool judge_is_body_of_others(struct judge_case *c)
{
	struct library_holders all = { 0 };
	uint32_t tok = SOURCE_NONE;

	add_includers(c->judge->lib, c->file, &all);
	for (size_t i = 0; i < all.count && tok == SOURCE_NONE; i++) {
		tok = find_word(c, all.file[i]);
		if (tok != SOURCE_NONE)
			judge_note(c, REASON_MACRO,
				   "line %u: %.*s has a meaning of its own where %s includes this",
				   c->src->token[tok].line, (int)c->src->token[tok].len,
				   c->src->text + c->src->token[tok].at, all.file[i]->path);
		else if (all.file[i]->path[strlen(all.file[i]->path) - 1] == 'h')
			add_includers(c->judge->lib, all.file[i], &all);
	}
	free(all.file);
	return tok != SOURCE_NONE;
}
