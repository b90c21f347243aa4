/* SPDX-License-Identifier: GPL-2.0-only */
/* prefault: whether a call only faults pages in: its pages argument is or may be NULL. */
#ifndef GUPSWEEP_PREFAULT_H
#define GUPSWEEP_PREFAULT_H

#include "judge.h"

/*
 * May NULL reach the pages argument: literally, from a variable that was set to it, or from a caller
 * of a static function?
 */
bool prefault_may_be(const struct judge_case *c);

#endif
