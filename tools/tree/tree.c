// SPDX-License-Identifier: GPL-2.0-only
/* tree: opening and closing, and the query of a search put in order; the rest is the backends'. */
#include "tree.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/memory.h"
#include "backend.h"
#include "beneath.h"
#include "overlay.h"

int tree_open(struct tree **out, const char *root, const char *rev, struct error *err)
{
	struct tree *tree = memory_alloc(sizeof(*tree));

	tree->root = memory_strdup(root);
	tree->fd = -1;
	pthread_mutex_init(&tree->lock, NULL);
	tree->backend = rev ? &revision_backend : &directory_backend;
	if (rev)
		git_libgit2_init(); /* not for nothing: it reads all certificates, which takes 6 ms */
	if (rev ? revision_open(tree, rev, err) : directory_open(tree, err)) {
		tree_close(tree);
		*out = NULL;
		return -1;
	}
	*out = tree;
	return 0;
}

void tree_close(struct tree *tree)
{
	if (!tree)
		return;
	if (tree->fd >= 0)
		close(tree->fd);
	overlay_free(tree->overlay);
	git_repository_free(tree->repo);
	if (tree->backend == &revision_backend)
		git_libgit2_shutdown();
	pthread_mutex_destroy(&tree->lock);
	free(tree->root);
	free(tree->rev);
	free(tree);
}

const char *tree_root(const struct tree *tree)
{
	return tree->root;
}

const char *tree_rev(const struct tree *tree)
{
	return tree->rev;
}

int tree_read(struct tree *tree, const char *path, struct buf *text, struct error *err)
{
	const struct overlay_file *on_top;

	buf_reset(text);
	if (!beneath_valid(path))
		return 1;
	on_top = overlay_find(tree->overlay, path);
	if (on_top)
		return overlay_read(on_top, text, err);
	return tree->backend->read(tree, path, text, err);
}

int tree_read_below(struct tree *tree, const char *path, struct buf *text, struct error *err)
{
	buf_reset(text);
	return beneath_valid(path) ? tree->backend->read(tree, path, text, err) : 1;
}

struct overlay *tree_overlay(struct tree *tree)
{
	if (!tree->overlay)
		tree->overlay = memory_alloc(sizeof(*tree->overlay));
	return tree->overlay;
}

void tree_put(struct tree *tree, const char *path, const char *text, size_t len)
{
	struct overlay_file *f = overlay_at(tree_overlay(tree), path);
	struct buf copy = { 0 };

	buf_add(&copy, text, len);
	overlay_set(f, text ? OVERLAY_TEXT : OVERLAY_GONE, text ? overlay_text(&copy) : NULL);
	f->changed = true;
	buf_free(&copy);
}

/* "./mm//gup.c/" -> "mm/gup.c", "." -> ""; the caller's. NULL with @err if it leaves the tree. */
static char *normal_path(const struct tree *tree, const char *path, struct error *err)
{
	struct buf out = { 0 };
	const char *at = path;

	while (*at) {
		size_t len = strcspn(at, "/");

		if ((at == path && !len) || (len == 2 && !memcmp(at, "..", 2))) {
			error_set(err, "search: on %s: not below %s; name it relative to that",
				  path, tree->root);
			buf_free(&out);
			return NULL;
		}
		if (len && !(len == 1 && *at == '.')) {
			if (out.len)
				buf_addch(&out, '/');
			buf_add(&out, at, len);
		}
		at += len + (at[len] == '/');
	}
	return buf_detach(&out);
}

bool tree_lies_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !len || (!strncmp(path, folder, len) && (!path[len] || path[len] == '/'));
}

/* By bytes, but '/' before all others, so that what lies below a folder follows it directly. */
static int compare_items(const void *left, const void *right)
{
	const struct walk_item *a = left, *b = right;
	const char *p = a->path, *q = b->path;

	while (*p && *p == *q)
		p++, q++;
	if (*p == '/' && *q)
		return -1;
	if (*q == '/' && *p)
		return 1;
	return (unsigned char)*p - (unsigned char)*q;
}

struct start {
	struct walk_item *item;
	size_t count, room;
};

static void start_free(struct start *s)
{
	while (s->count)
		free(s->item[--s->count].path);
	free(s->item);
	*s = (struct start){ 0 };
}

/* Where the search begins: the query's paths, without those that lie below another. */
static int find_start(struct tree *tree, const char *const *paths, struct start *s,
		      struct error *err)
{
	static const char *const everywhere[] = { ".", NULL };
	size_t kept = 0;

	for (paths = paths && *paths ? paths : everywhere; *paths; paths++) {
		char *path = normal_path(tree, *paths, err);

		if (!path)
			return -1;
		VEC_PUSH(s->item, s->count, s->room, (struct walk_item){ .path = path });
		if (!tree->backend->look_up(tree, &s->item[s->count - 1], err))
			continue;
		if (!overlay_has_below(tree->overlay, path))
			return -1;
		free(s->item[--s->count].path); /* only the overlay has it, and adds it later */
	}
	qsort(s->item, s->count, sizeof(*s->item), compare_items);
	for (size_t i = 0; i < s->count; i++) {
		if (kept && tree_lies_below(s->item[i].path, s->item[kept - 1].path))
			free(s->item[i].path);
		else
			s->item[kept++] = s->item[i];
	}
	s->count = kept;
	return 0;
}

static int compare_files(const void *left, const void *right)
{
	const struct tree_file *a = left, *b = right;

	return strcmp(a->path, b->path);
}

int tree_search(struct tree *tree, const struct tree_query *query, struct tree_files *files,
		struct problems *problems, struct error *err)
{
	struct start s = { 0 };
	int ret;

	*files = (struct tree_files){ 0 };
	if (find_start(tree, query->paths, &s, err)) {
		start_free(&s);
		return -1;
	}
	ret = walk_run(tree, query, s.item, s.count, files, problems, err);
	s.count = 0; /* walk_run() took the paths */
	overlay_search(tree->overlay, query, files, problems);
	start_free(&s);
	if (files->count)
		qsort(files->file, files->count, sizeof(*files->file), compare_files);
	return ret;
}

void tree_files_free(struct tree_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		free(files->file[i].path);
		buf_free(&files->file[i].text);
	}
	free(files->file);
	*files = (struct tree_files){ 0 };
}
