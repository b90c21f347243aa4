// SPDX-License-Identifier: GPL-2.0-only
/*
 * event: what an expression does, operands before what is done with them. The statements of a
 * statement expression follow where it stands, one after the other. A stack of tasks stands for the
 * recursion.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "code.h"
#include "source/grammar.h"

enum use {
	USE_READ,
	USE_ADDRESS, /* "&" stands before it */
	USE_PATH,    /* it only leads to what is used */
	USE_CHANGE,  /* read, then written */
	USE_WRITE,
};

struct task {
	uint32_t expr;
	enum use use;
	bool done;	/* its operands were evaluated: now the event itself */
	uint32_t value; /* USE_WRITE */
};

struct walk {
	struct code *code;
	uint32_t stmt;
	struct task *task;
	size_t count, room;
};

static void push(struct walk *w, uint32_t expr, enum use use, uint32_t value, bool done)
{
	if (expr != SOURCE_NONE)
		VEC_PUSH(w->task, w->count, w->room, (struct task){ expr, use, done, value });
}

/* All children of @expr are read, the first first. */
static void push_children(struct walk *w, uint32_t expr, int from)
{
	const struct expressions *e = &w->code->e;
	size_t base = w->count;

	for (uint32_t c = expression_child(e, expr, from); c != SOURCE_NONE; c = e->expr[c].next)
		push(w, c, USE_READ, SOURCE_NONE, false);
	for (size_t a = base, b = w->count; a + 1 < b; a++, b--) { /* the stack's top comes first */
		struct task t = w->task[a];

		w->task[a] = w->task[b - 1];
		w->task[b - 1] = t;
	}
}

static void emit(struct walk *w, enum event_kind kind, uint32_t expr, uint32_t place,
		 uint32_t value)
{
	struct code *code = w->code;
	struct event ev = { .kind = kind,
			    .stmt = w->stmt,
			    .expr = expr,
			    .place = place,
			    .value = value,
			    .tok = code->e.expr[expr].tok };

	VEC_PUSH(code->event, code->events, code->event_room, ev);
}

/* The event of a place that is used. */
static void use_place(struct walk *w, const struct task *t)
{
	uint32_t place = w->code->place_of[t->expr];

	if (place == CODE_NONE || t->use == USE_PATH)
		return;
	if (t->use == USE_ADDRESS)
		emit(w, EVENT_ADDRESS, t->expr, place, SOURCE_NONE);
	if (t->use == USE_READ || t->use == USE_CHANGE)
		emit(w, EVENT_READ, t->expr, place, SOURCE_NONE);
	if (t->use == USE_WRITE || t->use == USE_CHANGE)
		emit(w, EVENT_WRITE, t->expr, place, t->value);
}

/* -- statement expressions ------------------------------------------------------------------ */

/* The root of an expression in EXPR_BLOCK @block. */
static void push_in(struct walk *w, uint32_t block, uint32_t expr, enum use use, uint32_t value,
		    bool done)
{
	if (expr != SOURCE_NONE)
		w->code->e.expr[expr].parent = block;
	push(w, expr, use, value, done);
}

/*
 * The statements of the EXPR_BLOCK @block, in their order; what it declares is known in the whole
 * statement around it.
 */
static void read_block(struct walk *w, uint32_t block)
{
	struct code *code = w->code;
	uint32_t open = code->e.expr[block].tok;
	struct statements st;
	size_t base = w->count;

	if (statement_read_block(code->src, open, &st))
		code->hidden_control = true;
	for (uint32_t i = 0; i < st.count; i++) {
		const struct stmt *s = &st.stmt[i];
		size_t first_expr = code->e.count, first = code->declared.count;
		uint32_t a, b, root;

		if (s->kind == STMT_GOTO || s->kind == STMT_RETURN || s->kind == STMT_UNKNOWN)
			code->hidden_control = true;
		code_own_tokens(&st, i, &a, &b);
		if (s->kind != STMT_DECL) {
			root = s->kind == STMT_CASE || s->kind == STMT_GOTO
				       ? SOURCE_NONE
				       : expression_read(&code->e, a, b, NULL, NULL);
			code_find_places(code, (uint32_t)first_expr, w->stmt);
			push_in(w, block, root, USE_READ, SOURCE_NONE, false);
			continue;
		}
		declaration_read(code->src, a, b, &code->declared);
		for (size_t k = first; k < code->declared.count; k++) {
			struct symbol sym = { .d = code->declared.d[k],
					      .scope = w->stmt,
					      .stmt = w->stmt,
					      .parameter = -1 };
			uint32_t name;

			VEC_PUSH(code->symbol, code->symbols, code->symbol_room, sym);
			if (sym.d.name == SOURCE_NONE || sym.d.init == sym.d.init_end)
				continue;
			first_expr = code->e.count;
			root = expression_read(&code->e, sym.d.init, sym.d.init_end, NULL, NULL);
			name = expression_read(&code->e, sym.d.name, sym.d.name + 1, NULL, NULL);
			code_find_places(code, (uint32_t)first_expr, w->stmt);
			push_in(w, block, root, USE_READ, SOURCE_NONE, false);
			push_in(w, block, name, USE_WRITE, root, true);
		}
	}
	statement_free(&st);
	for (size_t a = base, b = w->count; a + 1 < b; a++, b--) {
		struct task t = w->task[a];

		w->task[a] = w->task[b - 1];
		w->task[b - 1] = t;
	}
}

/* -- expressions ---------------------------------------------------------------------------- */

/* What stands before "->", "." or "[". */
static void push_object(struct walk *w, uint32_t expr)
{
	const struct expressions *e = &w->code->e;
	uint32_t object = e->expr[expr].child;
	bool dot = e->expr[expr].kind == EXPR_MEMBER && !expression_is_arrow(e, expr);
	bool address = e->expr[object].kind == EXPR_PREFIX && expression_is(e, object, "&");

	/* "(&x)->m" is "x.m" */
	push(w, address ? e->expr[object].child : object, dot || address ? USE_PATH : USE_READ,
	     SOURCE_NONE, false);
}

static void begin_prefix(struct walk *w, const struct task *t)
{
	const struct expressions *e = &w->code->e;
	uint32_t child = e->expr[t->expr].child;

	if (expression_is(e, t->expr, "&")) {
		push(w, child, USE_ADDRESS, SOURCE_NONE, false);
	} else if (expression_is(e, t->expr, "*")) {
		push(w, t->expr, t->use, t->value, true);
		push(w, child, USE_READ, SOURCE_NONE, false);
	} else if (expression_is(e, t->expr, "++") || expression_is(e, t->expr, "--")) {
		push(w, child, USE_CHANGE, SOURCE_NONE, false);
	} else if (!expression_is(e, t->expr, "&&")) {
		push(w, child, USE_READ, SOURCE_NONE, false);
	}
}

static void begin_assign(struct walk *w, const struct task *t)
{
	const struct expressions *e = &w->code->e;
	uint32_t left = expression_child(e, t->expr, 0), right = expression_child(e, t->expr, 1);
	bool plain = expression_is(e, t->expr, "=");

	push(w, left, plain ? USE_WRITE : USE_CHANGE, right, false);
	push(w, right, USE_READ, SOURCE_NONE, false);
}

static void begin_call(struct walk *w, const struct task *t)
{
	const struct code *code = w->code;
	uint32_t callee = code->e.expr[t->expr].child;
	bool name = code->e.expr[callee].kind == EXPR_NAME;

	push(w, t->expr, t->use, SOURCE_NONE, true);
	push_children(w, t->expr, 1);
	/* a function's name is no value that is read; a variable or a member is */
	if (!name || code->place[code->place_of[callee]].step != PLACE_GLOBAL)
		push(w, callee, USE_READ, SOURCE_NONE, false);
}

static void begin(struct walk *w, const struct task *t)
{
	const struct expr *x = &w->code->e.expr[t->expr];

	switch (x->kind) {
	case EXPR_NAME:
		use_place(w, t);
		break;
	case EXPR_MEMBER:
	case EXPR_INDEX:
		push(w, t->expr, t->use, t->value, true);
		if (x->kind == EXPR_INDEX)
			push(w, expression_child(&w->code->e, t->expr, 1), USE_READ, SOURCE_NONE,
			     false);
		push_object(w, t->expr);
		break;
	case EXPR_PREFIX:
		begin_prefix(w, t);
		break;
	case EXPR_POSTFIX:
		push(w, x->child, USE_CHANGE, SOURCE_NONE, false);
		break;
	case EXPR_ASSIGN:
		begin_assign(w, t);
		break;
	case EXPR_CALL:
		begin_call(w, t);
		break;
	case EXPR_CAST:
		push(w, x->child, t->use, t->value, false);
		break;
	case EXPR_BLOCK:
		read_block(w, t->expr);
		break;
	case EXPR_UNKNOWN:
		push(w, t->expr, t->use, SOURCE_NONE, true);
		push_children(w, t->expr, 0);
		for (uint32_t c = x->child; t->use >= USE_CHANGE && c != SOURCE_NONE;
		     c = w->code->e.expr[c].next)
			push(w, c, t->use, t->value, false); /* any of them may be meant */
		break;
	case EXPR_SIZEOF:
	case EXPR_TYPE:
	case EXPR_NUMBER:
	case EXPR_STRING:
		break;
	default:
		push_children(w, t->expr, 0);
	}
}

void code_add_events(struct code *code, uint32_t root, uint32_t stmt)
{
	struct walk w = { .code = code, .stmt = stmt };

	push(&w, root, USE_READ, SOURCE_NONE, false);
	while (w.count) {
		struct task t = w.task[--w.count];

		if (!t.done)
			begin(&w, &t);
		else if (code->e.expr[t.expr].kind == EXPR_CALL)
			emit(&w, EVENT_CALL, t.expr, CODE_NONE, SOURCE_NONE);
		else if (code->e.expr[t.expr].kind == EXPR_UNKNOWN)
			emit(&w, EVENT_UNKNOWN, t.expr, CODE_NONE, SOURCE_NONE);
		else
			use_place(&w, &t);
	}
	free(w.task);
}
