// SPDX-License-Identifier: GPL-2.0-only
/* check: one function, each of its calls through each check. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

uint32_t check_statement(const struct check *c, uint32_t tok)
{
	uint32_t stmt = c->flow->broken ? SOURCE_NONE : statement_at(&c->flow->st, tok);

	return stmt != SOURCE_NONE && c->flow->st.stmt[stmt].kind == STMT_UNKNOWN ? SOURCE_NONE
										  : stmt;
}

struct value_scope check_scope(const struct check *c)
{
	return (struct value_scope){ .src = c->src, .fn = c->fn };
}

char *check_indent(const struct source *src, uint32_t tok)
{
	uint32_t at = src->token[tok].at, start = at;

	while (start && src->text[start - 1] != '\n')
		start--;
	for (uint32_t i = start; i < at; i++)
		if (src->text[i] != ' ' && src->text[i] != '\t')
			return NULL;
	return memory_strndup(src->text + start, at - start);
}

void check_replace(const struct source *src, struct finding *f, uint32_t first, uint32_t end,
		   char *text)
{
	uint32_t at = src->token[first].at;

	finding_edit(f, at, src->token[end - 1].at + src->token[end - 1].len - at, text);
}

void check_fix_form(const struct check *c, struct finding *f, const struct use *use, enum form form)
{
	char *text = use_as(c->api, c->src, use, form);

	if (text)
		check_replace(c->src, f, use->name, use->close + 1, text);
}

/* What implements the family does what no caller may do. */
static bool is_implementation(const struct check *c)
{
	return !strcmp(c->file->path, "mm/gup.c") || !strcmp(c->file->path, "mm/nommu.c");
}

/* Does the file define the function that is called? */
static bool is_own(const struct check *c, const struct use *use)
{
	for (size_t i = 0; i < c->src->functions; i++)
		if (source_same(c->src, c->src->function[i].name, c->src, use->name))
			return true;
	return false;
}

void check_function(struct check *c, uint32_t fn)
{
	c->fn = fn;
	use_read(c->api, c->src, fn, &c->uses);
	if (c->uses.count && !is_implementation(c))
		c->flow = flows_get(c->flows, c->src, fn);
	if (c->flow)
		check_nested(c);
	for (size_t i = 0; i < c->uses.count && c->flow; i++) {
		const struct use *use = &c->uses.use[i];

		if (is_own(c, use))
			continue;
		check_arguments(c, use);
		if (use->form == FORM_UNLOCKED)
			check_deadlock(c, use);
		else if (use->form == FORM_LOCKED)
			check_locked(c, use);
		else
			check_no_lock(c, use);
	}
	free(c->uses.use);
	c->uses = (struct uses){ 0 };
	c->flow = NULL;
}
