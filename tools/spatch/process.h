/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * process: child programs in a temporary directory of their own, none of which outlives it. Knows
 * nothing of spatch. A signal that would end us is held back while the directory exists; then the
 * children are killed, the directory is removed, and the signal is raised again.
 */
#ifndef GUPSWEEP_PROCESS_H
#define GUPSWEEP_PROCESS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "../base/buf.h"
#include "../base/error.h"

/* One running child; {0} is none. */
struct process {
	pid_t pid;
	int fd;	    /* readable when it has ended, or -1 where the kernel cannot tell */
	int status; /* as from waitpid(), once ended */
	bool ended;
	bool killed; /* by process_kill() */
};

struct workshop {
	char *dir;	/* absolute; NULL before and after */
	char **environ; /* of the children */
	int signal_fd;
	int signal;	 /* that came and will be raised again, or 0 */
	sigset_t caught; /* blocked by us */
	sigset_t before; /* the mask to go back to */
};

/*
 * Make a directory below $TMPDIR (or /tmp), and in it "home", the children's working directory and
 * HOME. From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT are blocked in this thread, unless they
 * are ignored; other threads must block them too. Returns 0, or -1 with @err set (nothing is left
 * to close then).
 */
int workshop_open(struct workshop *shop, struct error *err);
/* Remove the directory. A signal that came meanwhile ends the program here, as it would have. */
void workshop_close(struct workshop *shop);

/* Write a file in the directory. Returns 0, or -1 with @err set (a full disk). */
int workshop_write(const struct workshop *shop, const char *name, const char *data, size_t len,
		   struct error *err);
/* Remove one, if it is there. */
void workshop_remove(const struct workshop *shop, const char *name);
/* Read one into @out (emptied first), at most @max bytes. 0; 1 if absent; -1 unreadable or larger. */
int workshop_read(const struct workshop *shop, const char *name, size_t max, struct buf *out);
/* Its size, 0 if absent. */
size_t workshop_size(const struct workshop *shop, const char *name);

/*
 * Start @argv[0] (a path) with its output going to the file @log, in a process group of its own, with
 * limits on memory and on what it writes. Its input is the descriptor @input, or nothing for -1.
 * Returns 0, or -1 with @err set.
 */
int process_start(const struct workshop *shop, const char *const *argv, int input, const char *log,
		  struct process *p, struct error *err);
/*
 * Wait until one of the @count processes ends, a signal comes or @milliseconds pass. Those that
 * ended have ->ended set; the rest of their process groups is killed. Returns 0, or -1 if a signal
 * came: stop and close the workshop.
 */
int process_wait(struct workshop *shop, struct process *p, size_t count, int milliseconds);
/* Kill the process group and wait for its leader. */
void process_kill(struct process *p);

#endif
