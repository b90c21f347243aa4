// SPDX-License-Identifier: GPL-2.0-only
/* base: find the repository, the commit, and the tree's place in it. */
#include "base.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

const char *base_why(void)
{
	const git_error *e = git_error_last();

	return e && e->message ? e->message : "unknown failure";
}

/* The place of folder @real in the work tree: "" or "linux/"; a bare repository has no other place. */
static char *find_prefix(git_repository *repo, const char *real)
{
	const char *workdir = git_repository_workdir(repo);
	char *work = workdir ? realpath(workdir, NULL) : NULL;
	size_t len = work ? strlen(work) : 0;
	char *prefix = NULL;

	if (work && !strcmp(work, "/"))
		len = 0;
	if (work && !strncmp(real, work, len) && real[len] == '/' && real[len + 1] &&
	    strncmp(real + len, "/.git", strlen("/.git")) != 0)
		prefix = memory_printf("%s/", real + len + 1);
	free(work);
	return prefix ? prefix : memory_strdup("");
}

git_tree_entry *base_entry(const struct base *base, git_commit *commit, const char *path)
{
	char *full = memory_printf("%s%s", base->prefix, path);
	git_tree_entry *entry = NULL;
	git_tree *top = NULL;

	if (git_commit_tree(&top, commit) || git_tree_entry_bypath(&entry, top, full))
		entry = NULL;
	git_tree_free(top);
	free(full);
	return entry;
}

static git_tree_entry *entry_of_base(const struct base *base, const char *path)
{
	git_tree_entry *entry = NULL;
	git_commit *commit = NULL;

	if (!git_commit_lookup(&commit, base->repo, &base->commit))
		entry = base_entry(base, commit, path);
	git_commit_free(commit);
	return entry;
}

static int find_commit(const struct tree *tree, struct base *base)
{
	const char *rev = tree_rev(tree);

	return rev ? git_oid_fromstr(&base->commit, rev)
		   : git_reference_name_to_id(&base->commit, base->repo, "HEAD");
}

int base_open(const struct tree *tree, const char *path, struct base *base, struct error *err)
{
	char *real = realpath(tree_root(tree), NULL);
	git_tree_entry *entry = NULL;
	int ret;

	*base = (struct base){ 0 };
	git_libgit2_init();
	if (!real || git_repository_open_ext(&base->repo, real, GIT_REPOSITORY_OPEN_CROSS_FS, NULL))
		goto none;
	base->prefix = find_prefix(base->repo, real);
	ret = find_commit(tree, base);
	if (ret && ret != GIT_ENOTFOUND && ret != GIT_EUNBORNBRANCH) {
		error_set(err, "git: on %s: %s; check the repository with git fsck",
			  tree_root(tree), base_why());
		free(real);
		base_close(base);
		return -1;
	}
	entry = ret ? NULL : entry_of_base(base, path);
	if (entry) {
		git_tree_entry_free(entry);
		free(real);
		return 0;
	}
none:
	free(real);
	base_close(base);
	return 0;
}

void base_close(struct base *base)
{
	/* Also {0}, which never was opened. */
	if (base->repo)
		git_repository_free(base->repo);
	free(base->prefix);
	*base = (struct base){ 0 };
}

bool base_has(const struct base *base, const char *path, const struct buf *text)
{
	git_tree_entry *entry = base->repo ? entry_of_base(base, path) : NULL;
	git_oid id;
	bool has = entry && !git_odb_hash(&id, text->data, text->len, GIT_OBJECT_BLOB) &&
		   git_oid_equal(&id, git_tree_entry_id(entry));

	git_tree_entry_free(entry);
	return has;
}
