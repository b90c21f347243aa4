// SPDX-License-Identifier: GPL-2.0-only
/*
 * place: the variable of each bracket that is rewritten to the &locked form: a free name, the
 * declaration, and where the declaration cannot set it, `locked = 1;` before each acquisition.
 */
#include "place.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/define.h"
#include "difference.h"

/* Does one of two blocks enclose the other? */
static bool is_nested(const struct statements *body, uint32_t a, uint32_t b)
{
	const struct stmt *x = &body->stmt[a], *y = &body->stmt[b];

	return (x->first >= y->first && x->end <= y->end) ||
	       (y->first >= x->first && y->end <= x->end);
}

static bool is_taken(const struct polish *p, uint32_t fn, const struct place *place,
		     const char *name)
{
	for (uint32_t t = p->src->function[fn].first; t <= p->src->function[fn].close; t++)
		if (source_is(p->src, t, name))
			return true;
	for (size_t i = 0; i < p->variables; i++)
		if (p->variable[i].function == fn && !strcmp(p->variable[i].name, name) &&
		    is_nested(place->body, p->variable[i].block, place->block))
			return true;
	return define_mentions(p->src, name, strlen(name));
}

/* The first free name; noted if it is not the usual one. */
static char *choose_name(struct polish *p, uint32_t fn, const struct place *place)
{
	static const char *const names[] = { "locked", "mmap_locked", "gup_locked" };
	size_t count = sizeof(names) / sizeof(names[0]);

	for (size_t i = 0;; i++) {
		char *name = i < count ? memory_strdup(names[i])
				       : memory_printf("locked%zu", i - count + 1);

		if (!is_taken(p, fn, place, name)) {
			if (i)
				polish_note(p, "the variable is %s: locked is taken", name);
			return name;
		}
		free(name);
	}
}

/* The end of the line that byte @at is on, comments that run on from it included. */
static uint32_t last_line(const struct polish *p, uint32_t at)
{
	uint32_t line = lines_at(&p->lines, at);

	for (size_t c = 0; c < p->src->comments; c++)
		if (p->src->comment[c].line == line && p->src->comment[c].last_line > line)
			line = p->src->comment[c].last_line;
	return line;
}

/* The declaration with its #if, as lines. */
static char *declaration_text(const struct polish *p, const struct place *place, const char *name,
			      const char *indent, int indent_len, const char *newline, bool gap)
{
	const char *value = place->assign ? "" : " = 1";
	const char *blank = gap ? newline : "";
	const struct directive *d;

	if (place->cond == SOURCE_NONE)
		return memory_printf("%.*sint %s%s;%s%s", indent_len, indent, name, value, newline,
				     blank);
	d = &p->src->directive[p->src->cond[place->cond].directive];
	return memory_printf("%.*s%s%.*sint %s%s;%s#endif%s%s", (int)d->len, p->src->text + d->at,
			     newline, indent_len, indent, name, value, newline, newline, blank);
}

/* The insertion that was made at byte @at, or NULL. */
static struct edit *edit_at(const struct polish *p, uint32_t at)
{
	for (size_t i = 0; i < p->edits->count; i++)
		if (p->edits->edit[i].at == at && !p->edits->edit[i].len)
			return &p->edits->edit[i];
	return NULL;
}

/* Does the block begin with an #if around declarations? */
static bool begins_with_declaration(const struct place *place)
{
	const struct stmt *stmt = place->body->stmt;
	uint32_t s = stmt[place->block].child;

	if (s == SOURCE_NONE || stmt[s].kind != STMT_CPP)
		return false;
	s = stmt[stmt[s].child].child;
	return s != SOURCE_NONE && stmt[s].kind == STMT_DECL;
}

static int declare(struct polish *p, const struct place *place, const char *name)
{
	const struct stmt *block = &place->body->stmt[place->block];
	bool first = place->after == block->first;
	uint32_t like = first ? block->first + 1 : place->after;
	uint32_t behind = polish_behind(p, place->after), line, margin, at;
	struct edit *other;
	char *text;

	/* The margin is that of a statement in the block; a declaration may span lines. */
	if (!first)
		like = place->body->stmt[statement_at(place->body, place->after)].first;
	else if (block->child != SOURCE_NONE)
		like = place->body->stmt[block->child].first;
	if (!first || polish_begins_line(p, like))
		margin = p->src->token[like].line;
	else
		return polish_refuse(p, like, "no line for a declaration");
	line = last_line(p, behind - 1);
	if (line == lines_at(&p->lines, behind - 1) && !polish_ends_line(p, behind))
		return polish_refuse(p, place->after, "no line for a declaration");
	if (first && place->body->stmt[block->child].kind == STMT_LABEL)
		margin = p->src->token[place->bracket->acquire[0].first].line;
	at = lines_start(&p->lines, line + 1);
	other = edit_at(p, at);
	text = declaration_text(p, place, name, p->src->text + lines_start(&p->lines, margin),
				(int)lines_indent(&p->lines, margin),
				lines_newline(&p->lines, line),
				first && !other && !lines_is_blank(&p->lines, line + 1) &&
					!begins_with_declaration(place));
	if (!other) {
		polish_edit(p, at, at, text);
		return 0;
	}
	/* Another variable is declared here: join it, above its blank line. */
	polish_edit(p, at, at, memory_printf("%s%s", text, other->text));
	free(text);
	other = edit_at(p, at);
	free(other->text);
	*other = p->edits->edit[--p->edits->count];
	return 0;
}

/* `locked = 1;` on a line of its own before the statement that acquires the lock. */
static int assign(struct polish *p, const struct place *place, const struct bracket_part *acquire,
		  const char *name)
{
	const struct statements *body = place->body;
	uint32_t s = statement_at(body, acquire->first), line, at;

	while (s != SOURCE_NONE && body->stmt[s].parent != SOURCE_NONE &&
	       body->stmt[body->stmt[s].parent].kind != STMT_BLOCK)
		s = body->stmt[s].parent;
	if (s == SOURCE_NONE || !s || !polish_begins_line(p, body->stmt[s].first))
		return polish_refuse(p, acquire->first, "no line to set the variable");
	line = p->src->token[body->stmt[s].first].line;
	at = lines_start(&p->lines, line);
	polish_edit(p, at, at,
		    memory_printf("%.*s%s = 1;%s", (int)lines_indent(&p->lines, line),
				  p->src->text + at, name, lines_newline(&p->lines, line)));
	return 0;
}

/* Do the agreed changes pass &gupsweep_locked to this call? */
static bool wants_variable(const struct polish *p, const struct site *site)
{
	for (size_t i = 0; i < p->agreed->count; i++) {
		const struct change *c = &p->agreed->change[i];

		if (site->name != SOURCE_NONE && c->first > site->name && c->first <= site->close &&
		    strstr(c->text, "& " DIFFERENCE_LOCKED))
			return true;
	}
	return false;
}

static bool same_bracket(const struct bracket *a, const struct bracket *b)
{
	return a->acquires && b->acquires && a->acquire[0].first == b->acquire[0].first;
}

static int place_bracket(struct polish *p, size_t first)
{
	const struct bracket *bracket = &p->judgement[first].bracket;
	uint32_t name = p->sites->site[first].name;
	struct place place = { .bracket = bracket, .body = polish_body(p, name) };
	struct variable new = { .bracket = bracket, .function = source_function_at(p->src, name) };
	int result;

	for (size_t s = first; s < p->file->end; s++)
		if (wants_variable(p, &p->sites->site[s]) &&
		    same_bracket(bracket, &p->judgement[s].bracket))
			VEC_PUSH(place.use, place.uses, place.room, p->sites->site[s].name);
	for (size_t i = 0; i < bracket->releases; i++)
		VEC_PUSH(place.use, place.uses, place.room, bracket->release[i].first);
	result = place_find(p, &place);
	if (!result) {
		new.block = place.block;
		new.name = choose_name(p, new.function, &place);
		result = declare(p, &place, new.name);
		VEC_PUSH(p->variable, p->variables, p->variable_room, new);
	}
	for (size_t i = 0; !result && place.assign && i < bracket->acquires; i++)
		result = assign(p, &place, &bracket->acquire[i], new.name);
	free(place.use);
	return result;
}

int place_variables(struct polish *p)
{
	for (size_t s = p->file->first; s < p->file->end; s++) {
		const struct site *site = &p->sites->site[s];

		if (!wants_variable(p, site))
			continue;
		if (!p->judgement[s].bracket.acquires || !p->judgement[s].bracket.releases)
			return polish_refuse(p, site->name, "no bracket to declare a variable for");
		if (!polish_variable(p, site->name) && place_bracket(p, s))
			return -1;
	}
	return 0;
}
