// SPDX-License-Identifier: GPL-2.0-only
/*
 * mail: line by line, in one of two states: in a block of header lines, or in a body. A block begins
 * at the start of the text, after an mbox's "From " line, and after a multipart boundary; it ends with
 * an empty line, and says how the body is encoded. (RFC 2045, 2046 and 4155.)
 */
#include "mail.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define MAX_BOUNDARIES 8
#define BOUNDARY_MAX 70 /* RFC 2046 */

enum encoding { ENCODING_NONE, ENCODING_QUOTED, ENCODING_BASE64 };

struct decoder {
	struct buf *out;
	enum encoding encoding;
	char boundary[MAX_BOUNDARIES][BOUNDARY_MAX + 1];
	int boundaries;
	unsigned int bits; /* of base64 that wait for more */
	int pending;	   /* how many */
	struct buf header; /* the header line at hand, with its continuations */
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

/* Keep the boundary="..." of the Content-Type in d->header. */
static void take_boundary(struct decoder *d)
{
	const char *p = strcasestr(d->header.data, "boundary=");
	char *to = d->boundary[d->boundaries];
	size_t n = 0;
	bool quoted;

	if (!p || d->boundaries == MAX_BOUNDARIES)
		return;
	p += strlen("boundary=");
	quoted = *p == '"';
	p += quoted;
	while (*p && n < BOUNDARY_MAX && (quoted ? *p != '"' : !strchr("; \t\r\n", *p)))
		to[n++] = *p++;
	to[n] = '\0';
	d->boundaries += n > 0;
}

/* A header with its continuations is complete. */
static void end_header(struct decoder *d)
{
	const char *h = d->header.data;

	if (!d->header.len)
		return;
	if (begins(h, d->header.len, "Content-Transfer-Encoding:")) {
		d->encoding = strcasestr(h, "quoted-printable") ? ENCODING_QUOTED
			      : strcasestr(h, "base64")		? ENCODING_BASE64
								: ENCODING_NONE;
	} else if (begins(h, d->header.len, "Content-Type:")) {
		take_boundary(d);
	}
	buf_reset(&d->header);
}

static int hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
				      : -1;
}

static void add_quoted(struct decoder *d, const char *line, size_t len)
{
	size_t end = len;
	bool newline = len && line[len - 1] == '\n';

	while (end && (line[end - 1] == '\n' || line[end - 1] == '\r'))
		end--;
	for (size_t i = 0; i < end; i++) {
		if (line[i] != '=') {
			buf_addch(d->out, line[i]);
		} else if (i + 1 == end) {
			return; /* the line goes on */
		} else if (i + 2 < end && hex(line[i + 1]) >= 0 && hex(line[i + 2]) >= 0) {
			buf_addch(d->out, (char)(hex(line[i + 1]) * 16 + hex(line[i + 2])));
			i += 2;
		} else {
			buf_addch(d->out, '=');
		}
	}
	if (newline)
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

static void add_body(struct decoder *d, const char *line, size_t len)
{
	if (d->encoding == ENCODING_QUOTED)
		add_quoted(d, line, len);
	else if (d->encoding == ENCODING_BASE64)
		add_base64(d, line, len);
	else
		buf_add(d->out, line, len);
}

static bool is_boundary(const struct decoder *d, const char *line, size_t len)
{
	for (int i = 0; i < d->boundaries && len > 2 && line[0] == '-' && line[1] == '-'; i++)
		if (begins(line + 2, len - 2, d->boundary[i]))
			return true;
	return false;
}

/* One line of a block; false if that ends it: by an empty line, or since it is no block at all. */
static bool read_header(struct decoder *d, const char *line, size_t len, bool *is_mail)
{
	bool more = d->header.len && (line[0] == ' ' || line[0] == '\t');

	if (!more)
		end_header(d);
	if (more || is_header(line, len)) {
		buf_add(&d->header, line, len);
		*is_mail = true;
		buf_add(d->out, line, len);
		return true;
	}
	if (!*is_mail)
		d->encoding = ENCODING_NONE;
	return false;
}

void mail_decode(const char *text, size_t len, struct buf *out)
{
	struct decoder d = { .out = out };
	bool in_header = true, is_mail = false, was_blank = true;

	for (size_t at = 0; at < len;) {
		const char *line = text + at, *end = memchr(line, '\n', len - at);
		size_t n = end ? (size_t)(end - line) + 1 : len - at;
		bool blank = n == 1 || (n == 2 && line[0] == '\r');

		at += n;
		if ((was_blank && begins(line, n, "From ")) || is_boundary(&d, line, n)) {
			if (line[0] == 'F')
				d.boundaries = 0; /* another mail */
			else if (d.encoding == ENCODING_BASE64)
				buf_addch(out, '\n');
			d.encoding = ENCODING_NONE;
			d.pending = 0;
			in_header = true;
			is_mail = false;
			buf_add(out, line, n);
		} else if (!in_header) {
			add_body(&d, line, n);
		} else if (!read_header(&d, line, n, &is_mail)) {
			in_header = false;
			buf_add(out, line, n);
		}
		was_blank = blank;
	}
	buf_free(&d.header);
}
