/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * expression: the tree of one expression, without headers and tolerant of unknown macros: a macro's
 * call is a call. What cannot be understood is an EXPR_UNKNOWN, whose children are what could be
 * read of it, never a guess. The nodes are in one array, a child before its parent, so that no walk
 * needs recursion. Needs struct source; leaves struct expressions.
 */
#ifndef GUPSWEEP_EXPRESSION_H
#define GUPSWEEP_EXPRESSION_H

#include "source.h"

enum expr_kind {
	EXPR_UNKNOWN,
	EXPR_NAME,
	EXPR_NUMBER,
	EXPR_STRING,	  /* also characters, and strings that stand side by side */
	EXPR_CALL,	  /* children: what is called, then the arguments */
	EXPR_MEMBER,	  /* child: the object; tok: the member's name; see expression_is_arrow() */
	EXPR_INDEX,	  /* children: the object, the index */
	EXPR_PREFIX,	  /* tok: & * + - ! ~ ++ -- or && (of a label) */
	EXPR_POSTFIX,	  /* tok: ++ or -- */
	EXPR_BINARY,	  /* tok: the operator */
	EXPR_ASSIGN,	  /* tok: = += ... ; children: left, right */
	EXPR_CONDITIONAL, /* children: condition, then, else; "a ?: b" has two */
	EXPR_COMMA,
	EXPR_CAST,    /* child: the operand, a list for a compound literal; tok: the "(" */
	EXPR_SIZEOF,  /* sizeof, typeof, alignof: what is asked about is not evaluated, no child */
	EXPR_TYPE,    /* a type that stands as an argument */
	EXPR_LIST,    /* { ... }: children in order */
	EXPR_ELEMENT, /* .name = x or [n] = x in a list; child: x; tok: the name or "[" */
	EXPR_BLOCK,   /* ({ ... }), or { ... } handed to a macro: statements, not read here */
};

struct expr {
	enum expr_kind kind;
	bool doubt;	      /* "(name) * x", "(name)(x)": a cast if name is a type */
	uint32_t tok;	      /* see above; else the first token */
	uint32_t first, end;  /* tokens [first, end) */
	uint32_t child, next; /* indices, SOURCE_NONE at the ends */
	uint32_t parent;      /* SOURCE_NONE: a root; set in an EXPR_BLOCK by who reads that */
};

struct expressions {
	const struct source *src;
	struct expr *expr;
	size_t count, room;
};

/* Whether the identifier at token @tok is known to name a type, for casts. */
typedef bool expression_is_type(const void *ctx, const struct source *src, uint32_t tok);

/*
 * Read tokens [first, end) of out->src and append the nodes to @out, which the caller has begun with
 * its src and frees with expression_free(). @is_type may be NULL. Returns the root, SOURCE_NONE for
 * an empty range.
 */
uint32_t expression_read(struct expressions *out, uint32_t first, uint32_t end,
			 expression_is_type *is_type, const void *ctx);
void expression_free(struct expressions *e);

/* Is the EXPR_MEMBER reached by "->"? */
bool expression_is_arrow(const struct expressions *e, uint32_t i);
/* Is node @i's operator or name spelled @word? */
bool expression_is(const struct expressions *e, uint32_t i, const char *word);
/* Child @n of node @i, from 0; SOURCE_NONE if there are fewer. */
uint32_t expression_child(const struct expressions *e, uint32_t i, int n);
/* Of a call of a plain name, that name's token; else SOURCE_NONE. */
uint32_t expression_callee(const struct expressions *e, uint32_t i);
/* NULL, 0, 0L and casts of them. */
bool expression_is_null(const struct expressions *e, uint32_t i);
/*
 * Is @i evaluated whenever what it is a part of is: in no arm of a condition, nor in a statement expression?
 * SOURCE_NONE is.
 */
bool expression_is_certain(const struct expressions *e, uint32_t i);
/* The first of the nodes that @i is made of; they stand together, itself last. */
uint32_t expression_first(const struct expressions *e, uint32_t i);
/* @i without the casts, likely() and unlikely() around it. */
uint32_t expression_strip(const struct expressions *e, uint32_t i);

#endif
