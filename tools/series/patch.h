/* SPDX-License-Identifier: GPL-2.0-only */
/* patch: one patch of a series, from the files that it changes to the mail that carries it. */
#ifndef GUPSWEEP_SERIES_PATCH_H
#define GUPSWEEP_SERIES_PATCH_H

#include "../base/buf.h"
#include "../base/error.h"

/* Strings, in order; {0} is empty. */
struct strings {
	char **text;
	size_t count, room;
};
void strings_add(struct strings *s, const char *text); /* copied; not if it is there already */
void strings_free(struct strings *s);

/* One file before and after the patch. */
struct patch_file {
	char *path;
	struct buf before, after;
};

struct series_patch {
	struct patch_file *file;
	size_t files, file_room;
	char *subject;	   /* with its prefix, without "[PATCH]" */
	struct buf body;   /* paragraphs, each line ends with a newline; without trailers */
	struct buf notes;  /* lines below "---" */
	struct buf diff;
	struct buf stat;
	struct strings to, cc;
	char commit[41];   /* hex id with --branch, else zeros */
};

/* Append the file, its texts copied. */
void patch_add_file(struct series_patch *p, const char *path, const struct buf *before,
		    const struct buf *after);
/* Make diff and stat from the files. Returns 0, or -1 with @err set. */
int patch_make_diff(struct series_patch *p, struct error *err);
/* Append git's summary of @diff, " file | 3 +--" and a last line of sums. 0, or -1 with @err set. */
int patch_stat(const struct buf *diff, struct buf *stat, struct error *err);
void patch_free(struct series_patch *p);

#endif
