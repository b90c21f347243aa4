/* SPDX-License-Identifier: GPL-2.0-only */
/* scratch: a temporary directory for a unit test, and files in it. Include after cmocka.h. */
#ifndef GUPSWEEP_TEST_SCRATCH_H
#define GUPSWEEP_TEST_SCRATCH_H

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/memory.h"

/* A new directory, below /dev/shm if there is one: saving to disk costs nothing there. The caller's. */
static inline char *scratch_make(void)
{
	char *dir = memory_strdup(access("/dev/shm", W_OK) ? "/tmp/gupsweep-test-XXXXXX"
							   : "/dev/shm/gupsweep-test-XXXXXX");

	assert_non_null(mkdtemp(dir));
	assert_int_equal(chmod(dir, 0755), 0);
	return dir;
}

static inline int scratch_remove_one(const char *path, const struct stat *st, int type,
				     struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

/* Remove @dir and free it. */
static inline void scratch_remove(char *dir)
{
	nftw(dir, scratch_remove_one, 64, FTW_DEPTH | FTW_PHYS);
	assert_int_not_equal(access(dir, F_OK), 0);
	free(dir);
}

/* The same for one too deep for that. */
static inline void scratch_remove_deep(char *dir)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		execlp("rm", "rm", "-rf", "--", dir, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	free(dir);
}

/* The folders of DIR/PATH are made as needed. The result is the caller's. */
static inline char *scratch_path(const char *dir, const char *path)
{
	char *full = memory_printf("%s/%s", dir, path);

	for (char *slash = full + strlen(dir) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(full, 0755);
		*slash = '/';
	}
	return full;
}

static inline void scratch_write(const char *dir, const char *path, const void *data, size_t len)
{
	char *full = scratch_path(dir, path);
	FILE *f = fopen(full, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
	free(full);
}

static inline void scratch_puts(const char *dir, const char *path, const char *text)
{
	scratch_write(dir, path, text, strlen(text));
}

/* The file's bytes; "" if there is none. The caller's. */
static inline char *scratch_read(const char *dir, const char *path)
{
	char *full = memory_printf("%s/%s", dir, path);
	FILE *f = fopen(full, "r");
	struct buf text = { 0 };
	char piece[4096];
	size_t got;

	while (f && (got = fread(piece, 1, sizeof(piece), f)))
		buf_add(&text, piece, got);
	if (f)
		fclose(f);
	free(full);
	return buf_detach(&text);
}

static inline void scratch_expect(const char *dir, const char *path, const char *text)
{
	char *got = scratch_read(dir, path);

	assert_string_equal(got, text);
	free(got);
}

/* Run as a user whom modes bind, who is not root: 0, or -1 if that cannot be had. */
static inline int scratch_drop_root(void)
{
	return geteuid() ? 0 : seteuid(65534);
}

static inline void scratch_take_root(void)
{
	if (geteuid() != getuid())
		assert_int_equal(seteuid(getuid()), 0);
}

#endif
