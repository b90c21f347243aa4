// SPDX-License-Identifier: GPL-2.0-only
/*
 * patched: applies a patch in memory. A file is an array of lines, each with the number that it has in
 * the tree below; its text and what differs are made from that at the end.
 */
#include "patched.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "backend.h"
#include "overlay.h"

struct line {
	const char *text;
	uint32_t len;
	uint32_t origin;
};

/* One file while hunks are applied to it. */
struct lines {
	struct line *line;
	size_t count, room;
};

struct applier {
	struct tree *tree;
	struct overlay *overlay;
	const struct patch *patch;
	const struct patch_file *file; /* at hand */
	struct error *err;
};

static int refuse(const struct applier *a, uint32_t line, const char *path, const char *why)
{
	return error_set(a->err, "patch: on %s: line %u: %s: %s", a->patch->name, line, path, why);
}

/* -- texts as lines ------------------------------------------------------------------------- */

/* @origin: of each line, or NULL: they are the tree's own. */
static void split(const struct buf *text, const uint32_t *origin, struct lines *out)
{
	*out = (struct lines){ 0 };
	for (size_t at = 0; at < text->len;) {
		const char *end = memchr(text->data + at, '\n', text->len - at);
		size_t len = end ? (size_t)(end - text->data) + 1 - at : text->len - at;
		uint32_t number = (uint32_t)out->count;

		VEC_PUSH(out->line, out->count, out->room,
			 (struct line){ .text = text->data + at,
					.len = (uint32_t)len,
					.origin = origin ? origin[number] : number + 1 });
		at += len;
	}
}

static uint32_t count_lines(const struct buf *text)
{
	struct lines l;

	split(text, NULL, &l);
	free(l.line);
	return (uint32_t)l.count;
}

/* What differs from a file of @old_lines lines. */
static void read_ranges(struct patched_file *f, uint32_t old_lines)
{
	uint32_t old = 1, i = 0;

	f->ranges = 0;
	while (i < f->lines || old <= old_lines) {
		struct patch_range r = { old, 0, i + 1, 0 };

		while (i < f->lines && !f->origin[i])
			i++, r.new_count++;
		while (old <= old_lines && (i == f->lines || old < f->origin[i]))
			old++, r.old_count++;
		if (r.old_count || r.new_count)
			VEC_PUSH(f->range, f->ranges, f->room, r);
		if (i < f->lines && f->origin[i]) {
			i++;
			old++;
		}
	}
}

/* Make @lines the text of @f; they may point into its old one. */
static void join(struct patched_file *f, const struct lines *lines)
{
	struct buf text = { 0 };

	free(f->origin);
	f->origin = memory_alloc((lines->count + 1) * sizeof(*f->origin));
	for (size_t i = 0; i < lines->count; i++) {
		buf_add(&text, lines->line[i].text, lines->line[i].len);
		f->origin[i] = lines->line[i].origin;
	}
	f->lines = (uint32_t)lines->count;
	buf_free(&f->text);
	f->text = text;
}

/* -- hunks ---------------------------------------------------------------------------------- */

/* The hunk's lines that must be there: how many, and how many of them stand before and after. */
struct frame {
	size_t need, leading, trailing;
};

static struct frame frame_of(const struct patch *patch, const struct patch_hunk *h)
{
	struct frame f = { 0 };

	for (size_t k = h->first; k < h->end; k++)
		f.need += patch->line[k].mark != '+';
	for (size_t k = h->first; k < h->end && patch->line[k].mark == ' '; k++)
		f.leading++;
	for (size_t k = h->end; k > h->first && patch->line[k - 1].mark == ' '; k--)
		f.trailing++;
	return f;
}

static bool fits_at(const struct patch *patch, const struct patch_hunk *h, const struct lines *l,
		    size_t at)
{
	for (size_t k = h->first; k < h->end; k++) {
		const struct patch_line *want = &patch->line[k];

		if (want->mark == '+')
			continue;
		if (at == l->count || l->line[at].len != want->len ||
		    memcmp(l->line[at].text, want->text, want->len))
			return false;
		at++;
	}
	return true;
}

/*
 * Where hunk @h goes, counted from 0: nearest to @wanted, not before @from; SIZE_MAX: nowhere. As for
 * git apply, one without context before (after) it only fits the beginning (the end) of the file.
 */
static size_t find_place(const struct patch *patch, const struct patch_hunk *h,
			 const struct lines *l, size_t from, size_t wanted)
{
	struct frame f = frame_of(patch, h);
	size_t last = l->count - f.need, first = from;
	bool bare = !f.leading && !f.trailing;

	if (f.need > l->count || from > last)
		return SIZE_MAX;
	if (!f.need)
		return wanted <= last && wanted >= from ? wanted : SIZE_MAX;
	if (!bare && h->range.old_first == 1 && from == 0)
		last = 0;
	if (!bare && !f.trailing && last)
		first = last;
	if (wanted > last)
		wanted = last;
	if (wanted < first)
		wanted = first;
	for (size_t away = 0; away <= last - first; away++) {
		if (wanted + away <= last && fits_at(patch, h, l, wanted + away))
			return wanted + away;
		if (wanted >= first + away && fits_at(patch, h, l, wanted - away))
			return wanted - away;
	}
	return SIZE_MAX;
}

/* Append to @out the lines from *@at up to hunk @h, which goes to @place, and those of the hunk. */
static void take_hunk(const struct patch *patch, const struct patch_hunk *h, const struct lines *in,
		      size_t *at, size_t place, struct lines *out)
{
	while (*at < place)
		VEC_PUSH(out->line, out->count, out->room, in->line[(*at)++]);
	for (size_t k = h->first; k < h->end; k++) {
		const struct patch_line *p = &patch->line[k];

		if (p->mark == '+')
			VEC_PUSH(out->line, out->count, out->room,
				 (struct line){ .text = p->text, .len = p->len });
		else if (p->mark == ' ')
			VEC_PUSH(out->line, out->count, out->room, in->line[(*at)++]);
		else
			(*at)++;
	}
}

static int apply_hunks(const struct applier *a, struct patched_file *f)
{
	const char *path = a->file->new_path ? a->file->new_path : a->file->old_path;
	struct lines in, out = { 0 };
	size_t at = 0, wanted;
	long moved = 0;
	int ret = 0;

	split(&f->text, f->origin, &in);
	for (size_t i = a->file->first; i < a->file->end && !ret; i++) {
		const struct patch_hunk *h = &a->patch->hunk[i];
		size_t place;

		wanted = h->range.old_first - 1;
		wanted = (long)wanted + moved < (long)at ? at : (size_t)((long)wanted + moved);
		place = find_place(a->patch, h, &in, at, wanted);
		if (place == SIZE_MAX) {
			ret = refuse(
				a, h->line, path,
				"the hunk does not fit what is there; give the tree or revision "
				"that the patch is made for");
			break;
		}
		moved = (long)place - (long)(h->range.old_first - 1);
		take_hunk(a->patch, h, &in, &at, place, &out);
	}
	while (!ret && at < in.count)
		VEC_PUSH(out.line, out.count, out.room, in.line[at++]);
	if (!ret)
		join(f, &out);
	free(in.line);
	free(out.line);
	return ret;
}

/* -- files ---------------------------------------------------------------------------------- */

/* Is there something at @path, as far as the patch went? */
static int is_there(const struct applier *a, const char *path, struct buf *text)
{
	struct error ignored;

	buf_reset(text);
	if (overlay_covers(a->overlay, path)) {
		const struct patched_file *f = overlay_find(a->overlay, path);

		if (f)
			buf_add(text, f->text.data, f->text.len);
		return f != NULL;
	}
	return a->tree->backend->read(a->tree, path, text, &ignored) <= 0;
}

/* The file in the overlay that the patch begins with: what it was so far. NULL with @err. */
static struct patched_file *begin_file(const struct applier *a)
{
	const struct patch_file *p = a->file;
	struct patched_file *f = p->old_path ? overlay_find(a->overlay, p->old_path) : NULL;
	bool moves = p->kind == PATCH_RENAME || p->kind == PATCH_COPY || p->kind == PATCH_ADD;
	struct buf text = { 0 };

	if (moves && is_there(a, p->new_path, &text) &&
	    !(p->old_path && !strcmp(p->old_path, p->new_path))) {
		refuse(a, p->line, p->new_path,
		       "the file is there already; give the tree or revision that the patch is "
		       "made "
		       "for");
		buf_free(&text);
		return NULL;
	}
	if (f && p->kind != PATCH_COPY) {
		buf_free(&text);
		return f;
	}
	if (p->old_path && p->old_type == PATCH_REGULAR && !is_there(a, p->old_path, &text)) {
		refuse(a, p->line, p->old_path,
		       "there is no such file; give the tree or revision that the patch is made "
		       "for");
		buf_free(&text);
		return NULL;
	}
	f = overlay_add(a->overlay, p->new_path ? p->new_path : p->old_path);
	f->old_path = p->old_path ? memory_strdup(p->old_path) : NULL;
	f->text = text;
	f->origin = memory_alloc((count_lines(&text) + 1) * sizeof(*f->origin));
	f->lines = p->old_path ? count_lines(&text) : 0;
	for (uint32_t i = 0; i < f->lines; i++)
		f->origin[i] = i + 1;
	return f;
}

static void set_path(struct patched_file *f, const char *path)
{
	char *copy = path ? memory_strdup(path) : NULL;

	free(f->new_path);
	f->new_path = copy;
}

static int apply_file(const struct applier *a)
{
	const struct patch_file *p = a->file;
	struct patched_file *f = begin_file(a);

	if (!f)
		return -1;
	if (p->binary || p->new_type != PATCH_REGULAR || p->old_type != PATCH_REGULAR)
		f->opaque = true;
	else if (f->opaque && p->end > p->first)
		return refuse(a, p->line, p->new_path ? p->new_path : p->old_path,
			      "an earlier part of the patch changes it as a binary file");
	else if (apply_hunks(a, f))
		return -1;
	if (p->kind == PATCH_RENAME || p->kind == PATCH_DELETE)
		overlay_hide(a->overlay, p->old_path);
	if (p->kind == PATCH_DELETE && !f->opaque && f->text.len)
		return refuse(
			a, p->line, p->old_path,
			"deleted, but lines are left; give the tree or revision that the patch "
			"is made for");
	/* of a link or a submodule there is no file to read */
	if (p->new_path && p->new_type != PATCH_REGULAR) {
		overlay_hide(a->overlay, p->new_path);
		set_path(f, NULL);
	} else {
		set_path(f, p->new_path);
	}
	return 0;
}

/* How many lines the file had in the tree below. */
static uint32_t old_lines(const struct applier *a, const struct patched_file *f)
{
	struct buf text = { 0 };
	struct error ignored;
	uint32_t lines = 0;

	if (f->old_path && !a->tree->backend->read(a->tree, f->old_path, &text, &ignored))
		lines = count_lines(&text);
	buf_free(&text);
	return lines;
}

int tree_patch(struct tree *tree, const struct patch *patch, struct error *err)
{
	struct applier a = { .tree = tree, .patch = patch, .err = err };

	if (!tree->overlay)
		tree->overlay = memory_alloc(sizeof(*tree->overlay));
	a.overlay = tree->overlay;
	for (size_t i = 0; i < patch->files; i++) {
		a.file = &patch->file[i];
		if (apply_file(&a))
			return -1;
	}
	for (size_t i = 0; i < tree->overlay->files; i++)
		read_ranges(&tree->overlay->file[i], old_lines(&a, &tree->overlay->file[i]));
	return 0;
}

int tree_open_patched(struct tree **out, const char *root, const char *rev,
		      const struct patch *patch, struct error *err)
{
	if (tree_open(out, root, rev, err))
		return -1;
	if (!tree_patch(*out, patch, err))
		return 0;
	tree_close(*out);
	*out = NULL;
	return -1;
}

const struct patched_file *tree_patched(const struct tree *tree, size_t *count)
{
	*count = tree->overlay ? tree->overlay->files : 0;
	return tree->overlay ? tree->overlay->file : NULL;
}

const struct patched_file *tree_patched_at(const struct tree *tree, const char *path)
{
	return overlay_find(tree->overlay, path);
}

void tree_put(struct tree *tree, const char *path, const char *text, size_t len)
{
	struct patched_file *f;

	if (!tree->overlay)
		tree->overlay = memory_alloc(sizeof(*tree->overlay));
	f = overlay_find(tree->overlay, path);
	if (!text) {
		overlay_hide(tree->overlay, path);
		if (f)
			set_path(f, NULL);
		return;
	}
	if (!f)
		f = overlay_add(tree->overlay, path);
	buf_reset(&f->text);
	buf_add(&f->text, text, len);
}
