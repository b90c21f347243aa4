/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * canary: a slice whose outcome under a semantic patch is known. It runs before the others in each
 * process: if it comes back otherwise, neither spatch nor the rules can be trusted with theirs. The
 * texts are the caller's; knows nothing of files or processes.
 */
#ifndef GUPSWEEP_CANARY_H
#define GUPSWEEP_CANARY_H

#include <stdbool.h>
#include <stddef.h>

struct canary {
	const char *text;   /* a file of C */
	const char *wanted; /* what it must become, but for white space */
};

/* Did it become what it must? @output has @len bytes. */
bool canary_lives(const struct canary *canary, const char *output, size_t len);

#endif
