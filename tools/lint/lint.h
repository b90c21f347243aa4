/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lint: what a change brings: misuse of the forms that may drop the mmap lock, and calls that could
 * use one. Speaks only of lines that the change touched, and never walks the tree: what would need
 * that is no finding. Needs find, audit and agree; leaves findings.
 */
#ifndef GUPSWEEP_LINT_H
#define GUPSWEEP_LINT_H

#include "change/change.h"
#include "gup/api/kernel.h"
#include "gup/checks/finding.h"

struct lint_options {
	struct change_options change;
	const char *kernel;	  /* of a module outside a kernel tree, or NULL */
	bool fast;		  /* of what could be otherwise, prefer the fast forms */
	bool all;		  /* also what the change did not touch, in the files it touched */
	bool errors_only;	  /* no warnings */
	bool ignored[RULE_COUNT]; /* by the user's configuration */
	const char *baseline;	  /* file of findings to be silent about, or NULL */
	/* The semantic patches confirm a fix that is to be applied; to show one, the audit is enough:
	 * reading their files takes spatch a quarter of a second. NULL: they are not asked. */
	const struct spatch_options *rewrite;
};

struct lint {
	const struct lint_options *options;
	struct delta_list changes;
	struct kernel kernel;
	struct findings findings; /* change by change; file, line, column */
	struct problems problems;
	struct problems notes; /* what is wrong with comments that want silence */
	size_t files;	       /* of C that were looked into */
	bool has_git;	       /* libgit2 was started, for diffs and fingerprints: it takes 6 ms */
	size_t silenced;       /* findings not shown: by a comment or the baseline */
};

/* @lint is the caller's, for lint_free(), also after an error. Returns 0, or -1 with @err set. */
int lint_run(const struct lint_options *options, struct lint *lint, struct error *err);
void lint_free(struct lint *lint);

/*
 * Apply every fix to the files of the work tree, or with CHANGE_STAGED to the index; all or none. Fixes
 * that overlap an earlier one wait for the next run. The findings that were fixed are removed;
 * *@fixed is how many. Returns 0, or -1 with @err set.
 */
int lint_fix(struct lint *lint, size_t *fixed, struct problems *notes, struct error *err);

#endif
