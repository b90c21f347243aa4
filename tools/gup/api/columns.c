// SPDX-License-Identifier: GPL-2.0-only
/* columns: the limit that the tree's own checkpatch holds every patch to. */
#include "columns.h"

#include <stdlib.h>
#include <string.h>

#define SCRIPT "scripts/checkpatch.pl"
#define COLUMNS_OLD 80
#define COLUMNS_NEW 100
#define COLUMNS_LEAST 40 /* a number that is no line's length is not believed */
#define COLUMNS_MOST 1000

/* The number that the variable is first set to, or 0. */
static unsigned long initial_value(const char *text)
{
	static const char name[] = "$max_line_length";

	while ((text = strstr(text, name))) {
		const char *at = text += sizeof(name) - 1;

		at += strspn(at, " \t");
		if (*at++ == '=' && *at != '=' && *at != '~')
			return strtoul(at, NULL, 10);
	}
	return 0;
}

int columns_read(struct tree *kernel, unsigned int *columns, struct error *err)
{
	struct buf text = { 0 };
	int status = tree_read(kernel, SCRIPT, &text, err);
	unsigned long value;

	*columns = COLUMNS_NEW;
	if (!status) {
		value = text.len ? initial_value(text.data) : 0;
		*columns = value >= COLUMNS_LEAST && value <= COLUMNS_MOST ? (unsigned int)value
									   : COLUMNS_OLD;
	}
	buf_free(&text);
	return status < 0 ? -1 : 0;
}
