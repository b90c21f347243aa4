// SPDX-License-Identifier: GPL-2.0-only
/* disk: an apply to a real folder or file system that refuses: nothing is changed, and that is said. */
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "world.h"

static void test_folder_not_writable(void **state)
{
	static const char *const folders[] = { "mm/x", "mm", "." };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		char *dir = world_make(), *folder = scratch_path(dir, folders[i]);

		if (!geteuid()) {
			char *const all[] = { scratch_path(dir, "mm/x"), scratch_path(dir, "mm"),
					      scratch_path(dir, ".") };

			for (size_t j = 0; j < 3; j++) {
				assert_int_equal(chown(all[j], 65534, 65534), 0);
				free(all[j]);
			}
		}
		assert_int_equal(chmod(folder, 0555), 0);
		if (scratch_drop_root())
			skip();
		expect_refused(dir, "Permission denied; make it and its folder writable");
		scratch_take_root();
		assert_int_equal(world_state(dir), 'o');
		assert_int_equal(chmod(folder, 0755), 0);
		free(folder);
		scratch_remove(dir);
	}
}

/* Big files, for a disk that fills up in the middle. */
static int replace_big(const char *dir, struct error *err)
{
	struct tree *tree;
	struct buf before = world_text("a"), small = world_text("b"), big = { 0 };
	struct problems notes = { 0 };
	struct replacement list[] = { { "1.c", &before, &small }, { "2.c", &before, &big } };
	int ret;

	assert_int_equal(tree_open(&tree, dir, NULL, err), 0);
	scratch_puts(dir, "1.c", "a");
	scratch_puts(dir, "2.c", "a");
	buf_reserve(&big, 2 << 20);
	memset(big.data, 'b', 2 << 20);
	big.len = 2 << 20;
	ret = tree_replace(tree, list, 2, NULL, &notes, err);
	assert_true(world_is_clean(dir));
	scratch_expect(dir, "1.c", "a");
	scratch_expect(dir, "2.c", "a");
	tree_close(tree);
	buf_free(&big);
	return ret;
}

static void test_disk_full(void **state)
{
	char *dir = scratch_make();
	struct error err;

	(void)state;
	if (mount("none", dir, "tmpfs", 0, "size=1m,mode=755")) {
		print_message("not permitted to mount a small tmpfs: disk full is not tested\n");
		scratch_remove(dir);
		skip();
	}
	assert_int_equal(replace_big(dir, &err), -1);
	assert_non_null(strstr(err.text, "2.c: No space left on device; free some space"));
	assert_non_null(strstr(err.text, "(nothing was changed)"));
	assert_int_equal(umount(dir), 0);
	scratch_remove(dir);
}

static void test_file_system_read_only(void **state)
{
	char *dir = scratch_make();

	(void)state;
	if (mount("none", dir, "tmpfs", 0, "size=1m,mode=755")) {
		print_message("not permitted to mount: a read-only file system is not tested\n");
		scratch_remove(dir);
		skip();
	}
	world_fill(dir);
	assert_int_equal(mount("none", dir, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	expect_refused(dir, "Read-only file system; mount it writable");
	assert_int_equal(world_state(dir), 'o');
	assert_int_equal(world_settle(dir), 'o');
	assert_int_equal(umount(dir), 0);
	scratch_remove(dir);
}

static void test_file_size_limit(void **state)
{
	char *dir = scratch_make();
	int status;
	pid_t pid = fork();

	(void)state;
	if (!pid) {
		struct rlimit limit = { 1 << 20, 1 << 20 };
		struct error err;

		setrlimit(RLIMIT_FSIZE, &limit);
		signal(SIGXFSZ, SIG_DFL);
		_exit(replace_big(dir, &err) == -1 && strstr(err.text, "2.c: File too large; raise")
			      ? 0
			      : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	scratch_remove(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_folder_not_writable),
		cmocka_unit_test(test_disk_full),
		cmocka_unit_test(test_file_system_read_only),
		cmocka_unit_test(test_file_size_limit),
	};

	/* What is mounted here is seen nowhere else, and goes with this process. */
	if (!unshare(CLONE_NEWNS))
		mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL);
	alarm(120);
	return cmocka_run_group_tests_name("disk", tests, NULL, NULL);
}
