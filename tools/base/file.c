// SPDX-License-Identifier: GPL-2.0-only
/* file: read() and write() until all is done. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int file_read(int fd, struct buf *text, size_t max)
{
	size_t step = 16384;

	for (;;) {
		ssize_t got;

		if (text->len > max) {
			errno = EFBIG;
			return -1;
		}
		if (text->room < text->len + 2)
			buf_reserve(text, step);
		got = read(fd, text->data + text->len, text->room - text->len - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		text->len += (size_t)got;
		text->data[text->len] = '\0';
		if (!got)
			return 0;
	}
}

/* Close @fd; errno stays that of what failed before. */
static int close_after(int fd, int failed)
{
	int saved = errno;

	if (close(fd) && !failed)
		return -1;
	errno = saved;
	return failed;
}

int file_load(const char *path, int flags, struct buf *text, size_t max)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags), failed = 0;
	struct stat st;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st)) {
		failed = -1;
	} else if (!S_ISREG(st.st_mode)) {
		failed = -1;
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	} else {
		failed = file_read(fd, text, max);
	}
	return close_after(fd, failed);
}

int file_write(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t put = write(fd, data, len);

		if (put < 0 && errno != EINTR)
			return -1;
		data += put > 0 ? put : 0;
		len -= put > 0 ? (size_t)put : 0;
	}
	return 0;
}

int file_save(const char *path, int flags, const char *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);

	return fd < 0 ? -1 : close_after(fd, file_write(fd, data, len));
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	if (flag == FTW_DNR)
		chmod(path, 0700);
	remove(path);
	return 0;
}

void file_remove_folder(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
