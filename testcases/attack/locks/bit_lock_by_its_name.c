// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N test_and_set_bit_lock() in a loop of the driver's own, released by a plain
 * clear_bit()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/bitops.h>

struct capuchin {
	unsigned long bits;
	unsigned long addr;
};

static void capuchin_enter(struct capuchin *c)
{
	do {
		while (test_bit(2, &c->bits))
			cpu_relax();
	} while (test_and_set_bit_lock(2, &c->bits));
}

int capuchin_pin(struct capuchin *c, struct mm_struct *mm, struct page **page)
{
	int ret;

	mmap_read_lock(mm);
	capuchin_enter(c);
	ret = pin_user_pages_remote(mm, c->addr, 1, 0, page, NULL);
	clear_bit(2, &c->bits);
	mmap_read_unlock(mm);
	return ret;
}
