// SPDX-License-Identifier: GPL-2.0-only
/*
 * remove: deleted statements. A statement that has its lines for itself goes with them, with a
 * trailing comment and with a comment above it that speaks of nothing else; both are noted. Blank
 * lines that would meet because of it, or stand at the edge of a block, become one or none.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "parts.h"

struct removal {
	struct layout *p;
	bool *gone;    /* for each line, from 1: it is deleted */
	uint32_t last; /* last line */
};

/* Is statement @s deleted as a whole? */
static bool is_deleted(const struct layout *p, const struct stmt *s)
{
	for (size_t i = 0; i < p->changes->count; i++)
		if (!*p->changes->change[i].text && p->changes->change[i].first == s->first &&
		    p->changes->change[i].end == s->end)
			return true;
	return false;
}

/* The next statement of the block that stays, or SOURCE_NONE. */
static uint32_t next_kept(const struct layout *p, uint32_t index)
{
	do
		index = p->code.st.stmt[index].next;
	while (index != SOURCE_NONE && is_deleted(p, &p->code.st.stmt[index]));
	return index;
}

/* What stands before it in the block and stays, or SOURCE_NONE. */
static uint32_t previous_kept(const struct layout *p, uint32_t index)
{
	uint32_t i = p->code.st.stmt[p->code.st.stmt[index].parent].child, kept = SOURCE_NONE;

	for (; i != index && i != SOURCE_NONE; i = p->code.st.stmt[i].next)
		if (!is_deleted(p, &p->code.st.stmt[i]))
			kept = i;
	return kept;
}

/* Does the function return nothing? */
static bool is_void(const struct layout *p)
{
	struct declarators d = { 0 };
	bool is_void;

	declaration_read(p->src, p->fn->first, p->src->token[p->fn->params].mate + 1, &d);
	is_void = d.count && declaration_is_type(&d.d[0].type, TYPE_BASIC, "void") &&
		  !d.d[0].type.pointers;
	declaration_free(&d);
	return is_void;
}

/* What the block is left with when a statement goes. */
enum rest {
	REST_FINE,
	REST_LABEL, /* only a label, at the end of a void function */
	REST_CASE,  /* only a case, at the end of a switch */
	REST_ELSE,  /* nothing, and it is an else in braces */
};

/*
 * Is @block an else in braces, on lines of its own, behind a then in braces, and without a comment
 * but one behind the deleted statement?
 */
static bool is_plain_else(const struct layout *p, uint32_t block, const struct spatch_change *c)
{
	const struct stmt *s = &p->code.st.stmt[block], *up, *then;
	uint32_t from, to, end;

	if (!block)
		return false;
	up = &p->code.st.stmt[s->parent];
	then = &p->code.st.stmt[up->child];
	if (up->kind != STMT_IF || then == s || then->kind != STMT_BLOCK || s->kind != STMT_BLOCK ||
	    s->end != c->end + 1 || s->first + 1 != c->first || !layout_begins_line(p, c->first) ||
	    !layout_begins_line(p, c->end) ||
	    p->src->token[s->first].cond != p->src->token[c->first].cond)
		return false;
	from = layout_behind(p, then->end - 1);
	to = layout_at(p, c->end);
	end = layout_behind(p, c->end - 1);
	return !layout_has_comment(p, from, end) &&
	       (!layout_has_comment(p, end, to) || layout_ends_line(p, end)) &&
	       source_directives_before(p->src, from) == source_directives_before(p->src, to);
}

static bool is_label(const struct layout *p, uint32_t s)
{
	return s != SOURCE_NONE &&
	       (p->code.st.stmt[s].kind == STMT_LABEL || p->code.st.stmt[s].kind == STMT_CASE);
}

/* Is a label what stands before statement @index, in some configuration? */
static bool is_labelled(const struct layout *p, uint32_t index)
{
	uint32_t before = previous_kept(p, index), parent = p->code.st.stmt[index].parent;

	/* At the start of an #if branch: what stands before the #if. */
	while (before == SOURCE_NONE && parent && p->code.st.stmt[parent].parent != SOURCE_NONE &&
	       p->code.st.stmt[p->code.st.stmt[parent].parent].kind == STMT_CPP) {
		index = p->code.st.stmt[parent].parent;
		before = previous_kept(p, index);
		parent = p->code.st.stmt[index].parent;
	}
	if (before == SOURCE_NONE || p->code.st.stmt[before].kind != STMT_CPP)
		return is_label(p, before);
	for (uint32_t i = before + 1;
	     i < p->code.st.count && p->code.st.stmt[i].first < p->code.st.stmt[index].first; i++)
		if (is_label(p, i) && next_kept(p, i) == SOURCE_NONE)
			return true;
	return false;
}

/* May a label stand directly before it? Not before a declaration, nor what may hide one. */
static bool takes_label(const struct layout *p, const struct stmt *s)
{
	return s->kind != STMT_DECL && s->kind != STMT_UNKNOWN && s->kind != STMT_CPP &&
	       !layout_upper_call(p, s);
}

/* Is there, from @next on, a statement for the label before it in every configuration? */
static bool is_followed(const struct layout *p, uint32_t next)
{
	for (; next != SOURCE_NONE; next = next_kept(p, next)) {
		const struct stmt *s = &p->code.st.stmt[next];
		bool whole = s->has_else;

		if (s->kind != STMT_CPP)
			return takes_label(p, s);
		for (uint32_t b = s->child; b != SOURCE_NONE; b = p->code.st.stmt[b].next) {
			uint32_t first = p->code.st.stmt[b].child;

			if (first != SOURCE_NONE && is_deleted(p, &p->code.st.stmt[first]))
				first = next_kept(p, first);
			if (first == SOURCE_NONE)
				whole = false;
			else if (!takes_label(p, &p->code.st.stmt[first]) || is_label(p, first))
				return false;
		}
		if (whole)
			return true;
	}
	return false;
}

/* May the statement vanish? It must be one of a block that keeps another, or see enum rest. */
static int check_block(struct layout *p, const struct spatch_change *c, enum rest *rest)
{
	uint32_t index = statement_at(&p->code.st, c->first),
		 parent = p->code.st.stmt[index].parent;
	uint32_t next, before;

	*rest = REST_FINE;
	if (parent == SOURCE_NONE || p->code.st.stmt[parent].kind != STMT_BLOCK)
		return layout_refuse(p, c->first, "a branch would be left without a statement");
	next = next_kept(p, index);
	if (next != SOURCE_NONE) {
		if (is_labelled(p, index) && !is_followed(p, next))
			return layout_refuse(p, c->first,
					     "a label might be left before a declaration");
		return 0;
	}
	before = previous_kept(p, index);
	if (before == SOURCE_NONE && is_plain_else(p, parent, c)) {
		*rest = REST_ELSE;
		return 0;
	}
	if (before == SOURCE_NONE)
		return layout_refuse(p, c->first, "a block would be left empty");
	if (!is_labelled(p, index))
		return 0;
	if (p->code.st.stmt[before].kind == STMT_CASE && parent &&
	    p->code.st.stmt[p->code.st.stmt[parent].parent].kind == STMT_SWITCH) {
		*rest = REST_CASE;
		return 0;
	}
	if (p->code.st.stmt[before].kind != STMT_LABEL || parent || !is_void(p))
		return layout_refuse(p, c->first, "a label would be left without a statement");
	*rest = REST_LABEL;
	return 0;
}

/* Note the comments in bytes [from, to), which vanish. */
static void note_comments(struct removal *r, uint32_t from, uint32_t to)
{
	layout_note_comments(r->p, from, to, r->p->request->subject->word);
}

/* Delete a comment that ends on the line before @line, stands alone and is about nothing else. */
static void remove_comment_above(struct removal *r, uint32_t line)
{
	const struct layout *p = r->p;

	for (size_t i = 0; i < p->src->comments; i++) {
		const struct comment *c = &p->src->comment[i];

		if (c->last_line + 1 != line)
			continue;
		if (!lines_blank(&p->lines, lines_start(&p->lines, c->line), c->at) ||
		    !lines_blank(&p->lines, c->at + c->len, lines_end(&p->lines, c->last_line)) ||
		    !p->request->subject->is_about(p->src->text + c->at, c->len))
			return;
		note_comments(r, c->at, c->at + 1);
		for (uint32_t l = c->line; l <= c->last_line; l++)
			r->gone[l] = true;
		return;
	}
}

/* The statement shares its lines: take it out with the white space on one side. */
static void remove_part(struct removal *r, uint32_t from, uint32_t to, bool begins)
{
	const char *text = r->p->src->text;
	uint32_t end = lines_end(&r->p->lines, lines_at(&r->p->lines, to - 1));

	note_comments(r, from, to);
	if (begins || !layout_ends_line(r->p, to)) {
		while (to < end && (text[to] == ' ' || text[to] == '\t'))
			to++;
	} else {
		while (from && (text[from - 1] == ' ' || text[from - 1] == '\t'))
			from--;
	}
	layout_edit(r->p, from, to, memory_strdup(""));
}

static int remove_statement(struct removal *r, const struct spatch_change *c)
{
	struct layout *p = r->p;
	uint32_t from = layout_at(p, c->first), to = layout_behind(p, c->end - 1);
	uint32_t line = p->src->token[c->first].line, last = lines_at(&p->lines, to - 1);
	bool begins = layout_begins_line(p, c->first);
	enum rest rest;

	if (check_block(p, c, &rest))
		return -1;
	if (rest == REST_ELSE) {
		/* From behind the "}" of the then to behind that of the else. */
		from = layout_behind(p, c->first - 3);
		to = layout_behind(p, c->end);
		note_comments(r, from, to);
		layout_edit(p, from, to, memory_strdup(""));
		return 0;
	}
	if (rest == REST_LABEL || rest == REST_CASE) {
		note_comments(r, from, to);
		layout_edit(p, from, to, memory_strdup(rest == REST_CASE ? "break;" : "return;"));
		return 0;
	}
	if (!begins || !layout_ends_line(p, to)) {
		remove_part(r, from, to, begins);
		return 0;
	}
	note_comments(r, from, lines_end(&p->lines, last));
	for (uint32_t l = line; l <= last; l++)
		r->gone[l] = true;
	remove_comment_above(r, line);
	return 0;
}

/* The last byte of the last token that begins on the line, or '\0'. */
static char last_code(const struct layout *p, uint32_t line)
{
	char last = '\0';

	for (uint32_t t = p->fn->first; t <= p->fn->close; t++)
		if (p->src->token[t].line == line)
			last = p->src->text[layout_behind(p, t) - 1];
	return last;
}

static bool begins_with_brace(const struct layout *p, uint32_t line)
{
	return p->src->text[lines_start(&p->lines, line) + lines_indent(&p->lines, line)] == '}' &&
	       !lines_is_blank(&p->lines, line);
}

/* Lines [first, last] go: which blank line next to them would be one too many? */
static void join_blank_lines(struct removal *r, uint32_t first, uint32_t last)
{
	const struct layout *p = r->p;
	uint32_t before = first - 1, after = last + 1;
	bool blank_before, blank_after;
	char code;

	while (before && r->gone[before])
		before--;
	if (!before || after > r->last)
		return;
	blank_before = lines_is_blank(&p->lines, before);
	blank_after = lines_is_blank(&p->lines, after);
	code = blank_before ? '\0' : last_code(p, before);
	if (blank_after && (blank_before || code == '{' || code == ':'))
		r->gone[after] = true;
	else if (blank_before && begins_with_brace(p, after))
		r->gone[before] = true;
}

/* The line after the run of deleted lines at @line. */
static uint32_t run_end(const struct removal *r, uint32_t line)
{
	while (line <= r->last && r->gone[line])
		line++;
	return line;
}

/* The first line from @l on that goes; behind the last one: there is none. */
static uint32_t next_gone(const struct removal *r, uint32_t l)
{
	const bool *gone = memchr(r->gone + l, true, r->last + 1 - l);

	return gone ? (uint32_t)(gone - r->gone) : r->last + 1;
}

static void delete_lines(struct removal *r)
{
	struct layout *p = r->p;
	uint32_t end;

	for (uint32_t l = next_gone(r, 1); l <= r->last; l = next_gone(r, end)) {
		end = run_end(r, l);
		join_blank_lines(r, l, end - 1);
	}
	for (uint32_t l = next_gone(r, 1); l <= r->last; l = next_gone(r, end)) {
		end = run_end(r, l);
		layout_edit(p, lines_start(&p->lines, l), lines_start(&p->lines, end),
			    memory_strdup(""));
	}
}

int layout_remove_statements(struct layout *p)
{
	struct removal r = { .p = p, .last = (uint32_t)p->lines.count - 1 };
	int result = 0;

	r.gone = memory_alloc((size_t)r.last + 2);
	for (size_t i = 0; i < p->changes->count && !result; i++) {
		const struct spatch_change *c = &p->changes->change[i];

		if (layout_deletes_statement(p, c))
			result = remove_statement(&r, c);
		else if (layout_is_link(p, c))
			layout_edit(p, layout_at(p, c->first), layout_at(p, c->end),
				    memory_strdup(""));
	}
	if (!result)
		delete_lines(&r);
	free(r.gone);
	return result;
}
