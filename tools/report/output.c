// SPDX-License-Identifier: GPL-2.0-only
/* What the reports share. */
#include "output.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "../base/memory.h"

int output_write(FILE *out, const struct buf *text, struct error *err)
{
	bool done;

	errno = 0;
	done = !text->len || fwrite(text->data, 1, text->len, out) == text->len;
	/* Also when there was nothing to write: an earlier write may have failed. */
	if (fflush(out) || ferror(out) || !done)
		return error_set(err, "write: the report: %s; make room or write elsewhere",
				 errno ? strerror(errno) : "an earlier write failed");
	return 0;
}

static bool is_control(unsigned char c)
{
	return c < ' ' || c == 0x7f;
}

void output_line(struct buf *b, const char *s)
{
	for (; *s; s++)
		buf_addch(b, is_control((unsigned char)*s) ? '?' : *s);
}

static void add_escaped(struct buf *b, unsigned char c)
{
	static const char plain[] = "\a\b\t\n\v\f\r\"\\";
	static const char letter[] = "abtnvfr\"\\";
	const char *at = memchr(plain, c, sizeof(plain) - 1);

	if (at)
		buf_printf(b, "\\%c", letter[at - plain]);
	else if (is_control(c) || c > 0x7f)
		buf_printf(b, "\\%03o", (unsigned int)c);
	else
		buf_addch(b, (char)c);
}

static bool needs_quotes(const char *path)
{
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (is_control(c) || c > 0x7f || c == '"' || c == '\\')
			return true;
	}
	return false;
}

void output_git_path(struct buf *b, const char *prefix, const char *path)
{
	if (!needs_quotes(path)) {
		buf_addstr(b, prefix);
		buf_addstr(b, path);
		return;
	}
	buf_addch(b, '"');
	buf_addstr(b, prefix);
	for (; *path; path++)
		add_escaped(b, (unsigned char)*path);
	buf_addch(b, '"');
}

char *output_function(const struct sites *sites, const struct site *site)
{
	const struct source *src = &sites->file[site->file].src;

	if (site->function == SOURCE_NONE)
		return memory_strdup("");
	return source_word(src, src->function[site->function].name);
}
