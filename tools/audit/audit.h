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

/* Judge every site of @sites. @tree is where the files came from, to look up definitions.
 * @kernel is the tree of the API: the same one, or for a module the one of --kernel.
 * @jobs threads search the tree. @judgement has room for sites->count. What could not be read goes to @problems.
 * Returns 0, or -1 with @err set. */
int audit_sites(struct tree *tree, struct tree *kernel, const struct api *api,
		const struct sites *sites, int jobs, struct judgement *judgement,
		struct problems *problems, struct error *err);

#endif
