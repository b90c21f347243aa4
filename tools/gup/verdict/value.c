// SPDX-License-Identifier: GPL-2.0-only
/* value: expressions: their text and arguments, and which mm they name. */
#include "value.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "macro.h"
#include "source/grammar.h"
#include "variable.h"

/* How many assignments are followed from one name to the next. */
#define MAX_STEPS 8

bool value_is_member(const struct source *src, uint32_t tok)
{
	return tok && (source_is(src, tok - 1, "->") || source_is(src, tok - 1, "."));
}

uint32_t value_past(const struct source *src, uint32_t tok)
{
	uint32_t mate = src->token[tok].mate;

	return mate != SOURCE_NONE && mate > tok ? mate + 1 : tok + 1;
}

struct range value_strip(const struct source *src, struct range r)
{
	while (r.first < r.end && source_is(src, r.first, "(")) {
		uint32_t mate = src->token[r.first].mate;

		if (mate == r.end - 1) {
			r.first++;
			r.end--;
		} else if (mate != SOURCE_NONE && mate < r.end && mate > r.first + 1 &&
			   (source_is(src, mate - 1, "*") ||
			    src->token[mate + 1].kind != TOKEN_PUNCT)) {
			r.first = mate + 1; /* a cast */
		} else {
			break;
		}
	}
	return r;
}

char *value_text(const struct source *src, struct range r)
{
	struct buf b = { 0 };

	for (uint32_t i = r.first; i < r.end; i++)
		buf_add(&b, src->text + src->token[i].at, src->token[i].len);
	return buf_detach(&b);
}

struct range value_argument(const struct source *src, uint32_t open, int n)
{
	uint32_t close = src->token[open].mate, i = open + 1;
	struct range r = { i, i };

	while (close != SOURCE_NONE && i < close) {
		r = (struct range){ i, i };
		while (i < close && !source_is(src, i, ","))
			i = value_past(src, i);
		r.end = i;
		if (!n--)
			return r;
		i++;
	}
	return (struct range){ open, open };
}

/* -- mm ------------------------------------------------------------------------------------- */

/* Nothing in the file, the headers beside it or the function makes this word another thing. */
static bool is_genuine(const struct value_scope *scope, const char *word)
{
	static const char *const verbs[] = { "return", "else", "case", "do", "sizeof", NULL };
	struct macro_scope macros = { scope->lib, scope->file, scope->src, false };
	const struct function *f = &scope->src->function[scope->fn];

	for (uint32_t i = f->params; i < f->close; i++) {
		if (!source_is(scope->src, i, word) || value_is_member(scope->src, i))
			continue;
		/* declared, a parameter, or assigned */
		if (i < f->open || source_is(scope->src, i + 1, "=") ||
		    source_is(scope->src, i - 1, "*") ||
		    (source_is(scope->src, i - 1, "&") && !source_is(scope->src, i + 1, "->")) ||
		    (scope->src->token[i - 1].kind == TOKEN_IDENT &&
		     !grammar_is_any(scope->src, i - 1, verbs)))
			return false;
	}
	return !macro_defines_word(&macros, word);
}

/* Does the file define such a function itself? */
static bool is_own_function(const struct value_scope *scope, uint32_t tok)
{
	for (size_t i = 0; i < scope->src->functions; i++)
		if (source_same(scope->src, scope->src->function[i].name, scope->src, tok))
			return true;
	return false;
}

bool value_is_current(const struct value_scope *scope, uint32_t name)
{
	for (int step = 0; step < MAX_STEPS; step++) {
		struct range r;

		if (source_is(scope->src, name, "current"))
			return is_genuine(scope, "current");
		r = variable_only_value(scope, name);
		if (r.end != r.first + 1 || source_same(scope->src, r.first, scope->src, name))
			return false;
		name = r.first;
	}
	return false;
}

/* Does [r) name current->mm: directly, as task->mm of an alias, or as get_task_mm(current)? */
static bool is_current_mm(const struct value_scope *scope, struct range r)
{
	struct macro_scope macros = { scope->lib, scope->file, scope->src, false };

	if (scope->mm_switches)
		return false;
	if (r.end == r.first + 3 && source_is(scope->src, r.first + 1, "->") &&
	    source_is(scope->src, r.first + 2, "mm"))
		return value_is_current(scope, r.first) && !macro_defines_word(&macros, "mm");
	return r.end == r.first + 4 && source_is(scope->src, r.first, "get_task_mm") &&
	       source_is(scope->src, r.first + 1, "(") && value_is_current(scope, r.first + 2) &&
	       !macro_defines_word(&macros, "get_task_mm") && !is_own_function(scope, r.first);
}

/* The first name of what is assigned: of "&p->member" that is p. */
static uint32_t first_name(const struct source *src, struct range r)
{
	static const char *const prefixes[] = { "&", "*", "(", NULL };

	r = value_strip(src, r);
	while (r.first < r.end && grammar_is_any(src, r.first, prefixes))
		r.first++;
	return r.first;
}

/* Does the value of @name hang from a parameter? */
static bool hangs_from_parameter(const struct value_scope *scope, uint32_t name)
{
	for (int step = 0; step < MAX_STEPS; step++) {
		struct variable v;
		uint32_t next = SOURCE_NONE;
		bool parameter;

		if (scope->src->token[name].kind != TOKEN_IDENT)
			return false;
		variable_read(scope, name, &v);
		parameter = v.parameter >= 0;
		if (v.writes)
			next = first_name(scope->src, v.write[0].rhs);
		variable_free(&v);
		if (parameter)
			return true;
		if (next == SOURCE_NONE || source_same(scope->src, next, scope->src, name))
			return false;
		name = next;
	}
	return true;
}

void value_mm_in(const struct value_scope *scope, struct range r, struct value_mm *out)
{
	*out = (struct value_mm){ 0 };
	r = value_strip(scope->src, r);
	for (int step = 0; step < MAX_STEPS; step++) {
		struct range next;

		if (is_current_mm(scope, r)) {
			out->current_mm = true;
			break;
		}
		if (r.end != r.first + 1)
			break;
		next = variable_only_value(scope, r.first);
		/* follow from name to name; an expression is only looked at for current->mm */
		if (next.first == next.end || next.first == r.first)
			break;
		if (next.end == next.first + 1 ? !variable_is_fixed(scope, next.first)
					       : !is_current_mm(scope, next))
			break;
		r = next;
	}
	out->root = r.first;
	out->of = r;
	out->text = out->current_mm ? memory_strdup("current->mm") : value_text(scope->src, r);
	out->from_caller = !out->current_mm && hangs_from_parameter(scope, r.first);
}

void value_mm(const struct source *src, uint32_t fn, struct range r, struct value_mm *out)
{
	struct value_scope scope = { .src = src, .fn = fn };

	value_mm_in(&scope, r, out);
}

void value_mm_free(struct value_mm *mm)
{
	free(mm->text);
	*mm = (struct value_mm){ 0 };
}
