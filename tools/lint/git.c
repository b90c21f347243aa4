// SPDX-License-Identifier: GPL-2.0-only
/* git: one child with three pipes, all served at once, so that none can fill up. */
#include "git.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/memory.h"

#define MAX_ARGS 64
#define PIECE ((size_t)64 << 10)
#define CANNOT_RUN 127

struct child {
	pid_t pid;
	int in, out, err; /* our ends; -1: closed */
	const struct buf *input;
	size_t written;
	struct buf *output;
	struct buf said; /* on its standard error */
};

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

static void run_child(const char *dir, const char *const *args, const int fd[3])
{
	const char *argv[MAX_ARGS + 2] = { "git" };
	static const char *const paths[] = { "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE",
					     "GIT_OBJECT_DIRECTORY" };

	for (size_t i = 0; i < MAX_ARGS && args[i]; i++)
		argv[i + 1] = args[i];
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		make_absolute(paths[i]);
	/* messages to be compared, and no lock on the index for a look at it */
	setenv("LC_ALL", "C", 1);
	setenv("GIT_OPTIONAL_LOCKS", "0", 1);
	unsetenv("GIT_EXTERNAL_DIFF");
	unsetenv("GIT_DIFF_OPTS");
	if (chdir(dir) || dup2(fd[0], 0) < 0 || dup2(fd[1], 1) < 0 || dup2(fd[2], 2) < 0)
		_exit(CANNOT_RUN);
	signal(SIGPIPE, SIG_DFL);
	execvp("git", (char *const *)argv);
	_exit(CANNOT_RUN);
}

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int start(struct child *c, const char *dir, const char *const *args)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, err[2] = { -1, -1 };

	c->pid = -1;
	if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC))
		goto out;
	c->pid = fork();
	if (!c->pid)
		run_child(dir, args, (const int[3]){ in[0], out[1], err[1] });
out:
	close_end(&in[0]);
	close_end(&out[1]);
	close_end(&err[1]);
	c->in = in[1];
	c->out = out[0];
	c->err = err[0];
	if (c->pid >= 0)
		return 0;
	close_end(&c->in);
	close_end(&c->out);
	close_end(&c->err);
	return -1;
}

static void take(int *fd, struct buf *to)
{
	ssize_t got;

	buf_reserve(to, PIECE);
	got = read(*fd, to->data + to->len, PIECE);
	if (got > 0)
		to->len += (size_t)got;
	else if (!got || (errno != EINTR && errno != EAGAIN))
		close_end(fd);
	to->data[to->len] = '\0';
}

static void give(struct child *c)
{
	size_t left = c->input ? c->input->len - c->written : 0;
	ssize_t put = left ? write(c->in, c->input->data + c->written, left) : 0;

	if (put > 0)
		c->written += (size_t)put;
	if (!left || c->written == c->input->len || (put < 0 && errno != EINTR && errno != EAGAIN))
		close_end(&c->in);
}

static void serve(struct child *c)
{
	if (!c->input || !c->input->len)
		close_end(&c->in);
	while (c->out >= 0 || c->err >= 0) {
		struct pollfd p[3] = { { c->out, POLLIN, 0 },
				       { c->err, POLLIN, 0 },
				       { c->in, POLLOUT, 0 } };

		if (poll(p, 3, -1) < 0 && errno != EINTR)
			break;
		if (p[0].revents)
			take(&c->out, c->output);
		if (p[1].revents)
			take(&c->err, &c->said);
		if (p[2].revents)
			give(c);
	}
	close_end(&c->in);
}

/* "fatal: bad revision 'x'", of what git said. */
static char *first_line(const struct buf *said)
{
	const char *text = said->len ? said->data : "";

	for (const char *p = text; (p = strstr(p, "fatal: ")); p++)
		if (p == text || p[-1] == '\n') {
			text = p + strlen("fatal: ");
			break;
		}
	return memory_strndup(text, strcspn(text, "\n"));
}

int git_run(const char *dir, const char *const *args, const struct buf *input, struct buf *out,
	    struct error *err)
{
	struct child c = { .input = input, .output = out };
	void (*before)(int) = signal(SIGPIPE, SIG_IGN);
	int status = -1, ret = 0;
	char *why;

	if (start(&c, dir, args)) {
		signal(SIGPIPE, before);
		return error_set(err, "run: on git: %s; try again", strerror(errno));
	}
	serve(&c);
	while (waitpid(c.pid, &status, 0) < 0 && errno == EINTR)
		;
	signal(SIGPIPE, before);
	why = first_line(&c.said);
	if (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT_RUN)
		ret = error_set(err,
				"run: on git: not found; install it with `apt-get install git`");
	else if (!WIFEXITED(status) || WEXITSTATUS(status))
		ret = error_set(err, "run: on git in %s: %s; see git's documentation", dir,
				*why ? why : "failed");
	free(why);
	buf_free(&c.said);
	return ret;
}
