/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Arguments for any function. A long is an address, a count or just a number: its name tells, unless
 * the testcase says so itself in a head line "arg: NAME address|count|number". A pointer points to
 * cells of its own; "arg: NAME null" lets it be NULL as well. An mm, a task or what has one is the
 * current one or another; "arg: NAME other" makes it another.
 */
#include <stdio.h>
#include <string.h>

#include "arguments.h"

#define UNTOUCHED 0x5a5a5a5a5a5a5a5aL

static long cells_of[MAX_ARGUMENTS][CELLS];
static const long counts[] = { 1, 2, 3, 4, 0 };
static const char *const flag_sets[FLAG_SETS] = { "none", "write", "write-force", "longterm" };
static const long numbers[] = { 1, 0, 3 };

static bool word_in(const char *word, const char *list)
{
	const char *at = list;
	size_t length = strlen(word);

	while ((at = strstr(at, word))) {
		if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
		at += length;
	}
	return false;
}

static enum argument_kind kind_of_integer(const struct parameter *p)
{
	static const char addresses[] =
		"start addr address other in out uaddr vaddr va begin base buf "
		"user_addr userspace_addr hva from to";
	static const char number_of[] =
		"nr nr_pages npages nrpages n count num num_pages pages_nr len "
		"total nr_segs";

	if (!strcmp(p->kind, "number"))
		return ARG_NUMBER;
	if (!strcmp(p->kind, "address") || (strstr(p->type, "long") && word_in(p->name, addresses)))
		return ARG_ADDRESS;
	if (!strcmp(p->kind, "count") || word_in(p->name, number_of))
		return ARG_COUNT;
	return strstr(p->type, "long") ? ARG_NUMBER : ARG_FLAG;
}

enum argument_kind argument_kind(const struct parameter *p)
{
	if (p->flags)
		return ARG_FLAGS;
	if (!strchr(p->type, '*'))
		return kind_of_integer(p);
	if (p->object)
		return p->other ? ARG_OBJECT_OF_TWO : ARG_OBJECT;
	if (!strcmp(p->type, "struct page *"))
		return ARG_PAGE;
	if (!strchr(strchr(p->type, '*') + 1, '*')) {
		if (strstr(p->type, "struct mm_struct"))
			return ARG_MM;
		if (strstr(p->type, "struct task_struct"))
			return ARG_TASK;
	}
	if (!strcmp(p->kind, "null") || strstr(p->type, "struct vm_area_struct"))
		return ARG_BUFFER_OR_NULL;
	return ARG_BUFFER;
}

static unsigned int answers(enum argument_kind kind)
{
	switch (kind) {
	case ARG_COUNT:
		return sizeof(counts) / sizeof(counts[0]);
	case ARG_NUMBER:
		return sizeof(numbers) / sizeof(numbers[0]);
	case ARG_FLAGS:
		return FLAG_SETS;
	case ARG_BUFFER:
	case ARG_OBJECT:
	case ARG_PAGE:
		return 1;
	default:
		return 2;
	}
}

static long value(const struct arguments *a, unsigned int i, unsigned int taken, const long *flags)
{
	switch (a->kinds[i]) {
	case ARG_ADDRESS:
		return taken ? 0 : (long)(WINDOW_BASE + a->windows[i] * WINDOW_SIZE);
	case ARG_COUNT:
		return counts[taken];
	case ARG_NUMBER:
	case ARG_FLAG:
		return numbers[taken];
	case ARG_MM:
		return (long)&model_mms[taken];
	case ARG_TASK:
		return (long)&model_tasks[taken];
	case ARG_FLAGS:
		return flags[taken];
	case ARG_PAGE:
		return (long)&model_pages[BOUND_MMS * MM_PAGES - 1];
	case ARG_OBJECT:
	case ARG_OBJECT_OF_TWO:
		return (long)cells_of[i];
	default:
		return taken ? 0 : (long)cells_of[i];
	}
}

/* What is behind the pointer at the start. Numbers begin as 0: a counter may be added to. */
static void fill_cells(unsigned int i, const struct parameter *p, unsigned int taken)
{
	unsigned int j;

	for (j = 0; j < CELLS; j++)
		cells_of[i][j] = strstr(p->type, "**") ? UNTOUCHED : 0;
	if (!p->object)
		return;
	if (p->size > sizeof(cells_of[i]))
		model_fail("struct of more than %zu bytes", sizeof(cells_of[i]));
	memcpy(cells_of[i], taken ? p->other : p->object, p->size);
}

void arguments_choose(struct arguments *a, const struct function *function)
{
	unsigned int i, windows = 0;

	a->nr = function->nr;
	if (a->nr > MAX_ARGUMENTS)
		model_fail("more than %d parameters", MAX_ARGUMENTS);
	for (i = 0; i < a->nr; i++) {
		const struct parameter *p = &function->parameters[i];
		unsigned int n, taken;

		a->kinds[i] = argument_kind(p);
		if (a->kinds[i] == ARG_ADDRESS)
			a->windows[i] = windows++ % BOUND_WINDOWS;
		if (a->kinds[i] == ARG_PAGE)
			model_pages[BOUND_MMS * MM_PAGES - 1].refs = 1;
		n = answers(a->kinds[i]);
		if (!strcmp(p->kind, "other"))
			taken = n - 1;
		else
			taken = n > 1 ? model_ask(ASK_ARGUMENT, i, n) : 0;
		fill_cells(i, p, taken);
		a->values[i] = value(a, i, taken, p->flags);
	}
}

void arguments_cells(long cells[MAX_ARGUMENTS][CELLS])
{
	memcpy(cells, cells_of, sizeof(cells_of));
}

void argument_text(enum argument_kind kind, unsigned int taken, char *text, size_t size)
{
	switch (kind) {
	case ARG_COUNT:
		snprintf(text, size, "%ld", counts[taken]);
		break;
	case ARG_NUMBER:
	case ARG_FLAG:
		snprintf(text, size, "%ld", numbers[taken]);
		break;
	case ARG_FLAGS:
		snprintf(text, size, "%s", flag_sets[taken]);
		break;
	case ARG_ADDRESS:
		snprintf(text, size, taken ? "0" : "window");
		break;
	case ARG_MM:
	case ARG_TASK:
	case ARG_OBJECT_OF_TWO:
		snprintf(text, size, taken ? "other" : "current");
		break;
	default:
		snprintf(text, size, taken ? "null" : "buffer");
		break;
	}
}
