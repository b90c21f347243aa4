// SPDX-License-Identifier: GPL-2.0-only
/*
 * expression: operator precedence with two stacks of its own, one of operands and one of what is
 * still open: operators that wait for their right side, and brackets. Parentheses leave no node.
 */
#include "expression.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "grammar.h"

enum pending_kind {
	PENDING_BINARY,
	PENDING_PREFIX,
	PENDING_CAST,
	PENDING_QUESTION,
	PENDING_ELEMENT,
	/* brackets: an operator after one of these does not end what is before it */
	PENDING_PAREN,
	PENDING_CALL,
	PENDING_INDEX,
	PENDING_LIST,
	PENDING_BOTTOM,
};

/* Precedences; a higher one binds more tightly. */
enum {
	PREC_COMMA = 1,
	PREC_ASSIGN,
	PREC_CONDITIONAL,
	PREC_BINARY, /* to PREC_BINARY + 9 */
	PREC_PREFIX = PREC_BINARY + 10,
	PREC_BESIDE, /* two operands with nothing between them */
};

struct pending {
	enum pending_kind kind;
	int prec;
	uint32_t tok;
	uint32_t first; /* where the node that it becomes begins */
	bool colon;	/* PENDING_QUESTION: its ":" was read */
	size_t base;	/* operands below it */
};

struct reader {
	struct expressions *out;
	const struct source *src;
	expression_is_type *is_type;
	const void *ctx;
	uint32_t end;
	uint32_t *operand;
	size_t operands, operand_room;
	struct pending *pending;
	size_t depth, pending_room;
	bool want; /* an operand comes next */
};

static bool is(const struct reader *r, uint32_t tok, const char *word)
{
	return tok < r->end && source_is(r->src, tok, word);
}

static uint32_t mate_of(const struct reader *r, uint32_t tok)
{
	return grammar_mate(r->src, tok, r->end);
}

static struct expr *node(struct reader *r, uint32_t i)
{
	return &r->out->expr[i];
}

static uint32_t add(struct reader *r, enum expr_kind kind, uint32_t tok, uint32_t first,
		    uint32_t end)
{
	struct expressions *e = r->out;
	struct expr x = { .kind = kind,
			  .tok = tok,
			  .first = first,
			  .end = end,
			  .child = SOURCE_NONE,
			  .next = SOURCE_NONE,
			  .parent = SOURCE_NONE };

	VEC_PUSH(e->expr, e->count, e->room, x);
	return (uint32_t)e->count - 1;
}

static void push_operand(struct reader *r, uint32_t i)
{
	VEC_PUSH(r->operand, r->operands, r->operand_room, i);
	r->want = false;
}

static void push_pending(struct reader *r, enum pending_kind kind, int prec, uint32_t tok)
{
	struct pending p = { .kind = kind,
			     .prec = prec,
			     .tok = tok,
			     .first = tok,
			     .base = r->operands };

	VEC_PUSH(r->pending, r->depth, r->pending_room, p);
	r->want = true;
}

static struct pending *top(struct reader *r)
{
	return &r->pending[r->depth - 1];
}

/* The operands from @base on become the children of a new node that ends before token @end. */
static uint32_t collect(struct reader *r, enum expr_kind kind, uint32_t tok, uint32_t first,
			uint32_t end, size_t base)
{
	uint32_t i = add(r, kind, tok, first, end);

	for (size_t k = base; k < r->operands; k++) {
		node(r, r->operand[k])->parent = i;
		if (k == base)
			node(r, i)->child = r->operand[k];
		else
			node(r, r->operand[k - 1])->next = r->operand[k];
		if (node(r, r->operand[k])->end > node(r, i)->end)
			node(r, i)->end = node(r, r->operand[k])->end;
		if (node(r, r->operand[k])->first < node(r, i)->first)
			node(r, i)->first = node(r, r->operand[k])->first;
	}
	r->operands = base;
	push_operand(r, i);
	return i;
}

/* -- operators ------------------------------------------------------------------------------ */

static int binary_precedence(const struct reader *r, uint32_t tok)
{
	static const char *const levels[][5] = {
		{ "||", "..." },
		{ "&&" },
		{ "|" },
		{ "^" },
		{ "&" },
		{ "==", "!=" },
		{ "<", ">", "<=", ">=" },
		{ "<<", ">>" },
		{ "+", "-" },
		{ "*", "/", "%" },
	};
	static const char *const assign[] = { "=",  "+=", "-=", "*=",  "/=",  "%=",
					      "&=", "|=", "^=", "<<=", ">>=", NULL };

	if (is(r, tok, ","))
		return PREC_COMMA;
	if (grammar_is_any(r->src, tok, assign))
		return PREC_ASSIGN;
	for (int i = 0; i < 10; i++)
		for (int k = 0; k < 5 && levels[i][k]; k++)
			if (is(r, tok, levels[i][k]))
				return PREC_BINARY + i;
	return 0;
}

/* Close the operator on top of the stack: its operands are complete. */
static void reduce(struct reader *r)
{
	struct pending p = *top(r);
	size_t want =
		p.kind == PENDING_PREFIX || p.kind == PENDING_CAST || p.kind == PENDING_ELEMENT ? 1
												: 2;
	enum expr_kind kind = EXPR_BINARY;

	r->depth--;
	if (p.kind == PENDING_PREFIX)
		kind = EXPR_PREFIX;
	else if (p.kind == PENDING_CAST)
		kind = EXPR_CAST;
	else if (p.kind == PENDING_ELEMENT)
		kind = EXPR_ELEMENT;
	else if (p.kind == PENDING_QUESTION)
		kind = EXPR_CONDITIONAL;
	else if (p.prec == PREC_ASSIGN)
		kind = EXPR_ASSIGN;
	else if (p.prec == PREC_COMMA)
		kind = EXPR_COMMA;
	else if (p.prec == PREC_BESIDE)
		kind = EXPR_UNKNOWN;
	if (p.kind == PENDING_QUESTION) {
		p.base--;
		want = r->operands - p.base >= 3 ? 3 : 2;
		if (!p.colon)
			kind = EXPR_UNKNOWN;
	} else if (p.kind == PENDING_BINARY) {
		p.base--;
	}
	if (r->operands - p.base != want)
		kind = EXPR_UNKNOWN;
	collect(r, kind, p.tok, p.first, p.tok + 1, p.base);
}

/*
 * Close all operators that bind more tightly than @prec, down to the innermost bracket; a "?" that
 * waits for its ":" is one.
 */
static void reduce_to(struct reader *r, int prec, bool right)
{
	while (top(r)->kind < PENDING_PAREN &&
	       !(top(r)->kind == PENDING_QUESTION && !top(r)->colon) &&
	       (top(r)->prec > prec || (top(r)->prec == prec && !right)))
		reduce(r);
}

/* A missing operand: "f(a, , b)", "(a + )". */
static void fill(struct reader *r, uint32_t tok)
{
	if (r->want)
		push_operand(r, add(r, EXPR_UNKNOWN, tok, tok, tok));
}

/* -- types ---------------------------------------------------------------------------------- */

/* A word that begins the name of a type wherever it stands. */
static bool is_type_start(const struct reader *r, uint32_t tok)
{
	static const char *const kernel[] = { "u8",   "u16",   "u32",	"u64",	 "s8",	  "s16",
					      "s32",  "s64",   "__u8",	"__u16", "__u32", "__u64",
					      "__s8", "__s16", "__s32", "__s64", NULL };

	if (!grammar_is_ident(r->src, tok))
		return false;
	return grammar_is_type_word(r->src, tok) || grammar_is_any(r->src, tok, kernel) ||
	       (r->is_type && r->is_type(r->ctx, r->src, tok));
}

static bool ends_in_t(const struct source *src, uint32_t tok)
{
	const struct token *t = &src->token[tok];

	return t->kind == TOKEN_IDENT && t->len > 2 &&
	       !memcmp(src->text + t->at + t->len - 2, "_t", 2);
}

/* May an operand begin at @tok that could not follow another one? */
static bool begins_operand_only(const struct reader *r, uint32_t tok)
{
	if (tok >= r->end)
		return false;
	return r->src->token[tok].kind != TOKEN_PUNCT || is(r, tok, "!") || is(r, tok, "~") ||
	       is(r, tok, "{");
}

/* Is "(...)" at @open with its mate a cast? *@doubt: only if the one word in it is a type. */
static bool is_cast(const struct reader *r, uint32_t open, uint32_t mate, bool *doubt)
{
	uint32_t first = open + 1;
	bool more = begins_operand_only(r, mate + 1) || is(r, mate + 1, "(") ||
		    is(r, mate + 1, "*") || is(r, mate + 1, "&") || is(r, mate + 1, "-") ||
		    is(r, mate + 1, "+") || is(r, mate + 1, "++") || is(r, mate + 1, "--");

	*doubt = false;
	if (!more || !grammar_is_ident(r->src, first))
		return false;
	if (is_type_start(r, first))
		return true;
	for (uint32_t i = first; i < mate; i++)
		if (!grammar_is_ident(r->src, i) && !is(r, i, "*"))
			return false;
	if (mate > first + 1 || ends_in_t(r->src, first))
		return true; /* two words side by side, or a star at the end */
	if (begins_operand_only(r, mate + 1))
		return true;
	/* "(a)(b)c": the second is no list of arguments */
	if (is(r, mate + 1, "(") && mate_of(r, mate + 1) != SOURCE_NONE &&
	    begins_operand_only(r, mate_of(r, mate + 1) + 1))
		return true;
	*doubt = mate == first + 1;
	return false;
}

/* Where the type at @tok ends that stands as an argument: before "," or ")". */
static uint32_t type_end(const struct reader *r, uint32_t tok)
{
	while (tok < r->end && !is(r, tok, ",") && !is(r, tok, ")") && !is(r, tok, ";")) {
		uint32_t mate = r->src->token[tok].mate;

		tok = mate != SOURCE_NONE && mate > tok && mate < r->end ? mate + 1 : tok + 1;
	}
	return tok;
}

/* -- operands ------------------------------------------------------------------------------- */

static uint32_t unknown(struct reader *r, uint32_t first, uint32_t end)
{
	push_operand(r, add(r, EXPR_UNKNOWN, first, first, end));
	return end;
}

/* "(" where an operand is wanted: a cast, a statement expression, or parentheses. */
static uint32_t open_paren(struct reader *r, uint32_t p)
{
	uint32_t mate = mate_of(r, p);
	bool doubt;

	if (mate == SOURCE_NONE)
		return unknown(r, p, r->end);
	if (is(r, p + 1, "{") && mate_of(r, p + 1) == mate - 1) {
		push_operand(r, add(r, EXPR_BLOCK, p + 1, p, mate + 1));
		return mate + 1;
	}
	if (is_cast(r, p, mate, &doubt)) {
		push_pending(r, PENDING_CAST, PREC_PREFIX, p);
		return mate + 1;
	}
	if (doubt && (is(r, mate + 1, "(") || !is(r, mate + 1, "{"))) {
		uint32_t name = add(r, EXPR_NAME, p + 1, p, mate + 1);

		node(r, name)->doubt = true;
		push_operand(r, name);
		return mate + 1;
	}
	push_pending(r, PENDING_PAREN, 0, p);
	return p + 1;
}

/* sizeof, typeof and their kin: nothing is evaluated. */
static uint32_t read_unevaluated(struct reader *r, uint32_t p)
{
	uint32_t mate = is(r, p + 1, "(") ? mate_of(r, p + 1) : SOURCE_NONE, end = p + 1;

	if (mate != SOURCE_NONE) {
		end = mate + 1;
	} else { /* sizeof *p->q[1] */
		while (is(r, end, "*") || is(r, end, "&"))
			end++;
		end += end < r->end;
		while (end < r->end) {
			uint32_t m = mate_of(r, end);

			if (is(r, end, "->") || is(r, end, "."))
				end += 2;
			else if ((is(r, end, "[") || is(r, end, "(")) && m != SOURCE_NONE)
				end = m + 1;
			else
				break;
		}
		if (end > r->end)
			end = r->end;
	}
	push_operand(r, add(r, EXPR_SIZEOF, p, p, end));
	return end;
}

static uint32_t read_word(struct reader *r, uint32_t p)
{
	static const char *const unevaluated[] = {
		"sizeof",      "typeof",    "__typeof__", "__typeof",		"_Alignof",
		"__alignof__", "__alignof", "offsetof",	  "__builtin_offsetof", "typeof_member",
		NULL
	};
	static const char *const assembly[] = { "asm", "__asm__", "__asm", NULL };

	if (grammar_is_any(r->src, p, unevaluated))
		return read_unevaluated(r, p);
	if (grammar_is_any(r->src, p, assembly))
		return unknown(r, p, r->end);
	if (is_type_start(r, p) && !is(r, p + 1, "(")) {
		uint32_t end = type_end(r, p);

		push_operand(r, add(r, EXPR_TYPE, p, p, end));
		return end;
	}
	push_operand(r, add(r, EXPR_NAME, p, p, p + 1));
	return p + 1;
}

/* ".name =" or "[n] =" in a list, also ".a.b[1] =": the token after "=", or SOURCE_NONE. */
static uint32_t designator(const struct reader *r, uint32_t p)
{
	uint32_t at = p;

	while (at < r->end) {
		uint32_t mate = is(r, at, "[") ? mate_of(r, at) : SOURCE_NONE;

		if (is(r, at, ".") && grammar_is_ident(r->src, at + 1))
			at += 2;
		else if (mate != SOURCE_NONE)
			at = mate + 1;
		else
			break;
	}
	return at > p && is(r, at, "=") ? at + 1 : SOURCE_NONE;
}

static uint32_t read_operand(struct reader *r, uint32_t p)
{
	static const char *const prefix[] = { "&", "*", "+", "-", "!", "~", "++", "--", NULL };
	enum pending_kind in = top(r)->kind;
	uint32_t mate = mate_of(r, p), after;

	if (r->src->token[p].kind == TOKEN_IDENT)
		return read_word(r, p);
	if (r->src->token[p].kind != TOKEN_PUNCT) {
		push_operand(
			r, add(r, r->src->token[p].kind == TOKEN_NUMBER ? EXPR_NUMBER : EXPR_STRING,
			       p, p, p + 1));
		return p + 1;
	}
	if (is(r, p, "("))
		return open_paren(r, p);
	if (in == PENDING_LIST && (after = designator(r, p)) != SOURCE_NONE) {
		push_pending(r, PENDING_ELEMENT, PREC_ASSIGN, is(r, p, ".") ? p + 1 : p);
		return after;
	}
	if (is(r, p, "{") && mate != SOURCE_NONE) {
		if (in == PENDING_CALL) {
			push_operand(r, add(r, EXPR_BLOCK, p, p, mate + 1));
			return mate + 1;
		}
		push_pending(r, PENDING_LIST, 0, p);
		r->want = !is(r, p + 1, "}");
		return p + 1;
	}
	if (is(r, p, "&&") && grammar_is_ident(r->src, p + 1)) {
		push_pending(r, PENDING_PREFIX, PREC_PREFIX, p);
		return p + 1;
	}
	if (grammar_is_any(r->src, p, prefix)) {
		push_pending(r, PENDING_PREFIX, PREC_PREFIX, p);
		return p + 1;
	}
	if (is(r, p, ")") || is(r, p, "]") || is(r, p, "}") || is(r, p, ",") || is(r, p, ":")) {
		fill(r, p);
		return p;
	}
	return unknown(r, p, p + 1);
}

/* -- what follows an operand ---------------------------------------------------------------- */

static bool closes(const struct reader *r, uint32_t p, enum pending_kind kind)
{
	return (is(r, p, ")") && (kind == PENDING_PAREN || kind == PENDING_CALL)) ||
	       (is(r, p, "]") && kind == PENDING_INDEX) || (is(r, p, "}") && kind == PENDING_LIST);
}

/* ")", "]" or "}". */
static uint32_t close_bracket(struct reader *r, uint32_t p)
{
	struct pending b;

	reduce_to(r, 0, false);
	b = *top(r);
	if (!closes(r, p, b.kind))
		return unknown(r, p, r->end);
	r->depth--;
	if (b.kind == PENDING_PAREN) {
		if (r->operands - b.base != 1)
			collect(r, EXPR_UNKNOWN, b.tok, b.tok, p + 1, b.base);
		node(r, r->operand[r->operands - 1])->first = b.tok;
		node(r, r->operand[r->operands - 1])->end = p + 1;
		r->want = false;
	} else if (b.kind == PENDING_LIST) {
		collect(r, EXPR_LIST, b.tok, b.tok, p + 1, b.base);
	} else {
		collect(r, b.kind == PENDING_CALL ? EXPR_CALL : EXPR_INDEX, b.tok, b.tok, p + 1,
			b.base - 1);
	}
	return p + 1;
}

static uint32_t close_operand(struct reader *r, uint32_t p)
{
	uint32_t last = r->operand[r->operands - 1];

	if ((is(r, p, "->") || is(r, p, ".")) && grammar_is_ident(r->src, p + 1) &&
	    p + 1 < r->end) {
		collect(r, EXPR_MEMBER, p + 1, node(r, last)->first, p + 2, r->operands - 1);
		return p + 2;
	}
	collect(r, EXPR_POSTFIX, p, node(r, last)->first, p + 1, r->operands - 1);
	return p + 1;
}

/* "name(": a call without arguments closes at once. */
static uint32_t open_bracket(struct reader *r, uint32_t p)
{
	bool call = is(r, p, "(");

	if (mate_of(r, p) == SOURCE_NONE)
		return unknown(r, p, r->end);
	push_pending(r, call ? PENDING_CALL : PENDING_INDEX, 0, p);
	if (call && is(r, p + 1, ")"))
		r->want = false;
	return p + 1;
}

/* Two operands side by side: strings and their macros, or a word that may be a macro. */
static uint32_t read_beside(struct reader *r, uint32_t p)
{
	struct expr *last = node(r, r->operand[r->operands - 1]);
	bool string = r->src->token[p].kind == TOKEN_STRING;

	if ((string && (last->kind == EXPR_NAME || last->kind == EXPR_STRING)) ||
	    (last->kind == EXPR_STRING && r->src->token[p].kind == TOKEN_IDENT) ||
	    (last->kind == EXPR_NAME && p + 1 < r->end &&
	     r->src->token[p + 1].kind == TOKEN_STRING)) {
		last->kind = EXPR_STRING;
		last->end = p + 1;
		return p + 1;
	}
	reduce_to(r, PREC_BESIDE, true);
	push_pending(r, PENDING_BINARY, PREC_BESIDE, p);
	return p;
}

static uint32_t read_colon(struct reader *r, uint32_t p)
{
	reduce_to(r, 0, false);
	if (top(r)->kind != PENDING_QUESTION) {
		push_pending(r, PENDING_BINARY, PREC_BESIDE, p); /* a colon of nothing known */
		return p + 1;
	}
	top(r)->colon = true;
	r->want = true;
	return p + 1;
}

static uint32_t read_operator(struct reader *r, uint32_t p)
{
	int prec = binary_precedence(r, p);

	if (is(r, p, "(") || is(r, p, "["))
		return open_bracket(r, p);
	if (is(r, p, "->") || is(r, p, ".") || is(r, p, "++") || is(r, p, "--"))
		return close_operand(r, p);
	if (is(r, p, ")") || is(r, p, "]") || is(r, p, "}"))
		return close_bracket(r, p);
	if (is(r, p, "?")) {
		reduce_to(r, PREC_CONDITIONAL, true);
		push_pending(r, PENDING_QUESTION, PREC_CONDITIONAL, p);
		r->want = !is(r, p + 1, ":");
		return p + 1;
	}
	if (is(r, p, ":"))
		return read_colon(r, p);
	if (prec == PREC_COMMA) {
		reduce_to(r, PREC_COMMA, false);
		if (top(r)->kind == PENDING_CALL || top(r)->kind == PENDING_LIST) {
			r->want = !is(r, p + 1, "}");
			return p + 1;
		}
	}
	if (!prec)
		return read_beside(r, p);
	reduce_to(r, prec, prec == PREC_ASSIGN);
	push_pending(r, PENDING_BINARY, prec, p);
	return p + 1;
}

uint32_t expression_read(struct expressions *out, uint32_t first, uint32_t end,
			 expression_is_type *is_type, const void *ctx)
{
	struct reader r = { .out = out,
			    .src = out->src,
			    .is_type = is_type,
			    .ctx = ctx,
			    .end = end,
			    .want = true };
	uint32_t root = SOURCE_NONE;

	if (first >= end)
		return SOURCE_NONE;
	push_pending(&r, PENDING_BOTTOM, 0, first);
	for (uint32_t p = first; p < end;)
		p = r.want ? read_operand(&r, p) : read_operator(&r, p);
	fill(&r, end);
	while (r.depth > 1) {
		if (top(&r)->kind < PENDING_PAREN) {
			reduce(&r);
		} else { /* a bracket that never closes */
			struct pending b = *top(&r);

			r.depth--;
			collect(&r, EXPR_UNKNOWN, b.tok, b.tok, end, b.base);
		}
	}
	if (r.operands > 1)
		collect(&r, EXPR_UNKNOWN, first, first, end, 0);
	if (r.operands)
		root = r.operand[0];
	free(r.operand);
	free(r.pending);
	return root;
}

void expression_free(struct expressions *e)
{
	free(e->expr);
	*e = (struct expressions){ 0 };
}

/* -- questions ------------------------------------------------------------------------------ */

bool expression_is_arrow(const struct expressions *e, uint32_t i)
{
	return source_is(e->src, e->expr[i].tok - 1, "->");
}

bool expression_is(const struct expressions *e, uint32_t i, const char *word)
{
	return i != SOURCE_NONE && source_is(e->src, e->expr[i].tok, word);
}

uint32_t expression_child(const struct expressions *e, uint32_t i, int n)
{
	uint32_t child = i == SOURCE_NONE ? SOURCE_NONE : e->expr[i].child;

	while (n-- > 0 && child != SOURCE_NONE)
		child = e->expr[child].next;
	return child;
}

uint32_t expression_callee(const struct expressions *e, uint32_t i)
{
	uint32_t callee;

	if (i == SOURCE_NONE || e->expr[i].kind != EXPR_CALL)
		return SOURCE_NONE;
	callee = e->expr[i].child;
	return callee != SOURCE_NONE && e->expr[callee].kind == EXPR_NAME ? e->expr[callee].tok
									  : SOURCE_NONE;
}

bool expression_is_certain(const struct expressions *e, uint32_t i)
{
	for (uint32_t up; i != SOURCE_NONE && (up = e->expr[i].parent) != SOURCE_NONE; i = up)
		if (e->expr[up].kind == EXPR_BLOCK ||
		    (i != e->expr[up].child &&
		     (e->expr[up].kind == EXPR_CONDITIONAL || expression_is(e, up, "&&") ||
		      expression_is(e, up, "||"))))
			return false;
	return true;
}

uint32_t expression_first(const struct expressions *e, uint32_t i)
{
	while (e->expr[i].child != SOURCE_NONE)
		i = e->expr[i].child;
	return i;
}

uint32_t expression_strip(const struct expressions *e, uint32_t i)
{
	while (i != SOURCE_NONE) {
		uint32_t callee = expression_callee(e, i);

		if (e->expr[i].kind == EXPR_CAST)
			i = e->expr[i].child;
		else if (callee != SOURCE_NONE && (source_is(e->src, callee, "likely") ||
						   source_is(e->src, callee, "unlikely")))
			i = expression_child(e, i, 1);
		else
			break;
	}
	return i;
}

bool expression_is_null(const struct expressions *e, uint32_t i)
{
	i = expression_strip(e, i);
	if (i == SOURCE_NONE)
		return false;
	if (e->expr[i].kind == EXPR_NAME)
		return expression_is(e, i, "NULL");
	if (e->expr[i].kind != EXPR_NUMBER)
		return false;
	for (uint32_t k = 0; k < e->src->token[e->expr[i].tok].len; k++)
		if (!strchr(k ? "0xXuUlL'" : "0",
			    e->src->text[e->src->token[e->expr[i].tok].at + k]))
			return false;
	return true;
}
