/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * macro: what the preprocessor lines of a file and of the headers beside it (#include "...") say of
 * a name, and what the macros that code uses may do with its variables. Needs library and reaching.
 */
#ifndef GUPSWEEP_MACRO_H
#define GUPSWEEP_MACRO_H

#include "code/library.h"

/* Whose lines are read, and where definitions are looked up. */
struct macro_scope {
	struct library *lib; /* NULL: only what @src itself shows */
	const struct library_file *file;
	const struct source *src; /* of the file */
	bool want;		  /* names that are not found may be wanted from the tree */
};

/* Do they #define the name at token @tok of @of? */
bool macro_defines(const struct macro_scope *scope, const struct source *of, uint32_t tok);
bool macro_defines_word(const struct macro_scope *scope, const char *word);
/* Does one of the macros have the name, or use it? */
bool macro_mentions(const struct macro_scope *scope, const struct source *of, uint32_t tok);
/* Does a body paste tokens, so that a name can be used without being spelled? */
bool macro_pastes(const struct macro_scope *scope);
/*
 * Does the file include a .c file, or is it one that another file includes, which is known by now and
 * may hold the word at token @name?
 */
bool macro_includes_code(const struct macro_scope *scope, uint32_t name);
/* Does any of these files mention @word as a token or in a #define? */
bool macro_files_mention(const struct macro_scope *scope, const char *word);

/* effects.c: what macros that a function uses do with a variable that they name in their bodies. */
enum macro_capture { MACRO_NO, MACRO_NAMES, MACRO_MAY_WRITE };
/* @code: the function, in the scope's file, or NULL if that is not known; the variable is named like token @tok of @of. */
enum macro_capture macro_captures(const struct macro_scope *scope, const struct code *code,
				  const struct source *of, uint32_t tok);

/*
 * May the macro or function that the call by expression @call is of assign to a variable that
 * it is passed by name? True when its definition is not found and its name is not one that is known to
 * be harmless. @scope: a struct macro_scope.
 */
bool macro_may_assign(const void *scope, const struct code *code, uint32_t call);

#endif
