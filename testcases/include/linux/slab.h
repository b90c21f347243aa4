/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_SLAB_H
#define _LINUX_SLAB_H

#include <linux/types.h>

#define GFP_KERNEL	0x1u

void *kcalloc(size_t n, size_t size, gfp_t flags);
void kfree(const void *p);

#endif
