/* SPDX-License-Identifier: GPL-2.0-only */
/* history: the subjects of the commits that changed one file, newest first, as git log has them. */
#ifndef GUPSWEEP_SERIES_HISTORY_H
#define GUPSWEEP_SERIES_HISTORY_H

#include "base.h"

struct history {
	char **subject;
	size_t count, room;
};

/*
 * At most @wanted subjects of commits that changed the tree's file @path, from base->commit back.
 * Of a merge only the side is followed that the file came from; so is git log's way. The walk ends
 * after some thousand commits. @history is the caller's, for history_free().
 */
void history_read(const struct base *base, const char *path, size_t wanted,
		  struct history *history);
void history_free(struct history *history);

#endif
