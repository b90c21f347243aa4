/* SPDX-License-Identifier: GPL-2.0-only */
/* macro: calls of the family in the bodies of #define lines, and other names for it. For sites/ alone. */
#ifndef GUPSWEEP_SITES_MACRO_H
#define GUPSWEEP_SITES_MACRO_H

#include "site.h"

/*
 * The member of the family that token @tok names by an alias of the file, `#define NAME
 * get_user_pages`, or CALLEE_COUNT.
 */
enum callee macro_alias(const struct source *src, uint32_t tok);
/* Does the file give the family other names? */
bool macro_has_alias(const struct source *src);
/*
 * Append the sites in the #define lines of file @file: name, open and close are SOURCE_NONE. An
 * alias is one where no site of the file goes by it: those that do may be elsewhere.
 */
void macro_find_sites(const struct api *api, struct sites *sites, size_t file);

#endif
