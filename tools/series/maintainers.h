/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * maintainers: the tree's MAINTAINERS as entries with the patterns of their files. Only what decides
 * which patch a file belongs to; the recipients are for the tree's own get_maintainer.pl to name.
 */
#ifndef GUPSWEEP_SERIES_MAINTAINERS_H
#define GUPSWEEP_SERIES_MAINTAINERS_H

#include "base/buf.h"
#include "tree/tree.h"

struct maintainers_pattern {
	char *glob;   /* of an F: or X: line; "*" and "?" also match "/", see get_maintainer.pl */
	bool exclude; /* X: */
};

struct maintainers_entry {
	char *title;
	struct maintainers_pattern *pattern;
	size_t count, room;
};

struct maintainers {
	struct maintainers_entry *entry;
	size_t count, room;
};

/*
 * Read MAINTAINERS of @tree; lines that are not understood are passed over, and without the file
 * there are no entries. Returns 0, or -1 with @err set when it is there and cannot be read.
 */
int maintainers_read(struct tree *tree, struct maintainers *m, struct error *err);
void maintainers_free(struct maintainers *m);

/*
 * Append to @key the titles of all entries that @path belongs to, a line each, in the order of the
 * file; "THE REST", which takes every file, is left out.
 */
void maintainers_key(const struct maintainers *m, const char *path, struct buf *key);
/* The longest pattern without wildcards that names a folder above @path, or NULL. */
const char *maintainers_folder(const struct maintainers *m, const char *path);

#endif
