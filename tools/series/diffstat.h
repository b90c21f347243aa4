/* SPDX-License-Identifier: GPL-2.0-only */
/* diffstat: how many lines of which file a diff adds and deletes, drawn as git does it. */
#ifndef GUPSWEEP_SERIES_DIFFSTAT_H
#define GUPSWEEP_SERIES_DIFFSTAT_H

#include "../base/buf.h"

struct diffstat_file {
	char *path;
	size_t added, deleted;
};

struct diffstat {
	struct diffstat_file *file; /* by path */
	size_t count, room;
};

/* Count the lines of @diff, from its byte @from on, all of them about the file @path. */
void diffstat_add(struct diffstat *stat, const char *path, const struct buf *diff, size_t from);
/* Add the counts of @other. */
void diffstat_merge(struct diffstat *stat, const struct diffstat *other);
/* Append " path | 3 +--" for each file, and the line of sums. */
void diffstat_print(const struct diffstat *stat, struct buf *out);
void diffstat_free(struct diffstat *stat);

#endif
