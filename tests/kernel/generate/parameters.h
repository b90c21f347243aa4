/* SPDX-License-Identifier: GPL-2.0-only */
/* The parameters of a testcase's function, and what its caller in the module passes for them. */
#ifndef GUPWATCH_PARAMETERS_H
#define GUPWATCH_PARAMETERS_H

#include <stdio.h>

#include "source/source.h"

#define PARAMETERS 16 /* of one function, at most */

/* Passed for a mere condition: each function is called with it 0 and 1. */
#define OPAQUE "a->opaque"

/* One parameter: its declaration is tokens [first, end), name among them. */
struct param {
	uint32_t first, end, name;
};

/* The parameters of @fn, at most PARAMETERS; how many. Old parameter lists are understood. */
int params_read(const struct source *src, const struct function *fn, struct param *params);
/* What a caller passes for parameter @p, an expression, or NULL if nobody knows what it is for. */
const char *params_argument(const struct source *src, const struct param *p);
/*
 * Write what the arguments are, as NAME=VALUE,... for the model. "@" stands for the value of a mere
 * condition. @foreign: mm and task are another process's.
 */
void params_put_assumed(FILE *f, const struct source *src, const struct param *params, int count,
			bool foreign);

/* Is @word among the tokens [first, end)? */
bool tokens_have(const struct source *src, uint32_t first, uint32_t end, const char *word);
void tokens_put(FILE *f, const struct source *src, uint32_t tok);

#endif
