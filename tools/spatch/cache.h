/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cache: answers of spatch, kept from run to run as files of one folder. Only a convenience: whatever
 * is wrong with the folder (damaged, read-only, disk full), the run goes on without, and what it holds
 * is treated like spatch's own output, not trusted.
 */
#ifndef GUPSWEEP_CACHE_H
#define GUPSWEEP_CACHE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/hash.h"

struct cache {
	int dir;    /* -1: there is none */
	bool fresh; /* nothing was in it */
	bool grows; /* something was put */
};

/* Open the folder @path (NULL: none), or make it. What cannot be had is none. */
void cache_open(struct cache *cache, const char *path);
/* At most some thousand answers are kept: where there are more, half of them go. */
void cache_close(struct cache *cache);
/* Look up @key into @value (emptied first). True if it was there and whole. */
bool cache_get(const struct cache *cache, const git_oid *key, struct buf *value);
/* Remember @value under @key. */
void cache_put(struct cache *cache, const git_oid *key, const struct buf *value);

#endif
