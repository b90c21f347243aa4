/* SPDX-License-Identifier: GPL-2.0-only */
/* call: which member of the family a token names, and which argument has which role. For sites/ and verdict/ alone. */
#ifndef GUPSWEEP_SITES_CALL_H
#define GUPSWEEP_SITES_CALL_H

#include "site.h"

/* The member of the family of that name, or CALLEE_COUNT. */
enum callee call_names(const char *text, size_t len);
/* The member of the family that token @tok names, or CALLEE_COUNT. */
enum callee call_callee(const struct source *src, uint32_t tok);
/*
 * Split the tokens between site->open and site->close at the top-level commas, and give each part
 * its role in @fn: fills args, fits and arg.
 */
void call_read_args(const struct api_function *fn, const struct source *src, struct site *site);

#endif
