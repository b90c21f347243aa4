// SPDX-License-Identifier: GPL-2.0-only
/* macro: the #define lines of the files that belong together. */
#include "macro.h"

#include <stdlib.h>
#include <string.h>

#include "source/define.h"

/* What is asked of each file. */
typedef bool ask(const struct source *src, const char *text, size_t len);

static bool any_file(const struct macro_scope *scope, ask *asks, const char *text, size_t len)
{
	const struct library_file *file;
	size_t at = 0;

	if (asks(scope->file ? scope->file->src : scope->src, text, len))
		return true;
	if (!scope->lib || !scope->file)
		return false;
	while ((file = library_next_own(scope->lib, scope->file, &at, text, len)))
		if (asks(file->src, text, len))
			return true;
	return false;
}

static bool any_file_of(const struct macro_scope *scope, ask *asks, const struct source *of,
			uint32_t tok)
{
	return any_file(scope, asks, of->text + of->token[tok].at, of->token[tok].len);
}

bool macro_defines(const struct macro_scope *scope, const struct source *of, uint32_t tok)
{
	return any_file_of(scope, define_has, of, tok);
}

bool macro_defines_word(const struct macro_scope *scope, const char *word)
{
	return any_file(scope, define_has, word, strlen(word));
}

bool macro_mentions(const struct macro_scope *scope, const struct source *of, uint32_t tok)
{
	return any_file_of(scope, define_mentions, of, tok);
}

static bool pastes(const struct source *src, const char *text, size_t len)
{
	(void)text;
	(void)len;
	return define_pastes(src);
}

bool macro_pastes(const struct macro_scope *scope)
{
	return any_file(scope, pastes, "##", 2);
}

static bool mentions(const struct library_file *file, const char *word)
{
	size_t count, len = strlen(word);
	const uint32_t *tok = library_words(file, word, len, &count);

	for (size_t i = 0; i < count; i++)
		if (source_is(file->src, tok[i], word))
			return true;
	return define_mentions(file->src, word, len);
}

bool macro_files_mention(const struct macro_scope *scope, const char *word)
{
	const struct library_file *file = scope->file;
	size_t at = 0;

	do {
		if (mentions(file, word))
			return true;
	} while ((file = library_next_own(scope->lib, scope->file, &at, word, strlen(word))));
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
