// SPDX-License-Identifier: GPL-2.0-only
/* text: the part of parts.h that writes statements and #if lines as comparable text. */
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "parts.h"

static const struct program_gup *gup_at(const struct program *c, uint32_t tok)
{
	for (size_t i = 0; i < c->gups; i++)
		if (c->gup[i].name == tok)
			return &c->gup[i];
	return NULL;
}

/* Past the declarator of a locked variable at @tok and one comma; @tok if there is none. */
static uint32_t past_locked(const struct program *c, uint32_t tok, uint32_t end)
{
	uint32_t v = grammar_is_ident(c->src, tok) ? parts_find(c, tok) : SOURCE_NONE;
	uint32_t i = tok;

	if (v == SOURCE_NONE || !c->var[v].locked || c->var[v].declared != tok)
		return tok;
	while (i < end && !source_is(c->src, i, ",") && !source_is(c->src, i, ";"))
		i = value_past(c->src, i);
	return source_is(c->src, i, ",") ? i + 1 : i;
}

/* By roles, so that it is the same for every form. */
static void add_gup(const struct program_gup *g, const struct intern *in, struct buf *out)
{
	buf_printf(out, "%s@(", api_callee_name(g->callee));
	for (int role = ROLE_START; role <= ROLE_PAGES; role++) {
		const char *text = intern_text(in, g->arg[role]);

		/* __get_user_pages_unlocked() of 4.6 takes write, force and flags */
		if (*text && !(role == ROLE_FLAGS && g->arg[ROLE_WRITE] && !strcmp(text, "0")))
			buf_printf(out, "%s%s", role == ROLE_START ? "" : ", ", text);
	}
	if (!g->no_vmas)
		buf_printf(out, ", %s", intern_text(in, g->arg[ROLE_VMAS]));
	buf_addstr(out, ") ");
}

void parts_add(const struct program *c, uint32_t first, uint32_t end, const struct intern *in,
	       struct buf *out)
{
	for (uint32_t i = first; i < end;) {
		const struct program_gup *g = gup_at(c, i);
		uint32_t past = past_locked(c, i, end), value = parts_past_idle(c, i);

		if (value > i) {
			i = value;
		} else if (past > i) {
			/* "a, locked;": the comma before it goes */
			if (source_is(c->src, past, ";") && out->len > 2 &&
			    !strcmp(out->data + out->len - 2, ", ")) {
				out->len -= 2;
				out->data[out->len] = '\0';
			}
			i = past;
		} else if (g) {
			add_gup(g, in, out);
			i = g->close + 1;
		} else {
			buf_add(out, c->src->text + c->src->token[i].at, c->src->token[i].len);
			buf_addch(out, ' ');
			i++;
		}
	}
}

uint32_t parts_text(const struct program *c, uint32_t i, uint32_t first, uint32_t end,
		    struct intern *in)
{
	struct buf text = { 0 };

	/* an empty for (;;) is still something */
	if (c->flow.st.stmt[i].kind == STMT_LOOP)
		buf_addstr(&text, "loop ");
	parts_add(c, first, end, in, &text);
	return intern_take(in, buf_detach(&text));
}

uint32_t parts_condition(const struct program *c, const struct stmt *s, struct intern *in,
			 bool *negated)
{
	const struct source *src = c->src;
	uint32_t outer = src->token[c->flow.st.stmt[s->parent].first].cond;
	uint32_t cond = s->first < s->end ? src->token[s->first].cond : SOURCE_NONE;
	const struct directive *d;
	const char *line;
	size_t len;

	while (cond != SOURCE_NONE && src->cond[cond].parent != outer)
		cond = src->cond[cond].parent;
	if (cond == SOURCE_NONE)
		return 0;
	d = &src->directive[src->cond[src->cond[cond].group].directive];
	line = src->text + d->at + 1;
	len = d->len - 1;
	*negated = len > 6 && !strncmp(line, "ifndef", 6);
	if (*negated || (len > 5 && !strncmp(line, "ifdef", 5)))
		return intern_take(in, memory_printf("defined%.*s", (int)len - (*negated ? 6 : 5),
						     line + (*negated ? 6 : 5)));
	return intern_take(in, memory_strndup(line, len));
}
