/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * statement: the statement tree of one function, without headers and tolerant of unknown macros.
 * What cannot be understood is a STMT_UNKNOWN, never a guess. Every #if branch is there, as
 * STMT_CPP. The nodes are in one array; children are linked by index, so that no walk needs
 * recursion. Needs struct source; leaves struct statements.
 */
#ifndef GUPSWEEP_STATEMENT_H
#define GUPSWEEP_STATEMENT_H

#include "source.h"

enum stmt_kind {
	STMT_BLOCK, /* { ... }: children in order */
	STMT_EXPR,  /* expression statement, also one whole call of a macro without ";" */
	STMT_DECL,  /* declaration, with its initialisers */
	STMT_IF,    /* head is the condition; children: then, else (one or two) */
	STMT_LOOP, /* while, for, do, and macro loops such as list_for_each_entry(...); one child */
	STMT_SWITCH, /* one child */
	STMT_CASE,   /* "case X:" or "default:" as a statement of its own */
	STMT_LABEL,  /* "name:" as a statement of its own; head is the name */
	STMT_GOTO,   /* head is the name; SOURCE_NONE for a computed one */
	STMT_BREAK,
	STMT_CONTINUE,
	STMT_RETURN,
	STMT_EMPTY, /* ; */
	STMT_CPP, /* #if ... #endif between statements: children are STMT_BLOCK, one per branch, and
		       * has_else tells whether one of them is always taken; block.first of a branch
		       * without statements equals its end */
	STMT_UNKNOWN, /* not understood, or torn by an #if; everything in it is suspect */
};

enum loop_kind { LOOP_WHILE, LOOP_FOR, LOOP_DO, LOOP_MACRO };

struct stmt {
	enum stmt_kind kind;
	enum loop_kind loop; /* for STMT_LOOP */
	bool has_else;	     /* for STMT_CPP */
	bool has_stmt_expr;  /* a GNU statement expression ({ ... }) lies in its own tokens */
	uint32_t first, end; /* tokens [first, end) of the whole, with its ";" */
	uint32_t head,
		head_end; /* condition, label name, for-header or returned expression: [head, head_end) */
	uint32_t parent, next,
		child; /* indices, SOURCE_NONE at the ends; children in source order */
};

struct statements {
	struct stmt *stmt; /* [0] is the body, a STMT_BLOCK */
	size_t count;
	size_t room;
};

/*
 * Read the body of function @fn. Returns 0; 1 when it is there but nested deeper than 10,000 or
 * otherwise hopeless (then only [0], of kind STMT_UNKNOWN). @out is the caller's.
 */
int statement_read(const struct source *src, uint32_t fn, struct statements *out);
/* The same of the block whose "{" is token @open, wherever it stands: a statement expression's. */
int statement_read_block(const struct source *src, uint32_t open, struct statements *out);
void statement_free(struct statements *s);
/* Does the statement end in a ";" of its own? */
bool statement_is_closed(const struct source *src, const struct stmt *s);
/* The innermost statement that holds token @tok, or SOURCE_NONE. */
uint32_t statement_at(const struct statements *s, uint32_t tok);

#endif
