// SPDX-License-Identifier: GPL-2.0-only
/*
 * unified: libgit2 finds the hunks; the header lines are our own, since the file's mode is not known
 * here and libgit2 quotes fewer names.
 */
#include "unified.h"

#include <git2.h>
#include <stdbool.h>
#include <string.h>

#include "base/hash.h"

static bool is_odd(unsigned char c)
{
	return c < ' ' || c > '~' || c == '"' || c == '\\';
}

static void add_escaped(struct buf *b, unsigned char c)
{
	static const char plain[] = "\a\b\t\n\v\f\r\"\\";
	static const char letter[] = "abtnvfr\"\\";
	const char *at = memchr(plain, c, sizeof(plain) - 1);

	if (at)
		buf_printf(b, "\\%c", letter[at - plain]);
	else if (is_odd(c))
		buf_printf(b, "\\%03o", (unsigned int)c);
	else
		buf_addch(b, (char)c);
}

void unified_path(struct buf *b, const char *prefix, const char *path)
{
	const char *odd = path;

	while (*odd && !is_odd((unsigned char)*odd))
		odd++;
	buf_addstr(b, *odd ? "\"" : "");
	buf_addstr(b, prefix);
	for (; *path; path++)
		add_escaped(b, (unsigned char)*path);
	buf_addstr(b, *odd ? "\"" : "");
}

static int add_line(const git_diff_delta *delta, const git_diff_hunk *hunk,
		    const git_diff_line *line, void *out)
{
	(void)delta;
	(void)hunk;
	if (line->origin == GIT_DIFF_LINE_FILE_HDR)
		return 0;
	/* Not so "\ No newline at end of file", the newline before it included. */
	if (line->origin == GIT_DIFF_LINE_ADDITION || line->origin == GIT_DIFF_LINE_DELETION ||
	    line->origin == GIT_DIFF_LINE_CONTEXT)
		buf_addch(out, line->origin);
	buf_add(out, line->content, line->content_len);
	return 0;
}

/* "--- a/path": as git does, with a tab after a name with spaces, where patch would end it. */
static void add_side(struct buf *b, const char *marker, const char *prefix, const char *path)
{
	size_t start = b->len;

	buf_addstr(b, marker);
	unified_path(b, prefix, path);
	if (strchr(path, ' ') && b->data[start + strlen(marker)] != '"')
		buf_addch(b, '\t');
	buf_addch(b, '\n');
}

static int add_header(struct buf *b, const char *path, const struct buf *old, const struct buf *new)
{
	git_oid before, after;
	char hex[2][13];

	if (hash_bytes(old->data, old->len, &before) || hash_bytes(new->data, new->len, &after))
		return -1;
	git_oid_tostr(hex[0], sizeof(hex[0]), &before);
	git_oid_tostr(hex[1], sizeof(hex[1]), &after);
	buf_addstr(b, "diff --git ");
	unified_path(b, "a/", path);
	buf_addch(b, ' ');
	unified_path(b, "b/", path);
	buf_printf(b, "\nindex %s..%s\n", hex[0], hex[1]);
	add_side(b, "--- ", "a/", path);
	add_side(b, "+++ ", "b/", path);
	return 0;
}

int unified_diff(const char *path, const struct buf *old, const struct buf *new,
		 unsigned int context, struct buf *out, struct error *err)
{
	git_diff_options options;
	git_patch *patch = NULL;
	int ret;

	if (new->len == old->len && (!new->len || !memcmp(new->data, old->data, new->len)))
		return 0;
	git_libgit2_init();
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.context_lines = context;
	options.flags |= GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
	ret = git_patch_from_buffers(&patch, old->data, old->len, path, new->data, new->len, path,
				     &options);
	if (!ret)
		ret = add_header(out, path, old, new);
	if (!ret)
		ret = git_patch_print(patch, add_line, out);
	if (ret)
		ret = error_set(err, "diff: %s: %s; narrow the paths to leave it out", path,
				git_error_last() ? git_error_last()->message : "libgit2 failed");
	git_patch_free(patch);
	git_libgit2_shutdown();
	return ret;
}
