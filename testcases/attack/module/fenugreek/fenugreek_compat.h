/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
#define mmap_lock mmap_sem
#endif
