/* SPDX-License-Identifier: GPL-2.0-only
 *
 * A number that gets its type by a macro that pastes, in a loop of calls.
 *
 * signature: flags
 * lock: mmap_lock
 * site: fetch_all unlocked
 * bare: refused
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/const.h>

#define CHUNK (_AC(1, UL) << 3)

long fetch_all(unsigned long start, unsigned long nr, struct page **pages)
{
	unsigned long got = 0;
	long ret = 0;

	mmap_read_lock(current->mm);
	while (got < nr) {
		unsigned long some = nr - got < CHUNK ? nr - got : CHUNK;

		ret = get_user_pages(start + got * PAGE_SIZE, some, FOLL_WRITE,
				     pages + got);
		if (ret <= 0)
			break;
		got += ret;
	}
	mmap_read_unlock(current->mm);

	return ret < 0 ? ret : (long)got;
}
