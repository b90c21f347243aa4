// SPDX-License-Identifier: GPL-2.0-only
/* header: encoded words are "=?UTF-8?q?...?=", at most 75 bytes, whole characters, one space between. */
#include "header.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define WORD_MAX 75 /* bytes of an encoded word */
#define WORD_START "=?UTF-8?q?"
#define WORD_END "?="

static bool is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s > 0x7e || (unsigned char)*s < ' ')
			return false;
	return true;
}

/* A copy without control characters; bytes that are no UTF-8 stay and are encoded as they are. */
static char *one_line(const char *s)
{
	char *line = memory_strdup(s);

	for (char *c = line; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = ' ';
	return line;
}

/* Bytes of the character at @s. */
static size_t character(const char *s)
{
	size_t len = 1;

	while (((unsigned char)s[len] & 0xc0) == 0x80)
		len++;
	return len;
}

static void add_encoded(struct buf *b, const char *s)
{
	size_t start = b->len;

	buf_addstr(b, WORD_START);
	while (*s) {
		size_t len = character(s);

		if (b->len - start + 3 * len + strlen(WORD_END) > WORD_MAX) {
			buf_addstr(b, WORD_END "\n " WORD_START);
			start = b->len - strlen(WORD_START);
		}
		for (; len; len--, s++) {
			if (isalnum((unsigned char)*s) && (unsigned char)*s < 0x80)
				buf_addch(b, *s);
			else
				buf_printf(b, "=%02X", (unsigned int)(unsigned char)*s);
		}
	}
	buf_addstr(b, WORD_END);
}

/* A name as it may stand before "<": quoted if it has one of RFC 5322's specials. */
static void add_name(struct buf *b, const char *name)
{
	if (!is_ascii(name)) {
		add_encoded(b, name);
	} else if (strpbrk(name, "()<>[]:;@\\,.\"")) {
		buf_addch(b, '"');
		for (; *name; name++) {
			if (*name == '"' || *name == '\\')
				buf_addch(b, '\\');
			buf_addch(b, *name);
		}
		buf_addch(b, '"');
	} else {
		buf_addstr(b, name);
	}
}

/* A name without the quotes around it and the backslashes in it. */
static char *unquoted(const char *s, size_t len)
{
	char *name = memory_alloc(len + 1);
	size_t used = 0;
	bool quoted;

	while (len && s[len - 1] == ' ')
		len--;
	quoted = len > 1 && s[0] == '"' && s[len - 1] == '"';
	for (size_t i = quoted; i < len - quoted; i++) {
		if (quoted && s[i] == '\\' && i + 1 < len - quoted)
			i++;
		name[used++] = s[i];
	}
	return name;
}

static void add_mailbox(struct buf *b, const char *mailbox)
{
	char *line = one_line(mailbox), *name;
	const char *address = strrchr(line, '<');

	if (address && address > line) {
		name = unquoted(line, (size_t)(address - line));
		add_name(b, name);
		buf_printf(b, " %s", address);
		free(name);
	} else {
		buf_addstr(b, line);
	}
	free(line);
}

void header_addresses(struct buf *b, const char *name, const struct strings *list)
{
	for (size_t i = 0; i < list->count; i++) {
		if (i)
			buf_addstr(b, ",\n ");
		else
			buf_printf(b, "%s: ", name);
		add_mailbox(b, list->text[i]);
	}
	if (list->count)
		buf_addch(b, '\n');
}
