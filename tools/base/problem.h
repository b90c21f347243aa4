/* SPDX-License-Identifier: GPL-2.0-only */
/* What was left out and why: every file that could not be read, parsed or handled in time. */
#ifndef GUPSWEEP_PROBLEM_H
#define GUPSWEEP_PROBLEM_H

#include <stddef.h>

struct problem {
	char *file; /* relative to the tree; "" where it is not about one file */
	char *what; /* one line: why, and what to do */
};

struct problems {
	struct problem *problem;
	size_t count;
	size_t room;
};

/* Note a problem; @file and the formatted text are copied. Not thread-safe. */
void problem_add(struct problems *p, const char *file, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void problem_sort(struct problems *p); /* by file, then text; exact repeats are dropped */
void problem_cut(struct problems *p, size_t count); /* keep the first @count */
void problem_free(struct problems *p);

#endif
