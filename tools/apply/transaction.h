/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * transaction: an apply under way, or one that was interrupted. replace.c says how it goes; journal.c is
 * its text, claim.c who may, settle.c how it is undone or tidied up. Private to apply/.
 */
#ifndef GUPSWEEP_TRANSACTION_H
#define GUPSWEEP_TRANSACTION_H

#include <signal.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "replace.h"

/* -- journal.c: what an apply is about to do, as the text of a file ---------------------------- */

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
int journal_decode(struct journal *j, const struct buf *text);
void journal_free(struct journal *j);

/* -- claim.c: one apply at a time in a tree ----------------------------------------------------- */

struct transaction {
	int root;	       /* descriptor of the tree's root; borrowed */
	const char *root_name; /* for messages */
	const struct replace_hook *hook;
	struct journal journal;
	int file;	 /* the open journal; locked */
	sigset_t before; /* signals blocked before claim_hold() */
};

/* Create REPLACE_LOCK, or take over one that nobody has. Returns it open, or -1 with @err set. */
int claim_take(const struct transaction *t, struct error *err);
/*
 * Open and lock the journal. Returns 0 with *@fd; 1 if there is none; -1 with @err set if another
 * process has it, or it cannot be opened.
 */
int claim_journal(const struct transaction *t, int *fd, struct error *err);
/* Remove REPLACE_LOCK, which must be ours. Returns 0, or -1 with errno set. */
int claim_drop(const struct transaction *t);
/* Hold signals back while something must not be cut short; for one thread, without handlers. */
void claim_hold(struct transaction *t);
/* The number of a signal that came meanwhile and ends the program, or 0. It stays held back. */
int claim_interrupted(const struct transaction *t);
/* Let them through: the program may end here. */
void claim_release(const struct transaction *t);

/* -- settle.c: what each file holds decides what is left to do ---------------------------------- */

/* Where entry @i's file is, and what stands beside it; for settle_close(). */
struct spot {
	int dir;	  /* its folder, or -1 */
	const char *name; /* of the file, in there */
	const char *path; /* of the file, in the tree */
	char temp[64];	  /* name of its new (later: old) contents */
	char link[64];	  /* name of a second link */
};

/* What a file holds. */
enum content { CONTENT_MISSING, CONTENT_BEFORE, CONTENT_AFTER, CONTENT_OTHER };

/*
 * Before each step that changes or saves something: may it be done? 0, or -1 with errno set as a test
 * wants it. @path is only for the test.
 */
int settle_step(const struct transaction *t, const char *step, const char *path);
/* fsync(), as a step. */
int settle_save(const struct transaction *t, int fd, const char *path);
/* unlinkat(), as a step; gone is fine. */
int settle_remove(const struct transaction *t, int dir, const char *name, const char *path);
/* Open the folder of entry @i. Returns 0, or -1 with errno set. @spot is to be closed in any case. */
int settle_open(const struct transaction *t, size_t i, struct spot *spot);
/* Close it; errno stays. */
void settle_close(struct spot *spot);
/* What is in @name of the folder, compared with entry @i. Returns 0, or -1 with errno set. */
int settle_look(const struct transaction *t, size_t i, const struct spot *spot, const char *name,
		enum content *what);
/* Swap the file with its temporary one. Returns 0, or -1 with errno. */
int settle_swap(const struct transaction *t, const struct spot *spot);
/* Write @state into the journal, and save that. Returns 0, or -1 with errno. */
int settle_mark(struct transaction *t, enum journal_state state);
/* Save all folders of the entries. Returns 0, or -1 with @err set. */
int settle_sync(const struct transaction *t, struct error *err);
/* Make every file what it was, and tidy. Returns 0, or -1 with @err set; then it may be tried again. */
int settle_undo(struct transaction *t, struct error *err);
/* Remove the temporary files, then the journal. Returns 0, or -1 with @err set. */
int settle_tidy(const struct transaction *t, struct error *err);
/* Set @err from errno. Returns -1. */
int settle_fail(struct error *err, const char *path);

#endif
