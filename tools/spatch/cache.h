/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cache: answers of spatch, kept in one SQLite file from run to run. Only a convenience: whatever
 * is wrong with the file (locked, damaged, read-only, disk full), the run goes on without, and what
 * it holds is treated like spatch's own output, not trusted.
 */
#ifndef GUPSWEEP_CACHE_H
#define GUPSWEEP_CACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "../base/buf.h"

#define CACHE_KEY 20 /* bytes */

struct cache;

/* Open or create the file @path. Returns NULL if that cannot be, which all functions here accept. */
struct cache *cache_open(const char *path);
/* Write what was put and close; at most some thousand entries are kept, the least used go. */
void cache_close(struct cache *cache);
/* Look up @key into @value (emptied first). True if it was there and whole. */
bool cache_get(struct cache *cache, const unsigned char key[CACHE_KEY], struct buf *value);
/* Remember @value under @key; written at cache_close(). */
void cache_put(struct cache *cache, const unsigned char key[CACHE_KEY], const char *value,
	       size_t len);
/* The hash (SHA-1) of @len bytes, for keys. False if it cannot be had: then there is no key. */
bool cache_hash(const char *data, size_t len, unsigned char key[CACHE_KEY]);

#endif
