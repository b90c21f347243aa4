/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * difference: what a slice became, as changes of the file's tokens. Only tokens count, never layout.
 * Needs the slice and its text afterwards.
 */
#ifndef GUPSWEEP_DIFFERENCE_H
#define GUPSWEEP_DIFFERENCE_H

#include "slice.h"

/*
 * Compare @slice of @task with @after, what spatch made of it. Fills task->changes (empty at first)
 * and sets task->parsed for each function whose body has the marker. Statements that stayed are
 * matched first, so a change is whole statements deleted or inserted, or tokens within one statement.
 * @placeholder: a name that may be new, or NULL. Returns 0, or -1 with @err set when the output is
 * nothing that a semantic patch could have made of the slice; there are no changes then.
 */
int difference_read(struct spatch_task *task, const struct slice *slice, const char *placeholder,
		    const struct buf *after, struct error *err);

#endif
