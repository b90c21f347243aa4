// SPDX-License-Identifier: GPL-2.0-only
/*
 * cfg: nodes and edges statement by statement; an edge says first where it leads in terms of
 * statements, which may come later, and is put right when all nodes are there.
 */
#include "cfg.h"

#include <stdlib.h>

#include "base/memory.h"
#include "source/grammar.h"

#define MAX_JUMPS 10000000u /* labels times gotos, cases times statements */

/* Where an edge leads, until all nodes are there: a kind and an index. */
enum { TO_NODE, TO_ENTRY, TO_AGAIN, TO_END, TO_SHIFT = 30 };
#define TO(kind, index) ((uint32_t)(kind) << TO_SHIFT | (uint32_t)(index))

/* Of a statement. */
struct route {
	uint32_t after;	       /* TO() */
	uint32_t loop, breaks; /* the innermost loop around it; also switch. Or SOURCE_NONE */
	uint32_t again;	       /* of a loop: the node where continue goes */
};

struct builder {
	struct cfg *cfg;
	const struct code *code;
	const struct stmt *stmt;
	struct route *route;
};

static void set_broken(struct builder *b, const char *why, uint32_t tok)
{
	if (b->cfg->broken)
		return;
	b->cfg->broken = why;
	b->cfg->broken_at = tok;
}

static struct cfg_node *add_node(struct builder *b, enum cfg_kind kind, uint32_t stmt)
{
	struct cfg *g = b->cfg;
	const struct code_range *at = &b->code->at[stmt];
	struct cfg_node n = { .kind = kind,
			      .stmt = stmt,
			      .expr = SOURCE_NONE,
			      .first_full = at->first_full,
			      .end_full = at->end_full,
			      .first_event = at->first_event,
			      .end_event = at->end_event,
			      .first_edge = (uint32_t)g->edges,
			      .end_edge = (uint32_t)g->edges };

	VEC_PUSH(g->node, g->nodes, g->node_room, n);
	return &g->node[g->nodes - 1];
}

/* An edge from the node that was added last. */
static void add_edge(struct builder *b, uint32_t to, enum cfg_when when, uint32_t stmt)
{
	struct cfg *g = b->cfg;

	VEC_PUSH(g->edge, g->edges, g->edge_room, (struct cfg_edge){ to, when, stmt });
	g->node[g->nodes - 1].end_edge = (uint32_t)g->edges;
}

static uint32_t last_node(const struct builder *b)
{
	return TO(TO_NODE, b->cfg->nodes - 1);
}

/* -- conditions ----------------------------------------------------------------------------- */

/* 1 or 0 when the expression is that constant, else -1. */
static int constant(const struct expressions *e, uint32_t i)
{
	if (i != SOURCE_NONE && e->expr[i].kind == EXPR_NAME)
		return expression_is(e, i, "true") ? 1 : expression_is(e, i, "false") ? 0 : -1;
	if (i == SOURCE_NONE || e->expr[i].kind != EXPR_NUMBER)
		return -1;
	return !expression_is_null(e, i);
}

static void add_test(struct builder *b, uint32_t stmt, uint32_t expr, uint32_t holds,
		     uint32_t fails)
{
	struct cfg_node *n = add_node(b, CFG_TEST, stmt);
	int known = constant(&b->code->e, expr);

	n->expr = expr;
	while (n->first_event < n->end_event && !code_is_inside(b->code, n->first_event, expr))
		n->first_event++;
	while (n->end_event > n->first_event && !code_is_inside(b->code, n->end_event - 1, expr))
		n->end_event--;
	if (known)
		add_edge(b, holds, CFG_HOLDS, SOURCE_NONE);
	if (known < 1)
		add_edge(b, fails, CFG_FAILS, SOURCE_NONE);
}

/* A part of a condition that waits: its right neighbour is made first, and is where it leads to. */
struct part {
	uint32_t expr, holds, fails;
	bool holds_next, fails_next; /* to the node that was made last instead */
};

/* The nodes of a condition; returns TO() its first. */
static uint32_t add_condition(struct builder *b, uint32_t stmt, uint32_t expr, uint32_t holds,
			      uint32_t fails)
{
	const struct expressions *e = &b->code->e;
	struct part *part = NULL;
	size_t parts = 0, room = 0;

	VEC_PUSH(part, parts, room, (struct part){ .expr = expr, .holds = holds, .fails = fails });
	while (parts) {
		struct part p = part[--parts], left;
		uint32_t at = expression_strip(e, p.expr);
		bool and = e->expr[at].kind == EXPR_BINARY && expression_is(e, at, "&&");
		bool or = e->expr[at].kind == EXPR_BINARY && expression_is(e, at, "||");

		p.holds = p.holds_next ? last_node(b) : p.holds;
		p.fails = p.fails_next ? last_node(b) : p.fails;
		p.holds_next = p.fails_next = false;
		left = p;
		if (e->expr[at].kind == EXPR_PREFIX && expression_is(e, at, "!")) {
			p.expr = e->expr[at].child;
			p.holds = left.fails;
			p.fails = left.holds;
			VEC_PUSH(part, parts, room, p);
		} else if (and || or) {
			left.expr = expression_child(e, at, 0);
			left.holds_next = and;
			left.fails_next = or ;
			p.expr = expression_child(e, at, 1);
			VEC_PUSH(part, parts, room, left);
			VEC_PUSH(part, parts, room, p);
		} else {
			add_test(b, stmt, at, p.holds, p.fails);
		}
	}
	free(part);
	return last_node(b);
}

/* -- statements ----------------------------------------------------------------------------- */

/* Children stand behind their parents. */
static void read_routes(struct builder *b, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct route *r = &b->route[i];
		uint32_t up = b->stmt[i].parent;

		r->after = TO(TO_END, 0);
		r->loop = r->breaks = SOURCE_NONE;
		if (up == SOURCE_NONE)
			continue;
		r->loop = b->stmt[up].kind == STMT_LOOP ? up : b->route[up].loop;
		r->breaks = b->stmt[up].kind == STMT_LOOP || b->stmt[up].kind == STMT_SWITCH
				    ? up
				    : b->route[up].breaks;
		if (b->stmt[up].kind == STMT_BLOCK && b->stmt[i].next != SOURCE_NONE)
			r->after = TO(TO_ENTRY, b->stmt[i].next);
		else
			r->after = b->stmt[up].kind == STMT_LOOP ? TO(TO_AGAIN, up)
								 : b->route[up].after;
	}
}

/* Looking every label up for every goto must stay cheap. */
static void check_jumps(struct builder *b, uint32_t count)
{
	uint64_t labels = 0, gotos = 0, cases = 0, switches = 0;

	for (uint32_t i = 0; i < count; i++) {
		labels += b->stmt[i].kind == STMT_LABEL;
		gotos += b->stmt[i].kind == STMT_GOTO;
		cases += b->stmt[i].kind == STMT_CASE;
		switches += b->stmt[i].kind == STMT_SWITCH;
	}
	if (count * gotos > 100 * (uint64_t)MAX_JUMPS || labels * gotos > MAX_JUMPS ||
	    count * switches > 10 * (uint64_t)MAX_JUMPS || cases * switches > MAX_JUMPS)
		set_broken(b, "too many jumps", b->stmt[0].first);
}

static void add_goto(struct builder *b, uint32_t name)
{
	bool found = false;

	for (uint32_t i = 0; name != SOURCE_NONE && i < b->code->st.count; i++)
		if (b->stmt[i].kind == STMT_LABEL &&
		    source_same(b->code->src, b->stmt[i].head, b->code->src, name)) {
			add_edge(b, TO(TO_ENTRY, i), CFG_ALWAYS, SOURCE_NONE);
			found = true;
		}
	if (!found)
		set_broken(b, "goto to a place that was not found", name == SOURCE_NONE ? 0 : name);
}

static void add_break(struct builder *b, uint32_t i, bool is_continue)
{
	uint32_t loop = is_continue ? b->route[i].loop : b->route[i].breaks;

	if (loop == SOURCE_NONE)
		set_broken(b, "break or continue outside a loop", b->stmt[i].first);
	else
		add_edge(b, is_continue ? TO(TO_AGAIN, loop) : b->route[loop].after, CFG_ALWAYS,
			 SOURCE_NONE);
}

/* The full expressions of a for's part alone. */
static void narrow(const struct builder *b, struct cfg_node *n, enum code_part part)
{
	const struct full *full = b->code->full;

	while (n->first_full < n->end_full && full[n->first_full].part != part)
		n->first_full++;
	while (n->end_full > n->first_full && full[n->end_full - 1].part != part)
		n->end_full--;
	n->first_event =
		n->first_full < n->end_full ? full[n->first_full].first_event : n->end_event;
	n->end_event =
		n->first_full < n->end_full ? full[n->end_full - 1].end_event : n->first_event;
}

static void add_for(struct builder *b, uint32_t i, uint32_t body)
{
	const struct code_range *at = &b->code->at[i];
	uint32_t test = SOURCE_NONE, first;

	narrow(b, add_node(b, CFG_PASS, i), CODE_STEP);
	b->route[i].again = last_node(b);
	/* what it leads to comes next, whatever that is */
	add_edge(b, 0, CFG_ALWAYS, SOURCE_NONE);
	for (uint32_t k = at->first_full; k < at->end_full; k++)
		if (b->code->full[k].part == CODE_TEST)
			test = b->code->full[k].expr;
	first = test == SOURCE_NONE ? body : add_condition(b, i, test, body, b->route[i].after);
	b->cfg->edge[b->cfg->node[b->route[i].again].first_edge].to = first;
	narrow(b, add_node(b, CFG_PASS, i), CODE_START);
	add_edge(b, first, CFG_ALWAYS, SOURCE_NONE);
	b->cfg->entry[i] = last_node(b);
}

static void add_loop(struct builder *b, uint32_t i)
{
	const struct stmt *s = &b->stmt[i];
	const struct code_range *at = &b->code->at[i];
	uint32_t expr =
		at->first_full < at->end_full ? b->code->full[at->first_full].expr : SOURCE_NONE;
	uint32_t body = s->child == SOURCE_NONE ? TO(TO_AGAIN, i) : TO(TO_ENTRY, s->child);

	if (s->loop == LOOP_FOR) {
		add_for(b, i, body);
		return;
	}
	if (s->loop == LOOP_MACRO || expr == SOURCE_NONE) {
		add_node(b, CFG_EACH, i)->expr = expr;
		add_edge(b, body, CFG_HOLDS, SOURCE_NONE);
		add_edge(b, b->route[i].after, CFG_FAILS, SOURCE_NONE);
	} else {
		add_condition(b, i, expr, body, b->route[i].after);
	}
	b->route[i].again = b->cfg->entry[i] = last_node(b);
	/* the body of a do loop comes first; its entry stands for it */
	if (s->loop == LOOP_DO)
		b->cfg->entry[i] = body;
}

static void add_switch(struct builder *b, uint32_t i)
{
	const struct stmt *s = &b->stmt[i];
	bool has_default = false;

	for (uint32_t c = i + 1; c < b->code->st.count && b->stmt[c].first < s->end; c++) {
		const struct stmt *t = &b->stmt[c];

		if (t->kind != STMT_CASE && t->kind != STMT_UNKNOWN)
			continue;
		/* of an inner switch? loops between do not matter */
		for (uint32_t up = t->parent; up != i; up = b->stmt[up].parent)
			if (b->stmt[up].kind == STMT_SWITCH)
				goto other;
		add_edge(b, TO(TO_ENTRY, c), CFG_CASE, c);
		/* a default under an #if may not be there */
		has_default |=
			t->kind == STMT_CASE && source_is(b->code->src, t->first, "default") &&
			b->code->src->token[t->first].cond == b->code->src->token[s->first].cond;
other:;
	}
	if (!has_default)
		add_edge(b, b->route[i].after, CFG_NONE, SOURCE_NONE);
}

/* Whatever a statement that was not understood may do. */
static void add_unknown(struct builder *b, uint32_t i)
{
	const struct source *src = b->code->src;

	add_edge(b, b->route[i].after, CFG_ALWAYS, SOURCE_NONE);
	for (uint32_t tok = b->stmt[i].first; tok < b->stmt[i].end; tok++) {
		if (source_is(src, tok, "goto"))
			add_goto(b, tok + 1);
		else if (source_is(src, tok, "return"))
			add_edge(b, TO(TO_END, 0), CFG_ALWAYS, SOURCE_NONE);
		else if (source_is(src, tok, "break") && b->route[i].breaks != SOURCE_NONE)
			add_break(b, i, false);
		else if (source_is(src, tok, "continue") && b->route[i].loop != SOURCE_NONE)
			add_break(b, i, true);
	}
}

static void add_if(struct builder *b, uint32_t i)
{
	const struct code_range *at = &b->code->at[i];
	uint32_t child = b->stmt[i].child, after = b->route[i].after;
	uint32_t next = child == SOURCE_NONE ? SOURCE_NONE : b->stmt[child].next;

	if (at->first_full == at->end_full) {
		add_node(b, CFG_UNKNOWN, i);
		add_edge(b, after, CFG_ALWAYS, SOURCE_NONE);
		set_broken(b, "an if without a condition", b->stmt[i].first);
		return;
	}
	add_condition(b, i, b->code->full[at->first_full].expr,
		      child == SOURCE_NONE ? after : TO(TO_ENTRY, child),
		      next == SOURCE_NONE ? after : TO(TO_ENTRY, next));
}

static void add_choice(struct builder *b, uint32_t i)
{
	add_node(b, CFG_CHOICE, i);
	for (uint32_t c = b->stmt[i].child; c != SOURCE_NONE; c = b->stmt[c].next)
		add_edge(b, TO(TO_ENTRY, c), CFG_BRANCH, c);
	if (!b->stmt[i].has_else)
		add_edge(b, b->route[i].after, CFG_NONE, SOURCE_NONE);
}

/* Adds its nodes; the last of them is its entry, if it is no loop. */
static void add_statement(struct builder *b, uint32_t i)
{
	const struct stmt *s = &b->stmt[i];
	const struct code_range *at = &b->code->at[i];

	switch (s->kind) {
	case STMT_IF:
		add_if(b, i);
		break;
	case STMT_LOOP:
		add_loop(b, i);
		return;
	case STMT_SWITCH:
		add_node(b, CFG_SWITCH, i)->expr = at->first_full < at->end_full
							   ? b->code->full[at->first_full].expr
							   : SOURCE_NONE;
		add_switch(b, i);
		break;
	case STMT_CPP:
		add_choice(b, i);
		break;
	case STMT_RETURN:
		add_node(b, CFG_RETURN, i)->expr = at->first_full < at->end_full
							   ? b->code->full[at->first_full].expr
							   : SOURCE_NONE;
		add_edge(b, TO(TO_END, 0), CFG_ALWAYS, SOURCE_NONE);
		break;
	case STMT_UNKNOWN:
		add_node(b, CFG_UNKNOWN, i);
		add_unknown(b, i);
		break;
	default:
		add_node(b, CFG_PASS, i);
		if (s->kind == STMT_GOTO)
			add_goto(b, s->head);
		else if (s->kind == STMT_BREAK || s->kind == STMT_CONTINUE)
			add_break(b, i, s->kind == STMT_CONTINUE);
		else
			add_edge(b,
				 s->kind == STMT_BLOCK && s->child != SOURCE_NONE
					 ? TO(TO_ENTRY, s->child)
					 : b->route[i].after,
				 CFG_ALWAYS, SOURCE_NONE);
	}
	b->cfg->entry[i] = last_node(b);
}

/* The node that TO() means. */
static uint32_t resolve(const struct builder *b, uint32_t to)
{
	uint32_t index = to & (TO(1, 0) - 1);

	switch (to >> TO_SHIFT) {
	case TO_ENTRY:
		return b->cfg->entry[index];
	case TO_AGAIN:
		return b->route[index].again;
	case TO_END:
		return (uint32_t)b->cfg->nodes;
	default:
		return to;
	}
}

void cfg_read(const struct code *code, struct cfg *cfg)
{
	struct builder b = { .cfg = cfg, .code = code, .stmt = code->st.stmt };
	uint32_t count = (uint32_t)code->st.count;

	*cfg = (struct cfg){ .code = code };
	b.route = memory_alloc((count + 1) * sizeof(*b.route));
	cfg->entry = memory_alloc((count + 1) * sizeof(*cfg->entry));
	cfg->after = memory_alloc((count + 1) * sizeof(*cfg->after));
	if (code->hopeless || count >= TO(1, 0))
		set_broken(&b, "the function's braces or nesting",
			   code->src->function[code->fn].open);
	check_jumps(&b, count);
	read_routes(&b, count);
	for (uint32_t i = 0; i < count && !cfg->broken; i++)
		add_statement(&b, i);
	/* the entry of a do loop is that of its body, which stands behind it */
	for (uint32_t i = count; i-- > 0 && !cfg->broken;)
		cfg->entry[i] = resolve(&b, cfg->entry[i]);
	for (size_t e = 0; e < cfg->edges && !cfg->broken; e++)
		cfg->edge[e].to = resolve(&b, cfg->edge[e].to);
	for (uint32_t i = 0; i < count && !cfg->broken; i++)
		cfg->after[i] = resolve(&b, b.route[i].after);
	if (cfg->broken)
		cfg->nodes = cfg->edges = 0;
	free(b.route);
}

void cfg_free(struct cfg *cfg)
{
	free(cfg->node);
	free(cfg->edge);
	free(cfg->entry);
	free(cfg->after);
	*cfg = (struct cfg){ 0 };
}
