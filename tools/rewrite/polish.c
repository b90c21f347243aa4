// SPDX-License-Identifier: GPL-2.0-only
/*
 * polish: agreed changes -> byte edits. Here the changes are told apart (a statement deleted, a
 * release made conditional, a call changed) and the edits collected; a change of any other kind is
 * refused.
 */
#include "polish.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "difference.h"

void polish_edit(struct polish *p, uint32_t at, uint32_t end, char *text)
{
	struct edit new = { .at = at, .len = end - at, .text = text };

	VEC_PUSH(p->edits->edit, p->edits->count, p->edits->room, new);
}

void polish_note(struct polish *p, const char *fmt, ...)
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

int polish_refuse(struct polish *p, uint32_t tok, const char *why)
{
	return error_set(p->err, "layout: on %s:%u: %s; change it by hand", p->file->path,
			 p->src->token[tok].line, why);
}

const struct statements *polish_body(const struct polish *p, uint32_t tok)
{
	uint32_t fn = source_function_at(p->src, tok);

	for (size_t i = 0; i < p->bodies; i++)
		if (p->body[i].function == fn)
			return &p->body[i].statements;
	return NULL;
}

static bool has_part(const struct bracket_part *part, size_t count, uint32_t tok)
{
	for (size_t i = 0; i < count; i++)
		if (part[i].first <= tok && tok < part[i].end)
			return true;
	return false;
}

const struct variable *polish_variable(const struct polish *p, uint32_t tok)
{
	for (size_t i = 0; i < p->variables; i++) {
		const struct bracket *b = p->variable[i].bracket;

		if (has_part(b->release, b->releases, tok))
			return &p->variable[i];
		for (size_t s = p->file->first; s < p->file->end; s++)
			if (p->sites->site[s].name == tok && p->judgement[s].bracket.acquires &&
			    b->acquires &&
			    p->judgement[s].bracket.acquire[0].first == b->acquire[0].first)
				return &p->variable[i];
	}
	return NULL;
}

uint32_t polish_at(const struct polish *p, uint32_t tok)
{
	return p->src->token[tok].at;
}

uint32_t polish_behind(const struct polish *p, uint32_t tok)
{
	return p->src->token[tok].at + p->src->token[tok].len;
}

bool polish_begins_line(const struct polish *p, uint32_t tok)
{
	return lines_blank(&p->lines, lines_start(&p->lines, p->src->token[tok].line),
			   polish_at(p, tok));
}

bool polish_ends_line(const struct polish *p, uint32_t at)
{
	uint32_t line = lines_at(&p->lines, at), end = lines_end(&p->lines, line);

	for (size_t c = 0; c < p->src->comments && p->src->comment[c].line <= line; c++) {
		const struct comment *comment = &p->src->comment[c];

		if (comment->line < line || comment->at < at)
			continue;
		if (!lines_blank(&p->lines, at, comment->at) || comment->last_line != line)
			return false;
		at = comment->at + comment->len;
	}
	return at >= end || lines_blank(&p->lines, at, end);
}

bool polish_upper_call(const struct polish *p, const struct stmt *s)
{
	const struct token *t = &p->src->token[s->first];

	for (uint32_t i = 0; i < t->len; i++)
		if (p->src->text[t->at + i] >= 'a' && p->src->text[t->at + i] <= 'z')
			return false;
	return t->kind == TOKEN_IDENT && source_is(p->src, s->first + 1, "(");
}

bool polish_is_link(const struct polish *p, const struct change *c)
{
	return !*c->text && c->end == c->first + 2 && source_is(p->src, c->first - 1, "=") &&
	       source_is(p->src, c->first + 1, "=");
}

static bool is_guard(const struct change *c)
{
	return c->first == c->end && !strcmp(c->text, "if ( " DIFFERENCE_LOCKED " )");
}

/* Does the change lie in the call of @site? An insertion before ")" does. */
static bool in_call(const struct site *site, const struct change *c)
{
	return site->name != SOURCE_NONE && site->name <= c->first && c->end <= site->close + 1 &&
	       c->first <= site->close;
}

/* Is every change of a kind that one of the parts will take? */
static int check_kinds(struct polish *p)
{
	for (size_t i = 0; i < p->agreed->count; i++) {
		const struct change *c = &p->agreed->change[i];
		const struct statements *body = polish_body(p, c->first);
		bool known = is_guard(c);
		uint32_t s;

		for (size_t k = p->file->first; !known && k < p->file->end; k++)
			known = in_call(&p->sites->site[k], c);
		if (!known && body && !*c->text && c->first < c->end) {
			s = statement_at(body, c->first);
			known = s != SOURCE_NONE && body->stmt[s].first == c->first &&
				body->stmt[s].end == c->end &&
				(body->stmt[s].kind == STMT_EXPR ||
				 body->stmt[s].kind == STMT_DECL);
			known = known || polish_is_link(p, c);
		}
		if (!known)
			return polish_refuse(p, c->first, "a change of unknown kind");
	}
	return 0;
}

static int read_bodies(struct polish *p)
{
	for (size_t i = 0; i < p->agreed->count; i++) {
		uint32_t fn = source_function_at(p->src, p->agreed->change[i].first);
		struct body new = { .function = fn };

		if (fn == SOURCE_NONE)
			return polish_refuse(p, p->agreed->change[i].first, "not in a function");
		if (p->bodies && p->body[p->bodies - 1].function == fn)
			continue;
		if (statement_read(p->src, fn, &new.statements)) {
			statement_free(&new.statements);
			return polish_refuse(p, p->agreed->change[i].first,
					     "the function is not understood");
		}
		VEC_PUSH(p->body, p->bodies, p->body_room, new);
	}
	return 0;
}

static int lay_out_calls(struct polish *p)
{
	for (size_t k = p->file->first; k < p->file->end; k++) {
		bool changed = false;

		for (size_t i = 0; i < p->agreed->count && !changed; i++)
			changed = !is_guard(&p->agreed->change[i]) &&
				  in_call(&p->sites->site[k], &p->agreed->change[i]);
		if (changed && lay_out_call(p, &p->sites->site[k]))
			return -1;
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

static int check_overlap(struct polish *p)
{
	for (size_t i = 1; i < p->edits->count; i++)
		if (p->edits->edit[i - 1].at + p->edits->edit[i - 1].len > p->edits->edit[i].at)
			return error_set(p->err,
					 "layout: on %s:%u: several changes on one line; change it "
					 "by hand",
					 p->file->path, lines_at(&p->lines, p->edits->edit[i].at));
	return 0;
}

static int polish_all(struct polish *p)
{
	if (read_bodies(p) || check_kinds(p) || place_variables(p) || remove_statements(p) ||
	    guard_releases(p) || lay_out_calls(p))
		return -1;
	remove_braces(p);
	sort_edits(p->edits);
	return check_overlap(p);
}

int rewrite_polish(const struct sites *sites, const struct site_file *file,
		   const struct judgement *judgement, size_t columns, const struct changes *agreed,
		   struct edits *edits, struct buf *notes, struct error *err)
{
	struct polish p = { .sites = sites,
			    .file = file,
			    .src = &file->src,
			    .judgement = judgement,
			    .columns = columns,
			    .agreed = agreed,
			    .edits = edits,
			    .notes = notes,
			    .err = err };
	size_t noted = notes->len;
	int result;

	*edits = (struct edits){ 0 };
	lines_read(&p.lines, file->src.text, file->src.len);
	result = polish_all(&p);
	if (result) {
		rewrite_edits_free(edits);
		notes->len = noted;
		if (notes->data)
			notes->data[noted] = '\0';
	}
	for (size_t i = 0; i < p.bodies; i++)
		statement_free(&p.body[i].statements);
	for (size_t i = 0; i < p.variables; i++)
		free(p.variable[i].name);
	free(p.body);
	free(p.variable);
	lines_free(&p.lines);
	return result;
}

void rewrite_edits_free(struct edits *edits)
{
	for (size_t i = 0; i < edits->count; i++)
		free(edits->edit[i].text);
	free(edits->edit);
	*edits = (struct edits){ 0 };
}

void rewrite_apply_edits(const struct buf *text, const struct edits *edits, struct buf *out)
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
