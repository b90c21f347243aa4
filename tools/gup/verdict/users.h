/* SPDX-License-Identifier: GPL-2.0-only */
/* users: where a driver's own name for a member of the family is used, and with which lock. */
#ifndef GUPSWEEP_USERS_H
#define GUPSWEEP_USERS_H

#include "judge.h"

/* The macro in whose #define line the call of @c is; the caller's. */
char *users_macro(const struct judge_case *c);
/*
 * "used at FILE:LINE in FUNCTION() under the lock of line N, ..." of function or macro @name of the
 * case's file, in that file and those that include it; the caller's. The tree is searched for it.
 */
char *users_tell(const struct judge_case *c, const char *name);

#endif
