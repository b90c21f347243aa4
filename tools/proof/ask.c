// SPDX-License-Identifier: GPL-2.0-only
/* ask: the part of parts.h that reads conditions, and what is done with the locked variable. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "parts.h"

/* Drop parentheses, likely() and "!" around [*first, *end); returns whether it was negated. */
static bool peel(const struct source *src, uint32_t *first, uint32_t *end)
{
	bool negated = false;

	while (*first < *end) {
		if (source_is(src, *first, "!")) {
			negated = !negated;
			(*first)++;
		} else if (source_is(src, *first, "(") && src->token[*first].mate == *end - 1) {
			(*first)++;
			(*end)--;
		} else if ((source_is(src, *first, "unlikely") ||
			    source_is(src, *first, "likely")) &&
			   source_is(src, *first + 1, "(") &&
			   src->token[*first + 1].mate == *end - 1) {
			(*first)++;
		} else {
			break;
		}
	}
	return negated;
}

static bool is_relation(const struct source *src, uint32_t tok)
{
	static const char *const relations[] = { "<", "<=", "==", "!=", ">", ">=", NULL };

	return grammar_is_any(src, tok, relations);
}

/* The only "<", "==", ... outside parentheses; SOURCE_NONE if there is none or "&&" and the like. */
static uint32_t only_relation(const struct source *src, uint32_t first, uint32_t end)
{
	static const char *const others[] = { "&&", "||", "?", ",", NULL };
	uint32_t found = SOURCE_NONE;

	for (uint32_t i = first; i < end; i = value_past(src, i)) {
		if (grammar_is_any(src, i, others))
			return SOURCE_NONE;
		if (!is_relation(src, i))
			continue;
		if (found != SOURCE_NONE)
			return SOURCE_NONE;
		found = i;
	}
	return found;
}

/* -- the locked variable -------------------------------------------------------------------- */

static bool is_locked(const struct program *c, uint32_t tok)
{
	uint32_t v = grammar_is_ident(c->src, tok) ? parts_find(c, tok) : SOURCE_NONE;

	return v != SOURCE_NONE && c->var[v].locked && !value_is_member(c->src, tok);
}

static enum program_set value_set(const struct source *src, uint32_t tok)
{
	if (source_is(src, tok, "1") || source_is(src, tok, "true"))
		return CODE_SETS_1;
	if (source_is(src, tok, "0") || source_is(src, tok, "false"))
		return CODE_SETS_0;
	return CODE_KEEPS;
}

/* "locked = 1" or "locked" in a declaration, "locked = 1;" as a statement. */
static enum program_set read_set(const struct program *c, const struct stmt *s, uint32_t tok)
{
	static const char *const ends[] = { ",", ";", NULL };
	bool declared = s->kind == STMT_DECL && c->var[parts_find(c, tok)].declared == tok;

	if (declared && grammar_is_any(c->src, tok + 1, ends))
		return CODE_UNSETS;
	if ((declared || (s->kind == STMT_EXPR && s->first == tok && s->end == tok + 4)) &&
	    source_is(c->src, tok + 1, "=") && grammar_is_any(c->src, tok + 3, ends))
		return value_set(c->src, tok + 2);
	return CODE_KEEPS;
}

/* "locked", "!locked", "locked == 0", "locked != 0", "locked == 1" as the whole condition. */
static bool read_ask(struct program_node *n, const struct source *src, uint32_t tok, uint32_t first,
		     uint32_t end)
{
	enum program_set value;

	n->negated = peel(src, &first, &end);
	if (first != tok)
		return false;
	if (end == first + 1)
		return true;
	value = end == first + 3 ? value_set(src, first + 2) : CODE_KEEPS;
	if (value == CODE_KEEPS ||
	    (!source_is(src, first + 1, "==") && !source_is(src, first + 1, "!=")))
		return false;
	n->negated ^= source_is(src, first + 1, "==") == (value == CODE_SETS_0);
	return true;
}

static bool is_in_gup(const struct program *c, const struct program_node *n, uint32_t tok)
{
	return n->gup != SOURCE_NONE && tok > c->gup[n->gup].open && tok < c->gup[n->gup].close;
}

void parts_locked(struct program *c, uint32_t i, uint32_t first, uint32_t end)
{
	const struct stmt *s = &c->flow.st.stmt[i];
	struct program_node *n = &c->node[i];

	for (uint32_t tok = first; tok < end && !c->unclear; tok++) {
		if (!is_locked(c, tok) || is_in_gup(c, n, tok))
			continue;
		if (n->locked == SOURCE_NONE) {
			n->locked = parts_find(c, tok);
			n->set = read_set(c, s, tok);
			if (n->set == CODE_KEEPS && s->kind == STMT_IF &&
			    read_ask(n, c->src, tok, first, end)) {
				n->ask = CODE_ASKS_LOCKED;
				continue;
			}
			if (n->set != CODE_KEEPS)
				continue;
		}
		c->unclear = memory_printf("line %u: what is done with %.*s is not followed",
					   c->src->token[tok].line, (int)c->src->token[tok].len,
					   c->src->text + c->src->token[tok].at);
	}
}

bool parts_has_others(const struct program *c, uint32_t i, uint32_t first, uint32_t end)
{
	const struct program_node *n = &c->node[i];

	if (n->ask == CODE_ASKS_LOCKED || c->flow.st.stmt[i].kind != STMT_DECL)
		return n->gup != SOURCE_NONE;
	for (uint32_t v = 0; v < c->vars; v++)
		if (v != n->locked && c->var[v].declared >= first && c->var[v].declared < end)
			return true;
	return false;
}

/* -- the result of a call ------------------------------------------------------------------- */

/* Is [first, end) a variable, the call itself, or "variable = call"? */
static bool read_subject(struct program *c, struct program_node *n, uint32_t first, uint32_t end)
{
	const struct program_gup *g = n->gup == SOURCE_NONE ? NULL : &c->gup[n->gup];

	if (peel(c->src, &first, &end))
		return false;
	if (g)
		return end == g->close + 1 &&
		       (first == g->name || (first + 2 == g->name && n->result != SOURCE_NONE));
	if (end != first + 1 || !grammar_is_ident(c->src, first))
		return false;
	n->subject = parts_variable(c, first);
	return !c->var[n->subject].escapes;
}

void parts_ask(struct program *c, uint32_t i, uint32_t first, uint32_t end, struct intern *in)
{
	struct program_node *n = &c->node[i];
	uint32_t relation;
	bool negated = peel(c->src, &first, &end);
	struct buf text = { 0 };

	if (c->flow.st.stmt[i].kind == STMT_LOOP && c->flow.st.stmt[i].loop != LOOP_WHILE)
		return;
	if (first + 3 < end && source_is(c->src, first, "IS_ERR_VALUE") &&
	    c->src->token[first + 1].mate == end - 1) {
		if (read_subject(c, n, first + 2, end - 1)) {
			n->ask = CODE_ASKS_RESULT;
			n->negated = negated;
			strcpy(n->relation, "<");
			n->against = intern_take(in, memory_strdup("0"));
		}
		return;
	}
	relation = only_relation(c->src, first, end);
	if (!read_subject(c, n, first, relation == SOURCE_NONE ? end : relation))
		return;
	n->ask = CODE_ASKS_RESULT;
	n->negated = negated;
	if (relation == SOURCE_NONE) {
		strcpy(n->relation, "!=");
		n->against = intern_take(in, memory_strdup("0"));
		return;
	}
	snprintf(n->relation, sizeof(n->relation), "%.*s", (int)c->src->token[relation].len,
		 c->src->text + c->src->token[relation].at);
	for (uint32_t tok = relation + 1; tok < end; tok++)
		buf_printf(&text, "%s%.*s", tok > relation + 1 ? " " : "",
			   (int)c->src->token[tok].len, c->src->text + c->src->token[tok].at);
	n->against = intern_take(in, buf_detach(&text));
}
