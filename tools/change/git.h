/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * git: runs git and takes what it prints. What changed is asked of git itself, which reads a large
 * index several times faster than libgit2 does.
 */
#ifndef GUPSWEEP_GIT_H
#define GUPSWEEP_GIT_H

#include "base/buf.h"
#include "base/error.h"

/* What git's configuration says, the values of one name in its order. */
struct git_settings {
	struct git_setting {
		char *name; /* "filter.NAME.clean": section and key in small letters */
		char *value;
	} * setting;
	size_t count, room;
};

/*
 * Run `git @args...` (NULL-terminated, without "git") in the folder @dir with @input (or NULL: none) as
 * its standard input, and append its output to @out. Its environment is ours, so that hooks see the
 * index that git gives them; but no program that the repository names is run: no hook, no
 * fsmonitor, and nothing is fetched. Returns 0, or -1 with @err set: git is missing, was killed, or
 * failed, with the first line of what it said.
 */
int git_run(const char *dir, const char *const *args, const struct buf *input, struct buf *out,
	    struct error *err);
/*
 * The same for a command that reads files of the work tree: those filters that @settings has are off;
 * git fails where a file needs one.
 */
int git_run_unfiltered(const char *dir, const char *const *args,
		       const struct git_settings *settings, struct buf *out, struct error *err);
/* Variables, "NAME=VALUE" and NULL at the end, for other programs that run git by themselves. */
const char *const *git_environ(void);

/*
 * Read what the configuration for the folder @dir, which may be in no repository, says of gupsweep
 * and of filters. @settings is the caller's, for git_settings_free(), also after an error.
 */
int git_settings_read(const char *dir, struct git_settings *settings, struct error *err);
void git_settings_free(struct git_settings *settings);

#endif
