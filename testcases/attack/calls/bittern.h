/* SPDX-License-Identifier: GPL-2.0-only */
#define BITTERN_HELD(m)		lockdep_assert_held(&(m)->mmap_lock)
#define BITTERN_ENTER(m, what)	do { BITTERN_HELD(m); (what)++; } while (0)
