/* SPDX-License-Identifier: GPL-2.0-only */
/* prefix: what the subjects of patches to a file begin with: "xsk", "RDMA/qib", "KVM: s390". */
#ifndef GUPSWEEP_SERIES_PREFIX_H
#define GUPSWEEP_SERIES_PREFIX_H

#include "maintainers.h"
#include "repo.h"

/*
 * The prefix for the tree's file @path, without the ": " after it: that which its history uses
 * most, else one made from its path and the folder that MAINTAINERS names for it. The caller's.
 */
char *prefix_find(const struct repo *repo, const struct maintainers *m, const char *path);
/* The name of folder @path (@len bytes) as a word of a subject; "" for none. The caller's. */
char *prefix_folder(const char *path, size_t len);

#endif
