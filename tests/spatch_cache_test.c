// SPDX-License-Identifier: GPL-2.0-only
/* spatch_cache: answers are kept, never believed blindly, and a bad cache hinders nothing. */
#include "spatch_world.h"

static void a_warm_cache_starts_nothing(void **state)
{
	struct place *p = *state;
	int before;

	p->options.cache = p->cache;
	run_good(p);
	before = starts(p);
	assert_true(before > 0);
	setenv("TMPDIR", "/nonexistent", 1);
	run_good(p);
	assert_int_equal(starts(p), before);
	setenv("TMPDIR", p->tmp, 1);
	write_text(p->rules, "two.cocci", "changed", 0644);
	run_good(p);
	assert_int_equal(starts(p), before + 1);
	drop_files(p);
	add_file(p, "old_call(3);");
	assert_int_equal(run(p), 0);
	assert_int_equal(starts(p), before + 3);
}

static void failures_are_not_cached(void **state)
{
	struct place *p = *state;
	int before;

	p->options.cache = p->cache;
	add_file(p, "do_exn();");
	assert_int_equal(run(p), 0);
	before = starts(p);
	drop_files(p);
	add_file(p, "do_exn();");
	assert_int_equal(run(p), 0);
	assert_int_equal(starts(p), 2 * before);
	assert_non_null(p->task[0].failure);
}

/* Change the cache's file with SQL, as a hostile writer would. */
static void alter(const struct place *p, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(p->cache, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void a_tampered_cache_is_not_believed(void **state)
{
	static const char *const attacks[] = {
		"UPDATE answer SET value = x'00ff'",
		"UPDATE answer SET value = x'00ff' WHERE length(value) > 10",
		"UPDATE answer SET hash = 'short'",
		"UPDATE answer SET value = NULL, hash = NULL",
		"UPDATE answer SET value = zeroblob(3000000)",
		"UPDATE answer SET value = 1.5, used = 'x'",
		"DROP TABLE answer; CREATE VIEW answer AS SELECT 1 AS key, 2 AS hash, 3 AS value, "
		"4 AS used",
		"DROP TABLE answer; CREATE TABLE answer (x)",
		"CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM answer; END; "
		"DELETE FROM answer",
		"PRAGMA user_version = 99",
	};
	struct place *p = *state;

	p->options.cache = p->cache;
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		int before;

		run_good(p);
		alter(p, attacks[i]);
		before = starts(p);
		run_good(p);
		assert_true(starts(p) > before);
		before = starts(p);
		run_good(p);
		assert_int_equal(starts(p), before);
	}
}

/* Overwrite bytes of the cache's file. */
static void damage(const struct place *p, long at, size_t len)
{
	FILE *file = fopen(p->cache, "r+");

	assert_non_null(file);
	fseek(file, at, SEEK_SET);
	while (len--)
		fputc(0xa5, file);
	fclose(file);
}

static void a_damaged_cache_is_started_anew(void **state)
{
	struct place *p = *state;
	int before;

	p->options.cache = p->cache;
	run_good(p);
	damage(p, 100, 4000);
	run_good(p);
	before = starts(p);
	run_good(p);
	assert_int_equal(starts(p), before);
	assert_int_equal(truncate(p->cache, 5000), 0);
	run_good(p);
	run_good(p);
}

static void what_is_not_ours_is_not_touched(void **state)
{
	struct place *p = *state;
	char *path = memory_printf("%s/letter", p->log), *text;
	sqlite3 *db;

	write_text(p->log, "letter", "Dear reader, this is no database at all.\n", 0600);
	p->options.cache = path;
	run_good(p);
	text = read_text(p, "letter");
	assert_string_equal(text, "Dear reader, this is no database at all.\n");
	free(text);
	unlink(path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE mine (x)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	run_good(p);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "SELECT x FROM mine", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "SELECT * FROM answer", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	free(path);
}

static void a_locked_or_impossible_cache_is_no_hindrance(void **state)
{
	struct place *p = *state;
	sqlite3 *db;

	p->options.cache = p->cache;
	run_good(p);
	assert_int_equal(sqlite3_open(p->cache, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	run_good(p);
	sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(db);
	p->options.cache = "/proc/nowhere/cache";
	run_good(p);
	p->options.cache = p->log;
	run_good(p);
}

static void the_cache_is_bounded(void **state)
{
	struct place *p = *state;
	struct cache *cache = cache_open(p->cache);
	unsigned char key[CACHE_KEY];
	struct buf value = { 0 };
	int found = 0;

	assert_non_null(cache);
	for (int i = 0; i < 9000; i++) {
		assert_true(cache_hash((const char *)&i, sizeof(i), key));
		cache_put(cache, key, "x", 1);
	}
	cache_close(cache);
	cache = cache_open(p->cache);
	for (int i = 0; i < 9000; i++) {
		assert_true(cache_hash((const char *)&i, sizeof(i), key));
		found += cache_get(cache, key, &value);
	}
	assert_true(found > 0 && found <= 8000);
	cache_close(cache);
	buf_free(&value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_warm_cache_starts_nothing),
		TEST(failures_are_not_cached),
		TEST(a_tampered_cache_is_not_believed),
		TEST(a_damaged_cache_is_started_anew),
		TEST(what_is_not_ours_is_not_touched),
		TEST(a_locked_or_impossible_cache_is_no_hindrance),
		TEST(the_cache_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
