// SPDX-License-Identifier: GPL-2.0-only
/* flags: value_flags(): constants of the tree's headers, joined by "|", with masks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gup/primitives.h"
#include "source/grammar.h"
#include "values.h"

static void set_unknown(struct value_flags *out, uint32_t tok)
{
	if (!out->unknown && !out->longterm && !out->nowait && !out->nofault)
		out->why = tok;
	out->unknown = true;
}

static void take_flag(struct value_flags *out, const struct source *src, uint32_t tok)
{
	size_t len = strlen(out->names), more = src->token[tok].len;
	uint32_t *flag = source_is(src, tok, "FOLL_LONGTERM")  ? &out->longterm
			 : source_is(src, tok, "FOLL_NOWAIT")  ? &out->nowait
			 : source_is(src, tok, "FOLL_NOFAULT") ? &out->nofault
							       : NULL;

	if (len + more + 2 > sizeof(out->names))
		set_unknown(out, tok);
	else
		snprintf(out->names + len, sizeof(out->names) - len, "%.*s ", (int)more,
			 src->text + src->token[tok].at);
	if (!flag)
		return;
	if (!out->longterm && !out->nowait && !out->nofault)
		out->why = tok;
	if (!*flag)
		*flag = tok;
}

/* -- constants ------------------------------------------------------------------------------ */

/* The kernel's own, for a tree whose headers are elsewhere or do not define them there. */
static const char *const common[] = { "FOLL_WRITE",  "FOLL_FORCE",    "FOLL_LONGTERM",
				      "FOLL_NOWAIT", "FOLL_NOFAULT",  "FOLL_GET",
				      "FOLL_TOUCH",  "FOLL_REMOTE",   "FOLL_POPULATE",
				      "FOLL_DUMP",   "FOLL_PIN",      "FOLL_ANON",
				      "FOLL_COW",    "FOLL_HWPOISON", NULL };

/* Is there no name but BIT in the tokens? */
static bool is_number(const struct source *src, uint32_t first, uint32_t end)
{
	while (first < end &&
	       (src->token[first].kind != TOKEN_IDENT || source_is(src, first, "BIT")))
		first++;
	return first == end;
}

/* Does header @file give the name a number, as macro or enumerator? *@other: something else. */
static bool gives_number(struct library *lib, const struct library_file *file, const char *name,
			 bool *other)
{
	struct definitions defs;
	const uint32_t *tok;
	size_t count;
	bool found;

	library_own(lib, file, name, false, &defs);
	found = defs.count > 0;
	for (size_t i = 0; i < defs.count; i++)
		*other |= defs.def[i].fn != SOURCE_NONE || defs.def[i].params ||
			  !is_number(defs.def[i].src, 0, (uint32_t)defs.def[i].src->tokens);
	free(defs.def);
	tok = library_top(file, name, &count);
	for (size_t i = 0; i < count; i++) {
		uint32_t first, end;

		if (source_is(file->src, tok[i], name) &&
		    grammar_is_set(file->src, tok[i], &first, &end))
			found |= is_number(file->src, first, end);
	}
	return found;
}

/* Does the file give the name a meaning of its own? */
static bool is_redefined(const struct macro_scope *scope, const struct value *value,
			 const char *name)
{
	const struct source *src = value->code->src;
	uint32_t tok = value->code->e.expr[value->expr].tok;
	const uint32_t *top;
	size_t count = 0;

	if (macro_defines(scope, src, tok))
		return true;
	top = scope->file ? library_top(scope->file, name, &count) : NULL;
	for (size_t i = 0; i < count; i++)
		if (source_is(scope->file->src, top[i], name))
			return true;
	return false;
}

/* Is the name a number of the tree's own headers, which the file and its headers leave alone? */
static bool is_known_foll(const struct macro_scope *scope, const struct value *value)
{
	static const char *const headers[] = { "include/linux/mm.h", "include/linux/mm_types.h",
					       "mm/internal.h", NULL };
	const struct source *src = value->code->src;
	uint32_t tok = value->code->e.expr[value->expr].tok;
	char *name = source_word(src, tok);
	bool found = false, other = false;

	for (int i = 0; headers[i] && scope->lib; i++) {
		const struct library_file *file = library_file(scope->lib, headers[i]);

		if (file &&
		    (strncmp(headers[i], "mm/", 3) || !strncmp(scope->file->path, "mm/", 3)))
			found |= gives_number(scope->lib, file, name, &other);
	}
	if (!found)
		found = grammar_is_any(src, tok, common);
	found = found && !other && !is_redefined(scope, value, name);
	free(name);
	return found;
}

/* -- expressions ---------------------------------------------------------------------------- */

/* Only FOLL_ constants, joined by "|"? */
static bool is_constant(const struct code *code, uint32_t expr)
{
	const struct expr *x = &code->e.expr[expression_strip(&code->e, expr)];

	for (uint32_t i = x->first; i < x->end; i++)
		if (!primitives_is_flag(code->src, i) && code->src->token[i].kind != TOKEN_PUNCT)
			return false;
	return true;
}

/* "a & b": what a mask of constants leaves, or what is left of the other side. */
static void take_mask(struct values *v, const struct value *it, struct value_flags *out)
{
	const struct expressions *e = &it->code->e;
	uint32_t left = expression_child(e, it->expr, 0), right = expression_child(e, it->expr, 1);

	if (e->expr[right].kind == EXPR_PREFIX && expression_is(e, right, "~"))
		values_add(v, it->code, left);
	else if (is_constant(it->code, right) || is_constant(it->code, left))
		values_add(v, it->code, is_constant(it->code, right) ? right : left);
	else
		set_unknown(out, e->expr[it->expr].tok);
}

static void take(struct values *v, const struct value *it, struct value_flags *out)
{
	const struct expressions *e = &it->code->e;
	const struct expr *x = &e->expr[it->expr];

	if (x->kind == EXPR_BINARY && expression_is(e, it->expr, "|")) {
		values_add(v, it->code, x->child);
		values_add(v, it->code, e->expr[x->child].next);
	} else if (x->kind == EXPR_BINARY && expression_is(e, it->expr, "&")) {
		take_mask(v, it, out);
	} else if (x->kind == EXPR_NAME && primitives_is_flag(it->code->src, x->tok)) {
		take_flag(out, it->code->src, x->tok);
		if (!is_known_foll(v->scope, it))
			set_unknown(out, x->tok);
	} else if (!expression_is_null(e, it->expr) && !expression_is(e, it->expr, "1")) {
		set_unknown(out, x->first); /* 1 is FOLL_WRITE */
	}
}

void value_flags(const struct macro_scope *scope, const struct code *code, uint32_t expr,
		 struct value_flags *out)
{
	struct values v;
	struct value it;

	*out = (struct value_flags){ .why = code->e.expr[expr].first };
	values_begin(&v, scope, code, expr);
	while (values_next(&v, &it)) {
		take(&v, &it, out);
		if (v.unknown)
			set_unknown(out, v.why);
	}
	if (v.unknown)
		set_unknown(out, v.why);
}
