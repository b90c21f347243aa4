/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slice: what spatch gets to see of a file: the wanted functions and the preprocessor lines, all
 * else gone (spatch takes the longer the further down a function stands); and what it changed in that.
 * Only tokens count, never layout.
 * Needs one task; leaves text and where each piece of it came from.
 */
#ifndef GUPSWEEP_SLICE_H
#define GUPSWEEP_SLICE_H

#include "spatch.h"

/* A token of a text, or the line of an #if, #else or #endif. */
struct piece {
	uint32_t at, len; /* bytes of the text */
	uint32_t token;	  /* index in the file it is from; SOURCE_NONE for a line */
};

/* Is it a line that a change must not move across? */
static inline bool piece_is_landmark(const struct directive *d)
{
	return d->kind == DIRECTIVE_IF || d->kind == DIRECTIVE_ELSE || d->kind == DIRECTIVE_ENDIF;
}

struct slice {
	struct buf text;
	struct piece *piece; /* its tokens, and the #if lines in the bodies of the functions */
	size_t pieces, room;
};

#define SLICE_HIDDEN "gupsweep_masked" /* stands for the name of a call that is hidden */

/* Cut the slice of @task. @slice is the caller's, for slice_free(). */
void slice_make(const struct spatch_task *task, struct slice *slice);
void slice_free(struct slice *slice);
/*
 * Compare @slice of @task with @after, what spatch made of it. Fills task->changes (empty at first)
 * and sets task->parsed for each function whose body has the marker. Statements that stayed are
 * matched first, so a change is whole statements deleted or inserted, or tokens within one statement.
 * @placeholder: a name that may be new, or NULL. Returns 0, or -1 with @err set when the output is
 * nothing that a semantic patch could have made of the slice; there are no changes then.
 */
int slice_compare(struct spatch_task *task, const struct slice *slice, const char *placeholder,
		  const struct buf *after, struct error *err);

#endif
