/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * expand: a macro where it is used, with its arguments put in, as the text of a function: what it does
 * is then read like any other code. Needs library and code.
 */
#ifndef GUPSWEEP_EXPAND_H
#define GUPSWEEP_EXPAND_H

#include "code.h"
#include "library.h"

/* The body of one macro where one expression uses it. */
struct expansion {
	char *text;
	struct source src; /* of the text: one function, whose statements are the body's */
	bool pastes;	   /* it puts names together: they are read as they come out */
};

/*
 * Expand macro @def where @code calls it by expression @call, an EXPR_CALL, or names it, an EXPR_NAME.
 * Arguments stand in the text in parentheses only as the body has them. Returns 0; -1 where that cannot
 * be done (arguments missing): @out is empty then. @out is the caller's for expand_free(), which must
 * come after the code that is read from it is freed.
 */
int expand_read(const struct definition *def, const struct code *code, uint32_t call,
		struct expansion *out);
void expand_free(struct expansion *x);

#endif
