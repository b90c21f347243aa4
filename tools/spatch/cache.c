// SPDX-License-Identifier: GPL-2.0-only
/*
 * cache: a file for each answer, named by its key: the sum of the answer, then the answer. A file gets
 * its name when it is whole, so that runs at the same time do not meet. The folder may come from
 * anybody: what does not fit its sum is a miss, and nothing is deleted but files named by a key.
 */
#include "cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

#define MAX_ENTRIES 8000
#define MAX_VALUE ((size_t)1 << 20) /* bytes; larger answers are not kept */
#define NAME (GIT_OID_HEXSZ + 1)

void cache_open(struct cache *cache, const char *path)
{
	char *copy = path ? memory_printf("%s/", path) : NULL;

	*cache = (struct cache){ .dir = -1 };
	for (char *c = copy ? strchr(copy + 1, '/') : NULL; c; c = strchr(c + 1, '/')) {
		*c = '\0';
		cache->fresh = !mkdir(copy, 0700);
		*c = '/';
	}
	free(copy);
	if (path)
		cache->dir = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

bool cache_get(const struct cache *cache, const git_oid *key, struct buf *value)
{
	char name[NAME];
	struct stat st;
	git_oid sum;
	int fd = -1;
	bool found;

	buf_reset(value);
	if (cache->dir >= 0)
		fd = openat(cache->dir, git_oid_tostr(name, sizeof(name), key),
			    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return false;
	found = !fstat(fd, &st) && S_ISREG(st.st_mode) &&
		!file_read(fd, value, MAX_VALUE + GIT_OID_RAWSZ) && value->len >= GIT_OID_RAWSZ;
	close(fd);
	found = found &&
		!hash_bytes(value->data + GIT_OID_RAWSZ, value->len - GIT_OID_RAWSZ, &sum) &&
		!memcmp(value->data, sum.id, GIT_OID_RAWSZ);
	if (!found) {
		buf_reset(value);
		return false;
	}
	value->len -= GIT_OID_RAWSZ;
	memmove(value->data, value->data + GIT_OID_RAWSZ, value->len + 1);
	return true;
}

void cache_put(struct cache *cache, const git_oid *key, const struct buf *value)
{
	char name[NAME], new[NAME + 16];
	git_oid sum;
	bool whole;
	int fd;

	if (cache->dir < 0 || value->len > MAX_VALUE || hash_bytes(value->data, value->len, &sum))
		return;
	git_oid_tostr(name, sizeof(name), key);
	snprintf(new, sizeof(new), "%s.%d", name, (int)getpid());
	fd = openat(cache->dir, new, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	whole = !file_write(fd, (const char *)sum.id, GIT_OID_RAWSZ) &&
		!file_write(fd, value->data, value->len);
	whole = !close(fd) && whole;
	if (!whole || renameat(cache->dir, new, cache->dir, name))
		unlinkat(cache->dir, new, 0);
	cache->grows = true;
}

/* Those beyond the first @keep in the folder's own order go; returns how many there were. */
static size_t prune(DIR *dir, size_t keep)
{
	size_t count = 0;
	struct dirent *d;

	rewinddir(dir);
	while ((d = readdir(dir)))
		if (strspn(d->d_name, "0123456789abcdef") == GIT_OID_HEXSZ && ++count > keep)
			unlinkat(dirfd(dir), d->d_name, 0);
	return count;
}

void cache_close(struct cache *cache)
{
	DIR *dir = cache->grows ? fdopendir(cache->dir) : NULL;

	if (dir && prune(dir, SIZE_MAX) > MAX_ENTRIES)
		prune(dir, MAX_ENTRIES / 2);
	if (dir)
		closedir(dir);
	else if (cache->dir >= 0)
		close(cache->dir);
	cache->dir = -1;
}
