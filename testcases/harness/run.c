/* SPDX-License-Identifier: GPL-2.0-only
 *
 * One run in the model: what is there at its start, and how it ends.
 */
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model.h"

struct run *model;
struct mm_struct model_mms[BOUND_MMS];
struct task_struct model_tasks[BOUND_MMS];
struct page model_pages[BOUND_MMS * MM_PAGES];
struct task_struct *current = &model_tasks[0];

void model_fail(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	vsnprintf(model->failure, sizeof(model->failure), format, list);
	va_end(list);
	if (model->talk)
		printf("    STOP %s\n", model->failure);
	longjmp(model->escape, 1);
}

void model_say(const char *format, ...)
{
	va_list list;

	if (++model->steps > BOUND_STEPS) {
		model->steps = 0;
		model_fail("no end after %d steps", BOUND_STEPS);
	}
	if (!model->talk)
		return;
	printf("    ");
	va_start(list, format);
	vprintf(format, list);
	va_end(list);
	printf("\n");
}

unsigned int model_ask(enum question_kind kind, unsigned int which, unsigned int n)
{
	unsigned int taken = schedule_ask(model->schedule, kind, which, n);

	if (taken == UINT_MAX)
		model_fail("more than %d questions", SCHEDULE_MAX);
	return taken;
}

static void check_end(void)
{
	unsigned int i;

	for (i = 0; i < BOUND_MMS; i++) {
		if (model_held(i))
			model_fail("returns with the lock of %s held", model_mm_name(i));
		if (model->mms[i].users)
			model_fail("%s is not put", model_mm_name(i));
	}
}

void model_run(struct run *run, void (*body)(void *context), void *context)
{
	unsigned int i;

	memset((char *)run + offsetof(struct run, escape), 0,
	       sizeof(*run) - offsetof(struct run, escape));
	model = run;
	model_memory_reset();
	memset(model_pages, 0, sizeof(model_pages));
	for (i = 0; i < BOUND_MMS; i++) {
		model_mms[i] = (struct mm_struct){ 0 };
		model_tasks[i].mm = &model_mms[i];
		model_tasks[i].active_mm = &model_mms[i];
	}
	if (!setjmp(run->escape)) {
		body(context);
		check_end();
	}
	for (i = 0; i < BOUND_MMS; i++)
		model_vmas_end(i);
	memcpy(run->pages, model_pages, sizeof(model_pages));
}
