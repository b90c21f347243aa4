// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

void cork_queue_each(void (*fn)(void))
{
	fn();
}
