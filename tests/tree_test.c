// SPDX-License-Identifier: GPL-2.0-only
/* tree: search and reading in a directory, with all that real trees contain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cmocka.h>

#include "search.h"
#include "tree/needle.h"

static void test_needles_agree_with_strstr(void **state)
{
	static const char *const words[][5] = {
		{ "abab", "bab", NULL }, { "aa", "bb", NULL },
		{ "a", "bbbb", NULL },	 { "abcabcabcabc", "cab", "bcabd", NULL },
		{ "dddddddd", NULL },
	};
	struct needles *n = memory_alloc(sizeof(*n));
	unsigned int seed = 1;
	char text[40];

	(void)state;
	for (int round = 0; round < 200000; round++) {
		const char *const *list = words[round % 5];
		size_t len = (size_t)rand_r(&seed) % sizeof(text);
		bool want = false;

		for (size_t i = 0; i < len; i++)
			text[i] = (char)('a' + rand_r(&seed) % 4);
		text[len] = '\0';
		for (size_t i = 0; list[i]; i++)
			want = want || strstr(text, list[i]);
		assert_int_equal(needle_prepare(n, list), 0);
		if (needle_any(n, text, len) != want)
			fail_msg("%s in %s", list[0], text);
	}
	free(n);
}

static void test_needles_at_the_limits(void **state)
{
	const char *many[NEEDLE_MAX + 2] = { NULL }, *empty[] = { "", NULL }, *none[] = { NULL };
	struct needles *n = memory_alloc(sizeof(*n));
	char *longest = memory_alloc(1001);

	(void)state;
	for (size_t i = 0; i <= NEEDLE_MAX; i++)
		many[i] = memory_printf("%03zu_\xff_name", i);
	assert_int_equal(needle_prepare(n, many), -1);
	free((char *)many[NEEDLE_MAX]);
	many[NEEDLE_MAX] = NULL;
	assert_int_equal(needle_prepare(n, many), 0);
	for (size_t i = 0; i < NEEDLE_MAX; i++) {
		char *text = memory_printf("___%s___", many[i]);

		assert_true(needle_any(n, text, strlen(text)));
		assert_false(needle_any(n, text, 3 + strlen(many[i]) - 1));
		free(text);
	}
	for (size_t i = 0; i < NEEDLE_MAX; i++)
		free((char *)many[i]);
	assert_int_equal(needle_prepare(n, empty), 0);
	assert_true(needle_any(n, "", 0));
	assert_int_equal(needle_prepare(n, none), 0);
	assert_false(needle_any(n, "text", 4));
	memset(longest, 'x', 1000);
	assert_int_equal(needle_prepare(n, (const char *[]){ longest, NULL }), 0);
	assert_true(needle_any(n, longest, 1000));
	assert_false(needle_any(n, longest, 999));
	free(longest);
	free(n);
}

static void make_special(const char *dir)
{
	char *fifo = scratch_path(dir, "mm/fifo.c"), *sock = scratch_path(dir, "mm/socket.c");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_int_equal(mkfifo(fifo, 0600), 0);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s", sock);
	assert_int_equal(bind(fd, (void *)&address, sizeof(address)), 0);
	close(fd);
	free(fifo);
	free(sock);
}

static void test_search_finds_what_it_should(void **state)
{
	struct search s = search_for(needles);
	char *dir = scratch_make();

	(void)state;
	scratch_puts(dir, "mm/gup.c", hit);
	scratch_puts(dir, "mm/zero.c", "");
	scratch_puts(dir, "mm/none.c", "get_user_page s pin_user_page");
	scratch_puts(dir, "mm/other.S", hit);
	scratch_puts(dir, "a.h", "pin_user_pages");
	scratch_puts(dir, ".git/x.c", hit);
	scratch_puts(dir, "sub/.git", hit);
	scratch_puts(dir, ".hidden/x.c", hit);
	scratch_puts(dir, "mm-x/a.c", hit);
	scratch_puts(dir, ODD_NAME, hit);
	scratch_puts(dir, "folder.c/in.c", hit);
	make_special(dir);
	make_link(dir, "mm/link.c", "gup.c");
	make_link(dir, "loop", ".");
	make_link(dir, "dangling.c", "nowhere");
	expect_found(&s, dir, NULL, ".hidden/x.c|a.h|folder.c/in.c|mm-x/a.c|mm/gup.c|" ODD_NAME);
	assert_int_equal(s.problems.count, 0);
	assert_int_equal(s.files.seen, 8);
	assert_string_equal(s.files.file[4].text.data, hit);
	assert_int_equal(s.files.file[4].text.len, strlen(hit));
	search_free(&s);
	scratch_remove(dir);
}

/* Files are read in pieces: a needle must be found wherever it lies across their borders. */
static void test_search_across_pieces(void **state)
{
	struct search s = search_for(needles);
	char *dir = scratch_make(), *text = memory_alloc(600000);
	struct buf want = { 0 };
	char *joined;

	(void)state;
	memset(text, 'g', 600000);
	for (size_t at = 131072 - 40; at < 131072 + 4; at++) {
		char *path = memory_printf("f%06zu.c", at);

		memcpy(text + at, "pin_user_pages", 14);
		scratch_write(dir, path, text, 600000);
		memset(text + at, 'g', 14);
		buf_printf(&want, "%s%s", want.len ? "|" : "", path);
		free(path);
	}
	memcpy(text + 600000 - 14, "get_user_pages", 14);
	scratch_write(dir, "z.c", text, 600000);
	scratch_write(dir, "zz.c", text, 600000 - 1);
	buf_addstr(&want, "|z.c");
	joined = buf_detach(&want);
	expect_found(&s, dir, NULL, joined);
	assert_int_equal(s.files.file[44].text.len, 600000);
	assert_memory_equal(s.files.file[44].text.data, text, 600000);
	search_free(&s);
	free(joined);
	free(text);
	scratch_remove(dir);
}

static void test_search_size_limit(void **state)
{
	struct search s = search_for(needles);
	char *dir = scratch_make(), *text = memory_alloc(300001), *huge;

	(void)state;
	s.query.max_size = 300000;
	memset(text, ' ', 300001);
	memcpy(text, "pin_user_pages", 14);
	scratch_write(dir, "fits.c", text, 300000);
	scratch_write(dir, "over.c", text, 300001);
	huge = scratch_path(dir, "huge.c");
	scratch_puts(dir, "huge.c", "");
	assert_int_equal(truncate(huge, (off_t)1 << 40), 0);
	expect_found(&s, dir, NULL, "fits.c");
	problem_sort(&s.problems);
	assert_int_equal(s.problems.count, 2);
	assert_string_equal(s.problems.problem[0].file, "huge.c");
	assert_non_null(strstr(s.problems.problem[0].what, "1099511627776 bytes"));
	assert_string_equal(s.problems.problem[1].file, "over.c");
	search_free(&s);
	s.query.max_size = 100;
	memset(text, ' ', 101);
	scratch_write(dir, "fits.c", text, 101);
	expect_found(&s, dir, NULL, "");
	problem_sort(&s.problems);
	assert_int_equal(s.problems.count, 3);
	assert_string_equal(s.problems.problem[0].what,
			    "is 101 bytes long, more than 100; not searched");
	search_free(&s);
	free(huge);
	free(text);
	scratch_remove(dir);
}

static void test_unreadable_is_a_problem(void **state)
{
	struct search s = search_for(needles);
	char *dir = scratch_make(), *file, *folder;
	struct tree *tree;
	struct error err;
	struct buf text = { 0 };

	(void)state;
	scratch_puts(dir, "a.c", hit);
	scratch_puts(dir, "secret.c", hit);
	scratch_puts(dir, "closed/b.c", hit);
	file = scratch_path(dir, "secret.c");
	folder = scratch_path(dir, "closed");
	assert_int_equal(chmod(file, 0), 0);
	assert_int_equal(chmod(folder, 0), 0);
	if (scratch_drop_root())
		skip();
	expect_found(&s, dir, NULL, "a.c");
	tree = open_tree(dir, NULL);
	assert_int_equal(tree_read(tree, "secret.c", &text, &err), -1);
	assert_non_null(strstr(err.text, "secret.c: Permission denied; "));
	tree_close(tree);
	assert_int_equal(tree_open(&tree, folder, NULL, &err), -1);
	assert_non_null(strstr(err.text, "Permission denied; "));
	assert_null(tree);
	scratch_take_root();
	problem_sort(&s.problems);
	assert_int_equal(s.problems.count, 2);
	assert_string_equal(s.problems.problem[0].file, "closed");
	assert_string_equal(s.problems.problem[1].file, "secret.c");
	assert_non_null(strstr(s.problems.problem[1].what, "Permission denied"));
	chmod(folder, 0700);
	search_free(&s);
	buf_free(&text);
	free(file);
	free(folder);
	scratch_remove(dir);
}

/* Deeper than any path that the system takes at once. */
static void test_deep_tree(void **state)
{
	struct search s = search_for(needles);
	char *dir = scratch_make(), name[101];
	struct buf path = { 0 }, text = { 0 };
	struct tree *tree;
	int fd = open(dir, O_RDONLY | O_DIRECTORY), file;

	(void)state;
	memset(name, 'd', 100);
	name[100] = '\0';
	for (int i = 0; i < 300; i++) {
		int next;

		assert_int_equal(mkdirat(fd, name, 0755), 0);
		next = openat(fd, name, O_RDONLY | O_DIRECTORY);
		assert_true(next >= 0);
		close(fd);
		fd = next;
		buf_printf(&path, "%s/", name);
	}
	file = openat(fd, "deep.c", O_WRONLY | O_CREAT, 0644);
	assert_int_equal(write(file, hit, sizeof(hit) - 1), sizeof(hit) - 1);
	close(file);
	close(fd);
	buf_addstr(&path, "deep.c");
	expect_found(&s, dir, NULL, path.data);
	assert_int_equal(s.problems.count, 0);
	tree = open_tree(dir, NULL);
	assert_int_equal(tree_read(tree, path.data, &text, &s.err), 0);
	assert_string_equal(text.data, hit);
	tree_close(tree);
	search_free(&s);
	buf_free(&path);
	buf_free(&text);
	scratch_remove_deep(dir);
}

static void test_search_below_paths(void **state)
{
	static const char *const folder[] = { "mm", NULL }, *const file[] = { "mm/gup.c", NULL };
	static const char *const all[] = { ".", NULL }, *const other[] = { "mm/other.S", NULL };
	static const char *const overlap[] = { "mm/gup.c", "./mm//",   "mm", "mm-x/a.c",
					       "mm-x",	   "mm/gup.c", NULL };
	char *dir = scratch_make();

	(void)state;
	make_small(dir);
	expect_paths(dir, NULL, folder, "mm/gup.c", 2);
	expect_paths(dir, NULL, file, "mm/gup.c", 1);
	expect_paths(dir, NULL, all, "mm-x/a.c|mm/gup.c", 3);
	expect_paths(dir, NULL, overlap, "mm-x/a.c|mm/gup.c", 3);
	expect_paths(dir, NULL, other, "", 0);
	expect_bad_path(dir, NULL, "absent", "absent: No such file");
	expect_bad_path(dir, NULL, "mm/gup.c/x", "mm/gup.c/x: Not a directory");
	expect_bad_path(dir, NULL, "link", "symbolic link");
	expect_bad_path(dir, NULL, "link/gup.c", "Not a directory");
	expect_bad_path(dir, NULL, "../x", "name it relative");
	expect_bad_path(dir, NULL, "mm/..", "name it relative");
	expect_bad_path(dir, NULL, "/etc", "name it relative");
	scratch_remove(dir);
}

static void count_progress(void *ctx, size_t files)
{
	size_t *last = ctx;

	assert_true(files >= *last);
	*last = files;
}

static void test_threads_agree(void **state)
{
	static const int jobs[] = { 1, 2, 3, 8, 1000000 };
	char *dir = scratch_make();
	struct tree *tree;

	(void)state;
	for (int i = 0; i < 400; i++) {
		char *path = memory_printf("d%d/e%d/f%d.c", i % 7, i % 31, i);

		scratch_puts(dir, path, i % 3 ? hit : "no");
		free(path);
	}
	tree = open_tree(dir, NULL);
	for (size_t i = 0; i < sizeof(jobs) / sizeof(*jobs); i++) {
		struct search s = search_for(needles);
		size_t last = 0;

		s.query.jobs = jobs[i];
		s.query.progress = count_progress;
		s.query.ctx = &last;
		assert_int_equal(tree_search(tree, &s.query, &s.files, &s.problems, &s.err), 0);
		assert_int_equal(s.files.seen, 400);
		assert_int_equal(s.files.count, 266);
		for (size_t j = 1; j < s.files.count; j++)
			assert_true(strcmp(s.files.file[j - 1].path, s.files.file[j].path) < 0);
		if (jobs[i] == 1)
			assert_int_equal(last, 400);
		search_free(&s);
	}
	tree_close(tree);
	scratch_remove(dir);
}

static void test_read(void **state)
{
	char *dir = scratch_make(), *huge;
	struct tree *tree;
	struct error err;
	struct buf text = { 0 };

	(void)state;
	make_small(dir);
	make_special(dir);
	make_link(dir, "mm/link.c", "gup.c");
	scratch_write(dir, "bytes", "a\0\xff\r\n", 5);
	scratch_puts(dir, "empty", "");
	tree = open_tree(dir, NULL);
	expect_read(tree, "mm/gup.c", 0, hit);
	expect_read(tree, "empty", 0, "");
	assert_int_equal(tree_read(tree, "bytes", &text, &err), 0);
	assert_int_equal(text.len, 5);
	assert_memory_equal(text.data, "a\0\xff\r\n", 5);
	expect_read(tree, "absent", 1, NULL);
	expect_read(tree, "mm/gup.c/x", 1, NULL);
	expect_read(tree, "mm", 1, NULL);
	expect_read(tree, "link/gup.c", 1, NULL);
	expect_read(tree, "mm/link.c", 1, NULL);
	expect_read(tree, "mm/fifo.c", 1, NULL);
	expect_read(tree, "mm/socket.c", 1, NULL);
	expect_read(tree, "../etc/passwd", 1, NULL);
	expect_read(tree, "mm/../mm/gup.c", 1, NULL);
	expect_read(tree, "/etc/passwd", 1, NULL);
	expect_read(tree, "", 1, NULL);
	huge = scratch_path(dir, "huge.c");
	scratch_puts(dir, "huge.c", "");
	assert_int_equal(truncate(huge, TREE_READ_MAX + 1L), 0);
	expect_read(tree, "huge.c", -1, NULL);
	assert_string_equal(tree_root(tree), dir);
	assert_null(tree_rev(tree));
	tree_close(tree);
	buf_free(&text);
	free(huge);
	scratch_remove(dir);
}

static void test_open_errors(void **state)
{
	struct search s = search_for(needles);
	char *dir = scratch_make(), *file = scratch_path(dir, "file"), *link;

	(void)state;
	expect_found(&s, dir, NULL, "");
	search_free(&s);
	scratch_puts(dir, "file", "");
	make_link(dir, "self", ".");
	link = scratch_path(dir, "self");
	expect_no_tree("/nonexistent/tree", NULL, "/nonexistent/tree: No such file");
	expect_no_tree("", NULL, "No such file");
	expect_no_tree(file, NULL, "Not a directory");
	expect_no_tree(dir, "HEAD", "in no git repository");
	expect_no_tree("/nonexistent/tree", "HEAD", "No such file");
	tree_close(open_tree(link, NULL));
	free(link);
	free(file);
	scratch_remove(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_needles_agree_with_strstr),
		cmocka_unit_test(test_needles_at_the_limits),
		cmocka_unit_test(test_search_finds_what_it_should),
		cmocka_unit_test(test_search_across_pieces),
		cmocka_unit_test(test_search_size_limit),
		cmocka_unit_test(test_unreadable_is_a_problem),
		cmocka_unit_test(test_deep_tree),
		cmocka_unit_test(test_search_below_paths),
		cmocka_unit_test(test_threads_agree),
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_open_errors),
	};

	return cmocka_run_group_tests_name("tree", tests, NULL, NULL);
}
