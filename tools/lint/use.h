/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * use: the calls of the family and of all its variants in one function, with their arguments by role,
 * and how such a call is written in another form. Needs source and api.
 */
#ifndef GUPSWEEP_USE_H
#define GUPSWEEP_USE_H

#include "../api/api.h"
#include "../audit/value.h"
#include "../source/source.h"

struct use {
	enum callee callee;
	enum form form; /* FORM_LOCKED also of a remote call whose locked argument is not NULL */
	const struct api_function *fn;
	uint32_t name, open, close; /* tokens */
	uint32_t function;
	int args;
	bool fits;		      /* as many as the prototype has: arg[] is valid */
	struct range arg[ROLE_COUNT]; /* empty where the prototype has no such role */
};

struct uses {
	struct use *use;
	size_t count, room;
};

/* The calls in function @fn of @src, in order. @out is emptied first; free(out->use). */
void use_read(const struct api *api, const struct source *src, uint32_t fn, struct uses *out);
/* NULL or 0, in any parentheses and casts; also where there is no such argument. */
bool use_is_null(const struct source *src, struct range arg);
/*
 * The call as one of @form, the caller's: name and arguments, laid out behind column @column. NULL if this tree has
 * no such form, or one that needs what the call does not say.
 */
char *use_as(const struct api *api, const struct source *src, const struct use *use,
	     enum form form);

#endif
