// SPDX-License-Identifier: GPL-2.0-only
/* recover: an apply killed at every step, a recovery killed at every step, and journals that lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "apply/transaction.h"
#include "world.h"

static enum replace_state state_of(const char *dir)
{
	enum replace_state state;
	struct tree *tree;
	struct error err;

	assert_int_equal(tree_open(&tree, dir, NULL, &err), 0);
	state = tree_replace_state(tree);
	tree_close(tree);
	return state;
}

static bool was_killed(int status)
{
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

static void kill_everywhere(bool no_exchange)
{
	struct fault f = { .kind = FAULT_KILL, .no_exchange = no_exchange };
	int old = 0, new = 0, interrupted = 0;

	for (f.at = 1;; f.at++) {
		char *dir = world_make();
		int status = world_run_apart(dir, false, f);

		if (!was_killed(status)) {
			assert_int_equal(status, 0);
			assert_int_equal(world_state(dir), 'n');
			assert_true(world_is_clean(dir));
			scratch_remove(dir);
			break;
		}
		interrupted += state_of(dir) == REPLACE_INTERRUPTED;
		if (world_settle(dir) == 'o')
			old++;
		else
			new ++;
		assert_int_equal(state_of(dir), REPLACE_NONE);
		scratch_remove(dir);
	}
	/* 22 steps come before the first exchange; from the second mark on all is new. */
	assert_true(old > 25 && new > 9);
	assert_true(interrupted > 30);
}

static void test_killed_at_any_step(void **state)
{
	(void)state;
	kill_everywhere(false);
	kill_everywhere(true);
}

/* Recovery may be killed too, any number of times. Returns how often it was. */
static int kill_recovery(const char *dir, bool no_exchange)
{
	struct fault f = { .kind = FAULT_KILL, .no_exchange = no_exchange };
	int kills = 0;

	/* Each attempt is killed one step later than the last, or it would never get anywhere. */
	for (f.at = 1; was_killed(world_run_apart(dir, true, f)); f.at++)
		kills++;
	assert_true(world_is_clean(dir));
	world_state(dir);
	return kills;
}

static void test_killed_again_and_again(void **state)
{
	(void)state;
	for (int way = 0; way < 2; way++) {
		struct fault f = { .kind = FAULT_KILL, .no_exchange = way };
		int kills = 0;

		for (f.at = 1;; f.at++) {
			char *dir = world_make();
			int status = world_run_apart(dir, false, f);

			kills += kill_recovery(dir, way);
			scratch_remove(dir);
			if (!was_killed(status))
				break;
		}
		assert_true(kills > 200);
	}
}

/* Kill the apply before its @n-th exchange (from 1). */
static char *interrupted_world(int n)
{
	struct fault f = { .kind = FAULT_KILL, .at = 22 + n };
	char *dir = world_make();

	assert_true(was_killed(world_run_apart(dir, false, f)));
	return dir;
}

static void test_recovery_fails_once(void **state)
{
	struct fault f = { .kind = FAULT_FAIL, .value = EIO };

	(void)state;
	for (f.at = 1;; f.at++) {
		char *dir = interrupted_world(3);
		struct error err;
		int ret = world_run(dir, true, &f, &err);

		if (ret)
			assert_non_null(strstr(err.text, "Input/output error; "));
		assert_int_equal(world_settle(dir), 'o');
		scratch_remove(dir);
		if (!ret)
			break;
	}
	assert_true(f.at > 15);
}

/* First a step fails, then the undoing is killed. */
static void test_killed_while_undoing(void **state)
{
	struct fault f = { .kind = FAULT_FAIL, .value = EIO };
	int kills = 0;

	(void)state;
	for (f.at = 5; f.at <= 31; f.at++)
		for (f.kill_at = f.at + 1;; f.kill_at++) {
			char *dir = world_make();
			int status = world_run_apart(dir, false, f);

			world_settle(dir);
			scratch_remove(dir);
			if (!was_killed(status))
				break;
			kills++;
		}
	assert_true(kills > 300);
}

/* What an apply that never began wrote must not end up behind what a shorter one writes. */
static void test_left_over_of_a_longer_journal(void **state)
{
	struct fault f = { .kind = FAULT_KILL, .at = 25 };
	char *dir = world_make(), *garbage = memory_alloc(10001);

	(void)state;
	memset(garbage, 'x', 10000);
	scratch_puts(dir, REPLACE_LOCK, garbage);
	assert_true(was_killed(world_run_apart(dir, false, f)));
	assert_int_equal(world_settle(dir), 'o');
	free(garbage);
	scratch_remove(dir);
}

static void test_signal_during_recovery(void **state)
{
	struct fault f = { .kind = FAULT_SIGNAL, .value = SIGTERM };

	(void)state;
	for (f.at = 1; f.at < 12; f.at++) {
		char *dir = interrupted_world(3);
		int status = world_run_apart(dir, true, f);

		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
		assert_true(world_is_clean(dir));
		assert_int_equal(world_state(dir), 'o');
		scratch_remove(dir);
	}
}

static void test_what_is_said(void **state)
{
	static const struct {
		int at;
		const char *what;
	} cases[] = { { 2, "before it changed anything" },
		      { 12, "of 3 files was undone" },
		      { 26, "of 3 files was undone" },
		      { 35, "of 3 files was finished" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fault f = { .kind = FAULT_KILL, .at = cases[i].at };
		char *dir = world_make(), *what;
		struct problems notes = { 0 };
		struct tree *tree;
		struct error err;

		assert_true(was_killed(world_run_apart(dir, false, f)));
		assert_int_equal(tree_open(&tree, dir, NULL, &err), 0);
		if (i) {
			assert_int_equal(world_replace(tree, FILES, NULL, &notes, &err), -1);
			assert_non_null(
				strstr(err.text, "an earlier apply was interrupted; run again"));
		}
		assert_int_equal(tree_recover(tree, NULL, &what, &err), 0);
		if (!strstr(what, cases[i].what))
			fail_msg("%s", what);
		free(what);
		assert_int_equal(tree_recover(tree, NULL, &what, &err), 0);
		assert_null(what);
		tree_close(tree);
		scratch_remove(dir);
	}
}

/* After the kill somebody edits: nothing of that may be lost. */
static void test_edit_of_a_replaced_file(void **state)
{
	struct fault none = { 0 };
	struct error err;
	char *dir = interrupted_world(3); /* the first two, "a b" and mm/gup.c, are replaced */

	(void)state;
	scratch_expect(dir, "mm/gup.c", world_file[0].after);
	scratch_puts(dir, "mm/gup.c", "edited");
	assert_int_equal(world_run(dir, true, &none, &err), -1);
	assert_non_null(
		strstr(err.text, "mm/gup.c: changed after an apply was interrupted; keep your"));
	scratch_expect(dir, "mm/gup.c", "edited");
	scratch_expect(dir, world_file[1].path, world_file[1].after); /* nothing was done */
	assert_int_equal(state_of(dir), REPLACE_INTERRUPTED);
	/* The remedy works. */
	scratch_puts(dir, "mm/gup.c", world_file[0].before);
	assert_int_equal(world_settle(dir), 'o');
	scratch_remove(dir);
}

static void test_edit_of_another_file(void **state)
{
	struct fault none = { 0 };
	struct error err;
	char *dir = interrupted_world(2); /* mm/gup.c is the next */

	(void)state;
	scratch_puts(dir, "mm/gup.c", "edited");
	assert_int_equal(world_run(dir, true, &none, &err), 0);
	scratch_expect(dir, "mm/gup.c", "edited");
	scratch_puts(dir, "mm/gup.c", world_file[0].before);
	assert_int_equal(world_state(dir), 'o');
	assert_true(world_is_clean(dir));
	scratch_remove(dir);
	/* While the new files are being written, those of the tree are nobody's business. */
	dir = interrupted_world(-6);
	scratch_puts(dir, "mm/gup.c", "edited");
	assert_int_equal(world_run(dir, true, &none, &err), 0);
	scratch_expect(dir, "mm/gup.c", "edited");
	assert_true(world_is_clean(dir));
	scratch_remove(dir);
}

static void test_folder_is_gone(void **state)
{
	struct fault none = { 0 };
	struct error err;
	char *dir = interrupted_world(3);

	(void)state;
	scratch_remove(scratch_path(dir, "mm/x"));
	assert_int_equal(world_run(dir, true, &none, &err), -1);
	assert_non_null(strstr(err.text, "mm/x/y.h: changed after"));
	scratch_remove(dir);
	dir = interrupted_world(-6);
	scratch_remove(scratch_path(dir, "mm"));
	assert_int_equal(world_run(dir, true, &none, &err), 0);
	assert_true(world_is_clean(dir));
	scratch_remove(dir);
}

/* An editor saves just before the exchange, and the kill comes just after it. */
static void save_and_die(struct fault *f, const char *step, const char *path)
{
	(void)path;
	if (f->value == 2)
		raise(SIGKILL);
	if (!strcmp(step, "exchange") && ++f->value == 2)
		scratch_puts(f->dir, "mm/gup.c", "edited");
}

static void test_killed_with_an_edit_displaced(void **state)
{
	struct fault f = { .also = save_and_die }, none = { 0 };
	struct error err;
	char *dir = world_make();

	(void)state;
	assert_true(was_killed(world_run_apart(dir, false, f)));
	scratch_expect(dir, "mm/gup.c", world_file[0].after);
	assert_int_equal(world_run(dir, true, &none, &err), 0);
	scratch_expect(dir, "mm/gup.c", "edited");
	scratch_expect(dir, world_file[1].path, world_file[1].before);
	assert_true(world_is_clean(dir));
	scratch_remove(dir);
}

/* A journal for one file, with the checksums of "old" and "new". */
static struct journal make_journal(enum journal_state state, char *path)
{
	struct buf old = world_text("old"), new = world_text("new");
	struct journal j = { .state = state, .nonce = "0123456789abcdef" };
	struct journal_entry entry = { .path = memory_strdup(path) };

	assert_int_equal(hash_bytes(old.data, old.len, &entry.before), 0);
	assert_int_equal(hash_bytes(new.data, new.len, &entry.after), 0);
	VEC_PUSH(j.entry, j.count, j.room, entry);
	return j;
}

static void put_journal(const char *dir, enum journal_state state, char *path)
{
	struct journal j = make_journal(state, path);
	struct buf text = { 0 };

	journal_encode(&j, &text);
	scratch_write(dir, REPLACE_JOURNAL, text.data, text.len);
	buf_free(&text);
	journal_free(&j);
}

static void test_journal_must_be_whole(void **state)
{
	struct journal j = make_journal(JOURNAL_SWAPPING, "mm/a \n\xff.c"), got;
	struct buf text = { 0 };

	(void)state;
	journal_encode(&j, &text);
	assert_int_equal(journal_decode(&got, &text), 0);
	assert_int_equal(got.state, JOURNAL_SWAPPING);
	assert_string_equal(got.entry[0].path, j.entry[0].path);
	assert_true(git_oid_equal(&got.entry[0].after, &j.entry[0].after));
	journal_free(&got);
	for (size_t len = 0; len < text.len; len++) {
		/* so that a read beyond it is seen */
		struct buf cut = { .data = memory_strndup(text.data, len), .len = len };

		assert_int_equal(journal_decode(&got, &cut), -1);
		buf_free(&cut);
	}
	for (size_t at = 0; at < text.len; at++)
		for (int bit = 0; bit < 8; bit++) {
			text.data[at] ^= (char)(1 << bit);
			if (at != JOURNAL_STATE_AT && journal_decode(&got, &text) != -1)
				fail_msg("byte %zu, bit %d", at, bit);
			text.data[at] ^= (char)(1 << bit);
		}
	buf_addch(&text, '\n');
	assert_int_equal(journal_decode(&got, &text), -1);
	buf_free(&text);
	journal_free(&j);
}

static void expect_no_recovery(const char *dir, const char *want)
{
	struct fault none = { 0 };
	struct error err;

	assert_int_equal(world_run(dir, true, &none, &err), -1);
	if (!strstr(err.text, want))
		fail_msg("%s", err.text);
}

/* What comes with a hostile tree must not reach beyond it. */
static void test_hostile_paths(void **state)
{
	static char *const bad[] = { "../out/f", "/out/f", "", "x/../../out/f", "." };
	char *top = scratch_make(), *dir = scratch_path(top, "tree");
	char *link = scratch_path(top, "tree/link");

	(void)state;
	world_fill(dir);
	assert_int_equal(symlink("../out", link), 0);
	scratch_puts(top, "out/f", "new");
	scratch_puts(top, "out/.gupsweep-0123456789abcdef-0", "old");
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		put_journal(dir, JOURNAL_SWAPPING, bad[i]);
		expect_no_recovery(dir, "damaged, or not gupsweep's");
	}
	put_journal(dir, JOURNAL_SWAPPING, "link/f");
	expect_no_recovery(dir, "link/f: changed after");
	put_journal(dir, JOURNAL_DONE, "link/f");
	world_settle(dir);
	scratch_expect(top, "out/f", "new");
	scratch_expect(top, "out/.gupsweep-0123456789abcdef-0", "old");
	free(link);
	free(dir);
	scratch_remove(top);
}

/* The control for the test above: in the tree itself such a journal works. */
static void test_honest_path(void **state)
{
	char *dir = world_make();

	(void)state;
	scratch_puts(dir, "in/f", "new");
	scratch_puts(dir, "in/.gupsweep-0123456789abcdef-0", "old");
	put_journal(dir, JOURNAL_SWAPPING, "in/f");
	world_settle(dir);
	scratch_expect(dir, "in/f", "old");
	scratch_remove(dir);
}

static void test_strange_journals(void **state)
{
	static const char *const names[] = { REPLACE_JOURNAL, REPLACE_LOCK };
	static const char strange[] = "not a file that gupsweep made";

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char *dir = world_make(), *name = scratch_path(dir, names[i]);
		char *victim = scratch_path(dir, "victim");

		scratch_puts(dir, "victim", "precious");
		assert_int_equal(symlink("victim", name), 0);
		expect_no_recovery(dir, strange);
		assert_int_equal(unlink(name), 0);
		assert_int_equal(link(victim, name), 0);
		expect_no_recovery(dir, strange);
		assert_int_equal(unlink(name), 0);
		assert_int_equal(mkfifo(name, 0600), 0);
		expect_no_recovery(dir, strange);
		assert_int_equal(unlink(name), 0);
		assert_int_equal(mkdir(name, 0700), 0);
		expect_no_recovery(dir, strange);
		scratch_expect(dir, "victim", "precious");
		assert_int_equal(world_state(dir), 'o');
		free(victim);
		free(name);
		scratch_remove(dir);
	}
}

static void test_damaged_journals(void **state)
{
	static const char *const texts[] = {
		"", "x", "gupsweep journal 2\nstate x\n",
		"gupsweep journal 1\nstate x\n0123456789abcdef 99999999\n"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		char *dir = world_make();

		scratch_puts(dir, REPLACE_JOURNAL, texts[i]);
		expect_no_recovery(dir, "damaged, or not gupsweep's; look at the tree");
		scratch_expect(dir, REPLACE_JOURNAL, texts[i]);
		assert_int_equal(world_state(dir), 'o');
		scratch_remove(dir);
	}
}

static int setup(void **state)
{
	(void)state;
	return git_libgit2_init() > 0 ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	git_libgit2_shutdown();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_killed_at_any_step),
		cmocka_unit_test(test_killed_again_and_again),
		cmocka_unit_test(test_recovery_fails_once),
		cmocka_unit_test(test_killed_while_undoing),
		cmocka_unit_test(test_left_over_of_a_longer_journal),
		cmocka_unit_test(test_signal_during_recovery),
		cmocka_unit_test(test_what_is_said),
		cmocka_unit_test(test_edit_of_a_replaced_file),
		cmocka_unit_test(test_edit_of_another_file),
		cmocka_unit_test(test_folder_is_gone),
		cmocka_unit_test(test_killed_with_an_edit_displaced),
		cmocka_unit_test(test_journal_must_be_whole),
		cmocka_unit_test(test_hostile_paths),
		cmocka_unit_test(test_honest_path),
		cmocka_unit_test(test_strange_journals),
		cmocka_unit_test(test_damaged_journals),
	};

	alarm(280);
	return cmocka_run_group_tests_name("recover", tests, setup, teardown);
}
