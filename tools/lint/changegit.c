// SPDX-License-Identifier: GPL-2.0-only
/* changegit: the changes that git knows of: of the work tree, of the index, of commits. */
#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "changes.h"
#include "git.h"

#define MARKER "gupsweep-commit " /* begins no line of a diff */

/* -- from git's diffs ------------------------------------------------------------------------ */

static void take_file(struct delta *c, const struct patch *patch, const struct patch_file *p)
{
	struct changed_file *f = NULL;

	if (p->new_path && p->new_type == PATCH_REGULAR && !p->binary && change_is_c(p->new_path)) {
		f = change_add_file(c, p->new_path);
		patch_ranges(patch, p, &f->range, &f->ranges, &f->room);
	}
	for (size_t i = p->first; i < p->end; i++) {
		uint32_t line = patch->hunk[i].range.new_first;

		for (size_t k = patch->hunk[i].first; k < patch->hunk[i].end; k++) {
			const struct patch_line *l = &patch->line[k];

			if (l->mark == '-' && f && change_takes_lock(l->text, l->len))
				VEC_PUSH(f->unlock, f->unlocks, f->unlock_room, line);
			if (l->mark == '+' && change_takes_lock(l->text, l->len))
				c->locks = true;
			line += l->mark != '-';
		}
	}
}

/* Binary files of C would be left out silently. */
static void note_binary(const struct patch_file *p, struct problems *problems)
{
	if (p->binary && p->new_path && change_is_c(p->new_path))
		problem_add(problems, p->new_path,
			    "git takes it for binary, so its lines are not known; see "
			    "gitattributes(5)");
}

static int read_diff(struct delta *c, const char *text, size_t len, struct patch *patch,
		     struct problems *problems, struct error *err)
{
	if (patch_parse(patch, text, len, "git diff", err))
		return -1;
	for (size_t i = 0; i < patch->files; i++) {
		take_file(c, patch, &patch->file[i]);
		note_binary(&patch->file[i], problems);
	}
	return 0;
}

#define MAX_ARGS 60

/* Append the user's paths behind "--", or nothing. @args has room. */
static void add_paths(const char **args, size_t count, const char *const *paths)
{
	args[count++] = "--";
	while (paths && *paths && count < MAX_ARGS)
		args[count++] = *paths++;
	args[count] = NULL;
}

/* `git diff @against`, whatever the user's configuration says, into @c. */
static int read_git_diff(const struct change_options *o, const char *against, struct delta *c,
			 struct patch *patch, struct problems *problems, struct error *err)
{
	const char *args[MAX_ARGS + 1] = { "diff",
					   against,
					   "-p",
					   "-U0",
					   "--full-index",
					   "-M",
					   "--no-color",
					   "--no-ext-diff",
					   "--no-textconv",
					   "--src-prefix=a/",
					   "--dst-prefix=b/",
					   "--relative",
					   "--ignore-submodules=all" };
	struct buf out = { 0 };
	int ret;

	add_paths(args, 13, o->args);
	ret = git_run(o->root, args, NULL, &out, err);
	if (!ret)
		ret = read_diff(c, out.data ? out.data : "", out.len, patch, problems, err);
	buf_free(&out);
	return ret;
}

int changegit_work_tree(const struct change_options *o, struct delta *c, struct problems *problems,
			struct error *err)
{
	struct patch patch = { 0 };
	struct error again;
	int ret;

	if (tree_open(&c->tree, o->root, NULL, err))
		return -1;
	ret = read_git_diff(o, "HEAD", c, &patch, problems, err);
	if (ret && !patch.name) {
		/* perhaps there is no commit yet: then all of the index is new */
		patch_free(&patch);
		ret = read_git_diff(o, "--cached", c, &patch, problems, &again);
	}
	patch_free(&patch);
	return ret;
}

/* Put the staged text of each file on top of HEAD's tree. */
static int put_blobs(struct delta *c, const struct patch *patch, const char *root,
		     struct error *err)
{
	git_repository *repo = NULL;
	int ret = 0;

	if (!patch->files)
		return 0;
	if (git_repository_open_ext(&repo, root, GIT_REPOSITORY_OPEN_CROSS_FS, NULL))
		return error_set(err, "open repository: on %s: %s; check it with git fsck", root,
				 git_error_last() ? git_error_last()->message : "failed");
	for (size_t i = 0; i < patch->files && !ret; i++) {
		const struct patch_file *p = &patch->file[i];
		git_blob *blob = NULL;
		git_oid id;

		if (p->old_path && (!p->new_path || p->kind == PATCH_RENAME))
			tree_put(c->tree, p->old_path, NULL, 0);
		if (!p->new_path || p->new_type != PATCH_REGULAR || !change_is_c(p->new_path))
			continue;
		/* without an "index" line only the name or the mode changed */
		if (!*p->new_id && p->kind == PATCH_RENAME) {
			struct buf text = { 0 };
			struct tree *head = NULL;

			if (!tree_open(&head, root, "HEAD", err) &&
			    !tree_read(head, p->old_path, &text, err))
				tree_put(c->tree, p->new_path, text.data ? text.data : "",
					 text.len);
			tree_close(head);
			buf_free(&text);
			continue;
		}
		if (!*p->new_id)
			continue;
		if (git_oid_fromstr(&id, p->new_id) || git_blob_lookup(&blob, repo, &id))
			ret = error_set(err,
					"read: on %s: its staged text is not in the repository; "
					"check it with git fsck",
					p->new_path);
		else
			tree_put(c->tree, p->new_path, git_blob_rawcontent(blob),
				 (size_t)git_blob_rawsize(blob));
		git_blob_free(blob);
	}
	git_repository_free(repo);
	return ret;
}

int changegit_staged(const struct change_options *o, struct delta *c, struct problems *problems,
		     struct error *err)
{
	struct patch patch = { 0 };
	int ret = read_git_diff(o, "--cached", c, &patch, problems, err);

	git_libgit2_init();
	/* libgit2 keeps no tree of more than 4 KB by itself, and would inflate include/linux a
	 * hundred times */
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)1 << 20);
	/* before the first commit everything that is read is in the index */
	if (!ret && c->files && tree_open(&c->tree, o->root, "HEAD", err))
		ret = tree_open(&c->tree, o->root, NULL, err);
	if (!ret && c->files)
		ret = put_blobs(c, &patch, o->root, err);
	git_libgit2_shutdown();
	patch_free(&patch);
	return ret;
}

/* The output of git log: a marker line before each commit's diff. */
static int read_log(const char *root, const struct buf *out, struct delta_list *list,
		    struct problems *problems, struct error *err)
{
	const char *at = out->data, *end = at + out->len;

	while (at && at < end) {
		const char *id = at + strlen(MARKER), *diff = strchr(id, '\n'), *next;
		struct patch patch = { 0 };
		char *commit;
		struct delta *c;
		int ret;

		if (!diff)
			break;
		next = strstr(diff, "\n" MARKER);
		next = next ? next + 1 : end;
		commit = memory_strndup(id, (size_t)(diff - id));
		c = change_add(list, commit);
		free(commit);
		ret = read_diff(c, diff, (size_t)(next - diff), &patch, problems, err);
		patch_free(&patch);
		if (!ret && c->files)
			ret = tree_open(&c->tree, root, c->commit, err);
		if (ret)
			return -1;
		at = next;
	}
	return 0;
}

int changegit_commits(const struct change_options *o, struct delta_list *list,
		      struct problems *problems, struct error *err)
{
	for (const char *const *rev = o->args; *rev; rev++) {
		bool is_range = strstr(*rev, "..") != NULL;
		const char *args[] = { "-c",
				       "log.showRoot=true",
				       "-c",
				       "log.showSignature=false",
				       "log",
				       "--reverse",
				       "--format=" MARKER "%H",
				       is_range ? "--no-merges" : "-m",
				       is_range ? "--topo-order" : "--first-parent",
				       is_range ? "--topo-order" : "-1",
				       "-p",
				       "-U0",
				       "--full-index",
				       "-M",
				       "--no-color",
				       "--no-ext-diff",
				       "--no-textconv",
				       "--no-notes",
				       "--src-prefix=a/",
				       "--dst-prefix=b/",
				       "--relative",
				       "--ignore-submodules=all",
				       "--end-of-options",
				       *rev,
				       "--",
				       NULL };
		struct buf out = { 0 };
		int ret = git_run(o->root, args, NULL, &out, err);

		if (!ret)
			ret = read_log(o->root, &out, list, problems, err);
		buf_free(&out);
		if (ret)
			return -1;
	}
	return 0;
}
