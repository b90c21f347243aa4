// SPDX-License-Identifier: GPL-2.0-only
/* history: one line of descent, from commit to the parent that had the same file. */
#include "history.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

/* Some years of a file that seldom changes; about a second. */
#define MAX_STEPS 20000

static bool file_id(const struct base *base, git_commit *commit, const char *path, git_oid *id)
{
	git_tree_entry *entry = base_entry(base, commit, path);
	bool found = entry && git_tree_entry_type(entry) == GIT_OBJECT_BLOB;

	if (found)
		*id = *git_tree_entry_id(entry);
	git_tree_entry_free(entry);
	return found;
}

/*
 * The parent to go on with: one that has the same file, else the first that has it at all. *@same
 * tells which. NULL: none has it, or it is not in the repository (a shallow clone).
 */
static git_commit *step_back(const struct base *base, git_commit *commit, const char *path,
			     git_oid *id, bool *same)
{
	git_commit *next = NULL;
	git_oid next_id = *id;

	*same = false;
	for (unsigned int i = 0; i < git_commit_parentcount(commit) && !*same; i++) {
		git_commit *parent = NULL;
		git_oid parent_id;

		if (git_commit_parent(&parent, commit, i) ||
		    !file_id(base, parent, path, &parent_id)) {
			git_commit_free(parent);
			continue;
		}
		*same = git_oid_equal(&parent_id, id);
		if (next && !*same) {
			git_commit_free(parent);
			continue;
		}
		git_commit_free(next);
		next = parent;
		next_id = parent_id;
	}
	*id = next_id;
	return next;
}

void history_read(const struct base *base, const char *path, size_t wanted, struct history *history)
{
	git_commit *commit = NULL;
	git_oid id;

	*history = (struct history){ 0 };
	if (!base->repo || git_commit_lookup(&commit, base->repo, &base->commit) ||
	    !file_id(base, commit, path, &id)) {
		git_commit_free(commit);
		return;
	}
	for (int steps = 0; commit && steps < MAX_STEPS && history->count < wanted; steps++) {
		bool same;
		git_commit *next = step_back(base, commit, path, &id, &same);
		const char *subject = same || git_commit_parentcount(commit) > 1
					      ? NULL
					      : git_commit_summary(commit);

		if (subject)
			VEC_PUSH(history->subject, history->count, history->room,
				 memory_strdup(subject));
		git_commit_free(commit);
		commit = next;
	}
	git_commit_free(commit);
}

void history_free(struct history *history)
{
	for (size_t i = 0; i < history->count; i++)
		free(history->subject[i]);
	free(history->subject);
	*history = (struct history){ 0 };
}
