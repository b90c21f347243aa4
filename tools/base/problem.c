// SPDX-License-Identifier: GPL-2.0-only
/* What was left out and why. */
#include "problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

void problem_add(struct problems *p, const char *file, const char *fmt, ...)
{
	struct problem new = { .file = memory_strdup(file) };
	char text[1024];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	new.what = memory_strdup(text);
	VEC_PUSH(p->problem, p->count, p->room, new);
}

static int compare(const void *left, const void *right)
{
	const struct problem *a = left, *b = right;
	int order = strcmp(a->file, b->file);

	return order ? order : strcmp(a->what, b->what);
}

void problem_sort(struct problems *p)
{
	size_t kept = 0;

	if (p->count)
		qsort(p->problem, p->count, sizeof(*p->problem), compare);
	for (size_t i = 0; i < p->count; i++) {
		if (kept && !compare(&p->problem[kept - 1], &p->problem[i])) {
			free(p->problem[i].file);
			free(p->problem[i].what);
			continue;
		}
		p->problem[kept++] = p->problem[i];
	}
	p->count = kept;
}

void problem_cut(struct problems *p, size_t count)
{
	while (p->count > count) {
		p->count--;
		free(p->problem[p->count].file);
		free(p->problem[p->count].what);
	}
}

void problem_free(struct problems *p)
{
	problem_cut(p, 0);
	free(p->problem);
	*p = (struct problems){ 0 };
}
