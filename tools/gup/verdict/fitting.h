/* SPDX-License-Identifier: GPL-2.0-only */
/* fitting: what a call for another kernel's prototype would be under this one's. */
#ifndef GUPSWEEP_FITTING_H
#define GUPSWEEP_FITTING_H

#include "judge.h"

/*
 * The call of @c, whose arguments do not fit, as this kernel wants it; the caller's. NULL where that
 * cannot be told: several prototypes may be meant, or an argument has no counterpart.
 */
char *fitting_call(const struct judge_case *c);

#endif
