/* SPDX-License-Identifier: GPL-2.0-only */
/* letter: a patch or the cover letter as the mail that git format-patch would have made of it. */
#ifndef GUPSWEEP_SERIES_LETTER_H
#define GUPSWEEP_SERIES_LETTER_H

#include <stdbool.h>
#include <time.h>

#include "part.h"

#define LETTER_SIGNATURE "gupsweep " GUPSWEEP_VERSION /* below "-- ": by this our files are known */

/* What the mails of one series share. */
struct letter_series {
	const char *prefix; /* "PATCH", "PATCH net-next" */
	bool rfc;
	int version;  /* -v; 1 is not told */
	size_t total; /* patches, without the cover */
	bool cover;
	const char *name, *email; /* of the sender, or NULL: then no From: and no Signed-off-by: */
	time_t date;
	char id[41];		 /* hex, for the message ids */
	const char *base_commit; /* hex, or NULL */
};

/* The name of the file of patch @number (0: the cover): "v2-0001-xsk-use-....patch". The caller's. */
char *letter_file_name(const struct letter_series *s, size_t number, const char *subject);
/* Append patch @number, from 1. */
void letter_patch(const struct letter_series *s, size_t number, const struct part *p,
		  struct buf *mail);
/* Append the cover letter with this text and the diffstat of all. */
void letter_cover(const struct letter_series *s, const char *subject, const struct buf *text,
		  const struct diffstat *stat, const struct strings *to, const struct strings *cc,
		  struct buf *mail);
/* The commit message of @p: subject, body, trailers. The caller's. */
char *letter_commit_message(const struct letter_series *s, const struct part *p);

#endif
