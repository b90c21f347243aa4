// SPDX-License-Identifier: GPL-2.0-only
/* use: reading calls, and writing them anew. */
#include "use.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "layout/lines.h"

#define MAX_WIDTH 80

bool use_is_null(const struct program *p, uint32_t arg)
{
	return arg == SOURCE_NONE || expression_is_null(&p->code.e, arg);
}

void use_read(const struct program *p, struct uses *out)
{
	const struct expressions *e = &p->code.e;

	*out = (struct uses){ 0 };
	for (uint32_t i = 0; i < e->count; i++) {
		struct use use = { .expr = i };

		if (p->expr[i].call != PROGRAM_GUP || p->expr[i].form == FORM_FAST)
			continue;
		use.callee = (enum callee)p->expr[i].callee;
		use.form = (enum form)p->expr[i].form;
		use.fn = program_function(p, i);
		use.name = expression_callee(e, i);
		use.close = e->expr[i].end - 1;
		for (int role = 0; role < ROLE_COUNT; role++) {
			int n = api_position(use.fn, (enum role)role);

			use.arg[role] = n < 0 ? SOURCE_NONE : expression_child(e, i, n + 1);
		}
		if (use.form == FORM_PLAIN && !use_is_null(p, use.arg[ROLE_LOCKED]))
			use.form = FORM_LOCKED;
		VEC_PUSH(out->use, out->count, out->room, use);
	}
}

/* The argument as written, lines and all; the caller's. */
static char *argument(const struct program *p, const struct use *use, enum role role, bool drop)
{
	const struct token *first, *last;

	if (!drop && use->arg[role] != SOURCE_NONE) {
		first = &p->src->token[p->code.e.expr[use->arg[role]].first];
		last = &p->src->token[p->code.e.expr[use->arg[role]].end - 1];
		return memory_strndup(p->src->text + first->at, last->at + last->len - first->at);
	}
	return role == ROLE_VMAS || role == ROLE_LOCKED ? memory_strdup("NULL") : NULL;
}

char *use_as(const struct program *p, const struct use *use, enum form form)
{
	const struct api_function *fn = &p->api->function[use->callee][form];
	struct buf b = { 0 };
	uint32_t at = p->src->token[use->name].at, start = at;
	size_t column, margin;

	if (!fn->params)
		return NULL;
	while (start && p->src->text[start - 1] != '\n')
		start--;
	column = lines_advance(0, p->src->text + start, at - start);
	buf_printf(&b, "%s(", fn->name);
	margin = column + b.len;
	column = margin;
	for (int n = 0; n < fn->params; n++) {
		char *text = argument(p, use, fn->role[n],
				      fn->role[n] == ROLE_LOCKED && form != FORM_LOCKED);

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
