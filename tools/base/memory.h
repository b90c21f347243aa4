/* SPDX-License-Identifier: GPL-2.0-only */
/* Allocation that cannot fail: out of memory ends the program with exit status 3 and one line. */
#ifndef GUPSWEEP_MEMORY_H
#define GUPSWEEP_MEMORY_H

#include <stddef.h>

void *memory_alloc(size_t size);			   /* zeroed */
void *memory_resize(void *old, size_t count, size_t size); /* count * size checked for overflow */
char *memory_strdup(const char *s);
char *memory_strndup(const char *s, size_t len);
char *memory_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * Append to a growing array: @array and its @count and @room (elements, both 0 at first) are
 * lvalues; the value follows. E.g. VEC_PUSH(v->site, v->count, v->room, s);
 */
#define VEC_PUSH(array, count, room, ...)                                                          \
	do {                                                                                       \
		if ((count) == (room)) {                                                           \
			(room) = (room) ? (room)*2 : 16;                                           \
			(array) = memory_resize((array), (room), sizeof(*(array)));                \
		}                                                                                  \
		(array)[(count)++] = (__VA_ARGS__);                                                \
	} while (0)

#endif
