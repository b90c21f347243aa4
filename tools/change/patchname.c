// SPDX-License-Identifier: GPL-2.0-only
/*
 * patchname: names are unquoted, lose a time behind a tab and the component that tells the sides
 * apart ("a/", "linux-6.1.orig/"), and must then lie in the tree. Every line that names the file must
 * name the same one.
 */
#include "patchparts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "tree/beneath.h"

static const char garbled[] = "its names cannot be read; get the patch again, unedited";
static const char different[] = "its lines name two different files; get the patch again";

static bool is_null(const char *name)
{
	return !strcmp(name, "/dev/null");
}

static bool is_octal(const char *s)
{
	return s[0] >= '0' && s[0] <= '3' && s[1] >= '0' && s[1] <= '7' && s[2] >= '0' &&
	       s[2] <= '7';
}

/*
 * Read one name at *@s, quoted as git and C do it or plain up to a tab (@ends_at_blank: or a blank)
 * and move *@s behind it. The caller's; NULL if it cannot be read.
 */
static char *take(const char **s, bool ends_at_blank)
{
	static const char letters[] = "abfnrtv\"\\", bytes[] = "\a\b\f\n\r\t\v\"\\";
	const char *p = *s, *at;
	struct buf b = { 0 };

	if (*p != '"') {
		*s = p + strcspn(p, ends_at_blank ? " \t" : "\t");
		return memory_strndup(p, (size_t)(*s - p));
	}
	for (p++; *p && *p != '"'; p++) {
		char c = *p;

		if (c == '\\' && is_octal(p + 1)) {
			c = (char)((p[1] - '0') * 64 + (p[2] - '0') * 8 + (p[3] - '0'));
			p += 3;
		} else if (c == '\\') {
			at = *++p ? strchr(letters, *p) : NULL;
			c = at ? bytes[at - letters] : '\0';
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

static char *take_all(const char *s)
{
	return take(&s, false);
}

/*
 * The names of "diff --git A B", where nothing else names the file. Unquoted names with blanks are
 * told apart by being the same but for the first component.
 */
static void split_git(const char *git, char **minus, char **plus)
{
	size_t half = strlen(git) / 2;
	const char *s = git, *a = strchr(git, '/'), *b = strchr(git + half, '/');

	if (*git != '"' && strlen(git) % 2 && git[half] == ' ' &&
	    (!strncmp(git, git + half + 1, half) ||
	     (a && b && strlen(b) == half - (size_t)(a - git) && !strncmp(a, b, strlen(b))))) {
		*minus = memory_strndup(git, half);
		*plus = memory_strdup(git + half + 1);
		return;
	}
	*minus = take(&s, true);
	if (*s == ' ')
		*plus = take_all(s + 1);
	if (*plus && *git != '"' && s[1] != '"' && strchr(*plus, ' ')) {
		free(*plus);
		*plus = NULL;
	}
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
	return a && b && (a != b || strncmp(minus, plus, a)) ? 1 : 0;
}

/* The path in the tree, the caller's; NULL with *@why set. */
static char *inside(const char *name, int strip, const char **why)
{
	const char *path = name + (strip ? first_component(name) : 0);

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

/* Does the name at *@s, with or without a prefix, mean @path (NULL: nothing)? Move *@s behind it. */
static bool means(const char **s, bool prefixed, const char *path)
{
	char *name = **s == '"' ? take(s, true) : NULL;
	const char *at = name ? name : *s;
	size_t len = path ? strlen(path) : 0;
	bool same;

	at += prefixed ? first_component(at) : 0;
	same = path && !strncmp(at, path, len) && (!name || !at[len]);
	if (!name)
		*s = at + (same ? len : 0);
	free(name);
	return same;
}

/* Does "diff --git" name these two, of which one may be NULL? */
static bool git_agrees(const char *git, const char *old, const char *new)
{
	for (int prefixed = 0; prefixed < 2; prefixed++) {
		const char *s = git;

		if (means(&s, prefixed, old ? old : new) && *s++ == ' ' &&
		    means(&s, prefixed, new ? new : old) && !*s)
			return true;
	}
	return false;
}

/* Does the name of "---" or "+++" beside a rename mean what that says? */
static bool side_agrees(const char *name, const char *path)
{
	char *plain = name ? take_all(name) : NULL;
	bool same =
		!name ||
		(plain && (!strcmp(plain, path) || !strcmp(plain + first_component(plain), path)));

	free(plain);
	return same;
}

/* The two names as paths, by what tells the sides apart. */
static const char *settle(const struct patchname *name, const char *minus, const char *plus,
			  char **old, char **new)
{
	bool nothing = is_null(minus) || is_null(plus);
	const char *why = NULL;
	int strip = name->from ? 0 : strip_of(minus, plus);

	if (is_null(minus) && is_null(plus))
		return garbled;
	if (strip < 0)
		strip = *name->strip >= 0 ? *name->strip : !name->git;
	else if (!name->git && !nothing)
		*name->strip = strip;
	if (!is_null(minus))
		*old = inside(minus, strip, &why);
	if (!why && !is_null(plus))
		*new = inside(plus, strip, &why);
	if (why || nothing || name->from || !strcmp(*old, *new))
		return why;
	if (name->git)
		return different;
	/* "x.c.orig" and "x.c": the new name is the file's */
	free(*old);
	*old = memory_strdup(*new);
	return NULL;
}

const char *patchname_read(const struct patchname *name, char **old, char **new)
{
	char *minus = NULL, *plus = NULL;
	const char *why = garbled;

	if (name->from && name->to) {
		minus = take_all(name->from);
		plus = take_all(name->to);
	} else if (name->minus && name->plus) {
		minus = take_all(name->minus);
		plus = take_all(name->plus);
	} else if (name->git) {
		split_git(name->git, &minus, &plus);
	}
	if (minus && plus && !name->from == !name->to)
		why = settle(name, minus, plus, old, new);
	if (!why &&
	    ((name->git && !git_agrees(name->git, *old, *new)) ||
	     (name->from && (!side_agrees(name->minus, *old) || !side_agrees(name->plus, *new)))))
		why = different;
	free(minus);
	free(plus);
	return why;
}

void patchname_free(struct patchname *name)
{
	free(name->git);
	free(name->minus);
	free(name->plus);
	free(name->from);
	free(name->to);
}
