// SPDX-License-Identifier: GPL-2.0-only
/* overlay: a list of what is said of paths, with a hash to find them. */
#include "overlay.h"

#include <stdlib.h>
#include <string.h>

#include "backend.h"
#include "base/memory.h"

#define MAX_COPIES ((size_t)256 << 20) /* bytes of shared texts that one search hands out */

static size_t slot_of(const struct overlay *o, const char *path)
{
	uint64_t hash = 14695981039346656037u;
	size_t at;

	for (const char *p = path; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 1099511628211u;
	at = (size_t)(hash ^ hash >> 32) & (o->slots - 1);
	while (o->slot[at] && strcmp(o->file[o->slot[at] - 1].path, path))
		at = (at + 1) & (o->slots - 1);
	return at;
}

struct overlay_file *overlay_find(const struct overlay *o, const char *path)
{
	size_t at = o && o->slots ? o->slot[slot_of(o, path)] : 0;

	return at ? &o->file[at - 1] : NULL;
}

struct overlay_file *overlay_at(struct overlay *o, const char *path)
{
	struct overlay_file *f = overlay_find(o, path);

	if (f)
		return f;
	VEC_PUSH(o->file, o->files, o->room, (struct overlay_file){ .path = memory_strdup(path) });
	if (o->files * 2 > o->slots) {
		free(o->slot);
		o->slots = o->room * 4;
		o->slot = memory_alloc(o->slots * sizeof(*o->slot));
		for (size_t i = 0; i + 1 < o->files; i++)
			o->slot[slot_of(o, o->file[i].path)] = i + 1;
	}
	o->slot[slot_of(o, path)] = o->files;
	return &o->file[o->files - 1];
}

struct overlay_text *overlay_text(struct buf *buf)
{
	struct overlay_text *text = memory_alloc(sizeof(*text));

	text->buf = *buf;
	*buf = (struct buf){ 0 };
	return text;
}

void overlay_set(struct overlay_file *f, enum overlay_state state, struct overlay_text *text)
{
	struct overlay_text *before = f->text;

	if (text)
		text->users++;
	f->state = state;
	f->text = text;
	if (!before || --before->users)
		return;
	buf_free(&before->buf);
	free(before);
}

void overlay_free(struct overlay *o)
{
	for (size_t i = 0; o && i < o->files; i++) {
		overlay_set(&o->file[i], OVERLAY_GONE, NULL);
		free(o->file[i].path);
		free(o->file[i].was);
	}
	if (o) {
		free(o->file);
		free(o->slot);
	}
	free(o);
}

int overlay_read(const struct overlay_file *f, struct buf *text, struct error *err)
{
	if (f->state == OVERLAY_GONE)
		return 1;
	if (f->state == OVERLAY_OPAQUE)
		return error_set(
			err,
			"read: on %s: the patch changes it as a binary file, so its text is "
			"not known; give a patch of text",
			f->path);
	buf_add(text, f->text->buf.data, f->text->buf.len);
	return 0;
}

bool overlay_has_below(const struct overlay *o, const char *path)
{
	for (size_t i = 0; o && i < o->files; i++)
		if (o->file[i].state != OVERLAY_GONE && tree_lies_below(o->file[i].path, path))
			return true;
	return false;
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

/* Does @path lie below @folder, which is perhaps spelled "./mm/"? */
static bool lies_below_query(const char *path, const char *folder)
{
	while (*folder) {
		size_t len = strcspn(folder, "/");

		if (len && !(len == 1 && *folder == '.')) {
			if (strncmp(path, folder, len) || (path[len] && path[len] != '/'))
				return false;
			path += len + (path[len] == '/');
		}
		folder += len + (folder[len] == '/');
	}
	return true;
}

static bool wants_place(const struct tree_query *query, const char *path)
{
	if (!query->paths || !*query->paths)
		return true;
	for (const char *const *p = query->paths; *p; p++)
		if (lies_below_query(path, *p))
			return true;
	return false;
}

void overlay_search(const struct overlay *o, const struct tree_query *query,
		    struct tree_files *files, struct problems *problems)
{
	struct needles *needles = memory_alloc(sizeof(*needles));
	size_t kept = 0, copied = 0;

	needle_prepare(needles, query->needles); /* not too many: the tree was searched for them */
	for (size_t i = 0; i < files->count; i++) {
		if (overlay_find(o, files->file[i].path)) {
			free(files->file[i].path);
			buf_free(&files->file[i].text);
		} else {
			files->file[kept++] = files->file[i];
		}
	}
	files->count = kept;
	for (size_t i = 0; o && i < o->files; i++) {
		const struct overlay_file *f = &o->file[i];
		struct tree_file found = { 0 };

		if (f->state != OVERLAY_TEXT || !wants_name(query, f->path) ||
		    !wants_place(query, f->path))
			continue;
		if (query->index && f->text->buf.len) {
			index_add(query->index, f->text->buf.data, f->text->buf.len, 0);
			index_close(query->index, f->path);
		}
		if (!needle_any(needles, f->text->buf.data, f->text->buf.len))
			continue;
		copied += f->text->users > 1 ? f->text->buf.len : 0;
		if (copied > MAX_COPIES) {
			problem_add(problems, f->path,
				    "one copy too many of what is on top of the tree: this one and "
				    "those after it were not searched; use fewer at once");
			break;
		}
		found.path = memory_strdup(f->path);
		buf_add(&found.text, f->text->buf.data, f->text->buf.len);
		VEC_PUSH(files->file, files->count, files->room, found);
	}
	free(needles);
}
