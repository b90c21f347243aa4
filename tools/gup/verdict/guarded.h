/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * guarded: what the mmap lock protects by its type: vmas, members of an mm, entries of page tables,
 * whatever the name that leads there. The members' names are read from the tree's own headers. Needs
 * types.
 */
#ifndef GUPSWEEP_GUARDED_H
#define GUPSWEEP_GUARDED_H

#include "code/types.h"

enum guarded {
	GUARDED_NOT,
	GUARDED_UNKNOWN, /* the object's type is not known, the member's name is that of such a one */
	GUARDED_MM,	 /* a member of an mm that is not known to be protected by its lock */
	GUARDED_MEMBER, /* protected */
	GUARDED_VMA,	/* a vma itself, by address, or what it holds */
	GUARDED_TABLE,	/* an entry of a page table */
};

/* What is at the place of event @ev, whatever is done there. */
enum guarded guarded_event(const struct types_scope *scope, const struct code *code,
			   const struct event *ev);

#endif
