// SPDX-License-Identifier: GPL-2.0-only
/* macro: the #define lines of the files that belong together, read as text. */
#include "macro.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* The file and those of its own headers that hold some text. */
struct own_files {
	const struct source **src;
	size_t count, room;
};

/* One word of a directive's text; len 0 at its end. */
struct word {
	const char *at;
	size_t len;
	bool member; /* "->" or "." stands before it */
};

/* A #define or #undef line: its name, its parameters and its body. */
struct line {
	struct word name;
	const char *params, *body, *end; /* params == body without parameters */
};

static bool is_word_char(char ch)
{
	return isalnum((unsigned char)ch) || ch == '_';
}

/* Past a string or comment that begins at @p, else @p. */
static const char *skip_quoted(const char *p, const char *end)
{
	char quote = *p;

	if (p + 1 < end && p[0] == '/' && p[1] == '*') {
		for (p += 2; p + 1 < end && !(p[0] == '*' && p[1] == '/');)
			p++;
		return p + 1 < end ? p + 2 : end;
	}
	if (p + 1 < end && p[0] == '/' && p[1] == '/')
		return end;
	if (quote != '"' && quote != '\'')
		return p;
	for (p++; p < end && *p != quote; p++)
		if (*p == '\\')
			p++;
	return p < end ? p + 1 : end;
}

static struct word next_word(const char **at, const char *end)
{
	const char *p = *at;
	char last = 0, before = 0;
	struct word w = { 0 };

	while (p < end && !is_word_char(*p)) {
		const char *past = skip_quoted(p, end);

		if (past != p) {
			p = past;
			continue;
		}
		if (!isspace((unsigned char)*p) && *p != '\\') {
			before = last;
			last = *p;
		}
		p++;
	}
	w.at = p;
	w.member = (last == '.' && before != '.') || (last == '>' && before == '-');
	while (p < end && is_word_char(*p))
		p++;
	w.len = (size_t)(p - w.at);
	*at = p;
	return w;
}

static bool is(struct word w, const char *text, size_t len)
{
	return w.len == len && !memcmp(w.at, text, len);
}

/* Read directive @d if it is a #define or #undef. */
static bool read_line(const struct source *src, const struct directive *d, struct line *out)
{
	const char *p = src->text + d->at + 1;
	struct word w;

	out->end = src->text + d->at + d->len;
	w = next_word(&p, out->end);
	if (!is(w, "define", 6) && !is(w, "undef", 5))
		return false;
	out->name = next_word(&p, out->end);
	out->params = out->body = p;
	if (p < out->end && *p == '(') {
		while (p < out->end && *p != ')')
			p++;
		out->body = p < out->end ? p + 1 : out->end;
	}
	return out->name.len > 0;
}

static bool has_word(const char *p, const char *end, const char *text, size_t len)
{
	for (struct word w = next_word(&p, end); w.len; w = next_word(&p, end))
		if (!w.member && is(w, text, len))
			return true;
	return false;
}

/* -- the files ------------------------------------------------------------------------------ */

/* free(own->src). */
static void collect(const struct macro_scope *scope, const char *text, size_t len,
		    struct own_files *own)
{
	const struct library_file *file;
	size_t at = 0;

	*own = (struct own_files){ 0 };
	VEC_PUSH(own->src, own->count, own->room, scope->src);
	if (!scope->lib || !scope->file)
		return;
	while ((file = library_next_own(scope->lib, scope->file, &at, text, len)))
		VEC_PUSH(own->src, own->count, own->room, file->src);
}

/* What is asked of each line. */
struct query {
	const struct macro_scope *scope;
	uint32_t fn;	  /* of the scope's source, for is_used_mention() */
	const char *text; /* a name, or what a body pastes with */
	size_t len;
};

static bool any_line(const struct query *q, bool (*test)(const struct query *, const struct line *))
{
	struct own_files own;
	struct line line;
	bool found = false;

	collect(q->scope, q->text, q->len, &own);
	for (size_t i = 0; i < own.count && !found; i++)
		for (size_t d = 0; d < own.src[i]->directives && !found; d++)
			found = read_line(own.src[i], &own.src[i]->directive[d], &line) &&
				test(q, &line);
	free(own.src);
	return found;
}

/* -- names ---------------------------------------------------------------------------------- */

static bool is_definition(const struct query *q, const struct line *line)
{
	return is(line->name, q->text, q->len);
}

static bool is_in_body(const struct query *q, const struct line *line)
{
	return has_word(line->body, line->end, q->text, q->len);
}

static bool is_mention(const struct query *q, const struct line *line)
{
	return is_in_body(q, line) && !has_word(line->params, line->body, q->text, q->len);
}

/* Is the macro @name spelled in the function, or in the body of another macro? */
static bool is_used(const struct query *q, struct word name)
{
	const struct query used = { .scope = q->scope, .text = name.at, .len = name.len };
	const struct source *src = q->scope->src;

	for (uint32_t i = src->function[q->fn].first; i < src->function[q->fn].close; i++)
		if (src->token[i].len == name.len &&
		    !memcmp(src->text + src->token[i].at, name.at, name.len))
			return true;
	return any_line(&used, is_in_body);
}

static bool is_used_mention(const struct query *q, const struct line *line)
{
	return is_mention(q, line) && is_used(q, line->name);
}

static bool is_paste(const struct query *q, const struct line *line)
{
	return memmem(line->body, (size_t)(line->end - line->body), q->text, q->len);
}

static struct query ask(const struct macro_scope *scope, const struct source *of, uint32_t tok)
{
	return (struct query){ .scope = scope,
			       .text = of->text + of->token[tok].at,
			       .len = of->token[tok].len };
}

bool macro_defines(const struct macro_scope *scope, const struct source *of, uint32_t tok)
{
	const struct query q = ask(scope, of, tok);

	return any_line(&q, is_definition);
}

bool macro_defines_word(const struct macro_scope *scope, const char *word)
{
	const struct query q = { .scope = scope, .text = word, .len = strlen(word) };

	return any_line(&q, is_definition);
}

bool macro_used_mentions(const struct macro_scope *scope, uint32_t fn, const struct source *of,
			 uint32_t tok)
{
	struct query q = ask(scope, of, tok);

	q.fn = fn;
	return any_line(&q, is_used_mention);
}

bool macro_mentions(const struct macro_scope *scope, const struct source *of, uint32_t tok)
{
	const struct query q = ask(scope, of, tok);

	return any_line(&q, is_mention);
}

bool macro_pastes(const struct macro_scope *scope)
{
	const struct query q = { .scope = scope, .text = "##", .len = 2 };

	return any_line(&q, is_paste);
}

/* Does an #include line of @src name a file that ends in @name? */
static bool includes(const struct source *src, const char *name)
{
	size_t len = strlen(name);

	for (size_t d = 0; d < src->directives; d++) {
		const struct directive *dir = &src->directive[d];
		const char *at = src->text + dir->at, *found;

		found = dir->kind == DIRECTIVE_INCLUDE ? memmem(at, dir->len, name, len) : NULL;
		if (found && found + len < at + dir->len &&
		    (found[len] == '"' || found[len] == '>'))
			return true;
	}
	return false;
}

bool macro_includes_code(const struct macro_scope *scope, uint32_t name)
{
	const char *path = scope->file ? scope->file->path : "", *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	const struct library_holders *holders;

	if (includes(scope->src, ".c"))
		return true;
	if (!scope->lib || !*base)
		return false;
	holders = library_holders(scope->lib, scope->src, name);
	for (size_t i = 0; i < holders->count; i++)
		if (includes(holders->file[i]->src, base))
			return true;
	return false;
}

static bool mentions_anywhere(const struct source *src, const char *word)
{
	struct line line;

	if (!memmem(src->text, src->len, word, strlen(word)))
		return false;
	for (uint32_t tok = 0; tok < src->tokens; tok++)
		if (source_is(src, tok, word))
			return true;
	for (size_t d = 0; d < src->directives; d++)
		if (read_line(src, &src->directive[d], &line) &&
		    has_word(line.name.at, line.end, word, strlen(word)))
			return true;
	return false;
}

bool macro_files_mention(const struct macro_scope *scope, const char *word)
{
	struct own_files own;
	bool found = false;

	collect(scope, word, strlen(word), &own);
	for (size_t i = 0; i < own.count && !found; i++)
		found = mentions_anywhere(own.src[i], word);
	free(own.src);
	return found;
}
