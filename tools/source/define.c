// SPDX-License-Identifier: GPL-2.0-only
/* define: names that the macros of a file use. */
#include "define.h"

#include <ctype.h>
#include <string.h>

static bool is_word_char(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Where the identifier stands in @text from byte @at on, or @len. */
static size_t find_word(const char *text, size_t at, size_t len, const char *name, size_t name_len)
{
	for (; at + name_len <= len; at++)
		if (!memcmp(text + at, name, name_len) && !is_word_char(text[at - 1]) &&
		    (at + name_len == len || !is_word_char(text[at + name_len])))
			return at;
	return len;
}

/* The "(" and ")" of the macro's parameters; both at the end of its name where it has none. */
static void find_params(const char *text, size_t len, size_t *open, size_t *close)
{
	static const char word[] = "define";
	size_t at = find_word(text, 1, len, word, sizeof(word) - 1) + sizeof(word) - 1;

	while (at < len && !is_word_char(text[at]))
		at++;
	while (at < len && is_word_char(text[at]))
		at++;
	*open = at;
	if (at < len && text[at] == '(')
		while (at < len && text[at] != ')')
			at++;
	*close = at;
}

bool define_mentions(const struct source *src, const char *name, size_t len)
{
	for (size_t d = 0; d < src->directives; d++) {
		const struct directive *dir = &src->directive[d];
		const char *text = src->text + dir->at;
		size_t at, open, close;

		if (dir->kind != DIRECTIVE_DEFINE)
			continue;
		at = find_word(text, 1, dir->len, name, len);
		find_params(text, dir->len, &open, &close);
		if (at < dir->len && !(at > open && at < close))
			return true;
	}
	return false;
}
