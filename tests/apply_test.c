// SPDX-License-Identifier: GPL-2.0-only
/* apply: files replaced in place, what is kept, what is refused, and every step failing once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world.h"

static struct tree *tree_at(const char *root)
{
	struct tree *tree;
	struct error err;

	if (tree_open(&tree, root, NULL, &err))
		fail_msg("%s", err.text);
	return tree;
}

static mode_t mode_of(const char *dir, const char *path, struct stat *st)
{
	char *full = scratch_path(dir, path);

	assert_int_equal(lstat(full, st), 0);
	free(full);
	return st->st_mode & 07777;
}

static void test_replaces_all(void **state)
{
	char *dir = world_make();
	struct tree *tree = tree_at(dir);
	struct problems notes = { 0 };
	struct error err;

	(void)state;
	assert_int_equal(tree_replace_state(tree), REPLACE_NONE);
	if (world_replace(tree, FILES, NULL, &notes, &err))
		fail_msg("%s", err.text);
	assert_int_equal(world_state(dir), 'n');
	assert_true(world_is_clean(dir));
	assert_int_equal(notes.count, 0);
	assert_int_equal(tree_replace(tree, NULL, 0, NULL, &notes, &err), 0);
	tree_close(tree);
	scratch_remove(dir);
}

static void test_keeps_mode_and_owner(void **state)
{
	static const mode_t modes[FILES] = { 0640, 0755, 0444 };
	char *dir = world_make();
	struct fault none = { 0 };
	struct error err;
	struct stat st;

	(void)state;
	for (size_t i = 0; i < FILES; i++) {
		char *full = scratch_path(dir, world_file[i].path);

		if (!geteuid())
			assert_int_equal(chown(full, 1234, 5678), 0);
		assert_int_equal(chmod(full, modes[i]), 0);
		free(full);
	}
	umask(077);
	assert_int_equal(world_run(dir, false, &none, &err), 0);
	umask(022);
	assert_int_equal(world_state(dir), 'n');
	for (size_t i = 0; i < FILES; i++) {
		assert_int_equal(mode_of(dir, world_file[i].path, &st), modes[i]);
		if (!geteuid())
			assert_true(st.st_uid == 1234 && st.st_gid == 5678);
	}
	scratch_remove(dir);
}

/* Somebody else's file, in a folder of ours: it becomes ours, and loses the bits that would matter. */
static void test_cannot_keep_owner(void **state)
{
	char *dir, *full, *folder;
	struct fault none = { 0 };
	struct error err;
	struct stat st;

	(void)state;
	if (geteuid())
		skip();
	dir = world_make();
	full = scratch_path(dir, "mm/gup.c");
	folder = scratch_path(dir, "mm");
	assert_int_equal(chown(full, 1234, 5678), 0);
	assert_int_equal(chmod(full, 06755), 0);
	assert_int_equal(chown(dir, 65534, 65534), 0);
	assert_int_equal(chown(folder, 65534, 65534), 0);
	free(folder);
	folder = scratch_path(dir, "mm/x");
	assert_int_equal(chown(folder, 65534, 65534), 0);
	assert_int_equal(scratch_drop_root(), 0);
	if (world_run(dir, false, &none, &err))
		fail_msg("%s", err.text);
	scratch_take_root();
	assert_int_equal(mode_of(dir, "mm/gup.c", &st), 0755);
	assert_int_equal(st.st_uid, 65534);
	free(folder);
	free(full);
	scratch_remove(dir);
}

static void test_hard_links_are_told(void **state)
{
	char *dir = world_make(), *full = scratch_path(dir, "mm/gup.c");
	char *other = scratch_path(dir, "other.c");
	struct tree *tree = tree_at(dir);
	struct problems notes = { 0 };
	struct error err;

	(void)state;
	assert_int_equal(link(full, other), 0);
	assert_int_equal(world_replace(tree, FILES, NULL, &notes, &err), 0);
	assert_int_equal(world_state(dir), 'n');
	scratch_expect(dir, "other.c", world_file[0].before);
	assert_int_equal(notes.count, 1);
	assert_string_equal(notes.problem[0].file, "mm/gup.c");
	assert_non_null(strstr(notes.problem[0].what, "2 hard links"));
	problem_free(&notes);
	tree_close(tree);
	free(full);
	free(other);
	scratch_remove(dir);
}

static void test_refuses_a_changed_file(void **state)
{
	char *dir = world_make(), *full = scratch_path(dir, "mm/gup.c");

	(void)state;
	scratch_puts(dir, "mm/x/y.h", "edited");
	expect_refused(dir, "mm/x/y.h: changed since it was read");
	scratch_expect(dir, "mm/x/y.h", "edited");
	scratch_puts(dir, "mm/x/y.h", "old y, no newline and more");
	expect_refused(dir, "mm/x/y.h: changed since it was read");
	world_fill(dir);
	assert_int_equal(unlink(full), 0);
	expect_refused(dir, "mm/gup.c: No such file");
	scratch_puts(dir, "elsewhere", world_file[0].before);
	assert_int_equal(symlink("../elsewhere", full), 0);
	expect_refused(dir, "mm/gup.c: Too many levels of symbolic links");
	scratch_expect(dir, "elsewhere", world_file[0].before);
	assert_int_equal(unlink(full), 0);
	assert_int_equal(mkdir(full, 0755), 0);
	expect_refused(dir, "mm/gup.c: no regular file");
	free(full);
	scratch_remove(dir);
}

static void test_refuses_a_linked_folder(void **state)
{
	char *dir = world_make(), *mm = scratch_path(dir, "mm"), *real = scratch_path(dir, "real");

	(void)state;
	assert_int_equal(rename(mm, real), 0);
	assert_int_equal(symlink("real", mm), 0);
	expect_refused(dir, "mm/gup.c: Not a directory");
	assert_int_equal(world_state(dir), 'o');
	free(mm);
	free(real);
	scratch_remove(dir);
}

static void test_refuses_bad_paths(void **state)
{
	static const char *const bad[] = { "../x",	 "/etc/passwd", "",
					   "mm/./gup.c", "mm//gup.c",	"mm/" };
	char *dir = world_make();
	struct tree *tree = tree_at(dir);
	struct buf before = world_text("a"), after = world_text("b");
	struct problems notes = { 0 };
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct replacement list = { bad[i], &before, &after };

		assert_int_equal(tree_replace(tree, &list, 1, NULL, &notes, &err), -1);
		assert_non_null(strstr(err.text, "not a path below the tree; nothing was changed"));
	}
	assert_int_equal(tree_replace(tree,
				      (struct replacement[]){ { "a", &before, &after },
							      { "a", &before, &after } },
				      2, NULL, &notes, &err),
			 -1);
	assert_non_null(strstr(err.text, "named twice"));
	assert_int_equal(world_state(dir), 'o');
	tree_close(tree);
	scratch_remove(dir);
}

/* What an editor does at the last moment, before the second file is exchanged. */
static void edit(struct fault *f, const char *step, const char *path)
{
	char *full = scratch_path(f->dir, "mm/gup.c"), *other = scratch_path(f->dir, "mm/edit");

	if (!strcmp(step, "exchange") && !strcmp(path, "mm/gup.c") && !f->at) {
		f->at = f->steps;
		if (f->value == 0)
			scratch_puts(f->dir, "mm/gup.c", "edited");
		if (f->value > 0) {
			unlink(full);
			scratch_puts(f->dir, "mm/edit", "edited");
		}
		if (f->value == 1)
			assert_int_equal(rename(other, full), 0);
		if (f->value == 2)
			assert_int_equal(symlink("edit", full), 0);
		f->value = 0;
	}
	free(full);
	free(other);
}

static void test_refuses_a_change_at_the_last_moment(void **state)
{
	(void)state;
	for (int how = 0; how < 8; how++) {
		char *dir = world_make(), *got;
		struct fault f = { .also = edit, .value = how / 2, .no_exchange = how % 2 };
		struct error err;

		assert_int_equal(world_run(dir, false, &f, &err), -1);
		assert_non_null(strstr(err.text, "mm/gup.c: "));
		assert_non_null(strstr(err.text, "(nothing was changed)"));
		assert_true(world_is_clean(dir));
		got = scratch_read(dir, "mm/gup.c");
		assert_string_equal(got, how / 2 == 3 ? "" : "edited");
		scratch_expect(dir, world_file[1].path, world_file[1].before);
		scratch_expect(dir, world_file[2].path, world_file[2].before);
		free(got);
		scratch_remove(dir);
	}
}

/* A second apply, recovery or scan, at every step of the first. */
static void second(struct fault *f, const char *step, const char *path)
{
	struct tree *tree = tree_at(f->dir);
	struct problems notes = { 0 };
	struct error err;
	char *what;

	(void)path;
	if (f->steps > 1 &&
	    !(f->log.len > 30 && strstr(f->log.data, "remove .gupsweep-journal\nsync"))) {
		assert_int_equal(tree_replace_state(tree), REPLACE_RUNNING);
		assert_int_equal(world_replace(tree, FILES, NULL, &notes, &err), -1);
		assert_non_null(strstr(err.text, "another apply is running"));
		assert_int_equal(tree_recover(tree, NULL, &what, &err), -1);
		assert_non_null(strstr(err.text, "another apply is running"));
		assert_null(what);
	}
	(void)step;
	tree_close(tree);
}

static void test_one_at_a_time(void **state)
{
	char *dir = world_make();
	struct fault f = { .also = second };
	struct error err;

	(void)state;
	if (world_run(dir, false, &f, &err))
		fail_msg("%s", err.text);
	assert_true(f.steps > 20);
	assert_int_equal(world_state(dir), 'n');
	assert_true(world_is_clean(dir));
	scratch_remove(dir);
}

/* What is saved when: the order is what makes a power loss harmless. */
static void test_order_of_steps(void **state)
{
	static const char want[] =
		"lock .gupsweep-journal.new\nwrite .gupsweep-journal\nsync .gupsweep-journal\n"
		"rename .gupsweep-journal\nsync .\n"
		"create a b\n.c\nwrite a b\n.c\ndress a b\n.c\nsync a b\n.c\n"
		"create mm/gup.c\nwrite mm/gup.c\ndress mm/gup.c\nsync mm/gup.c\n"
		"sync .\nsync mm\nmark .gupsweep-journal\nsync .gupsweep-journal\n"
		"exchange a b\n.c\nexchange mm/gup.c\n"
		"sync .\nsync mm\nmark .gupsweep-journal\nsync .gupsweep-journal\n"
		"remove a b\n.c\nremove a b\n.c\nremove mm/gup.c\nremove mm/gup.c\n"
		"sync .\nsync mm\nremove .gupsweep-journal\nsync .\n";
	char *dir = world_make();
	struct tree *tree = tree_at(dir);
	struct fault f = { .dir = dir };
	struct replace_hook hook = { fault_step, &f };
	struct problems notes = { 0 };
	struct error err;

	(void)state;
	assert_int_equal(world_replace(tree, 2, &hook, &notes, &err), 0);
	assert_string_equal(f.log.data, want);
	buf_free(&f.log);
	tree_close(tree);
	scratch_remove(dir);
}

static void test_order_of_undoing(void **state)
{
	static const char want[] =
		"exchange mm/gup.c\nexchange a b\n.c\nsync .\nsync mm\n"
		"mark .gupsweep-journal\nsync .gupsweep-journal\n"
		"remove a b\n.c\nremove a b\n.c\nremove mm/gup.c\nremove mm/gup.c\n"
		"sync .\nsync mm\nremove .gupsweep-journal\nsync .\n";
	char *dir = world_make();
	struct tree *tree = tree_at(dir);
	struct fault f = { .dir = dir, .kind = FAULT_FAIL, .at = 20, .value = EIO };
	struct replace_hook hook = { fault_step, &f };
	struct problems notes = { 0 };
	struct error err;

	(void)state;
	assert_int_equal(world_replace(tree, 2, &hook, &notes, &err), -1);
	assert_true(f.log.len > strlen(want));
	assert_string_equal(f.log.data + f.log.len - strlen(want), want);
	buf_free(&f.log);
	tree_close(tree);
	scratch_remove(dir);
}

/* Returns false once the apply ended before the fault. */
static bool fail_at(struct fault f, int *undone, int *finished)
{
	char *dir = world_make();
	struct error err;
	int ret = world_run(dir, false, &f, &err);
	bool clean = world_is_clean(dir);
	char found = clean ? world_state(dir) : '?';
	bool said = ret && strstr(err.text, "(nothing was changed)");

	if (f.steps >= f.at && !f.no_exchange)
		assert_int_equal(ret, -1);
	if (ret) {
		assert_non_null(strstr(err.text, strerror(f.value)));
		assert_non_null(strchr(err.text, ';'));
	}
	assert_int_equal(said, ret && found == 'o');
	if (ret && !said && strstr(err.text, "all files are replaced; "))
		assert_int_equal(world_settle(dir), 'n');
	else if (f.kind == FAULT_FAIL)
		assert_true(clean);
	if (world_settle(dir) == 'o')
		(*undone)++;
	else
		(*finished)++;
	scratch_remove(dir);
	return f.steps >= f.at;
}

static void fail_everywhere(enum fault_kind kind, int error, bool no_exchange)
{
	struct fault f = { .kind = kind, .value = error, .no_exchange = no_exchange };
	int undone = 0, finished = 0;

	for (f.at = 1; fail_at(f, &undone, &finished); f.at++)
		;
	assert_true(undone > 20);
	assert_true(finished > 5);
}

static void test_any_step_fails_once(void **state)
{
	(void)state;
	fail_everywhere(FAULT_FAIL, ENOSPC, false);
	fail_everywhere(FAULT_FAIL, EIO, false);
	fail_everywhere(FAULT_FAIL, EROFS, false);
	fail_everywhere(FAULT_FAIL, EACCES, true);
}

static void test_all_steps_fail_from_one_on(void **state)
{
	(void)state;
	fail_everywhere(FAULT_FAIL_ON, EIO, false);
	fail_everywhere(FAULT_FAIL_ON, EROFS, true);
}

static void test_signal_at_any_step(void **state)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE };

	(void)state;
	for (size_t s = 0; s < sizeof(signals) / sizeof(*signals); s++) {
		struct fault f = { .kind = FAULT_SIGNAL, .value = signals[s] };
		int count[2] = { 0, 0 };

		for (f.at = 1;; f.at++) {
			char *dir = world_make();
			int status = world_run_apart(dir, false, f);

			assert_true(world_is_clean(dir));
			count[world_state(dir) == 'n']++;
			scratch_remove(dir);
			if (!status)
				break;
			assert_true(WIFSIGNALED(status) && WTERMSIG(status) == signals[s]);
		}
		assert_true(count[0] > 20);
		assert_true(count[1] > 5);
	}
}

static void catch (int sig)
{
	(void)sig;
}

static void test_signal_that_does_not_end_us(void **state)
{
	char *dir = world_make();
	struct fault f = { .kind = FAULT_SIGNAL, .at = 12, .value = SIGHUP };
	struct error err;

	(void)state;
	signal(SIGHUP, catch);
	assert_int_equal(world_run(dir, false, &f, &err), -1);
	assert_non_null(strstr(err.text, "interrupted: Hangup"));
	assert_non_null(strstr(err.text, "(nothing was changed)"));
	assert_int_equal(world_state(dir), 'o');
	signal(SIGHUP, SIG_IGN);
	assert_int_equal(world_run(dir, false, &f, &err), 0);
	assert_int_equal(world_state(dir), 'n');
	signal(SIGHUP, SIG_DFL);
	scratch_remove(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_replaces_all),
		cmocka_unit_test(test_keeps_mode_and_owner),
		cmocka_unit_test(test_cannot_keep_owner),
		cmocka_unit_test(test_hard_links_are_told),
		cmocka_unit_test(test_refuses_a_changed_file),
		cmocka_unit_test(test_refuses_a_linked_folder),
		cmocka_unit_test(test_refuses_bad_paths),
		cmocka_unit_test(test_refuses_a_change_at_the_last_moment),
		cmocka_unit_test(test_one_at_a_time),
		cmocka_unit_test(test_order_of_steps),
		cmocka_unit_test(test_order_of_undoing),
		cmocka_unit_test(test_any_step_fails_once),
		cmocka_unit_test(test_all_steps_fail_from_one_on),
		cmocka_unit_test(test_signal_at_any_step),
		cmocka_unit_test(test_signal_that_does_not_end_us),
	};

	alarm(280);
	return cmocka_run_group_tests_name("apply", tests, NULL, NULL);
}
