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
#include "replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "../base/file.h"
#include "../base/memory.h"
#include "../tree/backend.h"
#include "../tree/beneath.h"
#include "claim.h"
#include "hold.h"
#include "settle.h"
#include "steps.h"

/* The files of one apply, in the order of its journal. */
struct work {
	struct transaction t;
	struct replacement *list;
	struct hold hold;
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
	unsigned char bytes[8];

	if (getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes))
		return -1;
	for (size_t i = 0; i < sizeof(bytes) && 2 * i + 2 < room; i++) {
		nonce[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		nonce[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
		nonce[2 * i + 2] = '\0';
	}
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
		if (journal_sum(r->before, &entry.before) || journal_sum(r->after, &entry.after))
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
	int ret = 0;

	journal_encode(&t->journal, &text);
	if (step_write(t->hook, t->file, &text, REPLACE_JOURNAL) ||
	    step_sync(t->hook, t->file, REPLACE_JOURNAL) ||
	    step_rename(t->hook, t->root, REPLACE_LOCK, REPLACE_JOURNAL, REPLACE_JOURNAL)) {
		ret = settle_fail(err, t->root_name);
	} else {
		work->journaled = true;
		if (step_sync(t->hook, t->root, "."))
			ret = settle_fail(err, t->root_name);
	}
	buf_free(&text);
	return ret;
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

static int write_new(struct work *work, int dir, size_t i, const struct stat *st)
{
	const struct replacement *r = &work->list[i];
	const struct replace_hook *hook = work->t.hook;
	char *temp = journal_temp_name(&work->t.journal, i);
	int fd = step_create(hook, dir, temp, r->path);
	int ret, saved;

	free(temp);
	if (fd < 0)
		return -1;
	ret = step_write(hook, fd, r->after, r->path);
	if (!ret)
		ret = step_dress(hook, fd, st, r->path);
	if (!ret)
		ret = step_sync(hook, fd, r->path);
	saved = errno;
	close(fd);
	errno = saved;
	return ret;
}

static int stage_one(struct work *work, size_t i, struct error *err)
{
	const struct replacement *r = &work->list[i];
	const char *name;
	struct stat st;
	int dir = beneath_open_parent(work->t.root, r->path, &name);
	int fd = -1, ret;

	if (dir >= 0)
		fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		ret = settle_fail(err, r->path);
	else
		ret = check_before(work, fd, r, &st, err);
	if (!ret && write_new(work, dir, i, &st))
		ret = settle_fail(err, r->path);
	if (fd >= 0)
		close(fd);
	if (dir >= 0)
		close(dir);
	return ret;
}

static int swap_one(struct work *work, size_t i, struct error *err)
{
	struct transaction *t = &work->t;
	const struct journal_entry *entry = &t->journal.entry[i];
	char *temp = journal_temp_name(&t->journal, i);
	enum content displaced;
	const char *name;
	int dir = beneath_open_parent(t->root, entry->path, &name);
	int ret = 0;

	if (dir < 0 || settle_swap(t, dir, i) || settle_look(dir, temp, entry, &displaced))
		ret = settle_fail(err, entry->path);
	else if (displaced != CONTENT_BEFORE)
		ret = error_set(err, "apply: on %.500s: changed since it was read; run again",
				entry->path);
	if (dir >= 0)
		close(dir);
	free(temp);
	return ret;
}

static int for_each(struct work *work, int (*one)(struct work *, size_t, struct error *),
		    struct error *err)
{
	for (size_t i = 0; i <= work->t.journal.count; i++) {
		int sig = hold_interrupted(&work->hold);

		if (sig)
			return error_set(err, "apply: on %.500s: interrupted: %s; run again",
					 work->t.root_name, strsignal(sig));
		if (i < work->t.journal.count && one(work, i, err))
			return -1;
	}
	return 0;
}

static int mark(struct work *work, enum journal_state state, struct error *err)
{
	work->t.journal.state = state;
	if (step_mark(work->t.hook, work->t.file, (char)state))
		return settle_fail(err, work->t.root_name);
	return 0;
}

/* Stages 1 to 3, and the mark. */
static int carry_out(struct work *work, struct error *err)
{
	struct transaction *t = &work->t;
	struct error ignored;

	if (write_journal(work, err) || for_each(work, stage_one, err) || settle_sync(t, err) ||
	    mark(work, JOURNAL_SWAPPING, err) || for_each(work, swap_one, err) ||
	    settle_sync(t, err))
		return -1;
	if (!mark(work, JOURNAL_DONE, err))
		return 0;
	/* It may be on disk or not. Undo only once it surely is not; else leave both ways open. */
	if (mark(work, JOURNAL_SWAPPING, &ignored))
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
	git_libgit2_init(); /* else each journal_sum() starts the library anew */
	if (count)
		ret = plan(&work, list, count, err);
	if (!ret && work.t.journal.count) {
		hold_signals(&work.hold);
		ret = lock(&work, err);
		if (!ret) {
			ret = replace_locked(&work, err);
			close(work.t.file);
		}
		hold_release(&work.hold);
	}
	journal_free(&work.t.journal);
	free(work.list);
	git_libgit2_shutdown();
	return ret;
}
