// SPDX-License-Identifier: GPL-2.0-only
/*
 * flags: value_flags(): which FOLL_ flags may reach a call: constants of the tree's headers,
 * "a ? b : c", "|", variables with all that is assigned to them, and parameters of a static function
 * whose every call is in the same file. Expressions wait on a list, so that nothing recurses.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "macro.h"
#include "source/grammar.h"
#include "value.h"
#include "variable.h"

#define MAX_EXPRESSIONS 200

struct item {
	uint32_t fn;
	struct range r;
};

struct work {
	const struct value_scope *scope;
	const struct source *src;
	struct macro_scope macros;
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

static void take_flag(struct value_flags *out, const struct source *src, uint32_t tok)
{
	bool *flag = source_is(src, tok, "FOLL_LONGTERM")  ? &out->longterm
		     : source_is(src, tok, "FOLL_NOWAIT")  ? &out->nowait
		     : source_is(src, tok, "FOLL_NOFAULT") ? &out->nofault
							   : NULL;

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

/* -- constants ------------------------------------------------------------------------------ */

/* The kernel's own, for a tree whose headers are elsewhere or do not define them there. */
static const char *const common[] = { "FOLL_WRITE",  "FOLL_FORCE",    "FOLL_LONGTERM",
				      "FOLL_NOWAIT", "FOLL_NOFAULT",  "FOLL_GET",
				      "FOLL_TOUCH",  "FOLL_REMOTE",   "FOLL_POPULATE",
				      "FOLL_DUMP",   "FOLL_PIN",      "FOLL_ANON",
				      "FOLL_COW",    "FOLL_HWPOISON", NULL };

static bool is_foll(const struct source *src, uint32_t tok)
{
	return src->token[tok].kind == TOKEN_IDENT && src->token[tok].len > 5 &&
	       !memcmp(src->text + src->token[tok].at, "FOLL_", 5);
}

/* Does "#define NAME body" at directive @d give the name a number: no word in it but BIT? */
static bool defines_number(const struct source *src, const struct directive *d, const char *name,
			   bool *other)
{
	size_t len = strlen(name);
	const char *p = src->text + d->at, *end = p + d->len;
	const char *at = memmem(p, d->len, name, len);

	if (d->kind != DIRECTIVE_DEFINE || !at || !strchr(" \t", at[-1]) || at + len >= end ||
	    !strchr(" \t", at[len]))
		return false;
	for (const char *q = p + 1; q < at; q++)
		if (!strchr(" \tdefine", *q))
			return false; /* it is in the body */
	for (p = at + len; p < end && !(p[0] == '/' && p[1] == '*'); p++) {
		if (end - p > 3 && !memcmp(p, "BIT", 3))
			p += 2;
		else if (!strchr(" \t()<0123456789xXabcdefABCDEFulUL", *p))
			*other = true;
	}
	return true;
}

/* Does an enum of the header give the name a number: "NAME = 1 << 3," ? */
static bool enumerates_number(const struct library_file *file, const char *name)
{
	const struct source *src = file->src;
	size_t count;
	const uint32_t *tok = library_top(file, name, &count);

	for (size_t k = 0; k < count; k++) {
		uint32_t i = tok[k];

		if (!source_is(src, i, name) || !source_is(src, i + 1, "="))
			continue;
		for (i += 2; i < src->tokens && !source_is(src, i, ",") && !source_is(src, i, "}");
		     i++)
			if (src->token[i].kind == TOKEN_IDENT && !source_is(src, i, "BIT"))
				return false;
		return true;
	}
	return false;
}

/* Is the name a number of the tree's own headers, which the file and its headers leave alone? */
static bool is_known_foll(const struct work *w, uint32_t tok)
{
	static const char *const headers[] = { "include/linux/mm.h", "include/linux/mm_types.h",
					       "mm/internal.h", NULL };
	char *name = source_word(w->src, tok);
	bool found = false, other = false;

	for (int i = 0; headers[i] && w->scope->lib; i++) {
		const struct library_file *file = library_file(w->scope->lib, headers[i]);

		if (!file ||
		    (!strncmp(headers[i], "mm/", 3) && strncmp(w->scope->file->path, "mm/", 3)))
			continue;
		found |= enumerates_number(file, name);
		for (size_t d = 0; d < file->src->directives; d++)
			found |= defines_number(file->src, &file->src->directive[d], name, &other);
	}
	if (!found)
		found = grammar_is_any(w->src, tok, common);
	if (found)
		found = !other && !macro_defines(&w->macros, w->src, tok);
	for (uint32_t i = 1; found && i < w->src->tokens; i++)
		found = !source_is(w->src, i, name) || !source_is(w->src, i + 1, "=");
	free(name);
	return found;
}

/* Only FOLL_ constants, joined by "|"? */
static bool is_constant(const struct work *w, struct range r)
{
	r = value_strip(w->src, r);
	for (uint32_t i = r.first; i < r.end; i++)
		if (!is_foll(w->src, i) && !source_is(w->src, i, "|"))
			return false;
	return r.first < r.end;
}

/* -- variables ------------------------------------------------------------------------------ */

bool value_calls_are_known(const struct value_scope *scope, uint32_t fn)
{
	const struct source *src = scope->src;
	const struct macro_scope macros = { scope->lib, scope->file, src, false };
	const struct function *f = &src->function[fn];
	size_t len = scope->file ? strlen(scope->file->path) : 0;
	bool is_static = false;

	for (uint32_t i = f->first; i < f->name; i++)
		is_static |= source_is(src, i, "static");
	if (!is_static || len < 2 || strcmp(scope->file->path + len - 2, ".c"))
		return false;
	for (uint32_t i = 0; i < src->tokens; i++)
		if (source_same(src, i, src, f->name) && !source_is(src, i + 1, "("))
			return false;
	return !macro_defines(&macros, src, f->name) && !macro_mentions(&macros, src, f->name) &&
	       !macro_pastes(&macros) && !macro_includes_code(&macros, f->name);
}

/* What the callers pass for parameter @n of @fn. */
static bool add_callers(struct work *w, uint32_t fn, int n)
{
	const struct source *src = w->src;
	bool found = false;

	if (!value_calls_are_known(w->scope, fn))
		return false;
	for (uint32_t i = 0; i < src->tokens; i++) {
		uint32_t caller;
		struct range r;

		if (!source_same(src, i, src, src->function[fn].name) || source_is_dead(src, i))
			continue;
		caller = source_function_at(src, i);
		if (caller != SOURCE_NONE && i < src->function[caller].open)
			continue; /* its definition */
		if (caller == SOURCE_NONE && source_is(src, src->token[i + 1].mate + 1, ";"))
			continue; /* its declaration */
		r = value_argument(src, i + 1, n);
		if (caller == SOURCE_NONE || r.first == r.end)
			return false;
		add(w, caller, r);
		found = true;
	}
	return found;
}

static void take_variable(struct work *w, struct item it, uint32_t name, struct value_flags *out)
{
	struct value_scope scope = *w->scope;
	struct variable v;

	scope.fn = it.fn;
	variable_read(&scope, name, &v);
	/* "&=" only takes flags away */
	for (size_t i = 0; i < v.writes; i++)
		add(w, it.fn, v.write[i].rhs);
	if (v.changed || v.kind == VARIABLE_UNKNOWN || (v.kind == VARIABLE_LOCAL && !v.writes))
		set_unknown(out, name);
	if (v.parameter >= 0 ? !add_callers(w, it.fn, v.parameter) : v.kind == VARIABLE_PARAMETER)
		set_unknown(out, name);
	variable_free(&v);
}

/* -- expressions ---------------------------------------------------------------------------- */

/* "a & b": what a mask of constants leaves, or what is left of the other side. */
static void take_mask(struct work *w, struct item it, struct range r, uint32_t op,
		      struct value_flags *out)
{
	struct range left = { r.first, op }, right = { op + 1, r.end };

	if (is_constant(w, right) || is_constant(w, left))
		add(w, it.fn, is_constant(w, right) ? right : left);
	else if (source_is(w->src, right.first, "~"))
		add(w, it.fn, left);
	else
		set_unknown(out, op);
}

/* Is one of the operators @list at the top of the expression? */
static bool has_operator(const struct source *src, struct range r, const char *const *list)
{
	for (uint32_t i = r.first; i < r.end; i = value_past(src, i))
		if (grammar_is_any(src, i, list))
			return true;
	return false;
}

/* "a ? b : c" with the "?" at @op. */
static void take_choice(struct work *w, struct item it, struct range r, uint32_t op,
			struct value_flags *out)
{
	static const char *const looser[] = { ",",  "=",  "|=",	 "&=",	"^=", "+=", "-=",
					      "*=", "/=", "<<=", ">>=", "%=", NULL };
	uint32_t colon = find_top(w->src, (struct range){ op + 1, r.end }, ":");

	if (colon == SOURCE_NONE || has_operator(w->src, (struct range){ r.first, op }, looser) ||
	    find_top(w->src, (struct range){ op + 1, colon }, "?") != SOURCE_NONE)
		set_unknown(out, op);
	if (colon == SOURCE_NONE)
		return;
	add(w, it.fn, (struct range){ op + 1, colon });
	add(w, it.fn, (struct range){ colon + 1, r.end });
}

static void take_name(struct work *w, uint32_t tok, struct value_flags *out)
{
	take_flag(out, w->src, tok);
	if (!is_known_foll(w, tok))
		set_unknown(out, tok);
}

static void take(struct work *w, struct item it, struct value_flags *out)
{
	/* they bind looser than "|" and "&", or between them, and are not understood */
	static const char *const others[] = { ",",  "=",  "^",	"||", "&&", "|=",  "&=",  "^=",
					      "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", NULL };
	const struct source *src = w->src;
	struct range r = value_strip(src, it.r);
	uint32_t op = find_top(src, r, "?");

	if (r.first >= r.end) {
		set_unknown(out, it.r.first);
		return;
	}
	if (op != SOURCE_NONE) {
		take_choice(w, it, r, op, out);
		return;
	}
	if (has_operator(src, r, others)) {
		set_unknown(out, r.first);
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
		take_mask(w, it, r, op, out);
		return;
	}
	if (r.end != r.first + 1)
		set_unknown(out, r.first);
	else if (is_foll(src, r.first))
		take_name(w, r.first, out);
	else if (src->token[r.first].kind == TOKEN_IDENT)
		take_variable(w, it, r.first, out);
	else if (!source_is(src, r.first, "0") && !source_is(src, r.first, "1")) /* 1: FOLL_WRITE */
		set_unknown(out, r.first);
}

void value_flags(const struct value_scope *scope, struct range r, struct value_flags *out)
{
	struct work w = { .scope = scope, .src = scope->src };

	w.macros = (struct macro_scope){ scope->lib, scope->file, scope->src, false };
	*out = (struct value_flags){ .why = r.first, .src = scope->src };
	add(&w, scope->fn, r);
	while (w.done < w.count && w.count < MAX_EXPRESSIONS) {
		struct item it = w.item[w.done++];

		take(&w, it, out);
	}
	if (w.done < w.count)
		set_unknown(out, r.first);
	free(w.item);
}
