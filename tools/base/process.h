/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * process: child programs, each in a process group of its own, none of which outlives us. Those of a
 * workshop have its environment, and limits on memory and on what they write.
 */
#ifndef GUPSWEEP_PROCESS_H
#define GUPSWEEP_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

#include "workshop.h"

/* One running child; {0} is none. */
struct process {
	pid_t pid;
	int fd;	    /* readable when it has ended, or -1 where the kernel cannot tell */
	int status; /* as from waitpid(), once ended */
	bool ended;
	bool killed; /* by process_kill() */
};

/*
 * Start @argv[0] (looked up in PATH; @argv ends with NULL) in the workshop's home, its output going to
 * the file @log. Its input is the descriptor @input, or nothing for -1. Returns 0, or -1 with @err set.
 */
int process_start(const struct workshop *shop, const char *const *argv, int input, const char *log,
		  struct process *p, struct error *err);
/*
 * Wait until one of the @count processes ends, a signal comes or @milliseconds pass (-1: none). Those that
 * ended have ->ended set; the rest of their process groups is killed. @shop may be NULL. Returns 0, or
 * -1 if a signal came: stop and close the workshop.
 */
int process_wait(struct workshop *shop, struct process *p, size_t count, int milliseconds);
/* Kill the process group and wait for its leader. */
void process_kill(struct process *p);

/* One to be run to its end. */
struct command {
	const char *const *argv; /* argv[0] is looked up in PATH; ends with NULL */
	const char *dir;	 /* to run in */
	struct workshop *shop;	 /* whose it is, or NULL */
	char *const *env;	 /* NULL: the workshop's, or ours */
	const struct buf *input; /* NULL: nothing */
	int seconds;		 /* that it may take; 0: as many as it wants */
};

/*
 * Run it. What it prints is appended to @out, standard error to @said; both may be the same. Returns
 * its exit status (127: there is no such program), or -1 with @err set: it cannot be started, took too
 * long, was killed, or a signal came.
 */
int process_run(const struct command *c, struct buf *out, struct buf *said, struct error *err);
/* Of what a program said the first line that tells of an error, else the last; the caller's. */
char *process_reason(const struct buf *said);

#endif
