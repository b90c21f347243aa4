/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * audit: the second judge. Says of every site whether it may be rewritten, into which form, and why
 * not, from the statements of its function alone. Knows nothing of the semantic patches. Needs
 * tree, source, api and the sites; leaves one judgement for each.
 */
#ifndef GUPSWEEP_AUDIT_H
#define GUPSWEEP_AUDIT_H

#include "code/library.h"
#include "gup/sites/site.h"
#include "judgement.h"

struct audit;

/* Nothing is judged yet. All must outlive it. @fast: prefer the fast form where it fits. */
struct audit *audit_new(const struct library_origin *origin, const struct api *api,
			const struct sites *sites, bool fast);
/* Have rewrites say what they rest on (judgement.rests): to find that out again costs a while. */
void audit_tell_rests(struct audit *audit);
/* Judge every site. @judgement has room for one each. Returns 0, or -1 with @err set. */
int audit_judge(struct audit *audit, struct judgement *judgement, struct error *err);
void audit_free(struct audit *audit);

/* What it has read: definitions and callers. The audit's. */
struct library *audit_library(struct audit *audit);

#endif
