/* SPDX-License-Identifier: GPL-2.0-only */
/* release: the words by which distributions tell their kernels apart, and the configuration. For api/ alone. */
#ifndef GUPSWEEP_RELEASE_H
#define GUPSWEEP_RELEASE_H

#include "api.h"

/*
 * Fill in api->words from what a build left in include/generated/ of @built, from SUSE's version header,
 * and from Red Hat's part of the Makefile in @source. Returns 0, or -1 with @err set when a file is there
 * and cannot be read.
 */
int release_read(struct tree *source, struct tree *built, struct api *api, struct error *err);

#endif
