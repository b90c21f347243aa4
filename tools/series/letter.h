/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * letter: a patch or the cover letter as the mail to be sent: what git format-patch made of its commit,
 * with thread, recipients and the notes below "---".
 */
#ifndef GUPSWEEP_SERIES_LETTER_H
#define GUPSWEEP_SERIES_LETTER_H

#include <time.h>

#include "part.h"

#define LETTER_SIGNATURE "gupsweep " GUPSWEEP_VERSION /* below "-- ": by this our files are known */

/* What the mails of one series share. */
struct letter_series {
	const char *prefix; /* "PATCH", "RFC PATCH net-next" */
	int version;	    /* -v; 1 is not told */
	bool cover, signoff;
	char *name,
		*email; /* of git's configuration, or NULL: then no From: and no Signed-off-by: */
	time_t date;
	char *id; /* hex, for the message ids */
};

/* Append patch @number, from 1, of which p->mail is git's. */
void letter_patch(const struct letter_series *s, size_t number, const struct part *p,
		  struct buf *mail);
/* Append the cover letter, of which @draft is git's, with this subject and text. */
void letter_cover(const struct letter_series *s, const struct buf *draft, const char *subject,
		  const struct buf *text, const struct strings *to, const struct strings *cc,
		  struct buf *mail);

#endif
