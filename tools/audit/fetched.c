// SPDX-License-Identifier: GPL-2.0-only
/*
 * fetched: forward over the flow, a bit for each place. A plain variable that is set anew is clean
 * again, and one that a test has shown to be zero; members are told apart by name alone, whatever leads
 * there. A truth value (v != NULL) or a number (v->vm_end) is not the thing itself.
 */
#include "fetched.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../code/types.h"
#include "guarded.h"

#define MAX_FACTS 16 /* parts of one condition */

struct reader {
	const struct fetched_scope *scope;
	const struct code *code;
	size_t words;		/* of one state */
	uint64_t *in;		/* state before each statement */
	uint64_t *now;		/* while a statement runs */
	bool *is_source;	/* per event: what it gives comes from what the lock guards */
	bool *value;		/* per expression, while a statement runs: its value is tainted */
	struct nameset members; /* names of members that such a value was stored in */
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

/* -- members by name ------------------------------------------------------------------------ */

static uint32_t hash_of(const struct code *code, uint32_t tok)
{
	return nameset_hash(code->src->text + code->src->token[tok].at, code->src->token[tok].len);
}

static bool is_member_tainted(const struct reader *r, uint32_t tok)
{
	uint32_t hash = hash_of(r->code, tok);

	for (size_t i = 0; i < r->members.count; i++)
		if (r->members.entry[i] >> 32 == hash)
			return true;
	return false;
}

static void taint_member(struct reader *r, uint32_t hash)
{
	for (size_t i = 0; i < r->members.count; i++)
		if (r->members.entry[i] >> 32 == hash)
			return;
	nameset_add(&r->members, hash, 0);
	r->grown = true;
}

/* -- one event ------------------------------------------------------------------------------ */

static bool gives_number(const struct reader *r, uint32_t expr)
{
	const struct under_scope *u = r->scope->under;
	const struct types_scope scope = { u->lib, u->file };
	struct type type = types_resolve(&scope, types_expression(&scope, r->code, expr));

	return declaration_is_number(&type);
}

static bool is_place_tainted(const struct reader *r, uint32_t place)
{
	for (uint32_t p = place; p != CODE_NONE; p = r->code->place[p].parent) {
		const struct place *at = &r->code->place[p];

		if (has(r->now, p) || (at->step == PLACE_MEMBER && is_member_tainted(r, at->tok)) ||
		    (at->step == PLACE_VALUE && r->value[at->expr]))
			return true;
	}
	return false;
}

/* Is something that @place holds, or that it points to, tainted? */
static bool is_part_tainted(const struct reader *r, uint32_t place)
{
	for (uint32_t p = 0; p < r->code->places; p++)
		if (has(r->now, p) && code_is_within(r->code, p, place))
			return true;
	return false;
}

/* A number that was read where such a pointer leads is only a number; one that was a pointer is not. */
static bool is_read_tainted(const struct reader *r, const struct event *ev)
{
	const struct place *p = &r->code->place[ev->place];

	if (has(r->now, ev->place) || (p->step == PLACE_MEMBER && is_member_tainted(r, p->tok)))
		return true;
	return is_place_tainted(r, ev->place) &&
	       !(p->step != PLACE_SYMBOL && ev->expr != SOURCE_NONE && gives_number(r, ev->expr));
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

static bool any_child(const struct reader *r, uint32_t i, int from)
{
	for (uint32_t c = expression_child(&r->code->e, i, from); c != SOURCE_NONE;
	     c = r->code->e.expr[c].next)
		if (r->value[c])
			return true;
	return false;
}

/* The value of an expression from those of its operands; what an event gives is there already. */
static void find_value(struct reader *r, uint32_t i)
{
	const struct expressions *e = &r->code->e;
	uint32_t last;

	switch (e->expr[i].kind) {
	case EXPR_BINARY:
		r->value[i] = !is_truth(e, i) && any_child(r, i, 0);
		break;
	case EXPR_PREFIX:
		if (!expression_is(e, i, "*") && !expression_is(e, i, "!"))
			r->value[i] = any_child(r, i, 0);
		break;
	case EXPR_ASSIGN:
	case EXPR_COMMA:
		last = expression_child(e, i, 1);
		r->value[i] = last != SOURCE_NONE && r->value[last];
		break;
	case EXPR_CONDITIONAL:
		r->value[i] = any_child(r, i, 1);
		break;
	case EXPR_POSTFIX:
	case EXPR_CAST:
	case EXPR_LIST:
	case EXPR_ELEMENT:
	case EXPR_UNKNOWN:
		r->value[i] = any_child(r, i, 0);
		break;
	case EXPR_BLOCK: /* what it gives is not worked out */
		for (uint32_t k = 0; k < e->count && !r->value[i]; k++)
			r->value[i] = k != i && r->value[k] &&
				      e->expr[k].first >= e->expr[i].first &&
				      e->expr[k].end <= e->expr[i].end;
		break;
	default:
		break;
	}
}

/* Those of all operands of @expr, which stand before it. */
static void find_values(struct reader *r, uint32_t stmt, uint32_t expr)
{
	const struct expressions *e = &r->code->e;

	for (uint32_t i = r->code->at[stmt].first_expr; i <= expr; i++)
		if (e->expr[i].first >= e->expr[expr].first && e->expr[i].end <= e->expr[expr].end)
			find_value(r, i);
}

static void clean(struct reader *r, uint32_t place)
{
	for (uint32_t p = 0; p < r->code->places; p++)
		if (has(r->now, p) && code_is_within(r->code, p, place))
			set(r->now, p, false);
}

static void write_place(struct reader *r, uint32_t place, bool tainted)
{
	const struct place *p = &r->code->place[place];

	if (!tainted) {
		if (p->step == PLACE_SYMBOL)
			clean(r, place);
		return;
	}
	set(r->now, place, true);
	if (p->step == PLACE_MEMBER && !code_is_own(r->code, place))
		taint_member(r, hash_of(r->code, p->tok));
}

static bool has_members(const struct code *code, uint32_t place)
{
	for (uint32_t p = 0; p < code->places; p++)
		if (code->place[p].parent == place && code->place[p].step == PLACE_MEMBER)
			return true;
	return false;
}

/* The call @e gives or was given such a value: what it may store it in. */
static void spread_call(struct reader *r, uint32_t e)
{
	const struct code *code = r->code;
	const struct event *call = &code->event[e];

	for (uint32_t k = code->at[call->stmt].first_event; k < e; k++) {
		const struct event *ev = &code->event[k];
		uint32_t target;

		if (ev->place == CODE_NONE || !code_is_inside(code, k, call->expr))
			continue;
		if (ev->kind == EVENT_ADDRESS)
			write_place(r, ev->place, true);
		/* "*p" is written by what is passed p; of a struct see the members */
		for (target = 0; ev->kind == EVENT_READ && target < code->places; target++)
			if (code->place[target].step == PLACE_TARGET &&
			    code->place[target].parent == ev->place && !has_members(code, target))
				set(r->now, target, true);
	}
}

/* What is passed to call @e, and what that leads to. */
static bool is_argument_tainted(struct reader *r, uint32_t e)
{
	const struct code *code = r->code;
	const struct event *call = &code->event[e];

	find_values(r, call->stmt, call->expr);
	if (any_child(r, call->expr, 0))
		return true;
	for (uint32_t k = code->at[call->stmt].first_event; k < e; k++)
		if (code->event[k].kind == EVENT_READ && code_is_inside(code, k, call->expr) &&
		    is_part_tainted(r, code->event[k].place))
			return true;
	return false;
}

/* Returns whether such a value is used: read, passed on. */
static bool run_event(struct reader *r, uint32_t e)
{
	const struct code *code = r->code;
	const struct event *ev = &code->event[e];
	bool tainted = r->is_source[e], used;

	switch (ev->kind) {
	case EVENT_READ:
		tainted = (tainted && !gives_number(r, ev->expr)) || is_read_tainted(r, ev);
		r->value[ev->expr] = tainted;
		return tainted;
	case EVENT_ADDRESS:
		tainted =
			tainted || is_place_tainted(r, ev->place) || is_part_tainted(r, ev->place);
		r->value[ev->expr] = tainted;
		return tainted;
	case EVENT_CALL:
		used = is_argument_tainted(r, e);
		tainted |= used;
		if (tainted)
			spread_call(r, e);
		r->value[ev->expr] = tainted && !gives_number(r, ev->expr);
		return used || r->value[ev->expr];
	case EVENT_WRITE:
		if (ev->value == SOURCE_NONE)
			return false;
		find_values(r, ev->stmt, ev->value);
		write_place(r, ev->place, r->value[ev->value]);
		return false;
	default:
		return false;
	}
}

/* -- statements ----------------------------------------------------------------------------- */

static void report(struct reader *r, uint32_t tok)
{
	char *word = source_word(r->code->src, tok);

	if (!r->why)
		r->why = memory_printf("line %u: %s comes from what the lock guards, and is used "
				       "when the lock may have been dropped",
				       r->code->src->token[tok].line, word);
	free(word);
}

/* The arguments of the call itself: what they come to is used when the lock was dropped. */
static void check_arguments(struct reader *r, uint32_t e)
{
	const struct event *ev = &r->code->event[e];
	const struct expressions *x = &r->code->e;

	find_values(r, ev->stmt, ev->expr);
	for (uint32_t a = expression_child(x, ev->expr, 1); a != SOURCE_NONE; a = x->expr[a].next)
		if (r->value[a])
			report(r, x->expr[a].first);
}

/* Run statement @i from r->now on. */
static void run(struct reader *r, uint32_t i)
{
	const struct code *code = r->code;

	memset(r->value + code->at[i].first_expr, 0, code->at[i].end_expr - code->at[i].first_expr);
	for (uint32_t e = code->at[i].first_event; e < code->at[i].end_event; e++) {
		const struct event *ev = &code->event[e];
		bool used = run_event(r, e);

		if (!r->reporting)
			continue;
		if (ev->kind == EVENT_CALL && code->e.expr[ev->expr].tok == r->scope->open)
			check_arguments(r, e);
		else if (used && i != r->scope->span->call)
			report(r, ev->tok);
	}
}

/* What @expr being @truth says: the variables that are zero then are clean. */
static void learn(struct reader *r, uint32_t expr, bool truth)
{
	const struct expressions *e = &r->code->e;
	struct {
		uint32_t expr;
		bool truth;
	} fact[MAX_FACTS];
	int n = 0;

	fact[n].expr = expr;
	fact[n++].truth = truth;
	while (n--) {
		uint32_t i = expression_strip(e, fact[n].expr), a, b;
		bool is = fact[n].truth;

		if (i == SOURCE_NONE)
			continue;
		a = expression_child(e, i, 0);
		b = expression_child(e, i, 1);
		if (e->expr[i].kind == EXPR_PREFIX && expression_is(e, i, "!")) {
			fact[n].expr = a;
			fact[n++].truth = !is;
		} else if (e->expr[i].kind == EXPR_BINARY && n + 2 <= MAX_FACTS &&
			   expression_is(e, i, is ? "&&" : "||")) {
			fact[n].expr = a;
			fact[n++].truth = is;
			fact[n].expr = b;
			fact[n++].truth = is;
		} else if (e->expr[i].kind == EXPR_BINARY && expression_is_null(e, b) &&
			   (expression_is(e, i, "==") || expression_is(e, i, "!="))) {
			fact[n].expr = a;
			fact[n++].truth = is != expression_is(e, i, "==");
		} else if (e->expr[i].kind == EXPR_ASSIGN) {
			fact[n].expr = a;
			fact[n++].truth = is;
		} else if (e->expr[i].kind == EXPR_NAME && !is) {
			uint32_t place = r->code->place_of[i];

			if (place != CODE_NONE && r->code->place[place].step == PLACE_SYMBOL)
				clean(r, place);
		}
	}
}

static bool join(struct reader *r, uint32_t to)
{
	uint64_t *in = r->in + (size_t)to * r->words;
	bool changed = false;

	for (size_t w = 0; w < r->words; w++) {
		changed |= (r->now[w] & ~in[w]) != 0;
		in[w] |= r->now[w];
	}
	return changed;
}

/* To a fixpoint, from the statement whose state is set; only through @inside if given. */
static void solve(struct reader *r, uint32_t start, const bool *inside)
{
	const struct flow *f = r->scope->flow;
	uint32_t *work = memory_alloc((f->st.count + 1) * sizeof(*work));
	bool *queued = memory_alloc(f->st.count + 1), *seen = memory_alloc(f->st.count + 1);
	uint64_t *out = memory_alloc(r->words * sizeof(*out));
	size_t n = 0;

	work[n++] = start;
	while (n) {
		uint32_t i = work[--n];

		queued[i] = false;
		memcpy(r->now, r->in + (size_t)i * r->words, r->words * sizeof(*r->now));
		run(r, i);
		memcpy(out, r->now, r->words * sizeof(*out));
		for (uint32_t e = f->first[i]; e < f->first[i + 1]; e++) {
			uint32_t to = f->edge[e].to;
			bool changed;

			memcpy(r->now, out, r->words * sizeof(*out));
			if (f->st.stmt[i].kind == STMT_IF)
				learn(r, r->code->at[i].root, e == f->first[i]);
			if (to >= f->st.count || (inside && !inside[to]))
				continue;
			changed = join(r, to);
			if ((changed || !seen[to]) && !queued[to]) {
				seen[to] = queued[to] = true;
				work[n++] = to;
			}
		}
	}
	free(work);
	free(queued);
	free(seen);
	free(out);
}

/* -- the whole ------------------------------------------------------------------------------ */

static bool is_family(const struct reader *r, uint32_t tok)
{
	const struct under_scope *u = r->scope->under;

	for (size_t i = 0; i < u->skips; i++)
		if (u->skip[i] == tok)
			return true;
	return false;
}

/* Which events under the bracket give something that the lock guards. */
static void find_sources(struct reader *r)
{
	const struct under_scope *u = r->scope->under;
	const struct types_scope types = { u->lib, u->file };
	struct nameset written = { 0 };

	for (uint32_t e = 0; e < r->code->events; e++) {
		const struct event *ev = &r->code->event[e];
		uint32_t name = ev->kind == EVENT_CALL ? expression_callee(&r->code->e, ev->expr)
						       : SOURCE_NONE;
		struct under under;

		if (!r->scope->span->under[ev->stmt] ||
		    flow_op_at(r->scope->flow, ev->stmt) != SOURCE_NONE)
			continue;
		if (ev->kind != EVENT_CALL) {
			enum guarded g = guarded_event(&types, r->code, ev);

			r->is_source[e] = g != GUARDED_NOT && g != GUARDED_UNKNOWN;
			continue;
		}
		if (name != SOURCE_NONE && is_family(r, name))
			continue;
		under_event(u, e, &written, &under);
		r->is_source[e] = under.class == UNDER_NEEDS;
		for (size_t i = 0; i < written.count && r->is_source[e]; i++)
			taint_member(r, (uint32_t)(written.entry[i] >> 32));
		written.count = 0;
		free(under.why);
	}
	nameset_free(&written);
}

char *fetched_read(const struct fetched_scope *scope)
{
	struct reader r = { .scope = scope };
	size_t statements = scope->flow->st.count + 1;
	uint32_t call = scope->span->call;

	r.code = library_code(scope->under->lib, scope->under->file, scope->under->fn);
	r.words = r.code->places / 64 + 1;
	r.in = memory_alloc(statements * r.words * sizeof(*r.in));
	r.now = memory_alloc(r.words * sizeof(*r.now));
	r.is_source = memory_alloc(r.code->events + 1);
	r.value = memory_alloc(r.code->e.count + 1);
	find_sources(&r);
	do { /* a member that became tainted late was perhaps read early */
		r.grown = false;
		solve(&r, 0, NULL);
	} while (r.grown);
	/* from the call on, with what reaches it */
	memset(r.in, 0, call * r.words * sizeof(*r.in));
	memset(r.in + (call + 1) * r.words, 0, (statements - call - 1) * r.words * sizeof(*r.in));
	r.reporting = true;
	solve(&r, call, scope->span->after);
	free(r.in);
	free(r.now);
	free(r.is_source);
	free(r.value);
	nameset_free(&r.members);
	return r.why;
}
