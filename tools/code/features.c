// SPDX-License-Identifier: GPL-2.0-only
/* features: each word of a condition is looked up; any doubt makes it unknown. */
#include "features.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "kbuild.h"
#include "shelf.h"
#include "source/define.h"

struct asked {
	struct library *lib;
	const struct library_file *file;
	const char *name;
	size_t len;
	uint32_t line; /* of the condition */
	/* what was found so far */
	bool defined, undefined, left_out, unclear;
	struct ladder_word word;
};

/* Is the line of @file there when this kernel compiles the file, for certain; LADDER_OUT: for certain not. */
static enum ladder_state line_state(struct library *lib, const struct library_file *file,
				    uint32_t cond)
{
	const struct source *src = file->src;
	const enum ladder_state *ladder = library_ladder(lib, file);
	enum ladder_state state = LADDER_IN;

	for (uint32_t k = cond; k != SOURCE_NONE; k = src->cond[k].parent) {
		if (ladder[k] == LADDER_OUT || src->cond[k].dead)
			return LADDER_OUT;
		if (ladder[k] != LADDER_IN && !library_is_guard(src, k))
			state = LADDER_OPEN;
	}
	return state;
}

/* The number that is all of the text, of a macro's body. */
static bool read_number(const char *at, const char *end, long long *number)
{
	char *rest, *text;
	bool is;

	while (at < end && isspace((unsigned char)*at))
		at++;
	text = memory_strndup(at, (size_t)(end - at));
	*number = strtoll(text, &rest, 0);
	is = rest != text;
	rest += strspn(rest, "uUlL");
	rest += strspn(rest, " \t\r\n");
	is &= !*rest || !strncmp(rest, "/*", 2) || !strncmp(rest, "//", 2);
	free(text);
	return is;
}

/* "#undef NAME", as it is or in the comment that a configure script leaves. */
static bool undefines(const struct asked *a, const char *text, size_t len)
{
	const char *at = text, *end = text + len;

	while ((at = memmem(at, (size_t)(end - at), "#undef", 6))) {
		at += 6;
		while (at < end && (*at == ' ' || *at == '\t'))
			at++;
		if ((size_t)(end - at) > a->len && !memcmp(at, a->name, a->len) &&
		    !source_is_word(at[a->len]))
			return true;
	}
	return false;
}

static void take_define(struct asked *a, const struct library_file *file, const struct directive *d,
			size_t body)
{
	const struct source *src = file->src;
	const char *end = src->text + d->at + d->len;
	long long number = 0;
	bool numeric = read_number(src->text + body, end, &number);

	a->word.own = true;
	/* behind the condition, or with parameters */
	if ((file == a->file && d->line >= a->line) || src->text[body] == '(') {
		a->unclear = true;
		return;
	}
	switch (line_state(a->lib, file, d->cond)) {
	case LADDER_OUT:
		a->left_out = true;
		break;
	case LADDER_IN:
		a->unclear |= a->defined && (!numeric || a->word.number != number);
		a->defined = true;
		a->word.numeric = numeric;
		a->word.number = number;
		break;
	default:
		a->unclear = true;
	}
}

static void look_into(struct asked *a, const struct library_file *file)
{
	const struct source *src = file->src;

	for (size_t i = 0; i < src->directives; i++) {
		size_t len, at;

		if (src->directive[i].kind != DIRECTIVE_DEFINE)
			continue;
		at = define_name(src, &src->directive[i], &len);
		if (len == a->len && !memcmp(src->text + at, a->name, len))
			take_define(a, file, &src->directive[i], at + len);
	}
	a->undefined |= undefines(a, src->text, src->len);
}

/* Does a header come behind the condition? It may define anything. */
static bool is_before_headers(const struct asked *a)
{
	const struct source *src = a->file->src;

	for (size_t i = 0; i < src->directives; i++)
		if (src->directive[i].kind == DIRECTIVE_INCLUDE && src->directive[i].line > a->line)
			return true;
	return false;
}

static struct ladder_word conclude(struct asked *a)
{
	size_t len = strlen(a->file->path);
	bool is_code = len > 2 && !strcmp(a->file->path + len - 2, ".c");
	const struct ladder_word *of_kernel = ladder_find(a->lib->origin.words, a->name);

	a->word.own |= a->undefined;
	switch (kbuild_says(a->lib, a->file->path, a->name)) {
	case KBUILD_DEFINES:
		a->defined = true;
		break;
	case KBUILD_MENTIONS:
		return a->word;
	case KBUILD_SILENT:
		break;
	}
	if (a->unclear || (a->defined && a->undefined) || is_before_headers(a) ||
	    library_headers_found(a->lib, a->file) == LIBRARY_HEADERS_GUESSED)
		return a->word;
	if (of_kernel) {
		if (!a->word.own)
			a->word = *of_kernel;
		return a->word;
	}
	if (!a->word.own && a->lib->origin.words && a->lib->origin.words->configured)
		a->left_out |= !strncmp(a->name, "CONFIG_", 7);
	/* a header does not see what stands before it in the file that includes it */
	a->word.known = a->defined || a->undefined ||
			(a->left_out && is_code &&
			 library_headers_found(a->lib, a->file) == LIBRARY_HEADERS_ALL);
	a->word.defined = a->defined;
	return a->word;
}

static struct ladder_word look_up(void *ctx, const char *name, uint32_t line)
{
	struct asked a = *(struct asked *)ctx;
	const struct library_file *header;

	a.name = name;
	a.len = strlen(name);
	a.line = line;
	look_into(&a, a.file);
	for (size_t at = 0; (header = library_next_own(a.lib, a.file, &at, name, a.len));)
		look_into(&a, header);
	return conclude(&a);
}

const enum ladder_state *features_ladder(struct library *lib, const struct library_file *file)
{
	struct asked asked = { .lib = lib, .file = file };
	struct ladder_facts facts = { .version = lib->version, .word = look_up, .ctx = &asked };
	struct library_shelf *s = file->shelf;

	if (s->features)
		return s->features;
	library_lex(s);
	if (lib->origin.kernel ==
	    lib->origin.tree) /* every configuration of a kernel is compiled */
		facts.word = NULL;
	s->features = memory_alloc((file->src->conds + 1) * sizeof(*s->features));
	ladder_read_by(file->src, &facts, s->features);
	return s->features;
}

bool features_same(const struct library_file *file, const struct source *src)
{
	const struct source *own = file->src;

	if (own == src)
		return true;
	if (own->conds != src->conds)
		return false;
	for (size_t i = 0; i < src->conds; i++) {
		const struct directive *a = &own->directive[own->cond[i].directive];
		const struct directive *b = &src->directive[src->cond[i].directive];

		if (a->len != b->len || memcmp(own->text + a->at, src->text + b->at, a->len))
			return false;
	}
	return true;
}
