/* SPDX-License-Identifier: GPL-2.0-only */
/* columns: how long a line may be in this kernel. For api/ alone. */
#ifndef GUPSWEEP_COLUMNS_H
#define GUPSWEEP_COLUMNS_H

#include "tree/tree.h"

/*
 * From scripts/checkpatch.pl of @kernel: what $max_line_length is set to; 80 where the script has no
 * such variable yet, as in 3.0; 100, as Documentation/process/coding-style.rst has it since 5.7,
 * without the script. Returns 0, or -1 with @err set when it is there and cannot be read.
 */
int columns_read(struct tree *kernel, unsigned int *columns, struct error *err);

#endif
