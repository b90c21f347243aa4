// SPDX-License-Identifier: GPL-2.0-only
/*
 * patchname: names are unquoted, lose a time behind a tab and the component that tells the sides
 * apart ("a/", "linux-6.1.orig/"), and must then lie in the tree.
 */
#include "patchname.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/memory.h"
#include "beneath.h"

static const char garbled[] = "its names cannot be read; get the patch again, unedited";

static bool is_null(const char *name)
{
	return !strcmp(name, "/dev/null");
}

static char escaped(char c)
{
	static const char letters[] = "abfnrtv\"\\", bytes[] = "\a\b\f\n\r\t\v\"\\";
	const char *at = c ? strchr(letters, c) : NULL;

	return at ? bytes[at - letters] : '\0';
}

/*
 * Read one name at *@s, quoted as git and C do it or plain up to a tab (@ends_at_blank: or a blank)
 * and move *@s behind it. The caller's; NULL if it cannot be read.
 */
static char *take(const char **s, bool ends_at_blank)
{
	const char *p = *s;
	struct buf b = { 0 };

	if (*p != '"') {
		size_t len = strcspn(p, ends_at_blank ? " \t" : "\t");

		*s = p + len;
		return memory_strndup(p, len);
	}
	for (p++; *p && *p != '"'; p++) {
		char c = *p;

		if (c == '\\' && p[1] >= '0' && p[1] <= '3' && p[2] >= '0' && p[2] <= '7' &&
		    p[3] >= '0' && p[3] <= '7') {
			c = (char)((p[1] - '0') * 64 + (p[2] - '0') * 8 + (p[3] - '0'));
			p += 3;
		} else if (c == '\\') {
			c = escaped(*++p);
		}
		if (!c) {
			buf_free(&b);
			return NULL;
		}
		buf_addch(&b, c);
	}
	*s = *p ? p + 1 : p;
	if (*p)
		return buf_detach(&b);
	buf_free(&b);
	return NULL;
}

/*
 * The names of "diff --git A B", where B is needed because nothing else names the file. Unquoted
 * names with blanks are told apart by being the same but for the first component.
 */
static bool split_git(const char *git, char **minus, char **plus)
{
	size_t len = strlen(git);
	const char *s = git;

	if (*git == '"') {
		*minus = take(&s, true);
		while (*s == ' ')
			s++;
		*plus = take(&s, false);
		return *minus && *plus;
	}
	if (len > 2 && len % 2 && git[len / 2] == ' ') {
		const char *a = memchr(git, '/', len / 2), *b = strchr(git + len / 2 + 1, '/');
		bool plain = !strncmp(git, git + len / 2 + 1, len / 2);

		if (plain || (a && b && strlen(b) == len / 2 - (size_t)(a - git) &&
			      !strncmp(a, b, strlen(b)))) {
			*minus = memory_strndup(git, len / 2);
			*plus = memory_strdup(git + len / 2 + 1);
			return true;
		}
	}
	*minus = take(&s, true);
	*plus = *s == ' ' ? (s++, take(&s, false)) : NULL;
	return *minus && *plus && !strchr(*plus, ' ');
}

/* Length of the first component with its "/", or 0. */
static size_t first_component(const char *name)
{
	const char *slash = strchr(name, '/');

	return slash ? (size_t)(slash + 1 - name) : 0;
}

/* "a/", "b/", and those of diff.mnemonicPrefix */
static bool has_prefix(const char *name)
{
	return name[0] && strchr("abciow", name[0]) && name[1] == '/';
}

/* How many components tell the sides apart: 1 or 0; -1 if these names do not show it. */
static int strip_of(const char *minus, const char *plus)
{
	size_t a = first_component(minus), b = first_component(plus);

	if (is_null(minus) || is_null(plus)) {
		const char *name = is_null(minus) ? plus : minus;

		return has_prefix(name) ? 1 : first_component(name) ? -1 : 0;
	}
	if (has_prefix(minus) && has_prefix(plus) && minus[0] != plus[0])
		return 1;
	if (!a || !b)
		return 0;
	return a != b || strncmp(minus, plus, a) ? 1 : 0;
}

/* The path in the tree, the caller's; NULL with *@why set. */
static char *inside(const char *name, int strip, const char **why)
{
	size_t skip = strip ? first_component(name) : 0;
	const char *path = name + skip;

	if (name[0] == '/')
		*why = "names an absolute path; make the patch relative to the tree";
	else if (!*path)
		*why = garbled;
	else if (!beneath_valid(path))
		*why = "names a path that leaves the tree; make the patch relative to the tree";
	else if (!strncmp(path, ".git/", 5) || !strcmp(path, ".git") || strstr(path, "/.git/"))
		*why = "names a file of git's own; it must not be patched";
	return *why ? NULL : memory_strdup(path);
}

const char *patchname_read(struct patchname *name, char **old, char **new)
{
	char *minus = NULL, *plus = NULL;
	const char *why = NULL, *s;
	bool plain = !name->git;
	int strip = 0;

	if (name->from && name->to) {
		s = name->from;
		minus = take(&s, false);
		s = name->to;
		plus = take(&s, false);
	} else if (name->minus && name->plus) {
		s = name->minus;
		minus = take(&s, false);
		s = name->plus;
		plus = take(&s, false);
	} else if (name->git) {
		split_git(name->git, &minus, &plus);
	}
	if (!minus || !plus || (is_null(minus) && is_null(plus)))
		why = garbled;
	if (!why && !name->from) {
		strip = strip_of(minus, plus);
		if (strip < 0)
			strip = name->strip >= 0 ? name->strip : plain ? 1 : 0;
		else if (plain && !is_null(minus) && !is_null(plus))
			name->strip = strip;
	}
	if (!why && !is_null(minus))
		*old = inside(minus, strip, &why);
	if (!why && !is_null(plus))
		*new = inside(plus, strip, &why);
	if (!why && *old && *new && !name->from && strcmp(*old, *new)) {
		if (plain) {
			/* "x.c.orig" and "x.c": the new name is the file's */
			free(*old);
			*old = memory_strdup(*new);
		} else {
			why = "names two different files without a rename; get the patch again";
		}
	}
	free(minus);
	free(plus);
	return why;
}
