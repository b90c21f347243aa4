/* SPDX-License-Identifier: GPL-2.0-only */
/* changes: the parts of change. For change*.c alone. */
#ifndef GUPSWEEP_CHANGES_H
#define GUPSWEEP_CHANGES_H

#include "change.h"
#include "patch.h"

/* Append to the list; what is returned is the list's, until the next one is added. */
struct delta *change_add(struct delta_list *list, const char *commit);
struct changed_file *change_add_file(struct delta *c, const char *path);
/* Add to @c what the patch's file at hand changes; its hunks are without context. */
void change_take(const struct change_options *o, struct delta *c, const struct patch *patch);

/* Each kind, as change_read(). */
int changegit_work_tree(const struct change_options *o, struct delta *c, struct problems *problems,
			struct error *err);
int changegit_staged(const struct change_options *o, struct delta *c, struct problems *problems,
		     struct error *err);
int changegit_commits(const struct change_options *o, struct delta_list *list,
		      struct problems *problems, struct error *err);
int changegiven_patches(const struct change_options *o, struct delta *c, struct problems *problems,
			struct error *err);
int changegiven_files(const struct change_options *o, struct delta *c, struct problems *problems,
		      struct error *err);

#endif
