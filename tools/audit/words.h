/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * words: what the audit knows of the kernel's functions by name: which are independent of the mmap
 * lock, and which need it. Everything else is read, or not trusted.
 */
#ifndef GUPSWEEP_WORDS_H
#define GUPSWEEP_WORDS_H

#include "../source/source.h"

enum words_class {
	WORDS_UNKNOWN,
	WORDS_SAFE,  /* neither reads vmas or page tables nor takes or asserts the mmap lock */
	WORDS_NEEDS, /* only right under the mmap lock, or touches what it protects */
	WORDS_INNER_LOCK,   /* takes another lock */
	WORDS_INNER_UNLOCK, /* releases one */
};

/* Classify the function or macro called NAME at token @tok. */
enum words_class words_call(const struct source *src, uint32_t tok);
/* Is token @tok a member that the mmap lock protects: "->vm_start", "->mmap", "->mm_mt"? */
bool words_is_protected_member(const struct source *src, uint32_t tok);
/* Is token @tok a member of an mm, "mm->x", that is not known to be independent of its lock? */
bool words_is_mm_member(const struct source *src, uint32_t tok);
/* sizeof, typeof and the like: an IDENT before "(" that is no call. */
bool words_is_operator(const struct source *src, uint32_t tok);
/* One of the family or of its variants, or a fast one. */
bool words_is_gup(const struct source *src, uint32_t tok);

#endif
