// SPDX-License-Identifier: GPL-2.0-only
/* reaching: a bit for each definition; "if (x) a = b; ... if (x) use(a)" is one path, not two. */
#include "reaching.h"

#include <stdlib.h>

#include "base/memory.h"
#include "solve.h"

#define MAX_DEFINITIONS 1000 /* of one variable */

struct reader {
	const struct code *code;
	struct cfg cfg;
	uint32_t place, event;
	reaching_writes *writes;
	const void *ctx;
	uint32_t *at; /* of each event: the definition that it is, or 0 */
	bool *enters; /* of each statement: an if that holds whenever the event is reached */
	struct reaching *out;
};

/* -- definitions ---------------------------------------------------------------------------- */

/* Is it the variable itself, or a part of it, not what it points to? */
static bool is_own(const struct reader *r, uint32_t place)
{
	const struct place *all = r->code->place;

	while (place != CODE_NONE && all[place].step == PLACE_MEMBER)
		place = all[place].parent;
	return place == r->place && place != CODE_NONE;
}

/* May something around the read write to it: a macro, assembly, what was not understood? */
static bool may_write(const struct reader *r, const struct event *ev)
{
	const struct expressions *e = &r->code->e;
	const struct stmt *s = &r->code->st.stmt[ev->stmt];

	if (s->kind == STMT_UNKNOWN)
		return true;
	for (uint32_t x = ev->expr, up; x != SOURCE_NONE; x = up) {
		up = e->expr[x].parent;
		if (up == SOURCE_NONE)
			break;
		if (e->expr[up].kind == EXPR_MEMBER && expression_is_arrow(e, up))
			return false; /* what it points to */
		if (e->expr[up].kind == EXPR_UNKNOWN ||
		    (e->expr[up].kind == EXPR_CALL && e->expr[up].child != x &&
		     r->writes(r->ctx, r->code, up)))
			return true;
	}
	return s->kind == STMT_LOOP && s->loop == LOOP_MACRO;
}

static struct reaching_def written(const struct reader *r, const struct event *ev)
{
	const struct expressions *e = &r->code->e;
	struct reaching_def def = { .kind = REACHING_OTHER, .value = ev->value };
	uint32_t up = ev->expr;

	if (ev->value == SOURCE_NONE || ev->place != r->place)
		return def;
	do /* a cast may stand on the left */
		up = up == SOURCE_NONE ? up : e->expr[up].parent;
	while (up != SOURCE_NONE && e->expr[up].kind == EXPR_CAST);
	if (up == SOURCE_NONE || e->expr[up].kind == EXPR_BLOCK || expression_is(e, up, "="))
		def.kind = REACHING_VALUE;
	else if (expression_is(e, up, "|="))
		def.kind = REACHING_ADDED;
	else if (expression_is(e, up, "&="))
		def.kind = REACHING_MASKED;
	return def;
}

/* Is the variable named in what was not understood? */
static bool is_named(const struct reader *r, const struct event *ev)
{
	const struct code *code = r->code;
	const struct stmt *s = &code->st.stmt[ev->stmt];
	uint32_t i = ev->expr == SOURCE_NONE ? s->first : code->e.expr[ev->expr].first;
	uint32_t end = ev->expr == SOURCE_NONE ? s->end : code->e.expr[ev->expr].end;

	while (i < end && !source_same(code->src, i, code->src, code->place[r->place].tok))
		i++;
	return i < end;
}

static void read_definitions(struct reader *r)
{
	struct reaching *out = r->out;

	VEC_PUSH(out->def, out->count, out->room,
		 (struct reaching_def){ REACHING_ENTRY, CODE_NONE, SOURCE_NONE, false });
	for (uint32_t i = 0; i < r->code->events; i++) {
		const struct event *ev = &r->code->event[i];
		struct reaching_def def = { .kind = REACHING_OTHER, .value = SOURCE_NONE };

		if (ev->kind == EVENT_UNKNOWN ? !is_named(r, ev)
					      : !is_own(r, ev->place) || (ev->kind == EVENT_READ &&
									  !may_write(r, ev)))
			continue;
		if (ev->kind == EVENT_WRITE)
			def = written(r, ev);
		else if (ev->kind == EVENT_ADDRESS || ev->kind == EVENT_DECLARE)
			out->open = true;
		def.event = i;
		r->at[i] = (uint32_t)out->count;
		VEC_PUSH(out->def, out->count, out->room, def);
	}
	out->open |= r->code->hopeless || out->count > MAX_DEFINITIONS;
}

/* -- the same condition twice --------------------------------------------------------------- */

/* Are the expressions spelled alike? */
static bool is_alike(const struct code *code, uint32_t x, uint32_t y)
{
	const struct expr *a = &code->e.expr[x], *b = &code->e.expr[y];

	if (a->end - a->first != b->end - b->first)
		return false;
	for (uint32_t i = 0; i < a->end - a->first; i++)
		if (!source_same(code->src, a->first + i, code->src, b->first + i))
			return false;
	return true;
}

/* The end of the outermost loop around statement @i that does not hold @without; else where @i begins. */
static uint32_t repeated_to(const struct code *code, uint32_t i, uint32_t without)
{
	const struct stmt *stmt = code->st.stmt;
	uint32_t to = stmt[i].first;

	for (; i != SOURCE_NONE && stmt[i].first > stmt[without].first; i = stmt[i].parent)
		if (stmt[i].kind == STMT_LOOP)
			to = stmt[i].end;
	return to;
}

/* May what the condition of if @up names be written, or be jumped over, since that of if @from? */
static bool may_differ(const struct code *code, uint32_t from, uint32_t up)
{
	uint32_t root = code->at[up].root;
	const struct expr *x = &code->e.expr[root];
	bool shared = false; /* with what others may write */
	uint32_t first = code->st.stmt[from].head_end, end = repeated_to(code, up, from);

	for (uint32_t i = expression_first(&code->e, root); i <= root; i++)
		shared |= code->e.expr[i].kind == EXPR_CALL ||
			  (code->place_of[i] != CODE_NONE && !code_is_own(code, code->place_of[i]));
	for (uint32_t i = from; i < code->st.count; i++)
		if (code->st.stmt[i].kind == STMT_LABEL && code->st.stmt[i].first < end)
			return true;
	for (uint32_t k = code->at[from].end_event; k < code->events; k++) {
		const struct event *ev = &code->event[k];

		if (ev->tok < first || ev->tok >= end)
			continue;
		if (ev->kind == EVENT_CALL && shared)
			return true;
		for (uint32_t t = x->first; t < x->end; t++)
			if ((ev->kind == EVENT_WRITE || ev->kind == EVENT_ADDRESS) &&
			    source_same(code->src, ev->tok, code->src, t))
				return true;
	}
	return false;
}

/* The ifs that the event is in the first branch of, and those before that ask the same. */
static void find_alike(struct reader *r)
{
	const struct code *code = r->code;
	const struct stmt *stmt = code->st.stmt;

	for (uint32_t i = code->event[r->event].stmt; stmt[i].parent != SOURCE_NONE;
	     i = stmt[i].parent) {
		uint32_t up = stmt[i].parent, root = code->at[up].root;

		if (stmt[up].kind != STMT_IF || stmt[up].child != i || root == SOURCE_NONE)
			continue;
		for (uint32_t s = 0; s < up; s++)
			r->enters[s] |=
				stmt[s].kind == STMT_IF && code->at[s].root != SOURCE_NONE &&
				is_alike(code, code->at[s].root, root) && !may_differ(code, s, up);
	}
}

/* -- the solution --------------------------------------------------------------------------- */

static void apply(const struct reader *r, uint32_t event, uint64_t *state)
{
	uint32_t d = r->at[event];
	size_t words = r->out->count / 64 + 1;

	if (!d)
		return;
	/* what only may write takes nothing away */
	for (size_t w = 0; w < words && r->out->def[d].kind == REACHING_VALUE &&
			   expression_is_certain(&r->code->e, r->code->event[event].expr);
	     w++)
		state[w] = 0;
	state[d / 64] |= 1ULL << d % 64;
}

static void run_node(void *client, uint32_t node, uint64_t *state)
{
	const struct reader *r = client;

	for (uint32_t e = r->cfg.node[node].first_event; e < r->cfg.node[node].end_event; e++)
		apply(r, e, state);
}

/* Past an if that is surely entered nothing goes. */
static void take_edge(void *client, uint32_t node, const struct cfg_edge *edge, uint64_t *state)
{
	const struct reader *r = client;
	const struct stmt *stmt = r->code->st.stmt;
	uint32_t s = r->cfg.node[node].stmt, to, then = stmt[s].child;

	if (!r->enters[s])
		return;
	to = edge->to < r->cfg.nodes ? r->cfg.node[edge->to].stmt : SOURCE_NONE;
	if (to != SOURCE_NONE &&
	    (to == s || (stmt[to].first >= stmt[then].first && stmt[to].end <= stmt[then].end)))
		return;
	for (size_t w = 0; w < r->out->count / 64 + 1; w++)
		state[w] = 0;
}

/* Set which definitions reach the event; false where the graph does not tell. */
static bool find_reaching(struct reader *r)
{
	struct solve solve = { .cfg = &r->cfg,
			       .words = r->out->count / 64 + 1,
			       .client = r,
			       .node = run_node,
			       .edge = take_edge };
	uint32_t n = 0, start = r->cfg.nodes ? r->cfg.entry[0] : 0;
	uint64_t *in, *here;
	bool *reached, found;

	while (n < r->cfg.nodes &&
	       !(r->cfg.node[n].first_event <= r->event && r->event < r->cfg.node[n].end_event))
		n++;
	if (n == r->cfg.nodes)
		return false;
	in = memory_alloc((r->cfg.nodes + 1) * solve.words * sizeof(*in));
	reached = memory_alloc(r->cfg.nodes + 1);
	if (start < r->cfg.nodes)
		in[start * solve.words] = 1; /* REACHING_ENTRY */
	solve_forward(&solve, start, in, reached);
	here = in + n * solve.words;
	for (uint32_t e = r->cfg.node[n].first_event; e < r->event; e++)
		apply(r, e, here);
	found = reached[n];
	for (size_t d = 0; d < r->out->count && found; d++)
		r->out->def[d].reaches = here[d / 64] >> d % 64 & 1;
	free(in);
	free(reached);
	return found;
}

void reaching_read(const struct code *code, uint32_t place, uint32_t event, reaching_writes *writes,
		   const void *ctx, struct reaching *out)
{
	struct reader r = { .code = code,
			    .place = place,
			    .event = event,
			    .writes = writes,
			    .ctx = ctx,
			    .out = out };
	bool found = false;

	*out = (struct reaching){ 0 };
	r.at = memory_alloc((code->events + 1) * sizeof(*r.at));
	r.enters = memory_alloc(code->st.count + 1);
	read_definitions(&r);
	if (event != CODE_NONE && !out->open && out->count > 1) {
		cfg_read(code, &r.cfg);
		find_alike(&r);
		found = !r.cfg.broken && find_reaching(&r);
		cfg_free(&r.cfg);
	}
	for (size_t d = 0; d < out->count && !found; d++)
		out->def[d].reaches = true;
	free(r.at);
	free(r.enters);
}

void reaching_free(struct reaching *r)
{
	free(r->def);
	*r = (struct reaching){ 0 };
}

uint32_t reaching_event(const struct code *code, uint32_t expr)
{
	for (uint32_t k = 0; k < code->events; k++)
		if (code->event[k].expr == expr && code->event[k].place != CODE_NONE)
			return k;
	return CODE_NONE;
}
