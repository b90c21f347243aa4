// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N kstrtoul() stores into ->limit, between mmap_write_lock() and its release
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/kstrtox.h>

struct trumpeter {
	unsigned long addr;
	unsigned long limit;
};

int trumpeter_set(struct trumpeter *t, struct mm_struct *mm, const char *buf)
{
	int ret;

	mmap_write_lock(mm);
	ret = kstrtoul(buf, 0, &t->limit);
	mmap_write_unlock(mm);
	return ret;
}

int trumpeter_pin(struct trumpeter *t, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	ret = get_user_pages_remote(mm, t->addr, 1, 0, page, NULL);
	if (ret == 1 && t->addr >= t->limit)
		ret = -ERANGE;
	mmap_read_unlock(mm);
	return ret;
}
