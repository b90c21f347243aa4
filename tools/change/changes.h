/* SPDX-License-Identifier: GPL-2.0-only */
/* changes: the parts of change. For change*.c alone. */
#ifndef GUPSWEEP_CHANGES_H
#define GUPSWEEP_CHANGES_H

#include "change.h"
#include "patch.h"

/* Append to the list; what is returned is the list's, until the next one is added. */
struct delta *change_add(struct delta_list *list, const char *commit);
/* @rev becomes one more parent of @c; NULL: what is below its overlay. */
void change_add_parent(struct delta *c, const char *rev);
struct changed_file *change_add_file(struct delta *c, const char *path);
/*
 * Keep of @c, which has its files by the first parents, what @other, by one more, has as well; the new
 * parent becomes @c's.
 */
void change_intersect(struct delta *c, struct delta *other);
/* Add to @c what the patch's file at hand changes; its hunks are without context. */
void change_take(const struct change_options *o, struct delta *c, const struct patch *patch);

/* Add to @c what a diff that git printed changes; also its submodules, which are a problem. */
int changegit_take(const struct change_options *o, struct delta *c, const struct buf *diff,
		   struct problems *problems, struct error *err);
/* Of the patch's file at hand: what no lines tell. */
void changegit_name(const struct patch *patch, struct problems *problems);
/* Every diff is made so, whatever the configuration says. */
#define DIFF_ARGS                                                                                  \
	"-p", "-U0", "--full-index", "-M", "--no-color", "--no-ext-diff", "--no-textconv",         \
		"--src-prefix=a/", "--dst-prefix=b/", "--relative", "--ignore-submodules=dirty",   \
		"--submodule=short", "--inter-hunk-context=0"
/*
 * The user's paths as git takes them, relative to the tree; the caller's, for changegit_paths_free().
 * NULL with @err set: one is not below the tree.
 */
char **changegit_paths(const struct change_options *o, struct error *err);
void changegit_paths_free(char **paths);

/* Each kind, as change_read(). */
int changegit_work_tree(const struct change_options *o, struct delta *c, struct problems *problems,
			struct error *err);
int changegit_staged(const struct change_options *o, struct delta *c, struct problems *problems,
		     struct error *err);
int changecommits(const struct change_options *o, struct delta_list *list,
		  struct problems *problems, struct error *err);
int changegiven_patches(const struct change_options *o, struct delta *c, struct problems *problems,
			struct error *err);
int changegiven_files(const struct change_options *o, struct delta *c, struct problems *problems,
		      struct error *err);

#endif
