// SPDX-License-Identifier: GPL-2.0-only
/* latest: renames are followed through the later commits, lines through the diff to the last one. */
#include "latest.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "change/unified.h"

/* @path, the caller's, as the file is called after @c. */
static char *follow(const struct delta *c, char *path)
{
	for (size_t i = 0; i < c->files; i++) {
		const struct changed_file *f = &c->file[i];

		if (!f->was[0] || strcmp(f->was[0], path) != 0)
			continue;
		free(path);
		return memory_strdup(f->path);
	}
	return path;
}

static bool read_last(const struct lint *lint, const struct delta *last, const char *path,
		      struct buf *text)
{
	struct tree *tree = NULL;
	struct error ignored;
	bool read =
		last->tree || !tree_open(&tree, lint->options->change.root, last->commit, &ignored);

	read = read && !tree_read(last->tree ? last->tree : tree, path, text, &ignored);
	tree_close(tree);
	return read;
}

void latest_open(const struct lint *lint, const struct finding *f, struct latest *latest)
{
	const struct delta *delta = lint->changes.delta, *last = delta + lint->changes.count - 1;
	const struct delta *own = delta;
	struct buf now = { 0 }, diff = { 0 };
	struct error ignored;

	*latest = (struct latest){ .path = memory_strdup(f->file) };
	while (f->commit && own < last && strcmp(own->commit, f->commit) != 0)
		own++;
	if (!own->tree || tree_read(own->tree, f->file, &latest->text, &ignored)) {
		latest->gone = true;
		return;
	}
	if (!f->commit || own == last)
		return;
	for (const struct delta *c = own + 1; c <= last; c++)
		latest->path = follow(c, latest->path);
	latest->gone = !read_last(lint, last, latest->path, &now) ||
		       unified_diff("file", &latest->text, &now, 0, &diff, &ignored) ||
		       (diff.len && (patch_open(&latest->diff, diff.data, diff.len, "", &ignored) ||
				     patch_next(&latest->diff)));
	buf_free(&now);
	buf_free(&diff);
}

bool latest_line(const struct latest *latest, uint32_t line, uint32_t *now)
{
	*now = line;
	for (size_t i = 0; i < latest->diff.hunks && !latest->gone; i++) {
		const struct patch_hunk *h = &latest->diff.hunk[i];

		if (line < h->old.first)
			break;
		if (line < h->old.first + h->old.count) {
			*now = h->new.first;
			return false;
		}
		*now = line + (h->new.first + h->new.count) - (h->old.first + h->old.count);
	}
	return !latest->gone;
}

void latest_close(struct latest *latest)
{
	patch_close(&latest->diff);
	free(latest->path);
	buf_free(&latest->text);
}
