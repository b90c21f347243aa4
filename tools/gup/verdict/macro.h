/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * macro: what the preprocessor lines of a file and of the headers beside it (#include "...") say of
 * a name, and whether a call may be of a macro that writes to its arguments. Needs library.
 */
#ifndef GUPSWEEP_MACRO_H
#define GUPSWEEP_MACRO_H

#include "code/library.h"

/* Whose lines are read. */
struct macro_scope {
	struct library *lib; /* NULL: only what @src itself shows */
	const struct library_file *file;
	const struct source *src; /* of the file */
	bool want;		  /* names that are not found may be wanted from the tree */
};

/* Do they #define or #undef the name at token @tok of @of? */
bool macro_defines(const struct macro_scope *scope, const struct source *of, uint32_t tok);
bool macro_defines_word(const struct macro_scope *scope, const char *word);
/* Does a body name it, not as a member and not as the macro's own parameter? */
bool macro_mentions(const struct macro_scope *scope, const struct source *of, uint32_t tok);
/* The same of macros that function @fn of the scope's source may use, itself or through another. */
bool macro_used_mentions(const struct macro_scope *scope, uint32_t fn, const struct source *of,
			 uint32_t tok);
/* Does a body paste tokens, so that a name can be used without being spelled? */
bool macro_pastes(const struct macro_scope *scope);
/*
 * Does the file include a .c file, or is it one that another file includes, which is known by now and
 * may hold the word at token @name?
 */
bool macro_includes_code(const struct macro_scope *scope, uint32_t name);
/* Does any of these files mention @word as a token or in a directive? */
bool macro_files_mention(const struct macro_scope *scope, const char *word);

/*
 * May NAME(...) with the name at token @tok assign to a variable that it is passed by name? True
 * when its definition is not found and its name is not one that is known to be harmless.
 */
bool macro_may_assign(const struct macro_scope *scope, uint32_t tok);

#endif
