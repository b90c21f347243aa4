/* SPDX-License-Identifier: GPL-2.0-only */
/* utf8: is a text well-formed UTF-8? */
#ifndef GUPSWEEP_UTF8_H
#define GUPSWEEP_UTF8_H

#include <stddef.h>

/* Offset of the first byte that is not part of a well-formed sequence (RFC 3629), or @len. */
size_t utf8_first_invalid(const char *text, size_t len);

#endif
