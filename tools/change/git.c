// SPDX-License-Identifier: GPL-2.0-only
/* git: one child, whose input and output are files in memory: no pipe can fill up. */
#include "git.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/file.h"
#include "../base/memory.h"

#define CANNOT_RUN 127

/* What hooks get may be relative to where they run, not to where git will. */
static void make_absolute(const char *variable)
{
	const char *value = getenv(variable);
	char *full;

	if (!value || value[0] == '/')
		return;
	full = realpath(value, NULL);
	if (full)
		setenv(variable, full, 1);
	free(full);
}

static void run_child(const char *dir, const char *const *argv, const int fd[3])
{
	static const char *const paths[] = { "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE",
					     "GIT_OBJECT_DIRECTORY" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		make_absolute(paths[i]);
	/* messages to be compared, and no lock on the index for a look at it */
	setenv("LC_ALL", "C", 1);
	setenv("GIT_OPTIONAL_LOCKS", "0", 1);
	unsetenv("GIT_EXTERNAL_DIFF");
	unsetenv("GIT_DIFF_OPTS");
	if (chdir(dir) || dup2(fd[0], 0) < 0 || dup2(fd[1], 1) < 0 || dup2(fd[2], 2) < 0)
		_exit(CANNOT_RUN);
	execvp("git", (char *const *)argv);
	_exit(CANNOT_RUN);
}

/* Returns git's status as from waitpid(), or -1 with errno. */
static int run(const char *dir, const char *const *argv, const int fd[3])
{
	int status;
	pid_t pid = fork();

	if (!pid)
		run_child(dir, argv, fd);
	if (pid < 0)
		return -1;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

static int write_all(int fd, const struct buf *input)
{
	for (size_t at = 0; input && at < input->len;) {
		ssize_t put = write(fd, input->data + at, input->len - at);

		if (put < 0 && errno != EINTR)
			return -1;
		at += put > 0 ? (size_t)put : 0;
	}
	return lseek(fd, 0, SEEK_SET) ? -1 : 0;
}

static int read_all(int fd, struct buf *out)
{
	return lseek(fd, 0, SEEK_SET) || file_read(fd, out, SIZE_MAX - 1) ? -1 : 0;
}

/* "bad revision 'x'" of "fatal: bad revision 'x'", of what git said; the caller's. */
static char *first_line(const struct buf *said)
{
	const char *text = said->len ? said->data : "", *fatal = strstr(text, "fatal: ");

	if (fatal)
		text = fatal + strlen("fatal: ");
	return memory_strndup(text, strcspn(text, "\n"));
}

int git_run(const char *dir, const char *const *args, const struct buf *input, struct buf *out,
	    struct error *err)
{
	const char **argv = NULL;
	size_t count = 0, room = 0;
	struct buf said = { 0 };
	int fd[3], status = -1, ret = 0;
	char *why;

	VEC_PUSH(argv, count, room, "git");
	do
		VEC_PUSH(argv, count, room, *args);
	while (*args++);
	for (int i = 0; i < 3; i++)
		fd[i] = memfd_create("git", MFD_CLOEXEC);
	if (fd[0] >= 0 && fd[1] >= 0 && fd[2] >= 0 && !write_all(fd[0], input))
		status = run(dir, argv, fd);
	if (status < 0 || read_all(fd[1], out) || read_all(fd[2], &said))
		ret = error_set(err, "run: on git: %s; try again", strerror(errno));
	else if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT_RUN)
		ret = error_set(err,
				"run: on git: not found; install it with `apt-get install git`");
	why = first_line(&said);
	if (!ret && status)
		ret = error_set(err, "run: on git in %s: %s; see git's documentation", dir,
				*why ? why : "failed");
	for (int i = 0; i < 3; i++)
		if (fd[i] >= 0)
			close(fd[i]);
	free(argv);
	free(why);
	buf_free(&said);
	return ret;
}
