// SPDX-License-Identifier: GPL-2.0-only
/*
 * eval: expressions. Their nodes stand with children before parents, so that one pass evaluates
 * one; "&&", "||" and "? :" with something that acts in them decide as they are reached, others are
 * values.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "run.h"
#include "source/grammar.h"

uint32_t run_line(const struct run *r, uint32_t expr)
{
	const struct source *src = r->p->src;
	uint32_t end = src->function[r->p->fn].close;

	return src->token[expr == SOURCE_NONE ? end : r->p->code.e.expr[expr].first].line;
}

/* -- memory --------------------------------------------------------------------------------- */

static struct run_seen *seen_of(struct run *r, uint32_t term)
{
	if (term >= r->seens) {
		size_t more = r->p->terms->count + 256;

		r->seen = memory_resize(r->seen, more, sizeof(*r->seen));
		memset(r->seen + r->seens, 0, (more - r->seens) * sizeof(*r->seen));
		r->seens = more;
	}
	if (r->seen[term].serial != r->serial)
		r->seen[term] = (struct run_seen){ .serial = r->serial };
	return &r->seen[term];
}

void run_note(struct run *r, uint32_t term, uint32_t first, uint32_t end, bool number)
{
	struct run_seen *seen = seen_of(r, term);
	struct run_read read = { .term = term,
				 .first = first,
				 .end = end,
				 .held = r->held != 0,
				 .number = number,
				 .epoch = r->epoch };

	seen->free |= !r->held;
	if (seen->read)
		return;
	VEC_PUSH(r->read, r->reads, r->read_room, read);
	seen->read = (uint32_t)r->reads;
}

/* The terms that lead to @term by its kind, or by what was stored or handed on; up to 4. */
static int sources_of(struct run *r, uint32_t term, uint32_t from[4])
{
	const struct term *x = &r->p->terms->term[term];
	uint32_t s = x->kind == TERM_LOCAL ? program_local(r->p, term) : CODE_NONE;
	int n = 0;

	if (s != CODE_NONE && r->var[s].lent)
		from[n++] = r->var[s].lent;
	if (x->kind == TERM_OUT)
		from[n++] = term_make(r->p->terms, TERM_RESULT, x->b, 0, 0);
	x = &r->p->terms->term[term];
	if (x->kind == TERM_LOAD && seen_of(r, r->p->terms->term[x->a].path)->stored)
		from[n++] = seen_of(r, r->p->terms->term[x->a].path)->stored;
	for (int k = 0; k < 3; k++)
		if (term_is_child(x->kind, k))
			from[n++] = k == 0 ? x->a : k == 1 ? x->b : x->c;
	return n;
}

/* Each term once in an epoch. */
void run_use(struct run *r, uint32_t value, uint32_t line)
{
	uint32_t *stack = NULL, from[4];
	size_t count = 0, room = 0;

	if (!r->epoch)
		return;
	VEC_PUSH(stack, count, room, value);
	while (count) {
		uint32_t i = stack[--count];
		struct run_seen *seen = seen_of(r, i);
		int n;

		if (!i || seen->used == r->epoch)
			continue;
		seen->used = r->epoch;
		if (seen->read && r->read[seen->read - 1].held && !seen->late_line &&
		    r->read[seen->read - 1].epoch != r->epoch) {
			seen->late_line = line;
			seen->late_at = (uint32_t)r->events;
		}
		if (seen->read && r->read[seen->read - 1].number)
			continue;
		n = sources_of(r, i, from);
		while (n-- > 0)
			VEC_PUSH(stack, count, room, from[n]);
	}
	free(stack);
}

/* The variable that is at the address and is followed, or CODE_NONE. */
static uint32_t exact_at(const struct run *r, uint32_t address)
{
	uint32_t s = program_local(r->p, address);

	return s != CODE_NONE && r->p->local[s].exact && !r->var[s].escaped ? s : CODE_NONE;
}

/* The address of a variable from which the address is reached without reading memory, or 0. */
static uint32_t own_root(const struct run *r, uint32_t address)
{
	const struct term *t = r->p->terms->term;

	for (;;) {
		const struct term *x = &t[address];

		if (program_local(r->p, address) != CODE_NONE)
			return address;
		if (x->kind == TERM_BINARY && program_local(r->p, x->b) != CODE_NONE)
			return x->b;
		if (x->kind != TERM_MEMBER && x->kind != TERM_CONVERT && x->kind != TERM_BINARY)
			return 0;
		address = x->a;
	}
}

static void let_go(struct run *r, uint32_t symbol, uint32_t expr)
{
	const struct expr *x = &r->p->code.e.expr[expr];
	uint32_t content = r->var[symbol].value, address = r->p->local[symbol].term;

	r->var[symbol].escaped = true;
	if (r->p->terms->term[content].kind == TERM_UNSET)
		return;
	run_event(r, term_make(r->p->terms, TERM_STORE, address, content, 0), x->first, x->end);
	/* what that leads to is let go when somebody can reach it, which is now */
	if (exact_at(r, content) != CODE_NONE)
		r->var[exact_at(r, content)].escaped = true;
}

void run_leak(struct run *r, uint32_t value, uint32_t expr)
{
	uint32_t *stack = NULL;
	size_t count = 0, room = 0;

	VEC_PUSH(stack, count, room, value);
	while (count) {
		uint32_t i = stack[--count], s = exact_at(r, i);
		const struct term x = r->p->terms->term[i];

		if (!i || seen_of(r, i)->leaked)
			continue;
		seen_of(r, i)->leaked = true;
		if (s != CODE_NONE)
			let_go(r, s, expr);
		for (int k = 0; k < 3 && x.kind != TERM_LOAD && x.kind != TERM_OUT; k++)
			if (term_is_child(x.kind, k))
				VEC_PUSH(stack, count, room, k == 0 ? x.a : k == 1 ? x.b : x.c);
	}
	free(stack);
}

/* current->mm stays the same while nobody switches it. */
static bool is_current_mm(const struct terms *t, uint32_t address)
{
	const struct term *m = &t->term[address];
	const struct term *object = &t->term[m->a];

	return m->kind == TERM_MEMBER && !strcmp(term_text(t, m->b), "mm") &&
	       object->kind == TERM_WORD && !strcmp(term_text(t, object->a), "current");
}

uint32_t run_load(struct run *r, uint32_t address, uint32_t expr)
{
	struct terms *t = r->p->terms;
	uint32_t s = exact_at(r, address), term, base;

	if (s != CODE_NONE)
		return r->var[s].value;
	s = program_local(r->p, address);
	if (s != CODE_NONE && r->p->local[s].array)
		return address;
	base = own_root(r, address);
	if (base)
		run_leak(r, base, expr); /* a part of it, or as another type */
	if (is_current_mm(t, address))
		return term_make(t, TERM_LOAD, address, r->mm_switched, 0);
	run_use(r, address, run_line(r, expr));
	term = term_make(t, TERM_LOAD, address, (uint32_t)r->events, 0);
	if (!base)
		run_note(r, term, r->p->code.e.expr[expr].first, r->p->code.e.expr[expr].end,
			 r->p->expr[expr].number);
	return term;
}

static void store(struct run *r, uint32_t address, uint32_t value, uint32_t expr)
{
	const struct expr *x = &r->p->code.e.expr[expr];
	uint32_t s = exact_at(r, address);

	if (s != CODE_NONE) {
		r->var[s].value = term_convert(r->p->terms, value, r->p->local[s].type);
		return;
	}
	if (own_root(r, address))
		run_leak(r, own_root(r, address), expr);
	run_use(r, address, run_line(r, expr));
	run_leak(r, value, expr);
	if (r->held && r->held != RUN_CALLERS && r->p->terms->term[r->held].kind == TERM_LOAD &&
	    r->p->terms->term[r->held].a == r->p->terms->term[address].path)
		r->held = RUN_ANOTHER; /* the mm is not where it was */
	seen_of(r, r->p->terms->term[address].path)->stored = value;
	s = program_local(r->p, address);
	if (s != CODE_NONE)
		value = term_convert(r->p->terms, value, r->p->local[s].type);
	run_event(r, term_make(r->p->terms, TERM_STORE, address, value, 0), x->first, x->end);
}

void run_initialise(struct run *r, uint32_t symbol, uint32_t value, uint32_t expr)
{
	const struct declarator *d = &r->p->code.symbol[symbol].d;

	if (d->storage == STORAGE_STATIC || d->storage == STORAGE_EXTERN)
		return; /* not done here; part of what the variable is */
	store(r, r->p->local[symbol].term, value, expr);
}

/* -- what is true --------------------------------------------------------------------------- */

/* Is @left RELATION @right? */
static int relates(int left, uint32_t op, int right)
{
	return op == TERM_OP('<', 0) ? left < right : left == right;
}

bool run_outcome(const struct run *r, uint32_t value, int *at)
{
	static const int place[] = { [RUN_ERROR] = -2,
				     [RUN_NONE] = 0,
				     [RUN_SOME] = 2,
				     [RUN_ALL] = RUN_OUTCOME_ALL };
	const struct term *x = &r->p->terms->term[value];

	while (x->kind == TERM_CONVERT && (x->b == TERM_TYPE(32, 1) || x->b == TERM_TYPE(64, 1)))
		x = &r->p->terms->term[x->a];
	if (x->kind != TERM_GUP || x->a > r->outcomes)
		return false;
	*at = place[r->outcome[x->a - 1]];
	return true;
}

/* How many pages were asked for by the call whose result it is. */
static bool is_asked_for(const struct run *r, uint32_t value, uint32_t nr)
{
	const struct term *t = r->p->terms->term;
	uint32_t gup;

	while (t[value].kind == TERM_CONVERT)
		value = t[value].a;
	gup = r->event[t[value].a - 1].gup;
	if (gup == SOURCE_NONE)
		return false;
	return t[r->gup[gup].arg[ROLE_NR]].bare == t[nr].bare ||
	       (r->watch && watch_is_asked_for(r, &r->gup[gup], nr));
}

/* The value of "-ENAME". */
static bool is_error_word(const struct terms *t, uint32_t value)
{
	const struct term *x = &t->term[value];

	return x->kind == TERM_UNARY && x->b == TERM_OP('-', 0) &&
	       t->term[x->a].kind == TERM_WORD && term_text(t, t->term[x->a].a)[0] == 'E';
}

/* What a call's result is against a number: 0 no, 1 yes, -1 it may be either. */
static int compare_outcome(const struct run *r, uint32_t op, uint32_t left, uint32_t right)
{
	const struct terms *t = r->p->terms;
	int at, than;
	int64_t n;
	bool turned = !run_outcome(r, left, &at);

	if (turned && !run_outcome(r, right, &at))
		return -1;
	right = turned ? left : right;
	if (is_error_word(t, right) && at != -2)
		than = -2;
	else if (!term_is_number(t, right, &n))
		return -1;
	else if (!n)
		than = 0;
	else if (n > 0 && at <= 0)
		than = 1;
	else if (n < 0 && at >= 0)
		than = -1;
	else
		return -1;
	return turned ? relates(than, op, at) : relates(at, op, than);
}

/* 0, 1, or -1: it may be either. */
static int known_truth(const struct run *r, uint32_t value)
{
	const struct terms *t = r->p->terms;
	const struct term *x = &t->term[value];
	int at, known;
	int64_t n;

	if (term_is_number(t, value, &n))
		return n != 0;
	if (run_outcome(r, value, &at))
		return at != 0;
	if (x->kind == TERM_LOCAL)
		return 1;
	if (is_error_word(t, value))
		return 1;
	if (x->kind != TERM_BINARY || (x->c != TERM_OP('<', 0) && x->c != TERM_OP('=', '=')))
		return -1;
	known = compare_outcome(r, x->c, x->a, x->b);
	if (known >= 0)
		return known;
	if (is_error_word(t, x->a) && term_is_number(t, x->b, &n) && n >= 0)
		return x->c == TERM_OP('<', 0);
	if (is_error_word(t, x->b) && term_is_number(t, x->a, &n) && n >= 0)
		return 0;
	if (run_outcome(r, x->a, &at) && is_asked_for(r, x->a, x->b))
		return relates(at, x->c, RUN_OUTCOME_ALL);
	if (run_outcome(r, x->b, &at) && is_asked_for(r, x->b, x->a))
		return relates(RUN_OUTCOME_ALL, x->c, at);
	return -1;
}

/* "a == b" holds: their paths are the same from here on. */
static void learn_same(struct run *r, uint32_t value)
{
	const struct term *t = r->p->terms->term;

	if (t[value].kind != TERM_BINARY || t[value].c != TERM_OP('=', '=') || r->sames == RUN_SAME)
		return;
	r->same[r->sames][0] = t[t[value].a].path;
	r->same[r->sames++][1] = t[t[value].b].path;
}

bool run_decide(struct run *r, uint32_t value, uint32_t expr)
{
	const struct term *t = r->p->terms->term;
	bool negated = false;
	uint32_t line = run_line(r, expr);
	int known;

	run_use(r, value, line);
	while (t[value].kind == TERM_UNARY && t[value].b == TERM_OP('!', 0)) {
		value = t[value].a;
		negated = !negated;
	}
	known = known_truth(r, value);
	if (known < 0) {
		known = !run_ask(r, RUN_ASKED_IF, expr, schedule_mix(0xa5c, value), 2);
		run_step(r, line,
			 known != negated ? "the condition holds" : "the condition does not hold");
	}
	if (known)
		learn_same(r, value);
	return (known != 0) != negated;
}

/* -- one node ------------------------------------------------------------------------------- */

/* The token's characters as an operator; of "+=" and the like without the "=". */
static uint32_t operator_at(const struct run *r, uint32_t tok, bool assigns)
{
	const struct token *t = &r->p->src->token[tok];
	const char *c = r->p->src->text + t->at;

	return TERM_OP(c[0], t->len - assigns > 1 ? c[1] : 0);
}

static uint32_t number_at(struct run *r, uint32_t tok)
{
	const struct source *src = r->p->src;
	char text[40], *end;
	size_t len = 0;
	uint64_t n;

	for (uint32_t k = 0; k < src->token[tok].len && len < sizeof(text) - 1; k++)
		if (src->text[src->token[tok].at + k] != '\'')
			text[len++] = src->text[src->token[tok].at + k];
	text[len] = '\0';
	n = strtoull(text, &end, 0);
	if (end == text || end[strspn(end, "uUlL")])
		return term_make(r->p->terms, TERM_WORD,
				 program_word(r->p->terms, src, tok, tok + 1), 0, 0);
	return term_number(r->p->terms, (int64_t)n);
}

/* A word in capitals is taken to be a constant. */
static bool is_constant(const struct source *src, uint32_t tok)
{
	for (uint32_t i = 0; i < src->token[tok].len; i++)
		if (src->text[src->token[tok].at + i] >= 'a' &&
		    src->text[src->token[tok].at + i] <= 'z')
			return false;
	return true;
}

static void name(struct run *r, uint32_t i)
{
	struct terms *t = r->p->terms;
	const struct code *code = &r->p->code;
	const struct place *place = &code->place[code->place_of[i]];
	uint32_t tok = code->e.expr[i].tok;

	if (place->step == PLACE_SYMBOL) {
		r->where[i] = r->p->local[place->symbol].term;
		return;
	}
	r->where[i] = term_make(t, TERM_WORD, program_word(t, r->p->src, tok, tok + 1), 0, 0);
	if (source_is(r->p->src, tok, "NULL") || source_is(r->p->src, tok, "false"))
		r->value[i] = term_number(t, 0);
	else if (source_is(r->p->src, tok, "true"))
		r->value[i] = term_number(t, 1);
	else if (source_is(r->p->src, tok, "current"))
		r->value[i] = r->where[i];
	else if (is_constant(r->p->src, tok))
		run_note(r, r->value[i] = r->where[i], tok, tok + 1, false);
}

static void unary(struct run *r, uint32_t i)
{
	const struct expr *x = &r->p->code.e.expr[i];
	uint32_t op = operator_at(r, x->tok, false), child = x->child, old;

	if (child == SOURCE_NONE)
		return;
	switch (op) {
	case TERM_OP('&', 0):
	case TERM_OP('&', '&'):
		r->value[i] = r->where[child] ? r->where[child] : r->value[child];
		break;
	case TERM_OP('*', 0):
		r->where[i] = r->value[child];
		break;
	case TERM_OP('+', '+'):
	case TERM_OP('-', '-'):
		old = run_load(r, r->where[child], i);
		r->value[i] = term_binary(r->p->terms, op & 0xff, old, term_number(r->p->terms, 1));
		store(r, r->where[child], r->value[i], i);
		if (x->kind == EXPR_POSTFIX)
			r->value[i] = old;
		break;
	default:
		r->value[i] = term_unary(r->p->terms, op, r->value[child]);
	}
}

static void binary(struct run *r, uint32_t i)
{
	uint32_t left = expression_child(&r->p->code.e, i, 0),
		 right = expression_child(&r->p->code.e, i, 1);
	uint32_t op = operator_at(r, r->p->code.e.expr[i].tok, false);

	/* the right side was evaluated, so that it is the whole; the left one said so */
	if (r->p->expr[i].acts && (op == TERM_OP('&', '&') || op == TERM_OP('|', '|'))) {
		r->value[i] = term_unary(r->p->terms, TERM_OP('!', 0),
					 term_unary(r->p->terms, TERM_OP('!', 0), r->value[right]));
		return;
	}
	r->value[i] = term_binary(r->p->terms, op, r->value[left], r->value[right]);
}

static void assign(struct run *r, uint32_t i)
{
	const struct expressions *e = &r->p->code.e;
	uint32_t left = expression_child(e, i, 0), value = r->value[expression_child(e, i, 1)], old,
		 op;

	if (!expression_is(e, i, "=")) {
		op = operator_at(r, e->expr[i].tok, true);
		old = run_load(r, r->where[left], i);
		value = term_binary(r->p->terms, op, old, value);
	}
	store(r, r->where[left] ? r->where[left] : r->value[left], value, i);
	r->value[i] = value;
}

/* The children's values as one list; what is in it gets about. */
static uint32_t list_of(struct run *r, uint32_t i)
{
	const struct expressions *e = &r->p->code.e;
	uint32_t list = 0;

	for (uint32_t c = e->expr[i].child; c != SOURCE_NONE; c = e->expr[c].next) {
		run_leak(r, r->value[c], i);
		list = term_make(r->p->terms, TERM_LIST, list, r->value[c], 0);
	}
	return list;
}

/*
 * What is not understood: with the values of what is in it, and all that it names is unknown after
 * it.
 */
static void opaque(struct run *r, uint32_t i)
{
	const struct code *code = &r->p->code;
	const struct expr *x = &code->e.expr[i];
	struct terms *t = r->p->terms;
	uint32_t list = list_of(r, i), event;

	for (uint32_t s = 0; s < code->symbols; s++)
		for (uint32_t tok = x->first; tok < x->end; tok++)
			if (code->symbol[s].d.name != SOURCE_NONE &&
			    source_same(code->src, tok, code->src, code->symbol[s].d.name)) {
				list = term_make(t, TERM_LIST, list,
						 run_load(r, r->p->local[s].term, i), 0);
				run_leak(r, r->p->local[s].term, i);
				break;
			}
	event = term_make(t, TERM_UNKNOWN, list, program_word(t, code->src, x->first, x->end), 0);
	run_event(r, event, x->first, x->end)->vague = true;
	r->value[i] = r->where[i] = term_make(t, TERM_RESULT, (uint32_t)r->events, 0, 0);
}

/* The type of "(type)"; one that is no plain number is its words. */
static uint32_t cast_type(struct run *r, const struct expr *x)
{
	struct declarators d = { 0 };
	uint32_t close = r->p->src->token[x->tok].mate, type = 0;

	declaration_read(r->p->src, x->tok + 1, close, &d);
	if (d.count)
		type = program_type(r->p->terms, &d.d[0].type);
	if (!type && !(d.count && !d.d[0].type.pointers &&
		       declaration_is_type(&d.d[0].type, TYPE_BASIC, "void")))
		type = TERM_TYPE_NAMED + program_word(r->p->terms, r->p->src, x->tok + 1, close);
	declaration_free(&d);
	return type;
}

static void simple(struct run *r, uint32_t i)
{
	const struct code *code = &r->p->code;
	const struct expr *x = &code->e.expr[i];
	struct terms *t = r->p->terms;
	uint32_t c = x->child, third;
	bool holds;

	switch (x->kind) {
	case EXPR_NUMBER:
		r->value[i] = number_at(r, x->tok);
		break;
	case EXPR_CAST:
		r->value[i] = c == SOURCE_NONE ? 0 : term_convert(t, r->value[c], cast_type(r, x));
		r->where[i] = c == SOURCE_NONE ? 0 : r->where[c];
		break;
	case EXPR_CONDITIONAL:
		if (r->p->expr[i].acts) /* the branch that was taken left its value here */
			break;
		if (!r->how.coarse || known_truth(r, r->value[c]) >= 0) {
			holds = run_decide(r, r->value[c], i);
			third = expression_child(&code->e, i, 2);
			c = holds && third == SOURCE_NONE   ? c
			    : holds || third == SOURCE_NONE ? code->e.expr[c].next
							    : third;
			r->value[i] = r->value[c];
			break;
		}
		list_of(r, i); /* an address that is chosen is not followed */
		r->value[i] = expression_child(&code->e, i, 2) == SOURCE_NONE
				      ? term_make(t, TERM_CHOICE, r->value[c], r->value[c],
						  r->value[code->e.expr[c].next])
				      : term_make(t, TERM_CHOICE, r->value[c],
						  r->value[expression_child(&code->e, i, 1)],
						  r->value[expression_child(&code->e, i, 2)]);
		break;
	case EXPR_COMMA:
		r->value[i] = r->value[expression_child(&code->e, i, 1)];
		break;
	case EXPR_LIST:
		r->value[i] = term_make(t, TERM_PURE, list_of(r, i), term_word(t, "{", 1), 0);
		break;
	case EXPR_ELEMENT:
		r->value[i] =
			term_make(t, TERM_PURE, term_make(t, TERM_LIST, 0, r->value[c], 0),
				  program_word(t, code->src, x->tok, code->e.expr[c].first), 0);
		run_leak(r, r->value[c], i);
		break;
	case EXPR_SIZEOF:
		r->value[i] = term_make(t, TERM_WORD, program_sizeof(r->p, i), 0, 0);
		break;
	default: /* strings, types */
		r->value[i] =
			term_make(t, TERM_WORD, program_word(t, code->src, x->first, x->end), 0, 0);
	}
}

static void node(struct run *r, uint32_t i)
{
	const struct expr *x = &r->p->code.e.expr[i];
	struct terms *t = r->p->terms;
	uint32_t c = x->child;

	if (x->kind != EXPR_CONDITIONAL || !r->p->expr[i].acts)
		r->value[i] = 0;
	r->where[i] = 0;
	run_watch(r, i);
	switch (x->kind) {
	case EXPR_NAME:
		name(r, i);
		break;
	case EXPR_MEMBER:
		r->where[i] =
			term_make(t, TERM_MEMBER,
				  expression_is_arrow(&r->p->code.e, i) ? r->value[c] : r->where[c],
				  program_word(t, r->p->src, x->tok, x->tok + 1), 0);
		break;
	case EXPR_INDEX:
		r->where[i] = term_binary(t, TERM_OP('+', 0), r->value[c],
					  r->value[r->p->code.e.expr[c].next]);
		break;
	case EXPR_PREFIX:
	case EXPR_POSTFIX:
		unary(r, i);
		break;
	case EXPR_BINARY:
		binary(r, i);
		break;
	case EXPR_ASSIGN:
		assign(r, i);
		break;
	case EXPR_CALL:
		r->value[i] = run_call(r, i);
		break;
	case EXPR_BLOCK:
	case EXPR_UNKNOWN:
		opaque(r, i);
		break;
	default:
		simple(r, i);
	}
	if (!r->value[i] && r->where[i] && !r->p->expr[i].address)
		r->value[i] = run_load(r, r->where[i], i);
}

/* -- the whole ------------------------------------------------------------------------------ */

/*
 * Expression @i waits for what is decided at @guard; its left neighbour was evaluated. Returns @i
 * if it is evaluated, else where to go on.
 */
static uint32_t pass_guard(struct run *r, uint32_t i, uint32_t guard)
{
	const struct expressions *e = &r->p->code.e;
	uint32_t first = expression_child(e, guard, 0), second = expression_child(e, guard, 1);
	uint32_t third = expression_child(e, guard, 2);
	bool holds;

	if (e->expr[guard].kind == EXPR_BINARY) {
		holds = run_decide(r, r->value[first], guard);
		if (holds == expression_is(e, guard, "&&"))
			return i;
		r->value[guard] = term_number(r->p->terms, holds);
		return guard + 1;
	}
	if (third != SOURCE_NONE && i > second) { /* after the first branch */
		if (r->where[guard]) {
			r->value[guard] = r->value[second];
			return guard;
		}
		r->where[guard] = 0;
		return i;
	}
	holds = run_decide(r, r->value[first], guard);
	if (third == SOURCE_NONE) { /* "a ?: b" */
		r->value[guard] = holds ? r->value[first] : 0;
		return holds ? guard : i;
	}
	r->where[guard] = holds;
	return holds ? i : second + 1;
}

uint32_t run_evaluate(struct run *r, uint32_t root)
{
	const struct expressions *e = &r->p->code.e;

	for (uint32_t i = r->p->expr[root].start; i <= root && r->end == RUN_RETURNED;) {
		uint32_t guard = r->p->expr[i].guard, next;

		next = guard == SOURCE_NONE ? i : pass_guard(r, i, guard);
		if (next != i && next != guard) {
			i = next;
			continue;
		}
		if (next == guard && guard != SOURCE_NONE) {
			i = guard + 1;
			continue;
		}
		node(r, i);
		/* the last branch of a choice that acts leaves its value */
		if (e->expr[i].kind == EXPR_CONDITIONAL && r->p->expr[i].acts)
			r->value[i] = r->value[i - 1];
		i++;
	}
	return r->value[root];
}
