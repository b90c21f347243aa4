/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * values: the expressions from which a value may come: through variables, by the definitions that
 * reach each use, "a ? b : c", casts, and what the callers of a static function pass. Needs reaching
 * and library.
 */
#ifndef GUPSWEEP_VALUES_H
#define GUPSWEEP_VALUES_H

#include "code/reaching.h"
#include "macro.h"

#define VALUES_MAX 200

/* An expression of one function of the file. */
struct value {
	const struct code *code;
	uint32_t expr;
};

/* What a parameter may hold. */
enum values_callers {
	VALUES_ALL_CALLERS, /* what is passed, if all calls are known */
	VALUES_ANY_CALLER,  /* what the file's own calls pass, even if there may be others */
	VALUES_NO_CALLER,   /* it is not known */
};

struct values {
	const struct macro_scope *scope;
	enum values_callers callers;
	struct value item[VALUES_MAX];
	size_t count, done;
	bool unknown; /* not all of them could be found */
	uint32_t why; /* the first token that is not known */
};

/* Begin with expression @expr of @code. */
void values_begin(struct values *v, const struct macro_scope *scope, const struct code *code,
		  uint32_t expr);
void values_add(struct values *v, const struct code *code, uint32_t expr);
/* The next expression that is none of those through which it looks; false: no more. */
bool values_next(struct values *v, struct value *out);

/* Is the expression, a name, a parameter? */
bool values_is_parameter(const struct code *code, uint32_t expr);
/* The definitions of the variable that expression @expr, a name, reads, as they reach it. */
void values_reaching(const struct macro_scope *scope, const struct code *code, uint32_t expr,
		     struct reaching *out);
/* Is it NULL, or a word that the file or a header of its own defines, called or not? */
bool values_is_null(const struct macro_scope *scope, const struct value *value);

/* FOLL_ flags that matter here: the token that shows each first, 0 if there is none. */
struct value_flags {
	uint32_t longterm, nowait, nofault;
	bool unknown;	 /* something else may be in it */
	uint32_t why;	 /* token that shows the flag, or the unknown */
	char names[160]; /* of all flags, a blank after each; those that find no room are unknown */
};
/* flags.c: what may be in the flags expression @expr of @code. */
void value_flags(const struct macro_scope *scope, const struct code *code, uint32_t expr,
		 struct value_flags *out);

#endif
