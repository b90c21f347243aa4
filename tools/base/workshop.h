/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * workshop: a temporary directory for child programs. A signal that would end us is held back while
 * it exists; then the children are killed, the directory is removed, and the signal is raised again.
 */
#ifndef GUPSWEEP_WORKSHOP_H
#define GUPSWEEP_WORKSHOP_H

#include <signal.h>

#include "buf.h"
#include "error.h"

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

#endif
