/* SPDX-License-Identifier: GPL-2.0-only */
/* define: names that the macros of a file use. */
#ifndef GUPSWEEP_DEFINE_H
#define GUPSWEEP_DEFINE_H

#include "source.h"

/*
 * Does a #define line of the file contain the identifier @name (@len bytes), other than as a
 * parameter of the macro?
 */
bool define_mentions(const struct source *src, const char *name, size_t len);

#endif
