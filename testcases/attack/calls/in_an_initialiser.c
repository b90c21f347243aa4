// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N the initialiser of a compound literal calls a helper that reads a vma
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>

struct sanderling_job {
	unsigned long addr, room;
};

static unsigned long sanderling_room(unsigned long addr)
{
	return find_vma(current->mm, addr)->vm_end - addr;
}

int sanderling_pin(struct sanderling_job *job, unsigned long addr, struct page **page)
{
	int ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(addr, 1, 0, page);
	if (ret == 1)
		*job = (struct sanderling_job){ .addr = addr, .room = sanderling_room(addr) };
	mmap_read_unlock(current->mm);
	return ret;
}
