// SPDX-License-Identifier: GPL-2.0-only
/* change: what all kinds of change have in common, and which kind is asked for. */
#include "change.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "changes.h"
#include "tree/overlay.h"

/* -- one file -------------------------------------------------------------------------------- */

bool change_is_c(const char *path)
{
	size_t len = strlen(path);

	return len > 2 && path[len - 2] == '.' && (path[len - 1] == 'c' || path[len - 1] == 'h');
}

struct changed_file *change_add_file(struct delta *c, const char *path)
{
	struct changed_file f = { .path = memory_strdup(path) };

	f.was = memory_alloc(c->parents * sizeof(*f.was));
	VEC_PUSH(c->file, c->files, c->room, f);
	return &c->file[c->files - 1];
}

static void free_file(const struct delta *c, struct changed_file *f)
{
	for (size_t i = 0; i < c->parents; i++)
		free(f->was[i]);
	free(f->was);
	free(f->path);
	free(f->range);
}

struct delta *change_add(struct delta_list *list, const char *commit)
{
	VEC_PUSH(list->delta, list->count, list->room,
		 (struct delta){ .commit = commit ? memory_strdup(commit) : NULL });
	return &list->delta[list->count - 1];
}

void change_add_parent(struct delta *c, const char *rev)
{
	size_t room = c->parents;

	VEC_PUSH(c->parent, c->parents, room,
		 (struct change_parent){ .rev = rev ? memory_strdup(rev) : NULL });
}

/* Keep the lines of @a that are new by @b as well, and the removals that both have. */
static void intersect_ranges(struct changed_file *a, const struct changed_file *b)
{
	struct change_range *range = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < a->ranges; i++)
		for (size_t k = 0; k < b->ranges; k++) {
			const struct change_range *x = &a->range[i], *y = &b->range[k];
			uint32_t first = x->first > y->first ? x->first : y->first;
			uint32_t x_end = x->first + x->count, y_end = y->first + y->count,
				 end = x_end < y_end ? x_end : y_end;

			if (first < end || (first == end && !(x->count && y->count)))
				VEC_PUSH(range, count, room,
					 (struct change_range){ first, end - first });
		}
	free(a->range);
	a->range = range;
	a->ranges = count;
	a->room = room;
}

void change_intersect(struct delta *c, struct delta *other)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->files; i++) {
		struct changed_file *f = &c->file[i];
		char **was = memory_alloc((c->parents + 1) * sizeof(*was));
		size_t k = 0;

		while (k < other->files && strcmp(other->file[k].path, f->path) != 0)
			k++;
		if (k == other->files) {
			free_file(c, f);
			free(was);
			continue;
		}
		intersect_ranges(f, &other->file[k]);
		memcpy(was, f->was, c->parents * sizeof(*was));
		was[c->parents] = other->file[k].was[0];
		other->file[k].was[0] = NULL;
		free(f->was);
		f->was = was;
		c->file[kept++] = *f;
	}
	c->files = kept;
	change_add_parent(c, other->parent[0].rev);
}

/* Does one of the lines of @side count? */
static bool has_minded(const struct change_options *o, const struct patch *patch,
		       const struct patch_side *side)
{
	const char *at = patch->sides.data + side->at, *end = at + side->len;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at)),
			   *next = newline ? newline + 1 : end;

		if (o->minds(at, (size_t)(next - at)))
			return true;
		at = next;
	}
	return false;
}

void change_take(const struct change_options *o, struct delta *c, const struct patch *patch)
{
	struct changed_file *f = NULL;

	if (patch->new_path && patch->new_type == PATCH_REGULAR && !patch->binary &&
	    change_is_c(patch->new_path)) {
		f = change_add_file(c, patch->new_path);
		f->was[0] = patch->old_path ? memory_strdup(patch->old_path) : NULL;
	}
	for (size_t i = 0; i < patch->hunks; i++) {
		const struct patch_hunk *h = &patch->hunk[i];

		c->adds |= has_minded(o, patch, &h->new);
		c->drops |= has_minded(o, patch, &h->old);
		if (f)
			VEC_PUSH(f->range, f->ranges, f->room,
				 (struct change_range){ h->new.first, h->new.count });
	}
}

bool change_has_lines(const struct changed_file *file)
{
	return file->whole || file->ranges;
}

bool change_touches(const struct changed_file *file, uint32_t first, uint32_t last)
{
	if (file->whole)
		return true;
	for (size_t i = 0; i < file->ranges; i++) {
		const struct change_range *r = &file->range[i];

		if (r->count ? r->first <= last && r->first + r->count > first
			     : r->first > first && r->first <= last)
			return true;
	}
	return false;
}

int change_before(const struct change_options *options, struct delta *delta,
		  const struct changed_file *file, size_t n, struct buf *text, struct error *err)
{
	struct change_parent *parent = &delta->parent[n];

	if (!file->was[n])
		return 1;
	if (!parent->rev)
		return tree_read_below(delta->tree, file->was[n], text, err);
	if (!parent->tree && tree_open(&parent->tree, options->root, parent->rev, err))
		return -1;
	return tree_read(parent->tree, file->was[n], text, err);
}

/* A change of the tree as it is, or of what its one parent is. */
static struct delta *add_one(struct delta_list *list)
{
	struct delta *c = change_add(list, NULL);

	change_add_parent(c, NULL);
	return c;
}

int change_read(const struct change_options *options, struct delta_list *list,
		struct problems *problems, struct error *err)
{
	*list = (struct delta_list){ 0 };
	switch (options->source) {
	case CHANGE_WORK_TREE:
		return changegit_work_tree(options, change_add(list, NULL), problems, err);
	case CHANGE_STAGED:
		return changegit_staged(options, change_add(list, NULL), problems, err);
	case CHANGE_COMMITS:
		return changecommits(options, list, problems, err);
	case CHANGE_PATCHES:
		return changegiven_patches(options, add_one(list), problems, err);
	default:
		return changegiven_files(options, add_one(list), problems, err);
	}
}

void change_free(struct delta_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct delta *c = &list->delta[i];

		for (size_t k = 0; k < c->files; k++)
			free_file(c, &c->file[k]);
		free(c->file);
		free(c->commit);
		for (size_t k = 0; k < c->parents; k++) {
			free(c->parent[k].rev);
			tree_close(c->parent[k].tree);
		}
		free(c->parent);
		for (size_t k = 0; k < c->patches; k++)
			buf_free(&c->patch[k]);
		free(c->patch);
		for (size_t k = 0; k < c->maileds; k++) {
			free(c->mailed[k].path);
			free(c->mailed[k].subject);
		}
		free(c->mailed);
		tree_close(c->tree);
	}
	free(list->delta);
	*list = (struct delta_list){ 0 };
}

/* -- paths ----------------------------------------------------------------------------------- */

/* Take "." and ".." and double slashes out of @path, which is absolute. */
static void clean(char *path)
{
	char *out = path;

	for (const char *at = path; *at;) {
		size_t len;

		at += strspn(at, "/");
		len = strcspn(at, "/");
		if (len == 2 && !strncmp(at, "..", 2)) {
			while (out > path && *--out != '/')
				;
		} else if (len && !(len == 1 && *at == '.')) {
			*out++ = '/';
			memmove(out, at, len);
			out += len;
		}
		at += len;
	}
	*out = '\0';
}

/* @path with the links on the way to it resolved; the caller's, or NULL. */
static char *real_path(const char *path)
{
	char *copy = memory_strdup(path), *slash, *name, *folder, *full = NULL;

	for (size_t n = strlen(copy); n > 1 && copy[n - 1] == '/'; n--)
		copy[n - 1] = '\0';
	slash = strrchr(copy, '/');
	name = slash ? slash + 1 : copy;
	if (!*name || !strcmp(name, ".") || !strcmp(name, "..")) {
		full = realpath(copy, NULL);
	} else {
		/* it may be a link itself, which the tree refuses */
		folder = slash ? memory_strndup(copy, (size_t)(name - copy)) : memory_strdup(".");
		slash = realpath(folder, NULL);
		full = slash ? memory_printf("%s/%s", slash[1] ? slash : "", name) : NULL;
		free(slash);
		free(folder);
	}
	free(copy);
	return full;
}

char *change_below(const char *root, const char *path, struct error *err)
{
	size_t len = root[1] ? strlen(root) : 0;
	char *full = real_path(path), *out = NULL, *here;

	if (!full) { /* of folders that were removed, or of a bare repository */
		here = realpath(".", NULL);
		full = *path == '/' ? memory_strdup(path)
				    : memory_printf("%s/%s", here ? here : "", path);
		clean(full);
		free(here);
	}
	if (full && !strncmp(full, root, len) && (full[len] == '/' || !full[len]))
		out = memory_strdup(full[len] && full[len + 1] ? full + len + 1 : ".");
	else
		error_set(err, "lint: on %s: not below %s; name its tree with --tree", path, root);
	free(full);
	return out;
}

/* Absolute path @to from the folder @from, both without links; the caller's. */
static char *relative(const char *from, const char *to)
{
	struct buf b = { 0 };
	size_t same = 0;

	for (size_t i = 0;; i++) {
		bool ends = !from[i] || from[i] == '/', both = ends && (!to[i] || to[i] == '/');

		if (both)
			same = i;
		if (!from[i] || from[i] != to[i])
			break;
	}
	for (const char *at = from + same; *at; at++)
		if (*at == '/' && at[1])
			buf_addstr(&b, "../");
	buf_addstr(&b, to + same + (to[same] == '/'));
	return buf_detach(&b);
}

/* @path below the argument @arg; NULL if it is not there. */
static char *below_argument(const char *root, const char *arg, const char *path)
{
	struct error ignored;
	char *below = change_below(root, arg, &ignored), *typed = NULL;
	size_t len = below ? strlen(below) : 0, end = strlen(arg);

	while (end > 1 && arg[end - 1] == '/')
		end--;
	if (below && !strcmp(below, path))
		typed = memory_strdup(arg);
	else if (below && !strcmp(arg, "."))
		typed = !strcmp(below, ".") ? memory_strdup(path) : NULL;
	else if (below && !strcmp(below, "."))
		typed = memory_printf("%.*s/%s", (int)end, arg, path);
	else if (below && !strncmp(path, below, len) && path[len] == '/')
		typed = memory_printf("%.*s%s", (int)end, arg, path + len);
	free(below);
	return typed;
}

static bool is_below(const char *path, const char *folder)
{
	size_t len = folder[1] ? strlen(folder) : 0;

	return !strncmp(path, folder, len) && (!path[len] || path[len] == '/');
}

char *change_typed(const struct change_options *o, const char *path)
{
	char *here = realpath(".", NULL), *typed = NULL, *full;

	for (size_t i = 0; o->source == CHANGE_FILES && o->args && o->args[i] && !typed; i++) {
		const char *arg = strcmp(o->args[i], "-") ? o->args[i] : o->input_name;

		typed = arg ? below_argument(o->root, arg, path) : NULL;
	}
	full = memory_printf("%s/%s", o->root[1] ? o->root : "", path);
	if (!typed && here && (is_below(here, o->root) || is_below(o->root, here)))
		typed = relative(here, full);
	else if (!typed && o->tree_typed)
		typed = memory_printf("%s/%s", o->tree_typed, path);
	free(here);
	if (!typed)
		return full;
	free(full);
	return typed;
}

/* -- where the tree is ------------------------------------------------------------------------ */

static bool holds(const char *dir, const char *name)
{
	char *path = memory_printf("%s/%s", dir, name);
	bool there = !access(path, F_OK);

	free(path);
	return there;
}

static bool is_bare(const char *dir)
{
	return holds(dir, "HEAD") && holds(dir, "objects") && holds(dir, "refs");
}

static bool has_git(const char *dir)
{
	return holds(dir, ".git");
}

/* A kernel has more than one header: there is a tools/include/linux/mm.h, too. */
static bool is_kernel(const char *dir)
{
	return holds(dir, "include/linux/mm.h") &&
	       (holds(dir, "mm/gup.c") || holds(dir, "mm/memory.c"));
}

/* The nearest folder from @dir, which is absolute, upwards that is such; the caller's, or NULL. */
static char *find_above(const char *dir, bool (*is_such)(const char *))
{
	char *at = memory_strdup(dir), *slash;

	while (!is_such(at)) {
		slash = strrchr(at, '/');
		if (!slash || !at[1]) {
			free(at);
			return NULL;
		}
		slash[slash == at] = '\0';
	}
	return at;
}

bool change_has_git(const char *folder)
{
	char *top = find_above(folder, has_git);
	bool has = top || is_bare(folder) || getenv("GIT_DIR");

	free(top);
	return has;
}

char *change_git_folder(const char *folder)
{
	char *top = getenv("GIT_DIR") ? NULL : find_above(folder, has_git), *path = NULL;

	if (top && holds(top, ".git/HEAD") && holds(top, ".git/index")) /* not a bare one */
		path = memory_printf("%s/.git", top);
	free(top);
	return path;
}

char *change_prefix(const char *folder)
{
	char *top = find_above(folder, has_git), *prefix;
	size_t len = top && top[1] ? strlen(top) : 0;

	prefix = top && folder[len] ? memory_printf("%s/", folder + len + 1) : memory_strdup("");
	free(top);
	return prefix;
}

char *change_root(const char *start)
{
	char *real = realpath(start, NULL), *slash, *dir;
	struct stat st;

	if (!real)
		return NULL;
	if (!stat(real, &st) && !S_ISDIR(st.st_mode) && (slash = strrchr(real, '/')))
		*(slash == real ? slash + 1 : slash) = '\0';
	if (is_bare(real))
		return real;
	dir = find_above(real, is_kernel);
	if (!dir)
		dir = find_above(real, has_git);
	if (!dir)
		return real;
	free(real);
	return dir;
}
