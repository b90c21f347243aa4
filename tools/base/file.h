/* SPDX-License-Identifier: GPL-2.0-only */
/* file: whole files, in and out. Each returns 0, or -1 with errno set. */
#ifndef GUPSWEEP_FILE_H
#define GUPSWEEP_FILE_H

#include "buf.h"

/* Append what is left to read in @fd, at most @max bytes (EFBIG: more). */
int file_read(int fd, struct buf *text, size_t max);
/* Append the file @path, a regular one, likewise; @flags: more of open(), such as O_NOFOLLOW. */
int file_load(const char *path, int flags, struct buf *text, size_t max);
/* Write all of @data to @fd. */
int file_write(int fd, const char *data, size_t len);
/* Make @path of @data; @flags: O_TRUNC or O_EXCL, and O_SYNC for a disk that must have it. */
int file_save(const char *path, int flags, const char *data, size_t len);
/* Remove folder @path with all in it; what cannot be removed stays. */
void file_remove_folder(const char *path);

#endif
