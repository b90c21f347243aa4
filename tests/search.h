/* SPDX-License-Identifier: GPL-2.0-only */
/* search: what the tests of both kinds of tree share. Include after cmocka.h. */
#ifndef GUPSWEEP_TEST_SEARCH_H
#define GUPSWEEP_TEST_SEARCH_H

#include <pthread.h>

#include "scratch.h"
#include "tree/tree.h"

#define ODD_NAME "odd \n\xff\x01 -name.c"

static const char *const suffixes[] = { ".c", ".h", NULL };
static const char *const needles[] = { "get_user_pages", "pin_user_pages", NULL };
static const char hit[] = "int a;\n\tget_user_pages(1);\n";

struct search {
	struct tree_query query;
	struct tree_files files;
	struct problems problems;
	struct error err;
};

static inline struct search search_for(const char *const *words)
{
	return (struct search){
		.query = { .needles = words, .suffixes = suffixes, .max_size = 1 << 20, .jobs = 2 }
	};
}

static inline void search_free(struct search *s)
{
	tree_files_free(&s->files);
	problem_free(&s->problems);
}

static inline struct tree *open_tree(const char *root, const char *rev)
{
	struct tree *tree;
	struct error err;

	if (tree_open(&tree, root, rev, &err))
		fail_msg("%s", err.text);
	return tree;
}

/* Search @root; the matching paths, joined by "|", must be @want. */
static inline void expect_found(struct search *s, const char *root, const char *rev,
				const char *want)
{
	struct tree *tree = open_tree(root, rev);
	struct buf got = { 0 };
	char *text;

	if (tree_search(tree, &s->query, &s->files, &s->problems, &s->err))
		fail_msg("%s", s->err.text);
	for (size_t i = 0; i < s->files.count; i++) {
		if (i)
			buf_addch(&got, '|');
		buf_addstr(&got, s->files.file[i].path);
	}
	text = buf_detach(&got);
	assert_string_equal(text, want);
	free(text);
	tree_close(tree);
}

static inline void expect_refused(struct search *s, const char *root, const char *rev,
				  const char *word)
{
	struct tree *tree = open_tree(root, rev);

	assert_int_equal(tree_search(tree, &s->query, &s->files, &s->problems, &s->err), -1);
	assert_non_null(strstr(s->err.text, word));
	assert_int_equal(s->files.count, 0);
	search_free(s);
	tree_close(tree);
}

static inline void make_link(const char *dir, const char *path, const char *target)
{
	char *full = scratch_path(dir, path);

	assert_int_equal(symlink(target, full), 0);
	free(full);
}

static inline void expect_paths(const char *dir, const char *rev, const char *const *paths,
				const char *want, size_t seen)
{
	struct search s = search_for(needles);

	s.query.paths = paths;
	expect_found(&s, dir, rev, want);
	assert_int_equal(s.files.seen, seen);
	search_free(&s);
}

static inline void make_small(const char *dir)
{
	scratch_puts(dir, "mm/gup.c", hit);
	scratch_puts(dir, "mm/none.h", "no");
	scratch_puts(dir, "mm/other.S", hit);
	scratch_puts(dir, "mm-x/a.c", hit);
	make_link(dir, "link", "mm");
}

static inline void expect_bad_path(const char *root, const char *rev, const char *path,
				   const char *word)
{
	const char *const paths[] = { "mm", path, NULL };
	struct search s = search_for(needles);

	s.query.paths = paths;
	expect_refused(&s, root, rev, word);
}

static inline void expect_read(struct tree *tree, const char *path, int status, const char *want)
{
	struct buf text = { 0 };
	struct error err;

	buf_addstr(&text, "left from before");
	assert_int_equal(tree_read(tree, path, &text, &err), status);
	if (!status)
		assert_string_equal(text.len ? text.data : "", want);
	buf_free(&text);
}

static inline void expect_no_tree(const char *root, const char *rev, const char *want)
{
	struct tree *tree;
	struct error err;

	assert_int_equal(tree_open(&tree, root, rev, &err), -1);
	if (!strstr(err.text, want))
		fail_msg("%s", err.text);
	assert_non_null(strchr(err.text, ';'));
}

static inline void *read_often(void *arg)
{
	for (int i = 0; i < 200; i++)
		expect_read(arg, i % 2 ? "mm/gup.c" : "mm-x/a.c", 0, hit);
	return NULL;
}

static inline void read_from_threads(const char *root, const char *rev)
{
	struct tree *tree = open_tree(root, rev);
	pthread_t thread[4];

	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&thread[i], NULL, read_often, tree), 0);
	for (size_t i = 0; i < 4; i++)
		pthread_join(thread[i], NULL);
	tree_close(tree);
}

#endif
