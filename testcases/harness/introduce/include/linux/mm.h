/* SPDX-License-Identifier: GPL-2.0-only */
/* A kernel that lacks the variants, for gup_introduce.cocci to add them: see mm/gup.c. */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

struct task_struct;
struct mm_struct;
struct page;
struct vm_area_struct;

long __get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		      unsigned long start, unsigned long nr_pages,
		      unsigned int gup_flags, struct page **pages,
		      struct vm_area_struct **vmas, int *nonblocking);
long get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		    unsigned long start, unsigned long nr_pages,
		    int write, int force, struct page **pages,
		    struct vm_area_struct **vmas);

#define FOLL_WRITE	0x01	/* for writing */
#define FOLL_TOUCH	0x02	/* mark it accessed */
#define FOLL_GET	0x04	/* take a reference */
#define FOLL_FORCE	0x10	/* whatever the protection says */
#define FOLL_NOWAIT	0x20	/* do not wait for I/O */

#endif
