// SPDX-License-Identifier: GPL-2.0-only
/* changegit: the changes that git knows of: of the work tree, of the index, of commits. */
#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "changes.h"
#include "git.h"
#include "tree/overlay.h"

#define MARKER "gupsweep-commit " /* begins no line of a diff */

/* What git prints, as it goes into a delta. With @stage not NULL its tree gets the staged texts. */
struct stage {
	git_repository *repo;
	struct tree *tree; /* of HEAD, or of the directory before the first commit */
};

static int stage_open(struct stage *s, const char *root, struct error *err)
{
	if (s->tree)
		return 0;
	/* libgit2 keeps no tree of more than 4 KB by itself, and would inflate include/linux a
	 * hundred times */
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)1 << 20);
	if (tree_open(&s->tree, root, "HEAD", err) && tree_open(&s->tree, root, NULL, err))
		return -1;
	if (git_repository_open_ext(&s->repo, root, GIT_REPOSITORY_OPEN_CROSS_FS, NULL))
		return error_set(err, "open repository: on %s: %s; check it with git fsck", root,
				 git_error_last() ? git_error_last()->message : "failed");
	return 0;
}

/* Put the staged text of the patch's file at hand on top of the tree. */
static int stage_put(struct stage *s, const struct patch *p, struct error *err)
{
	struct buf text = { 0 };
	git_blob *blob = NULL;
	struct error ignored;
	git_oid id;
	int ret = 0;

	if (p->old_path && (!p->new_path || p->kind == PATCH_RENAME))
		tree_put(s->tree, p->old_path, NULL, 0);
	if (!p->new_path || p->new_type != PATCH_REGULAR || !change_is_c(p->new_path))
		return 0;
	if (*p->new_id) {
		if (git_oid_fromstr(&id, p->new_id) || git_blob_lookup(&blob, s->repo, &id))
			ret = error_set(err,
					"read: on %s: its staged text is not in the repository; "
					"check it with git fsck",
					p->new_path);
		else
			tree_put(s->tree, p->new_path, git_blob_rawcontent(blob),
				 (size_t)git_blob_rawsize(blob));
		git_blob_free(blob);
	} else if (p->kind == PATCH_RENAME &&
		   !tree_read_below(s->tree, p->old_path, &text, &ignored)) {
		/* without an "index" line only the name or the mode changed */
		tree_put(s->tree, p->new_path, text.data ? text.data : "", text.len);
	}
	buf_free(&text);
	return ret;
}

static int read_diff(const struct change_options *o, struct delta *c, const char *text, size_t len,
		     struct stage *stage, struct problems *problems, struct error *err)
{
	struct patch patch;
	int ret = patch_open(&patch, text, len, "git diff", err);

	while (!ret && !(ret = patch_next(&patch))) {
		const char *path = patch.new_path ? patch.new_path : patch.old_path;

		change_take(o, c, &patch);
		/* a binary file of C would be left out silently */
		if (patch.binary && patch.new_path && change_is_c(path))
			problem_add(problems, path,
				    "git takes it for binary, so its lines are not known; see "
				    "gitattributes(5)");
		if (stage)
			ret = stage_open(stage, o->root, err) || stage_put(stage, &patch, err) ? -1
											       : 0;
	}
	patch_close(&patch);
	return ret < 0 ? -1 : 0;
}

/* Every diff is made so, whatever the user's configuration says. */
#define DIFF_ARGS                                                                                  \
	"-p", "-U0", "--full-index", "-M", "--no-color", "--no-ext-diff", "--no-textconv",         \
		"--src-prefix=a/", "--dst-prefix=b/", "--relative", "--ignore-submodules=all"

/* Append to @out what `git diff @against` prints of the user's paths. */
static int git_diff_text(const struct change_options *o, const char *against, struct buf *out,
			 struct error *err)
{
	static const char *const always[] = { DIFF_ARGS, "--" };
	const char **args = NULL;
	size_t count = 0, room = 0;
	int ret;

	VEC_PUSH(args, count, room, "diff");
	VEC_PUSH(args, count, room, against);
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		VEC_PUSH(args, count, room, always[i]);
	for (const char *const *path = o->args; path && *path; path++)
		VEC_PUSH(args, count, room, *path);
	VEC_PUSH(args, count, room, NULL);
	ret = git_run(o->root, args, NULL, out, err);
	free(args);
	return ret;
}

int changegit_work_tree(const struct change_options *o, struct delta *c, struct problems *problems,
			struct error *err)
{
	struct buf out = { 0 };
	struct error again;
	int ret;

	if (tree_open(&c->tree, o->root, NULL, err))
		return -1;
	c->before_rev = memory_strdup("HEAD");
	ret = git_diff_text(o, "HEAD", &out, err);
	if (ret) {
		/* perhaps there is no commit yet: then all of the index is new */
		buf_reset(&out);
		ret = git_diff_text(o, "--cached", &out, &again);
	}
	if (!ret)
		ret = read_diff(o, c, out.data ? out.data : "", out.len, NULL, problems, err);
	buf_free(&out);
	return ret;
}

int changegit_staged(const struct change_options *o, struct delta *c, struct problems *problems,
		     struct error *err)
{
	struct stage stage = { 0 };
	struct buf out = { 0 };
	int ret = git_diff_text(o, "--cached", &out, err);

	git_libgit2_init();
	if (!ret)
		ret = read_diff(o, c, out.data ? out.data : "", out.len, &stage, problems, err);
	c->tree = stage.tree;
	git_repository_free(stage.repo);
	git_libgit2_shutdown();
	buf_free(&out);
	return ret;
}

/* The output of git log: a marker line before each commit's diff. */
static int read_log(const struct change_options *o, const struct buf *out, struct delta_list *list,
		    struct problems *problems, struct error *err)
{
	const char *at = out->data, *end = at + out->len;

	while (at && at < end) {
		const char *id = at + strlen(MARKER), *diff = strchr(id, '\n'), *next;
		char *commit;
		struct delta *c;

		if (!diff)
			break;
		next = strstr(diff, "\n" MARKER);
		next = next ? next + 1 : end;
		commit = memory_strndup(id, (size_t)(diff - id));
		c = change_add(list, commit);
		c->before_rev = memory_printf("%s^", commit);
		free(commit);
		if (read_diff(o, c, diff, (size_t)(next - diff), NULL, problems, err) ||
		    (c->files && tree_open(&c->tree, o->root, c->commit, err)))
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
				       DIFF_ARGS,
				       "--no-notes",
				       "--end-of-options",
				       *rev,
				       "--",
				       NULL };
		struct buf out = { 0 };
		int ret = git_run(o->root, args, NULL, &out, err);

		if (!ret)
			ret = read_log(o, &out, list, problems, err);
		buf_free(&out);
		if (ret)
			return -1;
	}
	return 0;
}
