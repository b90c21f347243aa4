// SPDX-License-Identifier: GPL-2.0-only
/* How many sites have which verdict and reason. */
#include "count.h"

void count_read(const struct report *report, struct count *count)
{
	*count = (struct count){ 0 };
	count->sites = report->sites->count;
	count->files = report->sites->files;
	for (size_t i = 0; i < report->sites->count; i++) {
		const struct judgement *j = &report->judgement[i];

		count->verdict[j->verdict]++;
		count->reason[j->verdict][j->reason]++;
	}
	for (size_t i = 0; i < report->sites->files; i++)
		if (report->edits[i].count)
			count->files_changed++;
}
