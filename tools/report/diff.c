// SPDX-License-Identifier: GPL-2.0-only
/* The edits as one diff that git apply and patch -p1 take, in colour for a terminal. */
#include <stdbool.h>
#include <string.h>

#include "change/unified.h"
#include "output.h"

#define BOLD "\033[1m"
#define CYAN "\033[36m"
#define GREEN "\033[32m"
#define RED "\033[31m"
#define PLAIN "\033[m"

static const char *line_color(const char *line, bool in_hunks)
{
	if (!in_hunks)
		return BOLD;
	return *line == '@' ? CYAN : *line == '+' ? GREEN : *line == '-' ? RED : "";
}

/* The diff of one file, each line in the colour that git gives it. */
static void add_colored(struct buf *b, const struct buf *diff)
{
	const char *line = diff->data, *end = diff->data + diff->len, *next;
	bool in_hunks = false;

	for (; line < end; line = next) {
		const char *color, *newline = memchr(line, '\n', (size_t)(end - line));

		next = newline ? newline + 1 : end;
		in_hunks = in_hunks || *line == '@';
		color = line_color(line, in_hunks);
		buf_addstr(b, color);
		buf_add(b, line, (size_t)((newline ? newline : end) - line));
		buf_addstr(b, *color ? PLAIN : "");
		if (newline)
			buf_addch(b, '\n');
	}
}

static int add_diff(struct buf *b, const char *path, const struct buf *old, const struct buf *new,
		    bool color, struct error *err)
{
	struct buf diff = { 0 };
	int ret = unified_diff(path, old, new, 3, color ? &diff : b, err);

	if (!ret && diff.len)
		add_colored(b, &diff);
	buf_free(&diff);
	return ret;
}

static int add_file(struct buf *b, const struct site_file *file, const struct edits *edits,
		    bool color, struct error *err)
{
	struct buf new = { 0 };
	int ret;

	layout_apply_edits(&file->text, edits, &new);
	ret = add_diff(b, file->path, &file->text, &new, color, err);
	buf_free(&new);
	return ret;
}

int report_diff(const struct report *report, const struct report_style *style, FILE *out,
		struct error *err)
{
	const struct part *first = report->first;
	struct buf text = { 0 };
	int ret = 0;

	for (size_t i = 0; first && i < first->files && !ret; i++)
		ret = add_diff(&text, first->file[i].path, &first->file[i].before,
			       &first->file[i].after, style->color, err);
	for (size_t i = 0; i < report->sites->files && !ret; i++)
		if (report->edits[i].count &&
		    !(first && part_has(first, 1, report->sites->file[i].path)))
			ret = add_file(&text, &report->sites->file[i], &report->edits[i],
				       style->color, err);
	if (!ret)
		ret = output_write(out, &text, err);
	buf_free(&text);
	return ret;
}
