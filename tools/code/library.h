/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * library: where definitions and calls of a name are: in the files with sites, in the headers that
 * a file includes, and in what batched searches of the tree bring: one that may read it, then a few
 * of its index. Needs tree and source. What is not found is noted, for the next search.
 */
#ifndef GUPSWEEP_LIBRARY_H
#define GUPSWEEP_LIBRARY_H

#include "base/problem.h"
#include "code.h"
#include "nameset.h"
#include "source/ladder.h"
#include "source/source.h"
#include "tree/index.h"
#include "tree/tree.h"

/* Where definitions and callers are looked up. */
struct library_origin {
	struct tree *tree;		  /* whose code is asked about */
	struct tree *kernel;		  /* the same one, or for a module that of --kernel */
	const struct ladder_words *words; /* of a module's kernel, or NULL */
	const struct tree_index *index;	  /* of the whole tree, or NULL: then it is read again */
	int jobs; /* threads that read it; 0: it is not searched, and what needs it is not known */
};

struct library_file {
	char *path;
	const struct source *src;    /* lent, or own */
	bool absent;		     /* there is no such file */
	struct library_shelf *shelf; /* the library's own */
};

/* One definition of a function or of a macro (then its body is a source of its own). */
struct definition {
	const struct library_file *file;
	const struct source *src;
	uint32_t fn;   /* SOURCE_NONE: a macro, all tokens of src */
	uint32_t line; /* in the file */
	bool is_static;
	bool always;	    /* whatever is configured: in no #if */
	const char *params; /* of a function-like macro: their text up to ")"; else NULL */
};

struct library_holders {
	const struct library_file **file;
	size_t count, room;
};

struct definitions {
	struct definition *def;
	size_t count, room;
};

/* What is looked for when a name is wanted. */
enum library_wanted {
	LIBRARY_CALL,  /* NAME( : functions, function-like macros, callers */
	LIBRARY_BODY,  /* the same without the callers */
	LIBRARY_MACRO, /* #define NAME */
};

/* Whether the search has the answer. */
enum library_answer {
	LIBRARY_PENDING,  /* it will be searched for */
	LIBRARY_SEARCHED, /* it was; what was not found is not there */
	LIBRARY_REFUSED,  /* too late, or too many: nobody knows */
};

struct library;

/*
 * @origin is copied, what it points to must outlive the library. <...> headers are looked for in the
 * kernel too. @version is the kernel's, for version ladders (0: unknown).
 */
struct library *library_new(const struct library_origin *origin, unsigned int version);
/* The file @path was lexed already: @src, which must outlive the library. */
void library_lend(struct library *lib, const char *path, const struct source *src);
void library_free(struct library *lib);

/* The file, read and lexed once; NULL if it is not there or cannot be read. */
const struct library_file *library_file(struct library *lib, const char *path);
/* The model of function @fn of @file, read once. The library's. */
const struct code *library_code(struct library *lib, const struct library_file *file, uint32_t fn);

/* Is it a header of the kernel's own, not of a driver? */
bool library_is_core(const struct library_file *file);
/*
 * The next one, lexed, of the headers of the file's own (not the kernel's) that @file includes, itself
 * and through others, with @text[0..len) in its text. *@at counts, from 0. NULL: no more.
 */
const struct library_file *library_next_own(struct library *lib, const struct library_file *file,
					    size_t *at, const char *text, size_t len);

/* Can both see a struct of the driver's: are they one file, or is there a header of its own that both include? */
bool library_share_header(struct library *lib, const struct library_file *a,
			  const struct library_file *b);

/*
 * All definitions of @name that code in @file may call: those of the file itself; else those of the
 * headers that it includes; else global ones of any file known by now. @out is emptied first;
 * free(out->def).
 */
void library_define(struct library *lib, const struct library_file *file, const char *name,
		    struct definitions *out);
/*
 * All definitions of @name that may be the one that runs when code in @file calls it, as far as they
 * are known by now: every #if branch of the file and its headers, and, unless one of them is a macro or
 * static and there under every configuration, all global ones of the tree, of any architecture; those
 * of tools/ and the like only for code there. @macros: macros of that name count. Returns whether that
 * is all for certain; else the tree must be searched: library_seek() for LIBRARY_BODY. @out is emptied
 * first; free(out->def).
 */
bool library_may_run(struct library *lib, const struct library_file *file, const char *name,
		     bool macros, struct definitions *out);
/* The same for macros without parameters. */
void library_object(struct library *lib, const struct library_file *file, const char *name,
		    struct definitions *out);
/*
 * The definitions of @name, as function or macro of either kind, in @file and the headers of its
 * own (not the kernel's) that it includes; with @compiled only in what this kernel compiles.
 */
void library_own(struct library *lib, const struct library_file *file, const char *name,
		 bool compiled, struct definitions *out);
/*
 * May the function that token @name of @src names be declared by @file itself, outside its functions, or by
 * a header of its own that it includes?
 */
bool library_own_declares(struct library *lib, const struct library_file *file,
			  const struct source *src, uint32_t name);
/* Is @name a variable or enumerator of the file's top level, or of a header that it includes? */
bool library_declares(struct library *lib, const struct library_file *file, const char *name);
/*
 * Tokens of @file where a variable or enumerator of the top level is declared whose name may be @name,
 * for the caller to compare; *@count of them. The library's.
 */
const uint32_t *library_top(const struct library_file *file, const char *name, size_t *count);
/*
 * Tokens of @file where NAME ( stands, spelled like token @name of @src, outside dead branches;
 * *@count of them, in no particular order. The library's.
 */
const uint32_t *library_calls(struct library *lib, const struct library_file *file,
			      const struct source *src, uint32_t name, size_t *count);
/*
 * Tokens of @file, ascending, that may be the word @word[0..len), or a string of it alone, for the caller to
 * compare; *@count of them. The library's; all words of the file are noted when it is asked first.
 */
const uint32_t *library_words(const struct library_file *file, const char *word, size_t len,
			      size_t *count);
/*
 * Of the files known by now those, lexed, that may call or define the word of token @name of @src. The
 * library's; grows with the files known when it is asked for again.
 */
const struct library_holders *library_holders(struct library *lib, const struct source *src,
					      uint32_t name);

/* The same of the word @word of @len bytes. */
const struct library_holders *library_word_holders(struct library *lib, const char *word,
						   size_t len);

/*
 * The .c and .h files that belong to @file: of its folder and those below, from above it if a header that it
 * includes stands there; or of the whole module if it is one's; only those that hold one of @needles
 * (NULL-terminated). *@count of them, lexed. The library's; found once for each folder, by the needles of the
 * first call.
 */
const struct library_file *const *library_folder(struct library *lib,
						 const struct library_file *file,
						 const char *const *needles, size_t *count);

/* The files of the same folders that #include one of @file's name, lexed. The library's; found once. */
const struct library_holders *library_includers(struct library *lib,
						const struct library_file *file);
/* Is @file of the same driver as @of, by that? */
bool library_is_beside(struct library *lib, const struct library_file *of,
		       const struct library_file *file);

/*
 * Names of members, as hashes: what the client has put there by library_keep_members(). For questions
 * that most names answer with no. NULL before.
 */
const struct nameset *library_members(const struct library *lib);
/* Take over @members; once. */
void library_keep_members(struct library *lib, struct nameset *members);

/* May the tree be searched at all? */
bool library_searches(const struct library *lib);
/* Note that @name is wanted; library_want() is for calls. */
enum library_answer library_seek(struct library *lib, const char *name, enum library_wanted what);
void library_want(struct library *lib, const char *name);
/* How often the answer was LIBRARY_PENDING: what was judged in between may change by the search. */
size_t library_pending(const struct library *lib);
/* What was wanted since library_mark() is not needed: forget it. */
size_t library_mark(const struct library *lib);
void library_forget(struct library *lib, size_t mark);
/*
 * Search the whole tree for the names wanted since the last search: the first time perhaps by reading
 * it, later by its index alone. Returns 1 if anything was searched, 0 if nothing was wanted, -1 with
 * @err set. What cannot be read is passed over: whoever looked for sites has named it.
 */
int library_search(struct library *lib, struct error *err);
/* There will be no other search: what is not known by now is refused. */
void library_close(struct library *lib);

#endif
