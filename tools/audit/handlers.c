// SPDX-License-Identifier: GPL-2.0-only
/* handlers: every assignment in functions with a vma among their parameters; by name alone. */
#include "handlers.h"

#include "../code/shelf.h"
#include "../source/grammar.h"

static bool is_given_vma(const struct source *src, const struct function *f)
{
	for (uint32_t i = f->params; i < f->open; i++)
		if (source_is(src, i, "vm_area_struct"))
			return true;
	return false;
}

static bool is_member(const struct source *src, uint32_t tok)
{
	return source_is(src, tok - 1, "->") || source_is(src, tok - 1, ".");
}

/* Is the token's value changed: "x =", "x->y +=", "x++", "++x"? */
static bool is_changed(const struct source *src, uint32_t tok)
{
	static const char *const changes[] = { "=",  "+=", "-=", "*=", "/=",  "|=",  "&=",
					       "^=", "%=", "++", "--", "<<=", ">>=", NULL };
	uint32_t next = tok + 1;

	while (source_is(src, next, "[") && src->token[next].mate != SOURCE_NONE)
		next = src->token[next].mate + 1;
	return grammar_is_any(src, next, changes) || source_is(src, tok - 1, "++") ||
	       source_is(src, tok - 1, "--");
}

/* The first name of "a->b.c". */
static uint32_t root_of(const struct source *src, uint32_t tok)
{
	while (tok >= 2 && is_member(src, tok) && src->token[tok - 2].kind == TOKEN_IDENT)
		tok -= 2;
	return tok;
}

static void read_function(struct library *lib, const struct library_file *file, uint32_t fn,
			  struct nameset *out)
{
	const struct source *src = file->src;
	const struct names *names = library_names(lib, file, fn);

	for (uint32_t i = src->function[fn].open + 1; i < src->function[fn].close; i++) {
		if (!grammar_is_ident(src, i) || !is_changed(src, i))
			continue;
		if (is_member(src, i) ? names_is_vma(names, src, root_of(src, i))
				      : names_is_local(names, src, i))
			continue; /* of the vma itself, or a local */
		nameset_add(out, nameset_hash(src->text + src->token[i].at, src->token[i].len), i);
	}
}

bool handlers_write(struct library *lib, const struct library_file *file, uint32_t tok)
{
	struct library_shelf *s = file->shelf;
	const struct source *src = file->src;
	const uint32_t *written;
	size_t count;

	if (!s->handled) {
		for (uint32_t fn = 0; fn < src->functions; fn++)
			if (is_given_vma(src, &src->function[fn]))
				read_function(lib, file, fn, &s->handler);
		nameset_sort(&s->handler);
		s->handled = true;
	}
	written = nameset_find(&s->handler,
			       nameset_hash(src->text + src->token[tok].at, src->token[tok].len),
			       &count);
	for (size_t i = 0; i < count; i++)
		if (source_same(src, written[i], src, tok) &&
		    is_member(src, written[i]) == is_member(src, tok))
			return true;
	return false;
}
