/* SPDX-License-Identifier: GPL-2.0-only */
/* samemm: whether the mm that a bracket locks is the one that the call faults. Needs value and flow. */
#ifndef GUPSWEEP_SAMEMM_H
#define GUPSWEEP_SAMEMM_H

#include "judge.h"

/*
 * Compare them for the call of @c, whose bracket is exact; with @current_only the new form works on
 * current->mm whatever the call says. Returns REASON_NONE if they are shown to be the same, else
 * the reason, which is noted.
 */
enum reason samemm_judge(struct judge_case *c, bool current_only);

#endif
