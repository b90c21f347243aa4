// SPDX-License-Identifier: GPL-2.0-only
/*
 * process: start, watch and kill the children. Each leads a process group of its own; the group is
 * killed before its leader is reaped, so that the number cannot belong to somebody else yet.
 */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../base/memory.h"

#define MEMORY_LIMIT ((rlim_t)2 << 30) /* bytes of address space */
#define FILE_LIMIT ((rlim_t)256 << 20) /* bytes of each file written */
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

/* In the child: only calls that are safe after fork() in a program with threads. */
static void become(const char *const *argv, char **env, const char *home, int input, int log,
		   pid_t parent)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };
	sigset_t none;

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
	for (int s = 1; s < NSIG; s++)
		sigaction(s, &standard, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	limit(RLIMIT_AS, MEMORY_LIMIT);
	limit(RLIMIT_FSIZE, FILE_LIMIT);
	limit(RLIMIT_CORE, 0);
	if (input < 0)
		input = open("/dev/null", O_RDONLY);
	if (input < 0 || chdir(home) || dup2(input, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0)
		_exit(127);
	close_range(3, ~0u, CLOSE_RANGE_CLOEXEC);
	execve(argv[0], (char *const *)argv, env);
	_exit(127);
}

int process_start(const struct workshop *shop, const char *const *argv, int input, const char *log,
		  struct process *p, struct error *err)
{
	char *path = memory_printf("%s/%s", shop->dir, log);
	char *home = memory_printf("%s/home", shop->dir);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
	pid_t parent = getpid();

	*p = (struct process){ .pid = -1, .fd = -1 };
	if (fd < 0) {
		error_set(err, "temporary file: %s: %s; free some space or set TMPDIR", path,
			  strerror(errno));
	} else {
		p->pid = fork();
		if (!p->pid)
			become(argv, shop->environ, home, input, fd, parent);
		if (p->pid < 0)
			error_set(err, "process: %s: cannot be started: %s; end some others",
				  argv[0], strerror(errno));
		close(fd);
	}
	free(path);
	free(home);
	if (p->pid < 0) {
		p->pid = 0;
		return -1;
	}
	setpgid(p->pid, p->pid);
	p->fd = pidfd_open(p->pid, 0);
	if (p->fd >= 0)
		fcntl(p->fd, F_SETFD, FD_CLOEXEC);
	return 0;
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

	if (read(shop->signal_fd, &info, sizeof(info)) != sizeof(info))
		return false;
	shop->signal = (int)info.ssi_signo;
	return true;
}

int process_wait(struct workshop *shop, struct process *p, size_t count, int milliseconds)
{
	struct pollfd *poll_fd = memory_alloc((count + 1) * sizeof(*poll_fd));
	nfds_t watched = 1;
	int result = 0;

	poll_fd[0] = (struct pollfd){ .fd = shop->signal_fd, .events = POLLIN };
	for (size_t i = 0; i < count; i++) {
		if (!p[i].pid || p[i].ended)
			continue;
		if (p[i].fd >= 0)
			poll_fd[watched++] = (struct pollfd){ .fd = p[i].fd, .events = POLLIN };
		else if (milliseconds > BLIND_WAIT)
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
