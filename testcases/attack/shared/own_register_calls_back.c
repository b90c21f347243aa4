// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N mempool_init() calls what allocates at once, in ->mmap()
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/mempool.h>

struct calais {
	unsigned long base;
	mempool_t pool;
};

static void *calais_alloc(gfp_t gfp, void *data)
{
	struct calais *c = data;

	c->base += PAGE_SIZE;
	return kmalloc(64, gfp);
}

static void calais_free(void *element, void *data)
{
	kfree(element);
}

static int calais_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct calais *c = file->private_data;

	return mempool_init(&c->pool, 4, calais_alloc, calais_free, c);
}

const struct file_operations calais_fops = { .mmap = calais_mmap };

long calais_pin(struct calais *c, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(c->base, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
