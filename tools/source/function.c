// SPDX-License-Identifier: GPL-2.0-only
/*
 * function: where function definitions begin and end. A definition is a "{" at the top level whose
 * declaration has a parameter list; unknown attribute macros before, between and after are passed
 * over, K&R parameter declarations are recognised. A body that is never closed ends at the next
 * "}" in the first column, so that one bad function does not cost the rest of the file.
 */
#include <string.h>

#include "base/memory.h"
#include "passes.h"

struct scan {
	struct source *src;
	uint32_t start;	    /* first token of the declaration being read */
	uint32_t old_style; /* start of a declaration that may be a K&R header, or SOURCE_NONE */
	uint32_t margin;    /* the last "}" in the first column that was looked for and found */
};

static bool is_attribute(const struct source *src, uint32_t tok)
{
	static const char *const names[] = {
		"__attribute__",   "__attribute",   "__declspec",	"asm",
		"__asm__",	   "typeof",	    "__typeof__",	"__section",
		"__aligned",	   "__acquires",    "__releases",	"__must_hold",
		"__acquire",	   "__release",	    "__printf",		"__scanf",
		"__malloc",	   "__alloc_size",  "__assume_aligned", "__noinline_for_stack",
		"__cond_acquires", "__cond_lock",   "__diagnose_as",	"__no_sanitize",
		"__counted_by",	   "noinline_if",   "__alias",		"_Alignas",
		"_Static_assert",  "static_assert",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (source_is(src, tok, names[i]))
			return true;
	return false;
}

/* The token after @tok, over a whole bracketed group. */
static uint32_t after(const struct source *src, uint32_t tok)
{
	const struct token *t = &src->token[tok];

	return t->mate != SOURCE_NONE && t->mate > tok ? t->mate + 1 : tok + 1;
}

/*
 * The function's name in the declaration [first, end): the last `name (...)` that is no attribute,
 * preferring names without leading underscores, since unknown attribute macros have them.
 */
static uint32_t declared_name(const struct source *src, uint32_t first, uint32_t end)
{
	uint32_t name = SOURCE_NONE;

	for (uint32_t i = first; i < end; i = after(src, i)) {
		bool plain;

		if (source_is(src, i, "="))
			return SOURCE_NONE;
		if (src->token[i].kind != TOKEN_IDENT || !source_is(src, i + 1, "(") ||
		    src->token[i + 1].mate == SOURCE_NONE || is_attribute(src, i))
			continue;
		plain = src->text[src->token[i].at] != '_' || src->token[i].len < 2 ||
			src->text[src->token[i].at + 1] != '_';
		if (name == SOURCE_NONE || plain)
			name = i;
	}
	return name;
}

/* Is "{" at @open the body of a struct, union, enum, array or extern "C"? */
static bool is_aggregate(const struct source *src, uint32_t first, uint32_t open)
{
	uint32_t tag = open - 1;

	if (open == first || src->token[tag].kind == TOKEN_STRING || source_is(src, tag, "="))
		return true;
	for (int i = 0; i < 3 && tag > first; i++, tag--)
		if (source_is(src, tag, "struct") || source_is(src, tag, "union") ||
		    source_is(src, tag, "enum"))
			return true;
		else if (src->token[tag].kind != TOKEN_IDENT)
			return false;
	return source_is(src, tag, "struct") || source_is(src, tag, "union") ||
	       source_is(src, tag, "enum");
}

/* `name(a, b) type a` before a ";": the declaration of a K&R parameter, not a prototype. */
static bool maybe_old_style(const struct source *src, uint32_t first, uint32_t end)
{
	uint32_t name = declared_name(src, first, end);
	uint32_t close;

	if (name == SOURCE_NONE)
		return false;
	close = src->token[name + 1].mate;
	return close + 2 < end && src->token[close + 1].kind == TOKEN_IDENT &&
	       !source_is(src, close + 2, "(");
}

static bool in_first_column(const struct source *src, uint32_t tok)
{
	return !src->token[tok].at || src->text[src->token[tok].at - 1] == '\n';
}

/* The end of a body at @open: its partner, or the next "}" in the first column. */
static uint32_t body_end(struct scan *s, uint32_t open)
{
	const struct source *src = s->src;

	if (src->token[open].mate != SOURCE_NONE)
		return src->token[open].mate;
	if (s->margin < open)
		s->margin = open + 1;
	for (; s->margin < src->tokens; s->margin++)
		if (source_is(src, s->margin, "}") && in_first_column(src, s->margin))
			return s->margin;
	return SOURCE_NONE;
}

/* A "{" at the top level: record a function if it is one. Returns where to go on. */
static uint32_t take_brace(struct scan *s, uint32_t open)
{
	struct source *src = s->src;
	uint32_t first = s->start, name, close;

	if (first == open && s->old_style != SOURCE_NONE)
		first = s->old_style;
	s->old_style = SOURCE_NONE;
	if (open && src->token[open - 1].kind == TOKEN_STRING && open >= 2 &&
	    source_is(src, open - 2, "extern")) {
		s->start = open + 1;
		return open + 1;
	}
	name = declared_name(src, first, open);
	close = body_end(s, open);
	if (close == SOURCE_NONE) {
		s->start = open + 1;
		return open + 1;
	}
	if (name == SOURCE_NONE || (first == s->start && is_aggregate(src, first, open)))
		return close + 1;
	VEC_PUSH(src->function, src->functions, src->function_room,
		 (struct function){ .first = first,
				    .name = name,
				    .params = name + 1,
				    .open = open,
				    .close = close });
	s->start = close + 1;
	return close + 1;
}

void source_functions(struct source *src)
{
	struct scan s = { .src = src, .old_style = SOURCE_NONE };
	uint32_t i = 0;

	while (i < src->tokens) {
		if (source_is(src, i, "{")) {
			i = take_brace(&s, i);
		} else if (source_is(src, i, ";") || source_is(src, i, "}")) {
			if (source_is(src, i, "}"))
				s.old_style = SOURCE_NONE;
			else if (s.old_style == SOURCE_NONE && maybe_old_style(src, s.start, i))
				s.old_style = s.start;
			else if (declared_name(src, s.start, i) != SOURCE_NONE)
				s.old_style = SOURCE_NONE;
			s.start = ++i;
		} else {
			i = after(src, i);
		}
	}
}
