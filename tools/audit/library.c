// SPDX-License-Identifier: GPL-2.0-only
/* library: files by path, each read once; definitions by name; the names wanted from the tree. */
#include "library.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

#define MAX_NEEDLES 63	      /* of one search */
#define MAX_SIZE (8u << 20)   /* bytes of a file worth reading */
#define SEARCH_JOBS 2

/* The body of one function-like macro, made into a source of its own. */
struct macro {
	const struct library_file *file;
	uint32_t directive;
	char *text;
	struct source src;
};

/* Every "NAME (" of a file, sorted by the name's hash; token[i] belongs to hash[i]. */
struct library_index {
	uint64_t *entry; /* hash << 32 | token, while it is sorted */
	uint32_t *token;
	size_t count, room;
};

struct library {
	struct tree *tree, *kernel;
	struct library_file **file; /* pointers: they stay where they are */
	size_t files, file_room;
	struct macro **macro;
	size_t macros, macro_room;
	char **wanted;
	size_t wants, want_room;
	bool searched;
};

struct library *library_new(struct tree *tree, struct tree *kernel, const struct sites *sites)
{
	struct library *lib = memory_alloc(sizeof(*lib));

	lib->tree = tree;
	lib->kernel = kernel;
	for (size_t i = 0; i < sites->files; i++) {
		struct library_file *f = memory_alloc(sizeof(*f));

		f->path = memory_strdup(sites->file[i].path);
		f->src = &sites->file[i].src;
		VEC_PUSH(lib->file, lib->files, lib->file_room, f);
	}
	return lib;
}

static void free_file(struct library_file *f)
{
	if (f->index) {
		free(f->index->entry);
		free(f->index->token);
		free(f->index);
	}
	if (f->src == &f->own)
		source_free(&f->own);
	buf_free(&f->text);
	free(f->path);
	free(f);
}

void library_free(struct library *lib)
{
	if (!lib)
		return;
	for (size_t i = 0; i < lib->files; i++)
		free_file(lib->file[i]);
	for (size_t i = 0; i < lib->macros; i++) {
		source_free(&lib->macro[i]->src);
		free(lib->macro[i]->text);
		free(lib->macro[i]);
	}
	for (size_t i = 0; i < lib->wants; i++)
		free(lib->wanted[i]);
	free(lib->file);
	free(lib->macro);
	free(lib->wanted);
	free(lib);
}

size_t library_count(const struct library *lib)
{
	return lib->files;
}

const struct library_file *library_at(const struct library *lib, size_t i)
{
	return lib->file[i];
}

/* Take over @text as the file @path. */
static struct library_file *add_file(struct library *lib, const char *path, struct buf *text)
{
	struct library_file *f = memory_alloc(sizeof(*f));

	f->path = memory_strdup(path);
	f->text = *text;
	f->absent = !text->data;
	*text = (struct buf){ 0 };
	if (!f->absent)
		source_read(&f->own, f->text.data, f->text.len);
	f->src = &f->own;
	VEC_PUSH(lib->file, lib->files, lib->file_room, f);
	return f;
}

static struct library_file *known_file(const struct library *lib, const char *path)
{
	for (size_t i = 0; i < lib->files; i++)
		if (!strcmp(lib->file[i]->path, path))
			return lib->file[i];
	return NULL;
}

const struct library_file *library_file(struct library *lib, const char *path)
{
	struct library_file *f = known_file(lib, path);
	struct error ignored;
	struct buf text = { 0 };

	if (!f) {
		if (tree_read(lib->tree, path, &text, &ignored) &&
		    (lib->kernel == lib->tree || tree_read(lib->kernel, path, &text, &ignored)))
			buf_free(&text);
		if (text.len > MAX_SIZE)
			buf_free(&text);
		f = add_file(lib, path, &text);
	}
	return f->absent ? NULL : f;
}

/* -- calls ---------------------------------------------------------------------------------- */

static uint32_t hash(const struct source *src, uint32_t tok)
{
	const unsigned char *p = (const unsigned char *)src->text + src->token[tok].at;
	uint32_t h = 2166136261u;

	for (uint32_t i = 0; i < src->token[tok].len; i++)
		h = (h ^ p[i]) * 16777619u;
	return h;
}

static int compare_entries(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static struct library_index *index_calls(const struct source *src)
{
	struct library_index *x = memory_alloc(sizeof(*x));

	for (uint32_t tok = 0; tok + 1 < src->tokens; tok++)
		if (src->token[tok].kind == TOKEN_IDENT && source_is(src, tok + 1, "(") &&
		    !source_is_dead(src, tok))
			VEC_PUSH(x->entry, x->count, x->room, (uint64_t)hash(src, tok) << 32 | tok);
	if (x->count)
		qsort(x->entry, x->count, sizeof(*x->entry), compare_entries);
	x->token = memory_alloc((x->count + 1) * sizeof(*x->token));
	for (size_t i = 0; i < x->count; i++)
		x->token[i] = (uint32_t)x->entry[i];
	return x;
}

const uint32_t *library_calls(struct library *lib, const struct library_file *file,
			      const struct source *src, uint32_t name, size_t *count)
{
	uint64_t wanted = (uint64_t)hash(src, name) << 32;
	struct library_file *f = known_file(lib, file->path);
	size_t low = 0, high, end;

	if (!f->index)
		f->index = index_calls(f->src);
	high = f->index->count;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (f->index->entry[middle] < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < f->index->count && f->index->entry[end] >> 32 == wanted >> 32;)
		end++;
	*count = end - low;
	return f->index->token + low;
}

/* -- macros --------------------------------------------------------------------------------- */

/* Does the #define line @d define the function-like macro @name? Sets where its body begins. */
static bool defines(const struct source *src, const struct directive *d, const char *name,
		    size_t *body)
{
	const char *p = src->text + d->at + 1, *end = src->text + d->at + d->len;
	size_t len = strlen(name);

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if (end - p < 7 || memcmp(p, "define", 6))
		return false;
	for (p += 6; p < end && (*p == ' ' || *p == '\t');)
		p++;
	if ((size_t)(end - p) <= len || memcmp(p, name, len) || p[len] != '(')
		return false;
	while (p < end && *p != ')')
		p++;
	*body = p < end ? (size_t)(p + 1 - src->text) : d->at + d->len;
	return true;
}

static const struct source *macro_source(struct library *lib, const struct library_file *file,
					 uint32_t directive, size_t body)
{
	const struct directive *d = &file->src->directive[directive];
	struct macro *m;

	for (size_t i = 0; i < lib->macros; i++)
		if (lib->macro[i]->file == file && lib->macro[i]->directive == directive)
			return &lib->macro[i]->src;
	m = memory_alloc(sizeof(*m));
	m->file = file;
	m->directive = directive;
	m->text = memory_strndup(file->src->text + body, d->at + d->len - body);
	for (char *p = m->text; *p; p++)
		if (*p == '\\' && (p[1] == '\n' || p[1] == '\r'))
			*p = ' ';
	source_read(&m->src, m->text, strlen(m->text));
	VEC_PUSH(lib->macro, lib->macros, lib->macro_room, m);
	return &m->src;
}

/* -- definitions ---------------------------------------------------------------------------- */

static bool is_static(const struct source *src, const struct function *f)
{
	for (uint32_t i = f->first; i < f->name; i++)
		if (source_is(src, i, "static"))
			return true;
	return false;
}

/* Add what @file defines of @name; with @global_only no static function of a .c file. */
static void define_in(struct library *lib, const struct library_file *file, const char *name,
		      bool global_only, struct definitions *out)
{
	const struct source *src = file->src;
	size_t len = strlen(file->path);
	bool header = len > 2 && !strcmp(file->path + len - 2, ".h");

	for (uint32_t i = 0; i < src->functions; i++) {
		const struct function *f = &src->function[i];
		struct definition def = { .file = file, .src = src, .fn = i };

		if (!source_is(src, f->name, name) || source_is_dead(src, f->name))
			continue;
		def.is_static = is_static(src, f);
		def.line = src->token[f->name].line;
		if (!global_only || header || !def.is_static)
			VEC_PUSH(out->def, out->count, out->room, def);
	}
	for (uint32_t i = 0; i < src->directives; i++) {
		struct definition def = { .file = file, .fn = SOURCE_NONE };
		size_t body;

		if (src->directive[i].kind != DIRECTIVE_DEFINE ||
		    !defines(src, &src->directive[i], name, &body) || (global_only && !header))
			continue;
		def.src = macro_source(lib, file, i, body);
		def.line = src->directive[i].line;
		VEC_PUSH(out->def, out->count, out->room, def);
	}
}

/* The path that the #include line @d of @file means, or NULL. The caller's. */
static char *included(struct library *lib, const struct library_file *file,
		      const struct directive *d)
{
	const char *p = file->src->text + d->at, *end = p + d->len, *name, *slash;
	char *path, *arch;
	size_t len;

	while (p < end && *p != '"' && *p != '<')
		p++;
	if (p == end)
		return NULL;
	name = p + 1;
	for (len = 0; name + len < end && name[len] != '"' && name[len] != '>';)
		len++;
	slash = strrchr(file->path, '/');
	if (*p == '"') {
		path = memory_printf("%.*s%.*s", slash ? (int)(slash + 1 - file->path) : 0, file->path,
				     (int)len, name);
		if (library_file(lib, path))
			return path;
		free(path);
	}
	path = memory_printf("include/%.*s", (int)len, name);
	if (library_file(lib, path))
		return path;
	free(path);
	if (strncmp(file->path, "arch/", 5) || !(slash = strchr(file->path + 5, '/')))
		return NULL;
	arch = memory_printf("%.*s/include/%.*s", (int)(slash - file->path), file->path, (int)len, name);
	return arch;
}

static void define_in_headers(struct library *lib, const struct library_file *file,
			      const char *name, struct definitions *out)
{
	for (uint32_t i = 0; i < file->src->directives; i++) {
		const struct library_file *header;
		char *path;

		if (file->src->directive[i].kind != DIRECTIVE_INCLUDE)
			continue;
		path = included(lib, file, &file->src->directive[i]);
		header = path ? library_file(lib, path) : NULL;
		free(path);
		if (header)
			define_in(lib, header, name, true, out);
	}
}

void library_want(struct library *lib, const char *name)
{
	if (lib->searched || lib->wants == MAX_NEEDLES)
		return;
	for (size_t i = 0; i < lib->wants; i++)
		if (!strcmp(lib->wanted[i], name))
			return;
	VEC_PUSH(lib->wanted, lib->wants, lib->want_room, memory_strdup(name));
}

void library_define(struct library *lib, const struct library_file *file, const char *name,
		    struct definitions *out)
{
	*out = (struct definitions){ 0 };
	define_in(lib, file, name, false, out);
	if (!out->count)
		define_in_headers(lib, file, name, out);
	for (size_t i = 0; !out->count && lib->searched && i < lib->files; i++)
		if (!lib->file[i]->absent && lib->file[i] != file)
			define_in(lib, lib->file[i], name, true, out);
}

int library_search(struct library *lib, struct problems *problems, struct error *err)
{
	static const char *const suffixes[] = { ".c", ".h", NULL };
	const char *needles[MAX_NEEDLES + 1] = { NULL };
	struct tree_query query = { .needles = needles, .suffixes = suffixes, .max_size = MAX_SIZE,
				    .jobs = SEARCH_JOBS };
	struct problems ignored = { 0 };
	struct tree_files files = { 0 };

	(void)problems; /* the finder named what cannot be read */
	if (!lib->wants)
		return 0;
	for (size_t i = 0; i < lib->wants; i++)
		needles[i] = lib->wanted[i] = memory_resize(lib->wanted[i], strlen(lib->wanted[i]) + 2, 1);
	for (size_t i = 0; i < lib->wants; i++)
		strcat(lib->wanted[i], "(");
	if (tree_search(lib->tree, &query, &files, &ignored, err)) {
		problem_free(&ignored);
		return -1;
	}
	for (size_t i = 0; i < files.count; i++)
		if (!known_file(lib, files.file[i].path))
			add_file(lib, files.file[i].path, &files.file[i].text);
	tree_files_free(&files);
	problem_free(&ignored);
	lib->searched = true;
	return 1;
}
