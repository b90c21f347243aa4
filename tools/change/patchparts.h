/* SPDX-License-Identifier: GPL-2.0-only */
/* patchparts: the parts of patch. For patch.c alone. */
#ifndef GUPSWEEP_PATCHPARTS_H
#define GUPSWEEP_PATCHPARTS_H

#include "base/buf.h"

/*
 * mail.c: append @text to @out; where it is a mail, or an mbox of several, each body is decoded:
 * quoted-printable and base64, and the parts of a multipart one after another. All other text is copied
 * as it is.
 */
void mail_decode(const char *text, size_t len, struct buf *out);

/* The names as they stand in the header, or NULL. */
struct patchname {
	char *git;	    /* both, of "diff --git" */
	char *minus, *plus; /* of "---" and "+++", perhaps with a tab and a time */
	char *from, *to;    /* of a rename or copy: these have no prefix */
	int *strip; /* of plain diffs: components that earlier names showed to go; -1: none did */
};

/*
 * patchname.c: set *@old and *@new to the paths of the tree that the names mean, the caller's, or NULL
 * where the name is /dev/null. Returns NULL, or why the names cannot be used (static text): also where
 * the header's lines name different files.
 */
const char *patchname_read(const struct patchname *name, char **old, char **new);
void patchname_free(struct patchname *name);

#endif
