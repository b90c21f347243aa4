// SPDX-License-Identifier: GPL-2.0-only
/* values: expressions wait on a list, so that nothing recurses; each is looked at once. */
#include "values.h"

#include <string.h>

#include "source/grammar.h"

static void set_unknown(struct values *v, uint32_t tok)
{
	if (!v->unknown)
		v->why = tok;
	v->unknown = true;
}

void values_add(struct values *v, const struct code *code, uint32_t expr)
{
	if (expr == SOURCE_NONE)
		return;
	for (size_t i = 0; i < v->count; i++)
		if (v->item[i].code == code && v->item[i].expr == expr)
			return;
	if (v->count == VALUES_MAX)
		set_unknown(v, code->e.expr[expr].first);
	else
		v->item[v->count++] = (struct value){ code, expr };
}

void values_begin(struct values *v, const struct macro_scope *scope, const struct code *code,
		  uint32_t expr)
{
	*v = (struct values){ .scope = scope };
	values_add(v, code, expr);
}

/* -- variables ------------------------------------------------------------------------------ */

/* An automatic variable or a parameter that is one value, for all that its declaration tells. */
static bool is_simple(const struct macro_scope *scope, const struct code *code, uint32_t place)
{
	const struct declarator *d = &code->symbol[code->place[place].symbol].d;

	if (d->storage != STORAGE_AUTO || d->macro || d->type.function ||
	    d->type.kind == TYPE_UNKNOWN ||
	    (d->type.arrays && code->symbol[code->place[place].symbol].parameter < 0))
		return false;
	for (uint32_t i = d->type.first; i < d->type.end; i++) /* "#define T static struct x *" */
		if (grammar_is_ident(code->src, i) && macro_defines(scope, code->src, i))
			return false;
	return !macro_defines(scope, code->src, d->name);
}

bool values_is_parameter(const struct code *code, uint32_t expr)
{
	const struct place *p = &code->place[code->place_of[expr]];

	return p->step == PLACE_SYMBOL && code->symbol[p->symbol].parameter >= 0;
}

void values_reaching(const struct macro_scope *scope, const struct code *code, uint32_t expr,
		     struct reaching *out)
{
	uint32_t place = code->place_of[expr];

	reaching_read(code, place, reaching_event(code, expr), macro_may_assign, scope, out);
	out->open |= code->place[place].step != PLACE_SYMBOL || !is_simple(scope, code, place) ||
		     macro_captures(scope, scope->lib ? code : NULL, code->src,
				    code->e.expr[expr].tok) == MACRO_MAY_WRITE;
}

/* -- callers -------------------------------------------------------------------------------- */

/* Are all calls of the function direct ones, spelled in this file? */
static bool are_calls_known(const struct macro_scope *scope, const struct code *code)
{
	const struct source *src = code->src;
	uint32_t name = src->function[code->fn].name;
	const char *dot = scope->file ? strrchr(scope->file->path, '.') : NULL;

	if (!source_declares(src, code->fn, "static") || !dot || strcmp(dot, ".c"))
		return false;
	for (uint32_t i = 0; i < src->tokens; i++)
		if (source_same(src, i, src, name) && !grammar_has_arguments(src, i))
			return false;
	return !macro_mentions(scope, src, name) && !macro_pastes(scope) &&
	       !macro_includes_code(scope, name);
}

/* Is NAME(...) at @tok, outside of functions, a declaration: nothing but ";" follows? */
static bool is_declared(const struct source *src, uint32_t tok, uint32_t close)
{
	return close != SOURCE_NONE &&
	       grammar_simple_end(src, tok, (uint32_t)src->tokens) == close + 2;
}

/* What the callers in the file pass for parameter @it. False if not all of it is found. */
static bool add_callers(struct values *v, const struct value *it)
{
	const struct code *code = it->code;
	int n = code->symbol[code->place[code->place_of[it->expr]].symbol].parameter;
	const struct library_file *file = v->scope->file;
	uint32_t name = code->src->function[code->fn].name;
	bool found = false, all = are_calls_known(v->scope, code);
	const uint32_t *tok;
	size_t count;

	if (!v->scope->lib || !file || v->callers == VALUES_NO_CALLER ||
	    (!all && v->callers != VALUES_ANY_CALLER))
		return false;
	tok = library_calls(v->scope->lib, file, code->src, name, &count);
	for (size_t i = 0; i < count; i++) {
		uint32_t fn = source_function_at(file->src, tok[i]), open = tok[i] + 1, arg;
		const struct code *caller;

		if (fn == SOURCE_NONE) {
			all &= is_declared(file->src, tok[i], file->src->token[open].mate);
			continue;
		}
		if (tok[i] < file->src->function[fn].open)
			continue; /* its definition */
		caller = library_code(v->scope->lib, file, fn);
		arg = code_call_at(caller, open);
		arg = arg == SOURCE_NONE ? arg : expression_child(&caller->e, arg, n + 1);
		all &= arg != SOURCE_NONE;
		found = true;
		values_add(v, caller, arg);
	}
	return all && found;
}

/* -- expressions ---------------------------------------------------------------------------- */

static void add_variable(struct values *v, const struct value *it)
{
	const struct code *code = it->code;
	uint32_t tok = code->e.expr[it->expr].tok;
	bool parameter = values_is_parameter(code, it->expr);
	struct reaching r;
	bool set = false;

	values_reaching(v->scope, code, it->expr, &r);
	if (r.open)
		set_unknown(v, tok);
	for (size_t i = 0; i < r.count; i++) {
		const struct reaching_def *def = &r.def[i];

		if (!def->reaches)
			continue;
		if (def->kind == REACHING_OTHER)
			set_unknown(v, tok);
		else if (def->kind == REACHING_ENTRY && parameter && !add_callers(v, it))
			set_unknown(v, tok);
		else if (def->kind == REACHING_VALUE || def->kind == REACHING_ADDED)
			values_add(v, code, def->value);
		set |= def->kind != REACHING_ENTRY || parameter;
	}
	if (!set)
		set_unknown(v, tok);
	reaching_free(&r);
}

bool values_next(struct values *v, struct value *out)
{
	while (v->done < v->count) {
		struct value it = v->item[v->done++];
		const struct expressions *e = &it.code->e;
		uint32_t child;

		it.expr = expression_strip(e, it.expr);
		child = e->expr[it.expr].child;
		if (e->expr[it.expr].kind == EXPR_CONDITIONAL) {
			/* "a ?: b" is a where that is not 0 */
			if (expression_child(e, it.expr, 2) != SOURCE_NONE)
				child = e->expr[child].next;
			for (; child != SOURCE_NONE; child = e->expr[child].next)
				values_add(v, it.code, child);
		} else if (e->expr[it.expr].kind == EXPR_ASSIGN && expression_is(e, it.expr, "=")) {
			values_add(v, it.code, e->expr[child].next);
		} else if (e->expr[it.expr].kind == EXPR_NAME &&
			   it.code->place[it.code->place_of[it.expr]].step == PLACE_SYMBOL) {
			add_variable(v, &it);
		} else {
			*out = it;
			return true;
		}
	}
	return false;
}

bool values_is_null(const struct macro_scope *scope, const struct value *value)
{
	const struct expressions *e = &value->code->e;
	uint32_t name = expression_callee(e, value->expr);

	if (e->expr[value->expr].kind == EXPR_NAME)
		name = e->expr[value->expr].tok;
	return expression_is_null(e, value->expr) ||
	       (name != SOURCE_NONE && macro_defines(scope, value->code->src, name));
}
