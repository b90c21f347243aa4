/* SPDX-License-Identifier: GPL-2.0-only */
/* silence: what the user does not want to hear: comments at the site, and a baseline. Needs finding. */
#ifndef GUPSWEEP_SILENCE_H
#define GUPSWEEP_SILENCE_H

#include "base/error.h"
#include "base/problem.h"
#include "gup/checks/finding.h"

/*
 * Is the finding at token @tok... on its line, or alone on the line before it, told to be ignored by
 * a comment "gupsweep: ignore ID - why"? One without a reason or with an unknown id is added to @notes
 * and does not count.
 */
bool silence_comment(const struct source *src, const struct finding *f, struct problems *notes);

/* Fingerprints of findings that are known. */
struct baseline {
	char (*fingerprint)[41];
	size_t count, room;
};

/* Read the file @path. @b is the caller's, for baseline_free(). Returns 0, or -1 with @err set. */
int baseline_read(const char *path, struct baseline *b, struct error *err);
bool baseline_has(const struct baseline *b, const struct finding *f);
void baseline_free(struct baseline *b);
/* Write the fingerprints of all of @list to @path, all or nothing. Returns 0, or -1 with @err set. */
int baseline_write(const char *path, const struct findings *list, struct error *err);

#endif
