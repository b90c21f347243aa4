// SPDX-License-Identifier: GPL-2.0-only
/*
 * beneath: one openat() for each component, so that no symbolic link on the way is followed and no
 * limit on a path's length applies. openat2() is only the fast way for what is there: older kernels
 * and some sandboxes lack it, and the long way tells better why something cannot be opened.
 */
#include "beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

bool beneath_valid(const char *path)
{
	for (;; path++) {
		size_t len = strcspn(path, "/");

		if (!len || (len == 1 && path[0] == '.') ||
		    (len == 2 && path[0] == '.' && path[1] == '.'))
			return false;
		path += len;
		if (!*path)
			return true;
	}
}

/* Open the folder @path[0..len) in @dir, and close @dir. */
static int descend(int dir, const char *path, size_t len)
{
	char name[NAME_MAX + 1];
	int fd = -1;
	int saved;

	if (len > NAME_MAX) {
		errno = ENAMETOOLONG;
	} else {
		memcpy(name, path, len);
		name[len] = '\0';
		fd = openat(dir, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	}
	saved = errno;
	close(dir);
	errno = saved;
	return fd;
}

int beneath_open_parent(int root, const char *path, const char **name)
{
	const char *slash;
	int dir;

	if (!beneath_valid(path)) {
		errno = EINVAL;
		return -1;
	}
	dir = fcntl(root, F_DUPFD_CLOEXEC, 0);
	while (dir >= 0 && (slash = strchr(path, '/'))) {
		dir = descend(dir, path, (size_t)(slash - path));
		path = slash + 1;
	}
	*name = path;
	return dir;
}

/* In one step; any failure but that nothing is there is for the long way to tell. */
static int open_at_once(int root, const char *path, int flags)
{
	struct open_how how = { .flags = (unsigned int)flags | O_NOFOLLOW | O_CLOEXEC,
				.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS };

	return (int)syscall(SYS_openat2, root, path, &how, sizeof(how));
}

int beneath_open(int root, const char *path, int flags)
{
	const char *name;
	int dir, fd, saved;

	if (beneath_valid(path)) {
		fd = open_at_once(root, path, flags);
		if (fd >= 0 || errno == ENOENT)
			return fd;
	}
	dir = beneath_open_parent(root, path, &name);
	if (dir < 0)
		return -1;
	fd = openat(dir, name, flags | O_NOFOLLOW | O_CLOEXEC);
	saved = errno;
	close(dir);
	errno = saved;
	return fd;
}
