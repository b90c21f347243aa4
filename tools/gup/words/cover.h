/* SPDX-License-Identifier: GPL-2.0-only */
/* cover: the text of the cover letter: what, why, numbers, what is left to people, how to reproduce. */
#ifndef GUPSWEEP_SERIES_COVER_H
#define GUPSWEEP_SERIES_COVER_H

#include "gup/series/series.h"

char *cover_subject(const struct series_input *in); /* the caller's */
/* Append the text, without diffstat. @part: those of the series, in order. */
void cover_text(const struct series_options *options, const struct series_input *in,
		const struct part *part, size_t count, struct buf *text);

#endif
