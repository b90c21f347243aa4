/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Running one version, and comparing two. See compare.h.
 */
#include <stdio.h>
#include <string.h>

#include "compare.h"

struct call {
	struct outcome *outcome;
	const struct function *function;
};

static void body(void *context)
{
	struct call *call = context;

	arguments_choose(&call->outcome->arguments, call->function);
	arguments_cells(call->outcome->given);
	call->outcome->ret = call->function->call(call->outcome->arguments.values);
}

void outcome_of(struct outcome *outcome, const struct function *function, struct schedule *schedule)
{
	struct call call = { outcome, function };
	unsigned int i;

	outcome->ret = 0;
	outcome->run.schedule = schedule;
	memset(outcome->memory, 0, sizeof(outcome->memory));
	model_run(&outcome->run, body, &call);
	arguments_cells(outcome->cells);
	for (i = 0; i < BOUND_MEMORY; i++)
		if (outcome->run.memory[i].in_use)
			memcpy(outcome->memory[i], model_memory_bytes(i),
			       outcome->run.memory[i].size < 64 ? outcome->run.memory[i].size : 64);
}

static bool same_event(const struct event *a, const struct event *b)
{
	return !strcmp(a->name, b->name) && a->nr == b->nr && a->result == b->result &&
	       !memcmp(a->arguments, b->arguments, sizeof(a->arguments)) &&
	       !strcmp(a->text, b->text);
}

static void event_difference(const struct run *a, const struct run *b, char *text, size_t size)
{
	unsigned int i;

	for (i = 0; i < a->nr_events && i < b->nr_events; i++) {
		if (same_event(&a->events[i], &b->events[i]))
			continue;
		snprintf(text, size, "call %u: %s(%ld) %s, then %s(%ld) %s", i + 1,
			 a->events[i].name, a->events[i].arguments[0], a->events[i].text,
			 b->events[i].name, b->events[i].arguments[0], b->events[i].text);
		return;
	}
	if (a->nr_events != b->nr_events)
		snprintf(text, size, "%u calls, then %u; the one too many: %s", a->nr_events,
			 b->nr_events,
			 a->nr_events > b->nr_events ? a->events[i].name : b->events[i].name);
}

static unsigned int telling_flags(unsigned int flags)
{
	return flags & GUP_PIN ? flags & ~(unsigned int)GUP_TOUCH : flags;
}

static void page_difference(const struct run *a, const struct run *b, char *text, size_t size)
{
	char flags_a[96], flags_b[96];
	unsigned int i;

	for (i = 0; i < a->nr_obtained && i < b->nr_obtained; i++) {
		const struct obtained *oa = &a->obtained[i], *ob = &b->obtained[i];

		if (oa->page == ob->page && telling_flags(oa->flags) == telling_flags(ob->flags))
			continue;
		model_flags_text(oa->flags, flags_a, sizeof(flags_a));
		model_flags_text(ob->flags, flags_b, sizeof(flags_b));
		snprintf(text, size, "page %u (%s), then page %u (%s)", oa->page, flags_a, ob->page,
			 flags_b);
		return;
	}
	if (a->nr_obtained != b->nr_obtained) {
		snprintf(text, size, "%u pages obtained, then %u", a->nr_obtained, b->nr_obtained);
		return;
	}
	for (i = 0; i < BOUND_MMS * MM_PAGES; i++)
		if (memcmp(&a->pages[i], &b->pages[i], sizeof(a->pages[i]))) {
			snprintf(text, size, "page %u: %d references, %d pins, then %d and %d", i,
				 a->pages[i].refs, a->pages[i].pins, b->pages[i].refs,
				 b->pages[i].pins);
			return;
		}
}

/* Is what was written behind argument i the same? A function pointer that was there is each one's own. */
static bool same_cells(const struct outcome *a, const struct outcome *b, unsigned int i)
{
	unsigned int j;

	for (j = 0; j < CELLS; j++)
		if (a->cells[i][j] != b->cells[i][j] &&
		    (a->cells[i][j] != a->given[i][j] || b->cells[i][j] != b->given[i][j]))
			return false;
	return true;
}

void outcome_difference(const struct outcome *a, const struct outcome *b, char *text, size_t size)
{
	unsigned int i;

	text[0] = '\0';
	if (strcmp(a->run.failure, b->run.failure)) {
		snprintf(text, size, "%s",
			 b->run.failure[0] ? b->run.failure : "only the first one stops");
		return;
	}
	if (a->ret != b->ret) {
		snprintf(text, size, "returns %ld, then %ld", a->ret, b->ret);
		return;
	}
	for (i = 0; i < a->arguments.nr; i++)
		if (!same_cells(a, b, i)) {
			snprintf(text, size, "what argument %u points to differs", i + 1);
			return;
		}
	page_difference(&a->run, &b->run, text, size);
	if (!text[0])
		event_difference(&a->run, &b->run, text, size);
	for (i = 0; !text[0] && i < BOUND_MEMORY; i++) {
		if (a->run.memory[i].in_use != b->run.memory[i].in_use)
			snprintf(text, size, "allocation %u is kept in one of the two only", i + 1);
		else if (memcmp(a->memory[i], b->memory[i], sizeof(a->memory[i])))
			snprintf(text, size, "allocation %u holds something else", i + 1);
	}
	for (i = 0; !text[0] && i < BOUND_MMS; i++)
		if (a->run.mms[i].users != b->run.mms[i].users)
			snprintf(text, size, "users of %s", model_mm_name(i));
}
