/* SPDX-License-Identifier: GPL-2.0-only */
/* part: one patch of a series: the files that it changes, what it says, its mail. */
#ifndef GUPSWEEP_SERIES_PART_H
#define GUPSWEEP_SERIES_PART_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"

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
	char mode[7]; /* as git has it, "100644" */
	struct buf before, after;
};

struct part {
	struct part_file *file;
	size_t files, file_room;
	char *subject;	  /* with its prefix, without "[PATCH]" */
	struct buf body;  /* paragraphs, each line ends with a newline; without trailers */
	struct buf notes; /* lines below "---" */
	struct strings to, cc;
	char *name;	 /* of the file for its mail */
	struct buf mail; /* as git format-patch has it; see letter.h */
};

/* Append the file, its texts copied. */
void part_add_file(struct part *p, const char *path, const struct buf *before,
		   const struct buf *after);
/* Is file @path in one of the @count parts? */
bool part_has(const struct part *part, size_t count, const char *path);
void part_free(struct part *p);

#endif
