/* SPDX-License-Identifier: GPL-2.0-only */
/* wrap: running text filled to the 75 columns that a commit message may have. */
#ifndef GUPSWEEP_SERIES_WRAP_H
#define GUPSWEEP_SERIES_WRAP_H

#include "buf.h"

#define WRAP_COLUMNS 75

/*
 * Append the words of @text, each line at most WRAP_COLUMNS wide unless one word alone is wider. The
 * first line begins with @first, the others with @rest. Ends with a newline; nothing if there is no word.
 */
void wrap_add(struct buf *b, const char *first, const char *rest, const char *text);
/* The same as a paragraph: no indentation, an empty line before it unless @b is empty. */
void wrap_paragraph(struct buf *b, const char *text);

#endif
