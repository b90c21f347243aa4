// SPDX-License-Identifier: GPL-2.0-only
/* spatch_cache: answers are kept, never believed blindly, and a bad cache hinders nothing. */
#include "spatch_world.h"

#include <dirent.h>

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

/* Call @change with the path of each answer. */
static int each_answer(const struct place *p, void (*change)(const char *path))
{
	DIR *dir = opendir(p->cache);
	int count = 0;

	assert_non_null(dir);
	for (struct dirent *d; (d = readdir(dir));) {
		char *path = memory_printf("%s/%s", p->cache, d->d_name);

		if (d->d_name[0] != '.') {
			count++;
			change(path);
		}
		free(path);
	}
	closedir(dir);
	return count;
}

/* Overwrite bytes from @at on, or without any make the file that long. */
static void damage(const char *path, long at, size_t len)
{
	FILE *file = fopen(path, "r+");

	assert_non_null(file);
	fseek(file, at, SEEK_SET);
	for (size_t i = 0; i < len; i++)
		fputc(0xa5, file);
	fclose(file);
	if (!len)
		assert_int_equal(truncate(path, at), 0);
}

static void spoil_sum(const char *path)
{
	damage(path, 0, 4);
}

static void spoil_answer(const char *path)
{
	damage(path, 20, 2);
}

static void empty(const char *path)
{
	damage(path, 0, 0);
}

static void cut_sum(const char *path)
{
	damage(path, 10, 0);
}

static void cut_answer(const char *path)
{
	damage(path, 21, 0);
}

static void make_huge(const char *path)
{
	damage(path, 3000000, 0);
}

static void make_link(const char *path)
{
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink("/dev/zero", path), 0);
}

static void make_fifo(const char *path)
{
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
}

static void a_tampered_cache_is_not_believed(void **state)
{
	static void (*const attacks[])(const char *path) = { spoil_sum, spoil_answer, empty,
							     cut_sum,	cut_answer,   make_huge,
							     make_link, make_fifo };
	struct place *p = *state;

	p->options.cache = p->cache;
	for (size_t i = 0; i < sizeof(attacks) / sizeof(attacks[0]); i++) {
		int before;

		run_good(p);
		assert_true(each_answer(p, attacks[i]) > 0);
		before = starts(p);
		run_good(p);
		assert_true(starts(p) > before);
		before = starts(p);
		run_good(p);
		assert_int_equal(starts(p), before);
	}
}

static void what_is_not_ours_is_not_touched(void **state)
{
	struct place *p = *state;
	char *path = memory_printf("%s/letter", p->log), *text;

	write_text(p->log, "letter", "Dear reader, this is no folder at all.\n", 0600);
	p->options.cache = path;
	run_good(p);
	p->options.cache = p->log;
	run_good(p);
	text = read_text(p, "letter");
	assert_string_equal(text, "Dear reader, this is no folder at all.\n");
	free(text);
	free(path);
}

static void an_impossible_cache_is_no_hindrance(void **state)
{
	struct place *p = *state;

	p->options.cache = "/proc/nowhere/cache";
	run_good(p);
	p->options.cache = "/proc/self";
	run_good(p);
	p->options.cache = "";
	run_good(p);
}

static void the_cache_is_bounded(void **state)
{
	struct place *p = *state;
	struct buf value = { 0 };
	struct cache cache;
	git_oid key;
	int found = 0;

	cache_open(&cache, p->cache);
	assert_true(cache.dir >= 0 && cache.fresh);
	buf_addstr(&value, "x");
	for (int i = 0; i < 9000; i++) {
		assert_int_equal(hash_bytes(&i, sizeof(i), &key), 0);
		cache_put(&cache, &key, &value);
	}
	cache_close(&cache);
	cache_open(&cache, p->cache);
	assert_false(cache.fresh);
	for (int i = 0; i < 9000; i++) {
		assert_int_equal(hash_bytes(&i, sizeof(i), &key), 0);
		found += cache_get(&cache, &key, &value);
	}
	assert_true(found > 0 && found <= 8000);
	cache_close(&cache);
	buf_free(&value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_warm_cache_starts_nothing),	   TEST(failures_are_not_cached),
		TEST(a_tampered_cache_is_not_believed),	   TEST(what_is_not_ours_is_not_touched),
		TEST(an_impossible_cache_is_no_hindrance), TEST(the_cache_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
