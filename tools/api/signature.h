/* SPDX-License-Identifier: GPL-2.0-only */
/* signature: the role lists that the semantic patches know, and the virtual names of variants. */
#ifndef GUPSWEEP_SIGNATURE_H
#define GUPSWEEP_SIGNATURE_H

#include "api.h"

#define SIGNATURE_MAX 8

/*
 * The names for spatch's -D that describe @api: one for each variant whose parameters are those that
 * the rules write. What the rules do not know is not named, and then not rewritten. Fills @name,
 * returns how many; the strings are static.
 */
int signature_names(const struct api *api, const char *name[SIGNATURE_MAX]);
/* Do the semantic patches know how to turn @callee into @form here? */
bool signature_rewrites(const struct api *api, enum callee callee, enum form form);

#endif
