/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What the model expects of a testcase in a named situation: a line of KEY=VALUE fields, described at
 * the top of testcases/run-harness.sh.
 */
#include <stdio.h>
#include <string.h>

#include "predict.h"

struct situation {
	const char *name;
	enum page_state first, rest; /* of a window's first two pages, of those behind them */
};

static const struct situation situations[] = {
	{ "present", PAGE_PRESENT, PAGE_PRESENT },
	{ "minor", PAGE_MINOR, PAGE_MINOR },
	{ "wait", PAGE_WAITS, PAGE_WAITS },
	{ "userfault", PAGE_USERFAULT, PAGE_USERFAULT },
	{ "bad", PAGE_UNMAPPED, PAGE_UNMAPPED },
	{ "partial", PAGE_PRESENT, PAGE_UNMAPPED },
	{ "signal", PAGE_KILLED_WAITING, PAGE_KILLED_WAITING },
	{ "userfault-signal", PAGE_USERFAULT_KILLED, PAGE_USERFAULT_KILLED },
};

struct advice {
	const struct situation *situation;
	struct wishes wishes;
};

static unsigned int advise(const struct answer *q, void *context)
{
	struct advice *advice = context;
	char word[80];

	if (q->kind == ASK_PAGE) {
		unsigned int taken = schedule_wish(q, &advice->wishes);

		if (taken)
			return taken;
		return q->which % WINDOW_PAGES < 2 ? advice->situation->first
						   : advice->situation->rest;
	}
	if (q->kind == ASK_ARGUMENT) {
		const struct parameter *p = &advice->wishes.function->parameters[q->which];

		snprintf(word, sizeof(word), "%s=", p->name);
		if (argument_kind(p) == ARG_COUNT && !strstr(advice->wishes.text, word))
			return BOUND_PAGES - 1; /* 4 */
	}
	return schedule_wish(q, &advice->wishes);
}

static void print_pages(const struct outcome *o, const struct function *function)
{
	unsigned int i, j, refs = 0, pins = 0;

	printf(" pages=");
	for (i = 0; i < function->nr; i++) {
		if (!strstr(function->parameters[i].type, "struct page **"))
			continue;
		for (j = 0; j < CELLS; j++) {
			const struct page *page = (const struct page *)o->cells[i][j];

			if (page < model_pages || page >= model_pages + BOUND_MMS * MM_PAGES)
				break;
			printf("%s%td", j ? "," : "", (page - model_pages) % MM_PAGES);
		}
		break;
	}
	for (i = 0; i < BOUND_MMS * MM_PAGES; i++) {
		refs += (unsigned int)o->run.pages[i].refs;
		pins += (unsigned int)o->run.pages[i].pins;
	}
	printf(" refs=%u pins=%u", refs, pins);
}

/* The kernel that the schedule names with kernel=pin or kernel=pin-vmas, or NULL: that of the call. */
static const struct gup_rules *kernel_of(const char *wishes)
{
	static const struct gup_rules pin = { .has_pin = true },
				      pin_vmas = { .has_pin = true, .has_vmas = true };
	const char *at = strstr(wishes, "kernel=pin");

	if (!at)
		return NULL;
	return strncmp(at, "kernel=pin-vmas", 15) ? &pin : &pin_vmas;
}

bool predict(const struct subject *subject, const struct function *function, const char *situation,
	     const char *wishes)
{
	static struct outcome outcome;
	struct advice advice = { .wishes = { function, wishes } };
	struct schedule schedule = { .advice = advise, .context = &advice };
	const struct run *run = &outcome.run;
	bool held = false;
	char text[1024], options[256], *at;
	size_t i;

	snprintf(options, sizeof(options), "%s", subject->options);
	for (at = options; (at = strchr(at, ' '));)
		*at = ',';
	for (i = 0; i < sizeof(situations) / sizeof(situations[0]); i++)
		if (!strcmp(situations[i].name, situation))
			advice.situation = &situations[i];
	if (!advice.situation)
		return false;
	outcome.run.kernel = kernel_of(wishes);
	outcome_of(&outcome, function, &schedule);
	schedule_text(&schedule, function, text, sizeof(text));
	for (i = 0; i < BOUND_MMS; i++)
		held |= run->mms[i].readers || run->mms[i].writers;
	printf("testcase=%s options=%s function=%s version=%s situation=%s schedule=%s ret=%ld",
	       subject->testcase, options, function->name, subject->version, situation, text,
	       outcome.ret);
	print_pages(&outcome, function);
	printf(" lock=%s dropped=%s waited=%s warned=%s", held ? "held" : "free",
	       run->lock_dropped ? "yes" : "no",
	       run->waited_holding ? "holding"
	       : run->lock_dropped ? "free"
				   : "no",
	       run->nr_events && !strcmp(run->events[0].name, "WARNING") ? "yes" : "no");
	printf(" stops=%s\n", run->failure[0] ? run->failure : "no");
	return true;
}

void predict_situations(void)
{
	size_t i;

	for (i = 0; i < sizeof(situations) / sizeof(situations[0]); i++)
		fprintf(stderr, " %s", situations[i].name);
	fprintf(stderr, "\n");
}
