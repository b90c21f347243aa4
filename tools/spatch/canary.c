// SPDX-License-Identifier: GPL-2.0-only
/* canary: what must have become of it, white space apart. */
#include "canary.h"

#include <string.h>

static size_t skip_space(const char *text, size_t len, size_t at)
{
	while (at < len && text[at] && strchr(" \t\r\n", text[at]))
		at++;
	return at;
}

bool canary_lives(const struct canary *canary, const char *output, size_t len)
{
	size_t end = strlen(canary->wanted), at = 0, i = 0;

	for (;; at++, i++) {
		at = skip_space(canary->wanted, end, at);
		i = skip_space(output, len, i);
		if (at == end || i == len)
			return at == end && i == len;
		if (canary->wanted[at] != output[i])
			return false;
	}
}
