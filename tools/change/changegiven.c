// SPDX-License-Identifier: GPL-2.0-only
/* changegiven: what the user hands over: patches, files, and either through standard input. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "changes.h"
#include "patched.h"
#include "unified.h"

/* -- patches --------------------------------------------------------------------------------- */

/* Add to @c how @f differs from what it was made of. */
static int compare(const struct change_options *o, struct delta *c, const struct overlay_file *f,
		   struct error *err)
{
	struct buf below = { 0 }, diff = { 0 };
	struct patch patch = { 0 };
	struct error ignored;
	int ret;

	if (f->was && tree_read_below(c->tree, f->was, &below, &ignored))
		buf_reset(&below);
	ret = unified_diff(f->path, &below, &f->text->buf, 0, &diff, err);
	if (!ret && !diff.len)
		change_add_file(c, f->path);
	else if (!ret)
		ret = patch_open(&patch, diff.data, diff.len, f->path, err) || patch_next(&patch);
	if (!ret && diff.len)
		change_take(o, c, &patch);
	if (!ret) {
		free(c->file[c->files - 1].was[0]);
		c->file[c->files - 1].was[0] = f->was ? memory_strdup(f->was) : NULL;
	}
	patch_close(&patch);
	buf_free(&diff);
	buf_free(&below);
	return ret ? -1 : 0;
}

int change_submodules(const struct buf *text, struct problems *problems, struct error *err)
{
	struct patch patch = { 0 };
	bool perhaps = text->len && memmem(text->data, text->len, "160000", 6);
	int ret = perhaps ? patch_open(&patch, text->data, text->len, "patch", err) : 1;

	while (!ret && !(ret = patch_next(&patch)))
		changegit_name(&patch, problems);
	patch_close(&patch);
	return ret < 0 ? -1 : 0;
}

/* Does the file at hand get a line that is one of lines [first, last] of @text, blanks aside? */
static bool adds_line(const struct patch *p, const struct buf *text, uint32_t first, uint32_t last)
{
	const char *at = text->data, *end = at + text->len;

	for (uint32_t line = 1; at < end && line <= last; line++) {
		size_t len = strcspn(at, "\n") + 1, skip = strspn(at, " \t");

		for (size_t i = 0; i < p->hunks && line >= first && skip + 1 < len; i++) {
			const struct patch_side *new = &p->hunk[i].new, *old = &p->hunk[i].old;

			if (memmem(p->sides.data + new->at, new->len, at, len) &&
			    !memmem(p->sides.data + old->at, old->len, at, len))
				return true;
		}
		at += len;
	}
	return false;
}

/* Of several mails that change the file the last that adds one of those lines, else the last. */
static char *mail_among(const struct delta *delta, const char *path, const struct buf *text,
			uint32_t first, uint32_t last)
{
	char *adds = NULL, *changes = NULL;

	for (size_t i = 0; i < delta->patches; i++) {
		struct patch p = { 0 };
		struct error ignored;
		int ret = patch_open(&p, delta->patch[i].data, delta->patch[i].len, "", &ignored);

		while (!ret && !(ret = patch_next(&p))) {
			if (!p.new_path || strcmp(p.new_path, path) != 0)
				continue;
			free(changes);
			changes = p.subject ? memory_strdup(p.subject) : NULL;
			if (!adds_line(&p, text, first, last))
				continue;
			free(adds);
			adds = p.subject ? memory_strdup(p.subject) : NULL;
		}
		patch_close(&p);
	}
	if (!adds)
		return changes;
	free(changes);
	return adds;
}

/* Is it a mail? */
static bool is_letter(const struct buf *text)
{
	const char *subject = text->len ? strstr(text->data, "\nSubject: ") : NULL,
		   *blank = text->len ? strstr(text->data, "\n\n") : NULL;

	return subject && blank && subject < blank && !strncmp(text->data, "From", 4);
}

static int compare_mailed(const void *a, const void *b)
{
	return strcmp(((const struct change_mailed *)a)->path,
		      ((const struct change_mailed *)b)->path);
}

static void read_mails(struct delta *delta)
{
	for (size_t i = 0; i < delta->patches; i++) {
		struct patch p = { 0 };
		struct error ignored;
		int ret = patch_open(&p, delta->patch[i].data, delta->patch[i].len, "", &ignored);

		while (!ret && !(ret = patch_next(&p))) {
			struct change_mailed m = { .path = p.new_path ? memory_strdup(p.new_path)
								      : NULL };

			if (!m.path)
				continue;
			m.subject = p.subject ? memory_strdup(p.subject) : NULL;
			VEC_PUSH(delta->mailed, delta->maileds, delta->mailed_room, m);
		}
		patch_close(&p);
	}
	if (delta->maileds)
		qsort(delta->mailed, delta->maileds, sizeof(*delta->mailed), compare_mailed);
}

char *change_mail(struct delta *delta, const char *path, const struct buf *text, uint32_t first,
		  uint32_t last)
{
	const struct change_mailed wanted = { .path = (char *)path }, *m, *end;

	if (!delta->maileds)
		read_mails(delta);
	end = delta->mailed + delta->maileds;
	m = delta->maileds
		    ? bsearch(&wanted, delta->mailed, delta->maileds, sizeof(*m), compare_mailed)
		    : NULL;
	if (!m)
		return NULL;
	if ((m > delta->mailed && !compare_mailed(m - 1, m)) ||
	    (m + 1 < end && !compare_mailed(m, m + 1)))
		return mail_among(delta, path, text, first, last);
	return m->subject ? memory_strdup(m->subject) : NULL;
}

int changegiven_patches(const struct change_options *o, struct delta *c, struct problems *problems,
			struct error *err)
{
	const struct overlay *overlay;
	int ret = tree_open(&c->tree, o->root, NULL, err);

	for (const char *const *name = o->args; *name && !ret; name++) {
		struct buf text = { 0 };

		ret = patched_put_file(c->tree, *name, o->input, &text, err);
		/* a series has a cover letter */
		if (ret > 0 && is_letter(&text) && (name[1] || c->patches))
			ret = 0;
		else if (!ret)
			ret = change_submodules(&text, problems, err);
		VEC_PUSH(c->patch, c->patches, c->patch_room, text);
	}
	if (!ret && !tree_overlay(c->tree)->files)
		ret = error_set(err, "patch: on %s: there is no patch in any of them; give one",
				o->args[0]);
	if (ret)
		return -1;
	overlay = tree_overlay(c->tree);
	for (size_t i = 0; i < overlay->files && !ret; i++) {
		const struct overlay_file *f = &overlay->file[i];

		if (!f->changed || !change_is_c(f->path))
			continue;
		if (f->state == OVERLAY_OPAQUE)
			problem_add(problems, f->path,
				    "the patch changes it as a binary file, so its lines are not "
				    "known; give a patch of text");
		else if (f->text && f->text->original)
			change_add_file(c, f->path);
		else if (f->text)
			ret = compare(o, c, f, err);
	}
	return ret;
}

/* -- files ----------------------------------------------------------------------------------- */

/* Every file of C below the paths that has one of the needles. */
static int search(const struct change_options *o, struct delta *c, const char *const *paths,
		  struct problems *problems, struct error *err)
{
	static const char *const suffixes[] = { ".c", ".h", NULL };
	struct tree_query query = { .needles = o->needles,
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

/* One argument: a path to be searched goes to the caller, or NULL if it was dealt with. */
static int take_file(const struct change_options *o, struct delta *c, const char *arg, char **path,
		     struct problems *problems, struct error *err)
{
	bool is_input = !strcmp(arg, "-");
	struct stat st;

	if (is_input)
		arg = o->input_name ? o->input_name : "standard-input.c";
	*path = change_below(o->root, arg, err);
	if (!*path)
		return -1;
	if (is_input) {
		tree_put(c->tree, *path, o->input->data ? o->input->data : "", o->input->len);
		change_add_file(c, *path)->whole = true;
	} else if (!stat(arg, &st) && S_ISREG(st.st_mode) && !change_is_c(*path)) {
		problem_add(problems, *path, "is no file of C by its name (.c, .h); not read");
	} else {
		return 0;
	}
	free(*path);
	*path = NULL;
	return 0;
}

int changegiven_files(const struct change_options *o, struct delta *c, struct problems *problems,
		      struct error *err)
{
	const char **paths = NULL;
	size_t count = 0, room = 0;
	int ret = tree_open(&c->tree, o->root, NULL, err);

	for (const char *const *arg = o->args; *arg && !ret; arg++) {
		char *path;

		ret = take_file(o, c, *arg, &path, problems, err);
		if (path)
			VEC_PUSH(paths, count, room, path);
	}
	VEC_PUSH(paths, count, room, NULL);
	if (!ret && paths[0])
		ret = search(o, c, paths, problems, err);
	for (size_t i = 0; paths[i]; i++)
		free((char *)paths[i]);
	free(paths);
	return ret;
}
