// SPDX-License-Identifier: GPL-2.0-only
/* index: every file that has a word before a "(" is named, whatever stands around and between. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "search.h"

/* The indexed files of @root that may have @word before a "(", joined by "|". */
static void expect_files(const char *root, const char *word, const char *want)
{
	const char *words[] = { "another_word", word, NULL };
	struct search s = search_for(needles);
	struct tree_index index = { 0 };
	struct tree *tree = open_tree(root, NULL);
	struct buf got = { 0 };
	const char **paths;
	size_t count;
	char *text;

	s.query.index = &index;
	assert_int_equal(tree_search(tree, &s.query, &s.files, &s.problems, &s.err), 0);
	count = tree_index_find(&index, words, &paths);
	for (size_t i = 0; i < count; i++)
		buf_printf(&got, "%s%s", i ? "|" : "", paths[i]);
	text = buf_detach(&got);
	assert_string_equal(text, want);
	free(text);
	free(paths);
	tree_index_free(&index);
	search_free(&s);
	tree_close(tree);
}

static void words_are_found_where_they_stand(void **state)
{
	char *dir = scratch_make();

	(void)state;
	scratch_puts(dir, "at_start.c", "do_some_work(1);\n");
	scratch_puts(dir, "short.c", "eight_ch(f(x[eight_ch2(1)]));\n");
	scratch_puts(dir, "longer.c", "redo_some_work(do_some_work2(1)), do_some_work\t(2);\n");
	scratch_puts(dir, "blank.c", "\tdo_some_work (1);\n");
	scratch_puts(dir, "define.h", "#define do_some_work(x) x\n");
	scratch_puts(dir, "matches.c", "int x = get_user_pages(do_some_work(1));\n");
	scratch_puts(dir, "none.c", "int do_some_work; do_some_works(1); work(1);\n");
	scratch_puts(dir, "sub/folder/deep.c", "x=do_some_work(do_some_work(1));");
	scratch_puts(dir, "text.txt", "do_some_work(1);\n");
	expect_files(dir, "do_some_work",
		     "at_start.c|blank.c|define.h|matches.c|sub/folder/deep.c");
	expect_files(dir, "eight_ch", "short.c");
	expect_files(dir, "eight_ch2", "short.c");
	expect_files(dir, "f", "short.c");
	expect_files(dir, "ht_ch", "");
	expect_files(dir, "", "");
	scratch_remove(dir);
}

/* A text that is on top of the tree counts, whether a file is below it or not. */
static void words_on_top_are_found(void **state)
{
	static const char text[] = "void f(void)\n{\n\tdo_some_work(1);\n}\n";
	char *dir = scratch_make();
	struct search s = search_for(needles);
	struct tree_index index = { 0 };
	struct tree *tree = open_tree(dir, NULL);
	const char *words[] = { "do_some_work", NULL }, **paths;

	(void)state;
	scratch_puts(dir, "below.c", "int x;\n");
	tree_put(tree, "below.c", text, strlen(text));
	tree_put(tree, "new.c", text, strlen(text));
	s.query.index = &index;
	assert_int_equal(tree_search(tree, &s.query, &s.files, &s.problems, &s.err), 0);
	assert_int_equal(tree_index_find(&index, words, &paths), 2);
	assert_string_equal(paths[0], "below.c");
	assert_string_equal(paths[1], "new.c");
	free(paths);
	tree_index_free(&index);
	search_free(&s);
	tree_close(tree);
	scratch_remove(dir);
}

/* Files are read in pieces of 128 KiB. */
static void words_are_found_across_pieces(void **state)
{
	char *dir = scratch_make(), *text = memory_alloc(400000);
	struct buf want = { 0 };

	(void)state;
	memset(text, ' ', 400000);
	for (size_t at = 131072 - 16; at < 131072 + 4; at++) {
		char *path = memory_printf("f%06zu.c", at);

		memcpy(text + at, "do_some_work (", 14);
		scratch_write(dir, path, text, 400000);
		memset(text + at, ' ', 14);
		buf_printf(&want, "%s%s", want.len ? "|" : "", path);
		free(path);
	}
	memcpy(text + 400000 - 13, "do_some_work(", 13);
	scratch_write(dir, "z.c", text, 400000);
	buf_addstr(&want, "|z.c");
	expect_files(dir, "do_some_work", want.data);
	buf_free(&want);
	free(text);
	scratch_remove(dir);
}

/* Each byte that may stand before a word, at each distance from its "(". */
static void words_begin_behind_any_other_byte(void **state)
{
	char *dir = scratch_make();
	const char *word = "A_word9_of_16_zZ";

	(void)state;
	for (size_t skip = 0; word[skip]; skip++) {
		struct buf text = { 0 };

		for (int byte = 1; byte < 256; byte++) {
			if (isalnum(byte) || byte == '_' || byte == 0x7f)
				continue; /* the last is of no program */
			buf_reset(&text);
			buf_printf(&text, "0123456789abcdef%c%s(", byte, word + skip);
			scratch_write(dir, "a.c", text.data, text.len);
			expect_files(dir, word + skip, "a.c");
		}
		buf_reset(&text);
		buf_printf(&text, "0123456789abcdefx%s(", word + skip);
		scratch_write(dir, "a.c", text.data, text.len);
		expect_files(dir, word + skip, skip ? "" : "a.c");
		buf_free(&text);
	}
	scratch_remove(dir);
}

/* More words than a file's recent ones, each of which two files have. */
static void many_words_in_many_files(void **state)
{
	char *dir = scratch_make();
	struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < 20000; i++)
		buf_printf(&text, "word_number_%d(%d);\n", i, i);
	scratch_write(dir, "a.c", text.data, text.len);
	scratch_write(dir, "b/b.c", text.data, text.len);
	for (int i = 0; i < 20000; i += 1999) {
		char *word = memory_printf("word_number_%d", i);

		expect_files(dir, word, "a.c|b/b.c");
		free(word);
	}
	expect_files(dir, "word_number_20000", "");
	buf_free(&text);
	scratch_remove(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_where_they_stand),
		cmocka_unit_test(words_on_top_are_found),
		cmocka_unit_test(words_are_found_across_pieces),
		cmocka_unit_test(words_begin_behind_any_other_byte),
		cmocka_unit_test(many_words_in_many_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
