/* SPDX-License-Identifier: GPL-2.0-only */
/* match: which elements of two sequences are the same (E. Myers, "An O(ND) Difference Algorithm"). */
#ifndef GUPSWEEP_MATCH_H
#define GUPSWEEP_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MATCH_NONE UINT32_MAX

struct match_pair {
	size_t olds, news; /* elements */
	/* Is old element @i the same as new element @j? */
	bool (*same)(const void *ctx, size_t i, size_t j);
	const void *ctx;
	int64_t edits; /* deletions and insertions, at most */
};

/*
 * Set match[j] for each new element j to the old one that it equals, or MATCH_NONE; the matches ascend
 * and are as many as can be. Where equal elements leave a choice, what was deleted stands next to what
 * was inserted. Returns the number of matches, or -1 if more edits are needed.
 */
int64_t match_find(const struct match_pair *pair, uint32_t *match);

#endif
