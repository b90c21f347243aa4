// SPDX-License-Identifier: GPL-2.0-only
/*
 * shape: a part of the graph as one word: node after node, in the order in which they are reached,
 * with their expressions, and variables by number. Needs program.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "program.h"

struct shaper {
	const struct program *p;
	struct program_shape *out;
	struct buf text;
	uint32_t *order; /* node: when it was reached, plus one */
	uint32_t *queue;
	size_t queued;
	uint32_t *number; /* symbol: its number, plus one */
	uint32_t stop;
};

static void put(struct shaper *s, uint32_t value)
{
	buf_add(&s->text, &value, sizeof(value));
}

/* A variable by its number and type. */
static void put_symbol(struct shaper *s, uint32_t symbol)
{
	const struct program_local *l = &s->p->local[symbol];

	if (!s->number[symbol]) {
		VEC_PUSH(s->out->symbol, s->out->symbols, s->out->room, symbol);
		s->number[symbol] = (uint32_t)s->out->symbols;
		put(s, l->kind);
		put(s, l->exact);
	}
	put(s, s->number[symbol]);
}

/* Past empty statements that do nothing but go on. */
static uint32_t skip_idle(const struct program *p, uint32_t node)
{
	for (size_t n = 0; node < p->cfg.nodes && n < p->cfg.nodes; n++) {
		const struct cfg_node *x = &p->cfg.node[node];

		if (x->kind != CFG_PASS || x->first_full < x->end_full ||
		    x->first_event < x->end_event || x->end_edge != x->first_edge + 1)
			break;
		node = p->cfg.edge[x->first_edge].to;
	}
	return node;
}

static void put_target(struct shaper *s, uint32_t node)
{
	node = skip_idle(s->p, node);
	if (node >= s->p->cfg.nodes ||
	    (s->stop != SOURCE_NONE && (s->p->cfg.node[node].stmt < s->stop ||
					s->p->cfg.node[node].stmt > s->p->last[s->stop]))) {
		put(s, 0);
		return;
	}
	if (!s->order[node]) {
		s->queue[s->queued++] = node;
		s->order[node] = (uint32_t)s->queued;
	}
	put(s, s->order[node]);
}

static void put_expression(struct shaper *s, uint32_t root)
{
	const struct code *code = &s->p->code;

	for (uint32_t i = root == SOURCE_NONE ? 1 : s->p->expr[root].start;
	     root != SOURCE_NONE && i <= root; i++) {
		const struct expr *x = &code->e.expr[i];
		uint32_t place = code->place_of[i], children = 0;

		for (uint32_t c = x->child; c != SOURCE_NONE; c = code->e.expr[c].next)
			children++;
		put(s, x->kind);
		put(s, children);
		if (x->kind == EXPR_NAME && place != CODE_NONE &&
		    code->place[place].step == PLACE_SYMBOL)
			put_symbol(s, code->place[place].symbol);
		else if (x->kind == EXPR_SIZEOF)
			put(s, program_sizeof(s->p, i));
		else if (x->kind == EXPR_BLOCK || x->kind == EXPR_UNKNOWN || !children)
			put(s, program_word(s->p->terms, code->src, x->first, x->end));
		else if (x->kind == EXPR_CAST)
			put(s, program_word(s->p->terms, code->src, x->tok,
					    code->src->token[x->tok].mate));
		else if (x->kind == EXPR_MEMBER)
			put(s, 2 * program_word(s->p->terms, code->src, x->tok, x->tok + 1) +
				       expression_is_arrow(&code->e, i));
		else if (x->kind != EXPR_CALL && x->kind != EXPR_INDEX && x->kind != EXPR_LIST)
			put(s, program_word(s->p->terms, code->src, x->tok, x->tok + 1));
	}
}

/* What a macro declares or a statement that is not understood says is its text. */
static bool is_text(const struct shaper *s, const struct cfg_node *n)
{
	if (n->kind == CFG_UNKNOWN)
		return true;
	for (uint32_t k = n->first_event; k < n->end_event; k++)
		if (s->p->code.event[k].kind == EVENT_DECLARE ||
		    s->p->code.event[k].kind == EVENT_UNKNOWN)
			return true;
	return false;
}

static void put_node(struct shaper *s, uint32_t node)
{
	const struct program *p = s->p;
	const struct cfg_node *n = &p->cfg.node[node];
	const struct stmt *stmt = &p->code.st.stmt[n->stmt];
	bool negated;

	put(s, n->kind);
	if (is_text(s, n))
		put(s, program_word(p->terms, p->src, stmt->first, stmt->end));
	if (n->kind == CFG_CHOICE)
		put(s, program_condition(p, n->stmt, &negated) * 2 + negated);
	if (n->kind == CFG_TEST || n->kind == CFG_EACH || n->kind == CFG_SWITCH) {
		put_expression(s, n->expr);
	} else {
		for (uint32_t k = n->first_full; k < n->end_full; k++) {
			const struct full *full = &p->code.full[k];

			put_expression(s, full->expr);
			if (full->symbol != CODE_NONE)
				put_symbol(s, full->symbol);
		}
	}
	for (uint32_t e = n->first_edge; e < n->end_edge; e++) {
		const struct cfg_edge *edge = &p->cfg.edge[e];

		put(s, edge->when);
		if (edge->when == CFG_CASE)
			put(s, program_word(p->terms, p->src, p->code.st.stmt[edge->stmt].first,
					    p->code.st.stmt[edge->stmt].head_end));
		put_target(s, edge->to);
	}
}

void program_shape(const struct program *p, uint32_t from, uint32_t stop, struct program_shape *out)
{
	struct shaper s = { .p = p, .out = out, .stop = stop };

	*out = (struct program_shape){ 0 };
	s.order = memory_alloc((p->cfg.nodes + 1) * sizeof(*s.order));
	s.queue = memory_alloc((p->cfg.nodes + 1) * sizeof(*s.queue));
	s.number = memory_alloc((p->code.symbols + 1) * sizeof(*s.number));
	put_target(&s, from);
	for (size_t k = 0; k < s.queued; k++)
		put_node(&s, s.queue[k]);
	out->word = term_word(p->terms, s.text.data, s.text.len);
	buf_free(&s.text);
	free(s.order);
	free(s.queue);
	free(s.number);
}

uint32_t program_condition(const struct program *p, uint32_t stmt, bool *negated)
{
	const struct source *src = p->src;
	const struct statements *st = &p->code.st;
	uint32_t outer = src->token[st->stmt[st->stmt[stmt].parent].first].cond;
	uint32_t cond = st->stmt[stmt].first < st->stmt[stmt].end
				? src->token[st->stmt[stmt].first].cond
				: SOURCE_NONE;
	const struct directive *d;
	const char *line;
	size_t len;

	*negated = false;
	while (cond != SOURCE_NONE && src->cond[cond].parent != outer)
		cond = src->cond[cond].parent;
	if (cond == SOURCE_NONE)
		return 0;
	d = &src->directive[src->cond[src->cond[cond].group].directive];
	line = src->text + d->at + 1;
	len = d->len - 1;
	while (len && (*line == ' ' || *line == '\t')) {
		line++;
		len--;
	}
	*negated = len > 6 && !strncmp(line, "ifndef", 6);
	if (*negated || (len > 5 && !strncmp(line, "ifdef", 5))) {
		line += *negated ? 6 : 5;
		len -= *negated ? 6 : 5;
	}
	return term_word(p->terms, line, len);
}
