// SPDX-License-Identifier: GPL-2.0-only
/*
 * unused: local variables that only deleted statements used. Their declarations go with it, since the
 * compiler would warn of them: `struct a *a = b->a;`. So does what only sets them: `a = b->a;` as a
 * statement, `a =` in `c->a = a = b->a;`.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "parts.h"

/* The change that deletes or replaces token @tok, or NULL. */
static const struct spatch_change *change_at(const struct layout *p, uint32_t tok)
{
	for (size_t i = 0; i < p->changes->count; i++)
		if (p->changes->change[i].first <= tok && tok < p->changes->change[i].end)
			return &p->changes->change[i];
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
static size_t uses(const struct layout *p, uint32_t tok, uint32_t *use, size_t room)
{
	const struct token *name = &p->src->token[tok];
	size_t found = 0;

	if (layout_macro_names(p, p->src->text + name->at, name->len))
		return room + 1;
	for (size_t i = 0; i < p->changes->count; i++)
		if (text_holds(p->src, p->changes->change[i].text, tok))
			return room + 1;
	for (uint32_t i = p->fn->params; i <= p->fn->close && found <= room; i++) {
		if (!source_same(p->src, i, p->src, tok) || is_apart(p->src, i) || change_at(p, i))
			continue;
		if (found < room)
			use[found] = i;
		found++;
	}
	return found;
}

/* Does the statement set nothing but the variable at @name, to a value that does nothing? */
static bool is_plain(const struct layout *p, const struct stmt *stmt, uint32_t name)
{
	if (!source_is(p->src, name + 1, "=") || !source_is(p->src, stmt->end - 1, ";"))
		return false;
	for (uint32_t i = stmt->first; i < stmt->end - 1; i++) {
		bool word = p->src->token[i].kind == TOKEN_IDENT;

		if (!word && !source_is(p->src, i, "*") && !source_is(p->src, i, "->") &&
		    !source_is(p->src, i, ".") && !source_is(p->src, i, "&") && !(i == name + 1))
			return false;
	}
	return true;
}

static void add_deletion(struct layout *p, uint32_t first, uint32_t end)
{
	struct spatch_changes *c = p->changes;
	size_t at;

	VEC_PUSH(c->change, c->count, c->room,
		 (struct spatch_change){ .first = first, .end = end });
	for (at = c->count - 1; at && c->change[at - 1].first > first; at--)
		c->change[at] = c->change[at - 1];
	c->change[at] = (struct spatch_change){ first, end, memory_strdup("") };
}

static const struct stmt *statement_of(const struct layout *p, uint32_t tok)
{
	uint32_t stmt = statement_at(&p->body, tok);

	return stmt == SOURCE_NONE ? NULL : &p->body.stmt[stmt];
}

/* The declaration of the variable at @name goes, which a reader should know. */
static void drop_declaration(struct layout *p, const struct stmt *decl, uint32_t name)
{
	const struct token *t = &p->src->token[name];

	add_deletion(p, decl->first, decl->end);
	layout_note(p, "variable deleted with %s, line %u: %.*s", p->request->subject->word,
		    t->line, (int)t->len, p->src->text + t->at);
}

/* Only the declaration is left. 1: it was deleted. */
static int drop_initialised(struct layout *p, uint32_t use)
{
	const struct stmt *decl = statement_of(p, use);

	if (use < p->fn->open || !decl || decl->kind != STMT_DECL ||
	    !source_is(p->src, use + 1, "="))
		return 0;
	if (!is_plain(p, decl, use))
		return error_set(p->err,
				 "line %u: a variable would be left unused; remove it by hand",
				 p->src->token[use].line);
	drop_declaration(p, decl, use);
	return 1;
}

/* Is it "TYPE *NAME;", NAME at @name? */
static bool declares_pointer(const struct layout *p, const struct stmt *decl, uint32_t name)
{
	if (decl->kind != STMT_DECL || decl->end != name + 2 || !source_is(p->src, name - 1, "*"))
		return false;
	for (uint32_t i = decl->first; i < name - 1; i++)
		if (p->src->token[i].kind != TOKEN_IDENT)
			return false;
	return true;
}

/* White space between the tokens from @first to @end, and no line of a comment or an #if. */
static bool is_unbroken(const struct layout *p, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++) {
		const struct token *t = &p->src->token[i];

		for (uint32_t at = t->at + t->len; at < p->src->token[i + 1].at; at++)
			if (p->src->text[at] != ' ' && p->src->text[at] != '\t')
				return false;
	}
	return true;
}

/*
 * Only the declaration is left and an assignment, at @set. 1: both were deleted: the statement where
 * its value does nothing and it stands beside others, or "NAME =" from a chain of assignments.
 */
static int drop_assigned(struct layout *p, uint32_t name, uint32_t set)
{
	const struct stmt *decl = statement_of(p, name), *stmt = statement_of(p, set);

	if (name < p->fn->open || !decl || !stmt || stmt->kind != STMT_EXPR ||
	    !declares_pointer(p, decl, name) || !source_is(p->src, set + 1, "="))
		return 0;
	if (set > stmt->first && source_is(p->src, set - 1, "=") &&
	    is_unbroken(p, set - 1, set + 2))
		add_deletion(p, set, set + 2);
	else if (set == stmt->first && !stmt->parent && is_plain(p, stmt, set))
		add_deletion(p, stmt->first, stmt->end);
	else
		return 0;
	drop_declaration(p, decl, name);
	return 1;
}

/* Handle the name of token @tok, which the changes delete. 1: a declaration was deleted. */
static int drop(struct layout *p, uint32_t tok)
{
	uint32_t use[2];
	size_t count = uses(p, tok, use, 2);

	if (count == 1)
		return drop_initialised(p, use[0]);
	return count == 2 ? drop_assigned(p, use[0], use[1]) : 0;
}

/* One round over all deleted names: 1 if something more was deleted, -1 on an error. */
static int drop_once(struct layout *p)
{
	for (size_t i = 0; i < p->changes->count; i++) {
		const struct spatch_change *c = &p->changes->change[i];

		for (uint32_t tok = c->first; tok < c->end; tok++) {
			int done;

			if (p->src->token[tok].kind != TOKEN_IDENT || is_apart(p->src, tok))
				continue;
			done = drop(p, tok);
			if (done)
				return done;
		}
	}
	return 0;
}

int layout_drop_unused(struct layout *p)
{
	int status = 1;

	while (status > 0)
		status = drop_once(p);
	return status;
}
