// SPDX-License-Identifier: GPL-2.0-only
/* headers: the part of the library that knows what a file includes, itself and through others. */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../base/parallel.h"
#include "kbuild.h"
#include "shelf.h"

#define MAX_HEADERS 3000 /* that one file's code sees */
#define MIN_PARALLEL 8	 /* headers to sift that are worth a thread */

static struct library_shelf *open_named(struct library *lib, const char *folder, size_t folder_len,
					const char *name, size_t len)
{
	char *path = memory_printf("%.*s%.*s", (int)folder_len, folder, (int)len, name);
	struct library_shelf *found = library_open(lib, path);

	free(path);
	return found;
}

/*
 * The header that the #include of @s at byte @at names, or NULL; also NULL when only @own headers are
 * wanted and it can be none.
 */
static struct library_shelf *included(struct library *lib, const struct library_shelf *s, size_t at,
				      bool own)
{
	const char *p = s->data + at, *end = s->data + s->len, *name, *slash;
	const char *path = s->file.path;
	struct library_shelf *found = NULL;
	size_t len;

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if (p == end || (*p != '"' && *p != '<'))
		return NULL;
	name = p + 1;
	for (len = 0; name + len < end && !strchr("\">\n", name[len]);)
		len++;
	slash = strrchr(path, '/');
	if (*p == '"')
		found = open_named(lib, path, slash ? (size_t)(slash + 1 - path) : 0, name, len);
	if (own && lib->origin.kernel == lib->origin.tree)
		return found; /* what follows is the kernel's */
	if (!found && lib->origin.kernel != lib->origin.tree && !s->core) {
		const struct kbuild *k = kbuild_flags(lib, path);

		for (size_t i = 0; i < k->search.count && !found; i++)
			found = open_named(lib, k->search.text[i], strlen(k->search.text[i]), name,
					   len);
	}
	if (!found)
		found = open_named(lib, "include/", 8, name, len);
	slash = strncmp(path, "arch/", 5) ? NULL : strchr(path + 5, '/');
	if (!found && slash) {
		char *folder = memory_printf("%.*s/include/", (int)(slash - path), path);

		found = open_named(lib, folder, strlen(folder), name, len);
		free(folder);
	}
	return found;
}

/* What the module's build puts before the file. */
static void add_forced(struct library *lib, const struct library_shelf *s,
		       struct library_headers *lines)
{
	const struct kbuild *k = kbuild_flags(lib, s->file.path);

	for (size_t i = 0; i < k->forced.count; i++) {
		struct library_shelf *header = library_open(lib, k->forced.text[i]);

		if (header && header != s)
			VEC_PUSH(lines->shelf, lines->count, lines->room, header);
	}
}

/* What the file's own #include lines name. */
static const struct library_headers *read_lines(struct library *lib, struct library_shelf *s,
						bool own)
{
	struct library_headers *lines = &s->lines[own];

	if (lines->known)
		return lines;
	lines->known = true;
	library_sift(s);
	for (size_t k = 0; k < s->sieve.includes; k++) {
		struct library_shelf *header = included(lib, s, s->sieve.include[k], own);

		if (header && !(own && header->core))
			VEC_PUSH(lines->shelf, lines->count, lines->room, header);
	}
	if (lib->origin.kernel != lib->origin.tree && !s->core)
		add_forced(lib, s, lines);
	return lines;
}

static void sift_one(void *ctx, size_t i)
{
	struct library_shelf **shelf = ctx;

	library_sift(shelf[i]);
}

/* Sift what is known so far, from @first on. Returns up to where. */
static size_t sift_all(const struct library *lib, const struct library_headers *h, size_t first)
{
	size_t news = 0;

	for (size_t i = first; i < h->count; i++)
		news += !h->shelf[i]->sifted;
	if (news >= MIN_PARALLEL)
		parallel_each(lib->origin.jobs, h->count - first, sift_one, h->shelf + first);
	return h->count;
}

static void read_headers(struct library *lib, struct library_shelf *s, bool own,
			 struct library_headers *h)
{
	size_t sifted = 0;

	if (h->known)
		return;
	h->known = true;
	s->walk = ++lib->walk;
	for (size_t i = 0; i <= h->count; i++) {
		const struct library_headers *lines;

		if (i > sifted)
			sifted = sift_all(lib, h, sifted);
		lines = read_lines(lib, i ? h->shelf[i - 1] : s, own);
		for (size_t k = 0; k < lines->count && h->count < MAX_HEADERS; k++) {
			if (lines->shelf[k]->walk == lib->walk)
				continue;
			lines->shelf[k]->walk = lib->walk;
			VEC_PUSH(h->shelf, h->count, h->room, lines->shelf[k]);
		}
	}
}

const struct library_headers *library_headers(struct library *lib, struct library_shelf *s)
{
	read_headers(lib, s, false, &s->headers);
	return &s->headers;
}

const struct library_headers *library_own_headers(struct library *lib, struct library_shelf *s)
{
	read_headers(lib, s, true, &s->own_headers);
	return &s->own_headers;
}

const struct library_file *library_next_own(struct library *lib, const struct library_file *file,
					    size_t *at, const char *text, size_t len)
{
	const struct library_headers *own = library_own_headers(lib, file->shelf);

	while (*at < own->count) {
		struct library_shelf *s = own->shelf[(*at)++];

		if (!memmem(s->data, s->len, text, len))
			continue;
		library_lex(s);
		return &s->file;
	}
	return NULL;
}
