// SPDX-License-Identifier: GPL-2.0-only
/* variable: every mention of the name in the function, and what each does to the variable. */
#include "variable.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/expand.h"
#include "gup/primitives.h"
#include "source/grammar.h"

struct reader {
	const struct value_scope *scope;
	struct macro_scope macros;
	const struct source *src;
	const struct function *f;
	struct statements st;
	uint32_t name;
	uint32_t declarator; /* token of the name in its declaration, or SOURCE_NONE */
	struct variable *out;
};

/* -- declarations --------------------------------------------------------------------------- */

/* Words before a name that do not make it a declaration. */
static bool is_plain_word(const struct source *src, uint32_t tok)
{
	static const char *const words[] = { "return",	 "case",	 "goto",   "else",
					     "do",	 "sizeof",	 "typeof", "__typeof__",
					     "volatile", "__volatile__", "asm",	   NULL };

	return grammar_is_any(src, tok, words);
}

/* Does the "}" end the members of a struct, union or enum? */
static bool closes_type(const struct source *src, uint32_t close)
{
	static const char *const tags[] = { "struct", "union", "enum", NULL };
	uint32_t open = src->token[close].mate;

	return open == SOURCE_NONE || open < 2 || grammar_is_any(src, open - 1, tags) ||
	       grammar_is_any(src, open - 2, tags);
}

/* "T name", "T *name", "} name": a declaration, or a product that is better not trusted. */
static bool looks_declared(const struct source *src, uint32_t tok)
{
	uint32_t i = tok - 1;

	while (source_is(src, i, "*") || source_is(src, i, "const"))
		i--;
	if (source_is(src, i, "}"))
		return closes_type(src, i);
	return src->token[i].kind == TOKEN_IDENT && !is_plain_word(src, i);
}

/* "struct NAME": of another name space than variables are. */
static bool is_tag(const struct source *src, uint32_t tok)
{
	static const char *const words[] = { "struct", "union", "enum", NULL };

	return tok && grammar_is_any(src, tok - 1, words);
}

/* Is token @i the variable's name, or that of another one that hides it? */
static bool is_mention(const struct reader *r, uint32_t i)
{
	return source_same(r->src, i, r->src, r->name) && !value_is_member(r->src, i) &&
	       !is_tag(r->src, i) && !source_is_dead(r->src, i);
}

/* The name as a declarator of the declaration [first, end), or SOURCE_NONE. */
static uint32_t find_declarator(const struct reader *r, const struct stmt *s)
{
	bool in_value = false;

	for (uint32_t i = s->first; i < s->end; i = value_past(r->src, i)) {
		if (source_is(r->src, i, "="))
			in_value = true;
		else if (source_is(r->src, i, ","))
			in_value = false;
		else if (!in_value && i > s->first && source_same(r->src, i, r->src, r->name) &&
			 !is_tag(r->src, i))
			return i;
	}
	return SOURCE_NONE;
}

/* One step over the specifiers of a declaration; false if they may hide "static". */
static bool take_specifier(const struct reader *r, uint32_t *i, bool *typed)
{
	static const char *const tags[] = { "struct", "union", "enum", NULL };
	static const char *const bases[] = { "unsigned", "signed", "int",   "long", "short",
					     "char",	 "bool",   "_Bool", "void", NULL };
	static const char *const qualifiers[] = {
		"const",	  "volatile",	     "register", "auto",
		"__maybe_unused", "__always_unused", "__user",	 "__iomem",
		"__force",	  "__rcu",	     NULL
	};
	static const char *const storage[] = { "static",   "extern",	    "typedef",
					       "__thread", "_Thread_local", NULL };

	if (grammar_is_any(r->src, *i, qualifiers))
		return true;
	if (grammar_is_any(r->src, *i, storage))
		return false;
	if (source_is(r->src, *i, "__attribute__")) {
		(*i)++;
		*i = value_past(r->src, *i) - 1;
		return true;
	}
	if (grammar_is_any(r->src, *i, bases)) {
		*typed = true;
		return true;
	}
	if (*typed || macro_defines(&r->macros, r->src, *i))
		return false;
	*typed = true;
	if (grammar_is_any(r->src, *i, tags))
		(*i)++;
	return r->src->token[*i].kind == TOKEN_IDENT;
}

/* Does the declaration [first ... declarator] make automatic variables? */
static bool is_automatic(const struct reader *r, uint32_t first, uint32_t declarator)
{
	static const char *const ends[] = { ",", "=", ";", "[", ":", NULL };
	bool typed = false;

	for (uint32_t i = first; i < declarator; i++) {
		if (source_is(r->src, i, "*") || (typed && grammar_is_any(r->src, i + 1, ends)))
			break; /* the first declarator */
		if (r->src->token[i].kind != TOKEN_IDENT || !take_specifier(r, &i, &typed))
			return false;
	}
	return typed;
}

/* Find the one declaration in the body; false if there are several or it is not automatic. */
static bool find_declaration(struct reader *r)
{
	for (uint32_t i = 0; i < r->st.count; i++) {
		const struct stmt *s = &r->st.stmt[i];
		uint32_t tok = s->kind == STMT_DECL ? find_declarator(r, s) : SOURCE_NONE;

		if (tok == SOURCE_NONE || source_is_dead(r->src, tok))
			continue;
		if (r->declarator != SOURCE_NONE || !is_automatic(r, s->first, tok))
			return false;
		r->declarator = tok;
		r->out->declared = i;
	}
	return true;
}

/* Position of the parameter, or -1: in the list but not understood. */
static int parameter_position(const struct reader *r, bool *is_parameter)
{
	uint32_t close = r->src->token[r->f->params].mate;
	int n = 0, position = -1;

	*is_parameter = false;
	for (uint32_t i = r->f->params + 1; i < r->f->open; i++) {
		if (source_same(r->src, i, r->src, r->name) && !is_tag(r->src, i))
			*is_parameter = true;
	}
	for (uint32_t i = r->f->params + 1; close != SOURCE_NONE && i < close;
	     i = value_past(r->src, i)) {
		if (source_is(r->src, i, ","))
			n++;
		else if (source_same(r->src, i, r->src, r->name) && !is_tag(r->src, i))
			position = n;
	}
	return position;
}

/* -- writes --------------------------------------------------------------------------------- */

/* The end of the expression that begins at @tok: the next "," ";" or closing bracket. */
static uint32_t expression_end(const struct source *src, uint32_t tok, uint32_t limit)
{
	static const char *const ends[] = { ",", ";", ")", "}", "]", NULL };

	while (tok < limit && !grammar_is_any(src, tok, ends))
		tok = value_past(src, tok);
	return tok < limit ? tok : limit;
}

/* "a = b = x": the range of x. */
static struct range last_of_chain(const struct source *src, struct range r)
{
	for (uint32_t i = r.first; i < r.end; i = value_past(src, i))
		if (source_is(src, i, "="))
			r.first = i + 1;
	return r;
}

/* Parentheses that only group: not those of a call. "if (x) (name) = y" ends a condition first. */
static bool is_group(const struct source *src, uint32_t open)
{
	return src->token[open - 1].kind == TOKEN_PUNCT ? !source_is(src, open - 1, "]")
							: is_plain_word(src, open - 1);
}

/* Is "&" at @amp the operator of an address? "a & b" is not, in doubt it is. */
static bool is_address(const struct source *src, uint32_t amp)
{
	const struct token *before = &src->token[amp - 1];

	if (source_is(src, amp - 1, "]"))
		return false;
	return before->kind == TOKEN_PUNCT ||
	       (before->kind == TOKEN_IDENT && is_plain_word(src, amp - 1));
}

static void add_write(struct reader *r, uint32_t at, uint32_t first, bool is_or)
{
	struct range rhs = { first, expression_end(r->src, first, r->f->close) };
	struct variable_write w = { .at = at, .rhs = last_of_chain(r->src, rhs), .is_or = is_or };

	VEC_PUSH(r->out->write, r->out->writes, r->out->room, w);
}

/* What the operators around the mention [lo, hi] do. */
static void take_operators(struct reader *r, uint32_t tok, uint32_t lo, uint32_t hi)
{
	static const char *const changes[] = { "+=",  "-=", "*=", "/=", "^=", "<<=",
					       ">>=", "%=", "++", "--", NULL };
	const struct source *src = r->src;

	if (source_is(src, hi + 1, "="))
		add_write(r, tok, hi + 2, false);
	else if (source_is(src, hi + 1, "|="))
		add_write(r, tok, hi + 2, true);
	else if (source_is(src, hi + 1, "&="))
		r->out->masked = true;
	else if (grammar_is_any(src, hi + 1, changes))
		r->out->changed = true;
	if (source_is(src, lo - 1, "++") || source_is(src, lo - 1, "--"))
		r->out->changed |= !source_is(src, hi + 1, "->");
	if (source_is(src, lo - 1, "&") && is_address(src, lo - 1) && !source_is(src, hi + 1, "->"))
		r->out->changed = true;
}

/* May the call or the statement expression whose bracket opens at @open write to what is in it? */
static bool may_write(const struct reader *r, uint32_t open)
{
	const struct source *src = r->src;
	uint32_t before = open - 1;

	if (source_is(src, open, "{"))
		return source_is(src, before, "(");
	if (!source_is(src, open, "("))
		return false;
	if (src->token[before].kind == TOKEN_STRING)
		return true; /* an operand of assembly */
	if (src->token[before].kind == TOKEN_IDENT)
		return !value_is_member(src, before) && macro_may_assign(&r->macros, before);
	/* "NAME(x)(variable)": NAME(x) may be a macro's name */
	before = source_is(src, before, ")") ? src->token[before].mate : SOURCE_NONE;
	return before != SOURCE_NONE && before && src->token[before - 1].kind == TOKEN_IDENT &&
	       !is_plain_word(src, before - 1) && !primitives_is_operator(src, before - 1);
}

/* Everything around the mention, up to its statement's begin @first. */
static bool is_passed_to_macro(const struct reader *r, uint32_t tok, uint32_t first)
{
	for (uint32_t i = tok; i-- > first;) {
		const struct token *t = &r->src->token[i];

		if (t->mate == SOURCE_NONE)
			continue;
		if (t->mate < i)
			i = t->mate;
		else if (may_write(r, i))
			return true;
	}
	return false;
}

static void take_mention(struct reader *r, uint32_t tok)
{
	uint32_t stmt = statement_at(&r->st, tok), lo = tok, hi = tok;
	const struct stmt *s = &r->st.stmt[stmt == SOURCE_NONE ? 0 : stmt];

	if (stmt == SOURCE_NONE || s->kind == STMT_UNKNOWN) {
		r->out->changed = true;
		return;
	}
	if (tok == r->declarator) {
		if (source_is(r->src, tok + 1, "="))
			add_write(r, tok, tok + 2, false);
		else if (source_is(r->src, tok + 1, "[") || source_is(r->src, tok + 1, "("))
			r->out->changed = true; /* an array, a function: not one value */
		return;
	}
	while (source_is(r->src, lo - 1, "(") && r->src->token[lo - 1].mate == hi + 1 &&
	       is_group(r->src, lo - 1)) {
		lo--;
		hi++;
	}
	take_operators(r, tok, lo, hi);
	if (source_is(r->src, hi + 1, "->"))
		return; /* what it points to */
	if (s->kind == STMT_LOOP && s->loop == LOOP_MACRO && tok >= s->head && tok < s->head_end)
		r->out->changed = true;
	else if (is_passed_to_macro(r, tok, s->first))
		r->out->changed = true;
}

/* Does any mention show another variable of this name, or lie outside the declaration's block? */
static bool is_shadowed(const struct reader *r, bool is_parameter)
{
	const struct stmt *block =
		is_parameter ? &r->st.stmt[0] : &r->st.stmt[r->st.stmt[r->out->declared].parent];

	for (uint32_t i = r->f->open + 1; i < r->f->close; i++) {
		if (!is_mention(r, i) || i == r->declarator)
			continue;
		if (looks_declared(r->src, i) ||
		    (!is_parameter && (i < r->declarator || i >= block->end)))
			return true;
	}
	return false;
}

/* -- macros --------------------------------------------------------------------------------- */

#define MAX_EXPANSIONS 50 /* of macros that one function uses */

/* A macro where it is used, and the code of its body. */
struct use {
	struct expansion expansion;
	struct code code;
};

struct uses {
	struct use *use[MAX_EXPANSIONS];
	size_t count;
	bool full;
};

/* The own macros that @event of @code uses, expanded. */
static void add_uses(const struct reader *r, const struct code *code, const struct event *ev,
		     struct uses *uses)
{
	uint32_t tok = ev->kind == EVENT_CALL ? expression_callee(&code->e, ev->expr) : ev->tok;
	struct definitions defs;
	char *name;

	if (tok == SOURCE_NONE || code->src->token[tok].kind != TOKEN_IDENT ||
	    (ev->kind != EVENT_CALL && (ev->place == CODE_NONE || ev->expr == SOURCE_NONE ||
					code->place[ev->place].step != PLACE_GLOBAL)))
		return;
	name = source_word(code->src, tok);
	library_own(r->scope->lib, r->scope->file, name, false, &defs);
	for (size_t i = 0; i < defs.count; i++) {
		struct use *u;

		if (defs.def[i].fn != SOURCE_NONE)
			continue;
		if (uses->count == MAX_EXPANSIONS) {
			uses->full = true;
			break;
		}
		u = memory_alloc(sizeof(*u));
		if (expand_read(&defs.def[i], code, ev->expr, &u->expansion)) {
			uses->full = true;
			free(u);
			break;
		}
		code_read(&u->expansion.src, 0, code, ev->stmt, &u->code);
		uses->use[uses->count++] = u;
	}
	free(defs.def);
	free(name);
}

/* Does the macro's body do more with the variable than read it? */
static bool use_may_write(const struct reader *r, const struct use *u)
{
	struct macro_scope macros = r->macros;
	const struct code *code = &u->code;

	macros.src = code->src;
	for (size_t e = 0; e < code->events; e++) {
		const struct event *ev = &code->event[e];
		uint32_t call;

		if (ev->kind == EVENT_UNKNOWN)
			return true;
		if (ev->place == CODE_NONE || code->place[ev->place].step != PLACE_OUTER ||
		    !source_same(code->src, ev->tok, r->src, r->name))
			continue;
		if (ev->kind != EVENT_READ)
			return true;
		call = primitives_enclosing_call(code->src, ev->tok, 0);
		if (call != SOURCE_NONE && !primitives_is_operator(code->src, call) &&
		    !source_is(code->src, call, "f") && macro_may_assign(&macros, call))
			return true;
	}
	return code->hidden_control || code->hopeless;
}

/* May a macro that the function uses, itself or through another, write to the variable? */
static bool macros_may_write(const struct reader *r)
{
	struct uses uses = { 0 };
	const struct code *code;
	bool writes = false;

	if (!macro_used_mentions(&r->macros, r->scope->fn, r->src, r->name))
		return false;
	if (!r->scope->lib || !r->scope->file || r->scope->file->src != r->scope->src)
		return true;
	code = library_code(r->scope->lib, r->scope->file, r->scope->fn);
	for (size_t e = 0; e < code->events; e++)
		add_uses(r, code, &code->event[e], &uses);
	for (size_t i = 0; i < uses.count && !writes; i++) {
		writes = use_may_write(r, uses.use[i]);
		for (size_t e = 0; e < uses.use[i]->code.events; e++)
			add_uses(r, &uses.use[i]->code, &uses.use[i]->code.event[e], &uses);
	}
	for (size_t i = uses.count; i-- > 0;) {
		code_free(&uses.use[i]->code);
		expand_free(&uses.use[i]->expansion);
		free(uses.use[i]);
	}
	return writes || uses.full;
}

bool variable_is_captured(const struct value_scope *scope, const struct source *src, uint32_t name)
{
	struct reader r = { .scope = scope, .src = src, .name = name };

	r.macros = (struct macro_scope){ scope->lib, scope->file, scope->src, false };
	return macros_may_write(&r);
}

/* Is every mention a mere use? */
static bool is_only_used(const struct reader *r)
{
	for (uint32_t i = r->f->open + 1; i < r->f->close; i++)
		if (is_mention(r, i) && looks_declared(r->src, i))
			return false;
	return r->declarator == SOURCE_NONE;
}

static void read_variable(struct reader *r)
{
	struct variable *out = r->out;
	bool is_parameter, hidden;

	out->parameter = parameter_position(r, &is_parameter);
	hidden = statement_read(r->src, r->scope->fn, &r->st) != 0 || !find_declaration(r) ||
		 is_parameter == (r->declarator != SOURCE_NONE) ||
		 macro_defines(&r->macros, r->src, r->name) || is_shadowed(r, is_parameter);
	out->is_global = hidden && !is_parameter && is_only_used(r);
	if (!hidden)
		out->kind = is_parameter ? VARIABLE_PARAMETER : VARIABLE_LOCAL;
	if (hidden || macros_may_write(r))
		out->changed = true;
	for (uint32_t i = r->f->open + 1; i < r->f->close; i++)
		if (is_mention(r, i))
			take_mention(r, i);
	statement_free(&r->st);
}

void variable_read(const struct value_scope *scope, uint32_t name, struct variable *out)
{
	struct reader r = { .scope = scope,
			    .src = scope->src,
			    .f = &scope->src->function[scope->fn],
			    .name = name,
			    .declarator = SOURCE_NONE,
			    .out = out };

	r.macros = (struct macro_scope){ scope->lib, scope->file, scope->src, scope->want };
	*out = (struct variable){ .parameter = -1, .declared = SOURCE_NONE };
	if (scope->src->token[name].kind == TOKEN_IDENT)
		read_variable(&r);
	else
		out->changed = true;
}

void variable_free(struct variable *v)
{
	free(v->write);
	*v = (struct variable){ 0 };
}

/* -- what follows from it ------------------------------------------------------------------- */

/* Do all assignments, stripped, spell the same text? */
static bool all_same(const struct source *src, const struct variable *v)
{
	bool same = v->writes > 0;
	char *x = same ? value_text(src, value_strip(src, v->write[0].rhs)) : NULL;

	for (size_t i = 0; i < v->writes && same; i++) {
		char *y = value_text(src, value_strip(src, v->write[i].rhs));

		same = !v->write[i].is_or && !strcmp(x, y);
		free(y);
	}
	free(x);
	return same;
}

struct range variable_only_value(const struct value_scope *scope, uint32_t name)
{
	struct range r = { name, name };
	struct variable v;

	variable_read(scope, name, &v);
	if (v.kind == VARIABLE_LOCAL && !v.changed && !v.masked && all_same(scope->src, &v))
		r = value_strip(scope->src, v.write[0].rhs);
	variable_free(&v);
	return r;
}

/* Is the token evaluated at most once: in the body's own statements, before any label? */
static bool runs_once(const struct value_scope *scope, uint32_t tok)
{
	struct statements st;
	bool once = !statement_read(scope->src, scope->fn, &st);
	uint32_t stmt = once ? statement_at(&st, tok) : SOURCE_NONE;

	once = stmt != SOURCE_NONE && st.stmt[stmt].parent == 0 &&
	       (st.stmt[stmt].kind == STMT_DECL || st.stmt[stmt].kind == STMT_EXPR);
	for (uint32_t i = 0; once && i < st.count; i++)
		once = st.stmt[i].kind != STMT_LABEL || st.stmt[i].first > tok;
	statement_free(&st);
	return once;
}

bool variable_is_fixed(const struct value_scope *scope, uint32_t name)
{
	struct variable v;
	bool fixed;

	variable_read(scope, name, &v);
	fixed = !v.changed && !v.masked &&
		(v.kind == VARIABLE_PARAMETER ? v.writes == 0
		 : v.kind == VARIABLE_LOCAL   ? v.writes == 1 && runs_once(scope, v.write[0].at)
					      : false);
	variable_free(&v);
	return fixed;
}
