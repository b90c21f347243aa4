// SPDX-License-Identifier: GPL-2.0-only
/* What the reports share. */
#include "output.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"

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

char *output_function(const struct sites *sites, const struct site *site)
{
	const struct source *src = &sites->file[site->file].src;

	if (site->function == SOURCE_NONE)
		return memory_strdup("");
	return source_word(src, src->function[site->function].name);
}
