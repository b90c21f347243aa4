/* SPDX-License-Identifier: GPL-2.0-only */
/* message: subject and body of the patch that rewrites some functions. */
#ifndef GUPSWEEP_SERIES_MESSAGE_H
#define GUPSWEEP_SERIES_MESSAGE_H

#include "facts.h"

/* The subject after its prefix: "use pin_user_pages_unlocked()". The caller's. */
char *message_subject(const struct facts *facts, size_t count);
/* Append the body. Returns 0, or -1 with @err set when the tree cannot be read. */
int message_body(struct tree *tree, const struct facts *facts, size_t count, struct buf *body,
		 struct error *err);
/* Append what is told below "---": the proof, and what the rewriting noted. */
void message_notes(const struct facts *facts, size_t count, struct buf *notes);

#endif
