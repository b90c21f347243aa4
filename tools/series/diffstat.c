// SPDX-License-Identifier: GPL-2.0-only
/* diffstat: the widths are git format-patch's; libgit2's own draws deletions where there are none. */
#include "diffstat.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../change/unified.h"

#define WIDTH 72

static struct diffstat_file *find(struct diffstat *stat, const char *path)
{
	size_t at = 0;

	while (at < stat->count && strcmp(stat->file[at].path, path) < 0)
		at++;
	if (at < stat->count && !strcmp(stat->file[at].path, path))
		return &stat->file[at];
	VEC_PUSH(stat->file, stat->count, stat->room, (struct diffstat_file){ 0 });
	memmove(&stat->file[at + 1], &stat->file[at], (stat->count - 1 - at) * sizeof(*stat->file));
	stat->file[at] = (struct diffstat_file){ .path = memory_strdup(path) };
	return &stat->file[at];
}

void diffstat_add(struct diffstat *stat, const char *path, const struct buf *diff, size_t from)
{
	struct diffstat_file *file = find(stat, path);
	const char *line = diff->data + from, *end = diff->data + diff->len;
	bool in_hunks = false;

	while (line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));

		in_hunks = in_hunks || *line == '@';
		file->added += in_hunks && *line == '+';
		file->deleted += in_hunks && *line == '-';
		line = newline ? newline + 1 : end;
	}
}

void diffstat_merge(struct diffstat *stat, const struct diffstat *other)
{
	for (size_t i = 0; i < other->count; i++) {
		struct diffstat_file *file = find(stat, other->file[i].path);

		file->added += other->file[i].added;
		file->deleted += other->file[i].deleted;
	}
}

static int digits(size_t n)
{
	int count = 1;

	while (n /= 10)
		count++;
	return count;
}

struct widths {
	int name, number, graph;
	size_t most; /* changes of one file */
};

static char *shown_name(const char *path)
{
	struct buf name = { 0 };

	unified_path(&name, "", path);
	return buf_detach(&name);
}

static struct widths measure(const struct diffstat *stat)
{
	struct widths w = { 0 };

	for (size_t i = 0; i < stat->count; i++) {
		size_t changes = stat->file[i].added + stat->file[i].deleted;
		char *name = shown_name(stat->file[i].path);

		if ((int)strlen(name) > w.name)
			w.name = (int)strlen(name);
		if (changes > w.most)
			w.most = changes;
		free(name);
	}
	w.number = digits(w.most);
	w.graph = w.most > WIDTH ? WIDTH : (int)w.most;
	if (w.name + w.number + 6 + w.graph > WIDTH) {
		if (w.graph > WIDTH * 3 / 8 - w.number - 6)
			w.graph = WIDTH * 3 / 8 - w.number - 6;
		if (w.name > WIDTH - w.number - 6 - w.graph)
			w.name = WIDTH - w.number - 6 - w.graph;
		else
			w.graph = WIDTH - w.number - 6 - w.name;
	}
	return w;
}

/* At least one mark for any change. */
static size_t scale(size_t n, const struct widths *w)
{
	return n ? 1 + n * (size_t)(w->graph - 1) / w->most : 0;
}

static void add_graph(struct buf *out, const struct diffstat_file *f, const struct widths *w)
{
	size_t plus = f->added, minus = f->deleted;

	if (w->most >= (size_t)w->graph) {
		size_t total = scale(plus + minus, w);

		if (total < 2 && plus && minus)
			total = 2;
		if (plus < minus) {
			plus = scale(plus, w);
			minus = total - plus;
		} else {
			minus = scale(minus, w);
			plus = total - minus;
		}
	}
	for (size_t i = 0; i < plus; i++)
		buf_addch(out, '+');
	for (size_t i = 0; i < minus; i++)
		buf_addch(out, '-');
}

static void add_line(struct buf *out, const struct diffstat_file *f, const struct widths *w)
{
	char *full = shown_name(f->path);
	const char *name = full, *slash;
	size_t len = strlen(full);
	bool cut = len > (size_t)w->name;

	if (cut) {
		name += len - (size_t)w->name + 3;
		slash = strchr(name, '/');
		name = slash ? slash : name;
	}
	buf_printf(out, " %s%-*s | %*zu%s", cut ? "..." : "", w->name - (cut ? 3 : 0), name,
		   w->number, f->added + f->deleted, f->added + f->deleted ? " " : "");
	add_graph(out, f, w);
	buf_addch(out, '\n');
	free(full);
}

void diffstat_print(const struct diffstat *stat, struct buf *out)
{
	struct widths w = measure(stat);
	size_t added = 0, deleted = 0;

	for (size_t i = 0; i < stat->count; i++) {
		add_line(out, &stat->file[i], &w);
		added += stat->file[i].added;
		deleted += stat->file[i].deleted;
	}
	buf_printf(out, " %zu file%s changed", stat->count, stat->count == 1 ? "" : "s");
	if (added)
		buf_printf(out, ", %zu insertion%s(+)", added, added == 1 ? "" : "s");
	if (deleted)
		buf_printf(out, ", %zu deletion%s(-)", deleted, deleted == 1 ? "" : "s");
	buf_addch(out, '\n');
}

void diffstat_free(struct diffstat *stat)
{
	for (size_t i = 0; i < stat->count; i++)
		free(stat->file[i].path);
	free(stat->file);
	*stat = (struct diffstat){ 0 };
}
