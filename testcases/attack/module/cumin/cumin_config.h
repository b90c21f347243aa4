/* SPDX-License-Identifier: GPL-2.0-only */
/* written by configure */
#define CUMIN_HAVE_MMAP_LOCK 1
