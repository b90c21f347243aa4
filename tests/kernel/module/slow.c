// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory whose pages come slowly, as from a disk: a fault waits until the page has been brought. It
 * lets go of the mmap lock while it waits if the caller allows a retry, like filemap_fault() does.
 */
#include <linux/file.h>
#include <linux/poll.h>
#include <linux/wait.h>

#include "module.h"

#define SLOW_PAGES (WATCH_SECOND + WATCH_PAGES)

struct slow {
	wait_queue_head_t change;
	struct page *page[SLOW_PAGES];
	bool brought[SLOW_PAGES];
	bool wanted[SLOW_PAGES]; /* a fault waits for it */
};

int slow_open(struct file *file)
{
	struct slow *slow = kzalloc(sizeof(*slow), GFP_KERNEL);

	if (!slow)
		return -ENOMEM;
	init_waitqueue_head(&slow->change);
	file->private_data = slow;
	return 0;
}

void slow_release(struct file *file)
{
	struct slow *slow = file->private_data;
	int i;

	for (i = 0; i < SLOW_PAGES; i++)
		if (slow->page[i])
			put_page(slow->page[i]);
	kfree(slow);
}

/* Each page stands in the file at its address in memory: the page's number, from that. */
static unsigned long number_of(unsigned long address)
{
	return (address & WATCH_WINDOW ? WATCH_SECOND : 0) + (address % WATCH_WINDOW >> PAGE_SHIFT);
}

static vm_fault_t slow_fault(struct vm_fault *vmf)
{
	struct slow *slow = vmf->vma->vm_file->private_data;
	unsigned long i = number_of(vmf->address);

	if (i >= SLOW_PAGES)
		return VM_FAULT_SIGBUS;
	if (!READ_ONCE(slow->brought[i])) {
		bool retry = fault_flag_allow_retry_first(vmf->flags);
		struct file *file;

		if (retry && (vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
			return VM_FAULT_RETRY;
		WRITE_ONCE(slow->wanted[i], true);
		wake_up_all(&slow->change);
		if (retry) {
			/* Without the lock the mapping may go, and its file with it. */
			file = get_file(vmf->vma->vm_file);
			mmap_read_unlock(vmf->vma->vm_mm);
			wait_event_killable(slow->change, READ_ONCE(slow->brought[i]));
			fput(file);
			return VM_FAULT_RETRY;
		}
		if (wait_event_killable(slow->change, READ_ONCE(slow->brought[i])))
			return VM_FAULT_SIGBUS;
	}
	get_page(slow->page[i]);
	vmf->page = slow->page[i];
	return 0;
}

static const struct vm_operations_struct slow_vm_ops = { .fault = slow_fault };

int slow_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slow *slow = file->private_data;
	int i;

	for (i = 0; i < SLOW_PAGES; i++) {
		if (slow->page[i])
			continue;
		slow->page[i] = alloc_page(GFP_USER | __GFP_ZERO);
		if (!slow->page[i])
			return -ENOMEM;
		*(u32 *)page_address(slow->page[i]) = WATCH_MARK + i;
	}
	vma->vm_ops = &slow_vm_ops;
	return 0;
}

static int first_wanted(struct slow *slow)
{
	int i;

	for (i = 0; i < SLOW_PAGES; i++)
		if (READ_ONCE(slow->wanted[i]))
			return i;
	return -1;
}

__poll_t slow_poll(struct file *file, struct poll_table_struct *wait)
{
	struct slow *slow = file->private_data;

	poll_wait(file, &slow->change, wait);
	return first_wanted(slow) >= 0 ? EPOLLIN : 0;
}

int slow_bring(struct file *file)
{
	struct slow *slow = file->private_data;
	int i = first_wanted(slow);

	if (i < 0)
		return -EAGAIN;
	WRITE_ONCE(slow->wanted[i], false);
	WRITE_ONCE(slow->brought[i], true);
	wake_up_all(&slow->change);
	return 0;
}
