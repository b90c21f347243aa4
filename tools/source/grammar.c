// SPDX-License-Identifier: GPL-2.0-only
/*
 * grammar: what kind of statement begins at a token and where it ends, judged from its tokens
 * alone. Knows nothing of #if branches; that is statement.c's part.
 */
#include "grammar.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

bool grammar_is_any(const struct source *src, uint32_t tok, const char *const *words)
{
	if (tok >= src->tokens)
		return false;
	for (; *words; words++)
		if (source_is(src, tok, *words))
			return true;
	return false;
}

bool grammar_is_ident(const struct source *src, uint32_t tok)
{
	return tok < src->tokens && src->token[tok].kind == TOKEN_IDENT;
}

bool grammar_is_shouted(const struct source *src, uint32_t tok)
{
	for (uint32_t i = 0; i < src->token[tok].len; i++)
		if (src->text[src->token[tok].at + i] >= 'a' &&
		    src->text[src->token[tok].at + i] <= 'z')
			return false;
	return true;
}

uint32_t grammar_call_open(const struct source *src, uint32_t tok)
{
	uint32_t open = tok + 1;

	if (tok > 1 && source_is(src, tok - 1, "(") && src->token[tok - 1].mate == tok + 1 &&
	    (src->token[tok - 2].kind == TOKEN_PUNCT || source_is(src, tok - 2, "return")) &&
	    !source_is(src, tok - 2, ")") && !source_is(src, tok - 2, "]"))
		open = tok + 2;
	return source_is(src, open, "(") ? open : SOURCE_NONE;
}

uint32_t grammar_enclosing_call(const struct source *src, uint32_t tok)
{
	for (uint32_t i = tok; i > 0; i--) {
		uint32_t mate = src->token[i - 1].mate;

		if (source_is(src, i - 1, ";") || source_is(src, i - 1, "{"))
			return SOURCE_NONE;
		if (source_is(src, i - 1, "(") && mate != SOURCE_NONE && mate > tok && i >= 2 &&
		    src->token[i - 2].kind == TOKEN_IDENT)
			return i - 2;
	}
	return SOURCE_NONE;
}

bool grammar_is_pointed(const struct source *src, uint32_t tok)
{
	return tok && source_is(src, tok - 1, "->");
}

bool grammar_is_member(const struct source *src, uint32_t tok)
{
	return grammar_is_pointed(src, tok) || (tok && source_is(src, tok - 1, "."));
}

bool grammar_is_call(const struct source *src, uint32_t tok)
{
	return grammar_is_ident(src, tok) && source_is(src, tok + 1, "(") &&
	       src->token[tok + 1].mate != SOURCE_NONE && !grammar_is_member(src, tok);
}

uint32_t grammar_stored_in(const struct source *src, uint32_t tok)
{
	tok -= tok && source_is(src, tok - 1, "&");
	return tok >= 3 && source_is(src, tok - 1, "=") && grammar_is_ident(src, tok - 2) &&
			       grammar_is_member(src, tok - 2)
		       ? tok - 2
		       : SOURCE_NONE;
}

uint32_t grammar_declared_around(const struct source *src, uint32_t tok)
{
	uint32_t first = tok;

	while (first && !source_is(src, first - 1, ";") && !source_is(src, first - 1, "}"))
		first--;
	while (first < tok && !grammar_is_call(src, first))
		first++;
	return first < tok ? first : SOURCE_NONE;
}

bool grammar_is_control(const struct source *src, uint32_t tok)
{
	static const char *const words[] = { "if",	 "else",   "while",   "for",  "do",
					     "switch",	 "case",   "default", "goto", "break",
					     "continue", "return", NULL };

	return grammar_is_ident(src, tok) && grammar_is_any(src, tok, words);
}

bool grammar_is_type_word(const struct source *src, uint32_t tok)
{
	static const char *const words[] = {
		"int",	       "char",		"void",	     "unsigned",       "signed",
		"long",	       "short",		"float",     "double",	       "_Bool",
		"bool",	       "const",		"static",    "register",       "volatile",
		"extern",      "auto",		"struct",    "union",	       "enum",
		"typedef",     "inline",	"typeof",    "__typeof__",     "__typeof",
		"__auto_type", "__attribute__", "__label__", "__maybe_unused", NULL,
	};

	return grammar_is_ident(src, tok) && grammar_is_any(src, tok, words);
}

uint32_t grammar_mate(const struct source *src, uint32_t tok, uint32_t limit)
{
	uint32_t m;

	if (tok >= limit)
		return SOURCE_NONE;
	m = src->token[tok].mate;
	return m == SOURCE_NONE || m <= tok || m >= limit ? SOURCE_NONE : m;
}

static bool is_open(const struct source *src, uint32_t tok)
{
	return source_is(src, tok, "(") || source_is(src, tok, "[") || source_is(src, tok, "{");
}

/* Does a word of the macro's name say that it loops, or that a statement is its scope? */
static bool is_loop_name(const struct source *src, uint32_t tok)
{
	static const char *const parts[] = { "for_each", "foreach", "FOR_EACH", "FOREACH",
					     "_each_",	 "_walk",   "scoped_",	NULL };
	char *name = source_word(src, tok);
	bool found = false;

	for (size_t i = 0; parts[i] && !found; i++)
		found = strstr(name, parts[i]) != NULL;
	free(name);
	return found;
}

/* Columns from 0, a tab counting as the way to the next multiple of 8. */
static unsigned int column(const struct source *src, uint32_t tok)
{
	const char *text = src->text;
	uint32_t at = src->token[tok].at, start = at;
	unsigned int col = 0;

	while (start > 0 && text[start - 1] != '\n')
		start--;
	for (; start < at; start++)
		col = text[start] == '\t' ? (col / 8 + 1) * 8 : col + 1;
	return col;
}

/* Is "{" at @tok a block after NAME(...), not a compound literal? */
static bool is_macro_block(const struct source *src, uint32_t tok)
{
	uint32_t open;

	if (!tok || !source_is(src, tok, "{") || !source_is(src, tok - 1, ")"))
		return false;
	open = src->token[tok - 1].mate;
	return open != SOURCE_NONE && open && grammar_is_ident(src, open - 1) &&
	       !source_is(src, open - 1, "return") && !source_is(src, open - 1, "sizeof");
}

uint32_t grammar_skip(const struct source *src, uint32_t p, uint32_t limit)
{
	static const char *const heads[] = { "if", "while", "for", "switch", NULL };
	size_t dos = 0;

	while (p < limit) {
		uint32_t m;

		if (grammar_is_any(src, p, heads)) {
			p++;
			while (p < limit && grammar_is_ident(src, p))
				p++;
			m = source_is(src, p, "(") ? grammar_mate(src, p, limit) : SOURCE_NONE;
			if (m == SOURCE_NONE)
				return limit;
			p = m + 1;
			continue;
		}
		if (source_is(src, p, "else") || source_is(src, p, "do")) {
			dos += source_is(src, p, "do");
			p++;
			continue;
		}
		if (source_is(src, p, "{")) {
			m = grammar_mate(src, p, limit);
			if (m == SOURCE_NONE)
				return limit;
			p = m + 1;
		} else {
			while (p < limit && !source_is(src, p, ";") && !source_is(src, p, "}")) {
				bool block = is_macro_block(src, p);

				if (is_open(src, p)) {
					m = grammar_mate(src, p, limit);
					if (m == SOURCE_NONE)
						return limit;
					p = m;
				}
				if (block)
					break;
				p++;
			}
			p = p < limit ? p + 1 : limit;
		}
		if (dos && source_is(src, p, "while")) {
			dos--;
			m = grammar_mate(src, p + 1, limit);
			if (m == SOURCE_NONE)
				return limit;
			p = m + 1;
			p += p < limit && source_is(src, p, ";");
		}
		if (!source_is(src, p, "else"))
			return p;
	}
	return limit;
}

/* Control words, stray braces and the limit end the search. */
uint32_t grammar_simple_end(const struct source *src, uint32_t p, uint32_t limit)
{
	static const char *const before_brace[] = { "=", ")", ",", NULL };
	bool jump = source_is(src, p, "return") || source_is(src, p, "goto");

	for (uint32_t i = p; i < limit; i++) {
		if (source_is(src, i, ";"))
			return i + 1;
		if (source_is(src, i, "}") || (grammar_is_control(src, i) && !(jump && i == p)))
			return SOURCE_NONE;
		if (!is_open(src, i))
			continue;
		/* a brace outside parentheses: an initialiser, a compound literal, a type's body */
		if (source_is(src, i, "{") && i > p && !grammar_is_any(src, i - 1, before_brace) &&
		    !grammar_is_ident(src, i - 1))
			return SOURCE_NONE;
		if (is_macro_block(src, i))
			return SOURCE_NONE;
		i = grammar_mate(src, i, limit);
		if (i == SOURCE_NONE)
			return SOURCE_NONE;
	}
	return SOURCE_NONE;
}

bool grammar_is_declaration(const struct source *src, uint32_t p, uint32_t end)
{
	static const char *const stars[] = { "*", "const", "volatile", NULL };
	static const char *const after[] = { "=", ";", ",", "[", NULL };
	static const char *const assembly[] = { "asm", "__asm__", "__asm", NULL };
	uint32_t i = p + 1;

	if (grammar_is_type_word(src, p))
		return true;
	if (!grammar_is_ident(src, p) || i >= end || grammar_is_any(src, p, assembly))
		return false;
	if (grammar_is_ident(src, i))
		return true;
	while (i < end && grammar_is_any(src, i, stars))
		i++;
	if (i == p + 1 || !grammar_is_ident(src, i))
		return false;
	while (i < end && grammar_is_ident(src, i)) /* attributes such as __user */
		i++;
	return grammar_is_any(src, i, after);
}

/* What follows must stand on a later line and no deeper, or it may be an unknown loop's body. */
uint32_t grammar_bare_call_end(const struct source *src, uint32_t p, uint32_t limit)
{
	uint32_t m;

	if (!grammar_is_ident(src, p) || grammar_is_control(src, p) ||
	    grammar_is_type_word(src, p) || !source_is(src, p + 1, "("))
		return SOURCE_NONE;
	m = grammar_mate(src, p + 1, limit);
	if (m == SOURCE_NONE)
		return SOURCE_NONE;
	if (m + 1 >= limit || source_is(src, m + 1, "}") || source_is(src, m + 1, "else"))
		return m + 1;
	if (!grammar_is_ident(src, m + 1) || src->token[m + 1].line == src->token[m].line ||
	    column(src, m + 1) > column(src, p))
		return SOURCE_NONE;
	return m + 1;
}

uint32_t grammar_case_colon(const struct source *src, uint32_t p, uint32_t limit)
{
	static const char *const stop[] = { ";", "{", "}", NULL };
	size_t questions = 0;

	for (uint32_t i = p + 1; i < limit; i++) {
		if (source_is(src, i, "?")) {
			questions++;
		} else if (source_is(src, i, ":")) {
			if (!questions)
				return i;
			questions--;
		} else if (grammar_is_any(src, i, stop)) {
			return SOURCE_NONE;
		} else if (is_open(src, i)) {
			i = grammar_mate(src, i, limit);
			if (i == SOURCE_NONE)
				return SOURCE_NONE;
		}
	}
	return SOURCE_NONE;
}

bool grammar_is_asm_goto(const struct source *src, uint32_t p, uint32_t end)
{
	static const char *const words[] = { "asm", "__asm__", "__asm", NULL };

	if (source_is(src, p, "asm_volatile_goto") || source_is(src, p, "asm_goto_output"))
		return true;
	if (!grammar_is_any(src, p, words))
		return false;
	for (uint32_t i = p + 1; i < end && !source_is(src, i, "("); i++)
		if (source_is(src, i, "goto"))
			return true;
	return false;
}

bool grammar_is_macro_loop(const struct source *src, uint32_t p, uint32_t limit)
{
	uint32_t m;

	if (!grammar_is_ident(src, p) || grammar_is_control(src, p) ||
	    grammar_is_type_word(src, p) || !source_is(src, p + 1, "(") || !is_loop_name(src, p))
		return false;
	m = grammar_mate(src, p + 1, limit);
	if (m == SOURCE_NONE || m + 1 >= limit)
		return false;
	return source_is(src, m + 1, "{") || (grammar_is_ident(src, m + 1) &&
					      grammar_bare_call_end(src, p, limit) == SOURCE_NONE);
}

bool grammar_is_else(const struct source *src, const struct cond *c)
{
	const struct directive *d = &src->directive[c->directive];
	uint32_t i = 1;

	while (i < d->len && (src->text[d->at + i] == ' ' || src->text[d->at + i] == '\t'))
		i++;
	return d->len - i >= 4 && !memcmp(src->text + d->at + i, "else", 4);
}

bool grammar_has_arguments(const struct source *src, uint32_t tok)
{
	return grammar_is_ident(src, tok) && source_is(src, tok + 1, "(");
}

bool grammar_is_tag(const struct source *src, uint32_t tok)
{
	return tok && (source_is(src, tok - 1, "struct") || source_is(src, tok - 1, "union") ||
		       source_is(src, tok - 1, "enum"));
}

bool grammar_is_set(const struct source *src, uint32_t tok, uint32_t *first, uint32_t *end)
{
	uint32_t at = tok + 1;

	for (;;) { /* dimensions; the parameters of a pointer to a function */
		uint32_t open = source_is(src, at, ")") ? at + 1 : at;

		if (!source_is(src, open, "[") && !(open > at && source_is(src, open, "(")))
			break;
		if (src->token[open].mate == SOURCE_NONE || src->token[open].mate < open)
			return false;
		at = src->token[open].mate + 1;
	}
	if (!source_is(src, at, "="))
		return false;
	for (*first = *end = at + 1; *end < src->tokens; (*end)++) {
		uint32_t mate = src->token[*end].mate;

		if (source_is(src, *end, ";") || source_is(src, *end, ",") ||
		    (mate != SOURCE_NONE && mate < *end))
			break;
		if (mate != SOURCE_NONE)
			*end = mate;
	}
	return true;
}

struct range grammar_argument(const struct source *src, uint32_t open, int n)
{
	uint32_t close = src->token[open].mate;

	for (uint32_t i = open + 1; close != SOURCE_NONE && i < close; i++) {
		struct range r = { i, i };

		for (; r.end < close && !source_is(src, r.end, ","); r.end++)
			if (src->token[r.end].mate != SOURCE_NONE && src->token[r.end].mate > r.end)
				r.end = src->token[r.end].mate;
		if (!n--)
			return r;
		i = r.end;
	}
	return (struct range){ open, open };
}

uint32_t grammar_addressed(const struct source *src, uint32_t tok)
{
	uint32_t last = SOURCE_NONE;

	if (!source_is(src, tok, "&") ||
	    (tok && (grammar_is_ident(src, tok - 1) || source_is(src, tok - 1, ")"))))
		return SOURCE_NONE;
	for (tok++; tok < src->tokens; tok++) {
		if (grammar_is_ident(src, tok))
			last = tok;
		else if (source_is(src, tok, "[") && src->token[tok].mate != SOURCE_NONE)
			tok = src->token[tok].mate;
		else if (!source_is(src, tok, "->") && !source_is(src, tok, "."))
			break;
	}
	return last;
}
