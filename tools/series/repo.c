// SPDX-License-Identifier: GPL-2.0-only
/* repo: each question is one run of git in the tree's root, to which all paths are relative. */
#include "repo.h"

#include <git2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "change/git.h"

/* What git prints for @args, without the newline at its end; the caller's, or NULL. */
static char *ask(const char *dir, const char *const *args)
{
	struct buf out = { 0 };
	struct error ignored;

	if (git_run(dir, args, NULL, &out, &ignored)) {
		buf_free(&out);
		return NULL;
	}
	if (out.len && out.data[out.len - 1] == '\n')
		out.data[--out.len] = '\0';
	return buf_detach(&out);
}
#define ASK(dir, ...) ask(dir, (const char *const[]){ __VA_ARGS__, NULL })

void repo_open(const struct tree *tree, const char *path, struct repo *repo)
{
	static const char *const ours[] = { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE",
					    "GIT_OBJECT_DIRECTORY" };
	const char *rev = tree_rev(tree);
	char *entry = NULL;

	/* The repository is the tree's, whichever a hook around us is in; and nothing is fetched. */
	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		unsetenv(ours[i]);
	setenv("GIT_ALLOW_PROTOCOL", "none", 1);
	*repo = (struct repo){ .dir = realpath(tree_root(tree), NULL) };
	if (repo->dir)
		repo->commit = ASK(repo->dir, "rev-parse", "-q", "--verify", rev ? rev : "HEAD");
	if (repo->commit) {
		repo->prefix = ASK(repo->dir, "rev-parse", "--show-prefix");
		repo->objects = ASK(repo->dir, "rev-parse", "--path-format=absolute", "--git-path",
				    "objects");
		entry = ASK(repo->dir, "--literal-pathspecs", "ls-tree", repo->commit, "--", path);
	}
	if (!repo->prefix || !repo->objects || !entry || !*entry)
		repo_close(repo);
	free(entry);
}

void repo_close(struct repo *repo)
{
	free(repo->dir);
	free(repo->commit);
	free(repo->prefix);
	free(repo->objects);
	free(repo->branch);
	free(repo->before);
	*repo = (struct repo){ 0 };
}

bool repo_has(const struct repo *repo, struct part_file *file)
{
	char *entry = repo->dir ? ASK(repo->dir, "--literal-pathspecs", "ls-tree", "-z",
				      repo->commit, "--", file->path)
				: NULL;
	char mode[sizeof(file->mode)], id[GIT_OID_HEXSZ + 1];
	git_oid has, wanted;
	bool same = entry && sscanf(entry, "%6[0-7] blob %40[0-9a-f]", mode, id) == 2 &&
		    !git_oid_fromstr(&has, id) &&
		    !git_odb_hash(&wanted, file->before.data, file->before.len, GIT_OBJECT_BLOB) &&
		    git_oid_equal(&has, &wanted);

	if (same)
		memcpy(file->mode, mode, sizeof(mode));
	free(entry);
	return same;
}

void repo_history(const struct repo *repo, const char *path, int wanted, struct buf *subjects)
{
	char *count = memory_printf("--max-count=%d", wanted);
	char *said = repo->dir ? ASK(repo->dir, "--literal-pathspecs", "rev-list", "--no-merges",
				     "--no-commit-header", "--format=%s", count, repo->commit, "--",
				     path)
			       : NULL;

	buf_addstr(subjects, said ? said : "");
	free(said);
	free(count);
}

char *repo_config(const struct repo *repo, const char *name)
{
	char *value = ASK(repo->dir ? repo->dir : "/", "config", "--get", name);

	if (value && *value)
		return value;
	free(value);
	return NULL;
}

/* -- the branch ----------------------------------------------------------------------------- */

int repo_check_branch(struct repo *repo, const char *name, bool force, struct error *err)
{
	char *valid, *head;
	bool checked_out;

	if (!repo->dir)
		return error_set(err,
				 "branch: on %s: TREE is in no git repository that tracks it; "
				 "leave out --branch",
				 name);
	repo->branch = memory_printf("refs/heads/%s", name);
	valid = *name == '-' ? NULL : ASK(repo->dir, "check-ref-format", repo->branch);
	free(valid);
	if (!valid)
		return error_set(
			err, "branch: on %s: no name for a branch; see git check-ref-format", name);
	head = ASK(repo->dir, "symbolic-ref", "-q", "HEAD");
	checked_out = head && !strcmp(head, repo->branch);
	free(head);
	if (checked_out)
		return error_set(err, "branch: on %s: is checked out; name another one", name);
	repo->before = ASK(repo->dir, "rev-parse", "-q", "--verify", repo->branch);
	if (repo->before && !force)
		return error_set(
			err, "branch: on %s: exists; name another one, or use --force to move it",
			name);
	repo->before = repo->before ? repo->before : memory_strdup("");
	return 0;
}

/* Let the branch go from @from to @to ("": it is not there). */
static int move_branch(const struct repo *repo, const char *to, const char *from, struct error *err)
{
	const char *const set[] = {
		"-c",	      "core.hooksPath=/dev/null",
		"update-ref", "-m",
		"gupsweep",   repo->branch,
		to,	      *from ? from : "0000000000000000000000000000000000000000",
		NULL
	};
	const char *const delete[] = {
		"-c", "core.hooksPath=/dev/null", "update-ref", "-d", repo->branch, from, NULL
	};
	struct buf out = { 0 };
	int ret = git_run(repo->dir, *to ? set : delete, NULL, &out, err);

	buf_free(&out);
	return ret;
}

int repo_set_branch(const struct repo *repo, const char *tip, const struct buf *pack,
		    struct error *err)
{
	const char *const take[] = { "index-pack", "--stdin", "--fix-thin", NULL };
	struct buf out = { 0 };
	int ret = git_run(repo->dir, take, pack, &out, err);

	buf_free(&out);
	return ret ? -1 : move_branch(repo, tip, repo->before, err);
}

void repo_undo_branch(const struct repo *repo, const char *tip)
{
	struct error ignored;

	move_branch(repo, repo->before, tip, &ignored);
}
