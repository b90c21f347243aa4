/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Two versions of a function over every schedule. See explore.h.
 */
#include <stdio.h>
#include <string.h>

#include "explore.h"

static void run_quietly(struct outcome *outcome, const struct function *function,
			struct schedule *schedule, bool talk)
{
	outcome->run.talk = talk;
	outcome_of(outcome, function, schedule);
}

/* Does the schedule hold a signal that comes during a wait? */
static bool killed_waiting(const struct run *run)
{
	unsigned int i;

	for (i = 0; i < BOUND_MMS * MM_PAGES; i++)
		if (run->faults[i].known && (run->faults[i].state == PAGE_KILLED_WAITING ||
					     run->faults[i].state == PAGE_USERFAULT_KILLED))
			return true;
	return false;
}

void explore_one(struct outcome *before, struct outcome *after, const struct function *first,
		 const struct function *second, struct schedule *schedule, char *difference,
		 size_t size, bool *killed)
{
	bool talk = before->run.talk;

	*killed = false;
	before->run.killed_early = after->run.killed_early = false;
	before->run.told_eagain = after->run.told_eagain = 0;
	if (talk)
		printf("  before\n");
	run_quietly(before, first, schedule, talk);
	if (talk)
		printf("    returns %ld\n  after\n", before->ret);
	run_quietly(after, second, schedule, talk);
	if (talk)
		printf("    returns %ld\n", after->ret);
	outcome_difference(before, after, difference, size);
	if (!difference[0] || !(killed_waiting(&after->run) || after->run.killed_locking))
		return;
	before->run.killed_early = true;
	before->run.told_eagain = after->run.killed_locking;
	if (talk)
		printf("  before, had the signal come before the wait\n");
	run_quietly(before, first, schedule, talk);
	outcome_difference(before, after, difference, size);
	*killed = !difference[0];
}

static void keep_plainest(struct exploration *result, const struct schedule *schedule,
			  const char *difference)
{
	if (result->differs && schedule_weight(schedule) >= schedule_weight(&result->schedule))
		return;
	result->differs = true;
	result->schedule = *schedule;
	snprintf(result->difference, sizeof(result->difference), "%s", difference);
}

void explore(struct exploration *result, const struct function *first,
	     const struct function *second, bool first_only)
{
	static struct outcome before, after;
	struct schedule schedule = { 0 };

	memset(result, 0, sizeof(*result));
	do {
		char difference[200];
		bool killed;

		explore_one(&before, &after, first, second, &schedule, difference,
			    sizeof(difference), &killed);
		result->schedules++;
		result->killed += killed;
		result->astray |= before.run.astray;
		result->got += before.run.nr_obtained > 0;
		result->kept += before.run.waited_first_holding;
		result->kept_second += after.run.waited_first_holding;
		result->dropped +=
			before.run.waited_first_holding && !after.run.waited_first_holding;
		if (before.run.failure[0]) {
			if (!result->wrong++)
				snprintf(result->wrong_why, sizeof(result->wrong_why), "%s",
					 before.run.failure);
		} else if (difference[0]) {
			keep_plainest(result, &schedule, difference);
			if (first_only)
				return;
		}
		result->capped = result->schedules == SCHEDULE_CAP;
	} while (!result->capped && schedule_next(&schedule));
}

static void question_text(const struct answer *q, const struct function *function, char *text,
			  size_t size)
{
	switch (q->kind) {
	case ASK_ARGUMENT:
		snprintf(text, size, "%s", function->parameters[q->which].name);
		break;
	case ASK_PAGE:
		snprintf(text, size, "%s%u", q->which < MM_PAGES ? "page" : "other",
			 q->which % MM_PAGES);
		break;
	case ASK_INTERRUPTED:
		snprintf(text, size, "interrupted%u", q->which);
		break;
	case ASK_CONTENDED:
		snprintf(text, size, "contended%u", q->which);
		break;
	case ASK_KILLED:
		snprintf(text, size, "killed%u", q->which);
		break;
	case ASK_MEMORY:
		snprintf(text, size, "no-memory%u", q->which);
		break;
	case ASK_RESULT:
		snprintf(text, size, "result%u", q->which);
		break;
	case ASK_COUNTER:
		snprintf(text, size, "counted%u", q->which);
		break;
	}
}

static void answer_text(const struct answer *q, unsigned int taken, const struct function *function,
			char *text, size_t size)
{
	if (q->kind == ASK_PAGE)
		snprintf(text, size, "%s", model_page_states[taken]);
	else if (q->kind == ASK_ARGUMENT)
		argument_text(argument_kind(&function->parameters[q->which]), taken, text, size);
	else
		snprintf(text, size, "%u", taken);
}

void schedule_text(const struct schedule *schedule, const struct function *function, char *text,
		   size_t size)
{
	char question[64], answer[64];
	size_t i, at = 0;

	text[0] = '\0';
	for (i = 0; i < schedule->length && at < size; i++) {
		const struct answer *q = &schedule->answers[i];

		if (!q->taken && q->kind != ASK_ARGUMENT)
			continue;
		question_text(q, function, question, sizeof(question));
		answer_text(q, q->taken, function, answer, sizeof(answer));
		at += (size_t)snprintf(text + at, size - at, "%s%s=%s", at ? "," : "", question,
				       answer);
	}
}

unsigned int schedule_wish(const struct answer *q, void *context)
{
	const struct wishes *wishes = context;
	char question[64], answer[64], wish[136];
	unsigned int taken, n = q->kind == ASK_PAGE ? PAGE_STATES_ALL : q->n;
	const char *at;
	size_t length;

	question_text(q, wishes->function, question, sizeof(question));
	for (taken = 0; taken < n; taken++) {
		answer_text(q, taken, wishes->function, answer, sizeof(answer));
		length = (size_t)snprintf(wish, sizeof(wish), "%s=%s", question, answer);
		for (at = wishes->text; (at = strstr(at, wish)); at++)
			if ((at == wishes->text || at[-1] == ',') &&
			    (at[length] == ',' || !at[length]))
				return taken;
	}
	return 0;
}
