// SPDX-License-Identifier: GPL-2.0-only
/* utf8: is a text well-formed UTF-8? */
#include "utf8.h"

#include <stdint.h>

/* Length of the sequence at @s (@rest bytes left), or 0 if it is malformed. */
static size_t sequence(const unsigned char *s, size_t rest)
{
	static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = s[0] < 0x80 ? 1 : (s[0] & 0xe0) == 0xc0 ? 2 : (s[0] & 0xf0) == 0xe0 ? 3 : 4;
	uint32_t code = s[0];

	if (len == 1)
		return 1;
	if (len > rest || (len == 4 && (s[0] & 0xf8) != 0xf0))
		return 0;
	code &= 0x7fU >> len;
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (s[i] & 0x3f);
	}
	if (code < smallest[len] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		return 0;
	return len;
}

size_t utf8_first_invalid(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len) {
		size_t step = sequence((const unsigned char *)text + at, len - at);

		if (!step)
			return at;
		at += step;
	}
	return len;
}
