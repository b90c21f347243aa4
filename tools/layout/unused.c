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
#include "source/grammar.h"

/* The change that deletes or replaces token @tok, or NULL. */
static const struct spatch_change *change_at(const struct layout *p, uint32_t tok)
{
	for (size_t i = 0; i < p->changes->count; i++)
		if (p->changes->change[i].first <= tok && tok < p->changes->change[i].end)
			return &p->changes->change[i];
	return NULL;
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
		if (!source_same(p->src, i, p->src, tok) || grammar_is_member(p->src, i) ||
		    grammar_is_tag(p->src, i) || change_at(p, i))
			continue;
		if (found < room)
			use[found] = i;
		found++;
	}
	return found;
}

/* The variable that token @tok declares, or NULL. */
static const struct symbol *declared_at(const struct layout *p, uint32_t tok)
{
	for (uint32_t i = 0; i < p->code.symbols; i++)
		if (p->code.symbol[i].d.name == tok && p->code.symbol[i].parameter < 0)
			return &p->code.symbol[i];
	return NULL;
}

/* Can its declaration go: does it declare nothing else, and is nothing known of the variable elsewhere? */
static bool is_alone(const struct layout *p, const struct symbol *s)
{
	if (s->d.storage != STORAGE_AUTO || s->d.macro || s->d.cleanup != SOURCE_NONE)
		return false;
	for (uint32_t i = 0; i < p->code.symbols; i++)
		if (&p->code.symbol[i] != s && p->code.symbol[i].stmt == s->stmt)
			return false;
	return true;
}

/* Does statement @stmt set one variable once, to a value that does nothing? */
static bool is_plain(const struct layout *p, uint32_t stmt)
{
	const struct code_range *at = &p->code.at[stmt];
	int writes = 0;

	for (uint32_t i = at->first_event; i < at->end_event; i++) {
		enum event_kind kind = p->code.event[i].kind;

		writes += kind == EVENT_WRITE;
		if (kind != EVENT_READ && kind != EVENT_WRITE && kind != EVENT_ADDRESS)
			return false;
	}
	return writes == 1;
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

/* The variable's declaration goes, which a reader should know. */
static void drop_declaration(struct layout *p, const struct symbol *s)
{
	const struct stmt *decl = &p->code.st.stmt[s->stmt];
	const struct token *t = &p->src->token[s->d.name];

	add_deletion(p, decl->first, decl->end);
	layout_note(p, "variable deleted with %s, line %u: %.*s", p->request->subject->word,
		    t->line, (int)t->len, p->src->text + t->at);
}

/* Only the declaration is left. 1: it was deleted. */
static int drop_initialised(struct layout *p, uint32_t use)
{
	const struct symbol *s = declared_at(p, use);

	if (!s || s->d.init == s->d.init_end)
		return 0;
	if (!is_alone(p, s) || !is_plain(p, s->stmt))
		return error_set(p->err,
				 "line %u: a variable would be left unused; remove it by hand",
				 p->src->token[use].line);
	drop_declaration(p, s);
	return 1;
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
	const struct symbol *s = declared_at(p, name);
	const struct expressions *e = &p->code.e;
	uint32_t stmt = statement_at(&p->code.st, set), node = layout_assignment(p, set), up, value;
	const struct stmt *at;

	if (!s || !s->d.type.pointers || s->d.init != s->d.init_end || !is_alone(p, s) ||
	    stmt == SOURCE_NONE || node == SOURCE_NONE)
		return 0;
	at = &p->code.st.stmt[stmt];
	up = layout_chained_to(p, node);
	value = e->expr[expression_child(e, node, 1)].first;
	if (at->kind != STMT_EXPR)
		return 0;
	if (up != SOURCE_NONE && is_unbroken(p, e->expr[up].tok, value))
		add_deletion(p, set, value);
	else if (node == p->code.at[stmt].root && !at->parent && is_plain(p, stmt))
		add_deletion(p, at->first, at->end);
	else
		return 0;
	drop_declaration(p, s);
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

			if (p->src->token[tok].kind != TOKEN_IDENT ||
			    grammar_is_member(p->src, tok) || grammar_is_tag(p->src, tok))
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
