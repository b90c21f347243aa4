// SPDX-License-Identifier: GPL-2.0-only
/* value: assignments to variables, parameters, and which mm an expression names. */
#include "value.h"

#include <stdlib.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/memory.h"

/* How many assignments are followed from one name to the next. */
#define MAX_STEPS 8

static bool is_member(const struct source *src, uint32_t tok)
{
	return tok && (source_is(src, tok - 1, "->") || source_is(src, tok - 1, "."));
}

static uint32_t past(const struct source *src, uint32_t tok)
{
	uint32_t mate = src->token[tok].mate;

	return mate != SOURCE_NONE && mate > tok ? mate + 1 : tok + 1;
}

/* The end of the expression that begins at @tok: the next "," ";" or closing bracket. */
static uint32_t expression_end(const struct source *src, uint32_t tok, uint32_t limit)
{
	while (tok < limit && !source_is(src, tok, ",") && !source_is(src, tok, ";") &&
	       !source_is(src, tok, ")") && !source_is(src, tok, "}"))
		tok = past(src, tok);
	return tok < limit ? tok : limit;
}

/* "a = b = x": the range of x. */
static struct range last_of_chain(const struct source *src, struct range r)
{
	for (uint32_t i = r.first; i < r.end; i = past(src, i))
		if (source_is(src, i, "="))
			r.first = i + 1;
	return r;
}

void value_assigned(const struct source *src, uint32_t fn, uint32_t name, bool also_or,
		    struct value_assignments *out)
{
	static const char *const changes[] = { "+=", "-=", "*=", "/=", "^=", "<<=", ">>=", "%=",
					       "|=", "++", "--", NULL };
	const struct function *f = &src->function[fn];

	*out = (struct value_assignments){ 0 };
	for (uint32_t i = f->open; i < f->close; i++) {
		if (!source_same(src, i, src, name) || is_member(src, i))
			continue;
		if (source_is(src, i + 1, "=") || (also_or && source_is(src, i + 1, "|="))) {
			struct range r = { i + 2, expression_end(src, i + 2, f->close) };

			VEC_PUSH(out->rhs, out->count, out->room, last_of_chain(src, r));
			continue;
		}
		for (int c = 0; changes[c]; c++)
			if (source_is(src, i + 1, changes[c]))
				out->changed = true;
		if (source_is(src, i - 1, "++") || source_is(src, i - 1, "--"))
			out->changed = true;
		/* its address, unless "a & b" */
		if (source_is(src, i - 1, "&") && !source_is(src, i + 1, "->") &&
		    !source_is(src, i + 1, ".") && !source_is(src, i - 2, ")") &&
		    !source_is(src, i - 2, "]") &&
		    (src->token[i - 2].kind == TOKEN_PUNCT || source_is(src, i - 2, "return")))
			out->changed = true;
	}
}

void value_assignments_free(struct value_assignments *a)
{
	free(a->rhs);
	*a = (struct value_assignments){ 0 };
}

int value_parameter(const struct source *src, uint32_t fn, uint32_t name)
{
	const struct function *f = &src->function[fn];
	uint32_t close = src->token[f->params].mate;
	int n = 0;

	if (close == SOURCE_NONE)
		return -1;
	for (uint32_t i = f->params + 1; i < close; i++) {
		if (source_is(src, i, ","))
			n++;
		else if (source_same(src, i, src, name) &&
			 (i + 1 == close || source_is(src, i + 1, ",") || source_is(src, i + 1, "[")))
			return n;
		else if (src->token[i].mate != SOURCE_NONE && src->token[i].mate > i)
			i = src->token[i].mate;
	}
	/* K&R declarations repeat the names; the list above has them all */
	return -1;
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
			i = past(src, i);
		r.end = i;
		if (!n--)
			return r;
		i++;
	}
	return (struct range){ open, open };
}

/* -- mm ------------------------------------------------------------------------------------- */

static bool is_words(const struct source *src, struct range r, const char *a, const char *b,
		     const char *c)
{
	return r.end == r.first + 3 && source_is(src, r.first, a) && source_is(src, r.first + 1, b) &&
	       source_is(src, r.first + 2, c);
}

/* All of a's right-hand sides, stripped, spell the same text? */
static bool all_same(const struct source *src, const struct value_assignments *a)
{
	for (size_t i = 1; i < a->count; i++) {
		char *x = value_text(src, value_strip(src, a->rhs[0]));
		char *y = value_text(src, value_strip(src, a->rhs[i]));
		bool same = !strcmp(x, y);

		free(x);
		free(y);
		if (!same)
			return false;
	}
	return a->count > 0;
}

/*
 * The one expression that variable @name stands for: its only assignment, or several of the same
 * text. An empty range if there is none, or if it is a parameter or changed otherwise.
 */
static struct range only_value(const struct source *src, uint32_t fn, uint32_t name)
{
	struct value_assignments a;
	struct range r = { name, name };

	if (src->token[name].kind != TOKEN_IDENT || value_parameter(src, fn, name) >= 0)
		return r;
	value_assigned(src, fn, name, false, &a);
	if (!a.changed && all_same(src, &a))
		r = value_strip(src, a.rhs[0]);
	value_assignments_free(&a);
	return r;
}

/* Does @name keep one value through the whole function? */
static bool is_fixed(const struct source *src, uint32_t fn, uint32_t name)
{
	struct value_assignments a;
	bool fixed;

	if (src->token[name].kind != TOKEN_IDENT)
		return false;
	value_assigned(src, fn, name, false, &a);
	fixed = !a.changed && a.count == (value_parameter(src, fn, name) >= 0 ? 0 : 1);
	value_assignments_free(&a);
	return fixed;
}

static bool is_current(const struct source *src, uint32_t fn, uint32_t name)
{
	for (int step = 0; step < MAX_STEPS; step++) {
		struct range r;

		if (source_is(src, name, "current"))
			return true;
		r = only_value(src, fn, name);
		if (r.end != r.first + 1 || source_same(src, r.first, src, name))
			return false;
		name = r.first;
	}
	return false;
}

/* Does the function change what current->mm is? */
static bool switches_mm(const struct source *src, uint32_t fn)
{
	static const char *const calls[] = { "use_mm", "unuse_mm", "kthread_use_mm",
					     "kthread_unuse_mm", NULL };
	const struct function *f = &src->function[fn];

	for (uint32_t i = f->open; i < f->close; i++)
		for (int k = 0; calls[k]; k++)
			if (source_is(src, i, calls[k]))
				return true;
	return false;
}

/* Does [r) name current->mm: directly, as task->mm of an alias, or as get_task_mm(current)? */
static bool is_current_mm(const struct source *src, uint32_t fn, struct range r)
{
	if (is_words(src, r, "current", "->", "mm"))
		return true;
	if (r.end == r.first + 3 && source_is(src, r.first + 1, "->") &&
	    source_is(src, r.first + 2, "mm"))
		return is_current(src, fn, r.first);
	return r.end == r.first + 4 && source_is(src, r.first, "get_task_mm") &&
	       is_current(src, fn, r.first + 2);
}

/* Does the value of @name hang from a parameter? */
static bool hangs_from_parameter(const struct source *src, uint32_t fn, uint32_t name)
{
	for (int step = 0; step < MAX_STEPS; step++) {
		struct value_assignments a;
		uint32_t next = SOURCE_NONE;

		if (src->token[name].kind != TOKEN_IDENT)
			return false;
		if (value_parameter(src, fn, name) >= 0)
			return true;
		value_assigned(src, fn, name, false, &a);
		if (a.count)
			next = value_strip(src, a.rhs[0]).first;
		value_assignments_free(&a);
		if (next == SOURCE_NONE || source_same(src, next, src, name))
			return false;
		name = next;
	}
	return true;
}

void value_mm(const struct source *src, uint32_t fn, struct range r, struct value_mm *out)
{
	*out = (struct value_mm){ 0 };
	r = value_strip(src, r);
	out->root = r.first;
	for (int step = 0; step < MAX_STEPS; step++) {
		struct range next;

		if (is_current_mm(src, fn, r)) {
			out->current_mm = true;
			out->text = memory_strdup("current->mm");
			return;
		}
		if (r.end != r.first + 1)
			break;
		next = only_value(src, fn, r.first);
		if (switches_mm(src, fn))
			break;
		/* follow from name to name; an expression is only looked at for current->mm */
		if (next.first == next.end || next.first == r.first)
			break;
		if (next.end == next.first + 1 ? !is_fixed(src, fn, next.first) :
						 !is_current_mm(src, fn, next))
			break;
		r = next;
	}
	out->root = r.first;
	out->text = value_text(src, r);
	out->from_caller = hangs_from_parameter(src, fn, r.first);
}

void value_mm_free(struct value_mm *mm)
{
	free(mm->text);
	*mm = (struct value_mm){ 0 };
}
