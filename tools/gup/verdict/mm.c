// SPDX-License-Identifier: GPL-2.0-only
/* mm: current->mm by every value that it may have; any other by its spelling. */
#include "mm.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* How many assignments are followed from one name to the next. */
#define MAX_STEPS 8

static enum expr_kind kind_of(const struct mm_scope *scope, uint32_t expr)
{
	return scope->code->e.expr[expr].kind;
}

/* Do the file and the headers beside it leave the word alone? */
static bool is_genuine(const struct mm_scope *scope, const char *word)
{
	const struct source *src = scope->code->src;

	return source_find_word(src, word) == SOURCE_NONE &&
	       !macro_defines_word(&scope->values, word);
}

/* -- current -------------------------------------------------------------------------------- */

typedef bool is_that(const struct mm_scope *scope, uint32_t expr);

/* Is it that for each value that the expression may have? */
static bool is_always(const struct mm_scope *scope, uint32_t expr, is_that *that)
{
	struct values v;
	struct value it;
	bool all = true;

	values_begin(&v, &scope->values, scope->code, expr);
	v.callers = VALUES_NO_CALLER;
	while (all && values_next(&v, &it))
		all = that(scope, it.expr);
	return all && !v.unknown;
}

static bool is_current(const struct mm_scope *scope, uint32_t expr)
{
	return kind_of(scope, expr) == EXPR_NAME &&
	       expression_is(&scope->code->e, expr, "current") && is_genuine(scope, "current");
}

bool mm_is_task_current(const struct mm_scope *scope, uint32_t expr)
{
	return is_always(scope, expr, is_current);
}

/* current->mm, the mm of a task that is current, or get_task_mm() of it. */
static bool is_current_mm(const struct mm_scope *scope, uint32_t expr)
{
	const struct expressions *e = &scope->code->e;
	uint32_t callee = expression_callee(e, expr);

	if (kind_of(scope, expr) == EXPR_MEMBER)
		return expression_is(e, expr, "mm") && expression_is_arrow(e, expr) &&
		       mm_is_task_current(scope, e->expr[expr].child) && is_genuine(scope, "mm");
	return callee != SOURCE_NONE && source_is(e->src, callee, "get_task_mm") &&
	       expression_child(e, expr, 1) != SOURCE_NONE &&
	       mm_is_task_current(scope, expression_child(e, expr, 1)) &&
	       is_genuine(scope, "get_task_mm");
}

/* -- from name to name ---------------------------------------------------------------------- */

static bool is_variable(const struct mm_scope *scope, uint32_t expr)
{
	return kind_of(scope, expr) == EXPR_NAME &&
	       scope->code->place[scope->code->place_of[expr]].step == PLACE_SYMBOL;
}

/* The text of @expr, without what stands around it; the caller's. */
static char *text_of(const struct mm_scope *scope, uint32_t expr)
{
	const struct expressions *e = &scope->code->e;
	const struct expr *x = &e->expr[expression_strip(e, expr)];

	return source_join(e->src, x->first, x->end);
}

uint32_t mm_only_value(const struct mm_scope *scope, uint32_t expr)
{
	uint32_t only = SOURCE_NONE;
	struct reaching r;
	bool same = true;

	if (!is_variable(scope, expr))
		return SOURCE_NONE;
	values_reaching(&scope->values, scope->code, expr, &r);
	for (size_t i = 0; i < r.count && same; i++) {
		char *x, *y;

		if (!r.def[i].reaches || (r.def[i].kind == REACHING_ENTRY && r.count > 1 &&
					  !values_is_parameter(scope->code, expr)))
			continue; /* before it is set it is not used */
		same = r.def[i].kind == REACHING_VALUE;
		if (!same || only == SOURCE_NONE) {
			only = r.def[i].value;
			continue;
		}
		x = text_of(scope, only);
		y = text_of(scope, r.def[i].value);
		same = !strcmp(x, y);
		free(x);
		free(y);
	}
	same &= !r.open && only != SOURCE_NONE;
	reaching_free(&r);
	return same ? expression_strip(&scope->code->e, only) : SOURCE_NONE;
}

/* Is the event one that happens at most once: in the body's own statements, before any label? */
static bool happens_once(const struct code *code, uint32_t event)
{
	const struct stmt *stmt = code->st.stmt, *s = &stmt[code->event[event].stmt];

	if (s->parent != 0 || (s->kind != STMT_DECL && s->kind != STMT_EXPR))
		return false;
	for (uint32_t i = 0; i < code->st.count; i++)
		if (stmt[i].kind == STMT_LABEL && stmt[i].first < s->first)
			return false;
	return true;
}

bool mm_is_fixed(const struct mm_scope *scope, uint32_t expr)
{
	struct reaching r;
	bool fixed;

	if (!is_variable(scope, expr))
		return false;
	values_reaching(&scope->values, scope->code, expr, &r);
	if (values_is_parameter(scope->code, expr))
		fixed = r.count == 1;
	else
		fixed = r.count == 2 && r.def[1].kind == REACHING_VALUE &&
			happens_once(scope->code, r.def[1].event);
	fixed &= !r.open;
	reaching_free(&r);
	return fixed;
}

/* Does the value of the expression hang from a parameter, by the first value of each variable? */
static bool hangs_from_parameter(const struct mm_scope *scope, uint32_t expr)
{
	const struct code *code = scope->code;

	for (int step = 0; step < MAX_STEPS && expr != SOURCE_NONE; step++) {
		uint32_t place, next = SOURCE_NONE;
		struct reaching r;

		while (kind_of(scope, expr) == EXPR_CAST || kind_of(scope, expr) == EXPR_PREFIX)
			expr = code->e.expr[expr].child;
		place = code->place_of[expr];
		if (place == CODE_NONE)
			return false;
		place = code_root(code, place);
		if (code->place[place].step == PLACE_SYMBOL &&
		    code->symbol[code->place[place].symbol].parameter >= 0)
			return true;
		reaching_read(code, place, CODE_NONE, macro_may_assign, &scope->values, &r);
		for (size_t i = 1; i < r.count && next == SOURCE_NONE; i++)
			next = r.def[i].value;
		reaching_free(&r);
		expr = next;
	}
	return expr != SOURCE_NONE;
}

void mm_read(const struct mm_scope *scope, uint32_t expr, struct mm *out)
{
	const struct expressions *e = &scope->code->e;

	*out = (struct mm){ .expr = expression_strip(e, expr) };
	out->current_mm = !scope->switches && is_always(scope, out->expr, is_current_mm);
	/* an expression of another time is only looked at for current->mm */
	for (int step = 0; step < MAX_STEPS && !out->current_mm; step++) {
		uint32_t next = mm_only_value(scope, out->expr);

		if (next == SOURCE_NONE || !mm_is_fixed(scope, next))
			break;
		out->expr = next;
	}
	out->text = out->current_mm ? memory_strdup("current->mm") : text_of(scope, out->expr);
	out->from_caller = !out->current_mm && hangs_from_parameter(scope, out->expr);
}

void mm_free(struct mm *mm)
{
	free(mm->text);
	*mm = (struct mm){ .expr = SOURCE_NONE };
}

bool mm_is_same(const struct mm_scope *scope, const struct mm *a, const struct mm *b)
{
	const struct code *code = scope->code;

	return !strcmp(a->text, b->text) && ((a->current_mm && b->current_mm) ||
					     code->place_of[a->expr] == code->place_of[b->expr]);
}
