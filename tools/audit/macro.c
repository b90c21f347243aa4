// SPDX-License-Identifier: GPL-2.0-only
/* macro: the #define lines of the files that belong together, read as text. */
#include "macro.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

#define MAX_FILES 40

struct own_files {
	const struct source *src[MAX_FILES];
	const char *path[MAX_FILES];
	size_t count;
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

/* The file that the #include "..." line @d of @path means, or NULL. */
static const struct library_file *included(struct library *lib, const char *path,
					   const struct source *src, const struct directive *d)
{
	const char *p = src->text + d->at, *end = p + d->len, *name, *slash = strrchr(path, '/');
	const struct library_file *file;
	char *full;

	p = memchr(p, '"', d->len);
	name = p ? p + 1 : NULL;
	p = name ? memchr(name, '"', (size_t)(end - name)) : NULL;
	if (!p)
		return NULL;
	full = memory_printf("%.*s%.*s", slash ? (int)(slash + 1 - path) : 0, path, (int)(p - name),
			     name);
	file = library_file(lib, full);
	free(full);
	return file;
}

static void add_file(struct own_files *own, const struct source *src, const char *path)
{
	for (size_t i = 0; i < own->count; i++)
		if (own->src[i] == src)
			return;
	if (own->count == MAX_FILES)
		return;
	own->src[own->count] = src;
	own->path[own->count++] = path;
}

static void collect(const struct macro_scope *scope, struct own_files *own)
{
	own->count = 0;
	add_file(own, scope->src, scope->file ? scope->file->path : "");
	for (size_t i = 0; scope->lib && i < own->count; i++) {
		const struct source *src = own->src[i];

		for (size_t d = 0; d < src->directives; d++) {
			const struct library_file *file = NULL;

			if (src->directive[d].kind == DIRECTIVE_INCLUDE)
				file = included(scope->lib, own->path[i], src, &src->directive[d]);
			if (file)
				add_file(own, file->src, file->path);
		}
	}
}

/* -- names ---------------------------------------------------------------------------------- */

static bool defines(const struct macro_scope *scope, const char *text, size_t len)
{
	struct own_files own;
	struct line line;

	collect(scope, &own);
	for (size_t i = 0; i < own.count; i++)
		for (size_t d = 0; d < own.src[i]->directives; d++)
			if (read_line(own.src[i], &own.src[i]->directive[d], &line) &&
			    is(line.name, text, len))
				return true;
	return false;
}

bool macro_defines(const struct macro_scope *scope, const struct source *of, uint32_t tok)
{
	return defines(scope, of->text + of->token[tok].at, of->token[tok].len);
}

bool macro_defines_word(const struct macro_scope *scope, const char *word)
{
	return defines(scope, word, strlen(word));
}

/* Is the macro @name spelled in function @fn, or in the body of another macro? */
static bool is_used(const struct macro_scope *scope, const struct own_files *own, uint32_t fn,
		    struct word name)
{
	const struct source *src = scope->src;
	struct line line;

	for (uint32_t i = src->function[fn].first; i < src->function[fn].close; i++)
		if (src->token[i].len == name.len &&
		    !memcmp(src->text + src->token[i].at, name.at, name.len))
			return true;
	for (size_t i = 0; i < own->count; i++)
		for (size_t d = 0; d < own->src[i]->directives; d++)
			if (read_line(own->src[i], &own->src[i]->directive[d], &line) &&
			    has_word(line.body, line.end, name.at, name.len))
				return true;
	return false;
}

bool macro_used_mentions(const struct macro_scope *scope, uint32_t fn, const struct source *of,
			 uint32_t tok)
{
	const char *text = of->text + of->token[tok].at;
	size_t len = of->token[tok].len;
	struct own_files own;
	struct line line;

	collect(scope, &own);
	for (size_t i = 0; i < own.count; i++)
		for (size_t d = 0; d < own.src[i]->directives; d++)
			if (read_line(own.src[i], &own.src[i]->directive[d], &line) &&
			    has_word(line.body, line.end, text, len) &&
			    !has_word(line.params, line.body, text, len) &&
			    (fn == SOURCE_NONE || is_used(scope, &own, fn, line.name)))
				return true;
	return false;
}

bool macro_mentions(const struct macro_scope *scope, const struct source *of, uint32_t tok)
{
	return macro_used_mentions(scope, SOURCE_NONE, of, tok);
}

bool macro_pastes(const struct macro_scope *scope)
{
	struct own_files own;
	struct line line;

	collect(scope, &own);
	for (size_t i = 0; i < own.count; i++)
		for (size_t d = 0; d < own.src[i]->directives; d++)
			if (read_line(own.src[i], &own.src[i]->directive[d], &line) &&
			    memmem(line.body, (size_t)(line.end - line.body), "##", 2))
				return true;
	return false;
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

	if (includes(scope->src, ".c"))
		return true;
	for (size_t i = 0; scope->lib && *base && i < library_count(scope->lib); i++) {
		const struct library_file *file = library_holder(scope->lib, i, scope->src, name);

		if (file && !file->absent && includes(file->src, base))
			return true;
	}
	return false;
}

bool macro_files_mention(const struct macro_scope *scope, const char *word)
{
	struct own_files own;
	struct line line;
	size_t len = strlen(word);

	collect(scope, &own);
	for (size_t i = 0; i < own.count; i++) {
		for (uint32_t tok = 0; tok < own.src[i]->tokens; tok++)
			if (source_is(own.src[i], tok, word))
				return true;
		for (size_t d = 0; d < own.src[i]->directives; d++)
			if (read_line(own.src[i], &own.src[i]->directive[d], &line) &&
			    has_word(line.name.at, line.end, word, len))
				return true;
	}
	return false;
}
