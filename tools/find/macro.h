/* SPDX-License-Identifier: GPL-2.0-only */
/* macro: calls of the family in the bodies of #define lines. For find/ alone. */
#ifndef GUPSWEEP_MACRO_H
#define GUPSWEEP_MACRO_H

#include "site.h"

/* Append the sites in the #define lines of file @file: name, open and close are SOURCE_NONE. */
void macro_find_sites(const struct api *api, struct sites *sites, size_t file);

#endif
