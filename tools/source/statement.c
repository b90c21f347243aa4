// SPDX-License-Identifier: GPL-2.0-only
/*
 * statement: the statement tree of one function. One pass over the tokens with an explicit stack
 * of frames, one for each construct that is still open; nodes are appended in source order, so
 * that a parent stands before its children. A statement that an #if tears apart, or that does not
 * look like C, becomes one STMT_UNKNOWN that reaches to where statements are whole again.
 */
#include "statement.h"

#include <stdlib.h>

#include "base/memory.h"
#include "grammar.h"

#define MAX_BRACES 10000

/* A construct that is still open. A list is a block or one branch of an #if. */
struct frame {
	uint32_t node;
	uint32_t last;	 /* its last child so far */
	uint32_t end;	 /* lists: token at which it ends ("}" or the end of the branch) */
	uint32_t limit;	 /* where the innermost list between braces ends */
	uint32_t cond;	 /* #if branch in which it stands */
	uint32_t branch; /* STMT_CPP: the next branch to read */
	bool list;
	bool braces; /* a list between { and } */
	bool done;   /* if, loop, switch: the (last) child was read */
};

struct reader {
	const struct source *src;
	struct statements *out;
	struct frame *frame;
	size_t depth, room;
	size_t braces;
	uint32_t p; /* next token */
	bool hopeless;
};

/* -- nodes and frames ---------------------------------------------------------------------- */

static struct frame *top(struct reader *r)
{
	return &r->frame[r->depth - 1];
}

static uint32_t cond_of(const struct reader *r, uint32_t tok)
{
	return tok < r->src->tokens ? r->src->token[tok].cond : SOURCE_NONE;
}

static uint32_t add_node(struct reader *r, enum stmt_kind kind, uint32_t first)
{
	struct statements *s = r->out;
	uint32_t index = (uint32_t)s->count;
	struct stmt node = {
		.kind = kind,
		.first = first,
		.end = first,
		.head = SOURCE_NONE,
		.head_end = SOURCE_NONE,
		.parent = SOURCE_NONE,
		.next = SOURCE_NONE,
		.child = SOURCE_NONE,
	};

	if (r->depth) {
		struct frame *up = top(r);

		node.parent = up->node;
		if (up->last == SOURCE_NONE)
			s->stmt[up->node].child = index;
		else
			s->stmt[up->last].next = index;
		up->last = index;
	}
	VEC_PUSH(s->stmt, s->count, s->room, node);
	return index;
}

static struct stmt *node(struct reader *r, uint32_t index)
{
	return &r->out->stmt[index];
}

static struct frame *push(struct reader *r, uint32_t index, uint32_t cond)
{
	struct frame f = { .node = index,
			   .last = SOURCE_NONE,
			   .end = SOURCE_NONE,
			   .limit = r->depth ? top(r)->limit : SOURCE_NONE,
			   .cond = cond };

	VEC_PUSH(r->frame, r->depth, r->room, f);
	return top(r);
}

static void pop(struct reader *r)
{
	if (top(r)->braces)
		r->braces--;
	node(r, top(r)->node)->end = r->p;
	r->depth--;
}

/* -- what cannot be understood -------------------------------------------------------------- */

/* The branch directly under @cond that holds token @tok, or SOURCE_NONE if none does. */
static uint32_t branch_under(const struct reader *r, uint32_t tok, uint32_t cond)
{
	uint32_t c = cond_of(r, tok);

	while (c != SOURCE_NONE && r->src->cond[c].parent != cond)
		c = r->src->cond[c].parent;
	return c;
}

/* May a statement of a list in branch @cond begin at @tok? */
static bool is_boundary(const struct reader *r, uint32_t tok, uint32_t cond)
{
	uint32_t c;

	if (cond_of(r, tok) == cond)
		return true;
	c = branch_under(r, tok, cond);
	return c != SOURCE_NONE && r->src->cond[r->src->cond[c].group].first == tok;
}

/*
 * What was begun last in the innermost list is not whole: make it one STMT_UNKNOWN that ends
 * where the statements are whole again, widening to the enclosing #if if need be.
 */
static void tear(struct reader *r)
{
	uint32_t limit, p = SOURCE_NONE;
	struct frame *list;
	struct stmt *torn;

	for (;;) {
		while (!top(r)->list)
			r->depth--;
		list = top(r);
		limit = top(r)->limit;
		torn = node(r, list->last);
		r->out->count = list->last + 1;
		*torn = (struct stmt){ .kind = STMT_UNKNOWN,
				       .first = torn->first,
				       .head = SOURCE_NONE,
				       .head_end = SOURCE_NONE,
				       .parent = torn->parent,
				       .next = SOURCE_NONE,
				       .child = SOURCE_NONE };
		if (p == SOURCE_NONE)
			p = grammar_skip(r->src, torn->first, limit);
		while (p < list->end && !is_boundary(r, p, list->cond))
			p = grammar_skip(r->src, p, limit);
		if (p <= list->end || list->braces)
			break;
		r->depth--; /* the branch; its #if goes next round */
	}
	r->p = torn->end = p < list->end ? p : list->end;
}

/* -- simple statements ---------------------------------------------------------------------- */

/* Are all tokens of [first, end) in branch @cond? Notes statement expressions in @has_stmt_expr. */
static bool is_whole(const struct reader *r, uint32_t first, uint32_t end, uint32_t cond,
		     bool *has_stmt_expr)
{
	for (uint32_t i = first; i < end; i++) {
		if (cond_of(r, i) != cond)
			return false;
		if (source_is(r->src, i, "(") && i + 1 < end && source_is(r->src, i + 1, "{"))
			*has_stmt_expr = true;
	}
	return true;
}

static void set_head(struct stmt *s, uint32_t head, uint32_t end)
{
	s->head = head;
	s->head_end = end;
}

/* "case X:", "default:" or "name:" at r->p; returns its end, or SOURCE_NONE if it is none. */
static uint32_t read_label(const struct reader *r, struct stmt *s, uint32_t limit)
{
	const struct source *src = r->src;
	uint32_t p = r->p, colon = p + 1;

	if (source_is(src, p, "case") || source_is(src, p, "default")) {
		colon = grammar_case_colon(src, p, limit);
		if (colon == SOURCE_NONE)
			return SOURCE_NONE;
		s->kind = STMT_CASE;
		set_head(s, p + 1, colon);
		return colon + 1;
	}
	if (!grammar_is_ident(src, p) || grammar_is_control(src, p) || colon >= limit ||
	    !source_is(src, colon, ":"))
		return SOURCE_NONE;
	s->kind = STMT_LABEL;
	set_head(s, p, colon);
	return colon + 1;
}

/* break, continue, goto, return; returns its end, or SOURCE_NONE if it is none. */
static uint32_t read_jump(const struct reader *r, struct stmt *s, uint32_t limit)
{
	const struct source *src = r->src;
	uint32_t p = r->p, end;

	if (source_is(src, p, "break") || source_is(src, p, "continue")) {
		s->kind = source_is(src, p, "break") ? STMT_BREAK : STMT_CONTINUE;
		return source_is(src, p + 1, ";") ? p + 2 : SOURCE_NONE;
	}
	if (!source_is(src, p, "goto") && !source_is(src, p, "return"))
		return SOURCE_NONE;
	end = grammar_simple_end(src, p, limit);
	if (end == SOURCE_NONE)
		return SOURCE_NONE;
	if (source_is(src, p, "return")) {
		s->kind = STMT_RETURN;
		set_head(s, p + 1, end - 1);
	} else {
		s->kind = STMT_GOTO;
		if (end == p + 3 && grammar_is_ident(src, p + 1))
			set_head(s, p + 1, p + 2);
	}
	return end;
}

/* A declaration or an expression; returns its end, or SOURCE_NONE if it is none. */
static uint32_t read_expression(const struct reader *r, struct stmt *s, uint32_t limit)
{
	const struct source *src = r->src;
	uint32_t p = r->p, end = grammar_bare_call_end(src, p, limit), close;

	if (end != SOURCE_NONE) {
		s->kind = STMT_EXPR;
		set_head(s, p, end);
		return end;
	}
	end = grammar_simple_end(src, p, limit);
	if (end == SOURCE_NONE || grammar_is_control(src, p) || grammar_is_asm_goto(src, p, end))
		return SOURCE_NONE;
	s->kind = grammar_is_declaration(src, p, end) ? STMT_DECL : STMT_EXPR;
	set_head(s, p, end - 1);
	/* "NAME(...) name ...": a macro and its body, perhaps */
	close = source_is(src, p + 1, "(") ? grammar_mate(src, p + 1, limit) : SOURCE_NONE;
	if (close != SOURCE_NONE && grammar_is_ident(src, p) && !grammar_is_type_word(src, p) &&
	    grammar_is_ident(src, close + 1))
		return SOURCE_NONE;
	/* "WORD newline name(...);" may be a macro and a call */
	if (s->kind == STMT_DECL && !grammar_is_type_word(src, p) && grammar_is_ident(src, p + 1) &&
	    src->token[p].line != src->token[p + 1].line)
		return SOURCE_NONE;
	return end;
}

/* Read the statement without children at r->p; false when it is not understood. */
static bool read_simple(struct reader *r, uint32_t index, uint32_t limit, uint32_t cond)
{
	struct stmt *s = node(r, index);
	uint32_t p = r->p, end = p + 1;

	if (source_is(r->src, p, ";"))
		s->kind = STMT_EMPTY;
	else
		end = read_label(r, s, limit);
	if (end == SOURCE_NONE)
		end = grammar_is_control(r->src, p) ? read_jump(r, s, limit)
						    : read_expression(r, s, limit);
	if (end == SOURCE_NONE || !is_whole(r, p, end, cond, &s->has_stmt_expr))
		return false;
	s->end = r->p = end;
	return true;
}

/* -- compound statements -------------------------------------------------------------------- */

/* Read "(...)" after the keyword or macro name at r->p as the head; false when it is torn. */
static bool read_head(struct reader *r, uint32_t index, uint32_t limit, uint32_t cond)
{
	struct stmt *s = node(r, index);
	uint32_t open = r->p + 1, m;
	bool word = false;

	/* "if likely(x)" */
	if (source_is(r->src, r->p, "if") && grammar_is_ident(r->src, open) &&
	    !grammar_is_control(r->src, open)) {
		word = true;
		open++;
	}
	if (!source_is(r->src, open, "("))
		return false;
	m = grammar_mate(r->src, open, limit);
	if (m == SOURCE_NONE || m + 1 >= limit ||
	    !is_whole(r, r->p, m + 1, cond, &s->has_stmt_expr))
		return false;
	set_head(s, word ? open - 1 : open + 1, word ? m + 1 : m);
	r->p = m + 1;
	return true;
}

static bool open_block(struct reader *r, uint32_t index, uint32_t limit, uint32_t cond)
{
	uint32_t m = grammar_mate(r->src, r->p, limit);
	struct frame *f;

	if (m == SOURCE_NONE || cond_of(r, m) != cond)
		return false;
	node(r, index)->kind = STMT_BLOCK;
	if (++r->braces > MAX_BRACES) {
		r->hopeless = true;
		return true;
	}
	f = push(r, index, cond);
	f->list = f->braces = true;
	f->end = f->limit = m;
	r->p++;
	return true;
}

static bool open_compound(struct reader *r, uint32_t index, uint32_t limit, uint32_t cond)
{
	struct stmt *s = node(r, index);

	if (source_is(r->src, r->p, "if")) {
		s->kind = STMT_IF;
	} else if (source_is(r->src, r->p, "switch")) {
		s->kind = STMT_SWITCH;
	} else {
		s->kind = STMT_LOOP;
		s->loop = source_is(r->src, r->p, "while") ? LOOP_WHILE
			  : source_is(r->src, r->p, "for") ? LOOP_FOR
			  : source_is(r->src, r->p, "do")  ? LOOP_DO
							   : LOOP_MACRO;
	}
	if (source_is(r->src, r->p, "do"))
		r->p++;
	else if (!read_head(r, index, limit, cond))
		return false;
	push(r, index, cond);
	return true;
}

/* The #if group whose first live token is r->p, standing in branch @cond. */
static void open_cpp(struct reader *r, uint32_t index, uint32_t cond)
{
	uint32_t c = branch_under(r, r->p, cond);

	node(r, index)->kind = STMT_CPP;
	if (c == SOURCE_NONE) {
		tear(r);
		return;
	}
	push(r, index, cond)->branch = r->src->cond[c].group;
}

/* The branch after @c of the same #if, or SOURCE_NONE. Nested ones stand between them. */
static uint32_t next_branch(const struct source *src, uint32_t c)
{
	uint32_t group = src->cond[c].group;

	for (c++; c < src->conds; c++) {
		if (src->cond[c].group == group)
			return c;
		if (src->cond[c].parent == SOURCE_NONE || src->cond[c].parent < group)
			break;
	}
	return SOURCE_NONE;
}

/* Begin the next branch of an #if. Dead ones are left out: what remains is then always taken. */
static void step_cpp(struct reader *r)
{
	const struct source *src = r->src;
	struct frame *f = top(r);
	uint32_t c = f->branch, block;

	while (c != SOURCE_NONE && src->cond[c].dead) {
		r->p = src->cond[c].end;
		if (f->last != SOURCE_NONE)
			node(r, f->node)->has_else = true;
		c = next_branch(src, c);
	}
	if (c == SOURCE_NONE) {
		pop(r);
		return;
	}
	f->branch = next_branch(src, c);
	if (grammar_is_else(src, &src->cond[c]))
		node(r, f->node)->has_else = true;
	r->p = src->cond[c].first;
	block = add_node(r, STMT_BLOCK, r->p);
	f = push(r, block, c);
	f->list = true;
	f->end = src->cond[c].end;
}

/* -- the walk ------------------------------------------------------------------------------- */

/* Read or open the statement at r->p, a child of the top frame. */
static void begin_statement(struct reader *r)
{
	static const char *const compound[] = { "if", "while", "for", "do", "switch", NULL };
	uint32_t limit = top(r)->limit, cond = top(r)->cond, index;
	bool list = top(r)->list, ok;

	if (!list && (r->p >= limit || cond_of(r, r->p) != cond)) {
		tear(r); /* no body, or an #if in place of it */
		return;
	}
	index = add_node(r, STMT_UNKNOWN, r->p);
	if (cond_of(r, r->p) != cond) {
		open_cpp(r, index, cond);
		return;
	}
	if (source_is(r->src, r->p, "{"))
		ok = open_block(r, index, limit, cond);
	else if (grammar_is_any(r->src, r->p, compound) ||
		 grammar_is_macro_loop(r->src, r->p, limit))
		ok = open_compound(r, index, limit, cond);
	else
		ok = read_simple(r, index, limit, cond);
	/* a label as the body of an if is beyond us: the statement after it belongs to it */
	if (!list && (node(r, index)->kind == STMT_LABEL || node(r, index)->kind == STMT_CASE))
		ok = false;
	if (!ok)
		tear(r);
}

/* The tail of a do loop: "while (...);". */
static bool close_do(struct reader *r)
{
	struct frame *f = top(r);

	if (!source_is(r->src, r->p, "while") || !read_head(r, f->node, top(r)->limit, f->cond))
		return false;
	if (source_is(r->src, r->p, ";") && cond_of(r, r->p) == f->cond)
		r->p++;
	return true;
}

/* An if, loop or switch is on top: read its (next) child or close it. */
static void step_compound(struct reader *r)
{
	struct frame *f = top(r);
	const struct stmt *s = node(r, f->node);

	if (f->last == SOURCE_NONE) {
		begin_statement(r);
		return;
	}
	if (s->kind == STMT_IF && !f->done && source_is(r->src, r->p, "else")) {
		f->done = true;
		if (cond_of(r, r->p) != f->cond) {
			tear(r);
			return;
		}
		r->p++;
		begin_statement(r);
		return;
	}
	if (s->kind == STMT_LOOP && s->loop == LOOP_DO && !close_do(r)) {
		tear(r);
		return;
	}
	pop(r);
}

static void step(struct reader *r)
{
	struct frame *f = top(r);

	if (f->list) {
		if (r->p >= f->end) {
			r->p = f->braces ? f->end + 1 : f->end;
			pop(r);
		} else {
			begin_statement(r);
		}
	} else if (node(r, f->node)->kind == STMT_CPP) {
		step_cpp(r);
	} else {
		step_compound(r);
	}
}

static int read_block(const struct source *src, uint32_t open, uint32_t close,
		      struct statements *out)
{
	struct reader r = { .src = src, .out = out, .p = open };
	uint32_t body;

	*out = (struct statements){ 0 };
	body = add_node(&r, STMT_UNKNOWN, open);
	if (close == SOURCE_NONE || close >= src->tokens || close <= open ||
	    !open_block(&r, body, close + 1, src->token[open].cond))
		r.hopeless = true;
	while (r.depth && !r.hopeless)
		step(&r);
	if (r.hopeless) {
		out->count = 1;
		out->stmt[0].kind = STMT_UNKNOWN;
		out->stmt[0].child = SOURCE_NONE;
		out->stmt[0].end = close == SOURCE_NONE ? (uint32_t)src->tokens : close + 1;
	}
	free(r.frame);
	return r.hopeless;
}

int statement_read(const struct source *src, uint32_t fn, struct statements *out)
{
	return read_block(src, src->function[fn].open, src->function[fn].close, out);
}

int statement_read_block(const struct source *src, uint32_t open, struct statements *out)
{
	return read_block(src, open, src->token[open].mate, out);
}

void statement_free(struct statements *s)
{
	free(s->stmt);
	*s = (struct statements){ 0 };
}

uint32_t statement_at(const struct statements *s, uint32_t tok)
{
	size_t low = 0, high = s->count;
	uint32_t i;

	/* nodes are sorted by their first token: the last that begins at or before it */
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->stmt[mid].first <= tok)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return SOURCE_NONE;
	for (i = (uint32_t)low - 1; i != SOURCE_NONE && s->stmt[i].end <= tok;)
		i = s->stmt[i].parent;
	return i;
}

bool statement_is_closed(const struct source *src, const struct stmt *s)
{
	return s->end > s->first && source_is(src, s->end - 1, ";");
}
