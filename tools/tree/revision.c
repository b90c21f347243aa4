// SPDX-License-Identifier: GPL-2.0-only
/*
 * revision: a tree read from a git repository's objects, with libgit2; nothing is checked out.
 * Every thread of a search opens the repository for itself, since a git_repository is not safe to
 * share; tree_read() shares one under a lock.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backend.h"
#include "base/memory.h"
#include "beneath.h"

/* Mapped pieces of packfiles count as this program's memory: keep them few. */
#define WINDOW ((size_t)4 << 20)
#define WINDOWS ((size_t)32 << 20)

static const char *git_why(void)
{
	const git_error *e = git_error_last();

	return e && e->message ? e->message : "unknown failure";
}

/*
 * libgit2 1.5 says "not found" of a repository whose owner it does not trust, when no configuration
 * file mentions safe.directory.
 */
static bool is_found(const char *path)
{
	git_buf found = { 0 };
	bool is = !git_repository_discover(&found, path, 1, NULL);

	git_buf_dispose(&found);
	return is;
}

static int open_repository(struct tree *tree, struct error *err)
{
	char *real = realpath(tree->root, NULL);
	int ret;

	if (!real)
		return error_set(err, "open tree: on %s: %s; name a folder of a git repository",
				 tree->root, strerror(errno));
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, WINDOW);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, WINDOWS);
	/* Packed data has its own checksums; git does not hash what it reads either. */
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	ret = git_repository_open_ext(&tree->repo, real, GIT_REPOSITORY_OPEN_CROSS_FS, NULL);
	if (ret == GIT_EOWNER || (ret == GIT_ENOTFOUND && is_found(real)))
		error_set(err,
			  "open repository: on %s: it belongs to another user; "
			  "if you trust it: git config --global --add safe.directory '%s'",
			  tree->root, real);
	else if (ret == GIT_ENOTFOUND)
		error_set(err,
			  "open repository: on %s: in no git repository; "
			  "leave out --rev, or name a folder of one",
			  tree->root);
	else if (ret)
		error_set(err, "open repository: on %s: %s; check it with git fsck", tree->root,
			  git_why());
	free(real);
	return ret ? -1 : 0;
}

/* The root's place in the work tree: "" or "mm/"; the caller's. NULL with @err outside of it. */
static char *find_prefix(const struct tree *tree, struct error *err)
{
	const char *workdir = git_repository_workdir(tree->repo);
	char *real = realpath(tree->root, NULL);
	char *work = workdir ? realpath(workdir, NULL) : NULL;
	size_t len = work ? strlen(work) : 0;
	char *prefix = NULL;

	if (!real)
		error_set(err, "open tree: on %s: %s; name a folder of a git repository",
			  tree->root, strerror(errno));
	else if (!work || !strcmp(work, "/"))
		prefix = memory_strdup(work ? real + 1 : "");
	else if (!strncmp(real, work, len) && (!real[len] || real[len] == '/'))
		prefix = memory_strdup(real[len] ? real + len + 1 : "");
	else
		prefix = memory_strdup(""); /* its .git, or the like */
	/* Inside .git there is nothing that was committed: the repository is meant. */
	if (prefix && (!strcmp(prefix, ".git") || !strncmp(prefix, ".git/", 5)))
		*prefix = '\0';
	free(real);
	free(work);
	return prefix;
}

/* Set tree->top to the tree object of folder @prefix in @commit. */
static int find_top(struct tree *tree, git_commit *commit, const char *prefix, struct error *err)
{
	git_tree *top = NULL;
	git_tree_entry *entry = NULL;
	int ret = -1;

	if (git_commit_tree(&top, commit)) {
		error_set(err, "open revision: on %s: %s; check the repository with git fsck",
			  tree->rev, git_why());
	} else if (!*prefix) {
		tree->top = *git_tree_id(top);
		ret = 0;
	} else if (git_tree_entry_bypath(&entry, top, prefix) ||
		   git_tree_entry_type(entry) != GIT_OBJECT_TREE) {
		error_set(err, "open revision: on %s: has no folder %s; name one that it has",
			  tree->rev, prefix);
	} else {
		tree->top = *git_tree_entry_id(entry);
		ret = 0;
	}
	git_tree_entry_free(entry);
	git_tree_free(top);
	return ret;
}

int revision_open(struct tree *tree, const char *rev, struct error *err)
{
	git_object *object = NULL, *commit = NULL;
	char *prefix = NULL;
	int ret = -1;

	if (open_repository(tree, err))
		return -1;
	if (git_revparse_single(&object, tree->repo, rev)) {
		error_set(err,
			  "open revision: on %s: no such revision in %s; "
			  "see git log, or git fetch it",
			  rev, tree->root);
		goto out;
	}
	if (git_object_peel(&commit, object, GIT_OBJECT_COMMIT)) {
		error_set(err,
			  "open revision: on %s: it is no commit; name a commit, tag or branch",
			  rev);
		goto out;
	}
	tree->rev = memory_alloc(GIT_OID_HEXSZ + 1);
	git_oid_tostr(tree->rev, GIT_OID_HEXSZ + 1, git_object_id(commit));
	prefix = find_prefix(tree, err);
	if (prefix)
		ret = find_top(tree, (git_commit *)commit, prefix, err);
out:
	free(prefix);
	git_object_free(commit);
	git_object_free(object);
	return ret;
}

/* 0 with *@entry the caller's; 1 if there is nothing at @path; -1 with @err. */
static int find_entry(struct tree *tree, const char *path, git_tree_entry **entry,
		      struct error *err)
{
	git_tree *top = NULL;
	int ret = git_tree_lookup(&top, tree->repo, &tree->top);

	if (!ret)
		ret = git_tree_entry_bypath(entry, top, path);
	git_tree_free(top);
	if (ret == GIT_ENOTFOUND && *entry == NULL && top)
		return 1;
	if (ret)
		return error_set(err, "read: on %s: %s; check the repository with git fsck", path,
				 git_why());
	return 0;
}

static bool is_file(git_filemode_t mode)
{
	return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

/* The same, with tree->lock held. */
static int read_locked(struct tree *tree, const char *path, struct buf *text, struct error *err)
{
	git_tree_entry *entry = NULL;
	git_odb *odb = NULL;
	git_odb_object *object = NULL;
	int ret = find_entry(tree, path, &entry, err);
	size_t size = 0;
	git_object_t type;

	if (ret || !is_file(git_tree_entry_filemode(entry))) {
		git_tree_entry_free(entry);
		return ret ? ret : 1;
	}
	ret = -1;
	if (git_repository_odb(&odb, tree->repo) ||
	    git_odb_read_header(&size, &type, odb, git_tree_entry_id(entry)))
		error_set(err, "read: on %s: %s; check the repository with git fsck, or git fetch",
			  path, git_why());
	else if (size > TREE_READ_MAX)
		error_set(err, "read: on %s: longer than %u MiB; leave it out", path,
			  TREE_READ_MAX >> 20);
	else if (git_odb_read(&object, odb, git_tree_entry_id(entry)))
		error_set(err, "read: on %s: %s; check the repository with git fsck", path,
			  git_why());
	else
		ret = 0;
	if (!ret)
		buf_add(text, git_odb_object_data(object), git_odb_object_size(object));
	git_odb_object_free(object);
	git_odb_free(odb);
	git_tree_entry_free(entry);
	return ret;
}

static int revision_read(struct tree *tree, const char *path, struct buf *text, struct error *err)
{
	int ret;

	pthread_mutex_lock(&tree->lock);
	ret = read_locked(tree, path, text, err);
	pthread_mutex_unlock(&tree->lock);
	return ret;
}

static int revision_look_up(struct tree *tree, struct walk_item *item, struct error *err)
{
	git_tree_entry *entry = NULL;
	const char *why = NULL;
	git_filemode_t mode;
	int ret;

	if (!*item->path) {
		item->id = tree->top;
		return 0;
	}
	ret = find_entry(tree, item->path, &entry, err);
	if (ret < 0)
		return -1;
	mode = ret ? GIT_FILEMODE_UNREADABLE : git_tree_entry_filemode(entry);
	if (ret)
		why = "there is none";
	else if (mode == GIT_FILEMODE_LINK)
		why = "it is a symbolic link";
	else if (mode == GIT_FILEMODE_COMMIT)
		why = "it is a submodule";
	if (why) {
		error_set(err, "search: on %s: %s in %s; name a file or folder that is in it",
			  item->path, why, tree->rev);
	} else {
		item->is_file = is_file(mode);
		item->id = *git_tree_entry_id(entry);
	}
	git_tree_entry_free(entry);
	return why ? -1 : 0;
}

/* What one thread of a search needs. */
struct reader {
	git_repository *repo;
	git_odb *odb;
};

static void revision_end(struct walker *w)
{
	struct reader *reader = w->state;

	git_odb_free(reader->odb);
	git_repository_free(reader->repo);
	free(reader);
}

static int revision_begin(struct walker *w, struct error *err)
{
	struct reader *reader = memory_alloc(sizeof(*reader));

	w->state = reader;
	if (!git_repository_open(&reader->repo, git_repository_path(w->tree->repo)) &&
	    !git_repository_odb(&reader->odb, reader->repo))
		return 0;
	error_set(err, "open repository: on %s: %s; check it with git fsck", w->tree->root,
		  git_why());
	revision_end(w);
	return -1;
}

static void cannot_read(struct walker *w, const char *path)
{
	problem_add(&w->problems, path, "cannot be read from the repository: %s; try git fsck",
		    git_why());
}

static void visit_blob(struct walker *w, const git_oid *id, const char *path)
{
	struct reader *reader = w->state;
	git_odb_object *object = NULL;
	git_object_t type;
	size_t size;

	if (git_odb_read_header(&size, &type, reader->odb, id)) {
		cannot_read(w, path);
		return;
	}
	w->seen++;
	if (size > w->query->max_size) {
		problem_add(&w->problems, path, "is %zu bytes long, more than %zu; not searched",
			    size, w->query->max_size);
		return;
	}
	if (git_odb_read(&object, reader->odb, id)) {
		cannot_read(w, path);
		return;
	}
	walk_index(w, git_odb_object_data(object), size, 0);
	walk_index_close(w, path);
	if (needle_any(w->needles, git_odb_object_data(object), size)) {
		struct buf text = { 0 };

		buf_add(&text, git_odb_object_data(object), size);
		walk_keep(w, path, &text);
	}
	git_odb_object_free(object);
}

static void visit_entry(struct walker *w, const char *folder, const git_tree_entry *entry)
{
	const char *name = git_tree_entry_name(entry);
	git_filemode_t mode = git_tree_entry_filemode(entry);
	const char *path;

	if (mode != GIT_FILEMODE_TREE && !(is_file(mode) && walk_wants(w, name)))
		return;
	path = walk_path(w, folder, name);
	if (!beneath_valid(name) || strchr(name, '/') || !strcmp(name, ".git"))
		problem_add(&w->problems, path, "is a name that git does not allow; passed over");
	else if (mode == GIT_FILEMODE_TREE)
		walk_push(w, (struct walk_item){ .path = memory_strdup(path),
						 .id = *git_tree_entry_id(entry) });
	else
		visit_blob(w, git_tree_entry_id(entry), path);
}

static void revision_visit(struct walker *w, const struct walk_item *item)
{
	struct reader *reader = w->state;
	git_tree *tree = NULL;

	if (item->is_file) {
		if (walk_wants(w, item->path))
			visit_blob(w, &item->id, item->path);
		return;
	}
	if (git_tree_lookup(&tree, reader->repo, &item->id)) {
		cannot_read(w, item->path);
		return;
	}
	for (size_t i = 0; i < git_tree_entrycount(tree); i++)
		visit_entry(w, item->path, git_tree_entry_byindex(tree, i));
	git_tree_free(tree);
}

const struct tree_backend revision_backend = {
	.read = revision_read,
	.look_up = revision_look_up,
	.begin = revision_begin,
	.end = revision_end,
	.visit = revision_visit,
};

int tree_export(struct tree *tree, const char *dir, struct error *err)
{
	git_checkout_options options;
	git_object *top = NULL;
	int ret;

	if (!tree->repo)
		return error_set(err, "export: on %s: is no revision", tree->root);
	git_checkout_options_init(&options, GIT_CHECKOUT_OPTIONS_VERSION);
	options.checkout_strategy = GIT_CHECKOUT_FORCE | GIT_CHECKOUT_DONT_UPDATE_INDEX;
	options.disable_filters = 1;
	options.target_directory = dir;
	pthread_mutex_lock(&tree->lock);
	ret = git_object_lookup(&top, tree->repo, &tree->top, GIT_OBJECT_TREE);
	if (!ret)
		ret = git_checkout_tree(tree->repo, top, &options);
	if (ret)
		error_set(err, "export: on %s: %s; make room below TMPDIR", dir, git_why());
	git_object_free(top);
	pthread_mutex_unlock(&tree->lock);
	return ret ? -1 : 0;
}
