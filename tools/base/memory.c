// SPDX-License-Identifier: GPL-2.0-only
/* Allocation that cannot fail. */
#include "memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_die(void *p)
{
	if (!p) {
		fputs("gupsweep: memory: exhausted; free some, or narrow the paths\n", stderr);
		exit(3);
	}
	return p;
}

void *memory_alloc(size_t size)
{
	return or_die(calloc(1, size ? size : 1));
}

void *memory_resize(void *old, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		or_die(NULL);
	size *= count;
	return or_die(realloc(old, size ? size : 1));
}

char *memory_strdup(const char *s)
{
	return or_die(strdup(s));
}

char *memory_strndup(const char *s, size_t len)
{
	char *copy = or_die(malloc(len + 1));

	memcpy(copy, s, len);
	copy[len] = '\0';
	return copy;
}

char *memory_printf(const char *fmt, ...)
{
	va_list args;
	char *s;

	va_start(args, fmt);
	if (vasprintf(&s, fmt, args) < 0)
		s = NULL;
	va_end(args);
	return or_die(s);
}
