// SPDX-License-Identifier: GPL-2.0-only
/*
 * EXPECT: N drm_gem_vm_close() drops the last reference: ->free() runs with the lock held for
 * write
 */
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/kref.h>

struct ahlen_obj;
struct ahlen_funcs {
	void (*free)(struct ahlen_obj *obj);
};

struct ahlen_obj {
	struct kref ref;
	const struct ahlen_funcs *funcs;
	unsigned long start;
};

static void ahlen_last(struct kref *ref)
{
	struct ahlen_obj *obj = container_of(ref, struct ahlen_obj, ref);

	obj->funcs->free(obj);
}

static void ahlen_vm_close(struct vm_area_struct *vma)
{
	struct ahlen_obj *obj = vma->vm_private_data;

	kref_put(&obj->ref, ahlen_last);
}

const struct vm_operations_struct ahlen_vm_ops = { .close = ahlen_vm_close };

static void ahlen_free(struct ahlen_obj *obj)
{
	obj->start = 0;
}

const struct ahlen_funcs ahlen_funcs = { .free = ahlen_free };

long ahlen_pin(struct ahlen_obj *obj, struct page **page)
{
	long ret;

	mmap_read_lock(current->mm);
	ret = pin_user_pages(obj->start, 1, FOLL_WRITE, page);
	mmap_read_unlock(current->mm);
	return ret;
}
