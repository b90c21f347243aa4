/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * primitives: what the audit knows of the kernel's functions by name: which are independent of the mmap
 * lock, and which need it. Everything else is read, or not trusted.
 */
#ifndef GUPSWEEP_PRIMITIVES_H
#define GUPSWEEP_PRIMITIVES_H

#include "source/source.h"

enum primitives_class {
	PRIMITIVES_UNKNOWN,
	PRIMITIVES_SAFE,  /* neither reads vmas or page tables nor takes or asserts the mmap lock */
	PRIMITIVES_NEEDS, /* only right under the mmap lock, or touches what it protects */
	PRIMITIVES_INNER_LOCK,	 /* takes another lock */
	PRIMITIVES_INNER_UNLOCK, /* releases one */
};

/* Classify the function or macro called NAME at token @tok. */
enum primitives_class primitives_call(const struct source *src, uint32_t tok);
/*
 * Is it safe only because its name begins like those of a family of primitives? A driver may have given a
 * function of its own such a name.
 */
bool primitives_is_family_name(const struct source *src, uint32_t tok);
/* Is it an operation on another lock, or on a counter that is atomic? */
bool primitives_is_lock(const struct source *src, uint32_t tok);
/* Is it one that only reads an atomic, a bit or a word? */
bool primitives_only_reads(const struct source *src, uint32_t tok);
/* Is it one that sets an atomic to a value, and not just counts? */
bool primitives_sets_atomic(const struct source *src, uint32_t tok);
/* Is it the name of a member that the mmap lock protects: "->vm_start", "->mmap", "->mm_mt"? */
bool primitives_is_protected_name(const struct source *src, uint32_t tok);
/* Is token @tok a member of an mm, "mm->x", that is not known to be independent of its lock? */
bool primitives_is_mm_member(const struct source *src, uint32_t tok);
/* A member of an mm that its lock has nothing to do with. */
bool primitives_is_free_member(const struct source *src, uint32_t tok);
/* A word of the language, a builtin type or an annotation: no macro of a driver. */
bool primitives_is_keyword(const struct source *src, uint32_t tok);
/* A type that is one word: u64, size_t, xxx_t. */
bool primitives_is_type(const struct source *src, uint32_t tok);
/* asm, in every spelling. */
bool primitives_is_asm(const struct source *src, uint32_t tok);
/* One of the kernel's own macros without parameters, known to be independent of the lock. */
bool primitives_is_constant(const struct source *src, uint32_t tok);
/* sizeof, typeof and the like: an IDENT before "(" that is no call. */
bool primitives_is_operator(const struct source *src, uint32_t tok);
/* A FOLL_ flag's name. */
bool primitives_is_flag(const struct source *src, uint32_t tok);
/* What exchanges the mm of the running task. */
bool primitives_switches_mm(const struct source *src, uint32_t tok);
/* The names of those, one after the other, then NULL. */
const char *primitives_switching(size_t i);
/* One of the family or of its variants, or a fast one. */
bool primitives_is_gup(const struct source *src, uint32_t tok);

#endif
