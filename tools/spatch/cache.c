// SPDX-License-Identifier: GPL-2.0-only
/*
 * cache: one table, key -> (hash of the value, value). Reads happen one by one, writes in one
 * transaction at the end, so that concurrent runs hold the lock for milliseconds. The file may come
 * from anybody: it is opened defensively (no triggers, no views, no trusted schema), each value is
 * checked against its hash, and what does not fit is a miss. A file is started anew only if it says
 * of itself that it is ours; nothing else is ever deleted.
 */
#include "cache.h"

#include <git2.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../base/memory.h"

#define APPLICATION 0x67757073 /* "gups": PRAGMA application_id */
#define FORMAT 1	       /* PRAGMA user_version; a file of another format starts anew */
#define MAX_ENTRIES 8000
#define MAX_VALUE (1 << 20) /* bytes; larger answers are not kept */
#define DAY 86400
#define BUSY_MS 200

struct entry {
	unsigned char key[CACHE_KEY];
	char *value;
	size_t len;
};

struct cache {
	sqlite3 *db;
	sqlite3_stmt *find;
	struct entry *entry; /* to be written */
	size_t count, room;
	sqlite3_int64 now;
};

bool cache_hash(const char *data, size_t len, unsigned char key[CACHE_KEY])
{
	git_oid oid;
	int failed;

	if (git_libgit2_init() < 0)
		return false;
	failed = git_odb_hash(&oid, data, len, GIT_OBJECT_BLOB);
	git_libgit2_shutdown();
	if (!failed)
		memcpy(key, oid.id, CACHE_KEY);
	return !failed;
}

static bool run(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* The number that @sql yields, or -1. */
static sqlite3_int64 ask(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	sqlite3_int64 number = -1;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW)
		number = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return number;
}

static void harden(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 2 * MAX_VALUE);
	sqlite3_busy_timeout(db, BUSY_MS);
	run(db, "PRAGMA cell_size_check = ON");
	run(db, "PRAGMA mmap_size = 0");
	run(db, "PRAGMA synchronous = OFF");
}

/* Make the table in an empty file. */
static bool create(sqlite3 *db)
{
	char *sql =
		memory_printf("BEGIN IMMEDIATE;"
			      "PRAGMA application_id = %d; PRAGMA user_version = %d;"
			      "CREATE TABLE IF NOT EXISTS answer (key BLOB PRIMARY KEY, hash BLOB,"
			      " value BLOB, used INTEGER) WITHOUT ROWID;"
			      "COMMIT",
			      APPLICATION, FORMAT);
	bool done = run(db, sql);

	free(sql);
	return done;
}

/* Open @path and bring it to use. Returns NULL if it is not to be used as it is. */
static sqlite3 *open_file(const char *path, sqlite3_stmt **find)
{
	sqlite3 *db = NULL;
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_NOFOLLOW;
	bool usable;

	usable = sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK;
	if (usable) {
		harden(db);
		if (!ask(db, "SELECT count(*) FROM sqlite_schema"))
			create(db);
		usable =
			ask(db, "PRAGMA application_id") == APPLICATION &&
			ask(db, "PRAGMA user_version") == FORMAT &&
			sqlite3_prepare_v2(db, "SELECT hash, value, used FROM answer WHERE key = ?",
					   -1, find, NULL) == SQLITE_OK;
	}
	if (!usable) {
		sqlite3_close(db);
		db = NULL;
	}
	return db;
}

/* Is the file a SQLite database that bears our mark? Read without SQLite: it may be damaged. */
static bool is_ours(const char *path)
{
	unsigned char head[72];
	FILE *file = fopen(path, "re");
	bool ours;

	if (!file)
		return false;
	ours = fread(head, 1, sizeof(head), file) == sizeof(head) &&
	       !memcmp(head, "SQLite format 3", 16) &&
	       (head[68] << 24 | head[69] << 16 | head[70] << 8 | head[71]) == APPLICATION;
	fclose(file);
	return ours;
}

/* Is the database damaged or of another format, rather than just busy? */
static bool is_hopeless(const char *path)
{
	sqlite3 *db = NULL;
	bool hopeless = false;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOFOLLOW, NULL) ==
	    SQLITE_OK) {
		int code;

		harden(db);
		code = sqlite3_exec(db, "SELECT hash, value, used FROM answer LIMIT 1", NULL, NULL,
				    NULL);
		hopeless = code == SQLITE_CORRUPT || code == SQLITE_NOTADB ||
			   code == SQLITE_ERROR ||
			   (code == SQLITE_OK && ask(db, "PRAGMA user_version") != FORMAT);
	}
	sqlite3_close(db);
	return hopeless;
}

static void make_folders(const char *path)
{
	char *copy = memory_strdup(path);

	for (char *c = strchr(copy + 1, '/'); c; c = strchr(c + 1, '/')) {
		*c = '\0';
		mkdir(copy, 0700);
		*c = '/';
	}
	free(copy);
}

struct cache *cache_open(const char *path)
{
	struct cache *cache;
	sqlite3_stmt *find = NULL;
	sqlite3 *db;

	if (!path || !*path)
		return NULL;
	make_folders(path);
	db = open_file(path, &find);
	if (!db && is_ours(path) && is_hopeless(path) && !unlink(path))
		db = open_file(path, &find);
	if (!db)
		return NULL;
	cache = memory_alloc(sizeof(*cache));
	cache->db = db;
	cache->find = find;
	cache->now = (sqlite3_int64)time(NULL);
	git_libgit2_init(); /* else each cache_hash() starts the library anew */
	return cache;
}

/* Copy a row's value out if it is what its hash says. */
static bool take_row(sqlite3_stmt *row, struct buf *value)
{
	unsigned char hash[CACHE_KEY];
	const void *want = sqlite3_column_blob(row, 0);
	int want_len = sqlite3_column_bytes(row, 0);
	const void *data = sqlite3_column_blob(row, 1);
	int len = sqlite3_column_bytes(row, 1);

	if (!want || want_len != CACHE_KEY || len < 0 || len > MAX_VALUE || (len && !data))
		return false;
	buf_add(value, data ? data : "", (size_t)len);
	return cache_hash(value->data, value->len, hash) && !memcmp(hash, want, CACHE_KEY);
}

void cache_put(struct cache *cache, const unsigned char key[CACHE_KEY], const char *value,
	       size_t len)
{
	struct entry new = { .len = len };

	if (!cache || len > MAX_VALUE)
		return;
	memcpy(new.key, key, CACHE_KEY);
	new.value = memory_strndup(value, len);
	VEC_PUSH(cache->entry, cache->count, cache->room, new);
}

bool cache_get(struct cache *cache, const unsigned char key[CACHE_KEY], struct buf *value)
{
	bool found = false;

	buf_reset(value);
	if (!cache)
		return false;
	sqlite3_bind_blob(cache->find, 1, key, CACHE_KEY, SQLITE_STATIC);
	if (sqlite3_step(cache->find) == SQLITE_ROW) {
		found = take_row(cache->find, value);
		/* written again, so that it counts as used */
		if (found && sqlite3_column_int64(cache->find, 2) < cache->now - DAY)
			cache_put(cache, key, value->data, value->len);
	}
	sqlite3_reset(cache->find);
	sqlite3_clear_bindings(cache->find);
	if (!found)
		buf_reset(value);
	return found;
}

static bool write_entry(struct cache *cache, sqlite3_stmt *put, const struct entry *e)
{
	unsigned char hash[CACHE_KEY];
	int code;

	if (!cache_hash(e->value, e->len, hash))
		return false;
	sqlite3_bind_blob(put, 1, e->key, CACHE_KEY, SQLITE_STATIC);
	sqlite3_bind_int64(put, 2, cache->now);
	sqlite3_bind_blob(put, 3, hash, CACHE_KEY, SQLITE_STATIC);
	sqlite3_bind_blob(put, 4, e->value, (int)e->len, SQLITE_STATIC);
	code = sqlite3_step(put);
	sqlite3_reset(put);
	sqlite3_clear_bindings(put);
	return code == SQLITE_DONE;
}

/* Drop the least used quarter when there are too many. */
static bool shrink(sqlite3 *db)
{
	char *sql;
	bool done;

	if (ask(db, "SELECT count(*) FROM answer") <= MAX_ENTRIES)
		return true;
	sql = memory_printf("DELETE FROM answer WHERE key IN (SELECT key FROM answer"
			    " ORDER BY used DESC LIMIT -1 OFFSET %d)",
			    MAX_ENTRIES / 4 * 3);
	done = run(db, sql);
	free(sql);
	return done;
}

static void write_all(struct cache *cache)
{
	sqlite3_stmt *put = NULL;
	bool good = run(cache->db, "BEGIN IMMEDIATE");

	if (!good)
		return;
	good = sqlite3_prepare_v2(cache->db,
				  "INSERT OR REPLACE INTO answer (key, used, hash, value)"
				  " VALUES (?, ?, ?, ?)",
				  -1, &put, NULL) == SQLITE_OK;
	for (size_t i = 0; good && i < cache->count; i++)
		good = write_entry(cache, put, &cache->entry[i]);
	sqlite3_finalize(put);
	good = good && shrink(cache->db);
	if (!good || !run(cache->db, "COMMIT"))
		run(cache->db, "ROLLBACK");
}

void cache_close(struct cache *cache)
{
	if (!cache)
		return;
	sqlite3_finalize(cache->find);
	if (cache->count)
		write_all(cache);
	sqlite3_close(cache->db);
	for (size_t i = 0; i < cache->count; i++)
		free(cache->entry[i].value);
	free(cache->entry);
	free(cache);
	git_libgit2_shutdown();
}
