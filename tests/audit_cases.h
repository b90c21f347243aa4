/* SPDX-License-Identifier: GPL-2.0-only */
/* Small functions with the verdicts that the audit must give their calls. */
#ifndef GUPSWEEP_AUDIT_CASES_H
#define GUPSWEEP_AUDIT_CASES_H

#include "audit_text.h"
#include "audit_world.h"

#define PIN "ret = pin_user_pages(start, 1, FOLL_WRITE | FOLL_LONGTERM, pages);\n"
#define REMOTE "ret = get_user_pages_remote(mm, start, 1, 0, pages, NULL);\n"
#define M "struct mm_struct *mm = ctx->mm;\n"
#define OLD "ret = get_user_pages(current, current->mm, start, 1, 1, 0, pages, NULL);\n"

struct verdict_case {
	const char *name;
	enum offer offer;
	const char *text, *expected;
};

static inline bool judge_differs(const struct verdict_case *t, const char *path)
{
	char *dir = scratch_make();
	bool differs;

	scratch_puts(dir, path, t->text);
	differs = audit_world_differs(t->name, dir, t->offer, t->expected);
	scratch_remove(dir);
	return differs;
}

static inline void judge_all(const struct verdict_case *cases, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++)
		wrong += judge_differs(&cases[i], "drivers/a.c");
	assert_int_equal(wrong, 0);
}

#endif
