// SPDX-License-Identifier: GPL-2.0-only
/* change: what all kinds of change have in common, and which kind is asked for. */
#include "change.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "changes.h"
#include "tree/overlay.h"

/* -- one file -------------------------------------------------------------------------------- */

bool change_is_c(const char *path)
{
	size_t len = strlen(path);

	return len > 2 && path[len - 2] == '.' && (path[len - 1] == 'c' || path[len - 1] == 'h');
}

struct changed_file *change_add_file(struct delta *c, const char *path)
{
	VEC_PUSH(c->file, c->files, c->room, (struct changed_file){ .path = memory_strdup(path) });
	return &c->file[c->files - 1];
}

struct delta *change_add(struct delta_list *list, const char *commit)
{
	VEC_PUSH(list->delta, list->count, list->room,
		 (struct delta){ .commit = commit ? memory_strdup(commit) : NULL });
	return &list->delta[list->count - 1];
}

/* Does one of the lines of @side count? */
static bool has_minded(const struct change_options *o, const struct patch *patch,
		       const struct patch_side *side)
{
	const char *at = patch->sides.data + side->at, *end = at + side->len;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at)),
			   *next = newline ? newline + 1 : end;

		if (o->minds(at, (size_t)(next - at)))
			return true;
		at = next;
	}
	return false;
}

void change_take(const struct change_options *o, struct delta *c, const struct patch *patch)
{
	struct changed_file *f = NULL;

	if (patch->new_path && patch->new_type == PATCH_REGULAR && !patch->binary &&
	    change_is_c(patch->new_path)) {
		f = change_add_file(c, patch->new_path);
		f->was = patch->old_path ? memory_strdup(patch->old_path) : NULL;
	}
	for (size_t i = 0; i < patch->hunks; i++) {
		const struct patch_hunk *h = &patch->hunk[i];

		c->adds |= has_minded(o, patch, &h->new);
		if (f)
			VEC_PUSH(f->range, f->ranges, f->room,
				 (struct change_range){ h->new.first, h->new.count });
	}
}

bool change_has_lines(const struct changed_file *file)
{
	return file->whole || file->ranges;
}

bool change_touches(const struct changed_file *file, uint32_t first, uint32_t last)
{
	if (file->whole)
		return true;
	for (size_t i = 0; i < file->ranges; i++) {
		const struct change_range *r = &file->range[i];

		if (r->count ? r->first <= last && r->first + r->count > first
			     : r->first > first && r->first <= last)
			return true;
	}
	return false;
}

int change_before(const struct change_options *options, struct delta *delta,
		  const struct changed_file *file, struct buf *text, struct error *err)
{
	if (!file->was)
		return 1;
	if (!delta->before_rev)
		return tree_read_below(delta->tree, file->was, text, err);
	if (!delta->before && tree_open(&delta->before, options->root, delta->before_rev, err))
		return -1;
	return tree_read(delta->before, file->was, text, err);
}

int change_read(const struct change_options *options, struct delta_list *list,
		struct problems *problems, struct error *err)
{
	*list = (struct delta_list){ 0 };
	switch (options->source) {
	case CHANGE_WORK_TREE:
		return changegit_work_tree(options, change_add(list, NULL), problems, err);
	case CHANGE_STAGED:
		return changegit_staged(options, change_add(list, NULL), problems, err);
	case CHANGE_COMMITS:
		return changegit_commits(options, list, problems, err);
	case CHANGE_PATCHES:
		return changegiven_patches(options, change_add(list, NULL), problems, err);
	default:
		return changegiven_files(options, change_add(list, NULL), problems, err);
	}
}

void change_free(struct delta_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct delta *c = &list->delta[i];

		for (size_t k = 0; k < c->files; k++) {
			free(c->file[k].path);
			free(c->file[k].was);
			free(c->file[k].range);
		}
		free(c->file);
		free(c->commit);
		free(c->before_rev);
		tree_close(c->before);
		tree_close(c->tree);
	}
	free(list->delta);
	*list = (struct delta_list){ 0 };
}

/* -- where the tree is ------------------------------------------------------------------------ */

static bool holds(const char *dir, const char *name)
{
	char *path = memory_printf("%s/%s", dir, name);
	bool there = !access(path, F_OK);

	free(path);
	return there;
}

char *change_root(const char *start)
{
	static const char *const marks[] = { "include/linux/mm.h", ".git" };
	char *real = realpath(start, NULL), *slash;
	struct stat st;

	if (!real)
		return NULL;
	if (!stat(real, &st) && !S_ISDIR(st.st_mode) && (slash = strrchr(real, '/')))
		*(slash == real ? slash + 1 : slash) = '\0';
	if (holds(real, "HEAD") && holds(real, "objects") && holds(real, "refs"))
		return real; /* a bare repository */
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		char *dir = memory_strdup(real);

		for (;;) {
			if (holds(dir, marks[i])) {
				free(real);
				return dir;
			}
			slash = strrchr(dir, '/');
			if (!slash || !dir[1])
				break;
			slash[slash == dir] = '\0';
		}
		free(dir);
	}
	return real;
}
