/* SPDX-License-Identifier: GPL-2.0-only */
/* value: JSON values that json.c and sarif.c share. */
#ifndef GUPSWEEP_LINT_VALUE_H
#define GUPSWEEP_LINT_VALUE_H

#include <jansson.h>

#include "base/buf.h"

/* @s as a JSON string; bytes that are not UTF-8 become U+FFFD. */
json_t *value_string(const char *s);
/* Append the document, which is freed, and a newline to @b. Returns 0, or -1 without memory. */
int value_write(json_t *document, struct buf *b);

#endif
