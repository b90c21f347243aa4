/* SPDX-License-Identifier: GPL-2.0-only */
/* edition: is a file of cocci/ the one that this program was built with? Knows their sums only. */
#ifndef GUPSWEEP_EDITION_H
#define GUPSWEEP_EDITION_H

#include "../base/error.h"

/*
 * Is the file @path what the file of that name in cocci/ was when the program was built? Returns 0, or
 * -1 with @err set: it cannot be read, is empty, or another version's.
 */
int edition_check(const char *path, struct error *err);

#endif
