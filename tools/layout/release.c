// SPDX-License-Identifier: GPL-2.0-only
/*
 * release: a statement that becomes conditional: `if (locked)` on a line of its own, the statement one
 * level deeper below it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "parts.h"

bool layout_makes_conditional(const struct layout *p, const struct spatch_change *c)
{
	const char *placeholder = p->request->subject->placeholder;
	size_t len = placeholder ? strlen(placeholder) : 0;

	return len && c->first == c->end && !strncmp(c->text, "if ( ", 5) &&
	       !strncmp(c->text + 5, placeholder, len) && !strcmp(c->text + 5 + len, " )");
}

/* Would the `if` be right here? Not where it could take over somebody's else. */
static bool is_safe(const struct layout *p, uint32_t index)
{
	const struct stmt *s = &p->code.st.stmt[index];
	const struct stmt *parent = s->parent == SOURCE_NONE ? NULL : &p->code.st.stmt[s->parent];

	if (!parent)
		return false;
	if (parent->kind == STMT_BLOCK)
		return true;
	return parent->kind == STMT_IF && parent->child == index && s->next == SOURCE_NONE &&
	       !source_is(p->src, s->end, "else");
}

/* One level of indentation as the line of token @tok has it: a tab, or spaces. */
static char *one_level(const struct layout *p, uint32_t index)
{
	uint32_t line = p->src->token[p->code.st.stmt[index].first].line;
	uint32_t outer = p->src->token[p->code.st.stmt[p->code.st.stmt[index].parent].first].line;
	uint32_t indent = lines_indent(&p->lines, line), less = lines_indent(&p->lines, outer);
	const char *text = p->src->text + lines_start(&p->lines, line);

	if (!indent || memchr(text, '\t', indent))
		return memory_strdup("\t");
	return memory_printf("%*s", indent > less && indent - less <= 8 ? (int)(indent - less) : 8,
			     "");
}

static int guard(struct layout *p, const struct spatch_change *c)
{
	const struct variable *variable = layout_variable(p, c->first);
	uint32_t index = statement_at(&p->code.st, c->first), line = p->src->token[c->first].line,
		 last, end;
	const char *newline = lines_newline(&p->lines, line);
	int indent = (int)lines_indent(&p->lines, line);
	const char *margin = p->src->text + lines_start(&p->lines, line);
	char *level;

	if (!variable)
		return layout_refuse(p, c->first, "no variable for the condition");
	if (index == SOURCE_NONE || p->code.st.stmt[index].first != c->first ||
	    p->code.st.stmt[index].kind != STMT_EXPR || !is_safe(p, index))
		return layout_refuse(p, c->first, "no room for a condition here");
	if (!layout_begins_line(p, c->first))
		return layout_refuse(p, c->first, "the statement shares its line");
	end = layout_behind(p, p->code.st.stmt[index].end - 1);
	last = lines_at(&p->lines, end - 1);
	level = one_level(p, index);
	layout_edit(
		p, layout_at(p, c->first), layout_at(p, c->first),
		memory_printf("if (%s)%s%.*s%s", variable->name, newline, indent, margin, level));
	for (uint32_t l = line + 1; l <= last; l++)
		layout_edit(p, lines_start(&p->lines, l), lines_start(&p->lines, l),
			    memory_strdup(level));
	if (!layout_ends_line(p, end)) {
		uint32_t next = end;

		while (p->src->text[next] == ' ' || p->src->text[next] == '\t')
			next++;
		layout_edit(p, end, next, memory_printf("%s%.*s", newline, indent, margin));
	}
	free(level);
	return 0;
}

int layout_guard_statements(struct layout *p)
{
	for (size_t i = 0; i < p->changes->count; i++) {
		const struct spatch_change *c = &p->changes->change[i];

		if (layout_makes_conditional(p, c) && guard(p, c))
			return -1;
	}
	return 0;
}
