// SPDX-License-Identifier: GPL-2.0-only
/* steps: system calls with a place before each where a test can interfere. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "journal.h"

static int before(const struct replace_hook *hook, const char *step, const char *path)
{
	int error = hook ? hook->step(hook->ctx, step, path) : 0;

	if (error)
		errno = error;
	return error ? -1 : 0;
}

int step_lock(const struct replace_hook *hook, int root, int flags)
{
	if (before(hook, "lock", REPLACE_LOCK))
		return -1;
	return openat(root, REPLACE_LOCK, flags, 0600);
}

int step_create(const struct replace_hook *hook, int dir, const char *name, const char *path)
{
	if (before(hook, "create", path))
		return -1;
	return openat(dir, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

int step_write(const struct replace_hook *hook, int fd, const struct buf *text, const char *path)
{
	size_t done = 0;

	if (before(hook, "write", path))
		return -1;
	while (done < text->len) {
		ssize_t n = write(fd, text->data + done, text->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		done += (size_t)n;
	}
	return 0;
}

int step_mark(const struct replace_hook *hook, int fd, char state)
{
	if (before(hook, "mark", REPLACE_JOURNAL))
		return -1;
	if (pwrite(fd, &state, 1, JOURNAL_STATE_AT) != 1)
		return -1;
	return step_sync(hook, fd, REPLACE_JOURNAL);
}

int step_sync(const struct replace_hook *hook, int fd, const char *path)
{
	if (before(hook, "sync", path))
		return -1;
	return fsync(fd);
}

int step_dress(const struct replace_hook *hook, int fd, const struct stat *st, const char *path)
{
	mode_t mode = st->st_mode & 07777;

	if (before(hook, "dress", path))
		return -1;
	/* Only root may give a file away; as somebody else's it must not run with that one's rights. */
	if (fchown(fd, st->st_uid, (gid_t)-1))
		mode &= ~(mode_t)S_ISUID;
	if (fchown(fd, (uid_t)-1, st->st_gid))
		mode &= ~(mode_t)S_ISGID;
	return fchmod(fd, mode);
}

int step_exchange(const struct replace_hook *hook, int dir, const char *a, const char *b,
		  const char *path)
{
	if (before(hook, "exchange", path))
		return -1;
	return renameat2(dir, a, dir, b, RENAME_EXCHANGE);
}

int step_link(const struct replace_hook *hook, int dir, const char *from, const char *to,
	      const char *path)
{
	if (before(hook, "link", path))
		return -1;
	return linkat(dir, from, dir, to, 0);
}

int step_rename(const struct replace_hook *hook, int dir, const char *from, const char *to,
		const char *path)
{
	if (before(hook, "rename", path))
		return -1;
	return renameat(dir, from, dir, to);
}

int step_remove(const struct replace_hook *hook, int dir, const char *name, const char *path)
{
	if (before(hook, "remove", path))
		return -1;
	return unlinkat(dir, name, 0) && errno != ENOENT ? -1 : 0;
}
