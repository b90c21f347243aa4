// SPDX-License-Identifier: GPL-2.0-only
/*
 * definitions: the part of the library that knows names: what a file defines, as function or macro,
 * what it declares and calls; and which of it the code of another file means. Each file is indexed
 * once, and only lexed when the name may be in it at all.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "shelf.h"
#include "source/declaration.h"
#include "source/define.h"
#include "source/grammar.h"

/* What is asked for. */
struct question {
	const char *name;
	uint32_t hash;
	bool functions, macros, objects; /* macros: with parameters */
	bool compiled;			 /* only in branches that this kernel may compile */
};

static struct question ask(const char *name)
{
	return (struct question){ .name = name, .hash = nameset_hash(name, strlen(name)) };
}

/* -- the index of one file ------------------------------------------------------------------ */

/* Names of enumerators between the braces of the enum at @tok. */
static uint32_t index_enum(struct library_shelf *s, uint32_t tok)
{
	const struct source *src = s->file.src;
	uint32_t open = tok + 1, close;

	if (grammar_is_ident(src, open))
		open++;
	if (!source_is(src, open, "{") || (close = src->token[open].mate) == SOURCE_NONE)
		return tok;
	for (uint32_t i = open + 1; i < close; i++)
		if (grammar_is_ident(src, i) && (i == open + 1 || source_is(src, i - 1, ",")))
			nameset_add(&s->top, nameset_hash_token(src, i), i);
	return close;
}

/* Variables at the top level: "TYPE NAME ;", "* NAME =", "(*NAME)(". */
static bool is_declarator(const struct source *src, uint32_t tok)
{
	static const char *const ends[] = { ";", "=", "[", ",", NULL };

	return tok && grammar_is_ident(src, tok) && grammar_is_any(src, tok + 1, ends) &&
	       (grammar_is_ident(src, tok - 1) || source_is(src, tok - 1, "*") ||
		source_is(src, tok - 1, ","));
}

static void index_top(struct library_shelf *s)
{
	const struct source *src = s->file.src;
	uint32_t fn = 0;

	for (uint32_t i = 0; i < src->tokens; i++) {
		uint32_t mate = src->token[i].mate;

		while (fn < src->functions && src->function[fn].close < i)
			fn++;
		if (fn < src->functions && i > src->function[fn].first) {
			i = src->function[fn].close;
		} else if (source_is(src, i, "enum")) {
			i = index_enum(s, i);
		} else if (is_declarator(src, i)) {
			nameset_add(&s->top, nameset_hash_token(src, i), i);
		} else if (mate != SOURCE_NONE && mate > i) {
			if (source_is(src, i + 1, "*") && mate == i + 3)
				nameset_add(&s->top, nameset_hash_token(src, i + 2), i + 2);
			i = mate; /* parameters, initialisers, members */
		}
	}
}

/* "struct TAG {" and "typedef ... NAME;", wherever they stand. */
static void index_types(struct library_shelf *s)
{
	const struct source *src = s->file.src;
	struct declarators d = { 0 };

	for (uint32_t i = 0; i + 2 < src->tokens; i++) {
		uint32_t end = i;

		if (source_is(src, i, "struct") || source_is(src, i, "union")) {
			if (grammar_is_ident(src, i + 1) && source_is(src, i + 2, "{"))
				nameset_add(&s->tag, nameset_hash_token(src, i + 1), i + 2);
			continue;
		}
		if (!source_is(src, i, "typedef"))
			continue;
		while (end < src->tokens && !source_is(src, end, ";")) {
			uint32_t mate = src->token[end].mate;

			end = mate != SOURCE_NONE && mate > end ? mate + 1 : end + 1;
		}
		d.count = 0;
		declaration_read(src, i, end, &d);
		for (size_t k = 0; k < d.count; k++)
			if (d.d[k].name != SOURCE_NONE)
				nameset_add(&s->type, nameset_hash_token(src, d.d[k].name), i);
	}
	declaration_free(&d);
}

void library_index(struct library_shelf *s)
{
	const struct source *src;

	library_lex(s);
	if (s->indexed)
		return;
	s->indexed = true;
	src = s->file.src;
	for (uint32_t tok = 0; tok + 1 < src->tokens; tok++)
		if (src->token[tok].kind == TOKEN_IDENT && source_is(src, tok + 1, "(") &&
		    !source_is_dead(src, tok))
			nameset_add(&s->call, nameset_hash_token(src, tok), tok);
	for (uint32_t i = 0; i < src->functions; i++)
		if (!source_is_dead(src, src->function[i].name))
			nameset_add(&s->function, nameset_hash_token(src, src->function[i].name),
				    i);
	for (uint32_t i = 0; i < src->directives; i++) {
		size_t len, name;

		if (src->directive[i].kind != DIRECTIVE_DEFINE)
			continue;
		name = define_name(src, &src->directive[i], &len);
		nameset_add(&s->define, nameset_hash(src->text + name, len), i);
	}
	index_top(s);
	index_types(s);
	nameset_sort(&s->tag);
	nameset_sort(&s->type);
	nameset_sort(&s->call);
	nameset_sort(&s->function);
	nameset_sort(&s->define);
	nameset_sort(&s->top);
}

/* May the file define that function or macro? Then it is indexed. */
static bool may_define(struct library_shelf *s, const struct question *q)
{
	library_sift(s);
	if (!sieve_has(&s->sieve, SIEVE_DEFINE, q->hash) &&
	    !(q->functions && sieve_has(&s->sieve, SIEVE_CALL, q->hash)))
		return false;
	library_index(s);
	return true;
}

const uint32_t *library_calls(struct library *lib, const struct library_file *file,
			      const struct source *src, uint32_t name, size_t *count)
{
	(void)lib;
	library_index(file->shelf);
	return nameset_find(&file->shelf->call, nameset_hash_token(src, name), count);
}

static void add_word(struct nameset *words, const struct source *src, uint32_t tok)
{
	const struct token *t = &src->token[tok];
	uint32_t quote = t->kind == TOKEN_STRING;

	if (t->kind == TOKEN_IDENT || (quote && t->len > 2))
		nameset_add(words, nameset_hash(src->text + t->at + quote, t->len - 2 * quote),
			    tok);
}

const uint32_t *library_words(const struct library_file *file, const char *word, size_t len,
			      size_t *count)
{
	struct nameset *words = &file->shelf->word;

	library_lex(file->shelf);
	if (!words->value) {
		for (uint32_t tok = 0; tok < file->src->tokens; tok++)
			add_word(words, file->src, tok);
		nameset_sort(words);
	}
	return nameset_find(words, nameset_hash(word, len), count);
}

/* -- definitions ---------------------------------------------------------------------------- */

/* A word of the kernel's, unless the file gives it another meaning. */
static struct ladder_word kernel_word(void *ctx, const char *name, uint32_t line)
{
	const struct library_shelf *s = ctx;
	const struct ladder_word *word = ladder_find(s->words, name);
	bool own = define_has(s->file.src, name, strlen(name));

	(void)line;
	return own || !word ? (struct ladder_word){ .own = own } : *word;
}

const enum ladder_state *library_ladder(struct library *lib, const struct library_file *file)
{
	struct library_shelf *s = file->shelf;
	const struct ladder_facts facts = { .version = lib->version,
					    .word = lib->origin.words ? kernel_word : NULL,
					    .ctx = s };

	if (!s->ladder) {
		library_lex(s);
		s->words = lib->origin.words;
		s->ladder = memory_alloc((s->file.src->conds + 1) * sizeof(*s->ladder));
		ladder_read_by(s->file.src, &facts, s->ladder);
	}
	return s->ladder;
}

bool library_is_guard(const struct source *src, uint32_t cond)
{
	const struct cond *c = &src->cond[cond];

	return c->parent == SOURCE_NONE && c->group == cond && !c->first && c->end >= src->tokens &&
	       !memcmp(src->text + src->directive[c->directive].at, "#ifndef", 7);
}

static bool is_compiled(struct library *lib, struct library_shelf *s, uint32_t cond)
{
	const struct source *src = s->file.src;

	for (uint32_t k = cond; k != SOURCE_NONE; k = src->cond[k].parent)
		if (src->cond[k].dead)
			return false;
	return !ladder_is_out(src, library_ladder(lib, &s->file), cond);
}

static bool is_header(const struct library_shelf *s)
{
	size_t len = strlen(s->file.path);

	return len > 2 && !strcmp(s->file.path + len - 2, ".h");
}

/* Is token or directive in branch @cond there whatever is configured: in none but the include guard? */
static bool is_always_there(const struct source *src, uint32_t cond)
{
	const struct cond *c = &src->cond[cond];

	if (cond == SOURCE_NONE)
		return true;
	return c->parent == SOURCE_NONE && c->group == cond && !c->first && c->end >= src->tokens &&
	       src->text[src->directive[c->directive].at + 1] != 'e';
}

static void add_functions(struct library *lib, struct library_shelf *s, const struct question *q,
			  bool global_only, struct definitions *out)
{
	const struct source *src = s->file.src;
	size_t count;
	const uint32_t *fn = nameset_find(&s->function, q->hash, &count);

	for (size_t i = 0; i < count; i++) {
		const struct function *f = &src->function[fn[i]];
		struct definition def = { .file = &s->file, .src = src, .fn = fn[i] };

		if (!source_is(src, f->name, q->name) ||
		    (q->compiled && !is_compiled(lib, s, src->token[f->name].cond)))
			continue;
		def.is_static = source_declares(src, fn[i], "static");
		def.always = is_always_there(src, src->token[f->name].cond);
		def.line = src->token[f->name].line;
		if (!global_only || is_header(s) || !def.is_static)
			VEC_PUSH(out->def, out->count, out->room, def);
	}
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

static void add_macros(struct library *lib, struct library_shelf *s, const struct question *q,
		       struct definitions *out)
{
	const struct source *src = s->file.src;
	size_t count, len, at, end;
	const uint32_t *line = nameset_find(&s->define, q->hash, &count);

	for (size_t i = 0; i < count; i++) {
		const struct directive *d = &src->directive[line[i]];
		struct definition def = { .file = &s->file,
					  .fn = SOURCE_NONE,
					  .line = d->line,
					  .always = is_always_there(src, d->cond) };
		bool has_parameters;

		at = define_name(src, d, &len);
		if (len != strlen(q->name) || memcmp(src->text + at, q->name, len) ||
		    (q->compiled && !is_compiled(lib, s, d->cond)))
			continue;
		at += len;
		end = d->at + d->len;
		has_parameters = at < end && src->text[at] == '(';
		if (has_parameters ? !q->macros : !q->objects)
			continue;
		if (has_parameters) {
			def.params = src->text + at + 1;
			while (at < end && src->text[at] != ')')
				at++;
			at += at < end;
		}
		def.src = macro_source(lib, &s->file, line[i], at);
		VEC_PUSH(out->def, out->count, out->room, def);
	}
}

static void define_in(struct library *lib, struct library_shelf *s, const struct question *q,
		      bool global_only, struct definitions *out)
{
	if (!may_define(s, q))
		return;
	if (q->functions)
		add_functions(lib, s, q, global_only, out);
	if ((q->macros || q->objects) && (!global_only || is_header(s)))
		add_macros(lib, s, q, out);
}

static void define_in_headers(struct library *lib, const struct library_headers *headers,
			      const struct question *q, struct definitions *out)
{
	for (size_t i = 0; i < headers->count; i++)
		define_in(lib, headers->shelf[i], q, true, out);
}

/* Is it known that neither the file nor a header of it defines that? */
static bool is_known_absent(const struct library_shelf *s, uint64_t key)
{
	for (size_t i = 0; i < s->absents; i++)
		if (s->absent[i] == key)
			return true;
	return false;
}

static void define_in_sight(struct library *lib, struct library_shelf *s, const struct question *q,
			    struct definitions *out)
{
	uint64_t key = (uint64_t)q->hash << 2 | (uint64_t)q->functions << 1 | q->macros;

	if (is_known_absent(s, key))
		return;
	define_in(lib, s, q, false, out);
	define_in_headers(lib, library_own_headers(lib, s), q, out);
	if (!out->count)
		define_in_headers(lib, library_headers(lib, s), q, out);
	if (!out->count)
		VEC_PUSH(s->absent, s->absents, s->absent_room, key);
}

/* Code that runs on the machine that builds the kernel, or instead of it in a test. */
static bool is_beside(const char *path)
{
	static const char *const folders[] = { "tools/", "scripts/", "samples/", "Documentation/",
					       "usr/" };

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (!strncmp(path, folders[i], strlen(folders[i])))
			return true;
	return false;
}

static void define_anywhere(struct library *lib, struct library_shelf *s, const struct question *q,
			    struct definitions *out)
{
	bool beside = is_beside(s->file.path);

	for (size_t i = 0; i < lib->shelves; i++)
		if (beside || !is_beside(lib->shelf[i]->file.path))
			define_in(lib, lib->shelf[i], q, true, out);
}

/* In the file and its own headers, else in the kernel's, else in any file. */
static void define(struct library *lib, struct library_shelf *s, const struct question *q,
		   struct definitions *out)
{
	*out = (struct definitions){ 0 };
	define_in_sight(lib, s, q, out);
	if (out->count || !lib->searched)
		return;
	define_anywhere(lib, s, q, out);
}

static bool is_certain(const struct definition *def)
{
	if (!def->always)
		return false;
	return def->fn == SOURCE_NONE || def->is_static;
}

/* Drop what the same text defines twice. */
static void drop_repeats(struct definitions *defs)
{
	size_t kept = 0;

	for (size_t i = 0; i < defs->count; i++) {
		bool seen = false;

		for (size_t k = 0; k < kept && !seen; k++)
			seen = defs->def[k].src == defs->def[i].src &&
			       defs->def[k].fn == defs->def[i].fn;
		if (!seen)
			defs->def[kept++] = defs->def[i];
	}
	defs->count = kept;
}

bool library_may_run(struct library *lib, const struct library_file *file, const char *name,
		     bool macros, struct definitions *out)
{
	struct library_shelf *s = file->shelf;
	struct question q = ask(name);

	*out = (struct definitions){ 0 };
	q.functions = true;
	q.macros = q.objects = macros;
	define_in_sight(lib, s, &q, out);
	for (size_t i = 0; i < out->count; i++)
		if (is_certain(&out->def[i]))
			return true;
	if (lib->searched)
		define_anywhere(lib, s, &q, out);
	drop_repeats(out);
	return false;
}

void library_define(struct library *lib, const struct library_file *file, const char *name,
		    struct definitions *out)
{
	struct question q = ask(name);

	q.functions = q.macros = q.objects = true;
	define(lib, file->shelf, &q, out);
}

void library_object(struct library *lib, const struct library_file *file, const char *name,
		    struct definitions *out)
{
	struct question q = ask(name);

	q.objects = true;
	define(lib, file->shelf, &q, out);
}

void library_own(struct library *lib, const struct library_file *file, const char *name,
		 bool compiled, struct definitions *out)
{
	struct library_shelf *s = file->shelf;
	struct question q = ask(name);

	*out = (struct definitions){ 0 };
	q.functions = q.macros = q.objects = true;
	q.compiled = compiled;
	define_in(lib, s, &q, false, out);
	define_in_headers(lib, library_own_headers(lib, s), &q, out);
}

/* -- declarations --------------------------------------------------------------------------- */

static bool declares(struct library_shelf *s, const struct question *q)
{
	const uint32_t *tok;
	size_t count;

	library_sift(s);
	if (!sieve_has(&s->sieve, SIEVE_TOP, q->hash))
		return false;
	library_index(s);
	tok = nameset_find(&s->top, q->hash, &count);
	for (size_t i = 0; i < count; i++)
		if (source_is(s->file.src, tok[i], q->name))
			return true;
	return false;
}

bool library_declares(struct library *lib, const struct library_file *file, const char *name)
{
	struct library_shelf *s = file->shelf;
	struct question q = ask(name);
	const struct library_headers *headers = library_headers(lib, s);
	bool found = declares(s, &q);

	for (size_t i = 0; i < headers->count && !found; i++)
		found = declares(headers->shelf[i], &q);
	return found;
}

const uint32_t *library_top(const struct library_file *file, const char *name, size_t *count)
{
	library_index(file->shelf);
	return nameset_find(&file->shelf->top, nameset_hash(name, strlen(name)), count);
}
