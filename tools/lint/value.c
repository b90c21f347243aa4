// SPDX-License-Identifier: GPL-2.0-only
/* value: strings that are well-formed, and writing. */
#include "value.h"

#include <string.h>

#include "base/utf8.h"

json_t *value_string(const char *s)
{
	size_t len = strlen(s);
	struct buf clean = { 0 };
	json_t *v;

	buf_addstr(&clean, "");
	while (len) {
		size_t good = utf8_first_invalid(s, len);

		buf_add(&clean, s, good);
		if (good < len) {
			buf_addstr(&clean, "\xef\xbf\xbd");
			good++;
		}
		s += good;
		len -= good;
	}
	v = json_stringn_nocheck(clean.data ? clean.data : "", clean.len);
	buf_free(&clean);
	return v;
}

static int add_to_buf(const char *data, size_t len, void *b)
{
	buf_add(b, data, len);
	return 0;
}

int value_write(json_t *document, struct buf *b)
{
	int ret = json_dump_callback(document, add_to_buf, b, JSON_INDENT(2));

	json_decref(document);
	buf_addch(b, '\n');
	return ret ? -1 : 0;
}
