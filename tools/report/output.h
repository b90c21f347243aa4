/* SPDX-License-Identifier: GPL-2.0-only */
/* output: what the reports share: one write that notices a full disk, names made safe to print. */
#ifndef GUPSWEEP_OUTPUT_H
#define GUPSWEEP_OUTPUT_H

#include <stdio.h>

#include "base/buf.h"
#include "base/error.h"
#include "report.h"

/* Write @text whole and flush. Returns 0, or -1 with @err set (a full disk, a closed pipe). */
int output_write(FILE *out, const struct buf *text, struct error *err);

/* Append @s with every control character shown as '?', so that it stays on its line. */
void output_line(struct buf *b, const char *s);

/* The name of the function that holds @site, the caller's; "" outside functions. */
char *output_function(const struct sites *sites, const struct site *site);

#endif
