/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * change: what somebody changed: which lines of which files, and the tree in which they are. Needs tree,
 * patch and git; leaves a list, one change for each commit.
 */
#ifndef GUPSWEEP_CHANGE_H
#define GUPSWEEP_CHANGE_H

#include <stdint.h>

#include "tree/tree.h"

enum change_source {
	CHANGE_WORK_TREE, /* against HEAD */
	CHANGE_STAGED,	  /* the index against HEAD */
	CHANGE_COMMITS,	  /* what each commit changes */
	CHANGE_PATCHES,	  /* what patches on top of the tree change */
	CHANGE_FILES,	  /* files as they are: every line counts */
};

struct change_options {
	enum change_source source;
	const char *root;	/* of the tree */
	const char *tree_typed; /* as somebody named it, or NULL */
	const char *const
		*args; /* revisions, patches or files by @source; NULL-terminated, or NULL */
	const char *const *paths;	     /* of what git knows, only these; as args */
	const struct git_settings *settings; /* git's, or NULL */
	const struct buf *input;	     /* standard input, for an argument "-" */
	const char *input_name;		     /* of CHANGE_FILES: the path that "-" stands for */
	const char *const *needles; /* of CHANGE_FILES: in a folder only files that contain one */
	/* Is this a line of which it is to be told that it was added or dropped? */
	bool (*minds)(const char *line, size_t len);
};

/* New lines, from 1; with a count of 0 lines were removed before the first. */
struct change_range {
	uint32_t first, count;
};

/* A file of C that the change leaves in the tree. */
struct changed_file {
	char *path; /* relative to the tree */
	char **was; /* for each parent its path before, or NULL: there was none, or it is not known */
	bool whole; /* every line */
	struct change_range *range;
	size_t ranges, room;
};

struct delta {
	char *commit; /* full id, or NULL */
	struct tree *tree;
	size_t parents; /* at least 1; of a merge what differs from each of them counts */
	/* Where the files were before; with NULL below the tree's overlay. */
	struct change_parent {
		char *rev;
		struct tree *tree; /* once it was asked for */
	} * parent;
	struct buf *patch; /* of CHANGE_PATCHES: as they were given */
	size_t patches, patch_room;
	/* Which mail changes which file, by path; once change_mail() was called. */
	struct change_mailed {
		char *path, *subject; /* or NULL */
	} * mailed;
	size_t maileds, mailed_room;
	struct changed_file *file;
	size_t files, room;
	bool adds, drops; /* somewhere a line that is minded */
};

struct delta_list {
	struct delta *delta;
	size_t count, room;
};

/*
 * Read what was changed. @problems receives what was left out. @list is the caller's, for
 * change_free(), also after an error. Returns 0, or -1 with @err set.
 */
int change_read(const struct change_options *options, struct delta_list *list,
		struct problems *problems, struct error *err);
void change_free(struct delta_list *list);

/* Is there a line that the change touched or removed? */
bool change_has_lines(const struct changed_file *file);
/* Does the change touch one of lines [first, last], or remove a line between them? */
bool change_touches(const struct changed_file *file, uint32_t first, uint32_t last);
/*
 * Append the text of @file in parent @n of the change. Returns 0; 1 if there was none; -1 with @err set.
 */
int change_before(const struct change_options *options, struct delta *delta,
		  const struct changed_file *file, size_t n, struct buf *text, struct error *err);
/*
 * The subject of the last mail among the patches that adds a line like one of lines [first, last] of @text,
 * the file at @path, or else of the last that changes that file; the caller's. NULL: it is of no mail.
 */
char *change_mail(struct delta *delta, const char *path, const struct buf *text, uint32_t first,
		  uint32_t last);
/* Add to @problems the submodules that the patch @text changes: what changed in them has no lines. */
int change_submodules(const struct buf *text, struct problems *problems, struct error *err);
/* @path, as somebody typed it and perhaps of nothing, relative to the tree at @root, an absolute path
 * without links: "." for the tree itself; the caller's. NULL with @err set if it is not below. */
char *change_below(const char *root, const char *path, struct error *err);
/*
 * The other way round, for messages: @path, of the tree, as somebody would type it in the current
 * directory, below what was typed if that was; the caller's.
 */
char *change_typed(const struct change_options *options, const char *path);
/* Is it a file of C, by its name? */
bool change_is_c(const char *path);
/*
 * The nearest folder from @start (an existing path) upwards that is a kernel's, else the nearest that holds
 * .git, else @start's own; absolute, the caller's. NULL if @start is not there.
 */
char *change_root(const char *start);
/* Is the folder in a repository, or a bare one? Says so by what lies there; the environment may too. */
bool change_has_git(const char *folder);
/* The folder .git of the work tree that @folder is in, the caller's; NULL: git must be asked. */
char *change_git_folder(const char *folder);
/* Where @folder is in its repository: "" or "linux/"; the caller's. */
char *change_prefix(const char *folder);

#endif
