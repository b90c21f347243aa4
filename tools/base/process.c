// SPDX-License-Identifier: GPL-2.0-only
/*
 * process: start, watch and kill the children. What is read of one that runs alone goes through files in
 * memory: no pipe can fill up. Each leads a process group of its own; the group is
 * killed before its leader is reaped, so that the number cannot belong to somebody else yet.
 */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "file.h"
#include "memory.h"

#define MEMORY_LIMIT ((rlim_t)2 << 30) /* bytes of address space */
#define FILE_LIMIT ((rlim_t)256 << 20) /* bytes of each file written */
#define CANNOT_RUN 127
#define NOT_FOUND ": not found\n"
#define LOOK 200     /* milliseconds between looks at the clock */
#define BLIND_WAIT 5 /* milliseconds between looks where the kernel has no pidfd_open() */

static void limit(__rlimit_resource_t resource, rlim_t value)
{
	struct rlimit r;

	if (getrlimit(resource, &r))
		return;
	if (r.rlim_max == RLIM_INFINITY || r.rlim_max > value)
		r.rlim_max = value;
	r.rlim_cur = r.rlim_max;
	setrlimit(resource, &r);
}

struct launch {
	const char *const *argv;
	const char *dir;
	char *const *env;
	bool limited;
	int fd[3]; /* standard input, output, error */
};

/* In the child: only calls that are safe after fork() in a program with threads. */
static void become(const struct launch *l, pid_t parent)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };
	sigset_t none;
	bool ready;

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(CANNOT_RUN);
	for (int s = 1; s < NSIG; s++)
		sigaction(s, &standard, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (l->limited) {
		limit(RLIMIT_AS, MEMORY_LIMIT);
		limit(RLIMIT_FSIZE, FILE_LIMIT);
		limit(RLIMIT_CORE, 0);
	}
	ready = !chdir(l->dir);
	for (int i = 0; i < 3; i++)
		ready = dup2(l->fd[i], i) >= 0 && ready;
	close_range(3, ~0u, CLOSE_RANGE_CLOEXEC);
	if (ready)
		execvpe(l->argv[0], (char *const *)l->argv, l->env);
	file_write(2, l->argv[0], strlen(l->argv[0]));
	file_write(2, NOT_FOUND, strlen(NOT_FOUND));
	_exit(CANNOT_RUN);
}

static int launch(struct launch *l, struct process *p, struct error *err)
{
	pid_t parent = getpid();
	int nothing = l->fd[0] < 0 ? open("/dev/null", O_RDONLY | O_CLOEXEC) : -1;

	*p = (struct process){ .fd = -1 };
	if (nothing >= 0)
		l->fd[0] = nothing;
	p->pid = fork();
	if (!p->pid)
		become(l, parent);
	if (nothing >= 0)
		close(nothing);
	if (p->pid < 0) {
		p->pid = 0;
		return error_set(err, "process: %s: cannot be started: %s; end some others",
				 l->argv[0], strerror(errno));
	}
	setpgid(p->pid, p->pid);
	p->fd = pidfd_open(p->pid, 0);
	if (p->fd >= 0)
		fcntl(p->fd, F_SETFD, FD_CLOEXEC);
	return 0;
}

int process_start(const struct workshop *shop, const char *const *argv, int input, const char *log,
		  struct process *p, struct error *err)
{
	char *path = memory_printf("%s/%s", shop->dir, log);
	char *home = memory_printf("%s/home", shop->dir);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600), ret;
	struct launch l = { argv, home, shop->environ, true, { input, fd, fd } };

	*p = (struct process){ .fd = -1 };
	if (fd < 0)
		ret = error_set(err, "temporary file: %s: %s; free some space or set TMPDIR", path,
				strerror(errno));
	else
		ret = launch(&l, p, err);
	if (fd >= 0)
		close(fd);
	free(path);
	free(home);
	return ret;
}

static void reap(struct process *p)
{
	kill(-p->pid, SIGKILL);
	while (waitpid(p->pid, &p->status, 0) < 0 && errno == EINTR)
		;
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
	p->ended = true;
}

void process_kill(struct process *p)
{
	if (!p->pid || p->ended)
		return;
	p->killed = true;
	kill(p->pid, SIGKILL);
	reap(p);
}

/* Has it ended? Leaves it to be reaped. */
static bool is_over(const struct process *p)
{
	siginfo_t info = { 0 };

	return waitid(P_PID, (id_t)p->pid, &info, WEXITED | WNOHANG | WNOWAIT) ||
	       info.si_pid == p->pid;
}

static bool read_signal(struct workshop *shop)
{
	struct signalfd_siginfo info;

	if (!shop || read(shop->signal_fd, &info, sizeof(info)) != sizeof(info))
		return false;
	shop->signal = (int)info.ssi_signo;
	return true;
}

int process_wait(struct workshop *shop, struct process *p, size_t count, int milliseconds)
{
	struct pollfd *poll_fd = memory_alloc((count + 1) * sizeof(*poll_fd));
	nfds_t watched = 1;
	int result = 0;

	poll_fd[0] = (struct pollfd){ .fd = shop ? shop->signal_fd : -1, .events = POLLIN };
	for (size_t i = 0; i < count; i++) {
		if (!p[i].pid || p[i].ended)
			continue;
		if (p[i].fd >= 0)
			poll_fd[watched++] = (struct pollfd){ .fd = p[i].fd, .events = POLLIN };
		else if (milliseconds < 0 || milliseconds > BLIND_WAIT)
			milliseconds = BLIND_WAIT;
	}
	poll(poll_fd, watched, milliseconds);
	free(poll_fd);
	if (read_signal(shop))
		result = -1;
	for (size_t i = 0; i < count; i++)
		if (p[i].pid && !p[i].ended && is_over(&p[i]))
			reap(&p[i]);
	return result;
}

/* Until it ends; 0, or -1 for a signal. */
static int wait_for(const struct command *c, struct process *p)
{
	time_t end = time(NULL) + c->seconds;

	while (!p->ended) {
		if (process_wait(c->shop, p, 1, c->seconds ? LOOK : -1)) {
			process_kill(p);
			return -1;
		}
		if (c->seconds && time(NULL) > end)
			process_kill(p);
	}
	return 0;
}

static int append(int fd, struct buf *text)
{
	return lseek(fd, 0, SEEK_SET) || file_read(fd, text, SIZE_MAX - 1) ? -1 : 0;
}

/* How it ended: its exit status, or -1 with @err set. */
static int outcome(const struct command *c, const struct process *p, struct error *err)
{
	if (p->killed)
		return error_set(err, "%s: took longer than %d s; try it by hand", c->argv[0],
				 c->seconds);
	if (!WIFEXITED(p->status))
		return error_set(err, "%s: died of signal %d; try it by hand", c->argv[0],
				 WTERMSIG(p->status));
	return WEXITSTATUS(p->status);
}

static int run(const struct command *c, const int fd[3], struct buf *out, struct buf *said,
	       struct error *err)
{
	struct launch l = { c->argv,
			    c->dir,
			    c->env    ? c->env
			    : c->shop ? c->shop->environ
				      : environ,
			    c->shop != NULL,
			    { c->input ? fd[0] : -1, fd[1], out == said ? fd[1] : fd[2] } };
	struct process p;

	if (fd[0] < 0 || fd[1] < 0 || fd[2] < 0 ||
	    (c->input &&
	     (file_write(fd[0], c->input->data, c->input->len) || lseek(fd[0], 0, SEEK_SET))))
		return error_set(err, "%s: its input cannot be kept: %s; try again", c->argv[0],
				 strerror(errno));
	if (launch(&l, &p, err))
		return -1;
	if (wait_for(c, &p))
		return error_set(err, "%s: stopped by a signal; run again", c->argv[0]);
	if (append(fd[1], out) || (out != said && append(fd[2], said)))
		return error_set(err, "%s: its output cannot be read: %s; try again", c->argv[0],
				 strerror(errno));
	return outcome(c, &p, err);
}

int process_run(const struct command *c, struct buf *out, struct buf *said, struct error *err)
{
	int fd[3], ret;

	for (int i = 0; i < 3; i++)
		fd[i] = memfd_create("process", MFD_CLOEXEC);
	ret = run(c, fd, out, said, err);
	for (int i = 0; i < 3; i++)
		if (fd[i] >= 0)
			close(fd[i]);
	return ret;
}

char *process_reason(const struct buf *said)
{
	static const char *const signs[] = { "rror:", "No rule", "fatal:" };
	const char *line = said->data, *end = said->data + said->len, *last = "", *next;
	size_t last_len = 0;
	bool found = false;

	for (; line < end && !found; line = next) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((newline ? newline : end) - line);

		next = newline ? newline + 1 : end;
		if (!len)
			continue;
		last = line;
		last_len = len;
		for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
			found = found || memmem(line, len, signs[i], strlen(signs[i]));
	}
	return memory_strndup(last, last_len);
}
