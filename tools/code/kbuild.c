// SPDX-License-Identifier: GPL-2.0-only
/* kbuild: the files of the folder and of those above it, one flag after the other. */
#include "kbuild.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "shelf.h"

static void add(struct kbuild_list *list, char *text)
{
	VEC_PUSH(list->text, list->count, list->room, text);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\\' || c == '\0';
}

/* The value of the variable @name (@len bytes) where the file sets it; NULL if it does not. */
static const char *find_variable(const char *text, const char *name, size_t len)
{
	for (const char *at = text; (at = strstr(at, "=")); at++) {
		const char *end = at;

		while (end > text && strchr(" \t:?+", end[-1]))
			end--;
		if ((size_t)(end - text) < len || memcmp(end - len, name, len) ||
		    ((size_t)(end - text) > len && !is_blank(end[-(long)len - 1])))
			continue;
		for (at++; *at == ' ' || *at == '\t';)
			at++;
		return at;
	}
	return NULL;
}

/*
 * The path at @at up to a blank: variables that the file sets are put in once; all others stand for the
 * folder of the Makefile.
 */
static char *read_path(const char *text, const char *at)
{
	struct buf out = { 0 };
	const char *resume = NULL;

	for (;; at++) {
		char closing = at[0] == '$' && at[1] == '('   ? ')'
			       : at[0] == '$' && at[1] == '{' ? '}'
							      : 0;
		const char *end = closing ? strchr(at, closing) : NULL, *value;

		if (end) {
			value = resume ? NULL : find_variable(text, at + 2, (size_t)(end - at - 2));
			at = end;
			if (value) {
				resume = end;
				at = value - 1;
			} else {
				buf_reset(&out);
			}
		} else if (is_blank(*at)) {
			if (!resume)
				break;
			at = resume;
			resume = NULL;
		} else if (*at != '"' && *at != '\'') {
			buf_addch(&out, *at);
		}
	}
	return buf_detach(&out);
}

/* Below @folder, without "./" and a leading "/". */
static char *below(const char *folder, const char *path, const char *end)
{
	while (*path == '/' || (path[0] == '.' && (path[1] == '/' || !path[1])))
		path++;
	return memory_printf("%s%s%s", folder, path, *path ? end : "");
}

static void read_flags(struct kbuild *k, const char *folder, const char *text)
{
	for (const char *at = text; (at = strchr(at, '-')); at++) {
		char *path;

		if (at > text && !is_blank(at[-1]) && at[-1] != '=')
			continue;
		if (!strncmp(at, "-include", 8) && is_blank(at[8])) {
			for (at += 8; is_blank(*at) && *at;)
				at++;
			path = read_path(text, at);
			add(&k->forced, below(folder, path, ""));
			free(path);
		} else if (at[1] == 'I') {
			path = read_path(text, at + 2);
			add(&k->search, below(folder, path, "/"));
			if (*folder) /* or it is said from the module's root */
				add(&k->search, below("", path, "/"));
			free(path);
		} else if (at[1] == 'D') {
			size_t len = strcspn(at + 2, "= \t\n\\\"'");

			add(&k->define, memory_strndup(at + 2, len));
		}
		if (!*at)
			break;
	}
}

static void read_file(struct library *lib, struct kbuild *k, const char *folder, const char *name)
{
	char *path = memory_printf("%s%s", folder, name);
	struct buf text = { 0 };
	struct error ignored; /* what is not there gives no flags */

	if (!tree_read(lib->origin.tree, path, &text, &ignored) && text.len)
		read_flags(k, folder, text.data);
	if (text.len)
		buf_printf(&k->text, "\n%s\n", text.data);
	buf_free(&text);
	free(path);
}

static struct kbuild *read_all(struct library *lib, const char *folder)
{
	struct kbuild *k = memory_alloc(sizeof(*k));
	char *up = memory_strdup(folder);

	k->folder = memory_strdup(folder);
	for (;;) {
		size_t len = strlen(up);

		read_file(lib, k, up, "Makefile");
		read_file(lib, k, up, "Kbuild");
		if (!len)
			break;
		for (up[--len] = '\0'; len && up[len - 1] != '/';)
			up[--len] = '\0';
	}
	free(up);
	return k;
}

const struct kbuild *kbuild_flags(struct library *lib, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = memory_strndup(path, slash ? (size_t)(slash + 1 - path) : 0);
	struct kbuild *k = NULL;

	for (size_t i = 0; i < lib->kbuilds && !k; i++)
		if (!strcmp(lib->kbuild[i]->folder, folder))
			k = lib->kbuild[i];
	if (!k) {
		k = read_all(lib, folder);
		VEC_PUSH(lib->kbuild, lib->kbuilds, lib->kbuild_room, k);
	}
	free(folder);
	return k;
}

bool kbuild_defines(struct library *lib, const char *path, const struct source *src, uint32_t tok)
{
	const struct kbuild *k = kbuild_flags(lib, path);

	for (size_t i = 0; i < k->define.count; i++)
		if (source_is(src, tok, k->define.text[i]))
			return true;
	return false;
}

/* Does the line that holds byte @at give its flags to all files, whatever is configured? */
static bool is_plain_line(const char *text, const char *at)
{
	static const char *const heads[] = { "ccflags-y", "EXTRA_CFLAGS", "subdir-ccflags-y" };
	static const char *const conditions[] = { "\nif", "\n\tif", "\n  if", "\n    if" };
	const char *line = at;

	while (line > text && line[-1] != '\n')
		line--;
	/* a function of make, or a condition somewhere in the file: who knows */
	for (size_t i = 0; i < sizeof(conditions) / sizeof(conditions[0]); i++)
		if (strstr(text, conditions[i]))
			return false;
	if (memmem(line, (size_t)(at - line), "$(", 2))
		return false;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (!strncmp(line, heads[i], strlen(heads[i])))
			return true;
	return false;
}

enum kbuild_word kbuild_says(struct library *lib, const char *path, const char *word)
{
	const struct kbuild *k = kbuild_flags(lib, path);
	const char *text = k->text.len ? k->text.data : "", *at = text;
	enum kbuild_word says = KBUILD_SILENT;
	size_t len = strlen(word);

	for (; (at = strstr(at, word)); at += len) {
		bool flag = at - text >= 2 && !memcmp(at - 2, "-D", 2);

		if (source_is_word(at[len]) || (at > text && source_is_word(at[-1]) && !flag))
			continue; /* a part of another */
		if (flag && is_blank(at[-3]) && is_blank(at[len]) && is_plain_line(text, at))
			says = KBUILD_DEFINES;
		else
			return KBUILD_MENTIONS;
	}
	return says;
}

static void free_list(struct kbuild_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->text[i]);
	free(list->text);
}

void kbuild_free(struct kbuild *k)
{
	free(k->folder);
	free_list(&k->search);
	free_list(&k->forced);
	free_list(&k->define);
	buf_free(&k->text);
	free(k);
}
