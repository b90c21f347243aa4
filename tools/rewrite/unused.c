// SPDX-License-Identifier: GPL-2.0-only
/*
 * unused: local variables that only the bracket used. Their declarations go with it, since the
 * compiler would warn of them: `struct mm_struct *mm = current->mm;`.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/statement.h"
#include "define.h"
#include "rewrite.h"

struct search {
	const struct source *src;
	const struct function *fn;
	struct changes *changes;
	struct statements body;
};

/* The change that deletes or replaces token @tok, or NULL. */
static const struct change *change_at(const struct search *s, uint32_t tok)
{
	for (size_t i = 0; i < s->changes->count; i++)
		if (s->changes->change[i].first <= tok && tok < s->changes->change[i].end)
			return &s->changes->change[i];
	return NULL;
}

/* A member or a tag: no variable, whatever its name. */
static bool is_apart(const struct source *src, uint32_t tok)
{
	return tok && (source_is(src, tok - 1, "->") || source_is(src, tok - 1, ".") ||
		       source_is(src, tok - 1, "struct") || source_is(src, tok - 1, "union") ||
		       source_is(src, tok - 1, "enum"));
}

/* Does the text, tokens separated by single spaces, hold the word of token @tok? */
static bool text_holds(const struct source *src, const char *text, uint32_t tok)
{
	while (*text) {
		size_t len = strcspn(text, " ");

		if (len == src->token[tok].len &&
		    !memcmp(text, src->text + src->token[tok].at, len))
			return true;
		text += len + (text[len] == ' ');
	}
	return false;
}

/*
 * The only place where the name of token @tok is left in the function, or SOURCE_NONE if there is
 * none, more than one, or one in what the changes insert or in a macro.
 */
static uint32_t only_use(const struct search *s, uint32_t tok)
{
	const struct token *name = &s->src->token[tok];
	uint32_t found = SOURCE_NONE;

	if (define_mentions(s->src, s->src->text + name->at, name->len))
		return SOURCE_NONE;
	for (size_t i = 0; i < s->changes->count; i++)
		if (text_holds(s->src, s->changes->change[i].text, tok))
			return SOURCE_NONE;
	for (uint32_t i = s->fn->params; i <= s->fn->close; i++) {
		if (!source_same(s->src, i, s->src, tok) || is_apart(s->src, i) || change_at(s, i))
			continue;
		if (found != SOURCE_NONE)
			return SOURCE_NONE;
		found = i;
	}
	return found;
}

/* A declaration of nothing but the variable at @name, whose initialiser does nothing. */
static bool is_plain_declaration(const struct search *s, const struct stmt *decl, uint32_t name)
{
	if (!source_is(s->src, name + 1, "=") || !source_is(s->src, decl->end - 1, ";"))
		return false;
	for (uint32_t i = decl->first; i < decl->end - 1; i++) {
		bool word = s->src->token[i].kind == TOKEN_IDENT;

		if (!word && !source_is(s->src, i, "*") && !source_is(s->src, i, "->") &&
		    !source_is(s->src, i, ".") && !source_is(s->src, i, "&") && !(i == name + 1))
			return false;
	}
	return true;
}

static void add_deletion(struct search *s, const struct stmt *decl)
{
	struct changes *c = s->changes;
	size_t at;

	VEC_PUSH(c->change, c->count, c->room,
		 (struct change){ .first = decl->first, .end = decl->end });
	for (at = c->count - 1; at && c->change[at - 1].first > decl->first; at--)
		c->change[at] = c->change[at - 1];
	c->change[at] = (struct change){ decl->first, decl->end, memory_strdup("") };
}

/* Handle the name of token @tok, which the changes delete. 1: a declaration was deleted. */
static int drop(struct search *s, uint32_t tok, struct error *err)
{
	uint32_t use = only_use(s, tok), stmt;
	const struct stmt *decl;

	if (use == SOURCE_NONE || use < s->fn->open)
		return 0;
	stmt = statement_at(&s->body, use);
	decl = stmt == SOURCE_NONE ? NULL : &s->body.stmt[stmt];
	if (!decl || decl->kind != STMT_DECL || !source_is(s->src, use + 1, "="))
		return 0;
	if (!is_plain_declaration(s, decl, use))
		return error_set(err, "line %u: a variable would be left unused; remove it by hand",
				 s->src->token[use].line);
	add_deletion(s, decl);
	return 1;
}

/* One round over all deleted names: 1 if something more was deleted, -1 on an error. */
static int drop_once(struct search *s, struct error *err)
{
	for (size_t i = 0; i < s->changes->count; i++) {
		const struct change *c = &s->changes->change[i];

		for (uint32_t tok = c->first; tok < c->end; tok++) {
			int done;

			if (s->src->token[tok].kind != TOKEN_IDENT || is_apart(s->src, tok))
				continue;
			done = drop(s, tok, err);
			if (done)
				return done;
		}
	}
	return 0;
}

int rewrite_drop_unused(const struct site_file *file, uint32_t fn, struct changes *changes,
			struct error *err)
{
	struct search s = { .src = &file->src, .fn = &file->src.function[fn], .changes = changes };
	int status = 1;

	if (!statement_read(s.src, fn, &s.body))
		while (status > 0)
			status = drop_once(&s, err);
	statement_free(&s.body);
	return status < 0 ? -1 : 0;
}
