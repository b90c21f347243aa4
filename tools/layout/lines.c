// SPDX-License-Identifier: GPL-2.0-only
/* lines: a text as lines and columns. */
#include "lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void lines_read(struct lines *l, const char *text, size_t len)
{
	*l = (struct lines){ .text = text };
	VEC_PUSH(l->start, l->count, l->room, 0);
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\n' && i + 1 < len)
			VEC_PUSH(l->start, l->count, l->room, (uint32_t)(i + 1));
	VEC_PUSH(l->start, l->count, l->room, (uint32_t)len);
}

void lines_free(struct lines *l)
{
	free(l->start);
	*l = (struct lines){ 0 };
}

uint32_t lines_start(const struct lines *l, uint32_t line)
{
	return line < l->count ? l->start[line - 1] : l->start[l->count - 1];
}

uint32_t lines_end(const struct lines *l, uint32_t line)
{
	uint32_t end = lines_start(l, line + 1), start = lines_start(l, line);

	if (end > start && l->text[end - 1] == '\n')
		end--;
	if (end > start && l->text[end - 1] == '\r')
		end--;
	return end;
}

uint32_t lines_at(const struct lines *l, uint32_t at)
{
	size_t low = 1, high = l->count - 1; /* lines, the last one included */

	while (low < high) {
		size_t middle = (low + high + 1) / 2;

		if (l->start[middle - 1] <= at)
			low = middle;
		else
			high = middle - 1;
	}
	return (uint32_t)low;
}

bool lines_blank(const struct lines *l, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (!strchr(" \t\r\n\f\v", l->text[from]) || !l->text[from])
			return false;
	return true;
}

bool lines_is_blank(const struct lines *l, uint32_t line)
{
	return lines_blank(l, lines_start(l, line), lines_end(l, line));
}

const char *lines_newline(const struct lines *l, uint32_t line)
{
	uint32_t end = lines_end(l, line);

	return end < l->start[l->count - 1] && l->text[end] == '\r' ? "\r\n" : "\n";
}

uint32_t lines_indent(const struct lines *l, uint32_t line)
{
	uint32_t start = lines_start(l, line), end = lines_end(l, line), at = start;

	while (at < end && (l->text[at] == ' ' || l->text[at] == '\t'))
		at++;
	return at - start;
}

size_t lines_advance(size_t from, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		from = text[i] == '\t' ? from / 8 * 8 + 8 : from + 1;
	return from;
}

size_t lines_column(const struct lines *l, uint32_t at)
{
	uint32_t start = lines_start(l, lines_at(l, at));

	return lines_advance(0, l->text + start, at - start);
}

void lines_pad(struct buf *out, size_t column, bool spaces)
{
	for (; !spaces && column >= 8; column -= 8)
		buf_addch(out, '\t');
	for (; column; column--)
		buf_addch(out, ' ');
}
