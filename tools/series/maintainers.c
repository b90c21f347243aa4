// SPDX-License-Identifier: GPL-2.0-only
/*
 * maintainers: an entry is a title line followed by lines "X:<blanks>value"; as get_maintainer.pl
 * reads it, every other line begins a new entry. The text before the first entry is indented or has
 * no F: line, so it matches no file.
 */
#include "maintainers.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define FILE_NAME "MAINTAINERS"
#define THE_REST "THE REST"

/* Is @line "X:" with X a capital letter? Then its value without blanks around it, in @value and @len. */
static char field(const char *line, size_t line_len, const char **value, size_t *len)
{
	if (line_len < 2 || line[0] < 'A' || line[0] > 'Z' || line[1] != ':')
		return '\0';
	*value = line + 2;
	*len = line_len - 2;
	while (*len && (**value == ' ' || **value == '\t')) {
		(*value)++;
		(*len)--;
	}
	while (*len && strchr(" \t\r", (*value)[*len - 1]))
		(*len)--;
	return line[0];
}

static void read_line(struct maintainers *m, const char *line, size_t len)
{
	const char *value = NULL;
	size_t value_len = 0;
	char kind = field(line, len, &value, &value_len);
	struct maintainers_entry *e = m->count ? &m->entry[m->count - 1] : NULL;

	if (!kind && len && line[0] != ' ' && line[0] != '\t')
		VEC_PUSH(m->entry, m->count, m->room,
			 (struct maintainers_entry){ .title = memory_strndup(line, len) });
	else if ((kind == 'F' || kind == 'X') && e && value_len)
		VEC_PUSH(e->pattern, e->count, e->room,
			 (struct maintainers_pattern){ .glob = memory_strndup(value, value_len),
						       .exclude = kind == 'X' });
}

int maintainers_read(struct tree *tree, struct maintainers *m, struct error *err)
{
	struct buf text = { 0 };
	int ret = tree_read(tree, FILE_NAME, &text, err);
	const char *line = text.data, *end = text.data + text.len;

	*m = (struct maintainers){ 0 };
	while (!ret && line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		const char *stop = newline ? newline : end;

		read_line(m, line, (size_t)(stop - line));
		line = stop + 1;
	}
	buf_free(&text);
	return ret < 0 ? -1 : 0;
}

void maintainers_free(struct maintainers *m)
{
	for (size_t i = 0; i < m->count; i++) {
		for (size_t k = 0; k < m->entry[i].count; k++)
			free(m->entry[i].pattern[k].glob);
		free(m->entry[i].pattern);
		free(m->entry[i].title);
	}
	free(m->entry);
	*m = (struct maintainers){ 0 };
}

/* Does @glob match a beginning of @s? One place to go back to is enough: that of the last "*". */
static bool matches_beginning(const char *glob, const char *s)
{
	const char *star = NULL, *from = NULL;

	while (*glob) {
		if (*glob == '*') {
			star = ++glob;
			from = s;
		} else if (*s && (*glob == '?' || *glob == *s)) {
			glob++;
			s++;
		} else if (star && *from) {
			glob = star;
			s = ++from;
		} else {
			return false;
		}
	}
	return true;
}

static size_t slashes(const char *s)
{
	size_t count = 0;

	for (; *s; s++)
		count += *s == '/';
	return count;
}

static bool is_folder_of(const char *folder, const char *path)
{
	size_t len = strlen(folder);

	return len && !strncmp(folder, path, len) && (folder[len - 1] == '/' || path[len] == '/');
}

static bool is_plain(const char *glob)
{
	return !strpbrk(glob, "*?");
}

/* As get_maintainer.pl has it: a pattern that ends with "/" takes all below, another one its depth. */
static bool matches(const char *glob, const char *path)
{
	size_t len = strlen(glob);

	if (is_plain(glob) && is_folder_of(glob, path))
		return true;
	return matches_beginning(glob, path) &&
	       (glob[len - 1] == '/' || slashes(glob) == slashes(path));
}

static bool takes(const struct maintainers_entry *e, const char *path)
{
	bool in = false;

	for (size_t i = 0; i < e->count; i++) {
		if (!matches(e->pattern[i].glob, path))
			continue;
		if (e->pattern[i].exclude)
			return false;
		in = true;
	}
	return in;
}

void maintainers_key(const struct maintainers *m, const char *path, struct buf *key)
{
	for (size_t i = 0; i < m->count; i++)
		if (strcmp(m->entry[i].title, THE_REST) && takes(&m->entry[i], path))
			buf_printf(key, "%s\n", m->entry[i].title);
}

const char *maintainers_folder(const struct maintainers *m, const char *path)
{
	const char *best = NULL;

	for (size_t i = 0; i < m->count; i++) {
		const struct maintainers_entry *e = &m->entry[i];

		if (!takes(e, path))
			continue;
		for (size_t k = 0; k < e->count; k++) {
			const char *glob = e->pattern[k].glob;

			if (!e->pattern[k].exclude && is_plain(glob) && is_folder_of(glob, path) &&
			    (!best || strlen(glob) > strlen(best)))
				best = glob;
		}
	}
	return best;
}
