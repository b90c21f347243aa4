/* SPDX-License-Identifier: GPL-2.0-only */
/* journal: what an apply is about to do, as the text of a file. Private to tree/. */
#ifndef GUPSWEEP_JOURNAL_H
#define GUPSWEEP_JOURNAL_H

#include <git2.h>

#include "../base/buf.h"

enum journal_state {
	JOURNAL_STAGING = 's',	/* new files are being written; no file of the tree is touched */
	JOURNAL_SWAPPING = 'x', /* any of the files may have been replaced */
	JOURNAL_DONE = 'd',	/* all of them were; left-overs remain */
	JOURNAL_UNDONE = 'u',	/* none of them is; left-overs remain */
};

#define JOURNAL_STATE_AT 25	       /* where in the file the state's one byte is */
#define JOURNAL_MAX ((size_t)64 << 20) /* bytes */

struct journal_entry {
	char *path;
	git_oid before, after; /* of the contents */
};

struct journal {
	enum journal_state state;
	char nonce[17]; /* 16 hex digits: part of the temporary files' names */
	struct journal_entry *entry;
	size_t count, room;
};

void journal_encode(const struct journal *j, struct buf *out);
/* Returns 0, or -1 if it is no journal, or not whole, or names files outside of the tree. */
int journal_decode(struct journal *j, const char *data, size_t len);
void journal_free(struct journal *j);
/* The checksum of a file's contents. Returns 0, or -1 out of memory. */
int journal_sum(const struct buf *text, git_oid *sum);
/* The names, beside entry @i's file, of its new (later: old) contents, and of a second link; the caller's. */
char *journal_temp_name(const struct journal *j, size_t i);
char *journal_link_name(const struct journal *j, size_t i);

#endif
