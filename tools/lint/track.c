// SPDX-License-Identifier: GPL-2.0-only
/*
 * track: a fixpoint over the flow's edges, like the flow's own states. Conditions that ask for the
 * variable split the states; all else goes both ways.
 */
#include "track.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"

#define ALL_FREE ((1u << TRACK_VALUES) - 1)
#define ALL_HELD (ALL_FREE << TRACK_VALUES)
/* states in which the variable may be zero, or other than zero */
#define ZEROES                                                                                     \
	(TRACK_FREE(TRACK_UNSET) | TRACK_FREE(TRACK_ZERO) | TRACK_FREE(TRACK_DROPPED) |            \
	 TRACK_FREE(TRACK_OTHER) | TRACK_HELD(TRACK_UNSET) | TRACK_HELD(TRACK_ZERO) |              \
	 TRACK_HELD(TRACK_DROPPED) | TRACK_HELD(TRACK_OTHER))
#define NONZEROES                                                                                  \
	(TRACK_FREE(TRACK_UNSET) | TRACK_FREE(TRACK_ONE) | TRACK_FREE(TRACK_OTHER) |               \
	 TRACK_HELD(TRACK_UNSET) | TRACK_HELD(TRACK_ONE) | TRACK_HELD(TRACK_OTHER))

uint32_t track_variable(const struct source *src, const struct use *use)
{
	struct range r = value_strip(src, use->arg[ROLE_LOCKED]);

	return r.end == r.first + 2 && source_is(src, r.first, "&") &&
			       grammar_is_ident(src, r.first + 1)
		       ? r.first + 1
		       : SOURCE_NONE;
}

/* -- what a condition says ------------------------------------------------------------------- */

enum told { TOLD_NOTHING, TOLD_ZERO, TOLD_NONZERO };

static bool is_variable(const struct track *t, uint32_t tok)
{
	return source_same(t->flow->src, tok, t->flow->src, t->name) &&
	       !value_is_member(t->flow->src, tok);
}

/* Of one operand without && and ||, when it is true. */
static enum told told_by(const struct track *t, struct range r)
{
	const struct source *src = t->flow->src;
	static const char *const zero[] = { "0", "false", NULL };
	static const char *const one[] = { "1", "true", NULL };
	bool negated = false, equal;

	for (;;) {
		if (r.first < r.end && source_is(src, r.first, "!")) {
			negated = !negated;
			r.first++;
		} else if (r.first < r.end && source_is(src, r.first, "(") &&
			   src->token[r.first].mate == r.end - 1) {
			r.first++;
			r.end--;
		} else if (r.first + 1 < r.end && (source_is(src, r.first, "likely") ||
						   source_is(src, r.first, "unlikely"))) {
			r.first++;
		} else {
			break;
		}
	}
	if (r.first >= r.end || !is_variable(t, r.first))
		return TOLD_NOTHING;
	if (r.end == r.first + 1)
		return negated ? TOLD_ZERO : TOLD_NONZERO;
	if (r.end != r.first + 3)
		return TOLD_NOTHING;
	equal = source_is(src, r.first + 1, "==");
	if (!equal && !source_is(src, r.first + 1, "!=") && !source_is(src, r.first + 1, ">"))
		return TOLD_NOTHING;
	if (grammar_is_any(src, r.first + 2, zero))
		return equal != negated ? TOLD_ZERO : TOLD_NONZERO;
	if (grammar_is_any(src, r.first + 2, one) && !source_is(src, r.first + 1, ">"))
		return equal != negated ? TOLD_NONZERO : TOLD_ZERO;
	return TOLD_NOTHING;
}

static enum told opposite(enum told told)
{
	return told == TOLD_ZERO ? TOLD_NONZERO : told == TOLD_NONZERO ? TOLD_ZERO : told;
}

/* What the condition [head) says of the variable where it was @truth. */
static enum told told_when(const struct track *t, struct range head, bool truth)
{
	const struct source *src = t->flow->src;
	const char *joint = truth ? "&&" : "||", *other = truth ? "||" : "&&";
	uint32_t start;

	while (head.first < head.end && source_is(src, head.first, "(") &&
	       src->token[head.first].mate == head.end - 1) {
		head.first++;
		head.end--;
	}
	start = head.first;
	for (uint32_t i = head.first; i < head.end; i = value_past(src, i))
		if (source_is(src, i, other))
			return TOLD_NOTHING;
	for (uint32_t i = head.first; i <= head.end;) {
		enum told told;

		if (i < head.end && !source_is(src, i, joint)) {
			i = value_past(src, i);
			continue;
		}
		told = told_by(t, (struct range){ start, i });
		if (told != TOLD_NOTHING)
			return truth ? told : opposite(told);
		start = ++i;
	}
	return TOLD_NOTHING;
}

static unsigned int filter(unsigned int states, enum told told)
{
	return told == TOLD_ZERO      ? states & ZEROES
	       : told == TOLD_NONZERO ? states & NONZEROES
				      : states;
}

/* -- what a statement does ------------------------------------------------------------------- */

static unsigned int hold(unsigned int states)
{
	return (states & ALL_HELD) | (states & ALL_FREE) << TRACK_VALUES;
}

static unsigned int release(unsigned int states)
{
	return (states & ALL_FREE) | (states & ALL_HELD) >> TRACK_VALUES;
}

static unsigned int set(unsigned int states, enum track_value value)
{
	return (states & ALL_FREE ? TRACK_FREE(value) : 0) |
	       (states & ALL_HELD ? TRACK_HELD(value) : 0);
}

/* A call that is given the variable. */
static unsigned int call(unsigned int states)
{
	return states | (states & TRACK_HELD(TRACK_ONE) ? TRACK_LOST : 0);
}

bool track_assigns(const struct source *src, uint32_t tok, enum track_value *value)
{
	static const char *const zero[] = { "0", "false", NULL };
	static const char *const one[] = { "1", "true", NULL };
	static const char *const ends[] = { ";", ",", NULL };

	if (!source_is(src, tok + 1, "="))
		return false;
	*value = !grammar_is_any(src, tok + 3, ends)  ? TRACK_OTHER
		 : grammar_is_any(src, tok + 2, zero) ? TRACK_ZERO
		 : grammar_is_any(src, tok + 2, one)  ? TRACK_ONE
						      : TRACK_OTHER;
	return true;
}

static bool is_passed(const struct track *t, uint32_t tok)
{
	for (size_t i = 0; i < t->uses->count; i++)
		if (t->uses->use[i].form == FORM_LOCKED &&
		    track_variable(t->flow->src, &t->uses->use[i]) == tok)
			return true;
	return false;
}

static unsigned int transfer(const struct track *t, uint32_t i, unsigned int states)
{
	const struct source *src = t->flow->src;
	uint32_t op = flow_op_at(t->flow, i), first, end;
	enum track_value value;

	if (op != SOURCE_NONE && t->is_ours[op]) {
		const struct lock_op *l = &t->flow->locks.op[op];

		if (l->kind == LOCK_RELEASE_READ || l->kind == LOCK_RELEASE_WRITE)
			states = release(states);
		else
			states = hold(states) | (l->maybe ? states : 0);
	}
	flow_own_tokens(t->flow, i, &first, &end);
	for (uint32_t tok = first; tok < end; tok++) {
		if (!is_variable(t, tok))
			continue;
		if (track_assigns(src, tok, &value))
			states = set(states, value);
		else if (tok == t->declared)
			states = set(states, TRACK_UNSET);
		else if (is_passed(t, tok))
			states = call(states);
	}
	return states;
}

static unsigned int along(const struct track *t, uint32_t from, uint32_t e, unsigned int out)
{
	const struct flow *flow = t->flow;
	const struct stmt *s = &flow->st.stmt[from];
	const struct flow_edge *edge = &flow->edge[e];
	bool splits = s->kind == STMT_IF || (s->kind == STMT_LOOP && s->loop == LOOP_WHILE);

	if (edge->op != SOURCE_NONE && t->is_ours[edge->op])
		out = edge->taken ? hold(out) : out & ALL_FREE;
	if (splits && flow->first[from + 1] == flow->first[from] + 2)
		out = filter(out, told_when(t, (struct range){ s->head, s->head_end },
					    e == flow->first[from]));
	return out;
}

static void solve(struct track *t)
{
	const struct flow *flow = t->flow;
	uint32_t *work = memory_alloc((flow->st.count + 1) * sizeof(*work));
	bool *queued = memory_alloc(flow->st.count + 1);
	size_t n = 0;

	/* its declaration, which an #if may hide, makes it TRACK_UNSET */
	t->in[0] = t->op == SOURCE_NONE ? TRACK_HELD(TRACK_OTHER) : TRACK_FREE(TRACK_OTHER);
	work[n++] = 0;
	queued[0] = true;
	while (n) {
		uint32_t i = work[--n];
		unsigned int out = transfer(t, i, t->in[i]);

		queued[i] = false;
		for (uint32_t e = flow->first[i]; e < flow->first[i + 1]; e++) {
			uint32_t to = flow->edge[e].to;
			unsigned int states = t->in[to] | along(t, i, e, out);

			if (states == t->in[to])
				continue;
			t->in[to] = states;
			if (to < flow->st.count && !queued[to]) {
				queued[to] = true;
				work[n++] = to;
			}
		}
	}
	free(work);
	free(queued);
}

/* -- what is followed ------------------------------------------------------------------------ */

/* "int locked": its declaration in the function's body, the only one. */
static uint32_t find_declaration(const struct track *t)
{
	const struct source *src = t->flow->src;
	const struct function *f = &src->function[t->flow->fn];
	uint32_t found = SOURCE_NONE;

	for (uint32_t tok = f->params; tok < f->close; tok++) {
		uint32_t stmt;

		if (!is_variable(t, tok))
			continue;
		if (tok < f->open)
			return SOURCE_NONE; /* a parameter */
		stmt = statement_at(&t->flow->st, tok);
		if (stmt == SOURCE_NONE)
			return SOURCE_NONE;
		if (t->flow->st.stmt[stmt].kind != STMT_DECL || source_is(src, tok - 1, "&") ||
		    source_is(src, tok - 1, "=") || source_is(src, tok - 1, "("))
			continue;
		if (found != SOURCE_NONE || source_is(src, tok - 1, "*") ||
		    source_is(src, t->flow->st.stmt[stmt].first, "static"))
			return SOURCE_NONE;
		found = tok;
	}
	return found;
}

/* Is every use of the variable one that is understood? Sets is_read. */
static bool uses_are_known(struct track *t)
{
	const struct source *src = t->flow->src;
	const struct function *f = &src->function[t->flow->fn];
	static const char *const changes[] = { "++", "--", "+=", "-=", "|=", "&=", "^=", NULL };
	enum track_value value;

	for (uint32_t tok = f->open; tok < f->close; tok++) {
		if (!is_variable(t, tok) || tok == t->declared)
			continue;
		if (source_is(src, tok - 1, "&")) {
			if (!is_passed(t, tok))
				return false;
		} else if (grammar_is_any(src, tok + 1, changes) ||
			   grammar_is_any(src, tok - 1, changes)) {
			return false;
		} else if (!track_assigns(src, tok, &value)) {
			t->is_read = true;
		}
	}
	return true;
}

static bool same_text(const struct source *src, const struct lock_op *a, const struct lock_op *b)
{
	if (a->mm_end - a->mm != b->mm_end - b->mm)
		return false;
	for (uint32_t i = 0; i < a->mm_end - a->mm; i++)
		if (!source_same(src, a->mm + i, src, b->mm + i))
			return false;
	return true;
}

/* The lock at the call: one acquisition's mm, or with no operation at all a caller's. */
static bool find_lock(struct track *t, const struct use *use)
{
	const struct flow *flow = t->flow;
	uint32_t stmt = statement_at(&flow->st, use->name);

	t->op = SOURCE_NONE;
	if (stmt == SOURCE_NONE || flow->st.stmt[stmt].kind == STMT_UNKNOWN)
		return false;
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if (flow->in[stmt] & FLOW_HELD(i))
			t->op = i;
	if (t->op == SOURCE_NONE)
		return !flow->locks.count;
	for (uint32_t i = 0; i < flow->locks.count; i++) {
		t->is_ours[i] = same_text(flow->src, &flow->locks.op[t->op], &flow->locks.op[i]);
		if (!t->is_ours[i] && (flow->in[stmt] & FLOW_HELD(i)))
			return false;
	}
	return true;
}

bool track_read(const struct flow *flow, const struct uses *uses, const struct use *use,
		struct track *track)
{
	*track = (struct track){ .flow = flow, .uses = uses };
	track->name = use->fits ? track_variable(flow->src, use) : SOURCE_NONE;
	if (track->name == SOURCE_NONE || flow->broken)
		return false;
	track->declared = find_declaration(track);
	track->is_ours = memory_alloc(flow->locks.count + 1);
	track->in = memory_alloc((flow->st.count + 1) * sizeof(*track->in));
	if (track->declared != SOURCE_NONE && uses_are_known(track) && find_lock(track, use) &&
	    mmaplock_stray(flow->src, flow->fn, &flow->locks) == SOURCE_NONE) {
		solve(track);
		return true;
	}
	track_free(track);
	return false;
}

void track_free(struct track *track)
{
	free(track->is_ours);
	free(track->in);
	*track = (struct track){ 0 };
}
