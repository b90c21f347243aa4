/* SPDX-License-Identifier: GPL-2.0-only */
/* fast: what the tree's own mm/gup.c says of the fast forms. For api/ alone. */
#ifndef GUPSWEEP_API_FAST_H
#define GUPSWEEP_API_FAST_H

#include "api.h"
#include "source/source.h"

/*
 * Which flags the fast forms accept, from @gup, the text of mm/gup.c: the mask that the function and
 * what it hands its flags to test, less what a WARN there rejects and what no caller may pass.
 * Without a mask that is FOLL_WRITE alone.
 */
void fast_read(struct api *api, const struct source *gup);

#endif
