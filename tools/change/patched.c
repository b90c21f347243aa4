// SPDX-License-Identifier: GPL-2.0-only
/*
 * patched: applies a patch in memory. A hunk's old side is one text that must stand in the file, from the
 * start of a line on; the new side takes its place. Copies share their text until a hunk changes one.
 */
#include "patched.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "patch.h"

#define MAX_COPIED ((size_t)256 << 20) /* bytes of text that a patch makes out of copies */

static const char wrong_base[] = "give the tree or revision that the patch is made for";

struct applier {
	struct tree *tree;
	struct overlay *overlay;
	struct patch patch;
	size_t copied;
	struct error *err;
};

static int refuse(const struct applier *a, uint32_t line, const char *why, const char *what)
{
	const char *path = a->patch.new_path ? a->patch.new_path : a->patch.old_path;

	return error_set(a->err, "patch: on %s: line %u: %s: %s; %s", a->patch.name, line, path,
			 why, what);
}

/* -- hunks ---------------------------------------------------------------------------------- */

/* A text with the place where each line begins; the last one is the end of the text. */
struct lines {
	const struct buf *text;
	size_t *start;
	size_t count, room;
};

static void split(const struct buf *text, struct lines *l)
{
	size_t at = 0;

	*l = (struct lines){ .text = text };
	while (at < text->len) {
		const char *end = memchr(text->data + at, '\n', text->len - at);

		VEC_PUSH(l->start, l->count, l->room, at);
		at = end ? (size_t)(end + 1 - text->data) : text->len;
	}
	VEC_PUSH(l->start, l->count, l->room, at);
	l->count--;
}

static bool ends_line(const struct buf *text, size_t at)
{
	return !at || text->data[at - 1] == '\n';
}

/* May hunk @h stand at line @at? What has no line end after it is the end of the file. */
static bool fits_at(const struct patch *patch, const struct patch_hunk *h, const struct lines *l,
		    size_t at)
{
	size_t from = l->start[at], end = from + h->old.len;
	const struct patch_side *sides[] = { &h->old, &h->new };

	if (h->old.len > l->text->len - from || !ends_line(l->text, from) ||
	    (h->old.len && memcmp(l->text->data + from, patch->sides.data + h->old.at, h->old.len)))
		return false;
	for (int i = 0; i < 2; i++)
		if (sides[i]->len && !ends_line(&patch->sides, sides[i]->at + sides[i]->len) &&
		    end != l->text->len)
			return false;
	return true;
}

/*
 * At which line hunk @h goes, from 0: nearest to @wanted, not before @from; SIZE_MAX: nowhere. As for
 * git apply, one without context before (after) it only fits the beginning (the end) of the file.
 */
static size_t find_place(const struct patch *patch, const struct patch_hunk *h,
			 const struct lines *l, size_t from, size_t wanted)
{
	size_t need = h->old.count, last = l->count - need, first = from;
	bool bare = !h->leading && !h->trailing;

	if (need > l->count || from > last)
		return SIZE_MAX;
	if (!need)
		return wanted <= last && wanted >= from && fits_at(patch, h, l, wanted) ? wanted
											: SIZE_MAX;
	if (!bare && h->old.first == 1 && from == 0)
		last = 0;
	if (!bare && !h->trailing && last)
		first = last;
	wanted = wanted > last ? last : wanted < first ? first : wanted;
	for (size_t away = 0; away <= last - first; away++) {
		if (wanted + away <= last && fits_at(patch, h, l, wanted + away))
			return wanted + away;
		if (wanted >= first + away && fits_at(patch, h, l, wanted - away))
			return wanted - away;
	}
	return SIZE_MAX;
}

/* @out becomes @text with the hunks of the file at hand. */
static int apply_hunks(const struct applier *a, const struct buf *text, struct buf *out)
{
	const struct patch *patch = &a->patch;
	struct lines l;
	size_t at = 0; /* line up to which @out is done */
	long moved = 0;
	int ret = 0;

	split(text, &l);
	for (size_t i = 0; i < patch->hunks && !ret; i++) {
		const struct patch_hunk *h = &patch->hunk[i];
		long said = (long)h->old.first - 1, wanted = said + moved;
		size_t place =
			find_place(patch, h, &l, at, wanted < (long)at ? at : (size_t)wanted);

		if (place == SIZE_MAX) {
			ret = refuse(a, h->line, "the hunk does not fit what is there", wrong_base);
			break;
		}
		moved = (long)place - said;
		buf_add(out, text->data + l.start[at], l.start[place] - l.start[at]);
		buf_add(out, patch->sides.data + h->new.at, h->new.len);
		at = place + h->old.count;
	}
	if (!ret)
		buf_add(out, text->data + l.start[at], text->len - l.start[at]);
	free(l.start);
	return ret;
}

/* Put the hunks into @f: a file, or for the first time also nothing. */
static int change_text(struct applier *a, struct overlay_file *f)
{
	bool is_copy = f->text && f->text->users > 1;
	char empty[1] = "";
	const struct buf nothing = { .data = empty };
	struct buf out = { 0 };

	if (f->state != OVERLAY_GONE && !a->patch.hunks)
		return 0;
	if (f->state == OVERLAY_OPAQUE)
		return refuse(a, a->patch.line,
			      "an earlier part of the patch changes it as a binary file",
			      "give a patch of text");
	if (apply_hunks(a, f->text && f->text->buf.len ? &f->text->buf : &nothing, &out)) {
		buf_free(&out);
		return -1;
	}
	a->copied += is_copy ? out.len : 0;
	overlay_set(f, OVERLAY_TEXT, overlay_text(&out));
	return a->copied > MAX_COPIED
		       ? refuse(a, a->patch.line, "the patch changes too many copies", "split it")
		       : 0;
}

/* -- files ---------------------------------------------------------------------------------- */

/* What is at @path by now, read from below if need be; NULL: nothing. */
static struct overlay_file *look(const struct applier *a, const char *path)
{
	struct overlay_file *f = overlay_find(a->overlay, path);
	struct buf text = { 0 };
	struct error ignored;

	if (!f && tree_read_below(a->tree, path, &text, &ignored) <= 0) {
		f = overlay_at(a->overlay, path);
		f->was = memory_strdup(path);
		overlay_set(f, OVERLAY_TEXT, overlay_text(&text));
		f->text->original = true;
	}
	buf_free(&text);
	return f && f->state != OVERLAY_GONE ? f : NULL;
}

/* The file in the overlay that the patch then changes, under its new name. NULL with the error set. */
static struct overlay_file *begin_file(const struct applier *a)
{
	const struct patch *p = &a->patch;
	const char *path = p->new_path ? p->new_path : p->old_path;
	bool stays = p->old_path && !strcmp(p->old_path, path);
	struct overlay_file *f, *old;

	if (!stays && look(a, path)) {
		refuse(a, p->line, "the file is there already", wrong_base);
		return NULL;
	}
	if (p->old_path && p->old_type == PATCH_REGULAR && !look(a, p->old_path)) {
		error_set(a->err, "patch: on %s: line %u: %s: there is no such file; %s", p->name,
			  p->line, p->old_path, wrong_base);
		return NULL;
	}
	f = overlay_at(a->overlay, path);
	f->changed = true;
	if (stays)
		return f;
	old = p->old_path ? overlay_find(a->overlay, p->old_path) : NULL;
	free(f->was);
	f->was = old && old->was ? memory_strdup(old->was) : NULL;
	if (old)
		overlay_set(f, old->state, old->text);
	if (!old || p->kind != PATCH_RENAME)
		return f;
	overlay_set(old, OVERLAY_GONE, NULL);
	old->changed = false;
	free(old->was);
	old->was = NULL;
	return f;
}

static int apply_file(struct applier *a)
{
	const struct patch *p = &a->patch;
	struct overlay_file *f = begin_file(a);

	if (!f)
		return -1;
	if (p->binary || p->new_type != PATCH_REGULAR || p->old_type != PATCH_REGULAR)
		overlay_set(f, OVERLAY_OPAQUE, NULL);
	else if (change_text(a, f))
		return -1;
	if (p->kind == PATCH_DELETE && f->text && f->text->buf.len)
		return refuse(a, p->line, "deleted, but lines are left", wrong_base);
	/* of a link or a submodule there is no file to read */
	if (p->kind == PATCH_DELETE || p->new_type != PATCH_REGULAR)
		overlay_set(f, OVERLAY_GONE, NULL);
	return 0;
}

int patched_put(struct tree *tree, const char *text, size_t len, const char *name,
		struct error *err)
{
	struct applier a = { .tree = tree, .overlay = tree_overlay(tree), .err = err };
	int ret = patch_open(&a.patch, text, len, name, err);

	while (!ret && !(ret = patch_next(&a.patch)))
		ret = apply_file(&a);
	if (ret > 0 && a.patch.files)
		ret = 0;
	else if (ret > 0)
		error_set(err,
			  "patch: on %s: there is no patch in it; give a diff, a mail or an mbox",
			  name);
	patch_close(&a.patch);
	return ret;
}

int patched_put_file(struct tree *tree, const char *path, const struct buf *input, struct buf *text,
		     struct error *err)
{
	bool is_input = !strcmp(path, "-");
	int fd = is_input ? 0 : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY), failed = 0, ret;
	struct buf here = { 0 };

	if (!is_input || !input) {
		failed = fd < 0 || file_read(fd, &here, PATCH_MAX) ? errno : 0;
		input = &here;
	}
	ret = failed ? error_set(err, "read patch: on %s: %s; name a diff, a mail or an mbox", path,
				 failed == EFBIG ? "longer than 256 MiB" : strerror(failed))
		     : patched_put(tree, input->data ? input->data : "", input->len,
				   is_input ? "standard input" : path, err);
	if (fd > 0)
		close(fd);
	if (text)
		buf_add(text, input->data ? input->data : "", input->len);
	buf_free(&here);
	return ret;
}
