/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * difference: what spatch did to a slice, as changes of the file's tokens. Only tokens count, never
 * layout. Needs the slice and spatch's output; leaves struct changes on the file's own indices.
 */
#ifndef GUPSWEEP_DIFFERENCE_H
#define GUPSWEEP_DIFFERENCE_H

#include "slice.h"

#define DIFFERENCE_MARKER                                                                          \
	"gupsweep_parsed" /* `gupsweep_parsed;` begins each body that was parsed */
#define DIFFERENCE_LOCKED "gupsweep_locked" /* stands for the variable that has no name yet */

/*
 * Compare @slice of @src with @after (@len bytes), spatch's output for it. Fills @out (empty at
 * first; the caller's) and sets parsed[i] for each functions[i] (@count of them) whose body has the
 * marker. Statements that stayed are matched first, so a change is whole statements deleted or
 * inserted, or tokens within one statement. Returns 0, or -1 with @err set when the output is
 * nothing that the semantic patches could have made of the slice; @out is empty then.
 */
int difference_read(const struct source *src, const struct slice *slice, const char *after,
		    size_t len, const uint32_t *functions, size_t count, struct changes *out,
		    bool *parsed, struct error *err);
void changes_free(struct changes *changes);

#endif
