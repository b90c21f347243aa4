// SPDX-License-Identifier: GPL-2.0-only
/*
 * flags: value_flags(): which FOLL_ flags may reach a call: constants, "a ? b : c", "|", variables
 * with all that is assigned to them, and parameters of a static function whose every call is in the
 * same file. Expressions wait on a list, so that nothing recurses.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "value.h"

#define MAX_EXPRESSIONS 200

struct item {
	uint32_t fn;
	struct range r;
};

struct work {
	const struct source *src;
	struct item *item;
	size_t count, room, done;
};

static void add(struct work *w, uint32_t fn, struct range r)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->item[i].r.first == r.first && w->item[i].r.end == r.end)
			return;
	VEC_PUSH(w->item, w->count, w->room, (struct item){ fn, r });
}

static void set_unknown(struct value_flags *out, uint32_t tok)
{
	if (!out->unknown && !out->longterm && !out->nowait && !out->nofault)
		out->why = tok;
	out->unknown = true;
}

static void take_name(struct value_flags *out, const struct source *src, uint32_t tok)
{
	bool *flag = source_is(src, tok, "FOLL_LONGTERM") ? &out->longterm :
		     source_is(src, tok, "FOLL_NOWAIT")	  ? &out->nowait :
		     source_is(src, tok, "FOLL_NOFAULT")  ? &out->nofault :
							    NULL;

	if (!flag)
		return;
	if (!out->longterm && !out->nowait && !out->nofault)
		out->why = tok;
	*flag = true;
}

static uint32_t find_top(const struct source *src, struct range r, const char *op)
{
	for (uint32_t i = r.first; i < r.end; i++) {
		if (source_is(src, i, op))
			return i;
		if (src->token[i].mate != SOURCE_NONE && src->token[i].mate > i)
			i = src->token[i].mate;
	}
	return SOURCE_NONE;
}

static bool is_foll(const struct source *src, uint32_t tok)
{
	return src->token[tok].kind == TOKEN_IDENT && src->token[tok].len > 5 &&
	       !memcmp(src->text + src->token[tok].at, "FOLL_", 5);
}

/* Only FOLL_ constants, joined by "|"? */
static bool is_constant(const struct source *src, struct range r)
{
	r = value_strip(src, r);
	for (uint32_t i = r.first; i < r.end; i++)
		if (!is_foll(src, i) && !source_is(src, i, "|"))
			return false;
	return r.first < r.end;
}

/* Is every mention of function @fn in the file a call, and the function static? */
static bool calls_are_known(const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];
	bool is_static = false;

	for (uint32_t i = f->first; i < f->name; i++)
		is_static |= source_is(src, i, "static");
	if (!is_static)
		return false;
	for (uint32_t i = 0; i < src->tokens; i++)
		if (source_same(src, i, src, f->name) && !source_is(src, i + 1, "("))
			return false;
	return true;
}

/* What the callers pass for parameter @n of @fn. */
static bool add_callers(struct work *w, uint32_t fn, int n)
{
	const struct source *src = w->src;
	bool found = false;

	if (!calls_are_known(src, fn))
		return false;
	for (uint32_t i = 0; i < src->tokens; i++) {
		uint32_t caller;
		struct range r;

		if (!source_same(src, i, src, src->function[fn].name) || source_is_dead(src, i))
			continue;
		caller = source_function_at(src, i);
		if (caller == SOURCE_NONE || i < src->function[caller].open)
			continue; /* its declaration or definition */
		r = value_argument(src, i + 1, n);
		if (r.first == r.end)
			return false;
		add(w, caller, r);
		found = true;
	}
	return found;
}

static void take_variable(struct work *w, struct item it, uint32_t name, struct value_flags *out)
{
	struct value_assignments a;
	int n = value_parameter(w->src, it.fn, name);

	value_assigned(w->src, it.fn, name, true, &a);
	for (size_t i = 0; i < a.count; i++)
		add(w, it.fn, a.rhs[i]);
	/* "|=" counts as a change too, but its right-hand sides are among those just added */
	for (uint32_t i = w->src->function[it.fn].open; i < w->src->function[it.fn].close; i++)
		if (source_is(w->src, i, "&") && source_same(w->src, i + 1, w->src, name) &&
		    (source_is(w->src, i - 1, "(") || source_is(w->src, i - 1, ",") ||
		     source_is(w->src, i - 1, "=")))
			set_unknown(out, i + 1);
	if (n >= 0 ? !add_callers(w, it.fn, n) : !a.count)
		set_unknown(out, name);
	value_assignments_free(&a);
}

static void take(struct work *w, struct item it, struct value_flags *out)
{
	const struct source *src = w->src;
	struct range r = value_strip(src, it.r);
	uint32_t op = find_top(src, r, "?"), colon;

	if (r.first >= r.end) {
		set_unknown(out, it.r.first);
		return;
	}
	if (op != SOURCE_NONE) {
		colon = find_top(src, (struct range){ op + 1, r.end }, ":");
		if (colon == SOURCE_NONE || find_top(src, (struct range){ op + 1, colon }, "?") != SOURCE_NONE) {
			set_unknown(out, op);
			return;
		}
		add(w, it.fn, (struct range){ op + 1, colon });
		add(w, it.fn, (struct range){ colon + 1, r.end });
		return;
	}
	op = find_top(src, r, "|");
	if (op != SOURCE_NONE) {
		add(w, it.fn, (struct range){ r.first, op });
		add(w, it.fn, (struct range){ op + 1, r.end });
		return;
	}
	op = find_top(src, r, "&");
	if (op != SOURCE_NONE && op > r.first) {
		struct range left = { r.first, op }, right = { op + 1, r.end };

		if (is_constant(src, right) || is_constant(src, left))
			add(w, it.fn, is_constant(src, right) ? right : left);
		else if (source_is(src, right.first, "~"))
			add(w, it.fn, left);
		else
			set_unknown(out, op);
		return;
	}
	if (r.end != r.first + 1)
		set_unknown(out, r.first);
	else if (is_foll(src, r.first))
		take_name(out, src, r.first);
	else if (src->token[r.first].kind == TOKEN_IDENT)
		take_variable(w, it, r.first, out);
	else if (!source_is(src, r.first, "0") && !source_is(src, r.first, "1")) /* 1: FOLL_WRITE */
		set_unknown(out, r.first);
}

void value_flags(const struct source *src, uint32_t fn, struct range r, struct value_flags *out)
{
	struct work w = { .src = src };

	*out = (struct value_flags){ .why = r.first, .src = src };
	add(&w, fn, r);
	while (w.done < w.count && w.count < MAX_EXPRESSIONS) {
		struct item it = w.item[w.done++];

		take(&w, it, out);
	}
	if (w.done < w.count)
		set_unknown(out, r.first);
	free(w.item);
}
