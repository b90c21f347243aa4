/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lines: a text as lines and columns. Lines count from 1, columns from 0 with tabs to the next
 * multiple of 8. Needs one text, which must outlive the struct.
 */
#ifndef GUPSWEEP_LINES_H
#define GUPSWEEP_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct lines {
	const char *text;
	uint32_t *start;    /* start[i]: offset of line i + 1; one more for the end of the text */
	size_t count, room; /* of start: lines + 1 */
};

void lines_read(struct lines *lines, const char *text, size_t len);
void lines_free(struct lines *lines);
uint32_t lines_start(const struct lines *lines, uint32_t line);
/* Offset of the line's newline ("\n" or "\r\n"), or of the end of the text. */
uint32_t lines_end(const struct lines *lines, uint32_t line);
uint32_t lines_at(const struct lines *lines, uint32_t at); /* the line that holds byte @at */
/* Only white space in [from, to)? */
bool lines_blank(const struct lines *lines, uint32_t from, uint32_t to);
bool lines_is_blank(const struct lines *lines, uint32_t line);
/* "\r\n" if the line ends so, else "\n". */
const char *lines_newline(const struct lines *lines, uint32_t line);
/* Length in bytes of the white space that begins the line. */
uint32_t lines_indent(const struct lines *lines, uint32_t line);
/* The column of byte @at. */
size_t lines_column(const struct lines *lines, uint32_t at);
/* The column behind @text (@len bytes, no newline) if it begins in column @from. */
size_t lines_advance(size_t from, const char *text, size_t len);
/* Append white space from column 0 to @column: tabs, then spaces; with @spaces only spaces. */
void lines_pad(struct buf *out, size_t column, bool spaces);

#endif
