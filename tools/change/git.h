/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git: runs git and takes what it prints. What changed is asked of git itself, which reads a large
 * index several times faster than libgit2 does.
 */
#ifndef GUPSWEEP_GIT_H
#define GUPSWEEP_GIT_H

#include "base/buf.h"
#include "base/error.h"

/*
 * Run `git @args...` (NULL-terminated, without "git") in the folder @dir with @input (or NULL: none) as
 * its standard input, and append its output to @out. Its environment is ours, so that hooks see the
 * index that git gives them. Returns 0, or -1 with @err set: git is missing, or failed, with the
 * first line of what it said.
 */
int git_run(const char *dir, const char *const *args, const struct buf *input, struct buf *out,
	    struct error *err);

#endif
