/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * source: C text -> tokens -> functions. No preprocessor, no headers: every branch of every #if is
 * seen, and what does not fit is tolerated and reported. Needs one file's text, which must outlive
 * the struct; leaves arrays in source order. Nothing is copied from the text.
 */
#ifndef GUPSWEEP_SOURCE_H
#define GUPSWEEP_SOURCE_H

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SOURCE_NONE UINT32_MAX /* no such token, function, condition */

enum token_kind {
	TOKEN_IDENT, /* identifiers and keywords */
	TOKEN_NUMBER,
	TOKEN_STRING, /* string and character literals */
	TOKEN_PUNCT,  /* longest match: "->", "+=", "##", "..." are one token each */
};

/* Comments and preprocessor lines are no tokens: see struct comment and struct directive. */
struct token {
	uint32_t at;   /* byte offset in the text */
	uint32_t len;  /* bytes */
	uint32_t line; /* from 1 */
	uint32_t
		mate; /* for ( [ { ) ] }: index of the partner, else or if unbalanced SOURCE_NONE */
	uint32_t cond; /* index of the innermost struct cond that holds it, or SOURCE_NONE */
	enum token_kind kind;
};

struct comment {
	uint32_t at, len;
	uint32_t line;	    /* of its first byte */
	uint32_t last_line; /* of its last byte */
};

enum directive_kind {
	DIRECTIVE_IF,	/* #if, #ifdef, #ifndef */
	DIRECTIVE_ELSE, /* #elif, #else */
	DIRECTIVE_ENDIF,
	DIRECTIVE_DEFINE,
	DIRECTIVE_INCLUDE,
	DIRECTIVE_OTHER,
};

/* One preprocessor line with its continuations (no final newline). */
struct directive {
	uint32_t at, len;
	uint32_t line, last_line;
	uint32_t token; /* index of the first token after it */
	uint32_t
		cond; /* the branch that holds it, or SOURCE_NONE; of an #else or #endif: that holds
			 * its #if */
	enum directive_kind kind;
};

/* One branch of an #if ... #endif: the text from its directive to the next of the same level. */
struct cond {
	uint32_t parent;     /* the branch that encloses the whole #if, or SOURCE_NONE */
	uint32_t group;	     /* index of the first branch of the same #if */
	uint32_t directive;  /* its #if, #elif or #else */
	uint32_t first, end; /* tokens [first, end) */
	bool dead;	     /* under #if 0, or the #else of #if 1, itself or a parent */
};

struct function {
	uint32_t first; /* first token of its declaration (return type, attributes) */
	uint32_t name;
	uint32_t params; /* its "(" ; K&R parameter declarations may follow the mate */
	uint32_t open;	 /* "{" */
	uint32_t close;	 /* "}" */
};

/* Something that could not be understood: unbalanced braces, an unterminated comment, ... */
struct source_trouble {
	uint32_t line;
	const char *what; /* static text */
};

struct source {
	const char *text;
	size_t len;
	struct token *token;
	size_t tokens, token_room;
	struct comment *comment;
	size_t comments, comment_room;
	struct directive *directive;
	size_t directives, directive_room;
	struct cond *cond;
	size_t conds, cond_room;
	struct function *function;
	size_t functions, function_room;
	struct source_trouble *trouble;
	size_t troubles, trouble_room;
};

/* Read @text (@len bytes, at most 2^32 - 2). Always succeeds; see the troubles. */
void source_read(struct source *src, const char *text, size_t len);
void source_free(struct source *src);

/*
 * Is token @tok exactly @word? False for SOURCE_NONE or past the end. Asked so often, as is the next
 * one, that the first byte decides before a call does.
 */
static inline bool source_is(const struct source *src, uint32_t tok, const char *word)
{
	const struct token *t = &src->token[tok];

	return tok < src->tokens && src->text[t->at] == *word &&
	       !strncmp(src->text + t->at, word, t->len) && !word[t->len];
}

/* Is @part in the text of token @tok? */
static inline bool source_holds(const struct source *src, uint32_t tok, const char *part)
{
	return memmem(src->text + src->token[tok].at, src->token[tok].len, part, strlen(part));
}

/* Are tokens @i of @a and @j of @b spelled the same? Both are there. */
static inline bool source_same(const struct source *a, uint32_t i, const struct source *b,
			       uint32_t j)
{
	const char *x = a->text + a->token[i].at, *y = b->text + b->token[j].at;

	return a->token[i].len == b->token[j].len && *x == *y && !memcmp(x, y, a->token[i].len);
}

/* A byte of an identifier, as C has it. */
static inline bool source_is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* A copy of the token's text, the caller's; of tokens [first, end), without what is between them. */
char *source_word(const struct source *src, uint32_t tok);
char *source_join(const struct source *src, uint32_t first, uint32_t end);
/* The function whose declaration or body holds token @tok, or SOURCE_NONE. */
uint32_t source_function_at(const struct source *src, uint32_t tok);
/* The byte's column, from 1. */
uint32_t source_column(const struct source *src, uint32_t at);
/* The first function that is called like token @tok of @of, or @name; SOURCE_NONE if there is none. */
uint32_t source_find(const struct source *src, const struct source *of, uint32_t tok);
uint32_t source_find_word(const struct source *src, const char *name);
/* Does the function's declaration contain @word, "static" say, before its name? */
bool source_declares(const struct source *src, uint32_t fn, const char *word);
/* Does its body contain it? */
bool source_has(const struct source *src, uint32_t fn, const char *word);
/* Is the token in a dead #if branch? */
bool source_is_dead(const struct source *src, uint32_t tok);
/*
 * Can both tokens be compiled in one configuration, as far as the nesting of #if branches tells?
 * False only when they sit in different branches of one #if.
 */
bool source_coexist(const struct source *src, uint32_t a, uint32_t b);
/* Index of the last directive (comment) that begins before byte @at, plus one. */
size_t source_directives_before(const struct source *src, uint32_t at);

#endif
