// SPDX-License-Identifier: GPL-2.0-only
/* headers: the part of the library that knows what a file includes, itself and through others. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "kbuild.h"
#include "shelf.h"

#define MAX_HEADERS 3000 /* that one file's code sees */
#define MIN_PARALLEL 8	 /* headers to sift that are worth a thread */

/* @path with "." and ".." resolved as text: the caller's, or NULL where it leaves the tree. */
static char *resolve(const char *path)
{
	struct buf out = { 0 };

	for (const char *at = path; *at;) {
		size_t len = strcspn(at, "/");

		if (len == 2 && !memcmp(at, "..", 2)) {
			if (!out.len) {
				buf_free(&out);
				return NULL;
			}
			while (out.len && out.data[--out.len] != '/')
				;
		} else if (len && !(len == 1 && *at == '.')) {
			buf_printf(&out, "%s%.*s", out.len ? "/" : "", (int)len, at);
		}
		at += len + (at[len] == '/');
	}
	buf_addch(&out, '\0');
	return buf_detach(&out);
}

static struct library_shelf *open_path(struct library *lib, const char *path)
{
	char *plain = resolve(path);
	struct library_shelf *found = plain && *plain ? library_open(lib, plain) : NULL;

	free(plain);
	return found;
}

static struct library_shelf *open_named(struct library *lib, const char *folder, size_t folder_len,
					const char *name, size_t len)
{
	char *path = memory_printf("%.*s%.*s", (int)folder_len, folder, (int)len, name);
	struct library_shelf *found = open_path(lib, path);

	free(path);
	return found;
}

/* What the #include of @s at byte @at names: *@name, behind its quote. Returns its length, or 0. */
static size_t included_name(const struct library_shelf *s, size_t at, const char **name)
{
	const char *p = s->data + at, *end = s->data + s->len;
	size_t len = 0;

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if (p == end || (*p != '"' && *p != '<'))
		return 0;
	*name = p + 1;
	while (*name + len < end && !strchr("\">\n", (*name)[len]))
		len++;
	return len;
}

bool library_includes(struct library_shelf *s, const char *name)
{
	size_t want = strlen(name);

	library_sift(s);
	for (size_t i = 0; i < s->sieve.includes; i++) {
		const char *at;
		size_t len = included_name(s, s->sieve.include[i], &at);

		if (len >= want && !memcmp(at + len - want, name, want) &&
		    (len == want || at[len - want - 1] == '/'))
			return true;
	}
	return false;
}

/* In the folders that -I names for @s. */
static struct library_shelf *by_flags(struct library *lib, const struct library_shelf *s,
				      const char *name, size_t len)
{
	const struct kbuild *k = kbuild_flags(lib, s->file.path);
	struct library_shelf *found = NULL;

	for (size_t i = 0; i < k->search.count && !found; i++)
		found = open_named(lib, k->search.text[i], strlen(k->search.text[i]), name, len);
	return found;
}

/* In the kernel's folders. */
static struct library_shelf *in_kernel(struct library *lib, const char *path, const char *name,
				       size_t len)
{
	const char *slash = strncmp(path, "arch/", 5) ? NULL : strchr(path + 5, '/');
	struct library_shelf *found = open_named(lib, "include/", 8, name, len);

	if (!found && slash) {
		char *folder = memory_printf("%.*s/include/", (int)(slash - path), path);

		found = open_named(lib, folder, strlen(folder), name, len);
		free(folder);
	}
	return found;
}

/* The header that the #include of @s at byte @at names, or NULL. */
static struct library_shelf *included(struct library *lib, const struct library_shelf *s, size_t at)
{
	const char *path = s->file.path, *slash = strrchr(path, '/'), *name;
	bool module = lib->origin.kernel != lib->origin.tree;
	struct library_shelf *found = NULL;
	size_t len = included_name(s, at, &name);

	if (!len)
		return NULL;
	if (name[-1] == '"')
		found = open_named(lib, path, slash ? (size_t)(slash + 1 - path) : 0, name, len);
	if (!found && module && !s->core)
		found = by_flags(lib, s, name, len);
	if (!found)
		found = in_kernel(lib, path, name, len);
	/* a kernel's own Makefile names folders for what is not in these, too */
	if (!found && !module && s->file.src != &s->own)
		found = by_flags(lib, s, name, len);
	return found;
}

static void list_headers(struct library *lib)
{
	static const char *const suffixes[] = { ".h", NULL }, *const any[] = { "\n", NULL };
	struct tree_query query = { .needles = any,
				    .suffixes = suffixes,
				    .max_size = LIBRARY_MAX_SIZE,
				    .jobs = lib->origin.jobs ? lib->origin.jobs : 1 };
	struct problems ignored = { 0 }; /* the finder named what cannot be read */
	struct error err;

	lib->headers_listed = true;
	if (tree_search(lib->origin.tree, &query, &lib->headers, &ignored, &err))
		tree_files_free(&lib->headers);
	for (size_t i = 0; i < lib->headers.count; i++)
		buf_free(&lib->headers.file[i].text);
	problem_free(&ignored);
}

/*
 * The #include of @s at byte @at was not found where its compiler is told to look, as far as that can
 * be read: any header of the module whose path ends like that may be it.
 */
static void add_endings(struct library *lib, const struct library_shelf *s, size_t at,
			struct library_headers *lines)
{
	const char *name;
	size_t len = included_name(s, at, &name);

	while (len >= 3 && !memcmp(name, "../", 3)) {
		name += 3;
		len -= 3;
	}
	if (!len)
		return;
	if (!lib->headers_listed)
		list_headers(lib);
	for (size_t i = 0; i < lib->headers.count; i++) {
		const char *path = lib->headers.file[i].path;
		size_t all = strlen(path);
		struct library_shelf *header;

		if (all < len || memcmp(path + all - len, name, len) ||
		    (all > len && path[all - len - 1] != '/'))
			continue;
		header = library_open(lib, path);
		if (header && header != s)
			VEC_PUSH(lines->shelf, lines->count, lines->room, header);
	}
}

static void note_missing(struct library *lib, struct library_shelf *s, size_t at,
			 struct library_headers *lines)
{
	size_t before = lines->count;
	enum library_headers_known known;
	const char *name;

	add_endings(lib, s, at, lines);
	if (!included_name(s, at, &name) || name[-1] != '"')
		return;
	known = lines->count == before + 1 ? LIBRARY_HEADERS_ALL
		: lines->count == before   ? LIBRARY_HEADERS_MISSING
					   : LIBRARY_HEADERS_GUESSED;
	s->headers_known = known > s->headers_known ? known : s->headers_known;
}

/* What the module's build puts before the file. */
static void add_forced(struct library *lib, const struct library_shelf *s,
		       struct library_headers *lines)
{
	const struct kbuild *k = kbuild_flags(lib, s->file.path);

	for (size_t i = 0; i < k->forced.count; i++) {
		struct library_shelf *header = open_path(lib, k->forced.text[i]);

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
		struct library_shelf *header = included(lib, s, s->sieve.include[k]);

		if (header && !(own && header->core))
			VEC_PUSH(lines->shelf, lines->count, lines->room, header);
		else if (!header && lib->origin.kernel != lib->origin.tree && !s->core)
			note_missing(lib, s, s->sieve.include[k], lines);
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

bool library_share_header(struct library *lib, const struct library_file *a,
			  const struct library_file *b)
{
	const struct library_headers *mine = library_own_headers(lib, a->shelf);
	const struct library_headers *theirs = library_own_headers(lib, b->shelf);
	bool share = a == b;

	for (size_t i = 0; i < mine->count && !share; i++)
		for (size_t k = 0; k < theirs->count && !share; k++)
			share = mine->shelf[i] == theirs->shelf[k] ||
				&theirs->shelf[k]->file == a || &mine->shelf[i]->file == b;
	return share;
}

bool library_own_declares(struct library *lib, const struct library_file *file,
			  const struct source *src, uint32_t name)
{
	const struct library_headers *own = library_own_headers(lib, file->shelf);
	uint32_t hash = nameset_hash_token(src, name);
	size_t calls;
	const uint32_t *call = library_calls(lib, file, src, name, &calls);

	for (size_t i = 0; i < calls; i++)
		if (source_same(file->src, call[i], src, name) &&
		    source_function_at(file->src, call[i]) == SOURCE_NONE)
			return true;
	for (size_t i = 0; i < own->count; i++) {
		library_sift(own->shelf[i]);
		if (sieve_has(&own->shelf[i]->sieve, SIEVE_CALL, hash))
			return true;
	}
	return false;
}

/* Does it hold the text? Whether it pastes tokens is asked for each function. */
static bool holds(struct library_shelf *s, const char *text, size_t len)
{
	bool paste = len == 2 && !memcmp(text, "##", 2), found;

	if (paste && s->pastes)
		return s->pastes > 0;
	found = memmem(s->data, s->len, text, len);
	if (paste)
		s->pastes = found ? 1 : -1;
	return found;
}

const struct library_file *library_next_own(struct library *lib, const struct library_file *file,
					    size_t *at, const char *text, size_t len)
{
	const struct library_headers *own = library_own_headers(lib, file->shelf);

	while (*at < own->count) {
		struct library_shelf *s = own->shelf[(*at)++];

		if (!holds(s, text, len))
			continue;
		library_lex(s);
		return &s->file;
	}
	return NULL;
}

enum library_headers_known library_headers_found(struct library *lib,
						 const struct library_file *file)
{
	const struct library_headers *own = library_own_headers(lib, file->shelf);
	enum library_headers_known known = file->shelf->headers_known;

	for (size_t i = 0; i < own->count; i++)
		if (own->shelf[i]->headers_known > known)
			known = own->shelf[i]->headers_known;
	return known;
}
