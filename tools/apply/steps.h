/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * steps: the system calls of an apply that change or save something, each of which a test can make
 * fail. Each returns 0 (the first two a
 * descriptor), or -1 with errno set. @path is only for the test. Private to tree/.
 */
#ifndef GUPSWEEP_STEPS_H
#define GUPSWEEP_STEPS_H

#include <sys/stat.h>

#include "replace.h"

int step_lock(const struct replace_hook *hook, int root, int flags); /* open REPLACE_LOCK */
int step_create(const struct replace_hook *hook, int dir, const char *name, const char *path);
int step_write(const struct replace_hook *hook, int fd, const struct buf *text, const char *path);
int step_mark(const struct replace_hook *hook, int fd, char state); /* in the journal; saved, too */
int step_sync(const struct replace_hook *hook, int fd, const char *path);
/* Give @fd the mode of @st, and its owner and group as far as allowed. */
int step_dress(const struct replace_hook *hook, int fd, const struct stat *st, const char *path);
/* Swap two names; EINVAL or ENOSYS where the file system cannot. */
int step_exchange(const struct replace_hook *hook, int dir, const char *a, const char *b,
		  const char *path);
int step_link(const struct replace_hook *hook, int dir, const char *from, const char *to,
	      const char *path);
int step_rename(const struct replace_hook *hook, int dir, const char *from, const char *to,
		const char *path);
int step_remove(const struct replace_hook *hook, int dir, const char *name,
		const char *path); /* gone is fine */

#endif
