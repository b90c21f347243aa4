/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * commits: the parts as commits, in a repository of our own that borrows the objects of the tree's, and
 * the mails that git format-patch makes of them. No configuration but ours has a say.
 */
#ifndef GUPSWEEP_SERIES_COMMITS_H
#define GUPSWEEP_SERIES_COMMITS_H

#include "letter.h"
#include "repo.h"

struct commits {
	char *tip;	  /* the last commit, hex */
	struct buf pack;  /* all of their objects, with a base */
	char *cover_name; /* of the cover letter's file, and git's draft of it */
	struct buf cover;
};

/*
 * Make them, on top of the commit @base of @repo, or for NULL of one with the files as they were.
 * Fills in ->name and ->mail of the @count parts. @commits is the caller's, for commits_free(). Returns
 * 0, or -1 with @err set.
 */
int commits_make(const struct repo *repo, const char *base, const struct letter_series *s,
		 struct part *part, size_t count, struct commits *commits, struct error *err);
void commits_free(struct commits *commits);

#endif
