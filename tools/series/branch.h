/* SPDX-License-Identifier: GPL-2.0-only */
/* branch: the series as commits. Objects first, the branch last; neither index nor work tree. */
#ifndef GUPSWEEP_SERIES_BRANCH_H
#define GUPSWEEP_SERIES_BRANCH_H

#include "base.h"
#include "letter.h"

struct branch {
	const struct base *base;
	char *name;	/* full: "refs/heads/..." */
	git_oid tip;	/* the last commit */
	git_oid before; /* what the branch was; with --force */
	bool was;
};

/*
 * Commit the @count parts on top of @base, by the person of @s, and fill in their ->commit. Refused:
 * a name that is no branch's, one that exists without @force, one that is checked out, files that
 * are not what @base has. No branch is made yet. Returns 0, or -1 with @err set.
 */
int branch_commit(struct branch *branch, const struct base *base, const char *name, bool force,
		  const struct letter_series *s, struct part *part, size_t count,
		  struct error *err);
/* Let the branch point to the commits; branch_undo() takes that back. */
int branch_set(struct branch *branch, struct error *err);
void branch_undo(struct branch *branch);
void branch_free(struct branch *branch);

#endif
