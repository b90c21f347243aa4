/* SPDX-License-Identifier: GPL-2.0-only */
/* tool: run one program of the tree or the system to its end, in a workshop. */
#ifndef GUPSWEEP_SERIES_TOOL_H
#define GUPSWEEP_SERIES_TOOL_H

#include "../spatch/process.h"

/*
 * Run @argv (argv[0] is looked up in PATH; NULL-terminated) in the folder @dir, at most @seconds.
 * What it prints goes to @out (emptied first), standard error included. Returns its exit status, or
 * -1 with @err set: it cannot be started, took too long, was killed, or a signal came.
 */
int tool_run(struct workshop *shop, const char *dir, const char *const *argv, int seconds,
	     struct buf *out, struct error *err);
/* The first line of @text that says "error", else its last; the caller's. */
char *tool_reason(const struct buf *text);

#endif
