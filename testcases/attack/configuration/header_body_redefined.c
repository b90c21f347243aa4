// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

#define get_page(page) do { mmap_assert_locked(current->mm); (get_page)(page); } while (0)
#include "header_body_redefined.h"
