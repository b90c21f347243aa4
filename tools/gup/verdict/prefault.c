// SPDX-License-Identifier: GPL-2.0-only
/*
 * prefault: follows the pages argument through "a ? b : c" and the local variables that it is copied
 * from. In the call's own function an assignment of NULL counts when it can reach the call.
 */
#include "prefault.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "macro.h"
#include "value.h"
#include "variable.h"

#define MAX_EXPRESSIONS 50

struct item {
	uint32_t fn;
	struct range r;
};

struct work {
	const struct judge_case *c;
	struct value_scope scope;
	struct item item[MAX_EXPRESSIONS];
	size_t count, done;
};

/* Queue an expression; false if there are too many. */
static bool add(struct work *w, uint32_t fn, struct range r)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->item[i].r.first == r.first && w->item[i].r.end == r.end)
			return true;
	if (w->count == MAX_EXPRESSIONS)
		return false;
	w->item[w->count++] = (struct item){ fn, r };
	return true;
}

/* The innermost "if" that has statement @i in its first branch; or SOURCE_NONE. */
static uint32_t then_of(const struct statements *st, uint32_t i)
{
	while (i != SOURCE_NONE && st->stmt[i].parent != SOURCE_NONE) {
		const struct stmt *up = &st->stmt[st->stmt[i].parent];

		if (up->kind == STMT_IF && up->child == i)
			return st->stmt[i].parent;
		i = st->stmt[i].parent;
	}
	return SOURCE_NONE;
}

/* May a name of the condition [r) be written, or be jumped over, between tokens @from and @to? */
static bool may_differ(const struct judge_case *c, struct range r, uint32_t from, uint32_t to)
{
	const struct source *src = c->src;

	for (uint32_t i = 0; i < c->flow->st.count; i++)
		if (c->flow->st.stmt[i].kind == STMT_LABEL && c->flow->st.stmt[i].first > from &&
		    c->flow->st.stmt[i].first < to)
			return true;
	for (uint32_t i = from; i < to; i++)
		for (uint32_t m = r.first; m < r.end; m++) {
			if (src->token[m].kind != TOKEN_IDENT || !source_same(src, i, src, m))
				continue;
			if (source_is(src, i - 1, "&") || source_is(src, i + 1, "++") ||
			    source_is(src, i + 1, "--") || source_is(src, i - 1, "++") ||
			    source_is(src, i - 1, "--") ||
			    (src->token[i + 1].kind == TOKEN_PUNCT && src->token[i + 1].len < 4 &&
			     src->text[src->token[i + 1].at + src->token[i + 1].len - 1] == '=' &&
			     !source_is(src, i + 1, "==") && !source_is(src, i + 1, "!=") &&
			     !source_is(src, i + 1, "<=") && !source_is(src, i + 1, ">=")))
				return true;
		}
	return false;
}

/* "if (x) pages = ...; if (x) call": the "if" of the write in @stmt, or SOURCE_NONE. */
static uint32_t same_condition(const struct judge_case *c, uint32_t stmt)
{
	const struct statements *st = &c->flow->st;
	uint32_t write_if = then_of(st, stmt), found = SOURCE_NONE;

	if (write_if == SOURCE_NONE)
		return SOURCE_NONE;
	for (uint32_t i = then_of(st, c->stmt); i != SOURCE_NONE; i = then_of(st, i)) {
		struct range a = { st->stmt[write_if].head, st->stmt[write_if].head_end };
		struct range b = { st->stmt[i].head, st->stmt[i].head_end };
		char *x = value_text(c->src, a), *y = value_text(c->src, b);

		if (!strcmp(x, y) && st->stmt[write_if].first < st->stmt[i].first &&
		    !may_differ(c, a, a.end, b.first))
			found = write_if;
		free(x);
		free(y);
	}
	return found;
}

/* Can the value written by @v->write[k] still be there at the call? */
static bool reaches(const struct judge_case *c, const struct variable *v, size_t k)
{
	const struct statements *st = &c->flow->st;
	bool *stop = memory_alloc(st->count + 1), *seen = memory_alloc(st->count + 1), found;
	uint32_t from = statement_at(st, v->write[k].at);

	for (size_t i = 0; i < v->writes; i++) {
		uint32_t stmt = statement_at(st, v->write[i].at), also;

		/* only "name = ...;" for certain writes whenever it runs */
		if (i == k || stmt == SOURCE_NONE || st->stmt[stmt].kind != STMT_EXPR ||
		    st->stmt[stmt].first != v->write[i].at)
			continue;
		stop[stmt] = true;
		also = same_condition(c, stmt);
		if (also != SOURCE_NONE)
			stop[also] = true;
	}
	if (from != SOURCE_NONE)
		flow_reach(c->flow, from, stop, seen);
	found = from == SOURCE_NONE || seen[c->stmt] || from == c->stmt;
	free(stop);
	free(seen);
	return found;
}

/* What the callers in this file pass for parameter @n. */
static bool add_callers(struct work *w, uint32_t fn, int n)
{
	const struct source *src = w->scope.src;

	for (uint32_t i = 0; i < src->tokens; i++) {
		uint32_t caller;
		struct range r;

		if (!source_same(src, i, src, src->function[fn].name) || source_is_dead(src, i))
			continue;
		caller = source_function_at(src, i);
		if (caller == SOURCE_NONE || i < src->function[caller].open)
			continue; /* its declaration or definition */
		r = value_argument(src, i + 1, n);
		if (r.first < r.end && !add(w, caller, r))
			return false;
	}
	return true;
}

static bool add_variable(struct work *w, struct item it, uint32_t name)
{
	bool here = it.fn == w->c->site->function, fine = true;
	struct variable v;

	w->scope.fn = it.fn;
	variable_read(&w->scope, name, &v);
	for (size_t i = 0; i < v.writes && fine; i++)
		if (!here || reaches(w->c, &v, i))
			fine = add(w, it.fn, v.write[i].rhs);
	if (v.kind == VARIABLE_PARAMETER && v.parameter >= 0 && fine)
		fine = add_callers(w, it.fn, v.parameter);
	variable_free(&v);
	return fine;
}

/* NULL, or a word that the file defines, called or not, which may be that. */
static bool is_null(const struct value_scope *scope, struct range r)
{
	const struct macro_scope macros = { scope->lib, scope->file, scope->src, false };
	const struct source *src = scope->src;
	bool called = source_is(src, r.first + 1, "(") && src->token[r.first + 1].mate + 1 == r.end;

	if (r.end != r.first + 1 && !called)
		return false;
	return source_is(src, r.first, "NULL") || source_is(src, r.first, "0") ||
	       (src->token[r.first].kind == TOKEN_IDENT && macro_defines(&macros, src, r.first));
}

/* Put what @it may be on the list; true if it may be NULL or the list is full. */
static bool take(struct work *w, struct item it)
{
	const struct source *src = w->scope.src;
	struct range r = value_strip(src, it.r);

	if (is_null(&w->scope, r))
		return true;
	for (uint32_t i = r.first; i < r.end; i = value_past(src, i)) {
		if (source_is(src, i, "?"))
			return !add(w, it.fn, (struct range){ i + 1, r.end });
		if (source_is(src, i, ":"))
			return !add(w, it.fn, (struct range){ r.first, i }) ||
			       !add(w, it.fn, (struct range){ i + 1, r.end });
	}
	return r.end == r.first + 1 && src->token[r.first].kind == TOKEN_IDENT &&
	       !add_variable(w, it, r.first);
}

bool prefault_may_be(const struct judge_case *c)
{
	const struct site_arg *arg = &c->site->arg[ROLE_PAGES];
	struct work w = { .c = c };

	if (site_arg_is_null(c->judge->sites, c->site, ROLE_PAGES))
		return true;
	w.scope = (struct value_scope){ .src = c->src,
					.fn = c->site->function,
					.lib = c->judge->lib,
					.file = c->file };
	add(&w, c->site->function, (struct range){ arg->first, arg->end });
	while (w.done < w.count) {
		struct item it = w.item[w.done++];

		if (take(&w, it))
			return true;
	}
	return false;
}
