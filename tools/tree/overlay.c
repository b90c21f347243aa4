// SPDX-License-Identifier: GPL-2.0-only
/* overlay: few files, so a list: the files that are there, and the paths that are there no more. */
#include "overlay.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "backend.h"

void overlay_free(struct overlay *o)
{
	if (!o)
		return;
	for (size_t i = 0; i < o->files; i++) {
		free(o->file[i].old_path);
		free(o->file[i].new_path);
		free(o->file[i].origin);
		free(o->file[i].range);
		buf_free(&o->file[i].text);
	}
	for (size_t i = 0; i < o->gones; i++)
		free(o->gone[i]);
	free(o->file);
	free(o->gone);
	free(o);
}

struct patched_file *overlay_find(const struct overlay *o, const char *path)
{
	for (size_t i = 0; o && i < o->files; i++)
		if (o->file[i].new_path && !strcmp(o->file[i].new_path, path))
			return &o->file[i];
	return NULL;
}

static bool is_gone(const struct overlay *o, const char *path)
{
	for (size_t i = 0; i < o->gones; i++)
		if (!strcmp(o->gone[i], path))
			return true;
	return false;
}

bool overlay_covers(const struct overlay *o, const char *path)
{
	return o && (overlay_find(o, path) || is_gone(o, path));
}

int overlay_read(const struct overlay *o, const char *path, struct buf *text, struct error *err)
{
	const struct patched_file *f = overlay_find(o, path);

	if (!f)
		return 1;
	if (f->opaque)
		return error_set(
			err,
			"read: on %s: the patch changes it as a binary file, so its text is "
			"not known; give a patch of text",
			path);
	buf_add(text, f->text.data, f->text.len);
	return 0;
}

static bool lies_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !len || (!strncmp(path, folder, len) && (!path[len] || path[len] == '/'));
}

bool overlay_has_below(const struct overlay *o, const char *path)
{
	for (size_t i = 0; o && i < o->files; i++)
		if (o->file[i].new_path && lies_below(o->file[i].new_path, path))
			return true;
	return false;
}

struct patched_file *overlay_add(struct overlay *o, const char *path)
{
	VEC_PUSH(o->file, o->files, o->room,
		 (struct patched_file){ .new_path = memory_strdup(path) });
	return &o->file[o->files - 1];
}

void overlay_hide(struct overlay *o, const char *path)
{
	if (!is_gone(o, path))
		VEC_PUSH(o->gone, o->gones, o->gone_room, memory_strdup(path));
}

/* -- searching ------------------------------------------------------------------------------ */

static bool wants_name(const struct tree_query *query, const char *path)
{
	size_t len = strlen(path);

	for (const char *const *s = query->suffixes; *s; s++) {
		size_t end = strlen(*s);

		if (end <= len && !strcmp(path + len - end, *s))
			return true;
	}
	return false;
}

/* A path of the query, perhaps spelled "./mm/". */
static bool wants_place(const struct tree_query *query, const char *path)
{
	if (!query->paths || !*query->paths)
		return true;
	for (const char *const *p = query->paths; *p; p++) {
		const char *from = *p;
		struct buf folder = { 0 };
		bool below;

		while (*from) {
			size_t len = strcspn(from, "/");

			if (len && !(len == 1 && *from == '.')) {
				if (folder.len)
					buf_addch(&folder, '/');
				buf_add(&folder, from, len);
			}
			from += len + (from[len] == '/');
		}
		below = lies_below(path, folder.data ? folder.data : "");
		buf_free(&folder);
		if (below)
			return true;
	}
	return false;
}

static bool wants_text(const struct tree_query *query, const struct buf *text)
{
	for (const char *const *n = query->needles; *n; n++)
		if (!**n || (text->len && memmem(text->data, text->len, *n, strlen(*n))))
			return true;
	return false;
}

static int compare(const void *left, const void *right)
{
	const struct tree_file *a = left, *b = right;

	return strcmp(a->path, b->path);
}

void overlay_search(const struct overlay *o, const struct tree_query *query,
		    struct tree_files *files)
{
	size_t kept = 0;

	if (!o)
		return;
	for (size_t i = 0; i < files->count; i++) {
		if (overlay_covers(o, files->file[i].path)) {
			free(files->file[i].path);
			buf_free(&files->file[i].text);
		} else {
			files->file[kept++] = files->file[i];
		}
	}
	files->count = kept;
	for (size_t i = 0; i < o->files; i++) {
		const struct patched_file *f = &o->file[i];
		struct tree_file found = { 0 };

		if (!f->new_path || f->opaque || !wants_name(query, f->new_path) ||
		    !wants_place(query, f->new_path) || !wants_text(query, &f->text))
			continue;
		found.path = memory_strdup(f->new_path);
		buf_add(&found.text, f->text.data, f->text.len);
		VEC_PUSH(files->file, files->count, files->room, found);
	}
	if (files->count)
		qsort(files->file, files->count, sizeof(*files->file), compare);
}
