// SPDX-License-Identifier: GPL-2.0-only
/*
 * kill_at N COMMAND...: run COMMAND and kill it with SIGKILL right before its Nth system call that
 * can change a file. Exits with 137 if it was killed, else with the status of COMMAND; with N = 0
 * it kills nothing and prints the number of such calls on stderr.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static bool changes_a_file(const struct __ptrace_syscall_info *call)
{
	switch (call->entry.nr) {
	case SYS_openat:
		return call->entry.args[2] & (O_CREAT | O_WRONLY | O_RDWR | O_TRUNC);
#ifdef SYS_open
	case SYS_open:
		return call->entry.args[1] & (O_CREAT | O_WRONLY | O_RDWR | O_TRUNC);
	case SYS_creat:
	case SYS_rename:
	case SYS_unlink:
	case SYS_link:
	case SYS_symlink:
	case SYS_mkdir:
	case SYS_rmdir:
	case SYS_chmod:
#endif
	case SYS_write:
	case SYS_writev:
	case SYS_pwrite64:
	case SYS_renameat:
	case SYS_renameat2:
	case SYS_unlinkat:
	case SYS_linkat:
	case SYS_symlinkat:
	case SYS_mkdirat:
	case SYS_fchmod:
	case SYS_fchmodat:
	case SYS_fchown:
	case SYS_truncate:
	case SYS_ftruncate:
	case SYS_fsync:
	case SYS_fdatasync:
	case SYS_copy_file_range:
	case SYS_sendfile:
		return true;
	default:
		return false;
	}
}

static pid_t start(char **argv)
{
	pid_t child = fork();

	if (child == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL))
			_exit(125);
		raise(SIGSTOP);
		execvp(argv[0], argv);
		_exit(126);
	}
	return child;
}

/* Was this stop the entry of a call that counts? */
static bool counts(pid_t pid, int status)
{
	struct __ptrace_syscall_info call;

	if (WSTOPSIG(status) != (SIGTRAP | 0x80))
		return false;
	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof(call), &call) <= 0)
		return false;
	return call.op == PTRACE_SYSCALL_INFO_ENTRY && changes_a_file(&call);
}

/* The signal to hand on to the stopped process: none for the stops that tracing makes. */
static long signal_of(int status)
{
	int sig = WSTOPSIG(status);

	return sig == SIGSTOP || sig == SIGTRAP || sig == (SIGTRAP | 0x80) ? 0 : sig;
}

int main(int argc, char **argv)
{
	unsigned long wanted, seen = 0;
	int status;
	pid_t child, pid;

	if (argc < 3)
		return 125;
	wanted = strtoul(argv[1], NULL, 10);
	child = start(argv + 2);
	if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFSTOPPED(status))
		return 125;
	ptrace(PTRACE_SETOPTIONS, child, NULL,
	       (void *)(intptr_t)(PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL));
	ptrace(PTRACE_SYSCALL, child, NULL, NULL);
	while ((pid = waitpid(-1, &status, __WALL)) > 0) {
		if (WIFSTOPPED(status)) {
			if (counts(pid, status) && ++seen == wanted)
				kill(child, SIGKILL);
			else
				ptrace(PTRACE_SYSCALL, pid, NULL, (void *)signal_of(status));
			continue;
		}
		if (pid != child)
			continue;
		if (!wanted)
			fprintf(stderr, "%lu\n", seen);
		return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	}
	return 125;
}
