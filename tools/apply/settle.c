// SPDX-License-Identifier: GPL-2.0-only
/*
 * settle: what each file holds decides what is left to do, so that it does not matter where the
 * apply was cut short, nor whether an earlier attempt to settle it was.
 */
#include "settle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/file.h"
#include "../base/memory.h"
#include "../tree/beneath.h"
#include "steps.h"

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

int settle_look(int dir, const char *name, const struct journal_entry *entry, enum content *what)
{
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct buf text = { 0 };
	struct stat st;
	git_oid sum;
	int ret = 0;

	*what = CONTENT_OTHER;
	if (fd < 0 && errno == ENOENT)
		*what = CONTENT_MISSING;
	if (fd < 0)
		return errno == ENOENT || errno == ELOOP || errno == ENXIO ? 0 : -1;
	if (fstat(fd, &st)) {
		ret = -1;
	} else if (S_ISREG(st.st_mode) && st.st_size <= TREE_READ_MAX) {
		ret = file_read(fd, &text, TREE_READ_MAX);
		if (!ret && !journal_sum(&text, &sum)) {
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
static int swap_by_link(struct transaction *t, int dir, const char *path, const char *name,
			const char *temp, const char *link)
{
	if (step_remove(t->hook, dir, link, path) || step_link(t->hook, dir, name, link, path) ||
	    step_rename(t->hook, dir, temp, name, path))
		return -1;
	return step_rename(t->hook, dir, link, temp, path);
}

int settle_swap(struct transaction *t, int dir, size_t i)
{
	const char *path = t->journal.entry[i].path;
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	char *temp = journal_temp_name(&t->journal, i);
	char *link = journal_link_name(&t->journal, i);
	int ret = step_exchange(t->hook, dir, temp, name, path);

	if (ret && (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP))
		ret = swap_by_link(t, dir, path, name, temp, link);
	free(temp);
	free(link);
	return ret;
}

static bool same_folder(const char *a, const char *b)
{
	const char *p = strrchr(a, '/'), *q = strrchr(b, '/');

	if (!p || !q)
		return !p && !q;
	return p - a == q - b && !memcmp(a, b, (size_t)(p - a));
}

/* Save the names in the folder of @path; 0 also if it is gone, with all that was in it. */
static int sync_folder(struct transaction *t, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? memory_strndup(path, (size_t)(slash - path)) : NULL;
	int fd, ret;

	if (!folder)
		return step_sync(t->hook, t->root, ".");
	fd = beneath_open(t->root, folder, O_RDONLY | O_DIRECTORY);
	ret = fd < 0 ? -1 : step_sync(t->hook, fd, folder);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		ret = 0;
	free(folder);
	if (fd >= 0) {
		int saved = errno;

		close(fd);
		errno = saved;
	}
	return ret;
}

int settle_sync(struct transaction *t, struct error *err)
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

/* Remove what entry @i has beside its file. */
static int remove_temps(struct transaction *t, size_t i)
{
	const char *path = t->journal.entry[i].path, *name;
	int dir = beneath_open_parent(t->root, path, &name);
	char *temp, *link;
	int ret, saved;

	if (dir < 0)
		return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
	temp = journal_temp_name(&t->journal, i);
	link = journal_link_name(&t->journal, i);
	ret = step_remove(t->hook, dir, temp, path);
	if (!ret)
		ret = step_remove(t->hook, dir, link, path);
	saved = errno;
	free(temp);
	free(link);
	close(dir);
	errno = saved;
	return ret;
}

int settle_tidy(struct transaction *t, struct error *err)
{
	for (size_t i = 0; i < t->journal.count; i++)
		if (remove_temps(t, i))
			return settle_fail(err, t->journal.entry[i].path);
	/* The journal must not go before the files that only it knows of. */
	if (settle_sync(t, err))
		return -1;
	if (step_remove(t->hook, t->root, REPLACE_JOURNAL, REPLACE_JOURNAL) ||
	    step_sync(t->hook, t->root, "."))
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
static int finish_link(struct transaction *t, int dir, size_t i, const char *temp)
{
	char *link = journal_link_name(&t->journal, i);
	struct stat st;
	int ret = 0;

	if (fstatat(dir, temp, &st, AT_SYMLINK_NOFOLLOW) && errno == ENOENT &&
	    !fstatat(dir, link, &st, AT_SYMLINK_NOFOLLOW))
		ret = step_rename(t->hook, dir, link, temp, t->journal.entry[i].path);
	free(link);
	return ret;
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

static int make_plan(struct transaction *t, size_t i, enum plan *plan, struct error *err)
{
	const struct journal_entry *entry = &t->journal.entry[i];
	enum content file = CONTENT_MISSING, temp = CONTENT_MISSING;
	char *temp_name = NULL;
	const char *name;
	int dir = beneath_open_parent(t->root, entry->path, &name);
	int ret = -1;

	if (dir < 0 && errno != ENOENT && errno != ENOTDIR)
		return settle_fail(err, entry->path);
	temp_name = journal_temp_name(&t->journal, i);
	if (dir >= 0 &&
	    (finish_link(t, dir, i, temp_name) || settle_look(dir, name, entry, &file) ||
	     settle_look(dir, temp_name, entry, &temp))) {
		settle_fail(err, entry->path);
		goto out;
	}
	*plan = plan_for(file, temp);
	ret = *plan == PLAN_CONFLICT ? conflict(entry->path, temp, temp_name, err) : 0;
out:
	free(temp_name);
	if (dir >= 0)
		close(dir);
	return ret;
}

static int put_back(struct transaction *t, size_t i, struct error *err)
{
	const char *path = t->journal.entry[i].path, *name;
	int dir = beneath_open_parent(t->root, path, &name);
	int ret = 0;

	if (dir < 0 || settle_swap(t, dir, i))
		ret = settle_fail(err, path);
	if (dir >= 0)
		close(dir);
	return ret;
}

static int undo_swaps(struct transaction *t, struct error *err)
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
		if (step_mark(t->hook, t->file, JOURNAL_UNDONE))
			return settle_fail(err, REPLACE_JOURNAL);
		t->journal.state = JOURNAL_UNDONE;
	}
	return settle_tidy(t, err);
}
