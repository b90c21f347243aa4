/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kbuild: what a module's Makefiles and Kbuild files give the compiler: folders of headers, headers that
 * come before everything, names that are defined. Read as text: every flag that is spelled there counts,
 * whatever it hangs on; nothing is run. Needs library.
 */
#ifndef GUPSWEEP_KBUILD_H
#define GUPSWEEP_KBUILD_H

#include "library.h"

struct kbuild_list {
	char **text;
	size_t count, room;
};

struct kbuild {
	char *folder;		   /* of the file that is compiled, with its "/", or "" */
	struct kbuild_list search; /* -I: folders below the module's root, with their "/" */
	struct kbuild_list forced; /* -include: paths below the root */
	struct kbuild_list define; /* -D: names, without what they stand for */
	struct buf text;	   /* of all of them */
};

/* The flags for the file @path of the module. The library's. */
const struct kbuild *kbuild_flags(struct library *lib, const char *path);
/* Does -D give the word of token @tok another meaning there? */
bool kbuild_defines(struct library *lib, const char *path, const struct source *src, uint32_t tok);
/* What the Makefiles say of a word. */
enum kbuild_word {
	KBUILD_SILENT,	 /* nothing */
	KBUILD_MENTIONS, /* something that was not understood, or that hangs on a condition */
	KBUILD_DEFINES,	 /* -D on every path, for all of the folder's files */
};
enum kbuild_word kbuild_says(struct library *lib, const char *path, const char *word);
void kbuild_free(struct kbuild *k);

#endif
