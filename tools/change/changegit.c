// SPDX-License-Identifier: GPL-2.0-only
/* changegit: what git knows of that is no commit yet: the changes of the work tree and of the index. */
#include <errno.h>
#include <fcntl.h>
#include <git2.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "changes.h"
#include "git.h"
#include "tree/overlay.h"

/* What git prints, as it goes into a delta. With @stage not NULL its tree gets the staged texts. */
struct stage {
	git_repository *repo;
	struct tree *tree; /* of HEAD, or of the directory before the first commit */
	bool unborn;
};

static int stage_open(struct stage *s, const char *root, struct error *err)
{
	if (s->tree)
		return 0;
	/* libgit2 keeps no tree of more than 4 KB by itself, and would inflate include/linux a
	 * hundred times */
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)1 << 20);
	if (tree_open(&s->tree, root, s->unborn ? NULL : "HEAD", err))
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

/* -- what git prints ------------------------------------------------------------------------- */

/* Does it add the marks that a merge leaves? */
static bool has_marks(const struct patch *p)
{
	static const char mark[] = "<<<<<<< ";

	for (size_t i = 0; i < p->hunks; i++) {
		const struct patch_side *new = &p->hunk[i].new;
		const char *text = p->sides.data + new->at, *end = text + new->len;

		for (const char *at = text; at && at < end; at = at ? at + 1 : NULL) {
			if ((size_t)(end - at) > strlen(mark) && !memcmp(at, mark, strlen(mark)))
				return true;
			at = memchr(at, '\n', (size_t)(end - at));
		}
	}
	return false;
}

void changegit_name(const struct patch *p, struct problems *problems)
{
	const char *path = p->new_path ? p->new_path : p->old_path;

	/* a binary file of C would be left out silently */
	if (p->binary && p->new_path && change_is_c(path))
		problem_add(problems, path,
			    "git takes it for binary, so its lines are not known; see "
			    "gitattributes(5)");
	if (p->new_path && change_is_c(path) && has_marks(p))
		problem_add(problems, path, "has a conflict; resolve it first");
	if (p->new_type == PATCH_SUBMODULE || p->old_type == PATCH_SUBMODULE)
		problem_add(problems, path,
			    "is a submodule, and what changed in it is not looked at; run gupsweep "
			    "lint there");
}

static int read_diff(const struct change_options *o, struct delta *c, const struct buf *diff,
		     struct stage *stage, struct problems *problems, struct error *err)
{
	struct patch patch;
	int ret = patch_open(&patch, diff->data ? diff->data : "", diff->len, "git diff", err);

	while (!ret && !(ret = patch_next(&patch))) {
		change_take(o, c, &patch);
		changegit_name(&patch, problems);
		if (stage)
			ret = stage_open(stage, o->root, err) || stage_put(stage, &patch, err) ? -1
											       : 0;
	}
	patch_close(&patch);
	return ret < 0 ? -1 : 0;
}

int changegit_take(const struct change_options *o, struct delta *c, const struct buf *diff,
		   struct problems *problems, struct error *err)
{
	return read_diff(o, c, diff, NULL, problems, err);
}

/* -- paths ----------------------------------------------------------------------------------- */

/* @path for a pattern of git's, in which it stands for itself. */
static char *escape(const char *path)
{
	struct buf b = { 0 };

	for (; *path; path++) {
		if (strchr("*?[\\", *path))
			buf_addch(&b, '\\');
		buf_addch(&b, *path);
	}
	return buf_detach(&b);
}

char **changegit_paths(const struct change_options *o, struct error *err)
{
	char **list = NULL;
	size_t count = 0, room = 0;

	for (const char *const *path = o->paths; path && *path; path++) {
		char *below = change_below(o->root, *path, err);

		if (!below) {
			VEC_PUSH(list, count, room, NULL);
			changegit_paths_free(list);
			return NULL;
		}
		VEC_PUSH(list, count, room, memory_printf(":(literal)%s", below));
		free(below);
	}
	VEC_PUSH(list, count, room, NULL);
	return list;
}

void changegit_paths_free(char **paths)
{
	for (char **p = paths; p && *p; p++)
		free(*p);
	free(paths);
}

/* Is there something at the path, in the work tree or in the index? */
static bool is_known(const struct change_options *o, const char *path, const char *literal)
{
	const char *const args[] = { "ls-files", "--error-unmatch", "--", literal, NULL };
	struct buf out = { 0 };
	struct error ignored;
	bool known = !access(path, F_OK) || !git_run(o->root, args, NULL, &out, &ignored);

	buf_free(&out);
	return known;
}

/* Is the file of the change at or below @path? */
static bool has_path(const struct buf *diff, const char *path)
{
	char *name = memory_printf("/%s", path);
	bool has = diff->len && strstr(diff->data, name);

	free(name);
	return has;
}

/* Every path must be of something: of the work tree, of the index, or of what was removed. */
static int check_paths(const struct change_options *o, char *const *literal, const struct buf *diff,
		       struct error *err)
{
	for (size_t i = 0; o->paths && o->paths[i]; i++)
		if (!is_known(o, o->paths[i], literal[i]) &&
		    !has_path(diff, literal[i] + strlen(":(literal)")))
			return error_set(err,
					 "lint: on %s: git knows of no such path; name another",
					 o->paths[i]);
	return 0;
}

/* Of the work tree only C is read: what other files ask for, such as a filter, is of no concern. */
static char **only_c(char **paths)
{
	char **list = NULL;
	size_t count = 0, room = 0;

	if (!*paths)
		VEC_PUSH(list, count, room, memory_strdup(":(glob)**/*.[ch]"));
	for (; *paths; paths++) {
		const char *path = *paths + strlen(":(literal)");
		char *in = escape(path);

		if (change_is_c(path))
			VEC_PUSH(list, count, room, memory_strdup(*paths));
		VEC_PUSH(list, count, room,
			 !strcmp(path, ".") ? memory_strdup(":(glob)**/*.[ch]")
					    : memory_printf(":(glob)%s/**/*.[ch]", in));
		free(in);
	}
	VEC_PUSH(list, count, room, NULL);
	return list;
}

/* -- diffs ----------------------------------------------------------------------------------- */

/* Append to @out what `git diff [--cached] @against` prints of @paths. */
static int diff_text(const struct change_options *o, bool cached, const char *against,
		     char *const *paths, struct buf *out, struct error *err)
{
	static const char *const always[] = { DIFF_ARGS };
	const char **args = NULL;
	size_t count = 0, room = 0;
	int ret;

	VEC_PUSH(args, count, room, "-c");
	VEC_PUSH(args, count, room, "diff.orderFile=/dev/null");
	VEC_PUSH(args, count, room, "diff");
	if (cached)
		VEC_PUSH(args, count, room, "--cached");
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		VEC_PUSH(args, count, room, always[i]);
	if (against)
		VEC_PUSH(args, count, room, against);
	VEC_PUSH(args, count, room, "--");
	for (; *paths; paths++)
		VEC_PUSH(args, count, room, *paths);
	VEC_PUSH(args, count, room, NULL);
	ret = git_run_unfiltered(o->root, args, o->settings, out, err);
	free(args);
	return ret;
}

/* The submodules whose commit changed, which a diff of the files of C does not have. */
static int name_submodules(const struct change_options *o, const char *against,
			   struct problems *problems, struct error *err)
{
	static const char *const list[] = {
		"config", "-z", "--file", ".gitmodules", "--get-regexp", "^submodule\\..*\\.path$",
		NULL
	};
	char *file = memory_printf("%s/.gitmodules", o->root), **paths = NULL;
	struct buf names = { 0 }, diff = { 0 };
	struct delta ignored = { 0 };
	size_t count = 0, room = 0;
	int ret = 0;

	if (!access(file, F_OK))
		ret = git_run(o->root, list, NULL, &names, err);
	for (size_t at = 0; at < names.len && !ret; at += strlen(names.data + at) + 1) {
		const char *path = strchr(names.data + at, '\n');

		if (path)
			VEC_PUSH(paths, count, room, memory_printf(":(literal)%s", path + 1));
	}
	VEC_PUSH(paths, count, room, NULL);
	if (!ret && *paths)
		ret = diff_text(o, false, against, paths, &diff, err) ||
		      read_diff(o, &ignored, &diff, NULL, problems, err);
	changegit_paths_free(paths);
	buf_free(&diff);
	buf_free(&names);
	free(file);
	return ret ? -1 : 0;
}

/* -- what it is against ---------------------------------------------------------------------- */

#define EMPTY_TREE "4b825dc642cb6eb9a060e54bf8d69288fbee4904" /* every repository has it */

/* What is to be committed, or lies there, is against HEAD and in a merge against the others too. */
struct against {
	char **rev;
	size_t count, room;
	bool unborn; /* there is no commit yet */
};

static void against_free(struct against *a)
{
	for (size_t i = 0; i < a->count; i++)
		free(a->rev[i]);
	free(a->rev);
}

/* Is there no commit yet? A HEAD that cannot be read is something else. */
static bool is_unborn(const char *root)
{
	git_repository *repo = NULL;
	bool unborn;

	git_libgit2_init();
	unborn = !git_repository_open_ext(&repo, root, GIT_REPOSITORY_OPEN_CROSS_FS, NULL) &&
		 git_repository_head_unborn(repo) == 1;
	git_repository_free(repo);
	git_libgit2_shutdown();
	return unborn;
}

static int add_merged(struct against *a, const char *root, const char *path, struct error *err)
{
	char *full = *path == '/' ? memory_strdup(path) : memory_printf("%s/%s", root, path);
	int fd = open(full, O_RDONLY | O_CLOEXEC), ret = 0;
	struct buf ids = { 0 };

	if ((fd < 0 && errno != ENOENT) || (fd >= 0 && file_read(fd, &ids, 1 << 20)))
		ret = error_set(err, "read: on %s: %s; see what it is", full, strerror(errno));
	for (size_t at = 0; at < ids.len && !ret; at += strcspn(ids.data + at, "\n") + 1)
		VEC_PUSH(a->rev, a->count, a->room,
			 memory_strndup(ids.data + at, strcspn(ids.data + at, "\n")));
	if (fd >= 0)
		close(fd);
	buf_free(&ids);
	free(full);
	return ret;
}

/* Where a merge names what it merges, relative to @root or absolute; the caller's, or NULL with @err. */
static char *merge_path(const char *root, struct error *err)
{
	static const char *const args[] = { "rev-parse", "--is-inside-work-tree", "--git-path",
					    "MERGE_HEAD", NULL };
	char *path = change_git_folder(root), *end;
	struct buf out = { 0 };

	if (path) { /* as nearly always: git need not be asked */
		end = memory_printf("%s/MERGE_HEAD", path);
		free(path);
		return end;
	}
	if (!git_run(root, args, NULL, &out, err)) {
		end = strchr(out.data, '\n');
		if (end && !strncmp(out.data, "true", 4))
			path = memory_strndup(end + 1, strcspn(end + 1, "\n"));
		else
			error_set(err,
				  "lint: on %s: no files are checked out here; name a revision",
				  root);
	}
	buf_free(&out);
	return path;
}

static int against_read(const char *root, struct against *a, struct error *err)
{
	char *path = merge_path(root, err);
	int ret;

	*a = (struct against){ 0 };
	VEC_PUSH(a->rev, a->count, a->room, memory_strdup("HEAD"));
	ret = path ? add_merged(a, root, path, err) : -1;
	free(path);
	return ret;
}

/* As diff_text(), of the n-th that it is against. */
static int diff_against(const struct change_options *o, bool cached, struct against *a, size_t n,
			char *const *paths, struct buf *out, struct error *err)
{
	int ret = diff_text(o, cached, a->rev[n], paths, out, err);

	if (ret && !n && is_unborn(o->root)) {
		a->unborn = true;
		buf_reset(out);
		ret = diff_text(o, cached, EMPTY_TREE, paths, out, err);
	}
	return ret;
}

/* What is no change against one of the others is none. */
static int intersect(const struct change_options *o, bool cached, struct delta *c,
		     struct against *a, char *const *paths, struct error *err)
{
	int ret = 0;

	for (size_t n = 1; n < a->count && !ret; n++) {
		struct delta_list list = { 0 };
		struct delta *other = change_add(&list, NULL);
		struct problems told = { 0 };
		struct buf diff = { 0 };

		change_add_parent(other, a->rev[n]);
		ret = diff_against(o, cached, a, n, paths, &diff, err) ||
		      read_diff(o, other, &diff, NULL, &told, err);
		if (!ret)
			change_intersect(c, other);
		problem_free(&told);
		buf_free(&diff);
		change_free(&list);
	}
	return ret ? -1 : 0;
}

/* -- the work tree, the index ---------------------------------------------------------------- */

int changegit_work_tree(const struct change_options *o, struct delta *c, struct problems *problems,
			struct error *err)
{
	char **paths = changegit_paths(o, err), **c_only = paths ? only_c(paths) : NULL;
	struct against a = { 0 };
	struct buf out = { 0 };
	int ret =
		!paths || tree_open(&c->tree, o->root, NULL, err) || against_read(o->root, &a, err);

	change_add_parent(c, "HEAD");
	if (!ret)
		ret = diff_against(o, false, &a, 0, c_only, &out, err) ||
		      check_paths(o, paths, &out, err) ||
		      read_diff(o, c, &out, NULL, problems, err) ||
		      intersect(o, false, c, &a, c_only, err);
	if (!ret && !a.unborn)
		ret = name_submodules(o, "HEAD", problems, err);
	changegit_paths_free(paths);
	changegit_paths_free(c_only);
	against_free(&a);
	buf_free(&out);
	return ret ? -1 : 0;
}

/* A file with a conflict has no staged text. */
static void name_unmerged(const struct buf *diff, struct problems *problems)
{
	static const char mark[] = "* Unmerged path ";

	for (size_t at = 0; at < diff->len; at += strcspn(diff->data + at, "\n") + 1) {
		const char *line = diff->data + at;
		char *path;

		if (strncmp(line, mark, strlen(mark)) != 0)
			continue;
		line += strlen(mark);
		path = memory_strndup(line, strcspn(line, "\n"));
		problem_add(problems, path, "has a conflict; resolve it and git add it first");
		free(path);
	}
}

int changegit_staged(const struct change_options *o, struct delta *c, struct problems *problems,
		     struct error *err)
{
	char **paths = changegit_paths(o, err);
	struct stage stage = { 0 };
	struct against a = { 0 };
	struct buf out = { 0 };
	int ret = !paths || against_read(o->root, &a, err) ||
		  diff_against(o, true, &a, 0, paths, &out, err) ||
		  check_paths(o, paths, &out, err);

	git_libgit2_init();
	change_add_parent(c, "HEAD");
	stage.unborn = a.unborn;
	if (!ret) {
		name_unmerged(&out, problems);
		ret = read_diff(o, c, &out, &stage, problems, err) ||
		      intersect(o, true, c, &a, paths, err);
	}
	c->tree = stage.tree;
	git_repository_free(stage.repo);
	git_libgit2_shutdown();
	changegit_paths_free(paths);
	against_free(&a);
	buf_free(&out);
	return ret ? -1 : 0;
}
