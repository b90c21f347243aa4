// SPDX-License-Identifier: GPL-2.0-only
/*
 * mail: line by line, in one of two states: in a block of header lines, or in a body. A block begins
 * at the start of the text, after an mbox's "From " line, and after a multipart boundary, which is told
 * by its "--" and the header that follows, or that no base64 has one; it ends with an empty line, and
 * says how the body is encoded. (RFC 2045, 2046 and 4155.)
 */
#include "patchparts.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

struct decoder {
	struct buf *out;
	enum { BODY_PLAIN, BODY_QUOTED, BODY_BASE64 } body;
	enum { HEADER_NONE, HEADER_OTHER, HEADER_ENCODING } header; /* at hand */
	unsigned int bits; /* of base64 that wait for more */
	int pending;	   /* how many */
};

static bool begins(const char *line, size_t len, const char *word)
{
	return len >= strlen(word) && !strncasecmp(line, word, strlen(word));
}

/* "Name: value": printable, no blank before the colon. */
static bool is_header(const char *line, size_t len)
{
	size_t i = 0;

	while (i < len && (isalnum((unsigned char)line[i]) || line[i] == '-' || line[i] == '_'))
		i++;
	return i && i < len && line[i] == ':';
}

/* One line of a block; false if that ends it: by an empty line, or since it is no block at all. */
static bool read_header(struct decoder *d, const char *line, size_t len)
{
	char *text;

	if (is_header(line, len))
		d->header = begins(line, len, "Content-Transfer-Encoding:") ? HEADER_ENCODING
									    : HEADER_OTHER;
	else if (!d->header || (*line != ' ' && *line != '\t'))
		return false;
	if (d->header != HEADER_ENCODING)
		return true;
	text = memory_strndup(line, len);
	d->body = strcasestr(text, "quoted-printable") ? BODY_QUOTED
		  : strcasestr(text, "base64")	       ? BODY_BASE64
						       : BODY_PLAIN;
	free(text);
	return true;
}

static int hex(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return at ? (int)(at - digits) : -1;
}

static void add_quoted(struct decoder *d, const char *line, size_t len)
{
	size_t end = len;

	while (end && (line[end - 1] == '\n' || line[end - 1] == '\r'))
		end--;
	for (size_t i = 0; i < end; i++) {
		if (line[i] == '=' && i + 1 == end)
			return; /* the line goes on */
		if (line[i] == '=' && i + 2 < end && hex(line[i + 1]) >= 0 &&
		    hex(line[i + 2]) >= 0) {
			buf_addch(d->out, (char)(hex(line[i + 1]) * 16 + hex(line[i + 2])));
			i += 2;
		} else {
			buf_addch(d->out, line[i]);
		}
	}
	if (len && line[len - 1] == '\n')
		buf_addch(d->out, '\n');
}

static void add_base64(struct decoder *d, const char *line, size_t len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i++) {
		const char *at = line[i] ? strchr(digits, line[i]) : NULL;

		if (!at)
			continue;
		d->bits = (d->bits << 6 | (unsigned int)(at - digits)) & 0xffffff;
		d->pending += 6;
		if (d->pending >= 8) {
			d->pending -= 8;
			buf_addch(d->out, (char)(d->bits >> d->pending & 0xff));
		}
	}
}

/* Does the line, before @next, end a part of a multipart? */
static bool is_boundary(const struct decoder *d, const char *line, size_t len, const char *next,
			size_t left)
{
	return begins(line, len, "--") &&
	       (d->body == BODY_BASE64 || begins(next, left, "Content-"));
}

void mail_decode(const char *text, size_t len, struct buf *out)
{
	struct decoder d = { .out = out };
	bool in_header = true, was_blank = true;

	for (size_t at = 0; at < len;) {
		const char *line = text + at, *end = memchr(line, '\n', len - at);
		size_t n = end ? (size_t)(end - line) + 1 : len - at;
		bool is_mail = was_blank && begins(line, n, "From ");

		at += n;
		was_blank = n == 1 || (n == 2 && line[0] == '\r');
		if (is_mail || is_boundary(&d, line, n, text + at, len - at)) {
			if (d.body == BODY_BASE64 && !is_mail)
				buf_addch(out, '\n');
			d.body = BODY_PLAIN;
			d.header = HEADER_NONE;
			d.pending = 0;
			in_header = true;
			buf_add(out, line, n);
		} else if (in_header || d.body == BODY_PLAIN) {
			in_header = in_header && read_header(&d, line, n);
			buf_add(out, line, n);
		} else if (d.body == BODY_QUOTED) {
			add_quoted(&d, line, n);
		} else {
			add_base64(&d, line, n);
		}
	}
}
