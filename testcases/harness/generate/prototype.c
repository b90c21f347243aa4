/* SPDX-License-Identifier: GPL-2.0-only
 *
 * Prototypes, read from C text or from what gcc -aux-info writes. See prototype.h.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "prototype.h"

void die(const char *what, const char *on)
{
	fprintf(stderr, "generate: %s: %s\n", what, on);
	exit(3);
}

char *read_file(const char *path)
{
	FILE *f = fopen(path, "r");
	size_t size = 0, got;
	char *text = NULL;

	if (!f)
		die("cannot read", path);
	do {
		text = realloc(text, size + 4097);
		if (!text)
			die("no memory for", path);
		got = fread(text + size, 1, 4096, f);
		size += got;
	} while (got > 0);
	fclose(f);
	text[size] = '\0';
	return text;
}

void blank_comments(char *text)
{
	char *at = text;

	while (*at) {
		size_t length = 0;

		if (!strncmp(at, "/*", 2)) {
			const char *end = strstr(at + 2, "*/");

			length = end ? (size_t)(end + 2 - at) : strlen(at);
		} else if (!strncmp(at, "//", 2) ||
			   (*at == '#' && (at == text || at[-1] == '\n'))) {
			length = strcspn(at, "\n");
			while (at[length] == '\n' && length && at[length - 1] == '\\')
				length += 1 + strcspn(at + length + 1, "\n");
		}
		if (!length) {
			at++;
			continue;
		}
		for (; length; length--, at++)
			if (*at != '\n')
				*at = ' ';
	}
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

void copy_trimmed(char *to, size_t size, const char *from, const char *end)
{
	size_t n = 0;

	while (from < end && isspace((unsigned char)*from))
		from++;
	while (end > from && isspace((unsigned char)end[-1]))
		end--;
	for (; from < end && n + 1 < size; from++)
		if (!isspace((unsigned char)*from) || !n || to[n - 1] != ' ')
			to[n++] = isspace((unsigned char)*from) ? ' ' : *from;
	to[n] = '\0';
}

static bool is_type_word(const char *word)
{
	static const char *const words[] = { "void",	 "char",   "short", "int",  "long",
					     "unsigned", "signed", "bool",  "_Bool" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(word, words[i]))
			return true;
	return false;
}

/* "TYPE NAME" or "TYPE": what is behind the last blank or star is the name, unless it is of the type. */
static void split(const char *from, const char *end, struct piece *piece)
{
	const char *word, *before;
	char tag[64];

	while (end > from && isspace((unsigned char)end[-1]))
		end--;
	for (word = end; word > from && is_word(word[-1]); word--)
		;
	for (before = word; before > from && isspace((unsigned char)before[-1]); before--)
		;
	copy_trimmed(piece->name, sizeof(piece->name), word, end);
	copy_trimmed(piece->type, sizeof(piece->type), from, word);
	copy_trimmed(tag, sizeof(tag), before - from >= 6 ? before - 6 : from, before);
	if (!piece->type[0] || is_type_word(piece->name) || !strcmp(tag, "struct")) {
		copy_trimmed(piece->type, sizeof(piece->type), from, end);
		piece->name[0] = '\0';
	}
}

const char *closing(const char *open)
{
	int depth = 0;

	for (; *open; open++) {
		depth += (*open == '(') - (*open == ')');
		if (!depth)
			return open;
	}
	return NULL;
}

/* "RESULT (*NAME)(ARGUMENTS)", "RESULT (**NAME)(...)" or "RESULT (*NAME[])(...)". */
static void read_pointer_to_function(const char *from, const char *end, struct piece *piece)
{
	const char *star = strchr(from, '('), *close = closing(star), *name, *open;

	copy_trimmed(piece->result, sizeof(piece->result), from, star);
	for (name = star + 1; *name == '*' || *name == ' '; name++)
		piece->stars += *name == '*';
	for (open = name; is_word(*open); open++)
		;
	piece->stars += *open == '[';
	copy_trimmed(piece->name, sizeof(piece->name), name, open);
	open = close ? strchr(close, '(') : NULL;
	if (open && open < end)
		copy_trimmed(piece->arguments, sizeof(piece->arguments), open + 1, closing(open));
}

/* Where the parameter ends that begins there. */
static const char *parameter_end(const char *at, const char *end)
{
	for (; at < end && *at != ','; at++)
		if (*at == '(' && closing(at))
			at = closing(at);
	return at;
}

void read_parameters(const char *at, const char *end, struct prototype *p)
{
	for (; at < end; at++) {
		const char *stop = parameter_end(at, end);
		const char *paren = memchr(at, '(', (size_t)(stop - at));
		struct piece piece = { 0 };

		if (paren && paren[1] == '*')
			read_pointer_to_function(at, stop, &piece);
		else
			split(at, stop, &piece);
		if (strstr(piece.type, "...") || strstr(piece.name, "..."))
			p->variadic = true;
		else if (p->nr < MAX_PARAMETERS && strcmp(piece.type, "void"))
			p->parameters[p->nr++] = piece;
		at = stop;
	}
}

bool read_prototype(const char *text, struct prototype *p)
{
	const char *open = strchr(text, '('), *close;
	struct piece piece = { 0 };

	*p = (struct prototype){ 0 };
	if (!open || open[1] == '*')
		return false;
	split(text, open, &piece);
	close = closing(open);
	if (!piece.name[0] || !close)
		return false;
	snprintf(p->result, sizeof(p->result), "%s", piece.type);
	snprintf(p->name, sizeof(p->name), "%s", piece.name);
	read_parameters(open + 1, close, p);
	return true;
}

bool read_aux_line(const char *line, const char *source_path, struct prototype *p)
{
	const char *kind = strstr(line, " */ "), *text;
	size_t length = strlen(source_path);

	/* I is for what is not declared at all: the compiler will say so. */
	if (!kind || kind - line < 3 || kind[-2] == 'I')
		return false;
	text = kind + 4;
	if (!strncmp(text, "extern ", 7) || !strncmp(text, "static ", 7))
		text += 7;
	if (!read_prototype(text, p))
		return false;
	p->defined = kind[-1] == 'F';
	p->own = !strncmp(line + 3, source_path, length) && line[3 + length] == ':';
	return true;
}

bool is_called(const char *source, const char *name)
{
	const char *at = source;
	size_t length = strlen(name);

	while ((at = strstr(at, name))) {
		const char *line = at, *after = at + length;

		while (line > source && line[-1] != '\n')
			line--;
		while (*after == ' ')
			after++;
		if (isspace((unsigned char)*line) && *after == '(' && !is_word(at[-1]))
			return true;
		at += length;
	}
	return false;
}

void said(const char *text, const char *words, char *rest, size_t size)
{
	char pattern[96];
	const char *at;

	snprintf(pattern, sizeof(pattern), "\n * %s", words);
	at = strstr(text, pattern);
	rest[0] = '\0';
	if (at) {
		at += strlen(pattern);
		copy_trimmed(rest, size, at, at + strcspn(at, "\n\"\\"));
	}
}
