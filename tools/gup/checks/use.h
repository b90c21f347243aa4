/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * use: the calls of the family and of its variants in one function, with their arguments by role, and
 * how such a call is written in another form. Needs program.
 */
#ifndef GUPSWEEP_USE_H
#define GUPSWEEP_USE_H

#include "gup/proof/program.h"

struct use {
	enum callee callee;
	enum form form; /* FORM_LOCKED also of a remote call whose locked argument is not NULL */
	const struct api_function *fn;
	uint32_t expr;	      /* the EXPR_CALL */
	uint32_t name, close; /* tokens: its name, its last ")" */
	uint32_t
		arg[ROLE_COUNT]; /* expressions; SOURCE_NONE where the prototype has no such role */
};

struct uses {
	struct use *use;
	size_t count, room;
};

/* The calls in @p that fit their prototypes, in order. @out is emptied first; free(out->use). */
void use_read(const struct program *p, struct uses *out);
/* NULL or 0, in any parentheses and casts; also where there is no such argument. */
bool use_is_null(const struct program *p, uint32_t arg);
/*
 * The call as one of @form, the caller's: name and arguments, laid out behind the column of its name. NULL if
 * this tree has no such form, or one that needs what the call does not say.
 */
char *use_as(const struct program *p, const struct use *use, enum form form);

#endif
