// SPDX-License-Identifier: GPL-2.0-only
/* patched: what a tree holds with a patch on top, and that what is below stays as it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "change/patched.h"
#include "scratch.h"

#define NINE "1\n2\n3\n4\n5\n6\n7\n8\n9\n"

struct world {
	char *dir;
	struct tree *tree;
	struct error err;
};

static int setup(void **state)
{
	struct world *w = memory_alloc(sizeof(*w));

	w->dir = scratch_make();
	scratch_puts(w->dir, "d/x.c", NINE);
	scratch_puts(w->dir, "d/y.c", "a\nget_user_pages\nb");
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;

	tree_close(w->tree);
	scratch_expect(w->dir, "d/x.c", NINE);
	scratch_expect(w->dir, "d/y.c", "a\nget_user_pages\nb");
	scratch_remove(w->dir);
	free(w);
	return 0;
}

static int put(struct world *w, const char *text)
{
	tree_close(w->tree);
	assert_int_equal(tree_open(&w->tree, w->dir, NULL, &w->err), 0);
	return patched_put(w->tree, text, strlen(text), "P", &w->err);
}

static const struct overlay_file *at(const struct world *w, const char *path)
{
	return overlay_find(tree_overlay(w->tree), path);
}

/* NULL: it must not be there. */
static void expect(struct world *w, const char *path, const char *text)
{
	struct buf got = { 0 };
	struct error err;

	assert_int_equal(tree_read(w->tree, path, &got, &err), text ? 0 : 1);
	if (text)
		assert_string_equal(got.len ? got.data : "", text);
	buf_free(&got);
}

static void expect_refused(struct world *w, const char *text, const char *why)
{
	assert_int_equal(put(w, text), -1);
	if (!strstr(w->err.text, why))
		fail_msg("%s: wanted %s", w->err.text, why);
}

static void changes_a_file_and_tells_the_lines(void **state)
{
	struct world *w = *state;
	const struct overlay_file *f;

	assert_int_equal(put(w,
			     "--- a/d/x.c\n+++ b/d/x.c\n@@ -1,3 +1,4 @@\n 1\n-2\n+two\n+more\n 3\n"
			     "@@ -7,3 +8,2 @@\n 7\n-8\n 9\n"),
			 0);
	expect(w, "d/x.c", "1\ntwo\nmore\n3\n4\n5\n6\n7\n9\n");
	f = at(w, "d/x.c");
	assert_true(f->changed);
	assert_string_equal(f->was, "d/x.c");
	assert_null(at(w, "d/y.c"));
}

static void moves_hunks_to_where_they_fit(void **state)
{
	struct world *w = *state;

	assert_int_equal(put(w, "--- a/d/x.c\n+++ b/d/x.c\n@@ -2,3 +2,3 @@\n 5\n-6\n+six\n 7\n"),
			 0);
	expect(w, "d/x.c", "1\n2\n3\n4\n5\nsix\n7\n8\n9\n");
	/* without context before (after) it, a hunk is the beginning (the end) */
	expect_refused(w, "--- a/d/x.c\n+++ b/d/x.c\n@@ -1,2 +1,2 @@\n-5\n+five\n 6\n",
		       "does not fit");
	expect_refused(w, "--- a/d/x.c\n+++ b/d/x.c\n@@ -4,2 +4,2 @@\n 4\n-5\n+five\n",
		       "does not fit");
	/* but not one made with -U0 */
	assert_int_equal(put(w, "--- a/d/x.c\n+++ b/d/x.c\n@@ -5 +5 @@\n-5\n+five\n"
				"@@ -8,0 +9,1 @@\n+8.5\n"),
			 0);
	expect(w, "d/x.c", "1\n2\n3\n4\nfive\n6\n7\n8\n8.5\n9\n");
}

static void adds_deletes_and_renames(void **state)
{
	struct world *w = *state;

	assert_int_equal(
		put(w,
		    "diff --git a/n.c b/n.c\nnew file mode 100644\n--- /dev/null\n+++ b/n.c\n"
		    "@@ -0,0 +1 @@\n+new\n\\ No newline at end of file\n"
		    "diff --git a/d/y.c b/d/y.c\ndeleted file mode 100644\n--- a/d/y.c\n"
		    "+++ /dev/null\n@@ -1,3 +0,0 @@\n-a\n-get_user_pages\n-b\n"
		    "\\ No newline at end of file\n"
		    "diff --git a/d/x.c b/e/z.c\nsimilarity index 90%\nrename from d/x.c\n"
		    "rename to e/z.c\n--- a/d/x.c\n+++ b/e/z.c\n@@ -1,2 +1,2 @@\n-1\n+one\n 2\n"),
		0);
	expect(w, "n.c", "new");
	expect(w, "d/y.c", NULL);
	expect(w, "d/x.c", NULL);
	expect(w, "e/z.c", "one\n2\n3\n4\n5\n6\n7\n8\n9\n");
	assert_true(at(w, "d/y.c")->changed);
	assert_false(at(w, "d/x.c")->changed); /* it is e/z.c now */
	assert_string_equal(at(w, "e/z.c")->was, "d/x.c");
}

static void applies_a_series_in_order(void **state)
{
	struct world *w = *state;
	const struct overlay_file *f;

	assert_int_equal(put(w, "--- a/d/x.c\n+++ b/d/x.c\n@@ -1,3 +1,4 @@\n 1\n+1.5\n 2\n 3\n"
				"--- a/d/x.c\n+++ b/d/x.c\n@@ -5,3 +5,3 @@\n 4\n-5\n+five\n 6\n"
				"diff --git a/d/x.c b/d/x2.c\nsimilarity index 99%\n"
				"rename from d/x.c\nrename to d/x2.c\n"
				"--- a/d/x.c\n+++ b/d/x2.c\n@@ -1,3 +1,2 @@\n 1\n-1.5\n 2\n"),
			 0);
	expect(w, "d/x2.c", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
	expect(w, "d/x.c", NULL);
	f = at(w, "d/x2.c");
	assert_string_equal(f->was, "d/x.c");
}

/* Copies share one text, also a file's own; what a hunk makes of one is bounded. */
static void does_not_copy_copies(void **state)
{
	struct world *w = *state;
	struct buf patch = { 0 };

	for (int i = 0; i < 10000; i++)
		buf_printf(&patch,
			   "diff --git a/d/x.c b/c%d.c\nsimilarity index 100%%\n"
			   "copy from d/x.c\ncopy to c%d.c\n",
			   i, i);
	assert_int_equal(put(w, patch.data), 0);
	expect(w, "c9999.c", NINE);
	assert_ptr_equal(at(w, "c0.c")->text, at(w, "c9999.c")->text);
	assert_true(at(w, "c0.c")->text->original);
	assert_false(at(w, "d/x.c")->changed);
	buf_reset(&patch);
	buf_addstr(&patch, "--- /dev/null\n+++ b/big.c\n@@ -0,0 +1,65536 @@\n");
	for (int i = 0; i < 65536; i++)
		buf_printf(&patch, "+%0200d\n", i);
	for (int i = 0; i < 24; i++)
		buf_printf(&patch,
			   "diff --git a/big.c b/c%d.c\nsimilarity index 99%%\n"
			   "copy from big.c\ncopy to c%d.c\n--- a/big.c\n+++ b/c%d.c\n"
			   "@@ -1,0 +2 @@\n+x\n",
			   i, i, i);
	expect_refused(w, patch.data, "too many copies");
	buf_free(&patch);
}

static void refuses_the_wrong_base(void **state)
{
	struct world *w = *state;

	expect_refused(w, "--- a/d/x.c\n+++ b/d/x.c\n@@ -1,3 +1,3 @@\n 1\n-zwei\n+two\n 3\n",
		       "line 3: d/x.c: the hunk does not fit");
	expect_refused(w, "--- a/d/q.c\n+++ b/d/q.c\n@@ -1 +1 @@\n-1\n+2\n", "no such file");
	expect_refused(w, "--- /dev/null\n+++ b/d/x.c\n@@ -0,0 +1 @@\n+1\n", "there already");
	expect_refused(w, "--- a/d/x.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n", "lines are left");
	expect_refused(w, "--- a/d/x.c\n+++ b/d/x.c\n@@ -1,2 +1,2 @@\n 1\r\n-2\r\n+two\r\n",
		       "does not fit");
	expect_refused(w, "--- a/d/y.c\n+++ b/d/y.c\n@@ -3 +3 @@\n-b\n+c\n", "does not fit");
	/* no line is joined to the one before or after it */
	expect_refused(w, "--- a/d/y.c\n+++ b/d/y.c\n@@ -3,0 +4 @@\n+c\n", "does not fit");
	expect_refused(w,
		       "--- a/d/x.c\n+++ b/d/x.c\n@@ -2 +2 @@\n-2\n+two\n"
		       "\\ No newline at end of file\n",
		       "does not fit");
}

static void knows_no_text_of_binaries_and_links(void **state)
{
	struct world *w = *state;
	struct buf text = { 0 };

	assert_int_equal(
		put(w, "diff --git a/d/x.c b/d/x.c\nindex 1..2 100644\n"
		       "Binary files a/d/x.c and b/d/x.c differ\n"
		       "diff --git a/l.c b/l.c\nnew file mode 120000\n--- /dev/null\n+++ b/l.c\n"
		       "@@ -0,0 +1 @@\n+d/x.c\n\\ No newline at end of file\n"),
		0);
	assert_int_equal(tree_read(w->tree, "d/x.c", &text, &w->err), -1);
	assert_non_null(strstr(w->err.text, "binary"));
	expect(w, "l.c", NULL);
	buf_free(&text);
}

static void is_searched_like_any_tree(void **state)
{
	static const char *const needles[] = { "get_user_pages", NULL };
	static const char *const suffixes[] = { ".c", NULL };
	static const char *const below[] = { "./n/", NULL };
	struct tree_query query = { .needles = needles,
				    .suffixes = suffixes,
				    .max_size = 100,
				    .jobs = 2 };
	struct world *w = *state;
	struct tree_files files;
	struct problems problems = { 0 };

	assert_int_equal(
		put(w, "--- a/d/y.c\n+++ b/d/y.c\n@@ -1,3 +1,3 @@\n a\n-get_user_pages\n+x\n b\n"
		       "\\ No newline at end of file\n"
		       "--- a/d/x.c\n+++ b/d/x.c\n@@ -1,2 +1,2 @@\n-1\n+get_user_pages\n 2\n"
		       "--- /dev/null\n+++ b/n/n.c\n@@ -0,0 +1 @@\n+get_user_pages();\n"
		       "--- /dev/null\n+++ b/n/n.h\n@@ -0,0 +1 @@\n+get_user_pages();\n"),
		0);
	assert_int_equal(tree_search(w->tree, &query, &files, &problems, &w->err), 0);
	assert_int_equal(files.count, 2);
	assert_string_equal(files.file[0].path, "d/x.c");
	assert_string_equal(files.file[1].path, "n/n.c");
	assert_string_equal(files.file[1].text.data, "get_user_pages();\n");
	tree_files_free(&files);
	query.paths = below; /* a folder that only the patch makes */
	assert_int_equal(tree_search(w->tree, &query, &files, &problems, &w->err), 0);
	assert_int_equal(files.count, 1);
	tree_files_free(&files);
	assert_int_equal(problems.count, 0);
}

static void takes_a_text_from_elsewhere(void **state)
{
	struct world *w = *state;

	assert_int_equal(tree_open(&w->tree, w->dir, NULL, &w->err), 0);
	tree_put(w->tree, "d/x.c", "other\n", 6);
	expect(w, "d/x.c", "other\n");
	tree_put(w->tree, "d/x.c", NULL, 0);
	expect(w, "d/x.c", NULL);
	expect(w, "d/y.c", "a\nget_user_pages\nb");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(changes_a_file_and_tells_the_lines, setup,
						teardown),
		cmocka_unit_test_setup_teardown(moves_hunks_to_where_they_fit, setup, teardown),
		cmocka_unit_test_setup_teardown(adds_deletes_and_renames, setup, teardown),
		cmocka_unit_test_setup_teardown(applies_a_series_in_order, setup, teardown),
		cmocka_unit_test_setup_teardown(does_not_copy_copies, setup, teardown),
		cmocka_unit_test_setup_teardown(refuses_the_wrong_base, setup, teardown),
		cmocka_unit_test_setup_teardown(knows_no_text_of_binaries_and_links, setup,
						teardown),
		cmocka_unit_test_setup_teardown(is_searched_like_any_tree, setup, teardown),
		cmocka_unit_test_setup_teardown(takes_a_text_from_elsewhere, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
