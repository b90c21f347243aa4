/* SPDX-License-Identifier: GPL-2.0-only */
/* smpl: the heart of the semantic patch that rewrote a function, short enough to quote. */
#ifndef GUPSWEEP_SERIES_SMPL_H
#define GUPSWEEP_SERIES_SMPL_H

#include "facts.h"

/* Append it, between the lines that the kernel's custom puts around it. It runs as it stands. */
void smpl_add(struct buf *b, const struct facts *facts);
/* The file of the whole semantic patch. */
const char *smpl_file(const struct facts *facts);

#endif
