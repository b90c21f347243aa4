/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * patch: a unified diff, a git diff, a mail or an mbox of several, read into files and hunks. Strict:
 * what is broken is one error, never a guess. (libgit2 1.5 reads only diffs with "diff --git" lines,
 * and stops at the first mail around one, so it is not used here.) Needs base/ alone.
 *
 * The use of it, e.g. for `--patch FILE`:
 *	patch_parse(&patch, text, len, "FILE", &err);
 *	tree_open_patched(&tree, root, rev, &patch, &err);	 // patched.h: what the tree then is
 *	tree_read(tree, ...) ...				 // gives the patched text
 *	tree_patched(tree, &count);				 // which files, which lines
 *	patch_free(&patch);					 // any time after the open
 */
#ifndef GUPSWEEP_PATCH_H
#define GUPSWEEP_PATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../base/buf.h"
#include "../base/error.h"

#define PATCH_MAX (256u << 20) /* bytes of one patch; more is an error */

/* One line of a hunk. */
struct patch_line {
	const char *text; /* in the patch, without the mark; its "\n" included, if it has one */
	uint32_t len;
	char mark; /* ' ' in both, '-' in the old file, '+' in the new one */
};

/*
 * Lines [old_first, old_first + old_count) become [new_first, new_first + new_count), from 1. With
 * a count of 0, first is the line before which the others stand: one past the end for the last.
 */
struct patch_range {
	uint32_t old_first, old_count, new_first, new_count;
};

struct patch_hunk {
	struct patch_range range; /* as its header says, context included */
	uint32_t line;		  /* of its "@@" in the patch, from 1 */
	size_t first, end;	  /* its lines: [first, end) of patch.line */
};

enum patch_kind {
	PATCH_MODIFY,
	PATCH_ADD, /* no old file */
	PATCH_DELETE,
	PATCH_RENAME,
	PATCH_COPY,
};

/* What a file is, on one side. Only the text of a regular one is ours to read. */
enum patch_type { PATCH_REGULAR, PATCH_LINK, PATCH_SUBMODULE };

struct patch_file {
	enum patch_kind kind;
	/* Relative, valid for beneath_valid(), without the "a/" and "b/"; the same string unless
	 * the kind says otherwise. NULL: there is none on that side. */
	char *old_path, *new_path;
	enum patch_type old_type, new_type;
	bool binary;	   /* the content is not told as lines */
	bool mode_changed; /* executable or not; with no hunks: that alone */
	char old_id[65];   /* git's object names from its "index" line, hex, perhaps short; "" */
	char new_id[65];
	uint32_t line;	   /* where it begins in the patch, from 1 */
	size_t first, end; /* its hunks: [first, end) of patch.hunk */
};

struct patch {
	struct patch_file *file; /* as they come; one path may be there again */
	size_t files, file_room;
	struct patch_hunk *hunk;
	size_t hunks, hunk_room;
	struct patch_line *line;
	size_t lines, line_room;
	struct buf text; /* what the lines point into: decoded, where a mail was encoded */
	char *name;	 /* as given */
};

/*
 * Read @text (@len bytes; copied), which @name says where it is from. Mails may be quoted-printable,
 * base64 or multipart. Text that is no patch is passed over; a text without any patch has no files.
 * Line numbers in the errors count in the text as decoded. Returns 0, or -1 with @err set: a NUL
 * byte, a hunk that is cut short, longer than its header says or without a file, names that
 * disagree, a path that is absolute or leaves the tree or lies in .git, a combined diff, more than
 * PATCH_MAX bytes. @patch is the caller's, for patch_free(), also after an error.
 */
int patch_parse(struct patch *patch, const char *text, size_t len, const char *name,
		struct error *err);
void patch_free(struct patch *patch);

/*
 * Append to *@list (@count and @room its size and room) the runs of lines that the hunks of @file
 * remove and add, without their context, in order; neighbours are one run. The numbers are the
 * hunk headers' own: right for the new file as long as the hunks fit where they say. free(*list).
 */
void patch_ranges(const struct patch *patch, const struct patch_file *file,
		  struct patch_range **list, size_t *count, size_t *room);

#endif
