/* SPDX-License-Identifier: GPL-2.0-only */
/* report: the result of a sweep as text, JSON or a diff. Changes nothing. */
#ifndef GUPSWEEP_REPORT_H
#define GUPSWEEP_REPORT_H

#include <stdio.h>

#include "gup/sites/site.h"
#include "gup/verdict/judgement.h"
#include "gup/verdict/near.h"
#include "layout/layout.h"
#include "series/part.h"

/* What is reported; all borrowed. */
struct report {
	const char *tree; /* as the user named it */
	const char *rev;  /* full commit id, or NULL */
	const struct api *api;
	const struct sites *sites;
	const struct judgement *judgement; /* one for each site */
	const struct edits *edits;	   /* one for each file of sites->file */
	const struct problems *problems;
	size_t files_seen;
	const struct nears *near; /* neighbours of the family, or NULL */
	const struct part *first; /* introduces the variants, its edits included; or NULL */
};

struct report_style {
	bool color;
	bool verbose; /* also the evidence of each site */
	bool quiet;   /* no summary */
};

/* Each returns 0, or -1 with @err set (a full disk, a closed pipe). */
int report_text(const struct report *report, const struct report_style *style, FILE *out,
		struct error *err);
int report_json(const struct report *report, FILE *out, struct error *err);
int report_diff(const struct report *report, const struct report_style *style, FILE *out,
		struct error *err);
struct verify;
int report_verify(const struct verify *verify, const struct report_style *style, FILE *out,
		  struct error *err);
int report_api(const struct api *api, FILE *out, struct error *err);

#endif
