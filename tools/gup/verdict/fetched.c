// SPDX-License-Identifier: GPL-2.0-only
/*
 * fetched: forward over the graph, a bit for each place. A plain variable that is set anew is clean
 * again, and one that a test has shown to be zero. What others can see, members and variables of the
 * file, is told apart by name alone, whatever leads there and whoever stores it. A truth value
 * (v != NULL) or a number (v->vm_end) is not the thing itself, unless a pointer was made that number.
 */
#include "fetched.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/solve.h"
#include "code/types.h"
#include "guarded.h"
#include "gup/primitives.h"

struct fetch {
	const struct fetched_scope *scope;
	const struct code *code;
	const struct cfg *cfg;
	struct types_scope types;
	size_t words;	       /* of one state */
	uint64_t *now;	       /* while a node runs */
	bool *is_source;       /* per event: what it gives comes from what the lock guards */
	bool *value;	       /* per expression, while a node runs: its value is tainted */
	bool *escapes;	       /* per place: a variable whose address is kept somewhere */
	struct nameset stored; /* names of members and variables that such a value was put in */
	struct nameset looked; /* names that the functions called look at, and by which event */
	bool numbers;	       /* a source makes a number of some pointer: any number may be one */
	bool grown;
	bool reporting;
	char *why;
};

static bool has(const uint64_t *state, uint32_t place)
{
	return state[place / 64] >> place % 64 & 1;
}

static void set(uint64_t *state, uint32_t place, bool on)
{
	if (on)
		state[place / 64] |= 1ULL << place % 64;
	else
		state[place / 64] &= ~(1ULL << place % 64);
}

/* -- what others can see, by name ----------------------------------------------------------- */

static void store(struct fetch *f, uint32_t hash)
{
	if (nameset_has(&f->stored, hash))
		return;
	nameset_add(&f->stored, hash, 0);
	f->grown = true;
}

static bool is_name_stored(const struct fetch *f, uint32_t place)
{
	const struct place *p = &f->code->place[place];

	return (p->step == PLACE_MEMBER || p->step == PLACE_GLOBAL) &&
	       nameset_has(&f->stored, nameset_hash_token(f->code->src, p->tok));
}

/* Do the functions that call @e leads to look at something that is stored so? */
static bool looks_there(const struct fetch *f, uint32_t e)
{
	for (size_t i = 0; i < f->looked.count; i++)
		if ((uint32_t)f->looked.entry[i] == e &&
		    nameset_has(&f->stored, (uint32_t)(f->looked.entry[i] >> 32)))
			return true;
	return false;
}

/* -- one event ------------------------------------------------------------------------------ */

static bool gives_number(const struct fetch *f, uint32_t expr)
{
	struct type type = types_resolve(&f->types, types_expression(&f->types, f->code, expr));

	return declaration_is_number(&type);
}

static bool is_place_tainted(const struct fetch *f, uint32_t place)
{
	for (uint32_t p = place; p != CODE_NONE; p = f->code->place[p].parent) {
		const struct place *at = &f->code->place[p];

		if (has(f->now, p) || is_name_stored(f, p) ||
		    (at->step == PLACE_VALUE && f->value[at->expr]))
			return true;
	}
	return false;
}

/* Is something that @place holds, or that it points to, tainted? */
static bool is_part_tainted(const struct fetch *f, uint32_t place)
{
	for (uint32_t p = 0; p < f->code->places; p++)
		if (has(f->now, p) && code_is_within(f->code, p, place))
			return true;
	return false;
}

/* A number that was read where such a pointer leads is only a number; one that was a pointer is not. */
static bool is_read_tainted(const struct fetch *f, const struct event *ev)
{
	if (has(f->now, ev->place) || is_name_stored(f, ev->place))
		return true;
	return is_place_tainted(f, ev->place) &&
	       !(f->code->place[ev->place].step != PLACE_SYMBOL && ev->expr != SOURCE_NONE &&
		 !f->numbers && gives_number(f, ev->expr));
}

/* "a == b", "a && b": a truth value. */
static bool is_truth(const struct expressions *e, uint32_t i)
{
	static const char *const words[] = { "==", "!=", "<", ">", "<=", ">=", "&&", "||" };

	for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
		if (expression_is(e, i, words[k]))
			return true;
	return false;
}

static bool any_child(const struct fetch *f, uint32_t i, int from)
{
	for (uint32_t c = expression_child(&f->code->e, i, from); c != SOURCE_NONE;
	     c = f->code->e.expr[c].next)
		if (f->value[c])
			return true;
	return false;
}

/* The value of an expression from those of its operands; what an event gives is there already. */
static void find_value(struct fetch *f, uint32_t i)
{
	const struct expressions *e = &f->code->e;
	uint32_t last;

	switch (e->expr[i].kind) {
	case EXPR_BINARY:
		f->value[i] = !is_truth(e, i) && any_child(f, i, 0);
		break;
	case EXPR_PREFIX:
		if (!expression_is(e, i, "*") && !expression_is(e, i, "!"))
			f->value[i] = any_child(f, i, 0);
		break;
	case EXPR_ASSIGN:
	case EXPR_COMMA:
		last = expression_child(e, i, 1);
		f->value[i] = last != SOURCE_NONE && f->value[last];
		break;
	case EXPR_CONDITIONAL:
		f->value[i] = any_child(f, i, expression_child(e, i, 2) != SOURCE_NONE);
		break;
	case EXPR_POSTFIX:
	case EXPR_CAST:
	case EXPR_LIST:
	case EXPR_ELEMENT:
	case EXPR_UNKNOWN:
		f->value[i] = any_child(f, i, 0);
		break;
	case EXPR_BLOCK: /* what it gives is not worked out */
		for (uint32_t k = 0; k < e->count && !f->value[i]; k++)
			f->value[i] = k != i && f->value[k] &&
				      e->expr[k].first >= e->expr[i].first &&
				      e->expr[k].end <= e->expr[i].end;
		break;
	default:
		break;
	}
}

/* Those of all operands of @expr, which stand before it. */
static void find_values(struct fetch *f, uint32_t stmt, uint32_t expr)
{
	const struct expressions *e = &f->code->e;

	for (uint32_t i = f->code->at[stmt].first_expr; i <= expr; i++)
		if (e->expr[i].first >= e->expr[expr].first && e->expr[i].end <= e->expr[expr].end)
			find_value(f, i);
}

/* -- writes --------------------------------------------------------------------------------- */

static void clean(struct fetch *f, uint32_t place)
{
	for (uint32_t p = 0; p < f->code->places; p++)
		if (has(f->now, p) && code_is_within(f->code, p, place))
			set(f->now, p, false);
}

/* Something was written through a pointer that may lead to variables of this function. */
static void taint_escaped(struct fetch *f)
{
	for (uint32_t p = 0; p < f->code->places; p++)
		if (f->escapes[p])
			set(f->now, p, true);
}

static void taint(struct fetch *f, uint32_t place)
{
	const struct code *code = f->code;
	const struct place *p = &code->place[place];
	struct nameset beside = { 0 };

	set(f->now, place, true);
	if (p->step == PLACE_TARGET && !code_is_own(code, place))
		taint_escaped(f);
	if (p->step == PLACE_MEMBER) {
		types_beside(&f->types, code, place, false, &beside);
		if (beside.count && code_is_own(code, place)) /* an arm of a union is all of them */
			set(f->now, p->parent, true);
	}
	if (code_shown(code, place) != SOURCE_NONE && !code_is_own(code, place)) {
		store(f, nameset_hash_token(code->src, code_shown(code, place)));
		for (size_t i = 0; i < beside.count; i++)
			store(f, (uint32_t)(beside.entry[i] >> 32));
	}
	nameset_free(&beside);
}

static void run_write(struct fetch *f, uint32_t e)
{
	const struct code *code = f->code;
	const struct event *ev = &code->event[e];
	/* "p += n": what it was stays in it */
	bool changes = e && ev->expr != SOURCE_NONE && code->event[e - 1].kind == EVENT_READ &&
		       code->event[e - 1].expr == ev->expr;

	if (ev->value == SOURCE_NONE)
		return;
	find_values(f, ev->stmt, ev->value);
	if (f->value[ev->value])
		taint(f, ev->place);
	else if (code->place[ev->place].step == PLACE_SYMBOL && !changes &&
		 expression_is_certain(&code->e, ev->expr))
		clean(f, ev->place);
}

/* -- calls ---------------------------------------------------------------------------------- */

/* Where @place leads to, which is passed: "*p" is written there; of a struct see the members. */
static void taint_target(struct fetch *f, uint32_t place, uint32_t expr)
{
	const struct code *code = f->code;
	struct type type = types_resolve(&f->types, types_expression(&f->types, code, expr));
	bool opaque = true;

	for (uint32_t p = 0; p < code->places; p++) {
		bool members = false;

		if (code->place[p].step != PLACE_TARGET || code->place[p].parent != place)
			continue;
		opaque = false;
		for (uint32_t m = 0; m < code->places && !members; m++)
			members = code->place[m].parent == p && code->place[m].step == PLACE_MEMBER;
		if (!members)
			set(f->now, p, true);
	}
	/* nobody here looks inside: it is passed on as a whole */
	if (opaque && type.pointers && !declaration_is_type(&type, TYPE_STRUCT, "mm_struct"))
		set(f->now, place, true);
}

/* The call @e gives or was given such a value: what it may store it in. */
static void spread_call(struct fetch *f, uint32_t e)
{
	const struct code *code = f->code;
	const struct event *call = &code->event[e];
	uint32_t callee = expression_callee(&code->e, call->expr);
	bool macro = callee != SOURCE_NONE &&
		     follow_may_be_macro(f->types.lib, f->types.file, code->src, callee);

	if (f->is_source[e])
		taint_escaped(f);
	for (uint32_t k = code->at[call->stmt].first_event; k < e; k++) {
		const struct event *ev = &code->event[k];

		if (ev->place == CODE_NONE || !code_is_inside(code, k, call->expr))
			continue;
		if (ev->kind == EVENT_ADDRESS) {
			taint(f, ev->place);
		} else if (ev->kind == EVENT_READ) {
			taint_target(f, ev->place, ev->expr);
			if (macro && code_call_with(code, ev->expr) == call->expr &&
			    !gives_number(f, ev->expr))
				taint(f, ev->place);
		}
	}
}

/* "p->len": of what the event reads only a number in it is of interest. */
static bool is_read_for_number(const struct fetch *f, const struct event *ev)
{
	const struct code *code = f->code;

	for (uint32_t i = code->at[ev->stmt].first_expr; i < code->at[ev->stmt].end_expr; i++)
		if (code->e.expr[i].kind == EXPR_MEMBER && code->e.expr[i].child == ev->expr)
			return !f->numbers && gives_number(f, i);
	return false;
}

/* What is passed to call @e, and what that leads to. */
static bool is_argument_tainted(struct fetch *f, uint32_t e)
{
	const struct code *code = f->code;
	const struct event *call = &code->event[e];

	find_values(f, call->stmt, call->expr);
	if (any_child(f, call->expr, 0))
		return true;
	for (uint32_t k = code->at[call->stmt].first_event; k < e; k++)
		if (code->event[k].kind == EVENT_READ && code_is_inside(code, k, call->expr) &&
		    is_part_tainted(f, code->event[k].place) &&
		    !is_read_for_number(f, &code->event[k]))
			return true;
	return false;
}

/* Returns whether such a value is used: read, passed on. */
static bool run_event(struct fetch *f, uint32_t e)
{
	const struct code *code = f->code;
	const struct event *ev = &code->event[e];
	bool tainted = f->is_source[e], used;

	switch (ev->kind) {
	case EVENT_READ:
		tainted = (tainted && !gives_number(f, ev->expr)) || is_read_tainted(f, ev);
		f->value[ev->expr] = tainted;
		return tainted;
	case EVENT_ADDRESS:
		tainted |= is_place_tainted(f, ev->place) || is_part_tainted(f, ev->place);
		f->value[ev->expr] = tainted;
		return tainted;
	case EVENT_CALL:
		used = is_argument_tainted(f, e) || looks_there(f, e);
		tainted |= used;
		if (tainted)
			spread_call(f, e);
		f->value[ev->expr] = tainted && (f->numbers || !gives_number(f, ev->expr));
		return used || f->value[ev->expr];
	case EVENT_WRITE:
		run_write(f, e);
		return false;
	default:
		return false;
	}
}

/* -- the graph ------------------------------------------------------------------------------ */

static void report(struct fetch *f, uint32_t tok)
{
	char *word = source_word(f->code->src, tok);

	if (!f->why)
		f->why = memory_printf("line %u: %s comes from what the lock guards, and is used "
				       "when the lock may have been dropped",
				       f->code->src->token[tok].line, word);
	free(word);
}

/* The arguments of the call itself: what they come to is used when the lock was dropped. */
static void check_arguments(struct fetch *f, uint32_t e)
{
	const struct event *ev = &f->code->event[e];
	const struct expressions *x = &f->code->e;

	find_values(f, ev->stmt, ev->expr);
	for (uint32_t a = expression_child(x, ev->expr, 1); a != SOURCE_NONE; a = x->expr[a].next)
		if (f->value[a])
			report(f, x->expr[a].first);
}

static void run_node(void *client, uint32_t node, uint64_t *state)
{
	struct fetch *f = client;
	const struct cfg_node *n = &f->cfg->node[node];

	f->now = state;
	for (uint32_t e = n->first_event; e < n->end_event; e++) {
		const struct event *ev = &f->code->event[e];
		bool used = run_event(f, e);

		if (!f->reporting)
			continue;
		if (ev->kind == EVENT_CALL && f->code->e.expr[ev->expr].tok == f->scope->open)
			check_arguments(f, e);
		else if (used && n->stmt != f->scope->span->call)
			report(f, ev->tok);
	}
}

/* What a test says: the variable that is zero then is clean. */
static void learn(void *client, uint32_t node, const struct cfg_edge *edge, uint64_t *state)
{
	struct fetch *f = client;
	const struct expressions *e = &f->code->e;
	bool zero = edge->when == CFG_FAILS, equal;
	uint32_t i;

	if (f->cfg->node[node].kind != CFG_TEST)
		return;
	i = expression_strip(e, f->cfg->node[node].expr);
	equal = e->expr[i].kind == EXPR_BINARY && expression_is(e, i, "==");
	if ((equal || (e->expr[i].kind == EXPR_BINARY && expression_is(e, i, "!="))) &&
	    expression_is_null(e, expression_child(e, i, 1))) {
		zero ^= equal;
		i = expression_strip(e, e->expr[i].child);
	}
	if (i != SOURCE_NONE && e->expr[i].kind == EXPR_ASSIGN)
		i = expression_strip(e, e->expr[i].child);
	f->now = state;
	if (zero && i != SOURCE_NONE && e->expr[i].kind == EXPR_NAME &&
	    f->code->place[f->code->place_of[i]].step == PLACE_SYMBOL)
		clean(f, f->code->place_of[i]);
}

/* -- the whole ------------------------------------------------------------------------------ */

/* What call event @e gives, by the functions that it leads to, and what they leave behind. */
static void read_call(struct fetch *f, uint32_t e)
{
	struct under_names names = { 0 };
	struct under under;

	under_event(f->scope->under, e, &names, &under);
	f->is_source[e] = under.class >= UNDER_NEEDS;
	f->numbers |= f->is_source[e] && names.casts;
	for (size_t i = 0; i < names.written.count && f->is_source[e]; i++)
		store(f, (uint32_t)(names.written.entry[i] >> 32));
	for (size_t i = 0; i < names.read.count; i++)
		nameset_add(&f->looked, (uint32_t)(names.read.entry[i] >> 32), e);
	nameset_free(&names.written);
	nameset_free(&names.read);
	free(under.why);
}

/* Which events under the bracket give something that the lock guards. */
static void find_sources(struct fetch *f)
{
	for (uint32_t e = 0; e < f->code->events; e++) {
		const struct event *ev = &f->code->event[e];
		uint32_t name = code_callee(f->code, ev);
		enum guarded g;

		if (!f->scope->span->under[ev->stmt] ||
		    flow_op_at(f->scope->flow, ev->stmt) != SOURCE_NONE)
			continue;
		if (ev->kind != EVENT_CALL) {
			g = guarded_event(&f->types, f->code, ev);
			f->is_source[e] = g != GUARDED_NOT && g != GUARDED_UNKNOWN;
		} else if (name == SOURCE_NONE || !under_is_skipped(f->scope->under, name)) {
			read_call(f, e);
		}
	}
}

/* Is what event @ev names the object of "[", "->", "*", or an argument, itself or its address? */
static bool is_passed_or_indexed(const struct expressions *e, const struct event *ev)
{
	uint32_t i = ev->expr, up = e->expr[i].parent;

	if (ev->kind == EVENT_ADDRESS && up != SOURCE_NONE)
		up = e->expr[i = up].parent;
	while (up != SOURCE_NONE && e->expr[up].kind == EXPR_CAST)
		up = e->expr[i = up].parent;
	if (up == SOURCE_NONE)
		return false;
	return e->expr[up].kind == EXPR_CALL
		       ? e->expr[up].child != i
		       : e->expr[up].kind == EXPR_MEMBER || e->expr[up].kind == EXPR_INDEX ||
				 expression_is(e, up, "*");
}

/* Variables that a pointer may lead to: whose address is taken for more than one call. */
static void find_escapes(struct fetch *f)
{
	const struct code *code = f->code;

	for (size_t e = 0; e < code->events; e++) {
		const struct event *ev = &code->event[e];
		struct type type;

		if (ev->place == CODE_NONE || ev->expr == SOURCE_NONE ||
		    !code_is_own(code, ev->place))
			continue;
		type = types_resolve(&f->types, types_place(&f->types, code, ev->place));
		if (!(ev->kind == EVENT_ADDRESS && !declaration_is_number(&type)) &&
		    !(ev->kind == EVENT_READ && type.arrays))
			continue;
		if (!is_passed_or_indexed(&code->e, ev))
			f->escapes[code_root(code, ev->place)] = true;
	}
}

/* The node of the graph that evaluates the call. */
static uint32_t node_of_call(const struct fetch *f)
{
	for (uint32_t i = 0; i < f->cfg->nodes; i++)
		for (uint32_t e = f->cfg->node[i].first_event; e < f->cfg->node[i].end_event; e++)
			if (f->code->event[e].kind == EVENT_CALL &&
			    f->code->e.expr[f->code->event[e].expr].tok == f->scope->open)
				return i;
	return 0;
}

/* From the call on, with what reaches it, to where the lock is released. */
static void follow_call(struct fetch *f, struct solve *solve, uint64_t *in)
{
	const struct bracket_span *span = f->scope->span;
	bool *inside = memory_alloc(f->cfg->nodes + 1);
	uint32_t call = node_of_call(f);

	for (uint32_t i = 0; i < f->cfg->nodes; i++) {
		inside[i] = span->after[f->cfg->node[i].stmt] || f->cfg->node[i].stmt == span->call;
		if (i != call)
			memset(in + i * f->words, 0, f->words * sizeof(*in));
	}
	f->reporting = true;
	solve->inside = inside;
	solve_forward(solve, call, in, NULL);
	free(inside);
}

char *fetched_read(const struct fetched_scope *scope)
{
	const struct under_scope *u = scope->under;
	struct fetch f = { .scope = scope, .types = { u->lib, u->file } };
	struct solve solve = { .client = &f, .node = run_node, .edge = learn };
	struct cfg cfg;
	uint64_t *in;

	f.code = library_code(u->lib, u->file, u->fn);
	cfg_read(f.code, &cfg);
	if (cfg.broken)
		f.why = memory_strdup(cfg.broken);
	solve.cfg = f.cfg = &cfg;
	solve.words = f.words = f.code->places / 64 + 1;
	in = memory_alloc((cfg.nodes + 1) * f.words * sizeof(*in));
	f.is_source = memory_alloc(f.code->events + 1);
	f.value = memory_alloc(f.code->e.count + 1);
	f.escapes = memory_alloc(f.code->places + 1);
	find_sources(&f);
	find_escapes(&f);
	do { /* a member that became tainted late was perhaps read early */
		f.grown = false;
		solve_forward(&solve, cfg.nodes ? cfg.entry[0] : 0, in, NULL);
	} while (f.grown);
	follow_call(&f, &solve, in);
	cfg_free(&cfg);
	free(in);
	free(f.is_source);
	free(f.value);
	free(f.escapes);
	nameset_free(&f.stored);
	nameset_free(&f.looked);
	return f.why;
}
