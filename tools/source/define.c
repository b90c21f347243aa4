// SPDX-License-Identifier: GPL-2.0-only
/* define: the lines are read as text, since a file's tokens are those outside of them. */
#include "define.h"

#include <string.h>

size_t define_name(const struct source *src, const struct directive *d, size_t *len)
{
	const char *p = src->text + d->at + 1, *end = src->text + d->at + d->len, *name;

	*len = 0;
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if (end - p < 7 || memcmp(p, "define", 6))
		return 0;
	for (p += 6; p < end && (*p == ' ' || *p == '\t' || *p == '\\' || *p == '\n');)
		p++;
	for (name = p; p < end && !strchr(" \t\r\n(\\/", *p);)
		p++;
	*len = (size_t)(p - name);
	return (size_t)(name - src->text);
}

/* Where the identifier stands in @text from byte @at on, or @len. */
static size_t find_word(const char *text, size_t at, size_t len, const char *name, size_t name_len)
{
	for (; at + name_len <= len; at++)
		if (!memcmp(text + at, name, name_len) && !source_is_word(text[at - 1]) &&
		    (at + name_len == len || !source_is_word(text[at + name_len])))
			return at;
	return len;
}

bool define_has(const struct source *src, const char *name, size_t len)
{
	for (size_t d = 0; d < src->directives; d++) {
		size_t found, at;

		if (src->directive[d].kind != DIRECTIVE_DEFINE)
			continue;
		at = define_name(src, &src->directive[d], &found);
		if (found == len && !memcmp(src->text + at, name, len))
			return true;
	}
	return false;
}

bool define_line_mentions(const struct source *src, const struct directive *d, const char *name,
			  size_t len)
{
	const char *text = src->text + d->at;
	size_t open, close, at;

	if (d->kind != DIRECTIVE_DEFINE || (at = find_word(text, 1, d->len, name, len)) == d->len)
		return false;
	open = define_name(src, d, &close) - d->at;
	open = close += open;
	if (open < d->len && text[open] == '(')
		while (close < d->len && text[close] != ')')
			close++;
	return at <= open || at >= close;
}

bool define_mentions(const struct source *src, const char *name, size_t len)
{
	for (size_t d = 0; d < src->directives; d++)
		if (define_line_mentions(src, &src->directive[d], name, len))
			return true;
	return false;
}

bool define_has_parameter(const char *params, const char *name, size_t len)
{
	size_t end = params ? strcspn(params, ")") : 0;

	for (size_t at = 0; at + len <= end; at++)
		if (!memcmp(params + at, name, len) && (!at || !source_is_word(params[at - 1])) &&
		    !source_is_word(params[at + len]))
			return true;
	return false;
}

void define_line_parts(const struct source *src, const struct directive *d, const char *name,
		       size_t len, size_t *head, size_t *tail)
{
	const char *at = src->text + d->at, *end = at + d->len, *paste = at;

	*head = *tail = 0;
	while (d->kind == DIRECTIVE_DEFINE &&
	       (paste = memmem(paste, (size_t)(end - paste), "##", 2))) {
		const char *left = paste, *right = paste += 2;
		size_t before = 0, after = 0;

		while (left > at && left[-1] == ' ')
			left--;
		while (right < end && *right == ' ')
			right++;
		while (left > at && source_is_word(left[-1])) {
			left--;
			before++;
		}
		while (right + after < end && source_is_word(right[after]))
			after++;
		if (before > *head && before < len && !memcmp(left, name, before))
			*head = before;
		if (after > *tail && after < len && !memcmp(right, name + len - after, after))
			*tail = after;
	}
}

bool define_pastes(const struct source *src)
{
	for (size_t d = 0; d < src->directives; d++)
		if (src->directive[d].kind == DIRECTIVE_DEFINE &&
		    memmem(src->text + src->directive[d].at, src->directive[d].len, "##", 2))
			return true;
	return false;
}
