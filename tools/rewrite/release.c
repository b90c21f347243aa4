// SPDX-License-Identifier: GPL-2.0-only
/*
 * release: a release that happens only while the lock is still held: `if (locked)` on a line of its
 * own, the release one level deeper below it.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "difference.h"
#include "polish.h"

/* Would the `if` be right here? Not where it could take over somebody's else. */
static bool is_safe(const struct polish *p, const struct statements *body, uint32_t index)
{
	const struct stmt *s = &body->stmt[index];
	const struct stmt *parent = s->parent == SOURCE_NONE ? NULL : &body->stmt[s->parent];

	if (!parent)
		return false;
	if (parent->kind == STMT_BLOCK)
		return true;
	return parent->kind == STMT_IF && parent->child == index && s->next == SOURCE_NONE &&
	       !source_is(p->src, s->end, "else");
}

/* One level of indentation as the line of token @tok has it: a tab, or spaces. */
static char *one_level(const struct polish *p, const struct statements *body, uint32_t index)
{
	uint32_t line = p->src->token[body->stmt[index].first].line;
	uint32_t outer = p->src->token[body->stmt[body->stmt[index].parent].first].line;
	uint32_t indent = lines_indent(&p->lines, line), less = lines_indent(&p->lines, outer);
	const char *text = p->src->text + lines_start(&p->lines, line);

	if (!indent || memchr(text, '\t', indent))
		return memory_strdup("\t");
	return memory_printf("%*s", indent > less && indent - less <= 8 ? (int)(indent - less) : 8,
			     "");
}

static int guard(struct polish *p, const struct change *c)
{
	const struct statements *body = polish_body(p, c->first);
	const struct variable *variable = polish_variable(p, c->first);
	uint32_t index = statement_at(body, c->first), line = p->src->token[c->first].line, last,
		 end;
	const char *newline = lines_newline(&p->lines, line);
	int indent = (int)lines_indent(&p->lines, line);
	const char *margin = p->src->text + lines_start(&p->lines, line);
	char *level;

	if (!variable)
		return polish_refuse(p, c->first, "a release of no known bracket");
	if (index == SOURCE_NONE || body->stmt[index].first != c->first ||
	    body->stmt[index].kind != STMT_EXPR || !is_safe(p, body, index))
		return polish_refuse(p, c->first, "no room for `if (locked)` here");
	if (!polish_begins_line(p, c->first))
		return polish_refuse(p, c->first, "the release shares its line");
	end = polish_behind(p, body->stmt[index].end - 1);
	last = lines_at(&p->lines, end - 1);
	level = one_level(p, body, index);
	polish_edit(
		p, polish_at(p, c->first), polish_at(p, c->first),
		memory_printf("if (%s)%s%.*s%s", variable->name, newline, indent, margin, level));
	for (uint32_t l = line + 1; l <= last; l++)
		polish_edit(p, lines_start(&p->lines, l), lines_start(&p->lines, l),
			    memory_strdup(level));
	if (!polish_ends_line(p, end)) {
		uint32_t next = end;

		while (p->src->text[next] == ' ' || p->src->text[next] == '\t')
			next++;
		polish_edit(p, end, next, memory_printf("%s%.*s", newline, indent, margin));
	}
	free(level);
	return 0;
}

int guard_releases(struct polish *p)
{
	for (size_t i = 0; i < p->agreed->count; i++) {
		const struct change *c = &p->agreed->change[i];

		if (c->first == c->end && !strncmp(c->text, "if (", 4) && guard(p, c))
			return -1;
	}
	return 0;
}
