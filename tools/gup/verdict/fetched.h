/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fetched: whether a value that was got from what the mmap lock guards, before the lock may be dropped,
 * is used afterwards: from a vma, an mm, a page table, by a helper that looks there; through variables,
 * members, out parameters. Needs flow, code and under.
 */
#ifndef GUPSWEEP_FETCHED_H
#define GUPSWEEP_FETCHED_H

#include "bracket.h"
#include "under.h"

struct fetched_scope {
	const struct under_scope *under;
	const struct flow *flow;
	const struct bracket_span *span;
	uint32_t open; /* the call's "(": its arguments count as used afterwards */
};

/*
 * Returns one line that says which such value is used at or after the call, before the release, which
 * the caller frees; NULL if there is none.
 */
char *fetched_read(const struct fetched_scope *scope);

#endif
