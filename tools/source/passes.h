/* SPDX-License-Identifier: GPL-2.0-only */
/* passes: the passes behind source_read(), in their order. For source/ alone. */
#ifndef GUPSWEEP_PASSES_H
#define GUPSWEEP_PASSES_H

#include "source.h"

void source_lex(struct source *src);	   /* token, comment, directive */
void source_nest(struct source *src);	   /* cond; token.cond, token.mate */
void source_functions(struct source *src); /* function */
void source_trouble(struct source *src, uint32_t line, const char *what);

#endif
