/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * patch: a unified diff, a git diff, a mail or an mbox of several, read file by file. Strict: what is
 * broken is one error, never a guess. Needs base/ alone.
 *
 *	ret = patch_open(&patch, text, len, "FILE", &err);
 *	while (!ret && !(ret = patch_next(&patch)))
 *		...;		// patch.kind, patch.new_path, patch.hunk[i]
 *	patch_close(&patch);	// ret > 0: all of it was read
 */
#ifndef GUPSWEEP_PATCH_H
#define GUPSWEEP_PATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"

#define PATCH_MAX (256u << 20) /* bytes of one patch; more is an error */

/* Lines of one side of a hunk. */
struct patch_side {
	uint32_t first, count; /* from 1; with no lines: the one before which they would stand */
	size_t at, len;	       /* their text, context included: in patch.sides */
};

struct patch_hunk {
	uint32_t line; /* of its "@@" in the patch, from 1 */
	struct patch_side old, new;
	bool leading, trailing; /* begins, ends with context */
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

/* A text that is read, and the file at hand. */
struct patch {
	enum patch_kind kind;
	/* Relative, valid for beneath_valid(), without the "a/" and "b/"; the same string unless
	 * the kind says otherwise. NULL: there is none on that side. */
	char *old_path, *new_path;
	enum patch_type old_type, new_type;
	bool binary;	 /* the content is not told as lines */
	char new_id[65]; /* git's object name from its "index" line, hex, perhaps short; "" */
	uint32_t line;	 /* where it begins in the patch, from 1 */
	struct patch_hunk *hunk;
	size_t hunks, room;
	struct buf sides; /* of all hunks */
	size_t files;	  /* so far */
	char *subject;	  /* of the mail it is in, as that spells it, or NULL */

	/* private to patch.c */
	struct buf text; /* decoded, where a mail was encoded */
	const char *name;
	const char *at, *end; /* the line at hand, and the end of the text */
	uint32_t number;      /* of that line */
	bool strips_cr;	      /* a mailer made CRLF of all line ends */
	bool in_header;	      /* of a mail, perhaps */
	struct error *err;
	int strip; /* components of names in plain diffs: what an earlier file showed */
};

/*
 * Read @text (@len bytes; copied), which @name (borrowed) says where it is from. Mails may be
 * quoted-printable, base64 or multipart. Returns 0, or -1 with @err set: a NUL byte, more than
 * PATCH_MAX bytes. @patch is the caller's, for patch_close(), also after an error.
 */
int patch_open(struct patch *patch, const char *text, size_t len, const char *name,
	       struct error *err);
/*
 * Read the next file; text that is no patch is passed over. Line numbers in the errors count in the
 * text as decoded. Returns 0; 1 at the end; -1 with what patch_open() got as @err set: a hunk that is cut short, longer than
 * its header says or without a file, names that disagree, a path that is absolute or leaves the tree
 * or lies in .git, a combined diff.
 */
int patch_next(struct patch *patch);
void patch_close(struct patch *patch);

#endif
