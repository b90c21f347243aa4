/* SPDX-License-Identifier: GPL-2.0-only */
/* patchname: the names in a patch's header as paths of the tree. For patch.c alone. */
#ifndef GUPSWEEP_PATCHNAME_H
#define GUPSWEEP_PATCHNAME_H

/* The names as they stand in the header, or NULL. */
struct patchname {
	char *git;	    /* both, of "diff --git" */
	char *minus, *plus; /* of "---" and "+++", perhaps with a tab and a time */
	char *from, *to;    /* of a rename or copy: these have no prefix */
	int *strip; /* of plain diffs: components that earlier names showed to go; -1: none did */
};

/*
 * Set *@old and *@new to the paths, the caller's, or NULL where the name is /dev/null. Returns NULL, or
 * why the names cannot be used (static text): also where the header's lines name different files.
 */
const char *patchname_read(const struct patchname *name, char **old, char **new);
void patchname_free(struct patchname *name);

#endif
