/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * names: what the names in one function stand for: its own variables and parameters, vmas and what
 * hangs from one, mms. Needs source; scope is not looked at: a name is what any of its uses makes it.
 */
#ifndef GUPSWEEP_NAMES_H
#define GUPSWEEP_NAMES_H

#include "../code/nameset.h"
#include "../source/source.h"

struct names {
	const struct source *src;
	uint32_t fn;
	struct nameset local; /* declared in the function */
	struct nameset mm;    /* ... as struct mm_struct */
	struct nameset
		vma; /* ... as struct vm_area_struct, or assigned what hangs from one: members too */
};

/* Read function @fn of @src, which must outlive @out, the caller's for names_free(). */
void names_read(const struct source *src, uint32_t fn, struct names *out);
void names_free(struct names *names);

/* Is token @tok of @src, of this function or of a macro that it uses, such a name? */
bool names_is_local(const struct names *names, const struct source *src, uint32_t tok);
bool names_is_mm(const struct names *names, const struct source *src, uint32_t tok);
bool names_is_vma(const struct names *names, const struct source *src, uint32_t tok);

#endif
