// SPDX-License-Identifier: GPL-2.0-only
/*
 * replace: all files or none, in four stages, each saved to disk before the next begins:
 *
 *  1. The journal, which names every file with checksums of its old and new contents, is written
 *     under another name (REPLACE_LOCK, locked all the time) and renamed: it is there whole or not.
 *  2. The new contents are written beside the files. The files are still as they were.
 *  3. The journal is marked "swapping", and each file exchanges names with its new one; what was
 *     displaced is compared with what was read, so that nobody's change is lost between.
 *  4. The journal is marked "done". What is left is to remove the old contents, then the journal.
 *
 * An error or a signal before "done" undoes stage 3 by the same exchange; it needs no space. After
 * a kill or a power loss, the journal tells tree_recover() which it is: before stage 3 the new files
 * are removed, in it the checksums tell which files to exchange back, after it the rest is removed.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "transaction.h"
#include "tree/backend.h"
#include "tree/beneath.h"

/* The files of one apply, in the order of its journal. */
struct work {
	struct transaction t;
	struct replacement *list;
	struct problems *notes;
	bool journaled; /* the journal has its name: from here on there is something to settle */
};

static int compare_paths(const void *left, const void *right)
{
	const struct replacement *a = left, *b = right;

	return strcmp(a->path, b->path);
}

static bool same_text(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && (!a->len || !memcmp(a->data, b->data, a->len));
}

static int make_nonce(char *nonce, size_t room)
{
	uint64_t number;

	if (getrandom(&number, sizeof(number), 0) != (ssize_t)sizeof(number))
		return -1;
	snprintf(nonce, room, "%016" PRIx64, number);
	return 0;
}

/* Fill in the journal and work->list, without files that do not change. */
static int plan(struct work *work, const struct replacement *list, size_t count, struct error *err)
{
	struct journal *j = &work->t.journal;

	j->state = JOURNAL_STAGING;
	if (make_nonce(j->nonce, sizeof(j->nonce)))
		return settle_fail(err, "/dev/urandom");
	work->list = memory_alloc(count * sizeof(*list));
	memcpy(work->list, list, count * sizeof(*list));
	qsort(work->list, count, sizeof(*list), compare_paths);
	for (size_t i = 0; i < count; i++) {
		const struct replacement *r = &work->list[i];
		struct journal_entry entry = { 0 };

		if (!beneath_valid(r->path) || (i && !strcmp(r->path, work->list[i - 1].path)))
			return error_set(err, "apply: on %.500s: %s; nothing was changed", r->path,
					 i && !strcmp(r->path, work->list[i - 1].path)
						 ? "named twice"
						 : "not a path below the tree");
		if (same_text(r->before, r->after))
			continue;
		if (hash_bytes(r->before->data, r->before->len, &entry.before) ||
		    hash_bytes(r->after->data, r->after->len, &entry.after))
			return error_set(err, "apply: on %.500s: no checksum; nothing was changed",
					 r->path);
		entry.path = memory_strdup(r->path);
		work->list[j->count] = *r; /* j->count <= i */
		VEC_PUSH(j->entry, j->count, j->room, entry);
	}
	return 0;
}

static int write_journal(struct work *work, struct error *err)
{
	struct transaction *t = &work->t;
	struct buf text = { 0 };
	int ret;

	journal_encode(&t->journal, &text);
	ret = settle_step(t, "write", REPLACE_JOURNAL) ||
	      file_write(t->file, text.data, text.len) ||
	      settle_save(t, t->file, REPLACE_JOURNAL) ||
	      settle_step(t, "rename", REPLACE_JOURNAL) ||
	      renameat(t->root, REPLACE_LOCK, t->root, REPLACE_JOURNAL);
	buf_free(&text);
	work->journaled = !ret;
	return ret || settle_save(t, t->root, ".") ? settle_fail(err, t->root_name) : 0;
}

/* Is @fd a regular file that holds what was read? */
static int check_before(struct work *work, int fd, const struct replacement *r, struct stat *st,
			struct error *err)
{
	struct buf text = { 0 };
	bool same;

	if (fstat(fd, st))
		return settle_fail(err, r->path);
	if (!S_ISREG(st->st_mode))
		return error_set(err, "apply: on %.500s: no regular file any more; run again",
				 r->path);
	if (file_read(fd, &text, r->before->len) && errno != EFBIG) {
		buf_free(&text);
		return settle_fail(err, r->path);
	}
	same = same_text(&text, r->before);
	buf_free(&text);
	if (!same)
		return error_set(err, "apply: on %.500s: changed since it was read; run again",
				 r->path);
	if (st->st_nlink > 1)
		problem_add(work->notes, r->path,
			    "had %lu hard links; the others keep the old text",
			    (unsigned long)st->st_nlink);
	return 0;
}

/* Give @fd the mode of @st, and its owner and group as far as allowed. */
static int dress(int fd, const struct stat *st)
{
	mode_t mode = st->st_mode & 07777;

	/* Only root may give a file away; as somebody else's it must not run with that one's rights. */
	if (fchown(fd, st->st_uid, (gid_t)-1))
		mode &= ~(mode_t)S_ISUID;
	if (fchown(fd, (uid_t)-1, st->st_gid))
		mode &= ~(mode_t)S_ISGID;
	return fchmod(fd, mode);
}

static int write_new(const struct work *work, const struct spot *s, size_t i, const struct stat *st)
{
	const struct buf *after = work->list[i].after;
	const struct transaction *t = &work->t;
	struct spot new = { .dir = -1 };
	int ret;

	if (!settle_step(t, "create", s->path))
		new.dir = openat(s->dir, s->temp,
				 O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	ret = new.dir < 0 || settle_step(t, "write", s->path) ||
	      file_write(new.dir, after->data, after->len) || settle_step(t, "dress", s->path) ||
	      dress(new.dir, st) || settle_save(t, new.dir, s->path);
	settle_close(&new);
	return ret ? -1 : 0;
}

static int stage_one(struct work *work, size_t i, struct error *err)
{
	struct spot s;
	struct stat st;
	int fd = -1, ret;

	if (!settle_open(&work->t, i, &s))
		fd = openat(s.dir, s.name,
			    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		ret = settle_fail(err, s.path);
	else
		ret = check_before(work, fd, &work->list[i], &st, err);
	if (!ret && write_new(work, &s, i, &st))
		ret = settle_fail(err, s.path);
	if (fd >= 0)
		close(fd);
	settle_close(&s);
	return ret;
}

static int swap_one(struct work *work, size_t i, struct error *err)
{
	const struct transaction *t = &work->t;
	enum content displaced;
	struct spot s;
	int ret = settle_open(t, i, &s) || settle_swap(t, &s) ||
		  settle_look(t, i, &s, s.temp, &displaced);

	settle_close(&s);
	if (ret)
		return settle_fail(err, s.path);
	return displaced == CONTENT_BEFORE
		       ? 0
		       : error_set(err, "apply: on %.500s: changed since it was read; run again",
				   s.path);
}

static int for_each(struct work *work, int (*one)(struct work *, size_t, struct error *),
		    struct error *err)
{
	for (size_t i = 0; i <= work->t.journal.count; i++) {
		int sig = claim_interrupted(&work->t);

		if (sig)
			return error_set(err, "apply: on %.500s: interrupted: %s; run again",
					 work->t.root_name, strsignal(sig));
		if (i < work->t.journal.count && one(work, i, err))
			return -1;
	}
	return 0;
}

/* Stages 1 to 3, and the mark. */
static int carry_out(struct work *work, struct error *err)
{
	struct transaction *t = &work->t;

	if (write_journal(work, err) || for_each(work, stage_one, err) || settle_sync(t, err) ||
	    (settle_mark(t, JOURNAL_SWAPPING) && settle_fail(err, t->root_name)) ||
	    for_each(work, swap_one, err) || settle_sync(t, err))
		return -1;
	if (!settle_mark(t, JOURNAL_DONE))
		return 0;
	settle_fail(err, t->root_name);
	/* It may be on disk or not. Undo only once it surely is not; else leave both ways open. */
	if (settle_mark(t, JOURNAL_SWAPPING))
		t->journal.state = JOURNAL_DONE;
	return -1;
}

/* Add to what @err tells. Returns -1. */
static int nothing_changed(struct error *err)
{
	struct error first = *err;

	return error_set(err, "%.900s (nothing was changed)", first.text);
}

/* After a failure that @err tells: undo, and say so. Returns -1. */
static int give_up(struct work *work, struct error *err)
{
	struct error first = *err, second;

	if (!work->journaled) {
		if (claim_drop(&work->t))
			return error_set(err, "%.800s (nothing was changed, but %s is left)",
					 first.text, REPLACE_LOCK);
	} else if (work->t.journal.state == JOURNAL_DONE) {
		return error_set(err,
				 "%.600s (all files are replaced, but not for sure on disk; "
				 "the next apply undoes or finishes it)",
				 first.text);
	} else if (settle_undo(&work->t, &second)) {
		return error_set(err,
				 "%.400s (and undoing it failed: %.400s; the next apply goes on)",
				 first.text, second.text);
	}
	return nothing_changed(err);
}

static int replace_locked(struct work *work, struct error *err)
{
	struct error first;

	if (carry_out(work, err))
		return give_up(work, err);
	if (!settle_tidy(&work->t, err))
		return 0;
	first = *err;
	return error_set(err,
			 "%.700s (all files are replaced; the next apply removes what is left)",
			 first.text);
}

/* Stage 0: no other apply may be running, nor have been cut short. */
static int lock(struct work *work, struct error *err)
{
	struct transaction *t = &work->t;
	int other = -1, ret;

	t->file = claim_take(t, err);
	if (t->file < 0)
		return nothing_changed(err);
	ret = claim_journal(t, &other, err);
	if (ret == 1)
		return 0;
	if (!ret)
		error_set(err, "apply: on %.500s: an earlier apply was interrupted; run again",
			  t->root_name);
	if (other >= 0)
		close(other);
	claim_drop(t);
	close(t->file);
	return nothing_changed(err);
}

int tree_replace(struct tree *tree, const struct replacement *list, size_t count,
		 const struct replace_hook *hook, struct problems *notes, struct error *err)
{
	struct work work = {
		.t = { .root = tree->fd, .root_name = tree->root, .hook = hook, .file = -1 },
		.notes = notes,
	};
	int ret = 0;

	if (tree->rev)
		return error_set(err,
				 "apply: on %.500s: a revision cannot be changed; leave out --rev",
				 tree->rev);
	if (count)
		ret = plan(&work, list, count, err);
	if (!ret && work.t.journal.count) {
		claim_hold(&work.t);
		ret = lock(&work, err);
		if (!ret) {
			ret = replace_locked(&work, err);
			close(work.t.file);
		}
		claim_release(&work.t);
	}
	journal_free(&work.t.journal);
	free(work.list);
	return ret;
}
