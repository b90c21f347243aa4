/* SPDX-License-Identifier: GPL-2.0-only */
/* count: how many sites have which verdict and reason. */
#ifndef GUPSWEEP_COUNT_H
#define GUPSWEEP_COUNT_H

#include <stddef.h>

#include "report.h"

#define COUNT_VERDICTS (VERDICT_MANUAL + 1)

struct count {
	size_t sites;
	size_t files;	      /* with a site */
	size_t files_changed; /* with an edit */
	size_t verdict[COUNT_VERDICTS];
	size_t reason[COUNT_VERDICTS][REASON_COUNT];
};

void count_read(const struct report *report, struct count *count);

#endif
