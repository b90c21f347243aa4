/* SPDX-License-Identifier: GPL-2.0-only */
/* output: the findings in each format. Needs lint. */
#ifndef GUPSWEEP_LINT_OUTPUT_H
#define GUPSWEEP_LINT_OUTPUT_H

#include <stdio.h>

#include "lint.h"
#include "report/report.h"

enum lint_format { LINT_TEXT, LINT_GCC, LINT_JSON, LINT_SARIF, LINT_GITHUB };

/* Print them to @out. Returns 0, or -1 with @err set (a full disk, a closed pipe). */
int lint_print(const struct lint *lint, enum lint_format format, const struct report_style *style,
	       FILE *out, struct error *err);

/* For lint_print() alone: append the whole output of that format to @b; -1 without memory. */
void output_text(const struct lint *lint, const struct report_style *style, struct buf *b);
void output_gcc(const struct lint *lint, struct buf *b);
void output_github(const struct lint *lint, struct buf *b);
int output_json(const struct lint *lint, struct buf *b);
int output_sarif(const struct lint *lint, struct buf *b);

#endif
