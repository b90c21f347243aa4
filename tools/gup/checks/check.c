// SPDX-License-Identifier: GPL-2.0-only
/* check: functions, each read and run once, through each check. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "source/grammar.h"

/* -- what is known of a function ------------------------------------------------------------ */

const struct program *check_program(struct check *c, uint32_t fn)
{
	struct examined *x = &c->of[fn];
	const struct program_scope scope = { .lib = c->deep ? c->lib : NULL,
					     .file = c->deep ? c->file : NULL,
					     .before = c->src,
					     .fn = fn,
					     .alone = true };

	if (!x->read)
		program_read(&scope, c->api, c->src, fn, &x->terms, &x->program);
	x->read = true;
	return &x->program;
}

const struct lone *check_lone(struct check *c, uint32_t fn, unsigned int entry)
{
	struct lone_scope scope = { c->deep ? c->lib : NULL, c->deep ? c->file : NULL, NULL };
	const struct program *p = check_program(c, fn);
	struct examined *x = &c->of[fn];
	bool *shifts;

	if (x->entry == entry)
		return &x->lone;
	shifts = memory_alloc(p->code.e.count + 1);
	for (uint32_t i = 0; i < p->code.e.count && !p->unclear; i++) {
		uint32_t called =
			p->code.e.expr[i].kind == EXPR_CALL && p->expr[i].call == PROGRAM_OTHER
				? check_named(c, expression_callee(&p->code.e, i))
				: SOURCE_NONE;

		shifts[i] = called != SOURCE_NONE && called != fn && check_shifts(c, called);
	}
	scope.shifts = shifts;
	lone_free(&x->lone);
	lone_run(&scope, p, entry, &x->lone);
	x->entry = entry;
	free(shifts);
	return &x->lone;
}

uint32_t check_named(const struct check *c, uint32_t tok)
{
	return tok == SOURCE_NONE ? tok : source_find(c->src, c->src, tok);
}

/* By itself: does it end otherwise than it began, or is that not known? */
static bool shifts_itself(struct check *c, uint32_t fn)
{
	const struct lone_scope scope = { c->deep ? c->lib : NULL, c->deep ? c->file : NULL, NULL };
	struct lone lone;
	bool shifts;

	if (program_hides_lock(c->src, fn))
		return true;
	if (!program_operates(c->src, fn))
		return false;
	lone_run(&scope, check_program(c, fn), PROOF_ENTRY_FREE, &lone);
	shifts = lone.bound || lone.doubt;
	for (size_t i = 0; i < lone.count; i++)
		shifts |= lone.fault[i].rule != RUN_RULE_CALL;
	lone_free(&lone);
	return shifts;
}

/* Through functions of the file, each once: no way back is followed. */
bool check_shifts(struct check *c, uint32_t fn)
{
	uint32_t *queue = memory_alloc((c->src->functions + 1) * sizeof(*queue));
	bool *seen = memory_alloc(c->src->functions + 1);
	size_t count = 0;
	bool shifts = false;

	queue[count++] = fn;
	seen[fn] = true;
	for (size_t k = 0; k < count && !shifts; k++) {
		const struct function *f = &c->src->function[queue[k]];
		struct examined *x = &c->of[queue[k]];

		if (!x->shifts)
			x->shifts = shifts_itself(c, queue[k]) ? 2 : 1;
		shifts = x->shifts == 2;
		for (uint32_t tok = f->open; tok < f->close && !shifts; tok++) {
			uint32_t called = grammar_has_arguments(c->src, tok) ? check_named(c, tok)
									     : SOURCE_NONE;

			if (called == SOURCE_NONE || seen[called])
				continue;
			seen[called] = true;
			queue[count++] = called;
		}
	}
	free(queue);
	free(seen);
	return shifts;
}

/* -- fixes ---------------------------------------------------------------------------------- */

char *check_indent(const struct source *src, uint32_t tok)
{
	uint32_t at = src->token[tok].at, start = at + 1 - source_column(src, at);

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

void check_fix_form(const struct program *p, struct finding *f, const struct use *use,
		    enum form form)
{
	char *text = use_as(p, use, form);

	if (text)
		check_replace(p->src, f, use->name, use->close + 1, text);
}

void check_fix_keep(const struct program *p, struct finding *f, const struct use *use)
{
	const struct expr *arg = &p->code.e.expr[use->arg[ROLE_LOCKED]];

	if (api_position(&p->api->function[use->callee][FORM_PLAIN], ROLE_LOCKED) >= 0)
		check_replace(p->src, f, arg->first, arg->end, memory_strdup("NULL"));
	else
		check_fix_form(p, f, use, FORM_PLAIN);
}

/* -- one function --------------------------------------------------------------------------- */

/* What implements the family does what no caller may do. */
static bool is_implementation(const struct check *c)
{
	return !strcmp(c->file->path, "mm/gup.c") || !strcmp(c->file->path, "mm/nommu.c");
}

bool check_speaks(const struct check *c, uint32_t fn)
{
	const struct function *f = &c->src->function[fn];

	for (uint32_t tok = f->open; tok < f->close; tok++) {
		const struct token *t = &c->src->token[tok];

		if (t->kind == TOKEN_IDENT && t->len >= 14 &&
		    memmem(c->src->text + t->at, t->len, "_user_pages", 11))
			return true;
	}
	return false;
}

void check_begin(struct check *c)
{
	c->of = memory_alloc((c->src->functions + 1) * sizeof(*c->of));
}

void check_function(struct check *c, uint32_t fn)
{
	const struct program *p;
	struct uses uses;
	bool clear = true;

	if (is_implementation(c) || !check_speaks(c, fn))
		return;
	p = check_program(c, fn);
	if (p->unclear)
		return;
	use_read(p, &uses);
	for (size_t i = 0; i < uses.count; i++)
		if (check_named(c, uses.use[i].name) == SOURCE_NONE)
			clear &= check_arguments(c, fn, &uses.use[i]);
		else
			clear = false; /* the file's own function of such a name */
	if (clear)
		check_faults(c, fn, &uses);
	free(uses.use);
}

void check_end(struct check *c)
{
	for (size_t i = 0; c->of && i < c->src->functions; i++) {
		if (c->of[i].read)
			program_free(&c->of[i].program);
		lone_free(&c->of[i].lone);
		term_free(&c->of[i].terms);
	}
	free(c->of);
	c->of = NULL;
	flows_free(&c->flows);
}
