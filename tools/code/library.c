// SPDX-License-Identifier: GPL-2.0-only
/* library: files by path, each read once; what each includes; the names wanted from the tree. */
#include "library.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "kbuild.h"
#include "shelf.h"

#define MAX_NEEDLES 63	     /* of one search */
#define MAX_WANTS 600	     /* names; beyond that nothing is known of a name */
#define MAX_HITS (64u << 20) /* bytes that one search may keep */

/* Where the file @path is in lib->slot, or would be. */
static uint32_t *find_slot(const struct library *lib, const char *path, uint32_t hash)
{
	size_t at = hash;

	for (;; at++) {
		uint32_t *slot = &lib->slot[at & (lib->slots - 1)];
		const struct library_shelf *s = *slot ? lib->shelf[*slot - 1] : NULL;

		if (!s || (s->path_hash == hash && !strcmp(s->file.path, path)))
			return slot;
	}
}

static struct library_shelf *known_file(const struct library *lib, const char *path)
{
	uint32_t slot = lib->slots ? *find_slot(lib, path, nameset_hash(path, strlen(path))) : 0;

	return slot ? lib->shelf[slot - 1] : NULL;
}

static void grow_slots(struct library *lib)
{
	free(lib->slot);
	lib->slots = lib->slots ? 2 * lib->slots : 1024;
	lib->slot = memory_alloc(lib->slots * sizeof(*lib->slot));
	for (uint32_t i = 0; i < lib->shelves; i++)
		*find_slot(lib, lib->shelf[i]->file.path, lib->shelf[i]->path_hash) = i + 1;
}

static struct library_shelf *add_shelf(struct library *lib, const char *path)
{
	struct library_shelf *s = memory_alloc(sizeof(*s));
	const char *include = strstr(path, "/include/");

	s->file.path = memory_strdup(path);
	s->file.shelf = s;
	s->file.src = &s->own;
	s->path_hash = nameset_hash(path, strlen(path));
	/* a module's own include/ is not the kernel's */
	s->core = lib->origin.kernel == lib->origin.tree &&
		  (!strncmp(path, "include/", 8) || (!strncmp(path, "arch/", 5) && include));
	VEC_PUSH(lib->shelf, lib->shelves, lib->shelf_room, s);
	if (2 * lib->shelves > lib->slots)
		grow_slots(lib);
	else
		*find_slot(lib, path, s->path_hash) = (uint32_t)lib->shelves;
	return s;
}

struct library *library_new(const struct library_origin *origin, unsigned int version)
{
	struct library *lib = memory_alloc(sizeof(*lib));

	lib->origin = *origin;
	lib->version = version;
	lib->index = origin->index;
	return lib;
}

void library_lend(struct library *lib, const char *path, const struct source *src)
{
	struct library_shelf *s = add_shelf(lib, path);

	s->file.src = src;
	s->data = src->text;
	s->len = src->len;
	s->lexed = true;
}

static void free_shelf(struct library_shelf *s)
{
	nameset_free(&s->call);
	nameset_free(&s->word);
	nameset_free(&s->function);
	nameset_free(&s->define);
	nameset_free(&s->top);
	nameset_free(&s->tag);
	nameset_free(&s->type);
	sieve_free(&s->sieve);
	for (size_t i = 0; s->code && i < s->file.src->functions; i++) {
		if (s->code[i])
			code_free(s->code[i]);
		free(s->code[i]);
	}
	free(s->code);
	if (s->file.src == &s->own)
		source_free(&s->own);
	buf_free(&s->text);
	free(s->ladder);
	free(s->features);
	free(s->absent);
	free(s->headers.shelf);
	free(s->own_headers.shelf);
	free(s->includers.file);
	free(s->lines[false].shelf);
	free(s->lines[true].shelf);
	free(s->file.path);
	free(s);
}

void library_free(struct library *lib)
{
	if (!lib)
		return;
	for (size_t i = 0; i < lib->shelves; i++)
		free_shelf(lib->shelf[i]);
	for (size_t i = 0; i < lib->macros; i++) {
		source_free(&lib->macro[i]->src);
		free(lib->macro[i]->text);
		free(lib->macro[i]);
	}
	for (size_t i = 0; i < lib->helds; i++) {
		free(lib->held[i]->holders.file);
		free(lib->held[i]);
	}
	for (size_t i = 0; i < lib->wants; i++)
		free(lib->wanted[i].name);
	for (size_t i = 0; i < lib->kbuilds; i++)
		kbuild_free(lib->kbuild[i]);
	free(lib->kbuild);
	nameset_free(&lib->members);
	tree_files_free(&lib->headers);
	for (size_t i = 0; i < lib->folders; i++) {
		free(lib->folder[i].path);
		free(lib->folder[i].files.file);
	}
	free(lib->folder);
	free(lib->shelf);
	free(lib->slot);
	free(lib->macro);
	free(lib->held);
	free(lib->wanted);
	tree_index_free(&lib->own_index);
	free(lib);
}

/* -- files ---------------------------------------------------------------------------------- */

void library_lex(struct library_shelf *s)
{
	if (!s->lexed && !s->file.absent)
		source_read(&s->own, s->data, s->len);
	s->lexed = true;
}

void library_sift(struct library_shelf *s)
{
	if (!s->sifted && !s->file.absent)
		sieve_read(&s->sieve, s->data, s->len);
	s->sifted = true;
}

/* Take over @text as the file @path. */
static struct library_shelf *add_text(struct library *lib, const char *path, struct buf *text)
{
	struct library_shelf *s = add_shelf(lib, path);

	s->text = *text;
	s->file.absent = !text->data;
	s->data = s->text.data;
	s->len = s->text.len;
	*text = (struct buf){ 0 };
	return s;
}

struct library_shelf *library_open(struct library *lib, const char *path)
{
	struct library_shelf *s = known_file(lib, path);
	struct buf text = { 0 };
	struct error ignored;
	bool core = false;

	if (s)
		return s->file.absent ? NULL : s;
	if (tree_read(lib->origin.tree, path, &text, &ignored)) {
		core = true;
		if (lib->origin.kernel == lib->origin.tree ||
		    tree_read(lib->origin.kernel, path, &text, &ignored))
			buf_free(&text);
	}
	if (text.len > LIBRARY_MAX_SIZE)
		buf_free(&text);
	s = add_text(lib, path, &text);
	s->core |= core;
	return s->file.absent ? NULL : s;
}

bool library_is_core(const struct library_file *file)
{
	return file->shelf->core;
}

const struct library_file *library_file(struct library *lib, const char *path)
{
	struct library_shelf *s = library_open(lib, path);

	if (!s)
		return NULL;
	library_lex(s);
	return &s->file;
}

static void lex_one(void *ctx, size_t i)
{
	struct library_shelf **shelf = ctx;

	library_sift(shelf[i]);
	library_lex(shelf[i]);
}

/* Lex the files that came in from the @first one on: whoever searched for them will ask for them. */
static void lex_new(struct library *lib, size_t first)
{
	parallel_each(lib->origin.jobs, lib->shelves - first, lex_one, lib->shelf + first);
}

static struct held_word *find_held(struct library *lib, uint32_t hash)
{
	struct held_word *held;

	for (size_t i = 0; i < lib->helds; i++)
		if (lib->held[i]->hash == hash)
			return lib->held[i];
	held = memory_alloc(sizeof(*held));
	held->hash = hash;
	VEC_PUSH(lib->held, lib->helds, lib->held_room, held);
	return held;
}

const struct library_holders *library_holders(struct library *lib, const struct source *src,
					      uint32_t name)
{
	const struct token *t = &src->token[name];

	return library_word_holders(lib, src->text + t->at, t->len);
}

const struct library_holders *library_word_holders(struct library *lib, const char *word,
						   size_t len)
{
	struct held_word *held = find_held(lib, nameset_hash(word, len));
	struct library_holders *h = &held->holders;

	for (; held->looked < lib->shelves; held->looked++) {
		struct library_shelf *s = lib->shelf[held->looked];

		library_sift(s);
		if (!sieve_has(&s->sieve, SIEVE_CALL, held->hash) &&
		    !sieve_has(&s->sieve, SIEVE_DEFINE, held->hash))
			continue;
		library_lex(s);
		VEC_PUSH(h->file, h->count, h->room, &s->file);
	}
	return h;
}

const struct code *library_code(struct library *lib, const struct library_file *file, uint32_t fn)
{
	struct library_shelf *s = file->shelf;

	(void)lib;
	if (!s->code)
		s->code = memory_alloc((file->src->functions + 1) * sizeof(*s->code));
	if (!s->code[fn]) {
		s->code[fn] = memory_alloc(sizeof(**s->code));
		code_read(file->src, fn, NULL, s->code[fn]);
	}
	return s->code[fn];
}

static struct folder *add_folder(struct library *lib, const char *path)
{
	VEC_PUSH(lib->folder, lib->folders, lib->folder_room,
		 (struct folder){ .path = memory_strdup(path) });
	return &lib->folder[lib->folders - 1];
}

/*
 * Append the files below folder @path that hold one of @needles, lexed, to @out; what cannot be read was
 * named by the finder already.
 */
static void read_below(struct library *lib, const char *path, const char *const *needles,
		       struct library_holders *out)
{
	static const char *const suffixes[] = { ".c", ".h", NULL };
	const char *paths[] = { *path ? path : NULL, NULL };
	struct tree_query query = { .needles = needles,
				    .suffixes = suffixes,
				    .paths = paths,
				    .max_size = LIBRARY_MAX_SIZE,
				    .jobs = 1 };
	struct problems ignored = { 0 };
	struct tree_files files = { 0 };
	size_t first = lib->shelves;
	struct error err;

	if (!tree_search(lib->origin.tree, &query, &files, &ignored, &err))
		for (size_t i = 0; i < files.count; i++) {
			struct library_shelf *s = known_file(lib, files.file[i].path);

			if (!s)
				s = add_text(lib, files.file[i].path, &files.file[i].text);
			if (!s->file.absent)
				VEC_PUSH(out->file, out->count, out->room, &s->file);
		}
	lex_new(lib, first);
	for (size_t i = 0; i < out->count; i++)
		library_lex(out->file[i]->shelf);
	tree_files_free(&files);
	problem_free(&ignored);
}

/*
 * The folder of the driver that @file is of, as a length of its path: its own, or one above where that is
 * shared with a header that it includes, "../core/x.h", which declares structs or variables. Not one that many
 * drivers share: the two topmost.
 */
static size_t find_driver(struct library *lib, const struct library_file *file)
{
	const struct library_headers *own = library_own_headers(lib, file->shelf);
	const char *slash = strrchr(file->path, '/');
	size_t len = slash ? (size_t)(slash - file->path) : 0;

	for (size_t i = 0; i < own->count; i++) {
		struct library_shelf *s = own->shelf[i];
		const char *path = s->file.path;
		size_t same = 0, depth = 0;

		for (size_t k = 0; k <= len && path[k] == file->path[k]; k++)
			if (path[k] == '/') {
				same = k;
				depth++;
			}
		if (depth <= 1 || same >= len)
			continue;
		library_index(s);
		if (s->tag.count || s->top.count)
			len = same;
	}
	return len;
}

/* The same, found once; of a module it is all. */
static size_t driver_folder(struct library *lib, const struct library_file *file)
{
	struct library_shelf *s = file->shelf;

	if (lib->origin.kernel != lib->origin.tree)
		return 0;
	if (!s->driver_known)
		s->driver = find_driver(lib, file);
	s->driver_known = true;
	return s->driver;
}

const struct library_file *const *library_folder(struct library *lib,
						 const struct library_file *file,
						 const char *const *needles, size_t *count)
{
	char *path = memory_strndup(file->path, driver_folder(lib, file));
	struct folder *f = NULL;

	for (size_t i = 0; i < lib->folders && !f; i++)
		if (!strcmp(lib->folder[i].path, path))
			f = &lib->folder[i];
	if (!f) {
		f = add_folder(lib, path);
		read_below(lib, path, needles, &f->files);
	}
	free(path);
	*count = f->files.count;
	return f->files.file;
}

static void find_includers(struct library *lib, const struct library_file *file,
			   struct library_holders *out)
{
	const char *slash = strrchr(file->path, '/'), *name = slash ? slash + 1 : file->path;
	char *path = memory_strndup(file->path, driver_folder(lib, file));
	char *quoted = memory_printf("%s\"", name), *angled = memory_printf("%s>", name);
	const char *needles[] = { quoted, angled, NULL };
	size_t kept = 0;

	read_below(lib, path, needles, out);
	for (size_t i = 0; i < out->count; i++)
		if (library_includes(out->file[i]->shelf, name))
			out->file[kept++] = out->file[i];
	out->count = kept;
	free(quoted);
	free(angled);
	free(path);
}

const struct library_holders *library_includers(struct library *lib,
						const struct library_file *file)
{
	struct library_shelf *s = file->shelf;

	if (!s->has_includers)
		find_includers(lib, file, &s->includers);
	s->has_includers = true;
	return &s->includers;
}

bool library_is_beside(struct library *lib, const struct library_file *of,
		       const struct library_file *file)
{
	size_t len = driver_folder(lib, of);
	bool top = len && !memchr(of->path, '/', len); /* fs/ has many below it */

	return !library_is_core(file) && !strncmp(of->path, file->path, len) &&
	       (!len || file->path[len] == '/') && !(top && strchr(file->path + len + 1, '/'));
}

const struct nameset *library_members(const struct library *lib)
{
	return lib->members.value ? &lib->members : NULL;
}

void library_keep_members(struct library *lib, struct nameset *members)
{
	nameset_sort(members);
	lib->members = *members;
	*members = (struct nameset){ 0 };
}

/* -- the search ----------------------------------------------------------------------------- */

static enum library_answer pending(struct library *lib)
{
	lib->pending++;
	return LIBRARY_PENDING;
}

enum library_answer library_seek(struct library *lib, const char *name, enum library_wanted what)
{
	for (size_t i = 0; i < lib->wants; i++)
		if (lib->wanted[i].what == what && !strcmp(lib->wanted[i].name, name))
			return i >= lib->answered ? pending(lib)
			       : lib->overflow	  ? LIBRARY_REFUSED
						  : LIBRARY_SEARCHED;
	if (lib->closed || lib->overflow || lib->wants == MAX_WANTS ||
	    (lib->searched && what == LIBRARY_MACRO))
		return LIBRARY_REFUSED;
	VEC_PUSH(lib->wanted, lib->wants, lib->want_room,
		 (struct wanted){ memory_strdup(name), what });
	return pending(lib);
}

bool library_searches(const struct library *lib)
{
	return lib->origin.jobs > 0;
}

size_t library_pending(const struct library *lib)
{
	return lib->pending;
}

void library_want(struct library *lib, const char *name)
{
	library_seek(lib, name, LIBRARY_CALL);
}

size_t library_mark(const struct library *lib)
{
	return lib->wants;
}

void library_forget(struct library *lib, size_t mark)
{
	while (lib->wants > mark && lib->wants > lib->answered)
		free(lib->wanted[--lib->wants].name);
}

/* Take over @text as the file @path, unless too much is kept already. */
static void keep_hit(struct library *lib, const char *path, struct buf *text)
{
	if (known_file(lib, path))
		return;
	lib->kept += text->len;
	if (lib->kept > MAX_HITS)
		lib->overflow = true; /* nothing that is not there is known for certain */
	else
		add_text(lib, path, text);
}

/* Past white space, comments and the words of attributes with their arguments. */
static size_t skip_attributes(const struct buf *text, size_t at)
{
	unsigned int depth = 0;

	for (; at < text->len; at++) {
		char c = text->data[at];

		depth += c == '(';
		if (c == ')' && !depth)
			break;
		depth -= c == ')';
		if (!depth && (c == '{' || c == ';' || c == '=' || c == ',' || c == '}'))
			break;
	}
	return at;
}

/* Does a body, or the text of a macro, follow "NAME(" somewhere? Calls are followed by other things. */
static bool holds_body(const struct buf *text, const char *name)
{
	size_t len = strlen(name), close;
	const char *at = text->data, *end = text->data + text->len, *hash;

	while ((at = memmem(at, (size_t)(end - at), name, len))) {
		unsigned int depth = 0;

		for (hash = at; hash > text->data && (hash[-1] == ' ' || hash[-1] == '\t');)
			hash--;
		if (hash - text->data >= 6 && !memcmp(hash - 6, "define", 6))
			return true;
		at += len;
		for (close = (size_t)(at - text->data); close < text->len; close++) {
			char c = text->data[close];

			depth += c == '(';
			depth -= c == ')' && depth;
			if (c == ';' || c == '{' || c == '}' || (c == ')' && !depth))
				break;
		}
		close = skip_attributes(text, close + (close < text->len));
		if (close < text->len && text->data[close] == '{')
			return true;
	}
	return false;
}

static bool holds(const struct buf *text, const struct wanted *w)
{
	if (w->what == LIBRARY_BODY)
		return holds_body(text, w->name);
	return w->what == LIBRARY_CALL && memmem(text->data, text->len, w->name, strlen(w->name));
}

static bool holds_any(const struct buf *text, const struct wanted *wanted, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (holds(text, &wanted[i]))
			return true;
	return false;
}

/* One pass over the tree for the @needles, which are freed; it makes the index if there is none. */
static int search_once(struct library *lib, char **needle, size_t count, struct error *err)
{
	static const char *const suffixes[] = { ".c", ".h", NULL };
	const char *needles[MAX_NEEDLES + 1] = { NULL };
	struct tree_query query = { .needles = needles,
				    .suffixes = suffixes,
				    .max_size = LIBRARY_MAX_SIZE,
				    .index = lib->index ? NULL : &lib->own_index,
				    .jobs = lib->origin.jobs };
	struct problems ignored = { 0 }; /* the finder named what cannot be read */
	struct tree_files files = { 0 };
	int ret;

	for (size_t i = 0; i < count; i++)
		needles[i] = needle[i];
	ret = tree_search(lib->origin.tree, &query, &files, &ignored, err);
	for (size_t i = 0; i < files.count && !ret; i++)
		keep_hit(lib, files.file[i].path, &files.file[i].text);
	if (!lib->index)
		lib->index = &lib->own_index;
	tree_files_free(&files);
	problem_free(&ignored);
	for (size_t i = 0; i < count; i++)
		free(needle[i]);
	return ret;
}

/* The index names files that may hold a name: read those, and keep those that do. */
static void search_index(struct library *lib)
{
	const char **names = NULL, **paths;
	size_t count = 0, room = 0, found;

	for (size_t i = lib->answered; i < lib->wants; i++)
		if (lib->wanted[i].what != LIBRARY_MACRO)
			VEC_PUSH(names, count, room, lib->wanted[i].name);
	VEC_PUSH(names, count, room, NULL);
	found = tree_index_find(lib->index, names, &paths);
	for (size_t i = 0; i < found; i++) {
		struct buf text = { 0 };
		struct error ignored; /* the finder could read it a moment ago */

		if (!known_file(lib, paths[i]) &&
		    !tree_read(lib->origin.tree, paths[i], &text, &ignored) && text.len &&
		    text.len <= LIBRARY_MAX_SIZE &&
		    holds_any(&text, lib->wanted + lib->answered, lib->wants - lib->answered))
			keep_hit(lib, paths[i], &text);
		buf_free(&text);
	}
	free(paths);
	free(names);
}

/* The tree is read for macros without parameters, and where there is no index yet. */
static int search_tree(struct library *lib, struct error *err)
{
	char *needle[MAX_NEEDLES];
	size_t count = 0;

	for (size_t i = lib->answered; i < lib->wants; i++) {
		if (lib->wanted[i].what == LIBRARY_MACRO) {
			needle[count++] = memory_printf("define %s", lib->wanted[i].name);
			needle[count++] = memory_printf("define\t%s", lib->wanted[i].name);
		}
		if (count + 2 <= MAX_NEEDLES && i + 1 < lib->wants)
			continue;
		if ((count || !lib->index) && search_once(lib, needle, count, err))
			return -1;
		count = 0;
	}
	return 0;
}

int library_search(struct library *lib, struct error *err)
{
	size_t first = lib->shelves;

	if (lib->wants == lib->answered)
		return 0;
	if (search_tree(lib, err))
		return -1;
	search_index(lib);
	lex_new(lib, first);
	lib->answered = lib->wants;
	lib->searched = true;
	return 1;
}

void library_close(struct library *lib)
{
	lib->closed = true;
}
