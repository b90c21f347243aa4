// SPDX-License-Identifier: GPL-2.0-only
/*
 * layout: changes -> byte edits. Here the changes are told apart (a statement deleted, a statement made
 * conditional, a call changed) and the edits collected; a change of any other kind is refused.
 */
#include "layout.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "parts.h"
#include "source/define.h"
#include "source/grammar.h"

void layout_edit(struct layout *p, uint32_t at, uint32_t end, char *text)
{
	struct edit new = { .at = at, .len = end - at, .text = text };

	VEC_PUSH(p->edits->edit, p->edits->count, p->edits->room, new);
}

const struct edit *layout_edit_over(const struct layout *p, uint32_t at)
{
	for (size_t i = 0; i < p->edits->count; i++)
		if (p->edits->edit[i].at <= at && at < p->edits->edit[i].at + p->edits->edit[i].len)
			return &p->edits->edit[i];
	return NULL;
}

void layout_note(struct layout *p, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (p->notes->len)
		buf_addstr(p->notes, "; ");
	for (const char *c = text; *c; c++)
		buf_addch(p->notes, (unsigned char)*c < ' ' ? ' ' : *c);
}

int layout_refuse(struct layout *p, uint32_t tok, const char *why)
{
	return error_set(p->err, "layout: on %s:%u: %s; change it by hand", p->request->path,
			 p->src->token[tok].line, why);
}

const struct variable *layout_variable(const struct layout *p, uint32_t tok)
{
	for (size_t i = 0; i < p->variables; i++)
		for (size_t u = 0; u < p->variable[i].local->uses; u++)
			if (p->variable[i].local->use[u] == tok)
				return &p->variable[i];
	return NULL;
}

uint32_t layout_at(const struct layout *p, uint32_t tok)
{
	return p->src->token[tok].at;
}

uint32_t layout_behind(const struct layout *p, uint32_t tok)
{
	return p->src->token[tok].at + p->src->token[tok].len;
}

bool layout_begins_line(const struct layout *p, uint32_t tok)
{
	return lines_blank(&p->lines, lines_start(&p->lines, p->src->token[tok].line),
			   layout_at(p, tok));
}

const struct comment *layout_comment(const struct layout *p, size_t *i, uint32_t from, uint32_t to)
{
	while (*i < p->src->comments && p->src->comment[*i].at < from)
		(*i)++;
	return *i < p->src->comments && p->src->comment[*i].at < to ? &p->src->comment[(*i)++]
								    : NULL;
}

bool layout_has_comment(const struct layout *p, uint32_t from, uint32_t to)
{
	size_t i = 0;

	return layout_comment(p, &i, from, to);
}

void layout_note_comments(struct layout *p, uint32_t from, uint32_t to, const char *what)
{
	const struct comment *c;

	for (size_t i = 0; (c = layout_comment(p, &i, from, to));)
		layout_note(p, "comment deleted with %s, line %u: %.*s", what, c->line,
			    c->len > 120 ? 120 : (int)c->len, p->src->text + c->at);
}

bool layout_ends_line(const struct layout *p, uint32_t at)
{
	uint32_t line = lines_at(&p->lines, at), end = lines_end(&p->lines, line);
	const struct comment *c;

	for (size_t i = 0; (c = layout_comment(p, &i, at, end)); at = c->at + c->len)
		if (!lines_blank(&p->lines, at, c->at) || c->last_line != line)
			return false;
	return at >= end || lines_blank(&p->lines, at, end);
}

bool layout_upper_call(const struct layout *p, const struct stmt *s)
{
	return grammar_is_ident(p->src, s->first) && grammar_is_shouted(p->src, s->first) &&
	       grammar_has_arguments(p->src, s->first);
}

uint32_t layout_assignment(const struct layout *p, uint32_t set)
{
	const struct expressions *e = &p->code.e;

	for (uint32_t i = 0; i < e->count; i++)
		if (e->expr[i].kind == EXPR_ASSIGN && e->expr[i].first == set &&
		    expression_is(e, i, "=") && e->expr[e->expr[i].child].kind == EXPR_NAME)
			return i;
	return SOURCE_NONE;
}

uint32_t layout_chained_to(const struct layout *p, uint32_t i)
{
	const struct expressions *e = &p->code.e;

	for (uint32_t up = i + 1; i != SOURCE_NONE && up < e->count; up++)
		if (e->expr[up].kind == EXPR_ASSIGN && expression_child(e, up, 1) == i)
			return up;
	return SOURCE_NONE;
}

bool layout_is_link(const struct layout *p, const struct spatch_change *c)
{
	uint32_t up = layout_chained_to(p, layout_assignment(p, c->first));
	uint32_t value = up == SOURCE_NONE ? up : expression_child(&p->code.e, up, 1);

	value = value == SOURCE_NONE ? value : expression_child(&p->code.e, value, 1);
	return !*c->text && value != SOURCE_NONE && c->end == p->code.e.expr[value].first;
}

bool layout_deletes_statement(const struct layout *p, const struct spatch_change *c)
{
	uint32_t s = statement_at(&p->code.st, c->first);
	const struct stmt *stmt = &p->code.st.stmt[s == SOURCE_NONE ? 0 : s];

	return !*c->text && stmt->first == c->first && stmt->end == c->end &&
	       (stmt->kind == STMT_EXPR || stmt->kind == STMT_DECL);
}

/* Does the change lie in the call? An insertion before ")" does. */
static bool in_call(const struct layout_call *call, const struct spatch_change *c)
{
	return call->name <= c->first && c->end <= call->close + 1 && c->first <= call->close;
}

/* The first call that holds the change, or NULL. */
static const struct layout_call *call_of(const struct layout *p, const struct spatch_change *c)
{
	for (size_t i = 0; i < p->request->calls; i++)
		if (in_call(&p->request->call[i], c))
			return &p->request->call[i];
	return NULL;
}

/* Is every change of a kind that one of the parts will take? */
static int check_kinds(struct layout *p)
{
	for (size_t i = 0; i < p->changes->count; i++) {
		const struct spatch_change *c = &p->changes->change[i];

		if (!layout_makes_conditional(p, c) && !call_of(p, c) &&
		    !layout_deletes_statement(p, c) && !layout_is_link(p, c))
			return layout_refuse(p, c->first, "a change of unknown kind");
	}
	return 0;
}

static int write_calls(struct layout *p)
{
	const struct layout_call *last = NULL;

	for (size_t i = 0; i < p->changes->count; i++) {
		const struct spatch_change *c = &p->changes->change[i];
		const struct layout_call *call = call_of(p, c);

		if (!call || call == last || layout_makes_conditional(p, c))
			continue;
		if (layout_write_call(p, call))
			return -1;
		last = call;
	}
	return 0;
}

/* By place; among edits at one place, insertions first and in the order in which they were made. */
static void sort_edits(struct edits *edits)
{
	for (size_t i = 1; i < edits->count; i++) {
		struct edit now = edits->edit[i];
		size_t k = i;

		for (;
		     k && (edits->edit[k - 1].at > now.at ||
			   (edits->edit[k - 1].at == now.at && edits->edit[k - 1].len && !now.len));
		     k--)
			edits->edit[k] = edits->edit[k - 1];
		edits->edit[k] = now;
	}
}

static int check_overlap(struct layout *p)
{
	for (size_t i = 1; i < p->edits->count; i++)
		if (p->edits->edit[i - 1].at + p->edits->edit[i - 1].len > p->edits->edit[i].at)
			return error_set(p->err,
					 "layout: on %s:%u: several changes on one line; change it "
					 "by hand",
					 p->request->path,
					 lines_at(&p->lines, p->edits->edit[i].at));
	return 0;
}

static int run_parts(struct layout *p)
{
	code_read(p->src, p->request->function, NULL, &p->code);
	if (p->code.hopeless)
		return layout_refuse(p, p->fn->name, "the function is not understood");
	if (layout_drop_unused(p) || check_kinds(p) || layout_place_variables(p) ||
	    layout_remove_statements(p) || layout_guard_statements(p) || write_calls(p))
		return -1;
	layout_remove_braces(p);
	sort_edits(p->edits);
	return check_overlap(p);
}

bool layout_macro_names(const struct layout *p, const char *name, size_t len)
{
	return define_mentions(p->src, name, len) ||
	       (p->request->names && p->request->names(p->request->names_ctx, name, len));
}

int layout_function(const struct layout_request *request, struct edits *edits, struct buf *notes,
		    struct error *err)
{
	struct layout p = { .request = request,
			    .src = request->src,
			    .fn = &request->src->function[request->function],
			    .changes = request->changes,
			    .edits = edits,
			    .notes = notes,
			    .err = err };
	size_t noted = notes->len;
	int result;

	*edits = (struct edits){ 0 };
	if (request->lines)
		p.lines = *request->lines;
	else
		lines_read(&p.lines, p.src->text, p.src->len);
	result = run_parts(&p);
	if (result) {
		layout_edits_free(edits);
		notes->len = noted;
		if (notes->data)
			notes->data[noted] = '\0';
	}
	for (size_t i = 0; i < p.variables; i++)
		free(p.variable[i].name);
	free(p.variable);
	code_free(&p.code);
	if (!request->lines)
		lines_free(&p.lines);
	return result;
}

void layout_request_free(struct layout_request *request)
{
	for (size_t i = 0; i < request->locals; i++) {
		free(request->local[i].set);
		free(request->local[i].use);
	}
	free(request->local);
	free(request->call);
}

void layout_edits_free(struct edits *edits)
{
	for (size_t i = 0; i < edits->count; i++)
		free(edits->edit[i].text);
	free(edits->edit);
	*edits = (struct edits){ 0 };
}

void layout_apply_edits(const struct buf *text, const struct edits *edits, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < edits->count; i++) {
		const struct edit *e = &edits->edit[i];

		buf_add(out, text->data + at, e->at - at);
		buf_addstr(out, e->text);
		at = (size_t)e->at + e->len;
	}
	buf_add(out, text->data + at, text->len - at);
}
