// SPDX-License-Identifier: GPL-2.0-only
/*
 * unused: local variables that only the bracket used. Their declarations go with it, since the
 * compiler would warn of them: `struct mm_struct *mm = current->mm;`. So does what only sets them:
 * `mm = current->mm;` as a statement, `mm =` in `owner->mm = mm = current->mm;`.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/define.h"
#include "../source/statement.h"
#include "rewrite.h"

struct search {
	const struct source *src;
	const struct function *fn;
	struct changes *changes;
	struct statements body;
	struct buf *notes;
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
 * The places where the name of token @tok is left in the function, the first @room of them. Returns how
 * many there are; @room + 1 for more, for one in what the changes insert, or for one in a macro.
 */
static size_t uses(const struct search *s, uint32_t tok, uint32_t *use, size_t room)
{
	const struct token *name = &s->src->token[tok];
	size_t found = 0;

	if (define_mentions(s->src, s->src->text + name->at, name->len))
		return room + 1;
	for (size_t i = 0; i < s->changes->count; i++)
		if (text_holds(s->src, s->changes->change[i].text, tok))
			return room + 1;
	for (uint32_t i = s->fn->params; i <= s->fn->close && found <= room; i++) {
		if (!source_same(s->src, i, s->src, tok) || is_apart(s->src, i) || change_at(s, i))
			continue;
		if (found < room)
			use[found] = i;
		found++;
	}
	return found;
}

/* Does the statement set nothing but the variable at @name, to a value that does nothing? */
static bool is_plain(const struct search *s, const struct stmt *stmt, uint32_t name)
{
	if (!source_is(s->src, name + 1, "=") || !source_is(s->src, stmt->end - 1, ";"))
		return false;
	for (uint32_t i = stmt->first; i < stmt->end - 1; i++) {
		bool word = s->src->token[i].kind == TOKEN_IDENT;

		if (!word && !source_is(s->src, i, "*") && !source_is(s->src, i, "->") &&
		    !source_is(s->src, i, ".") && !source_is(s->src, i, "&") && !(i == name + 1))
			return false;
	}
	return true;
}

static void add_deletion(struct search *s, uint32_t first, uint32_t end)
{
	struct changes *c = s->changes;
	size_t at;

	VEC_PUSH(c->change, c->count, c->room, (struct change){ .first = first, .end = end });
	for (at = c->count - 1; at && c->change[at - 1].first > first; at--)
		c->change[at] = c->change[at - 1];
	c->change[at] = (struct change){ first, end, memory_strdup("") };
}

static const struct stmt *statement_of(const struct search *s, uint32_t tok)
{
	uint32_t stmt = statement_at(&s->body, tok);

	return stmt == SOURCE_NONE ? NULL : &s->body.stmt[stmt];
}

/* The declaration of the variable at @name goes, which a reader should know. */
static void drop_declaration(struct search *s, const struct stmt *decl, uint32_t name)
{
	const struct token *t = &s->src->token[name];

	add_deletion(s, decl->first, decl->end);
	buf_printf(s->notes, "%svariable deleted with the lock, line %u: %.*s",
		   s->notes->len ? "; " : "", t->line, (int)t->len, s->src->text + t->at);
}

/* Only the declaration is left. 1: it was deleted. */
static int drop_initialised(struct search *s, uint32_t use, struct error *err)
{
	const struct stmt *decl = statement_of(s, use);

	if (use < s->fn->open || !decl || decl->kind != STMT_DECL ||
	    !source_is(s->src, use + 1, "="))
		return 0;
	if (!is_plain(s, decl, use))
		return error_set(err, "line %u: a variable would be left unused; remove it by hand",
				 s->src->token[use].line);
	drop_declaration(s, decl, use);
	return 1;
}

/* Is it "TYPE *NAME;", NAME at @name? */
static bool declares_pointer(const struct search *s, const struct stmt *decl, uint32_t name)
{
	if (decl->kind != STMT_DECL || decl->end != name + 2 || !source_is(s->src, name - 1, "*"))
		return false;
	for (uint32_t i = decl->first; i < name - 1; i++)
		if (s->src->token[i].kind != TOKEN_IDENT)
			return false;
	return true;
}

/* White space between the tokens from @first to @end, and no line of a comment or an #if. */
static bool is_unbroken(const struct search *s, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		const struct token *t = &s->src->token[i];

		for (uint32_t at = t->at + t->len; at < s->src->token[i + 1].at; at++)
			if (s->src->text[at] != ' ' && s->src->text[at] != '\t')
				return false;
	}
	return true;
}

/*
 * Only the declaration is left and an assignment, at @set. 1: both were deleted: the statement where
 * its value does nothing and it stands beside others, or "NAME =" from a chain of assignments.
 */
static int drop_assigned(struct search *s, uint32_t name, uint32_t set)
{
	const struct stmt *decl = statement_of(s, name), *stmt = statement_of(s, set);

	if (name < s->fn->open || !decl || !stmt || stmt->kind != STMT_EXPR ||
	    !declares_pointer(s, decl, name) || !source_is(s->src, set + 1, "="))
		return 0;
	if (set > stmt->first && source_is(s->src, set - 1, "=") &&
	    is_unbroken(s, set - 1, set + 2))
		add_deletion(s, set, set + 2);
	else if (set == stmt->first && !stmt->parent && is_plain(s, stmt, set))
		add_deletion(s, stmt->first, stmt->end);
	else
		return 0;
	drop_declaration(s, decl, name);
	return 1;
}

/* Handle the name of token @tok, which the changes delete. 1: a declaration was deleted. */
static int drop(struct search *s, uint32_t tok, struct error *err)
{
	uint32_t use[2];
	size_t count = uses(s, tok, use, 2);

	if (count == 1)
		return drop_initialised(s, use[0], err);
	return count == 2 ? drop_assigned(s, use[0], use[1]) : 0;
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
			struct buf *notes, struct error *err)
{
	struct search s = { .src = &file->src,
			    .fn = &file->src.function[fn],
			    .changes = changes,
			    .notes = notes };
	int status = 1;

	if (!statement_read(s.src, fn, &s.body))
		while (status > 0)
			status = drop_once(&s, err);
	statement_free(&s.body);
	return status < 0 ? -1 : 0;
}
