// SPDX-License-Identifier: GPL-2.0-only
/*
 * plan: files with the same key go together. Each site's change is complete within its function, so
 * every grouping leaves a tree that builds after each patch.
 */
#include "plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* "drivers/infiniband/": two folders where the first holds many subsystems, else one. */
static char *subsystem(const char *path)
{
	static const char *const split[] = { "arch/", "drivers/",  "fs/",
					     "net/",  "security/", "sound/" };
	const char *slash = strchr(path, '/');

	for (size_t i = 0; slash && i < sizeof(split) / sizeof(split[0]); i++) {
		if (strncmp(path, split[i], strlen(split[i])) != 0)
			continue;
		if (strchr(slash + 1, '/'))
			slash = strchr(slash + 1, '/');
		break;
	}
	return slash ? memory_strndup(path, (size_t)(slash - path) + 1) : memory_strdup(path);
}

/* What files of one patch have in common; the caller's. */
static char *key_of(const struct maintainers *m, enum plan_split split, const char *path)
{
	struct buf key = { 0 };

	if (split == SPLIT_FILE)
		return memory_strdup(path);
	if (split == SPLIT_MAINTAINER)
		maintainers_key(m, path, &key);
	return key.len ? buf_detach(&key) : subsystem(path);
}

void plan_make(const struct sites *sites, const struct edits *edits, const struct maintainers *m,
	       enum plan_split split, struct plan *plan)
{
	char **key = memory_alloc((sites->files + 1) * sizeof(*key));

	*plan = (struct plan){ 0 };
	for (size_t i = 0; i < sites->files; i++) {
		size_t g = 0;

		if (!edits[i].count)
			continue;
		key[i] = key_of(m, split, sites->file[i].path);
		while (g < plan->count && strcmp(key[plan->group[g].file[0]], key[i]) != 0)
			g++;
		if (g == plan->count)
			VEC_PUSH(plan->group, plan->count, plan->room, (struct plan_group){ 0 });
		VEC_PUSH(plan->group[g].file, plan->group[g].count, plan->group[g].room, i);
	}
	for (size_t i = 0; i < sites->files; i++)
		free(key[i]);
	free(key);
}

void plan_free(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		free(plan->group[i].file);
	free(plan->group);
	*plan = (struct plan){ 0 };
}
