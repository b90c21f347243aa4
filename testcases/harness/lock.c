/* SPDX-License-Identifier: GPL-2.0-only
 *
 * The mmap lock, in both spellings, and what lives under it: a vma is handed out in a page of its own,
 * which cannot be read any more once the lock was let go.
 */
#include <sys/mman.h>

#include "model.h"

#define SLOT_SIZE 4096UL

static unsigned char *slots;

unsigned int model_mm_index(const struct mm_struct *mm)
{
	unsigned int i;

	for (i = 0; i < BOUND_MMS; i++)
		if (mm == &model_mms[i])
			return i;
	model_fail("%p is no mm", (const void *)mm);
}

const char *model_mm_name(unsigned int index)
{
	return index ? "the other mm" : "current->mm";
}

static unsigned int mm_of_sem(const struct rw_semaphore *sem)
{
	unsigned int i;

	for (i = 0; i < BOUND_MMS; i++)
		if (sem == &model_mms[i].mmap_sem || sem == &model_mms[i].mmap_lock)
			return i;
	model_fail("%p is no lock of an mm", (const void *)sem);
}

void model_vmas_prepare(void)
{
	slots = mmap(NULL, BOUND_VMAS * SLOT_SIZE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (slots == MAP_FAILED)
		slots = NULL;
}

void model_vmas_end(unsigned int mm)
{
	unsigned int slot;

	for (slot = 0; slot < model->vmas; slot++)
		if (model->vma_of[slot] == mm)
			mprotect(slots + slot * SLOT_SIZE, SLOT_SIZE, PROT_NONE);
}

int model_vma_at(const void *address)
{
	const unsigned char *at = address;

	return slots && at >= slots && at < slots + BOUND_VMAS * SLOT_SIZE
		       ? (int)((size_t)(at - slots) / SLOT_SIZE)
		       : -1;
}

bool model_held(unsigned int mm)
{
	return model->mms[mm].readers || model->mms[mm].writers;
}

void model_acquire(unsigned int mm, enum lock_kind kind)
{
	model_say("lock %s for %s", model_mm_name(mm), kind == LOCK_READ ? "read" : "write");
	if (model_held(mm))
		model_fail("the lock of %s is taken twice", model_mm_name(mm));
	if (model->hooks)
		model->hooks->acquire(model->hooks->context, kind == LOCK_WRITE);
	model->mms[mm].acquisitions++;
	if (kind == LOCK_READ)
		model->mms[mm].readers++;
	else
		model->mms[mm].writers++;
}

void model_release(unsigned int mm, enum lock_kind kind)
{
	model_say("unlock %s", model_mm_name(mm));
	if (!(kind == LOCK_READ ? model->mms[mm].readers : model->mms[mm].writers))
		model_fail("the lock of %s is released but not held for %s", model_mm_name(mm),
			   kind == LOCK_READ ? "read" : "write");
	if (kind == LOCK_READ)
		model->mms[mm].readers--;
	else
		model->mms[mm].writers--;
	if (model->hooks)
		model->hooks->release(model->hooks->context, kind == LOCK_WRITE);
	model_vmas_end(mm);
}

static int acquire_killable(unsigned int mm)
{
	if (model_ask(ASK_INTERRUPTED, model->killables++, 2)) {
		model_say("a fatal signal while waiting for the lock of %s", model_mm_name(mm));
		model->signal = true;
		return -EINTR;
	}
	model_acquire(mm, LOCK_READ);
	return 0;
}

static int try_acquire(unsigned int mm)
{
	if (model_ask(ASK_CONTENDED, model->trylocks++, 2)) {
		model_say("the lock of %s is taken", model_mm_name(mm));
		return 0;
	}
	model_acquire(mm, LOCK_READ);
	return 1;
}

static void downgrade(unsigned int mm)
{
	model_say("keep %s for read only", model_mm_name(mm));
	if (!model->mms[mm].writers)
		model_fail("the lock of %s is not held for write", model_mm_name(mm));
	model->mms[mm].writers--;
	model->mms[mm].readers++;
}

void down_read(struct rw_semaphore *sem)
{
	model_acquire(mm_of_sem(sem), LOCK_READ);
}

int down_read_trylock(struct rw_semaphore *sem)
{
	return try_acquire(mm_of_sem(sem));
}

int down_read_killable(struct rw_semaphore *sem)
{
	return acquire_killable(mm_of_sem(sem));
}

void up_read(struct rw_semaphore *sem)
{
	model_release(mm_of_sem(sem), LOCK_READ);
}

void down_write(struct rw_semaphore *sem)
{
	model_acquire(mm_of_sem(sem), LOCK_WRITE);
}

void up_write(struct rw_semaphore *sem)
{
	model_release(mm_of_sem(sem), LOCK_WRITE);
}

void downgrade_write(struct rw_semaphore *sem)
{
	downgrade(mm_of_sem(sem));
}

void mmap_read_lock(struct mm_struct *mm)
{
	model_acquire(model_mm_index(mm), LOCK_READ);
}

int mmap_read_trylock(struct mm_struct *mm)
{
	return try_acquire(model_mm_index(mm));
}

int mmap_read_lock_killable(struct mm_struct *mm)
{
	return acquire_killable(model_mm_index(mm));
}

void mmap_read_unlock(struct mm_struct *mm)
{
	model_release(model_mm_index(mm), LOCK_READ);
}

void mmap_write_lock(struct mm_struct *mm)
{
	model_acquire(model_mm_index(mm), LOCK_WRITE);
}

void mmap_write_unlock(struct mm_struct *mm)
{
	model_release(model_mm_index(mm), LOCK_WRITE);
}

void mmap_write_downgrade(struct mm_struct *mm)
{
	downgrade(model_mm_index(mm));
}

/* Each page that is mapped has a vma of its own. */
static bool mapped(int page)
{
	return page >= 0 && model_page_state((unsigned int)page) != PAGE_UNMAPPED;
}

struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr)
{
	unsigned int index = model_mm_index(mm), slot = model->vmas;
	struct vm_area_struct *vma;
	unsigned long at = addr & ~(PAGE_SIZE - 1);

	if (!model_held(index))
		model_fail("find_vma() without the lock of %s", model_mm_name(index));
	if (at < WINDOW_BASE)
		at = WINDOW_BASE;
	while (!mapped(model_page_at(index, at))) {
		if (at >= WINDOW_BASE + BOUND_WINDOWS * WINDOW_SIZE)
			return NULL;
		/* No further than to the end of the window: what is beyond is nobody's question. */
		if (at % WINDOW_SIZE >= BOUND_PAGES * PAGE_SIZE)
			return NULL;
		at += PAGE_SIZE;
	}
	if (slot == BOUND_VMAS)
		model_fail("more than %d lookups", BOUND_VMAS);
	model->vma_of[model->vmas++] = index;
	vma = (void *)(slots + slot * SLOT_SIZE);
	mprotect(vma, SLOT_SIZE, PROT_READ | PROT_WRITE);
	*vma = (struct vm_area_struct){ .vm_start = at,
					.vm_end = at + PAGE_SIZE,
					.vm_flags = 0x55,
					.vm_pgoff = at >> PAGE_SHIFT, /* as of anonymous memory */
					.vm_mm = mm };
	model_say("find_vma(%s, %#lx): one from %#lx", model_mm_name(index), addr, at);
	return vma;
}
