// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N regmap_bulk_read() fills ->cfg in ->mmap(), and the bracket reads it through a pointer
 * that it was given
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/fs.h>
#include <linux/regmap.h>

struct okapi_cfg {
	u32 base;
	u32 len;
};

struct okapi {
	struct regmap *map;
	struct okapi_cfg cfg;
};

static int okapi_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct okapi *d = file->private_data;

	return regmap_bulk_read(d->map, 0x40, &d->cfg, 2);
}

const struct file_operations okapi_fops = { .mmap = okapi_mmap };

long okapi_grab(const struct okapi_cfg *cfg, struct page **pages)
{
	long got;

	mmap_read_lock(current->mm);
	got = pin_user_pages(cfg->base, cfg->len >> PAGE_SHIFT, FOLL_WRITE, pages);
	mmap_read_unlock(current->mm);
	return got;
}
