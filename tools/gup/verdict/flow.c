// SPDX-License-Identifier: GPL-2.0-only
/*
 * flow: the lock's operations as they change what is held, forward over the graph. What a killable
 * lock or a trylock returns is told apart where its result is tested at once.
 */
#include "flow.h"

#include <stdlib.h>

#include "base/memory.h"
#include "code/solve.h"

static void set_broken(struct flow *f, const char *why, uint32_t tok)
{
	if (f->broken)
		return;
	f->broken = why;
	f->broken_at = tok;
}

uint32_t flow_op_at(const struct flow *flow, uint32_t i)
{
	return flow->op_at[i];
}

/* Operation of node @node of the graph, or SOURCE_NONE. */
static uint32_t op_in(const struct flow *flow, uint32_t node)
{
	const struct cfg_node *n = &flow->cfg.node[node];
	uint32_t op = flow->op_at[n->stmt];

	return op != SOURCE_NONE && flow->locks.op[op].event >= n->first_event &&
			       flow->locks.op[op].event < n->end_event
		       ? op
		       : SOURCE_NONE;
}

/* -- what the result of a killable lock or a trylock tells ---------------------------------- */

/*
 * What @expr asks: whether the value of the returned expression is other than 0, or (*@not) is 0. @error:
 * one that is other than 0 is below it.
 */
static uint32_t asked(const struct expressions *e, uint32_t expr, bool error, bool *negated)
{
	uint32_t i = expression_strip(e, expr), right = SOURCE_NONE;

	*negated = false;
	if (i != SOURCE_NONE && e->expr[i].kind == EXPR_BINARY)
		right = expression_child(e, i, 1);
	if (right == SOURCE_NONE || !expression_is_null(e, right))
		return i;
	*negated = expression_is(e, i, "==");
	return *negated || expression_is(e, i, "!=") || (error && expression_is(e, i, "<"))
		       ? expression_strip(e, e->expr[i].child)
		       : SOURCE_NONE;
}

/* Is the value of @expr what operation @op returns: the call, or an assignment of it? */
static bool is_result(const struct code *code, const struct lock_op *op, uint32_t expr)
{
	uint32_t call = code->event[op->event].expr;

	return expr == call ||
	       (code->e.expr[expr].kind == EXPR_ASSIGN && expression_is(&code->e, expr, "=") &&
		expression_strip(&code->e, expression_child(&code->e, expr, 1)) == call);
}

/* Is the value of @expr that of the variable to which the statement of operation @op assigns its result? */
static bool is_variable(const struct code *code, const struct lock_op *op, uint32_t expr)
{
	const struct code_range *at = &code->at[op->stmt];
	enum stmt_kind kind = code->st.stmt[op->stmt].kind;

	if (kind != STMT_EXPR && kind != STMT_DECL)
		return false;
	for (uint32_t k = at->first_event; k < at->end_event; k++) {
		const struct event *ev = &code->event[k];

		if (ev->kind == EVENT_WRITE && ev->place == code->place_of[expr] &&
		    code->place[ev->place].parent == CODE_NONE && ev->value != SOURCE_NONE &&
		    expression_strip(&code->e, ev->value) == code->event[op->event].expr)
			return k + 1 == at->end_event;
	}
	return false;
}

/*
 * What going along @edge of @node says of the operation whose result is tested there, which is returned;
 * SOURCE_NONE: nothing. *@taken: it took the lock.
 */
static uint32_t outcome_of(const struct flow *flow, uint32_t node, const struct cfg_edge *edge,
			   bool *taken)
{
	const struct cfg_node *n = &flow->cfg.node[node];
	const struct code *code = flow->code;
	uint32_t op = flow->op_at[n->stmt], value;
	const struct stmt *s = &code->st.stmt[n->stmt];
	bool negated, here = op != SOURCE_NONE;

	if (n->kind != CFG_TEST || s->kind != STMT_IF)
		return SOURCE_NONE;
	/* "ret = lock(mm);" is the statement before, and this the first that the if evaluates */
	for (uint32_t i = 0; !here && i < flow->locks.count; i++)
		if (code->st.stmt[flow->locks.op[i].stmt].next == n->stmt &&
		    flow->cfg.entry[n->stmt] == node)
			op = i;
	if (op == SOURCE_NONE || !flow->locks.op[op].maybe)
		return SOURCE_NONE;
	value = asked(&code->e, n->expr, flow->locks.op[op].ok_if_zero, &negated);
	if (value == SOURCE_NONE || !(here ? is_result(code, &flow->locks.op[op], value)
					   : is_variable(code, &flow->locks.op[op], value)))
		return SOURCE_NONE;
	*taken = ((edge->when == CFG_HOLDS) != negated) != flow->locks.op[op].ok_if_zero;
	return op;
}

/* -- states --------------------------------------------------------------------------------- */

static void run_node(void *client, uint32_t node, uint64_t *state)
{
	const struct flow *f = client;
	uint32_t op = op_in(f, node);

	if (op == SOURCE_NONE)
		return;
	if (mmaplock_releases(&f->locks.op[op]))
		*state = FLOW_FREE;
	else if (f->locks.op[op].kind == LOCK_DOWNGRADE)
		*state = (*state & FLOW_FREE) | FLOW_HELD(op);
	else
		*state = FLOW_HELD(op) | (f->locks.op[op].maybe ? *state : 0);
}

static void run_edge(void *client, uint32_t node, const struct cfg_edge *edge, uint64_t *state)
{
	bool taken;
	uint32_t op = outcome_of(client, node, edge, &taken);

	if (op != SOURCE_NONE)
		*state = taken ? FLOW_HELD(op) : *state & ~FLOW_HELD(op);
}

static void find_begins(struct flow *f)
{
	const struct cfg *g = &f->cfg;

	f->begins = memory_alloc(g->nodes + 1);
	for (uint32_t i = 0; i <= g->nodes; i++)
		f->begins[i] = true;
	for (uint32_t i = 0; i < g->nodes; i++)
		for (uint32_t e = g->node[i].first_edge; e < g->node[i].end_edge; e++)
			if (g->edge[e].to < g->nodes &&
			    g->node[g->edge[e].to].stmt == g->node[i].stmt)
				f->begins[g->edge[e].to] = false;
}

static void solve(struct flow *f)
{
	uint64_t *in = memory_alloc((f->cfg.nodes + 1) * sizeof(*in));
	const struct solve solve = { .cfg = &f->cfg,
				     .words = 1,
				     .client = f,
				     .node = run_node,
				     .edge = run_edge };
	uint32_t start = f->cfg.nodes ? f->cfg.entry[0] : 0;

	in[start] = f->in[0] = FLOW_FREE;
	solve_forward(&solve, start, in, NULL);
	for (uint32_t i = 0; i < f->cfg.nodes; i++)
		if (f->begins[i])
			f->in[f->cfg.node[i].stmt] |= in[i];
	if (f->cfg.nodes)
		f->in[f->st.count] = in[f->cfg.nodes];
	free(in);
}

/* Operations that stand where their effect cannot be told. */
static void check_ops(struct flow *f)
{
	const struct function *body = &f->src->function[f->fn];
	uint32_t next = 0;

	for (uint32_t i = 0; i < f->locks.count; i++) {
		const struct lock_op *l = &f->locks.op[i];
		const struct stmt *s = &f->st.stmt[l->stmt];

		if (f->op_at[l->stmt] != SOURCE_NONE || s->has_stmt_expr)
			set_broken(f, "lock operations inside one statement", l->call);
		else if (!l->maybe && !l->exact)
			set_broken(f, "a lock operation inside an expression", l->call);
		else if (l->maybe && s->kind == STMT_LOOP)
			set_broken(f, "a lock operation in the head of a loop", l->call);
		else if (s->kind == STMT_UNKNOWN)
			set_broken(f, "the lock is used in a statement that was not understood",
				   l->call);
		if (f->op_at[l->stmt] == SOURCE_NONE)
			f->op_at[l->stmt] = i;
	}
	for (uint32_t tok = body->open; tok < body->close; tok++) {
		if (next < f->locks.count && tok == f->locks.op[next].call)
			next++;
		else if (mmaplock_is_mmap_call(f->src, tok) && !source_is_dead(f->src, tok))
			set_broken(f, "the lock is used in a statement that was not understood",
				   tok);
	}
}

void flow_of(const struct code *code, struct flow *flow)
{
	size_t count = code->st.count;

	*flow = (struct flow){ .src = code->src, .fn = code->fn, .code = code, .st = code->st };
	cfg_read(code, &flow->cfg);
	mmaplock_read(code, &flow->locks);
	if (flow->cfg.broken)
		set_broken(flow, flow->cfg.broken, flow->cfg.broken_at);
	if (flow->locks.count > FLOW_MAX_OPS - 1) {
		set_broken(flow, "too many lock operations", code->src->function[code->fn].open);
		flow->locks.count = FLOW_MAX_OPS - 1;
	}
	flow->in = memory_alloc((count + 1) * sizeof(*flow->in));
	flow->op_at = memory_alloc((count + 1) * sizeof(*flow->op_at));
	for (size_t i = 0; i <= count; i++)
		flow->op_at[i] = SOURCE_NONE;
	check_ops(flow);
	find_begins(flow);
	solve(flow);
}

void flow_read(const struct source *src, uint32_t fn, struct flow *flow)
{
	struct code *own = memory_alloc(sizeof(*own));

	code_read(src, fn, NULL, own);
	flow_of(own, flow);
	flow->own = own;
}

void flow_free(struct flow *flow)
{
	mmaplock_free(&flow->locks);
	cfg_free(&flow->cfg);
	free(flow->op_at);
	free(flow->in);
	free(flow->begins);
	if (flow->own)
		code_free(flow->own);
	free(flow->own);
	*flow = (struct flow){ 0 };
}

uint32_t flow_held_line(const struct flow *flow, uint64_t state)
{
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if (state & FLOW_HELD(i))
			return flow->src->token[flow->locks.op[i].call].line;
	return 0;
}

bool flow_may_read(const struct flow *flow, uint64_t state)
{
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if ((state & FLOW_HELD(i)) && flow->locks.op[i].kind != LOCK_WRITE)
			return true;
	return false;
}

enum flow_held flow_held(const struct flow *flow, uint64_t state)
{
	bool read = false, write = false;

	if (!state)
		return FLOW_HELD_NOWHERE;
	if (state == FLOW_FREE)
		return FLOW_HELD_NOT;
	for (uint32_t i = 0; i < flow->locks.count; i++) {
		if (!(state & FLOW_HELD(i)))
			continue;
		write |= flow->locks.op[i].kind == LOCK_WRITE;
		read |= flow->locks.op[i].kind != LOCK_WRITE;
	}
	if ((state & FLOW_FREE) || (read && write))
		return FLOW_HELD_MIXED;
	return write ? FLOW_HELD_WRITE : FLOW_HELD_READ;
}

/* -- of many functions ----------------------------------------------------------------------- */

static struct flow *find(struct flows *flows, const struct source *src, uint32_t fn)
{
	for (size_t i = 0; i < flows->count; i++)
		if (flows->flow[i]->src == src && flows->flow[i]->fn == fn)
			return flows->flow[i];
	VEC_PUSH(flows->flow, flows->count, flows->room, memory_alloc(sizeof(struct flow)));
	return flows->flow[flows->count - 1];
}

const struct flow *flows_get(struct flows *flows, const struct source *src, uint32_t fn)
{
	struct flow *flow = find(flows, src, fn);

	if (!flow->code)
		flow_read(src, fn, flow);
	return flow;
}

const struct flow *flows_of(struct flows *flows, const struct code *code)
{
	struct flow *flow = find(flows, code->src, code->fn);

	if (!flow->code)
		flow_of(code, flow);
	return flow;
}

void flows_free(struct flows *flows)
{
	for (size_t i = 0; i < flows->count; i++) {
		flow_free(flows->flow[i]);
		free(flows->flow[i]);
	}
	free(flows->flow);
	*flows = (struct flows){ 0 };
}

/* -- statements ------------------------------------------------------------------------------ */

void flow_own_tokens(const struct flow *flow, uint32_t i, uint32_t *first, uint32_t *end)
{
	code_own_tokens(&flow->st, i, first, end);
}

void flow_reach(const struct flow *flow, uint32_t from, const bool *stop, bool *seen)
{
	const struct cfg *g = &flow->cfg;
	uint32_t *work = memory_alloc((2 * g->nodes + 1) * sizeof(*work));
	bool *queued = memory_alloc(g->nodes + 1);
	size_t n = 0, firsts;

	for (uint32_t i = 0; i < g->nodes; i++)
		if (g->node[i].stmt == from)
			work[n++] = i;
	firsts = n;
	for (size_t k = 0; k < n; k++) {
		const struct cfg_node *node = &g->node[work[k]];

		for (uint32_t e = node->first_edge; e < node->end_edge; e++) {
			uint32_t to = g->edge[e].to;
			uint32_t stmt = to < g->nodes ? g->node[to].stmt : (uint32_t)flow->st.count;

			/* from one part of the statement to the next */
			if (queued[to] || (k < firsts && stmt == from))
				continue;
			queued[to] = seen[stmt] = true;
			if (to < g->nodes && !(stop && stop[stmt]))
				work[n++] = to;
		}
	}
	free(work);
	free(queued);
}
