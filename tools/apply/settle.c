// SPDX-License-Identifier: GPL-2.0-only
/*
 * settle: what each file holds decides what is left to do, so that it does not matter where the
 * apply was cut short, nor whether an earlier attempt to settle it was.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "transaction.h"
#include "tree/beneath.h"

int settle_fail(struct error *err, const char *path)
{
	const char *remedy = "see the kernel's log";

	switch (errno) {
	case ENOSPC:
	case EDQUOT:
		remedy = "free some space";
		break;
	case EROFS:
		remedy = "mount it writable, or use gupsweep diff";
		break;
	case EACCES:
	case EPERM:
		remedy = "make it and its folder writable";
		break;
	case EFBIG:
		remedy = "raise the file size limit (ulimit -f)";
		break;
	case EIO:
		remedy = "check the disk";
		break;
	case ENOENT:
	case ELOOP:
	case ENOTDIR:
		remedy = "somebody else changed the tree; run again when that is over";
		break;
	}
	return error_set(err, "apply: on %.500s: %s; %s", path, strerror(errno), remedy);
}

int settle_step(const struct transaction *t, const char *step, const char *path)
{
	int error = t->hook ? t->hook->step(t->hook->ctx, step, path) : 0;

	if (error)
		errno = error;
	return error ? -1 : 0;
}

int settle_save(const struct transaction *t, int fd, const char *path)
{
	return settle_step(t, "sync", path) ? -1 : fsync(fd);
}

int settle_remove(const struct transaction *t, int dir, const char *name, const char *path)
{
	return settle_step(t, "remove", path) || (unlinkat(dir, name, 0) && errno != ENOENT) ? -1
											     : 0;
}

static int step_rename(const struct transaction *t, const struct spot *spot, const char *from,
		       const char *to)
{
	return settle_step(t, "rename", spot->path) ? -1 : renameat(spot->dir, from, spot->dir, to);
}

int settle_open(const struct transaction *t, size_t i, struct spot *spot)
{
	const char *nonce = t->journal.nonce;

	spot->path = t->journal.entry[i].path;
	snprintf(spot->temp, sizeof(spot->temp), ".gupsweep-%s-%zu", nonce, i);
	snprintf(spot->link, sizeof(spot->link), ".gupsweep-%s-%zu-link", nonce, i);
	spot->dir = beneath_open_parent(t->root, spot->path, &spot->name);
	return spot->dir < 0 ? -1 : 0;
}

void settle_close(struct spot *spot)
{
	int saved = errno;

	if (spot->dir >= 0)
		close(spot->dir);
	errno = saved;
}

int settle_look(const struct transaction *t, size_t i, const struct spot *spot, const char *name,
		enum content *what)
{
	const struct journal_entry *entry = &t->journal.entry[i];
	int fd = openat(spot->dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct buf text = { 0 };
	struct stat st;
	git_oid sum;
	int ret = 0;

	*what = fd < 0 && errno == ENOENT ? CONTENT_MISSING : CONTENT_OTHER;
	if (fd < 0)
		return errno == ENOENT || errno == ELOOP || errno == ENXIO ? 0 : -1;
	if (fstat(fd, &st)) {
		ret = -1;
	} else if (S_ISREG(st.st_mode) && st.st_size <= TREE_READ_MAX) {
		ret = file_read(fd, &text, TREE_READ_MAX);
		if (!ret && !hash_bytes(text.data, text.len, &sum)) {
			if (git_oid_equal(&sum, &entry->before))
				*what = CONTENT_BEFORE;
			else if (git_oid_equal(&sum, &entry->after))
				*what = CONTENT_AFTER;
		}
	}
	buf_free(&text);
	close(fd);
	return ret;
}

/* Without RENAME_EXCHANGE (ZFS, NFS): the second link keeps what the rename would destroy. */
static int swap_by_link(const struct transaction *t, const struct spot *s)
{
	if (settle_remove(t, s->dir, s->link, s->path) || settle_step(t, "link", s->path) ||
	    linkat(s->dir, s->name, s->dir, s->link, 0) || step_rename(t, s, s->temp, s->name))
		return -1;
	return step_rename(t, s, s->link, s->temp);
}

int settle_swap(const struct transaction *t, const struct spot *s)
{
	if (!settle_step(t, "exchange", s->path) &&
	    !renameat2(s->dir, s->temp, s->dir, s->name, RENAME_EXCHANGE))
		return 0;
	return errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP ? swap_by_link(t, s) : -1;
}

int settle_mark(struct transaction *t, enum journal_state state)
{
	char byte = (char)state;

	t->journal.state = state;
	if (settle_step(t, "mark", REPLACE_JOURNAL) ||
	    pwrite(t->file, &byte, 1, JOURNAL_STATE_AT) != 1)
		return -1;
	return settle_save(t, t->file, REPLACE_JOURNAL);
}

static bool same_folder(const char *a, const char *b)
{
	const char *p = strrchr(a, '/'), *q = strrchr(b, '/');

	if (!p || !q)
		return !p && !q;
	return p - a == q - b && !memcmp(a, b, (size_t)(p - a));
}

/* Save the names in the folder of @path; 0 also if it is gone, with all that was in it. */
static int sync_folder(const struct transaction *t, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? memory_strndup(path, (size_t)(slash - path)) : NULL;
	struct spot spot = { .dir = -1 };
	int ret;

	if (!folder)
		return settle_save(t, t->root, ".");
	spot.dir = beneath_open(t->root, folder, O_RDONLY | O_DIRECTORY);
	if (spot.dir >= 0)
		ret = settle_save(t, spot.dir, folder);
	else
		ret = errno == ENOENT || errno == ENOTDIR ? 0 : -1;
	free(folder);
	settle_close(&spot);
	return ret;
}

int settle_sync(const struct transaction *t, struct error *err)
{
	const struct journal *j = &t->journal;

	for (size_t i = 0; i < j->count; i++) {
		if (i && same_folder(j->entry[i - 1].path, j->entry[i].path))
			continue;
		if (sync_folder(t, j->entry[i].path))
			return settle_fail(err, j->entry[i].path);
	}
	return 0;
}

int settle_tidy(const struct transaction *t, struct error *err)
{
	for (size_t i = 0; i < t->journal.count; i++) {
		struct spot s;
		int ret = settle_open(t, i, &s);

		if (ret && (errno == ENOENT || errno == ENOTDIR))
			continue;
		if (!ret)
			ret = settle_remove(t, s.dir, s.temp, s.path) ||
			      settle_remove(t, s.dir, s.link, s.path);
		settle_close(&s);
		if (ret)
			return settle_fail(err, s.path);
	}
	/* The journal must not go before the files that only it knows of. */
	if (settle_sync(t, err))
		return -1;
	if (settle_remove(t, t->root, REPLACE_JOURNAL, REPLACE_JOURNAL) ||
	    settle_save(t, t->root, "."))
		return settle_fail(err, REPLACE_JOURNAL);
	return 0;
}

/* What to do with one file. */
enum plan { PLAN_LEAVE, PLAN_BACK, PLAN_CONFLICT };

static enum plan plan_for(enum content file, enum content temp)
{
	if (file == CONTENT_BEFORE)
		return PLAN_LEAVE;
	/* Whatever is in the temporary file was the file's: also what somebody saved meanwhile. */
	if (file == CONTENT_AFTER)
		return temp == CONTENT_BEFORE || temp == CONTENT_OTHER ? PLAN_BACK : PLAN_CONFLICT;
	/* Somebody else's file. It is the old one changed if the new one still waits. */
	return temp == CONTENT_AFTER ? PLAN_LEAVE : PLAN_CONFLICT;
}

/* Finish a swap_by_link() that was cut short: what was the file's is in the temporary one then. */
static int finish_link(const struct transaction *t, const struct spot *s)
{
	struct stat st;

	if (fstatat(s->dir, s->temp, &st, AT_SYMLINK_NOFOLLOW) && errno == ENOENT &&
	    !fstatat(s->dir, s->link, &st, AT_SYMLINK_NOFOLLOW))
		return step_rename(t, s, s->link, s->temp);
	return 0;
}

/* Once the file is the old one again, by whatever means, there is nothing left to decide. */
static int conflict(const char *path, enum content temp, const char *temp_name, struct error *err)
{
	if (temp == CONTENT_BEFORE)
		return error_set(
			err,
			"apply: on %.500s: changed after an apply was interrupted; keep your "
			"version elsewhere, copy %s from beside it over it, run again",
			path, temp_name);
	return error_set(
		err,
		"apply: on %.500s: changed after an apply was interrupted; keep your version "
		"elsewhere, restore the old one (git checkout), run again",
		path);
}

static int make_plan(const struct transaction *t, size_t i, enum plan *plan, struct error *err)
{
	enum content file = CONTENT_MISSING, temp = CONTENT_MISSING;
	struct spot s;
	int ret = settle_open(t, i, &s);

	if (ret && (errno == ENOENT || errno == ENOTDIR))
		ret = 0;
	else if (!ret)
		ret = finish_link(t, &s) || settle_look(t, i, &s, s.name, &file) ||
		      settle_look(t, i, &s, s.temp, &temp);
	settle_close(&s);
	if (ret)
		return settle_fail(err, s.path);
	*plan = plan_for(file, temp);
	return *plan == PLAN_CONFLICT ? conflict(s.path, temp, s.temp, err) : 0;
}

static int put_back(const struct transaction *t, size_t i, struct error *err)
{
	struct spot s;
	int ret = settle_open(t, i, &s) || settle_swap(t, &s);

	settle_close(&s);
	return ret ? settle_fail(err, s.path) : 0;
}

static int undo_swaps(const struct transaction *t, struct error *err)
{
	size_t count = t->journal.count;
	enum plan *plan = memory_alloc(count * sizeof(*plan));
	int ret = 0;

	/* All plans first: in a conflict nothing is done. */
	for (size_t i = 0; i < count && !ret; i++)
		ret = make_plan(t, i, &plan[i], err);
	for (size_t i = count; i && !ret; i--)
		if (plan[i - 1] == PLAN_BACK)
			ret = put_back(t, i - 1, err);
	free(plan);
	return ret;
}

int settle_undo(struct transaction *t, struct error *err)
{
	if (t->journal.state == JOURNAL_SWAPPING) {
		if (undo_swaps(t, err) || settle_sync(t, err))
			return -1;
		if (settle_mark(t, JOURNAL_UNDONE)) {
			t->journal.state = JOURNAL_SWAPPING;
			return settle_fail(err, REPLACE_JOURNAL);
		}
	}
	return settle_tidy(t, err);
}
