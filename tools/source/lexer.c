// SPDX-License-Identifier: GPL-2.0-only
/*
 * lexer: text -> tokens, comments, preprocessor lines. Backslash-newline is white space. Nothing is
 * interpreted: the nesting of brackets and of #if is the next pass, in nesting.c.
 */
#include <ctype.h>
#include <string.h>

#include "base/memory.h"
#include "passes.h"

struct lexer {
	struct source *src;
	uint32_t at;
	uint32_t line;
	bool line_start; /* nothing but white space and comments since the newline */
};

static char peek(const struct lexer *lx, uint32_t ahead)
{
	size_t at = (size_t)lx->at + ahead;

	return at < lx->src->len ? lx->src->text[at] : '\0';
}

static bool at_end(const struct lexer *lx)
{
	return lx->at >= lx->src->len;
}

static void step(struct lexer *lx)
{
	if (lx->src->text[lx->at] == '\n')
		lx->line++;
	lx->at++;
}

/* A backslash that ends its line; gcc lets blanks stand between it and the newline. */
static bool skip_splice(struct lexer *lx)
{
	uint32_t len = 1;

	if (peek(lx, 0) != '\\')
		return false;
	while (peek(lx, len) == ' ' || peek(lx, len) == '\t' || peek(lx, len) == '\r')
		len++;
	if (peek(lx, len) != '\n')
		return false;
	lx->at += len + 1;
	lx->line++;
	return true;
}

/* On to byte @next, over any number of lines. */
static void skip_to(struct lexer *lx, size_t next)
{
	const char *at = lx->src->text + lx->at, *end = lx->src->text + next;

	while ((at = memchr(at, '\n', (size_t)(end - at)))) {
		lx->line++;
		at++;
	}
	lx->at = (uint32_t)next;
}

/* Past a comment that begins here; false if none does. */
static bool skip_comment(struct lexer *lx)
{
	const char *text = lx->src->text + lx->at, *end;

	if (peek(lx, 0) != '/' || (peek(lx, 1) != '*' && peek(lx, 1) != '/'))
		return false;
	if (peek(lx, 1) == '/') {
		while (!at_end(lx) && (peek(lx, 0) != '\n'))
			if (!skip_splice(lx))
				lx->at++;
		return true;
	}
	end = memmem(text + 2, lx->src->len - lx->at - 2, "*/", 2);
	if (!end)
		source_trouble(lx->src, lx->line, "comment without an end");
	skip_to(lx, end ? (size_t)(end + 2 - lx->src->text) : lx->src->len);
	return true;
}

static void read_comment(struct lexer *lx)
{
	struct comment c = { .at = lx->at, .line = lx->line };

	skip_comment(lx);
	c.len = lx->at - c.at;
	c.last_line = lx->line;
	VEC_PUSH(lx->src->comment, lx->src->comments, lx->src->comment_room, c);
}

/* A literal that begins with @quote here; ends at the line's end if it is not closed. */
static void skip_literal(struct lexer *lx, char quote)
{
	uint32_t line = lx->line;

	lx->at++;
	while (!at_end(lx) && peek(lx, 0) != quote) {
		if (peek(lx, 0) == '\n') {
			source_trouble(lx->src, line, "string or character without an end");
			return;
		}
		if (skip_splice(lx))
			continue;
		if (peek(lx, 0) == '\\' && lx->at + 1 < lx->src->len && peek(lx, 1) != '\n')
			lx->at++;
		step(lx);
	}
	if (!at_end(lx))
		lx->at++;
}

static enum directive_kind directive_kind(const char *word, size_t len)
{
	static const struct {
		const char *word;
		enum directive_kind kind;
	} known[] = {
		{ "if", DIRECTIVE_IF },		{ "ifdef", DIRECTIVE_IF },
		{ "ifndef", DIRECTIVE_IF },	{ "elif", DIRECTIVE_ELSE },
		{ "else", DIRECTIVE_ELSE },	{ "endif", DIRECTIVE_ENDIF },
		{ "define", DIRECTIVE_DEFINE }, { "include", DIRECTIVE_INCLUDE },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (len == strlen(known[i].word) && !memcmp(word, known[i].word, len))
			return known[i].kind;
	return DIRECTIVE_OTHER;
}

static void read_directive(struct lexer *lx)
{
	struct source *src = lx->src;
	struct directive d = { .at = lx->at, .line = lx->line, .token = (uint32_t)src->tokens };
	size_t word, end;

	lx->at++;
	while (!at_end(lx) && peek(lx, 0) != '\n') {
		char c = peek(lx, 0);

		if (skip_splice(lx) || skip_comment(lx))
			continue;
		/* An apostrophe in #error text is no literal. */
		if (c == '"')
			while (!at_end(lx) && peek(lx, 1) != '"' && peek(lx, 1) != '\n' &&
			       peek(lx, 1) != '\\')
				lx->at++;
		if (!at_end(lx))
			step(lx);
	}
	d.len = lx->at - d.at;
	d.last_line = lx->line;
	while (d.len && src->text[d.at + d.len - 1] == '\r')
		d.len--;
	for (word = (size_t)d.at + 1; word < d.at + d.len && strchr(" \t", src->text[word]);)
		word++;
	for (end = word; end < d.at + d.len && isalpha((unsigned char)src->text[end]);)
		end++;
	d.kind = directive_kind(src->text + word, end - word);
	VEC_PUSH(src->directive, src->directives, src->directive_room, d);
}

/* A table: it is asked for every byte of every file. */
static const bool ident[256] = {
	['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true,
	['_'] = true,	      ['$'] = true,	    [0x80 ... 0xff] = true,
};

static bool is_ident(char c)
{
	return ident[(unsigned char)c];
}

/* Where the identifier that begins at byte @at ends. */
static uint32_t ident_end(const struct source *src, uint32_t at)
{
	while (at < src->len && is_ident(src->text[at]))
		at++;
	return at;
}

/* The sign in 1e-5 or 0x1p+3: part of a number. */
static bool is_exponent_sign(const struct lexer *lx)
{
	char before = lx->src->text[lx->at - 1], c = peek(lx, 0);

	return (c == '+' || c == '-') &&
	       (before == 'e' || before == 'E' || before == 'p' || before == 'P');
}

static bool is_among(char c, const char *chars, size_t count)
{
	return memchr(chars, c, count) != NULL;
}

static uint32_t punct_length(const struct lexer *lx)
{
	char c = peek(lx, 0), second = peek(lx, 1);

	if ((c == '<' || c == '>') && second == c)
		return peek(lx, 2) == '=' ? 3 : 2;
	if (c == '.' && second == '.' && peek(lx, 2) == '.')
		return 3;
	if (second == '=' && is_among(c, "<>=!+-*/%&|^", 12))
		return 2;
	if (second == c && is_among(c, "+-&|#", 5))
		return 2;
	return c == '-' && second == '>' ? 2 : 1;
}

static void read_token(struct lexer *lx)
{
	struct token t = { .at = lx->at,
			   .line = lx->line,
			   .mate = SOURCE_NONE,
			   .cond = SOURCE_NONE };
	char c = peek(lx, 0);

	if (c == '"' || c == '\'') {
		t.kind = TOKEN_STRING;
		skip_literal(lx, c);
	} else if (isdigit((unsigned char)c) || (c == '.' && isdigit((unsigned char)peek(lx, 1)))) {
		t.kind = TOKEN_NUMBER;
		while (!at_end(lx) &&
		       (is_ident(peek(lx, 0)) || peek(lx, 0) == '.' || is_exponent_sign(lx)))
			lx->at++;
	} else if (is_ident(c)) {
		t.kind = TOKEN_IDENT;
		lx->at = ident_end(lx->src, lx->at);
		if (lx->at - t.at == 1 && c == 'L' && (peek(lx, 0) == '"' || peek(lx, 0) == '\'')) {
			t.kind = TOKEN_STRING;
			skip_literal(lx, peek(lx, 0));
		}
	} else {
		t.kind = TOKEN_PUNCT;
		lx->at += punct_length(lx);
	}
	t.len = lx->at - t.at;
	VEC_PUSH(lx->src->token, lx->src->tokens, lx->src->token_room, t);
}

/* Past white space, a comment or a preprocessor line that begins with @c; false if none does. */
static bool skip_other(struct lexer *lx, char c)
{
	if (isspace((unsigned char)c)) {
		lx->line_start |= c == '\n';
		step(lx);
	} else if (c == '/' && (peek(lx, 1) == '*' || peek(lx, 1) == '/')) {
		read_comment(lx);
	} else if (c == '#' && lx->line_start) {
		read_directive(lx);
	} else {
		return skip_splice(lx);
	}
	return true;
}

void source_lex(struct source *src)
{
	struct lexer lx = { .src = src, .line = 1, .line_start = true };

	/* about what C needs, so that the array is seldom moved */
	src->token_room = src->len / 6 + 16;
	src->token = memory_resize(NULL, src->token_room, sizeof(*src->token));
	while (!at_end(&lx)) {
		char c = peek(&lx, 0);

		if (c == ' ' || c == '\t') {
			lx.at++;
		} else if (is_ident(c) || !skip_other(&lx, c)) {
			lx.line_start = false;
			read_token(&lx);
		}
	}
}
