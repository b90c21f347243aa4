/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Two versions of a function over every schedule.
 */
#ifndef HARNESS_EXPLORE_H
#define HARNESS_EXPLORE_H

#include "compare.h"

#define SCHEDULE_CAP 400000 /* reaching it is a failure, never a pass */

struct exploration {
	unsigned long schedules;
	unsigned long wrong; /* schedules in which the first version does what the kernel forbids */
	unsigned long killed;	   /* equal by the rule of fatal signals only */
	unsigned long got;	   /* in which a page was obtained */
	unsigned long kept;	   /* in which the first version waited with the lock held */
	unsigned long dropped;	   /* of these, in which the second one did not */
	unsigned long kept_second; /* in which the second one did so */
	bool capped, differs, astray;
	char wrong_why[160];
	char difference[200]; /* of the plainest schedule that differs */
	struct schedule schedule;
};

/* Run both over all schedules; with first_only, up to the first difference. */
void explore(struct exploration *result, const struct function *before,
	     const struct function *after, bool first_only);

/* Both in one schedule. difference is "" where they agree, *killed says that only by the rule of fatal
 * signals: one that comes during a wait may end the call as if it had come just before the wait, since
 * the retrying forms wait killably; and where the lock itself is taken killably, with -EAGAIN. */
void explore_one(struct outcome *before, struct outcome *after, const struct function *first,
		 const struct function *second, struct schedule *schedule, char *difference,
		 size_t size, bool *killed);

/* A schedule in words, "nr=2,page0=waits", as much as differs from the plainest. */
void schedule_text(const struct schedule *schedule, const struct function *function, char *text,
		   size_t size);

/* Advice for a schedule (choose.h) out of such words. */
struct wishes {
	const struct function *function;
	const char *text;
};
unsigned int schedule_wish(const struct answer *question, void *wishes);

#endif
