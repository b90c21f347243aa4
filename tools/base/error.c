// SPDX-License-Identifier: GPL-2.0-only
/* One failure, told in one line. */
#include "error.h"

#include <stdarg.h>
#include <stdio.h>

int error_set(struct error *err, const char *fmt, ...)
{
	va_list args;
	unsigned char *c;

	va_start(args, fmt);
	vsnprintf(err->text, sizeof(err->text), fmt, args);
	va_end(args);
	for (c = (unsigned char *)err->text; *c; c++)
		if (*c < ' ' || *c == 0x7f)
			*c = '?';
	return -1;
}
