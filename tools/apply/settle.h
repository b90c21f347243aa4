/* SPDX-License-Identifier: GPL-2.0-only */
/* settle: undo an apply, or finish it, from its journal and from what is on disk. Private to tree/. */
#ifndef GUPSWEEP_SETTLE_H
#define GUPSWEEP_SETTLE_H

#include "journal.h"
#include "replace.h"

/* An apply under way, or one that was interrupted. */
struct transaction {
	int root;	       /* descriptor of the tree's root; borrowed */
	const char *root_name; /* for messages */
	const struct replace_hook *hook;
	struct journal journal;
	int file; /* the open journal; locked */
};

/* What a file holds. */
enum content { CONTENT_MISSING, CONTENT_BEFORE, CONTENT_AFTER, CONTENT_OTHER };

/* What is in @name of folder @dir, compared with @entry. Returns 0, or -1 with errno set. */
int settle_look(int dir, const char *name, const struct journal_entry *entry, enum content *what);
/* Swap entry @i's file with its temporary one. @dir is their folder. Returns 0, or -1 with errno. */
int settle_swap(struct transaction *t, int dir, size_t i);
/* Save all folders of the entries. Returns 0, or -1 with @err set. */
int settle_sync(struct transaction *t, struct error *err);
/* Make every file what it was, and tidy. Returns 0, or -1 with @err set; then it may be tried again. */
int settle_undo(struct transaction *t, struct error *err);
/* Remove the temporary files, then the journal. Returns 0, or -1 with @err set. */
int settle_tidy(struct transaction *t, struct error *err);
/* Set @err from errno. Returns -1. */
int settle_fail(struct error *err, const char *path);

#endif
