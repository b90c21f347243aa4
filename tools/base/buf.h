/* SPDX-License-Identifier: GPL-2.0-only */
/* A growing run of bytes, always NUL-terminated once something was added. {0} is empty. */
#ifndef GUPSWEEP_BUF_H
#define GUPSWEEP_BUF_H

#include <stddef.h>

struct buf {
	char *data;
	size_t len;
	size_t room;
};

void buf_add(struct buf *b, const void *data, size_t len);
void buf_addstr(struct buf *b, const char *s);
void buf_addch(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_reserve(struct buf *b, size_t more); /* room for @more bytes and a NUL after len */
void buf_reset(struct buf *b);		      /* empty, the memory kept */
void buf_free(struct buf *b);
char *buf_detach(struct buf *b); /* the caller frees; "" when empty; *b is empty after */

#endif
