// SPDX-License-Identifier: GPL-2.0-only
/*
 * The edits as one diff that git apply and patch -p1 take. libgit2 finds the hunks; the header
 * lines are our own, since the file's mode is not known here and libgit2 quotes fewer names.
 */
#include <git2.h>
#include <stdbool.h>
#include <string.h>

#include "output.h"

struct printer {
	struct buf *out;
	bool color;
};

static void add_colored(const struct printer *p, const char *color, const char *text, size_t len)
{
	bool newline = len && text[len - 1] == '\n';

	if (p->color)
		buf_addstr(p->out, color);
	buf_add(p->out, text, newline ? len - 1 : len);
	if (p->color)
		buf_addstr(p->out, "\033[m");
	if (newline)
		buf_addch(p->out, '\n');
}

static int add_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
		    const git_diff_line *line, void *ctx)
{
	const struct printer *p = ctx;
	struct buf text = { 0 };
	const char *color = "";

	(void)delta;
	(void)hunk;
	switch (line->origin) {
	case GIT_DIFF_LINE_FILE_HDR:
		return 0;
	case GIT_DIFF_LINE_HUNK_HDR:
		color = "\033[36m";
		break;
	case GIT_DIFF_LINE_ADDITION:
		color = "\033[32m";
		buf_addch(&text, '+');
		break;
	case GIT_DIFF_LINE_DELETION:
		color = "\033[31m";
		buf_addch(&text, '-');
		break;
	case GIT_DIFF_LINE_CONTEXT:
		buf_addch(&text, ' ');
		break;
	default: /* "\ No newline at end of file", the newline before it included */
		break;
	}
	buf_add(&text, line->content, line->content_len);
	add_colored(p, *color && p->color ? color : "", text.data, text.len);
	buf_free(&text);
	return 0;
}

/* "--- a/path": as git does, with a tab after a name with spaces, where patch would end it. */
static void add_side(struct buf *b, const char *marker, const char *prefix, const char *path)
{
	size_t start = b->len;

	buf_addstr(b, marker);
	output_git_path(b, prefix, path);
	if (strchr(path, ' ') && b->data[start + strlen(marker)] != '"')
		buf_addch(b, '\t');
	buf_addch(b, '\n');
}

static int add_header(const struct printer *p, const char *path, const struct buf *old,
		      const struct buf *new)
{
	struct buf text = { 0 };
	git_oid before, after;
	char hex[2][13];
	size_t from = 0;

	if (git_odb_hash(&before, old->data, old->len, GIT_OBJECT_BLOB) ||
	    git_odb_hash(&after, new->data, new->len, GIT_OBJECT_BLOB))
		return -1;
	git_oid_tostr(hex[0], sizeof(hex[0]), &before);
	git_oid_tostr(hex[1], sizeof(hex[1]), &after);
	buf_addstr(&text, "diff --git ");
	output_git_path(&text, "a/", path);
	buf_addch(&text, ' ');
	output_git_path(&text, "b/", path);
	buf_printf(&text, "\nindex %s..%s\n", hex[0], hex[1]);
	add_side(&text, "--- ", "a/", path);
	add_side(&text, "+++ ", "b/", path);
	while (from < text.len) {
		size_t len = (size_t)(strchr(text.data + from, '\n') - text.data) - from + 1;

		add_colored(p, "\033[1m", text.data + from, len);
		from += len;
	}
	buf_free(&text);
	return 0;
}

static int add_file(const struct printer *p, const struct site_file *file,
		    const struct edits *edits)
{
	git_diff_options options;
	struct buf new = { 0 };
	git_patch *patch = NULL;
	int ret = 0;

	rewrite_apply_edits(&file->text, edits, &new);
	if (new.len == file->text.len && !memcmp(new.data, file->text.data, new.len))
		goto out;
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags |= GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
	ret = git_patch_from_buffers(&patch, file->text.data, file->text.len, file->path, new.data,
				     new.len, file->path, &options);
	if (!ret)
		ret = add_header(p, file->path, &file->text, &new);
	if (!ret)
		ret = git_patch_print(patch, add_line, (void *)p);
	git_patch_free(patch);
out:
	buf_free(&new);
	return ret;
}

int report_diff(const struct report *report, const struct report_style *style, FILE *out,
		struct error *err)
{
	struct buf text = { 0 };
	struct printer printer = { .out = &text, .color = style->color };
	int ret = 0;

	git_libgit2_init();
	for (size_t i = 0; i < report->sites->files && !ret; i++) {
		const struct site_file *file = &report->sites->file[i];

		if (!report->edits[i].count || !add_file(&printer, file, &report->edits[i]))
			continue;
		ret = error_set(err, "diff: %s: %s; narrow the paths to leave it out", file->path,
				git_error_last() ? git_error_last()->message : "libgit2 failed");
	}
	if (!ret)
		ret = output_write(out, &text, err);
	git_libgit2_shutdown();
	buf_free(&text);
	return ret;
}
