// SPDX-License-Identifier: GPL-2.0-only
/* use: reading calls, and writing them anew. */
#include "use.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../layout/lines.h"
#include "../source/grammar.h"

#define MAX_WIDTH 80

bool use_is_null(const struct source *src, struct range arg)
{
	arg = value_strip(src, arg);
	return arg.first >= arg.end ||
	       (arg.end == arg.first + 1 &&
		(source_is(src, arg.first, "NULL") || source_is(src, arg.first, "0")));
}

/* Which function of the tree the token names; a name that several share is the plain one's. */
static const struct api_function *find(const struct api *api, const struct source *src,
				       uint32_t tok, struct use *use)
{
	for (int form = 0; form < FORM_COUNT; form++)
		for (int callee = 0; callee < CALLEE_COUNT; callee++) {
			const struct api_function *fn = &api->function[callee][form];

			if (!fn->params || !source_is(src, tok, fn->name))
				continue;
			use->callee = (enum callee)callee;
			use->form = (enum form)form;
			return fn;
		}
	return NULL;
}

static void read_arguments(const struct source *src, struct use *use)
{
	use->args = 0;
	for (uint32_t i = use->open + 1; i < use->close; i = value_past(src, i))
		use->args += source_is(src, i, ",");
	use->args += use->close > use->open + 1;
	use->fits = use->args == use->fn->params;
	for (int n = 0; use->fits && n < use->fn->params; n++)
		use->arg[use->fn->role[n]] = value_argument(src, use->open, n);
}

static bool is_call(const struct source *src, uint32_t tok)
{
	static const char *const verbs[] = { "return", "else", "do", "case", NULL };

	return source_is(src, tok + 1, "(") && src->token[tok + 1].mate != SOURCE_NONE &&
	       !source_is_dead(src, tok) && !value_is_member(src, tok) &&
	       (src->token[tok - 1].kind != TOKEN_IDENT || grammar_is_any(src, tok - 1, verbs));
}

void use_read(const struct api *api, const struct source *src, uint32_t fn, struct uses *out)
{
	const struct function *f = &src->function[fn];

	*out = (struct uses){ 0 };
	for (uint32_t tok = f->open + 1; tok < f->close; tok++) {
		struct use use = { .name = tok, .function = fn };

		if (src->token[tok].kind != TOKEN_IDENT || !is_call(src, tok) ||
		    !(use.fn = find(api, src, tok, &use)))
			continue;
		use.open = tok + 1;
		use.close = src->token[tok + 1].mate;
		read_arguments(src, &use);
		if (use.fits && use.form == FORM_PLAIN && !use_is_null(src, use.arg[ROLE_LOCKED]))
			use.form = FORM_LOCKED;
		VEC_PUSH(out->use, out->count, out->room, use);
	}
}

/* The argument as written, lines and all; the caller's. */
static char *text_of(const struct source *src, struct range r)
{
	const struct token *first = &src->token[r.first], *last = &src->token[r.end - 1];

	return memory_strndup(src->text + first->at, last->at + last->len - first->at);
}

static char *argument(const struct source *src, const struct use *use, enum role role)
{
	if (use->arg[role].first < use->arg[role].end)
		return text_of(src, use->arg[role]);
	if (role == ROLE_VMAS || role == ROLE_LOCKED)
		return memory_strdup("NULL");
	return NULL;
}

char *use_as(const struct api *api, const struct source *src, const struct use *use, enum form form)
{
	const struct api_function *fn = &api->function[use->callee][form];
	struct buf b = { 0 };
	struct lines lines;
	size_t column, margin;

	if (!use->fits || !fn->params)
		return NULL;
	lines_read(&lines, src->text, src->len);
	column = lines_column(&lines, src->token[use->name].at);
	lines_free(&lines);
	buf_printf(&b, "%s(", fn->name);
	margin = column + b.len;
	column = margin;
	for (int n = 0; n < fn->params; n++) {
		enum role role = fn->role[n];
		bool drop = role == ROLE_LOCKED && form != FORM_LOCKED;
		char *text = drop ? memory_strdup("NULL") : argument(src, use, role);

		if (!text) {
			buf_free(&b);
			return NULL;
		}
		if (n && column + 2 + strlen(text) + 2 > MAX_WIDTH) {
			buf_addstr(&b, ",\n");
			lines_pad(&b, margin, false);
			column = margin;
		} else if (n) {
			buf_addstr(&b, ", ");
			column += 2;
		}
		buf_addstr(&b, text);
		column += strlen(text);
		free(text);
	}
	buf_addch(&b, ')');
	return buf_detach(&b);
}
