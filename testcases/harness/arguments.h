/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Arguments for any function, by the types and names of its parameters.
 */
#ifndef HARNESS_ARGUMENTS_H
#define HARNESS_ARGUMENTS_H

#include "model.h"
#include "subject.h"

#define MAX_ARGUMENTS 12

enum argument_kind {
	ARG_ADDRESS, /* of the pages of a window, or 0 */
	ARG_COUNT,   /* 0..BOUND_PAGES */
	ARG_NUMBER,  /* 0, 1 or 3: limits */
	ARG_FLAG,    /* 0 or 1: an int that is no count */
	ARG_FLAGS,   /* FOLL_ flags */
	ARG_BUFFER,  /* pointer to cells that the function may write */
	ARG_BUFFER_OR_NULL,
	ARG_MM,
	ARG_TASK,
	ARG_OBJECT,	   /* a struct of the testcase's own */
	ARG_OBJECT_OF_TWO, /* one with an mm: the current or the other one */
	ARG_PAGE,
};

struct arguments {
	unsigned int nr;
	enum argument_kind kinds[MAX_ARGUMENTS];
	unsigned int windows[MAX_ARGUMENTS]; /* of an address */
	long values[MAX_ARGUMENTS];
};

/* Ask the schedule for each argument. To be called within a run. */
void arguments_choose(struct arguments *arguments, const struct function *function);
/* What the function left behind its pointers. */
void arguments_cells(long cells[MAX_ARGUMENTS][CELLS]);
enum argument_kind argument_kind(const struct parameter *parameter);
/* The answer in words, as "2", "0", "other". */
void argument_text(enum argument_kind kind, unsigned int taken, char *text, size_t size);

#endif
