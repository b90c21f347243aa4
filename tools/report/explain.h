/* SPDX-License-Identifier: GPL-2.0-only */
/* explain: one site for a person: its code, what holds at it, the evidence, what would change it. */
#ifndef GUPSWEEP_REPORT_EXPLAIN_H
#define GUPSWEEP_REPORT_EXPLAIN_H

#include "report.h"

/* Explain site @index of the report. Returns 0, or -1 with @err set (a full disk, a closed pipe). */
int report_explain(const struct report *report, size_t index, const struct report_style *style,
		   FILE *out, struct error *err);

#endif
