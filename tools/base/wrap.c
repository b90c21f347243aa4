// SPDX-License-Identifier: GPL-2.0-only
/* wrap: fill lines greedily; a column is one character of UTF-8. */
#include "wrap.h"

#include <string.h>

static size_t columns(const char *s, size_t len)
{
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

void wrap_add(struct buf *b, const char *first, const char *rest, const char *text)
{
	size_t at = 0;

	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		size_t len = strcspn(text, " "), width = columns(text, len);

		if (!at || at + 1 + width > WRAP_COLUMNS) {
			const char *indent = at ? rest : first;

			buf_addstr(b, at ? "\n" : "");
			buf_addstr(b, indent);
			at = columns(indent, strlen(indent));
		} else {
			buf_addch(b, ' ');
			at++;
		}
		buf_add(b, text, len);
		at += width;
		text += len;
	}
	if (at)
		buf_addch(b, '\n');
}

void wrap_paragraph(struct buf *b, const char *text)
{
	if (b->len)
		buf_addch(b, '\n');
	wrap_add(b, "", "", text);
}
