// SPDX-License-Identifier: GPL-2.0-only
/*
 * hook: a small script, known again by its second line. It is written beside its place and linked
 * there, which fails when something is there: no race can overwrite a foreign hook.
 */
#include "hook.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "change/change.h"
#include "change/git.h"

#define MARK "# Installed by gupsweep hook install; gupsweep hook remove takes it away.\n"
#define MAX_HOOK ((size_t)1 << 20)

/* Where git looks for it: also with core.hooksPath and in linked work trees. The caller's. */
static char *find_path(struct error *err)
{
	static const char *const args[] = { "rev-parse", "--git-path", "hooks", NULL };
	struct buf out = { 0 };
	char *path = NULL;

	if (!git_run(".", args, NULL, &out, err)) {
		while (out.len && out.data[out.len - 1] == '\n')
			out.data[--out.len] = '\0';
		if (mkdir(out.data, 0777) && errno != EEXIST)
			error_set(err, "hook: on %s: %s; make that folder", out.data,
				  strerror(errno));
		else
			path = memory_printf("%s/pre-commit", out.data);
	}
	buf_free(&out);
	return path;
}

/* 1: it is gupsweep's; 0: something else is there; -1: nothing is. */
static int look(const char *path)
{
	struct buf text = { 0 };
	struct stat st;
	int fd, ours;

	if (lstat(path, &st))
		return -1;
	fd = S_ISREG(st.st_mode) ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
	ours = fd >= 0 && !file_read(fd, &text, MAX_HOOK) && text.len && strstr(text.data, MARK);
	if (fd >= 0)
		close(fd);
	buf_free(&text);
	return ours;
}

/* Quoted for the shell: 'it'\''s'. */
static void add_quoted(struct buf *b, const char *s)
{
	buf_addch(b, '\'');
	for (; *s; s++)
		if (*s == '\'')
			buf_addstr(b, "'\\''");
		else
			buf_addch(b, *s);
	buf_addch(b, '\'');
}

static void make_script(const char *kernel, struct buf *b)
{
	char self[4096];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *root = change_root("."), *prefix = root ? change_prefix(root) : NULL;

	self[len > 0 ? len : 0] = '\0';
	buf_addstr(b, "#!/bin/sh\n" MARK "gupsweep=");
	add_quoted(b, self);
	buf_addstr(b, "\n[ -x \"$gupsweep\" ] || gupsweep=gupsweep\n"
		      "command -v \"$gupsweep\" >/dev/null || {\n"
		      "\techo \"gupsweep: hook: gupsweep is not there any more; the commit is not "
		      "linted\" "
		      ">&2\n"
		      "\texit 0\n}\n"
		      "exec \"$gupsweep\" hook run");
	if (kernel) {
		buf_addstr(b, " --kernel=");
		add_quoted(b, kernel);
	}
	if (prefix && *prefix) { /* hooks run at the top */
		buf_addstr(b, " --tree=");
		add_quoted(b, prefix);
	}
	free(prefix);
	free(root);
	buf_addch(b, '\n');
}

/* In the place of what is there only if that is an older one of ours. */
static int write_new(const char *path, const char *kernel, bool ours, struct error *err)
{
	char *new = memory_printf("%s.XXXXXX", path);
	struct buf text = { 0 };
	mode_t mask = umask(0);
	int fd = mkstemp(new), ret = 0;

	umask(mask);
	make_script(kernel, &text);
	if (fd < 0 || write(fd, text.data, text.len) != (ssize_t)text.len ||
	    fchmod(fd, 0777 & ~mask) || close(fd) || (ours ? rename(new, path) : link(new, path)))
		ret = error_set(err, "hook: on %s: %s; look at what is there", path,
				strerror(errno));
	if (fd >= 0)
		unlink(new);
	free(new);
	buf_free(&text);
	return ret;
}

int hook_install(const char *kernel, char *said, size_t room, struct error *err)
{
	char *full = kernel ? realpath(kernel, NULL) : NULL;
	char *path = kernel && !full ? NULL : find_path(err);
	int state = path ? look(path) : 0, ret = -1;

	if (kernel && !full)
		error_set(err, "hook: on %s: %s; name a kernel's folder", kernel, strerror(errno));
	else if (path && !state)
		error_set(err, "hook: on %s: there is another hook; add `gupsweep hook run` to it",
			  path);
	else if (path)
		ret = write_new(path, full, state > 0, err);
	if (!ret)
		snprintf(said, room, "%s %s", path, state > 0 ? "installed again" : "installed");
	free(path);
	free(full);
	return ret;
}

int hook_remove(char *said, size_t room, struct error *err)
{
	char *path = find_path(err);
	int state = path ? look(path) : 0, ret = -1;

	if (path && !state)
		error_set(err, "hook: on %s: it is not gupsweep's; remove it by hand", path);
	else if (path && state > 0 && unlink(path))
		error_set(err, "hook: on %s: %s; remove it by hand", path, strerror(errno));
	else if (path)
		ret = 0;
	if (!ret)
		snprintf(said, room, state > 0 ? "%s removed" : "%s: there is none", path);
	free(path);
	return ret;
}

int hook_are_staged(const char *const *file, size_t count, bool *staged, struct error *err)
{
	const char **args = NULL;
	size_t args_count = 0, room = 0, names = 0;
	struct buf out = { 0 };
	int ret;

	VEC_PUSH(args, args_count, room, "--literal-pathspecs");
	VEC_PUSH(args, args_count, room, "diff");
	VEC_PUSH(args, args_count, room, "--cached");
	VEC_PUSH(args, args_count, room, "--name-only");
	VEC_PUSH(args, args_count, room, "--no-renames");
	VEC_PUSH(args, args_count, room, "-z");
	VEC_PUSH(args, args_count, room, "--");
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(args, args_count, room, file[i]);
	VEC_PUSH(args, args_count, room, NULL);
	ret = git_run(".", args, NULL, &out, err);
	for (size_t i = 0; i < out.len; i++)
		names += !out.data[i];
	*staged = names >= count;
	buf_free(&out);
	free(args);
	return ret;
}
