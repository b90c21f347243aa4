/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * library: where definitions and calls of a name are: in the files with sites, in the headers that
 * a file includes, and in what one batched search of the tree brings. Needs tree and source. What
 * is not found the first time is noted, for that one search.
 */
#ifndef GUPSWEEP_LIBRARY_H
#define GUPSWEEP_LIBRARY_H

#include "../find/site.h"

struct library_file {
	char *path;
	const struct source *src; /* borrowed from a site's file, or own */
	struct source own;
	struct buf text;
	bool absent; /* there is no such file */
	struct library_index *index; /* library.c's own */
};

/* One definition of a function, or of a function-like macro (then its body is a source of its own). */
struct definition {
	const struct library_file *file;
	const struct source *src;
	uint32_t fn;	/* SOURCE_NONE: a macro, all tokens of src */
	uint32_t line;	/* in the file */
	bool is_static;
};

struct definitions {
	struct definition *def;
	size_t count, room;
};

struct library;

/* @tree and @sites must outlive it. @kernel is where <...> headers are looked for too. */
struct library *library_new(struct tree *tree, struct tree *kernel, const struct sites *sites);
void library_free(struct library *lib);

/* The file, read and lexed once; NULL if it is not there or cannot be read. */
const struct library_file *library_file(struct library *lib, const char *path);

/*
 * All definitions of @name that code in @file may mean: those of the file itself; else those of the
 * headers that it includes; else global ones of any file known by now. @out is emptied first;
 * free(out->def).
 */
void library_define(struct library *lib, const struct library_file *file, const char *name,
		    struct definitions *out);
/*
 * Tokens of @file where NAME ( stands, spelled like token @name of @src, outside dead branches;
 * *@count of them, in no particular order. The library's.
 */
const uint32_t *library_calls(struct library *lib, const struct library_file *file,
			      const struct source *src, uint32_t name, size_t *count);
/* Note that definitions or callers of @name are wanted. */
void library_want(struct library *lib, const char *name);
/* Files known by now, for those who look for callers. */
size_t library_count(const struct library *lib);
const struct library_file *library_at(const struct library *lib, size_t i);

/*
 * One search of the whole tree for all names wanted so far. Returns 1 if anything was searched, 0
 * if nothing was wanted, -1 with @err set. What could not be read goes to @problems.
 */
int library_search(struct library *lib, struct problems *problems, struct error *err);

#endif
