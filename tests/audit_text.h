/* SPDX-License-Identifier: GPL-2.0-only */
/* Text of small functions. */
#ifndef GUPSWEEP_AUDIT_TEXT_H
#define GUPSWEEP_AUDIT_TEXT_H

#define F(body)                                                                                    \
	"static int f(struct ctx *ctx, unsigned long start, struct page **pages)\n{\n" body "\n}"  \
	"\n"
#define LOCK "down_read(&current->mm->mmap_sem);\n"
#define UNLOCK "up_read(&current->mm->mmap_sem);\n"
#define GUP "ret = get_user_pages(start, 1, FOLL_WRITE, pages);\n"
#define RLOCK "mmap_read_lock(mm);\n"
#define RUNLOCK "mmap_read_unlock(mm);\n"

#endif
