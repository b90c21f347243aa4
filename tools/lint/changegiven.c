// SPDX-License-Identifier: GPL-2.0-only
/* changegiven: what the user hands over: patches, files, and either through standard input. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/memory.h"
#include "../tree/beneath.h"
#include "changes.h"

/* -- patches --------------------------------------------------------------------------------- */

static int read_whole(const char *path, struct buf *text, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	int failed = fd < 0 || beneath_read(fd, text, PATCH_MAX) ? errno : 0;

	if (fd >= 0)
		close(fd);
	return failed ? error_set(err, "read: on %s: %s; name a readable file", path,
				  failed == EFBIG ? "longer than 256 MiB" : strerror(failed))
		      : 0;
}

static int put_patch(const struct change_options *o, struct delta *c, const char *name,
		     struct error *err)
{
	bool is_input = !strcmp(name, "-");
	struct buf text = { 0 };
	const struct buf *from = is_input ? o->input : &text;
	struct patch patch = { 0 };
	int ret = is_input ? 0 : read_whole(name, &text, err);

	if (!ret)
		ret = patch_parse(&patch, from->data ? from->data : "", from->len,
				  is_input ? "standard input" : name, err);
	if (!ret && !patch.files)
		ret = error_set(err,
				"patch: on %s: there is no patch in it; give a diff or a mail "
				"with one",
				is_input ? "standard input" : name);
	if (!ret)
		ret = tree_patch(c->tree, &patch, err);
	for (size_t i = 0; i < patch.lines && !ret; i++)
		if (patch.line[i].mark == '+' &&
		    change_takes_lock(patch.line[i].text, patch.line[i].len))
			c->locks = true;
	patch_free(&patch);
	buf_free(&text);
	return ret;
}

/* The lines of the file below that were removed and took a lock. */
static void note_unlocks(struct tree *below, const struct patched_file *p, struct changed_file *f)
{
	struct buf text = { 0 };
	struct error ignored;
	const char *at;
	uint32_t line = 1;

	if (!p->old_path || tree_read(below, p->old_path, &text, &ignored) || !text.len) {
		buf_free(&text);
		return;
	}
	at = text.data;
	for (size_t i = 0; i < p->ranges; i++) {
		const struct patch_range *r = &p->range[i];

		for (; line < r->old_first + r->old_count && *at; line++) {
			size_t len = strcspn(at, "\n");

			if (line >= r->old_first && change_takes_lock(at, len))
				VEC_PUSH(f->unlock, f->unlocks, f->unlock_room, r->new_first);
			at += len + (at[len] == '\n');
		}
	}
	buf_free(&text);
}

int changegiven_patches(const struct change_options *o, struct delta *c, struct problems *problems,
			struct error *err)
{
	const struct patched_file *file;
	struct tree *below;
	size_t count;
	int ret = 0;

	if (tree_open(&c->tree, o->root, NULL, err))
		return -1;
	for (const char *const *name = o->args; *name && !ret; name++)
		ret = put_patch(o, c, *name, err);
	if (ret || tree_open(&below, o->root, NULL, err))
		return -1;
	file = tree_patched(c->tree, &count);
	for (size_t i = 0; i < count; i++) {
		struct changed_file *f;

		if (!file[i].new_path || !change_is_c(file[i].new_path))
			continue;
		if (file[i].opaque) {
			problem_add(problems, file[i].new_path,
				    "the patch changes it as a binary file, so its lines are not "
				    "known; give a patch of text");
			continue;
		}
		f = change_add_file(c, file[i].new_path);
		for (size_t k = 0; k < file[i].ranges; k++)
			VEC_PUSH(f->range, f->ranges, f->room, file[i].range[k]);
		note_unlocks(below, &file[i], f);
	}
	tree_close(below);
	return 0;
}

/* -- files ----------------------------------------------------------------------------------- */

/* @path relative to the tree, the caller's: "" for the tree itself; NULL with @err if it is not below. */
static char *below_root(const char *root, const char *path, struct error *err)
{
	char *copy = memory_strdup(path), *slash, *real, *full, *out = NULL;
	size_t len = strlen(root);

	/* the last component may be a link, which the tree refuses by itself */
	for (size_t n = strlen(copy); n > 1 && copy[n - 1] == '/'; n--)
		copy[n - 1] = '\0';
	slash = strrchr(copy, '/');
	if (!strcmp(slash ? slash + 1 : copy, ".") || !strcmp(slash ? slash + 1 : copy, "..")) {
		full = realpath(copy, NULL);
		real = NULL;
	} else {
		if (slash)
			*slash = '\0';
		real = realpath(slash ? (*copy ? copy : "/") : ".", NULL);
		full = real ? memory_printf("%s/%s", strcmp(real, "/") ? real : "",
					    slash ? slash + 1 : copy)
			    : NULL;
	}
	if (full && !strncmp(full, root, len) && (full[len] == '/' || !full[len]))
		out = memory_strdup(full + len + (full[len] == '/'));
	else if (full && !strcmp(root, "/"))
		out = memory_strdup(full + 1);
	else
		error_set(err, "lint: on %s: not below %s; name its tree with --tree", path, root);
	free(copy);
	free(real);
	free(full);
	return out;
}

/* Every file of C below the paths that speaks of the family. */
static int search(struct delta *c, const char *const *paths, struct problems *problems,
		  struct error *err)
{
	static const char *const needles[] = { "get_user_pages", "pin_user_pages", NULL };
	static const char *const suffixes[] = { ".c", ".h", NULL };
	struct tree_query query = { .needles = needles,
				    .suffixes = suffixes,
				    .paths = paths,
				    .max_size = (size_t)40 << 20,
				    .jobs = 2 };
	struct tree_files found;

	if (tree_search(c->tree, &query, &found, problems, err))
		return -1;
	for (size_t i = 0; i < found.count; i++)
		change_add_file(c, found.file[i].path)->whole = true;
	tree_files_free(&found);
	return 0;
}

int changegiven_files(const struct change_options *o, struct delta *c, struct problems *problems,
		      struct error *err)
{
	const char **paths = NULL;
	size_t count = 0, room = 0;
	int ret = tree_open(&c->tree, o->root, NULL, err);

	for (const char *const *arg = o->args; *arg && !ret; arg++) {
		struct stat st;
		char *path;

		if (!strcmp(*arg, "-")) {
			const char *name = o->input_name ? o->input_name : "standard-input.c";

			path = below_root(o->root, name, err);
			ret = path ? 0 : -1;
			if (ret)
				break;
			tree_put(c->tree, path, o->input->data ? o->input->data : "",
				 o->input->len);
			change_add_file(c, path)->whole = true;
			free(path);
			continue;
		}
		path = below_root(o->root, *arg, err);
		ret = path ? 0 : -1;
		if (ret)
			break;
		if (!stat(*arg, &st) && S_ISREG(st.st_mode) && !change_is_c(path)) {
			problem_add(problems, path,
				    "is no file of C by its name (.c, .h); not read");
			free(path);
			continue;
		}
		if (!*path) {
			free(path);
			path = memory_strdup(".");
		}
		VEC_PUSH(paths, count, room, path);
	}
	VEC_PUSH(paths, count, room, NULL);
	if (!ret && paths[0])
		ret = search(c, paths, problems, err);
	for (size_t i = 0; paths[i]; i++)
		free((char *)paths[i]);
	free(paths);
	return ret;
}
