/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Every combination of outcomes, by backtracking. See choose.h.
 */
#include <limits.h>

#include "choose.h"

unsigned int schedule_ask(struct schedule *schedule, enum question_kind kind, unsigned int which,
			  unsigned int n)
{
	struct answer *answer = schedule->answers;
	size_t i;

	for (i = 0; i < schedule->length; i++, answer++)
		if (answer->kind == kind && answer->which == which)
			return answer->taken;
	if (schedule->length == SCHEDULE_MAX)
		return UINT_MAX;
	*answer = (struct answer){ kind, which, n, 0 };
	if (schedule->advice)
		answer->taken = schedule->advice(answer, schedule->context);
	schedule->length++;
	return answer->taken;
}

bool schedule_next(struct schedule *schedule)
{
	while (schedule->length > 0) {
		struct answer *last = &schedule->answers[schedule->length - 1];

		if (last->taken + 1 < last->n) {
			last->taken++;
			return true;
		}
		schedule->length--;
	}
	return false;
}

unsigned int schedule_weight(const struct schedule *schedule)
{
	unsigned int weight = 0;
	size_t i;

	for (i = 0; i < schedule->length; i++)
		weight += 1 + schedule->answers[i].taken + (schedule->answers[i].taken ? 2 : 0);
	return weight;
}
