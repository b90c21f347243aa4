/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * latest: where a finding of one commit among several is by the last of them, which is what a page with
 * annotations shows. Needs lint.
 */
#ifndef GUPSWEEP_LATEST_H
#define GUPSWEEP_LATEST_H

#include "change/patch.h"
#include "lint.h"

struct latest {
	char *path;	   /* in the last commit */
	bool gone;	   /* it has no such file any more */
	struct patch diff; /* from the finding's text to the last one, if they differ */
	struct buf text;   /* the finding's */
};

/* @latest is the caller's, for latest_close(). What cannot be read counts as gone. */
void latest_open(const struct lint *lint, const struct finding *f, struct latest *latest);
/* Line @line of the finding's text in the last one. False: it was changed; then the place near it. */
bool latest_line(const struct latest *latest, uint32_t line, uint32_t *now);
void latest_close(struct latest *latest);

#endif
