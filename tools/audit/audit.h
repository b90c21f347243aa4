/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * audit: the second judge. Says of every site whether it may be rewritten, into which form, and why
 * not, from the statements of its function alone. Knows nothing of the semantic patches. Needs
 * tree, source, api and the sites; leaves one judgement for each.
 */
#ifndef GUPSWEEP_AUDIT_H
#define GUPSWEEP_AUDIT_H

#include "../find/site.h"
#include "judgement.h"

/* Where definitions and callers are looked up. */
struct audit_origin {
	struct tree *tree;   /* of the sites */
	struct tree *kernel; /* of the API: the same one, or for a module that of --kernel */
	const struct tree_index *index; /* of the whole tree, or NULL: then it is read again */
	int jobs; /* threads that read it; 0: it is not searched, and a verdict that needs it is manual */
};

struct audit;

/* Nothing is judged yet. All must outlive it. */
struct audit *audit_new(const struct audit_origin *origin, const struct api *api,
			const struct sites *sites);
/*
 * Judge every site. @judgement has room for one each. What could not be read goes to @problems.
 * Returns 0, or -1 with @err set.
 */
int audit_judge(struct audit *audit, struct judgement *judgement, struct problems *problems,
		struct error *err);
void audit_free(struct audit *audit);

/* What it has read: definitions and callers. The audit's. */
struct library *audit_library(struct audit *audit);

#endif
