/* SPDX-License-Identifier: GPL-2.0-only */
/* parallel: the same for each of many, by several threads. */
#ifndef GUPSWEEP_PARALLEL_H
#define GUPSWEEP_PARALLEL_H

#include <stddef.h>

/*
 * Call @one(@ctx, i) for each i below @count, in any order and by up to @jobs threads, the caller's
 * among them; 0 is 1. Returns when all are done.
 */
void parallel_each(int jobs, size_t count, void (*one)(void *ctx, size_t i), void *ctx);

#endif
