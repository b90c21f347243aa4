/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fast: may get_user_pages_fast() and its kin stand for a call: what it is passed and what is done
 * with its result. That nothing runs under the lock, and whose mm it is, is not asked here. Needs api,
 * values, types and flow.
 */
#ifndef GUPSWEEP_FAST_H
#define GUPSWEEP_FAST_H

#include "code/code.h"
#include "gup/api/api.h"
#include "values.h"

/* A call of the family that is to become its fast form. */
struct fast_call {
	struct macro_scope scope;
	const struct code *code;
	const struct api *api;
	enum callee callee;
	enum form form; /* that it has */
	uint32_t expr;	/* the call in @code */
	bool proposed;	/* by somebody who knows the driver: a result that was cut to an int shows
			* that there are never more pages */
};

/*
 * NULL, or what stands against it, for a person; the caller's. *@wrong: it is certain that the fast form
 * does something else, and not only that nothing shows that it does not.
 */
char *fast_why_not(const struct fast_call *call, bool *wrong);

#endif
