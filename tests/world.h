/* SPDX-License-Identifier: GPL-2.0-only */
/* world: a small tree, the replacement of some of its files, and faults on the way. After cmocka.h. */
#ifndef GUPSWEEP_TEST_WORLD_H
#define GUPSWEEP_TEST_WORLD_H

#include <errno.h>
#include <signal.h>

#include "apply/replace.h"
#include "scratch.h"

#define FILES 3

static const struct {
	const char *path, *before, *after;
} world_file[FILES] = {
	{ "mm/gup.c", "old gup\n", "the new gup\n" },
	{ "a b\n.c", "", "new\r\n" },
	{ "mm/x/y.h", "old y, no newline", "" },
};

enum fault_kind { FAULT_NONE, FAULT_KILL, FAULT_SIGNAL, FAULT_FAIL, FAULT_FAIL_ON };

/* What happens at step number @at, counted from 1. */
struct fault {
	const char *dir;
	enum fault_kind kind;
	int at;
	int value;	  /* the errno, or the signal */
	int kill_at;	  /* and the number of the step at which the process is killed, or 0 */
	bool no_exchange; /* the file system cannot exchange names */
	int steps;	  /* so far */
	void (*also)(struct fault *f, const char *step,
		     const char *path); /* at every step, or NULL */
	struct buf log;
};

static inline bool world_is_whole(const char *dir, size_t i)
{
	char *text = scratch_read(dir, world_file[i].path);
	char *full = memory_printf("%s/%s", dir, world_file[i].path);
	bool whole = !access(full, F_OK) &&
		     (!strcmp(text, world_file[i].before) || !strcmp(text, world_file[i].after));

	free(text);
	free(full);
	return whole;
}

static inline int fault_step(void *ctx, const char *step, const char *path)
{
	struct fault *f = ctx;

	f->steps++;
	buf_printf(&f->log, "%s %s\n", step, path);
	if (f->also)
		f->also(f, step, path);
	/* Whoever reads a file meanwhile finds the old text or the new one, never none or half. */
	for (size_t i = 0; i < FILES && f->kind != FAULT_NONE; i++)
		if (!world_is_whole(f->dir, i))
			abort();
	if ((f->kind == FAULT_KILL && f->steps == f->at) || f->steps == f->kill_at)
		raise(SIGKILL);
	if (f->kind == FAULT_SIGNAL && f->steps == f->at)
		raise(f->value);
	if ((f->kind == FAULT_FAIL && f->steps == f->at) ||
	    (f->kind == FAULT_FAIL_ON && f->steps >= f->at))
		return f->value;
	return f->no_exchange && !strcmp(step, "exchange") ? EINVAL : 0;
}

static inline void world_fill(const char *dir)
{
	for (size_t i = 0; i < FILES; i++)
		scratch_puts(dir, world_file[i].path, world_file[i].before);
}

static inline char *world_make(void)
{
	char *dir = scratch_make();

	world_fill(dir);
	return dir;
}

static inline struct buf world_text(const char *s)
{
	return (struct buf){ .data = (char *)s, .len = strlen(s) };
}

/* Replace the first @count files of @tree. */
static inline int world_replace(struct tree *tree, size_t count, const struct replace_hook *hook,
				struct problems *notes, struct error *err)
{
	struct replacement list[FILES];
	struct buf text[FILES][2];

	for (size_t i = 0; i < count; i++) {
		text[i][0] = world_text(world_file[i].before);
		text[i][1] = world_text(world_file[i].after);
		list[i] = (struct replacement){ world_file[i].path, &text[i][0], &text[i][1] };
	}
	return tree_replace(tree, list, count, hook, notes, err);
}

/* One apply, or recovery, of @dir with fault @f. Returns what it returned, with @err. */
static inline int world_run(const char *dir, bool recover, struct fault *f, struct error *err)
{
	struct replace_hook hook = { fault_step, f };
	struct problems notes = { 0 };
	struct tree *tree;
	char *what = NULL;
	int ret;

	f->dir = dir;
	f->steps = 0;
	assert_int_equal(tree_open(&tree, dir, NULL, err), 0);
	ret = recover ? tree_recover(tree, &hook, &what, err)
		      : world_replace(tree, FILES, &hook, &notes, err);
	free(what);
	problem_free(&notes);
	buf_free(&f->log);
	tree_close(tree);
	return ret;
}

/* The same in a process of its own, which may not survive it. Returns its wait status: 0, or 1 for -1. */
static inline int world_run_apart(const char *dir, bool recover, struct fault f)
{
	struct error err;
	int status;
	pid_t pid = fork();

	if (!pid)
		_exit(world_run(dir, recover, &f, &err) ? 1 : 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static inline int world_is_left_over(const char *path, const struct stat *st, int type,
				     struct FTW *ftw)
{
	(void)st;
	(void)type;
	return !strncmp(path + ftw->base, ".gupsweep", 9);
}

static inline bool world_is_clean(const char *dir)
{
	return !nftw(dir, world_is_left_over, 16, FTW_PHYS);
}

/* 'o': all files are old, 'n': all are new; anything else fails the test. */
static inline char world_state(const char *dir)
{
	size_t old = 0, new = 0;

	for (size_t i = 0; i < FILES; i++) {
		char *text = scratch_read(dir, world_file[i].path);

		old += !strcmp(text, world_file[i].before);
		new += !strcmp(text, world_file[i].after);
		free(text);
	}
	if (old != FILES && new != FILES)
		fail_msg("%zu files are old and %zu new", old, new);
	return old == FILES ? 'o' : 'n';
}

/* Recover without a fault; all must be well then. Returns the state. */
static inline char world_settle(const char *dir)
{
	struct fault none = { 0 };
	struct error err;

	if (world_run(dir, true, &none, &err))
		fail_msg("%s", err.text);
	assert_true(world_is_clean(dir));
	return world_state(dir);
}

/* An apply to @dir must fail and say @want and that nothing was changed, and that must be so. */
static inline void expect_refused(const char *dir, const char *want)
{
	struct fault none = { 0 };
	struct error err;

	assert_int_equal(world_run(dir, false, &none, &err), -1);
	if (!strstr(err.text, want) || !strstr(err.text, "nothing was changed"))
		fail_msg("%s", err.text);
	assert_true(world_is_clean(dir));
}

#endif
