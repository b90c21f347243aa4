/* SPDX-License-Identifier: GPL-2.0-only */
/* What the testcases use of a kernel, but for what stands in trees/: enough to compile them. */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/mm.h>
#include <linux/types.h>

struct vm_area_struct {
	unsigned long vm_start, vm_end, vm_flags, vm_pgoff;
	struct mm_struct *vm_mm;
	void *anon_vma;
};

struct rw_semaphore { int count; };

struct mm_struct {
	struct rw_semaphore mmap_sem, mmap_lock;
	atomic64_t pinned_vm;
	unsigned long total_vm, locked_vm, def_flags;
};

struct task_struct { struct mm_struct *mm, *active_mm; };
extern struct task_struct *current;

void down_read(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
int down_read_killable(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
void downgrade_write(struct rw_semaphore *sem);

void mmap_read_lock(struct mm_struct *mm);
int mmap_read_trylock(struct mm_struct *mm);
int mmap_read_lock_killable(struct mm_struct *mm);
void mmap_read_unlock(struct mm_struct *mm);
void mmap_write_lock(struct mm_struct *mm);
void mmap_write_unlock(struct mm_struct *mm);
void mmap_write_downgrade(struct mm_struct *mm);

extern struct vm_area_struct *watched_vma;
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);
struct mm_struct *get_task_mm(struct task_struct *task);
void mmput(struct mm_struct *mm);
int access_ok(const void *at, unsigned long size);

struct page *virt_to_page(unsigned long addr);
void *page_address(const struct page *page);
void set_page_dirty(struct page *page);
void put_page(struct page *page);
void unpin_user_pages(struct page **pages, unsigned long nr);

#endif
