// SPDX-License-Identifier: GPL-2.0-only
/*
 * program: expressions and calls first, then variables, then which nodes are of no concern to the
 * lock and can be run as one.
 */
#include "program.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "code/features.h"
#include "code/types.h"
#include "gup/guard.h"
#include "gup/primitives.h"
#include "gup/verdict/macro.h"
#include "source/grammar.h"

__attribute__((format(printf, 3, 4))) static void give_up(struct program *p, uint32_t tok,
							  const char *fmt, ...)
{
	char text[200];
	va_list args;

	if (p->unclear)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	p->unclear = memory_printf("line %u: %s", p->src->token[tok].line, text);
}

uint32_t program_word(struct terms *terms, const struct source *src, uint32_t first, uint32_t end)
{
	struct buf text = { 0 };
	uint32_t word;

	for (uint32_t i = first; i < end; i++) {
		if (i > first)
			buf_addch(&text, ' ');
		buf_add(&text, src->text + src->token[i].at, src->token[i].len);
	}
	word = term_word(terms, text.data ? text.data : "", text.len);
	buf_free(&text);
	return word;
}

/* -- types ---------------------------------------------------------------------------------- */

/* The words that change a type of so many bits. */
uint32_t program_type(struct terms *terms, const struct type *type)
{
	bool is_signed;
	unsigned int bits = types_bits(type, &is_signed);

	if (!type->src || type->kind == TYPE_UNKNOWN || type->pointers || type->arrays ||
	    type->function || type->kind == TYPE_STRUCT || type->kind == TYPE_UNION)
		return 0;
	if (!bits)
		return source_is(type->src, type->name, "void")
			       ? 0
			       : TERM_TYPE_NAMED +
					 program_word(terms, type->src, type->name, type->name + 1);
	return TERM_TYPE(bits, is_signed);
}

static bool has_word(const struct type *type, const char *word)
{
	for (uint32_t i = type->first; type->src && i < type->end; i++)
		if (source_is(type->src, i, word))
			return true;
	return false;
}

/* The type as bytes, without the words that change nothing where it stands. */
static void add_type(struct program *p, const struct declarator *d, struct buf *out)
{
	uint32_t type = program_type(p->terms, &d->type);

	buf_printf(out, "%u%s%s %u %u %u ", type, d->storage == STORAGE_STATIC ? " static" : "",
		   has_word(&d->type, "volatile") ? " volatile" : "", d->type.pointers,
		   d->type.arrays, d->type.function);
	if (d->type.kind == TYPE_BASIC && d->type.pointers) {
		struct type base = d->type;

		base.pointers = base.arrays = 0;
		buf_printf(out, "%u ", program_type(p->terms, &base));
	} else if (d->type.src && d->type.name != SOURCE_NONE) {
		buf_printf(out, "%u %u ", (unsigned int)d->type.kind,
			   program_word(p->terms, d->type.src, d->type.name, d->type.name + 1));
	} else if (d->type.src) {
		buf_printf(out, "%u ",
			   program_word(p->terms, d->type.src, d->type.first, d->type.end));
	}
	for (uint32_t open = d->array, n = 0; open != SOURCE_NONE && n < d->type.arrays; n++) {
		uint32_t close = p->src->token[open].mate;

		buf_printf(out, "[%u]", program_word(p->terms, p->src, open + 1, close));
		open = close + 1;
	}
}

uint32_t program_sizeof(const struct program *p, uint32_t expr)
{
	const struct expr *x = &p->code.e.expr[expr];
	struct buf text = { 0 };
	uint32_t word;

	buf_printf(&text, "%u", program_word(p->terms, p->src, x->first, x->end));
	for (uint32_t tok = x->first; tok < x->end; tok++)
		for (uint32_t s = 0; s < p->code.symbols; s++)
			if (p->code.symbol[s].d.name != SOURCE_NONE &&
			    source_same(p->src, tok, p->src, p->code.symbol[s].d.name))
				buf_printf(&text, " %u", p->local[s].kind);
	word = term_word(p->terms, text.data, text.len);
	buf_free(&text);
	return word;
}

/* -- calls ---------------------------------------------------------------------------------- */

/* Macros and inline functions whose value depends on their arguments alone. */
static bool is_pure(const struct source *src, uint32_t tok)
{
	static const char *const names[] = { "IS_ERR",	"PTR_ERR",    "IS_ERR_OR_NULL",
					     "ERR_PTR", "ARRAY_SIZE", "min",
					     "max",	"min_t",      "max_t",
					     NULL };

	return grammar_is_any(src, tok, names);
}

/*
 * Is the name that of a member of the family, or of one of its forms? *@fits: with so many
 * arguments.
 */
static bool find_function(struct program *p, struct program_expr *x, uint32_t tok, int args,
			  bool *fits)
{
	bool named = false;

	for (int form = 0; form < FORM_COUNT; form++) {
		for (int callee = 0; callee < CALLEE_COUNT; callee++) {
			const struct api_function *f = &p->api->function[callee][form];

			if (!f->params || !source_is(p->src, tok, f->name))
				continue;
			named = true;
			x->callee = (uint8_t)callee;
			x->form = (uint8_t)form;
			*fits = f->params == args;
			if (*fits)
				return true;
		}
	}
	return named;
}

static bool takes_by_guard(const struct source *src, uint32_t tok)
{
	enum guard guard = guard_read(src, tok, NULL, NULL);

	return guard == GUARD_READ || guard == GUARD_WRITE;
}

bool program_operates(const struct source *src, uint32_t fn)
{
	for (uint32_t tok = src->function[fn].open; tok < src->function[fn].close; tok++)
		if (mmaplock_is_mmap_call(src, tok) || takes_by_guard(src, tok))
			return true;
	return false;
}

bool program_hides_lock(const struct source *src, uint32_t fn)
{
	for (uint32_t tok = src->function[fn].first; tok < src->function[fn].close; tok++)
		if (guard_read(src, tok, NULL, NULL) == GUARD_HIDES)
			return true;
		else if (takes_by_guard(src, tok)) /* what it is given is no mention */
			tok = src->token[tok + 1].mate + 1;
		else if (mmaplock_is_wrapper(src, tok) || mmaplock_is_alias(src, tok) ||
			 (mmaplock_is_mention(src, tok) && !mmaplock_is_operand(src, tok)))
			return true;
	return false;
}

const struct api_function *program_function(const struct program *p, uint32_t expr)
{
	const struct program_expr *x = &p->expr[expr];

	return &p->api->function[x->callee][x->form];
}

/* "get_user_pages_fast" and the like: begins with the name of one of the family. */
static bool is_other_form(const struct source *src, uint32_t tok)
{
	for (int callee = 0; callee < CALLEE_COUNT; callee++) {
		const char *name = api_callee_name((enum callee)callee);
		size_t len = strlen(name);

		if (src->token[tok].len > len && src->text[src->token[tok].at + len] == '_' &&
		    !memcmp(src->text + src->token[tok].at, name, len))
			return true;
	}
	return false;
}

static void read_name(struct program *p, uint32_t i, uint32_t tok)
{
	struct program_expr *x = &p->expr[i];
	bool fits = false;
	int args = -1;

	for (uint32_t c = p->code.e.expr[i].child; c != SOURCE_NONE; c = p->code.e.expr[c].next)
		args++;
	if (find_function(p, x, tok, args, &fits)) {
		x->call = fits ? PROGRAM_GUP : PROGRAM_MISFIT;
		p->gups += fits;
		p->plain += fits && x->form == FORM_PLAIN;
		if (!fits && !ladder_is_out(p->src, p->ladder, p->src->token[tok].cond)) {
			p->misfit = !p->unclear;
			give_up(p, tok, "the call does not fit this tree's prototype");
		}
	} else if (source_is(p->src, tok, "likely") || source_is(p->src, tok, "unlikely")) {
		x->call = args == 1 ? PROGRAM_SAME : PROGRAM_OTHER;
	} else if (source_is(p->src, tok, "IS_ERR_VALUE")) {
		x->call = args == 1 ? PROGRAM_ERROR : PROGRAM_OTHER;
	} else if (is_pure(p->src, tok)) {
		x->call = PROGRAM_PURE;
	} else if (is_other_form(p->src, tok)) {
		x->call = PROGRAM_FAST;
	}
	for (uint32_t op = 0; op < p->ops.count; op++)
		if (p->ops.op[op].call == tok) {
			/* "guard(NAME)" itself does nothing */
			x->call = p->ops.op[op].guard == SOURCE_NONE ? PROGRAM_LOCK : PROGRAM_PURE;
			x->op = op;
		}
}

static void read_call(const struct program_scope *scope, struct program *p, uint32_t i)
{
	const struct macro_scope macros = { scope->lib, scope->file, scope->before, false };
	struct program_expr *x = &p->expr[i];
	uint32_t tok = expression_callee(&p->code.e, i);

	for (uint32_t op = 0; op < p->ops.count; op++)
		if (p->ops.op[op].guard == i) {
			x->call = PROGRAM_LOCK;
			x->op = op;
			return;
		}
	/* what a guard takes is known: another lock */
	x->stray = !source_is(p->src, p->code.e.expr[i].first, "guard");
	if (tok == SOURCE_NONE ||
	    p->code.place[p->code.place_of[p->code.e.expr[i].child]].step != PLACE_GLOBAL)
		return;
	x->stray &= primitives_call(p->src, tok) == PRIMITIVES_UNKNOWN &&
		    source_find(p->src, p->src, tok) == SOURCE_NONE;
	read_name(p, i, tok);
	/* what is beneath the family, such as __get_user_pages(), may drop the lock too */
	x->stray |=
		x->call == PROGRAM_OTHER && memmem(p->src->text + p->src->token[tok].at,
						   p->src->token[tok].len, "get_user_pages", 14);
	if (x->call != PROGRAM_OTHER && x->call != PROGRAM_MISFIT && x->call != PROGRAM_FAST)
		return;
	switch (primitives_call(p->src, tok)) {
	case PRIMITIVES_INNER_LOCK:
		x->inner = 1;
		break;
	case PRIMITIVES_INNER_UNLOCK:
		x->inner = -1;
		break;
	default:
		x->needs = primitives_call(p->src, tok) == PRIMITIVES_NEEDS;
		x->writes_names =
			x->call == PROGRAM_OTHER && macro_may_assign(&macros, &p->code, i);
	}
}

/* -- expressions ---------------------------------------------------------------------------- */

static bool is_effect(const struct program *p, uint32_t i)
{
	const struct expr *x = &p->code.e.expr[i];

	switch (x->kind) {
	case EXPR_CALL:
		return p->expr[i].call < PROGRAM_PURE;
	case EXPR_ASSIGN:
	case EXPR_POSTFIX:
	case EXPR_BLOCK:
	case EXPR_UNKNOWN:
		return true;
	case EXPR_PREFIX:
		return expression_is(&p->code.e, i, "++") || expression_is(&p->code.e, i, "--");
	default:
		return false;
	}
}

/* Whose children are asked where they are. */
static void mark_addresses(struct program *p, uint32_t i)
{
	const struct expressions *e = &p->code.e;
	uint32_t child = e->expr[i].child;
	bool address = false;

	switch (e->expr[i].kind) {
	case EXPR_MEMBER:
		address = !expression_is_arrow(e, i);
		break;
	case EXPR_PREFIX:
		address = expression_is(e, i, "&") || expression_is(e, i, "++") ||
			  expression_is(e, i, "--");
		break;
	case EXPR_POSTFIX:
	case EXPR_ASSIGN:
		address = true;
		break;
	case EXPR_CALL: /* a function's name is nothing that is read */
		address = e->expr[child].kind == EXPR_NAME &&
			  p->code.place[p->code.place_of[child]].step == PLACE_GLOBAL;
		break;
	default:
		break;
	}
	if (child != SOURCE_NONE)
		p->expr[child].address |= address;
}

/* What is evaluated only if "&&", "||" or "? :" at @i says so. */
static void mark_guards(struct program *p, uint32_t i)
{
	const struct expressions *e = &p->code.e;
	const struct expr *x = &e->expr[i];
	bool logic =
		x->kind == EXPR_BINARY && (expression_is(e, i, "&&") || expression_is(e, i, "||"));

	if (!logic && x->kind != EXPR_CONDITIONAL)
		return;
	for (uint32_t c = e->expr[x->child].next; c != SOURCE_NONE; c = e->expr[c].next)
		if (p->expr[i].acts)
			p->expr[p->expr[c].start].guard = i;
}

static bool gives_number(const struct program_scope *scope, const struct program *p, uint32_t i)
{
	const struct types_scope types = { scope->lib, scope->file };
	struct type type;

	if (!scope->lib || !scope->file ||
	    (p->code.e.expr[i].kind != EXPR_MEMBER && p->code.e.expr[i].kind != EXPR_INDEX))
		return false;
	type = types_resolve(&types, types_expression(&types, &p->code, i));
	return declaration_is_number(&type);
}

static void read_expressions(const struct program_scope *scope, struct program *p)
{
	const struct expressions *e = &p->code.e;

	p->expr = memory_alloc((e->count + 1) * sizeof(*p->expr));
	for (uint32_t i = 0; i < e->count && !p->unclear; i++) {
		struct program_expr *x = &p->expr[i];
		uint32_t child = e->expr[i].child;

		x->start = child == SOURCE_NONE ? i : p->expr[child].start;
		x->guard = SOURCE_NONE;
		if (e->expr[i].kind == EXPR_CALL)
			read_call(scope, p, i);
		x->number = gives_number(scope, p, i);
		x->acts = is_effect(p, i);
		for (uint32_t c = child; c != SOURCE_NONE; c = e->expr[c].next)
			x->acts |= p->expr[c].acts;
		mark_addresses(p, i);
		mark_guards(p, i);
	}
}

/* -- variables ------------------------------------------------------------------------------ */

/* What the macros that the function uses do with it. */
static enum macro_capture captured(const struct program_scope *scope, const struct program *p,
				   uint32_t name)
{
	const struct macro_scope macros = { scope->lib, scope->file, scope->before, false };
	bool known = scope->lib && scope->file && scope->file->src == scope->before;

	return macro_captures(&macros,
			      known ? library_code(scope->lib, scope->file, scope->fn) : NULL,
			      p->src, name);
}

static uint32_t type_word(struct program *p, const struct declarator *d)
{
	struct buf text = { 0 };
	uint32_t word;

	add_type(p, d, &text);
	word = term_word(p->terms, text.data, text.len);
	buf_free(&text);
	return word;
}

static uint32_t local_word(struct program *p, const struct declarator *d, uint32_t nth)
{
	const struct token *t = &p->src->token[d->name];
	struct buf text = { 0 };
	uint32_t word;

	buf_add(&text, p->src->text + t->at, t->len);
	buf_printf(&text, " %u ", nth);
	add_type(p, d, &text);
	if (d->storage == STORAGE_STATIC)
		buf_printf(&text, "=%u", program_word(p->terms, p->src, d->init, d->init_end));
	word = term_word(p->terms, text.data, text.len);
	buf_free(&text);
	return word;
}

static void read_local(const struct program_scope *scope, struct program *p, uint32_t i)
{
	const struct declarator *d = &p->code.symbol[i].d;
	struct program_local *l = &p->local[i];
	enum macro_capture capture;
	uint32_t nth = 0;

	if (d->name == SOURCE_NONE)
		return;
	for (uint32_t k = 0; k < i; k++)
		nth += p->code.symbol[k].d.name != SOURCE_NONE &&
		       source_same(p->src, p->code.symbol[k].d.name, p->src, d->name);
	l->kind = type_word(p, d);
	capture = captured(scope, p, d->name);
	l->named = capture != MACRO_NO;
	l->captured = capture == MACRO_MAY_WRITE;
	l->type = d->macro ? 0 : program_type(p->terms, &d->type);
	l->array = d->type.arrays && p->code.symbol[i].parameter < 0;
	l->vma = declaration_is_type(&d->type, TYPE_STRUCT, "vm_area_struct");
	l->exact = d->storage == STORAGE_AUTO && !d->macro && !l->array &&
		   (d->type.pointers || d->type.arrays ||
		    (d->type.kind != TYPE_STRUCT && d->type.kind != TYPE_UNION)) &&
		   !has_word(&d->type, "volatile") && !l->captured;
	l->nth = nth;
	l->term = term_make(p->terms, TERM_LOCAL, local_word(p, d, nth), 0, 0);
}

static void read_locals(const struct program_scope *scope, struct program *p)
{
	p->local = memory_alloc((p->code.symbols + 1) * sizeof(*p->local));
	for (uint32_t i = 0; i < p->code.symbols; i++)
		read_local(scope, p, i);
	/* "x.m" of a typedef's x: a struct */
	for (size_t i = 0; i < p->code.places; i++) {
		const struct place *m = &p->code.place[i];

		if (m->step == PLACE_MEMBER && p->code.place[m->parent].step == PLACE_SYMBOL)
			p->local[p->code.place[m->parent].symbol].exact = false;
	}
	p->local_terms = p->terms->count;
	p->local_of = memory_alloc((p->local_terms + 1) * sizeof(*p->local_of));
	for (uint32_t i = 0; i < p->code.symbols; i++)
		if (p->local[i].term)
			p->local_of[p->local[i].term] = i + 1;
}

uint32_t program_local(const struct program *p, uint32_t term)
{
	return term < p->local_terms && p->local_of[term] ? p->local_of[term] - 1 : CODE_NONE;
}

/* Types of parameters and of the result; what runs when a scope ends. */
static void read_signature(struct program *p)
{
	const struct function *f = &p->src->function[p->fn];
	struct declarators d = { 0 };
	struct buf text = { 0 };

	declaration_read(p->src, f->first, f->name + 1, &d);
	if (d.count) {
		d.d[0].type.function = false;
		p->result = program_type(p->terms, &d.d[0].type);
		add_type(p, &d.d[0], &text);
	}
	for (size_t i = 0; i < p->code.symbols; i++) {
		const struct declarator *s = &p->code.symbol[i].d;

		if (p->local[i].named)
			buf_printf(&text, "; %u %u", p->local[i].kind,
				   program_word(p->terms, p->src, s->name, s->name + 1));
		if (p->code.symbol[i].parameter >= 0) {
			buf_addstr(&text, ", ");
			add_type(p, s, &text);
		} else if (s->cleanup != SOURCE_NONE) {
			buf_printf(&text, "; %u %u",
				   program_word(p->terms, p->src, s->cleanup, s->cleanup + 1),
				   program_word(p->terms, p->src, s->name, s->name + 1));
		}
	}
	p->signature = term_word(p->terms, text.data ? text.data : "", text.len);
	buf_free(&text);
	declaration_free(&d);
}

/* -- control that a macro hides ------------------------------------------------------------- */

static bool hides_control(const struct source *src)
{
	static const char *const words[] = { "return", "goto", NULL };

	for (uint32_t tok = 0; tok < src->tokens; tok++)
		if (grammar_is_any(src, tok, words))
			return true;
	return false;
}

static void check_macro(const struct program_scope *scope, struct program *p, uint32_t tok)
{
	char *name = source_word(p->src, tok);
	struct definitions defs = { 0 };

	if (scope->lib && scope->file)
		library_own(scope->lib, scope->file, name, false, &defs);
	for (size_t i = 0; i < defs.count; i++)
		if (defs.def[i].fn == SOURCE_NONE && hides_control(defs.def[i].src))
			give_up(p, tok, "%s hides control flow", name);
	free(defs.def);
	free(name);
}

/* Nothing that matters may stand in a statement expression, which is not run. */
static void check_blocks(struct program *p)
{
	bool *seen = memory_alloc(p->code.e.count + 1);

	for (size_t k = 0; k < p->code.fulls; k++)
		for (uint32_t i = p->expr[p->code.full[k].expr].start; i <= p->code.full[k].expr;
		     i++)
			seen[i] = true;
	for (uint32_t i = 0; i < p->code.e.count; i++)
		if (!seen[i] && p->expr[i].call != PROGRAM_OTHER && p->expr[i].call < PROGRAM_PURE)
			give_up(p, p->code.e.expr[i].first, "a call inside a statement expression");
	free(seen);
	for (uint32_t i = 0; i < p->code.e.count; i++)
		for (uint32_t k = p->expr[i].start;
		     k < i && p->expr[i].writes_names && p->expr[i].acts; k++)
			if (p->expr[k].call == PROGRAM_GUP || p->expr[k].call == PROGRAM_LOCK)
				give_up(p, p->code.e.expr[k].first,
					"how often a macro makes the call is not known");
}

/* Is the token part of a guard that is understood? */
static bool is_guarded(const struct program *p, uint32_t tok)
{
	for (size_t i = 0; i < p->ops.count; i++)
		if (p->ops.op[i].guard != SOURCE_NONE && tok >= p->ops.op[i].mm &&
		    tok < p->ops.op[i].mm_end)
			return true;
	return false;
}

/* Of calls, and of names that stand alone as a statement. */
static void check_macros(const struct program_scope *scope, struct program *p)
{
	const struct expressions *e = &p->code.e;

	for (uint32_t tok = p->src->function[p->fn].open; tok < p->src->function[p->fn].close;
	     tok++)
		p->wrapped |= mmaplock_is_wrapper(p->src, tok) && !is_guarded(p, tok);
	p->hidden = p->wrapped || mmaplock_stray(&p->code, &p->ops) != SOURCE_NONE;
	if (p->code.hidden_control)
		give_up(p, p->src->function[p->fn].open,
			"a statement expression hides control flow");
	for (uint32_t i = 0; i < e->count && !p->unclear; i++)
		if (e->expr[i].kind == EXPR_CALL && p->expr[i].call == PROGRAM_OTHER &&
		    expression_callee(e, i) != SOURCE_NONE)
			check_macro(scope, p, expression_callee(e, i));
	for (size_t k = 0; k < p->code.fulls && !p->unclear; k++)
		if (e->expr[p->code.full[k].expr].kind == EXPR_NAME &&
		    p->code.full[k].symbol == CODE_NONE)
			check_macro(scope, p, e->expr[p->code.full[k].expr].tok);
}

/* -- what can be run as one ----------------------------------------------------------------- */

/* Does a call of concern stand in tokens [first, end)? The calls' tokens ascend in events. */
static bool is_concern(const struct program *p, const struct cfg_node *n)
{
	for (uint32_t k = n->first_event; k < n->end_event; k++) {
		const struct event *ev = &p->code.event[k];

		if (ev->kind == EVENT_CALL && (p->expr[ev->expr].call == PROGRAM_GUP ||
					       p->expr[ev->expr].call == PROGRAM_FAST ||
					       p->expr[ev->expr].call == PROGRAM_MISFIT ||
					       p->expr[ev->expr].call == PROGRAM_LOCK ||
					       (p->alone && watch_releases(p, ev->expr))))
			return true;
	}
	return false;
}

/* From the back over the edges, until nothing changes; each node is worked at once. */
static void find_relevant(struct program *p)
{
	const struct cfg *g = &p->cfg;
	uint32_t *first = memory_alloc((g->nodes + 2) * sizeof(*first));
	uint32_t *from = memory_alloc((g->edges + 1) * sizeof(*from));
	uint32_t *work = memory_alloc((g->nodes + 1) * sizeof(*work));
	size_t n = 0;

	for (size_t e = 0; e < g->edges; e++)
		first[g->edge[e].to + 1]++;
	for (size_t i = 0; i <= g->nodes; i++)
		first[i + 1] += first[i];
	for (uint32_t i = (uint32_t)g->nodes; i-- > 0;)
		for (uint32_t e = g->node[i].first_edge; e < g->node[i].end_edge; e++)
			from[--first[g->edge[e].to + 1]] = i;
	/* now first[i + 1] is where those of node i begin */
	for (uint32_t i = 0; i < g->nodes; i++)
		if (is_concern(p, &g->node[i])) {
			p->relevant[i] = true;
			work[n++] = i;
		}
	while (n) {
		uint32_t i = work[--n];
		uint32_t end = i + 2 <= g->nodes ? first[i + 2] : (uint32_t)g->edges;

		for (uint32_t k = first[i + 1]; k < end; k++)
			if (!p->relevant[from[k]]) {
				p->relevant[from[k]] = true;
				work[n++] = from[k];
			}
	}
	free(first);
	free(from);
	free(work);
}

/* Is everything from statement @i to @last its own: no way leads out but to its end? */
static bool is_closed(const struct program *p, uint32_t i, uint32_t last, const bool *concern)
{
	for (uint32_t k = i; k <= last; k++) {
		const struct stmt *s = &p->code.st.stmt[k];
		uint32_t to;

		if (concern[k] || s->kind == STMT_RETURN || s->kind == STMT_GOTO ||
		    s->kind == STMT_LABEL || s->kind == STMT_UNKNOWN)
			return false;
		if (s->kind != STMT_BREAK && s->kind != STMT_CONTINUE && s->kind != STMT_CASE)
			continue;
		/* to what is around the whole? */
		for (to = s->parent; to != SOURCE_NONE && to >= i; to = p->code.st.stmt[to].parent)
			if (p->code.st.stmt[to].kind == STMT_LOOP ||
			    (p->code.st.stmt[to].kind == STMT_SWITCH && s->kind != STMT_CONTINUE))
				break;
		if (to == SOURCE_NONE || to < i)
			return false;
	}
	return true;
}

/* What is written to a variable that is passed as the locked pointer matters, too. */
static void mark_locked(const struct program *p, bool *concern)
{
	const struct code *code = &p->code;
	bool *locked = memory_alloc(code->symbols + 1);

	for (uint32_t i = 0; i < code->e.count; i++) {
		int n = p->expr[i].call == PROGRAM_GUP
				? api_position(program_function(p, i), ROLE_LOCKED)
				: -1;
		uint32_t arg = n < 0 ? SOURCE_NONE : expression_child(&code->e, i, n + 1);
		uint32_t place = arg == SOURCE_NONE || code->e.expr[arg].kind != EXPR_PREFIX
					 ? CODE_NONE
					 : code->place_of[code->e.expr[arg].child];

		if (place != CODE_NONE && code->place[place].step == PLACE_SYMBOL)
			locked[code->place[place].symbol] = true;
	}
	for (size_t k = 0; k < code->events; k++) {
		const struct event *ev = &code->event[k];

		if (ev->kind == EVENT_WRITE && code->place[ev->place].step == PLACE_SYMBOL)
			concern[ev->stmt] |= locked[code->place[ev->place].symbol];
	}
	free(locked);
}

static void find_leaps(struct program *p)
{
	const struct statements *st = &p->code.st;
	bool *concern = memory_alloc(st->count + 1);
	uint32_t *last;

	p->last = last = memory_alloc((st->count + 1) * sizeof(*last));

	for (uint32_t i = 0; i < p->cfg.nodes; i++)
		concern[p->cfg.node[i].stmt] |= is_concern(p, &p->cfg.node[i]);
	mark_locked(p, concern);
	for (uint32_t i = (uint32_t)st->count; i-- > 0;) { /* children stand behind their parents */
		uint32_t up = st->stmt[i].parent;

		last[i] = last[i] < i ? i : last[i];
		if (up != SOURCE_NONE && last[up] < last[i])
			last[up] = last[i];
	}
	for (uint32_t i = 1; i < st->count; i++) {
		const struct stmt *s = &st->stmt[i];

		if ((s->kind == STMT_CPP || s->kind == STMT_IF || s->kind == STMT_SWITCH ||
		     (s->kind == STMT_LOOP && s->loop != LOOP_DO)) &&
		    is_closed(p, i, last[i], concern)) {
			p->leap[p->cfg.entry[i]] = i;
			i = last[i];
		}
	}
	free(concern);
}

static void read_nodes(struct program *p)
{
	size_t n = p->cfg.nodes;

	p->relevant = memory_alloc(n + 1);
	p->leap = memory_alloc((n + 1) * sizeof(*p->leap));

	for (size_t i = 0; i <= n; i++)
		p->leap[i] = SOURCE_NONE;
	find_relevant(p);
	find_leaps(p);
	for (uint32_t i = 0; i < n; i++)
		if (p->cfg.node[i].kind == CFG_UNKNOWN && p->relevant[i])
			give_up(p, p->code.st.stmt[p->cfg.node[i].stmt].first,
				"the statement is not understood");
}

void program_read(const struct program_scope *scope, const struct api *api,
		  const struct source *src, uint32_t fn, struct terms *terms, struct program *out)
{
	*out = (struct program){ .api = api,
				 .src = src,
				 .fn = fn,
				 .terms = terms,
				 .alone = scope->alone };
	code_read(src, fn, NULL, &out->code);
	cfg_read(&out->code, &out->cfg);
	out->ladder = memory_alloc((src->conds + 1) * sizeof(*out->ladder));
	if (scope->lib && scope->file && features_same(scope->file, src))
		memcpy(out->ladder, features_ladder(scope->lib, scope->file),
		       src->conds * sizeof(*out->ladder));
	else
		ladder_read(src, api->version, out->ladder);
	mmaplock_read(&out->code, &out->ops);
	out->wrapped = guard_add(&out->code, scope->lib, scope->file, &out->ops);
	if (out->cfg.broken) {
		give_up(out, out->cfg.broken_at, "%s", out->cfg.broken);
		return;
	}
	read_expressions(scope, out);
	if (out->unclear)
		return;
	read_locals(scope, out);
	read_signature(out);
	check_blocks(out);
	check_macros(scope, out);
	if (!out->unclear)
		read_nodes(out);
}

void program_free(struct program *p)
{
	free(p->expr);
	free(p->local);
	free(p->local_of);
	free(p->ladder);
	free(p->relevant);
	free(p->leap);
	free(p->last);
	free(p->unclear);
	mmaplock_free(&p->ops);
	cfg_free(&p->cfg);
	code_free(&p->code);
	*p = (struct program){ 0 };
}
