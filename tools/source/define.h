/* SPDX-License-Identifier: GPL-2.0-only */
/* define: names that the macros of a file have and use. */
#ifndef GUPSWEEP_DEFINE_H
#define GUPSWEEP_DEFINE_H

#include "source.h"

/* The name that the #define line @d defines: its first byte in the text, and its length, else 0. */
size_t define_name(const struct source *src, const struct directive *d, size_t *len);
/* Does the file have a macro called @name (@len bytes)? */
bool define_has(const struct source *src, const char *name, size_t len);
/* Does line @d, if it is a #define, contain the identifier other than as a parameter of the macro? */
bool define_line_mentions(const struct source *src, const struct directive *d, const char *name,
			  size_t len);
/*
 * Does a #define line of the file contain the identifier @name (@len bytes), other than as a
 * parameter of the macro?
 */
bool define_mentions(const struct source *src, const char *name, size_t len);
/* Is one of the macro's parameters called @name? @params: their text up to ")", or NULL. */
bool define_has_parameter(const char *params, const char *name, size_t len);
/*
 * The words before and behind the "##" of line @d that @name (@len bytes) begins and ends with: how long they
 * are, 0: there is none.
 */
void define_line_parts(const struct source *src, const struct directive *d, const char *name,
		       size_t len, size_t *head, size_t *tail);
/* Does a macro put names together by "##"? */
bool define_pastes(const struct source *src);

#endif
