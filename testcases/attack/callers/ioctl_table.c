// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: U an array of commands, called with the file's mutex held
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(enna_mutex);

static long enna_grab(unsigned long addr, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}

static long (*const enna_command[])(unsigned long addr, struct page **page) = { enna_grab };

long enna_ioctl(unsigned int cmd, unsigned long addr, struct page **page)
{
	long ret;

	mutex_lock(&enna_mutex);
	ret = enna_command[cmd](addr, page);
	mutex_unlock(&enna_mutex);
	return ret;
}
