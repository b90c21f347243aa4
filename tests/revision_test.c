// SPDX-License-Identifier: GPL-2.0-only
/* revision: search and reading in a commit of a git repository. */
#include <git2.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "search.h"

/* A repository in @dir/@name with one commit of what make_small() makes, and more. */
static git_repository *make_repository(const char *dir, const char *name)
{
	char *path = scratch_path(dir, name);
	git_repository *repo;
	git_index *index;
	git_tree *tree;
	git_signature *who;
	git_index_entry module = { .mode = GIT_FILEMODE_COMMIT, .path = "module.c" };
	git_oid id, commit;

	assert_int_equal(git_repository_init(&repo, path, 0), 0);
	make_small(path);
	make_link(path, "mm/link.c", "gup.c");
	scratch_puts(path, "mm/" ODD_NAME, hit);
	assert_int_equal(git_repository_index(&index, repo), 0);
	assert_int_equal(git_index_add_all(index, NULL, 0, NULL, NULL), 0);
	git_oid_fromstr(&module.id, "1234567890123456789012345678901234567890");
	assert_int_equal(git_index_add(index, &module), 0);
	assert_int_equal(git_index_write(index), 0);
	assert_int_equal(git_index_write_tree(&id, index), 0);
	assert_int_equal(git_tree_lookup(&tree, repo, &id), 0);
	assert_int_equal(git_signature_new(&who, "A", "a@example.org", 1, 0), 0);
	assert_int_equal(
		git_commit_create(&commit, repo, "HEAD", who, who, NULL, "m", tree, 0, NULL), 0);
	git_signature_free(who);
	git_tree_free(tree);
	git_index_free(index);
	free(path);
	return repo;
}

static int setup_git(void **state)
{
	char *home = scratch_make();

	*state = home;
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	return git_libgit2_init() > 0 ? 0 : -1;
}

static int teardown_git(void **state)
{
	scratch_remove(*state);
	git_libgit2_shutdown();
	return 0;
}

static void test_revision(void **state)
{
	static const char found[] = "mm-x/a.c|mm/gup.c|mm/" ODD_NAME;
	const char *dir = *state;
	git_repository *repo = make_repository(dir, "a b\n'c");
	char *work = scratch_path(dir, "a b\n'c"), *mm = scratch_path(work, "mm");
	char *inside = scratch_path(work, ".git");
	struct search s = search_for(needles);
	struct tree *tree;

	/* What is in the work tree by now does not matter. */
	scratch_puts(work, "mm/gup.c", "changed");
	scratch_puts(work, "mm/new.c", hit);
	expect_found(&s, work, "HEAD", found);
	assert_int_equal(s.files.seen, 4);
	assert_int_equal(s.problems.count, 0);
	assert_string_equal(s.files.file[1].text.data, hit);
	search_free(&s);
	expect_found(&s, mm, "HEAD", "gup.c|" ODD_NAME);
	search_free(&s);
	expect_found(&s, inside, "HEAD", found);
	search_free(&s);
	tree = open_tree(work, "HEAD");
	assert_int_equal(strlen(tree_rev(tree)), 40);
	expect_read(tree, "mm/gup.c", 0, hit);
	expect_read(tree, "mm/new.c", 1, NULL);
	expect_read(tree, "mm", 1, NULL);
	expect_read(tree, "mm/link.c", 1, NULL);
	expect_read(tree, "link/gup.c", 1, NULL);
	expect_read(tree, "module.c", 1, NULL);
	expect_read(tree, "mm/gup.c/x", 1, NULL);
	expect_read(tree, "../x", 1, NULL);
	expect_no_tree(work, "nonexistent", "nonexistent: no such revision");
	expect_no_tree(work, "", "no such revision");
	expect_no_tree(work, "HEAD:mm", "no commit");
	expect_no_tree(work, "HEAD~1", "no such revision");
	tree_close(tree);
	git_repository_free(repo);
	free(inside);
	free(work);
	free(mm);
}

static void test_revision_below_paths(void **state)
{
	static const char *const some[] = { "mm/gup.c", "mm-x", "mm-x/a.c", NULL };
	static const char *const folder[] = { "mm", NULL };
	const char *dir = *state;
	git_repository *repo = make_repository(dir, "narrow");
	char *work = scratch_path(dir, "narrow");

	expect_paths(work, "HEAD", some, "mm-x/a.c|mm/gup.c", 2);
	expect_paths(work, "HEAD", folder, "mm/gup.c|mm/" ODD_NAME, 3);
	expect_bad_path(work, "HEAD", "absent", "absent: there is none");
	expect_bad_path(work, "HEAD", "link", "symbolic link");
	expect_bad_path(work, "HEAD", "module.c", "submodule");
	expect_bad_path(work, "HEAD", "..", "name it relative");
	git_repository_free(repo);
	free(work);
}

/* Put all objects in a pack; the loose ones go. */
static void pack_all(git_repository *repo)
{
	char *objects = memory_printf("%sobjects", git_repository_path(repo));
	char *pack = memory_printf("%s/pack", objects);
	git_packbuilder *pb;
	git_revwalk *walk;

	assert_int_equal(git_packbuilder_new(&pb, repo), 0);
	assert_int_equal(git_revwalk_new(&walk, repo), 0);
	assert_int_equal(git_revwalk_push_head(walk), 0);
	assert_int_equal(git_packbuilder_insert_walk(pb, walk), 0);
	assert_int_equal(git_packbuilder_write(pb, pack, 0, NULL, NULL), 0);
	git_revwalk_free(walk);
	git_packbuilder_free(pb);
	for (int i = 0; i < 256; i++)
		scratch_remove(memory_printf("%s/%02x", objects, i));
	free(objects);
	free(pack);
}

/* A bare repository, packed, read by several threads. */
static void test_revision_bare_and_packed(void **state)
{
	const char *dir = *state;
	git_repository *repo = make_repository(dir, "packed");
	char *bare = scratch_path(dir, "bare.git");
	struct search s = search_for(needles);
	git_config *config;

	pack_all(repo);
	assert_int_equal(rename(git_repository_path(repo), bare), 0);
	git_repository_free(repo);
	assert_int_equal(git_repository_open(&repo, bare), 0);
	assert_int_equal(git_repository_config(&config, repo), 0);
	assert_int_equal(git_config_set_bool(config, "core.bare", 1), 0);
	s.query.jobs = 4;
	expect_found(&s, bare, "HEAD", "mm-x/a.c|mm/gup.c|mm/" ODD_NAME);
	assert_int_equal(s.problems.count, 0);
	search_free(&s);
	git_config_free(config);
	git_repository_free(repo);
	free(bare);
}

static void test_revision_with_missing_object(void **state)
{
	const char *dir = *state;
	git_repository *repo = make_repository(dir, "missing");
	char *work = scratch_path(dir, "missing"), *object;
	struct search s = search_for(needles);
	char hex[GIT_OID_HEXSZ + 1];
	struct tree *tree;
	git_oid id;

	git_odb_hash(&id, "no", 2, GIT_OBJECT_BLOB);
	git_oid_tostr(hex, sizeof(hex), &id);
	object = memory_printf("%sobjects/%.2s/%s", git_repository_path(repo), hex, hex + 2);
	assert_int_equal(unlink(object), 0);
	expect_found(&s, work, "HEAD", "mm-x/a.c|mm/gup.c|mm/" ODD_NAME);
	assert_int_equal(s.problems.count, 1);
	assert_string_equal(s.problems.problem[0].file, "mm/none.h");
	assert_non_null(strstr(s.problems.problem[0].what, "not found"));
	tree = open_tree(work, "HEAD");
	expect_read(tree, "mm/none.h", -1, NULL);
	tree_close(tree);
	search_free(&s);
	s = search_for(needles);
	s.query.max_size = 20;
	expect_found(&s, work, "HEAD", "");
	assert_int_equal(s.problems.count, 4);
	search_free(&s);
	git_repository_free(repo);
	free(object);
	free(work);
}

static void test_revision_of_another_user(void **state)
{
	const char *dir = *state;
	git_repository *repo;
	char *work, *inside;

	if (geteuid())
		skip();
	repo = make_repository(dir, "theirs");
	work = scratch_path(dir, "theirs");
	inside = scratch_path(work, ".git");
	assert_int_equal(chown(work, 65534, 65534), 0);
	assert_int_equal(chown(inside, 65534, 65534), 0);
	expect_no_tree(work, "HEAD", "belongs to another user; if you trust it: git config");
	git_repository_free(repo);
	free(inside);
	free(work);
}

static void test_read_from_threads(void **state)
{
	const char *dir = *state;
	git_repository *repo = make_repository(dir, "threads");
	char *work = scratch_path(dir, "threads");

	read_from_threads(work, NULL);
	read_from_threads(work, "HEAD");
	git_repository_free(repo);
	free(work);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_revision),
		cmocka_unit_test(test_revision_below_paths),
		cmocka_unit_test(test_revision_bare_and_packed),
		cmocka_unit_test(test_revision_with_missing_object),
		cmocka_unit_test(test_revision_of_another_user),
		cmocka_unit_test(test_read_from_threads),
	};

	alarm(120);
	return cmocka_run_group_tests_name("revision", tests, setup_git, teardown_git);
}
