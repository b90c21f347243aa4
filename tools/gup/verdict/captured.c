// SPDX-License-Identifier: GPL-2.0-only
/* captured: the macros of the files' own that a function uses, itself or through others, expanded. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/expand.h"
#include "code/reaching.h"
#include "macro.h"
#include "source/define.h"
#include "source/grammar.h"

#define MAX_EXPANSIONS 50 /* of macros that one function uses */

/* A macro where it is used, and the code of its body. */
struct use {
	struct definition def;
	struct expansion expansion;
	struct code code;
};

struct uses {
	const struct macro_scope *scope;
	struct use *use[MAX_EXPANSIONS];
	size_t count;
	bool full;
};

/* The macros that @event of @code uses. */
static void add_uses(struct uses *uses, const struct code *code, const struct event *ev)
{
	uint32_t tok = ev->kind == EVENT_CALL ? expression_callee(&code->e, ev->expr) : ev->tok;
	struct definitions defs;
	char *name;

	if (tok == SOURCE_NONE || code->src->token[tok].kind != TOKEN_IDENT ||
	    (ev->kind != EVENT_CALL && (ev->place == CODE_NONE || ev->expr == SOURCE_NONE ||
					code->place[ev->place].step != PLACE_GLOBAL)))
		return;
	name = source_word(code->src, tok);
	library_own(uses->scope->lib, uses->scope->file, name, false, &defs);
	for (size_t i = 0; i < defs.count && !uses->full; i++) {
		struct use *u;

		if (defs.def[i].fn != SOURCE_NONE)
			continue;
		u = memory_alloc(sizeof(*u));
		u->def = defs.def[i];
		uses->full = uses->count == MAX_EXPANSIONS ||
			     expand_read(&u->def, code, ev->expr, &u->expansion);
		if (uses->full) {
			free(u);
			break;
		}
		code_read(&u->expansion.src, 0, code, ev->stmt, &u->code);
		uses->use[uses->count++] = u;
	}
	free(defs.def);
	free(name);
}

/* Does the body itself, not an argument, name it? */
static bool is_named(const struct definition *def, const struct source *of, uint32_t tok)
{
	if (define_has_parameter(def->params, of->text + of->token[tok].at, of->token[tok].len))
		return false;
	for (uint32_t i = 0; i < def->src->tokens; i++)
		if (source_same(def->src, i, of, tok) && !grammar_is_member(def->src, i))
			return true;
	return false;
}

/* Does the body, its arguments put in, do more with the variable than read it? */
static bool may_write(const struct uses *uses, const struct code *code, const struct source *of,
		      uint32_t tok)
{
	bool writes = code->hidden_control || code->hopeless;

	for (size_t e = 0; e < code->events && !writes; e++)
		writes = code->event[e].kind == EVENT_UNKNOWN;
	for (uint32_t p = 0; p < code->places && !writes; p++) {
		struct reaching r;

		if (code->place[p].step != PLACE_OUTER ||
		    !source_same(code->src, code->place[p].tok, of, tok))
			continue;
		reaching_read(code, p, CODE_NONE, macro_may_assign, uses->scope, &r);
		writes = r.open || r.count > 1;
		reaching_free(&r);
	}
	return writes;
}

static void free_uses(struct uses *uses)
{
	while (uses->count) {
		struct use *u = uses->use[--uses->count];

		code_free(&u->code);
		expand_free(&u->expansion);
		free(u);
	}
}

enum macro_capture macro_captures(const struct macro_scope *scope, const struct code *code,
				  const struct source *of, uint32_t tok)
{
	struct uses uses = { .scope = scope };
	bool named = false, writes = false;

	if (!macro_mentions(scope, of, tok))
		return MACRO_NO;
	if (!code)
		return MACRO_MAY_WRITE;
	for (size_t e = 0; e < code->events; e++)
		add_uses(&uses, code, &code->event[e]);
	for (size_t i = 0; i < uses.count; i++) {
		named |= is_named(&uses.use[i]->def, of, tok);
		writes |= may_write(&uses, &uses.use[i]->code, of, tok);
		for (size_t e = 0; e < uses.use[i]->code.events; e++)
			add_uses(&uses, &uses.use[i]->code, &uses.use[i]->code.event[e]);
	}
	free_uses(&uses);
	if (uses.full || (named && writes))
		return MACRO_MAY_WRITE;
	return named ? MACRO_NAMES : MACRO_NO;
}
