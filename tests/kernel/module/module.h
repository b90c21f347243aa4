/* SPDX-License-Identifier: GPL-2.0-only */
/* What the parts of the module, and the generated testcases, know of each other. */
#ifndef GUPWATCH_MODULE_H
#define GUPWATCH_MODULE_H

#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/version.h>

#include "../watch.h"

/* What the functions of a testcase are given, by the names that testcases use. */
struct arguments {
	struct mm_struct *mm;
	struct task_struct *task;
	unsigned long start, other, nr, limit;
	int opaque;
	struct page **pages;
	struct page **made; /* an array that the function allocates */
	struct vm_area_struct **vmas;
	void *out;   /* room for a number, zeroed */
	void *table; /* a struct of pointers to functions that do nothing */
};

struct entry {
	const char *testcase, *form, *options, *function, *signature, *assumed;
	bool foreign, opaque;
	long (*call)(const struct arguments *args);
};

/* Written by the generator. */
extern const struct entry entries[];
extern const unsigned int entry_count;

/*
 * The family as this kernel has it, each call put on the record of the running testcase. Flags and
 * results are the kernel's own; @vmas must be NULL where the kernel has no such parameter.
 */
long watch_plain(bool pin, unsigned long start, unsigned long nr, unsigned int flags,
		 struct page **pages, struct vm_area_struct **vmas);
long watch_unlocked(bool pin, unsigned long start, unsigned long nr, struct page **pages,
		    unsigned int flags);
int watch_fast(bool pin, unsigned long start, int nr, unsigned int flags, struct page **pages);
long watch_remote(bool pin, struct mm_struct *mm, unsigned long start, unsigned long nr,
		  unsigned int flags, struct page **pages, struct vm_area_struct **vmas,
		  int *locked);
long watch_mm_unlocked(struct mm_struct *mm, unsigned long start, unsigned long nr,
		       struct page **pages, unsigned int flags);
void watch_put_page(struct page *page);
void watch_unpin_user_pages(struct page **pages, unsigned long nr);

#define WATCH_SENTINEL ((struct page *)0x5e) /* in each slot of the array beforehand */

/* records.c: what was seen while a testcase ran. */
struct record;
struct record *record_begin(unsigned int slot, struct mm_struct *mm);
struct record *record_of_current(void);
void record_end(struct record *rec, const struct arguments *args, long value);
int record_report(struct watch_record *to);
void record_gup(enum watch_form form, bool pin, bool held, struct page **pages, long returned,
		const int *locked);
void record_put(struct page *page, bool pin);
void record_free_all(void);

/* lock.c */
bool watch_lock_held(struct mm_struct *mm);
enum watch_lock lock_settle(struct mm_struct *mm);

/* slow.c */
int slow_open(struct file *file);
void slow_release(struct file *file);
int slow_mmap(struct file *file, struct vm_area_struct *vma);
__poll_t slow_poll(struct file *file, struct poll_table_struct *wait);
int slow_bring(struct file *file);

#endif
