/* SPDX-License-Identifier: GPL-2.0-only */
/* part: one patch of a series: the files that it changes, what it says, its diff. */
#ifndef GUPSWEEP_SERIES_PART_H
#define GUPSWEEP_SERIES_PART_H

#include <stdbool.h>

#include "../base/buf.h"
#include "../base/error.h"
#include "diffstat.h"

/* Strings, in order; {0} is empty. */
struct strings {
	char **text;
	size_t count, room;
};
void strings_add(struct strings *s, const char *text); /* copied; not if it is there already */
bool strings_has(const struct strings *s, const char *text);
void strings_free(struct strings *s);

/* One file before and after the patch. */
struct part_file {
	char *path;
	struct buf before, after;
};

struct part {
	struct part_file *file;
	size_t files, file_room;
	char *subject;	  /* with its prefix, without "[PATCH]" */
	struct buf body;  /* paragraphs, each line ends with a newline; without trailers */
	struct buf notes; /* lines below "---" */
	struct buf diff;
	struct diffstat stat;
	struct strings to, cc;
	char commit[41]; /* hex id with --branch, else zeros */
};

/* Append the file, its texts copied. */
void part_add_file(struct part *p, const char *path, const struct buf *before,
		   const struct buf *after);
/* Make diff and stat from the files. Returns 0, or -1 with @err set. */
int part_make_diff(struct part *p, struct error *err);
void part_free(struct part *p);

#endif
