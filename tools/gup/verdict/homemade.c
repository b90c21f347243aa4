// SPDX-License-Identifier: GPL-2.0-only
/*
 * homemade: locks of the driver's own making: words, not locks of the kernel's, that are changed under the
 * bracket before the call and changed back after it, for others to see in between. Whoever waits for one
 * under the mmap lock would wait forever once the call must take that lock again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "gup/primitives.h"
#include "judge.h"
#include "shared.h"
#include "source/grammar.h"

#define MAX_HELPERS 20

/* cmpxchg(), test_and_set_bit() and their kin: what finds a word free and takes it. */
static bool is_test_and_set(const struct source *src, uint32_t tok)
{
	static const char *const parts[] = { "cmpxchg", "xchg", "test_and_" };
	const struct token *t = &src->token[tok];

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (memmem(src->text + t->at, t->len, parts[i], strlen(parts[i])))
			return true;
	return false;
}

/* Is a constant assigned: a number, true, NULL, a word in capitals? */
static bool is_constant(const struct code *code, uint32_t value)
{
	static const char *const words[] = { "true", "false", "NULL", "current", NULL };
	const struct source *src = code->src;
	uint32_t i = expression_strip(&code->e, value);

	if (i == SOURCE_NONE || code->e.expr[i].kind != EXPR_NAME)
		return i != SOURCE_NONE && code->e.expr[i].kind == EXPR_NUMBER;
	return grammar_is_shouted(src, code->e.expr[i].tok) ||
	       grammar_is_any(src, code->e.expr[i].tok, words);
}

/*
 * What event @ev stores in its place: of an assignment, or, where the place or its address is the first
 * of two arguments, of WRITE_ONCE() or another store by name. SOURCE_NONE if it stores nothing.
 */
static uint32_t stored_value(const struct code *code, const struct event *ev)
{
	const struct expressions *e = &code->e;

	if (ev->kind == EVENT_WRITE)
		return ev->value;
	for (uint32_t k = code->at[ev->stmt].first_event;
	     ev->place != CODE_NONE && ev->expr != SOURCE_NONE && k < code->at[ev->stmt].end_event;
	     k++) {
		uint32_t call = code->event[k].expr, place, value, callee;

		if (code->event[k].kind != EVENT_CALL)
			continue;
		callee = expression_callee(e, call);
		if (callee == SOURCE_NONE ||
		    (ev->kind != EVENT_ADDRESS && !grammar_is_shouted(code->src, callee)))
			continue;
		place = expression_child(e, call, 1);
		value = expression_child(e, call, 2);
		if (value != SOURCE_NONE && e->expr[value].next == SOURCE_NONE &&
		    expression_strip(e, place) == ev->expr)
			return value;
	}
	return SOURCE_NONE;
}

/* Is the place, which others can see, set to some constant both before and after the call? */
static bool is_written_around(const struct judge_case *c, const struct code *code, uint32_t place)
{
	bool before = false, after = false;

	for (size_t e = 0; e < code->events; e++) {
		const struct event *ev = &code->event[e];

		if (ev->place != place || !c->span.under[ev->stmt] ||
		    !is_constant(code, stored_value(code, ev)))
			continue;
		if (c->span.after[ev->stmt])
			after = true;
		else
			before = true;
	}
	return before && after;
}

/* What is taken and given back by constants, or by what tests and sets. */
static char *find_constants(const struct judge_case *c)
{
	const struct code *code = c->flow->code;

	for (size_t e = 0; e < code->events; e++) {
		const struct event *ev = &code->event[e];
		uint32_t callee = code_callee(code, ev);
		uint32_t line = c->src->token[ev->tok].line;

		if (!c->span.under[ev->stmt] || flow_op_at(c->flow, ev->stmt) != SOURCE_NONE)
			continue;
		if (callee != SOURCE_NONE && is_test_and_set(c->src, callee))
			return memory_printf("line %u: what is taken here may be a lock of the "
					     "driver's own making",
					     line);
		if (stored_value(code, ev) != SOURCE_NONE && !code_is_own(code, ev->place) &&
		    is_written_around(c, code, ev->place))
			return memory_printf("line %u: what is set before the call and again "
					     "after it may be a lock of the driver's own making",
					     line);
	}
	return NULL;
}

/* -- whatever is changed, and read elsewhere ------------------------------------------------ */

/* Does the event change what others can see? By a store, or as what is passed by its address. */
static bool changes(const struct code *code, const struct event *ev)
{
	uint32_t call;

	if (ev->place == CODE_NONE || code_is_own(code, ev->place) ||
	    code_shown(code, ev->place) == SOURCE_NONE)
		return false;
	if (ev->kind != EVENT_ADDRESS)
		return ev->kind == EVENT_WRITE;
	call = grammar_enclosing_call(code->src, ev->tok);
	return call != SOURCE_NONE && !primitives_only_reads(code->src, call) &&
	       primitives_call(code->src, call) != PRIMITIVES_INNER_LOCK &&
	       primitives_call(code->src, call) != PRIMITIVES_INNER_UNLOCK;
}

/* Functions of the driver that statements of the bracket call, and those that they call. */
struct helpers {
	const struct code *code[MAX_HELPERS];
	size_t count;
};

static void add_helpers(const struct judge_case *c, const struct library_file *file,
			const struct source *src, uint32_t callee, struct helpers *out)
{
	char *name = source_word(src, callee);
	struct definitions defs;

	library_define(c->judge->lib, file, name, &defs);
	for (size_t i = 0; i < defs.count && out->count < MAX_HELPERS; i++) {
		const struct code *code;
		bool known = defs.def[i].fn == SOURCE_NONE || library_is_core(defs.def[i].file);

		if (known)
			continue;
		code = library_code(c->judge->lib, defs.def[i].file, defs.def[i].fn);
		for (size_t k = 0; k < out->count; k++)
			known |= out->code[k] == code;
		if (!known)
			out->code[out->count++] = code;
	}
	free(defs.def);
	free(name);
}

/* What event @e of @code changes, and whom it calls. */
static void note_event(const struct judge_case *c, const struct code *code, size_t e,
		       struct nameset *names, struct helpers *helpers)
{
	const struct event *ev = &code->event[e];
	uint32_t callee = code_callee(code, ev);

	if (changes(code, ev))
		nameset_add(names, nameset_hash_token(code->src, code_shown(code, ev->place)),
			    ev->tok);
	else if (callee != SOURCE_NONE && primitives_call(code->src, callee) == PRIMITIVES_UNKNOWN)
		add_helpers(c, c->file, code->src, callee, helpers);
}

/* What is changed under the bracket, before or @after the call. */
static void find_changed(const struct judge_case *c, bool after, struct nameset *names)
{
	const struct code *code = c->flow->code;
	struct helpers helpers = { .count = 0 };

	for (size_t e = 0; e < code->events; e++) {
		uint32_t stmt = code->event[e].stmt;

		if (c->span.under[stmt] && stmt != c->stmt && c->span.after[stmt] == after &&
		    flow_op_at(c->flow, stmt) == SOURCE_NONE)
			note_event(c, code, e, names, &helpers);
	}
	for (size_t i = 0; i < helpers.count; i++)
		for (size_t e = 0; e < helpers.code[i]->events; e++)
			note_event(c, helpers.code[i], e, names, &helpers);
}

/* Is the member or variable of token @tok looked at there, and not just changed? */
static bool is_looked_at(const struct source *src, uint32_t tok)
{
	static const char *const stores[] = { "=", "+=", "-=", "|=", "&=", "^=", "++", "--", NULL };
	uint32_t call = grammar_enclosing_call(src, tok);

	if (source_function_at(src, tok) == SOURCE_NONE || grammar_is_any(src, tok + 1, stores) ||
	    (call != SOURCE_NONE && primitives_is_lock(src, call) &&
	     !primitives_only_reads(src, call)))
		return false;
	return call == SOURCE_NONE || !grammar_is_shouted(src, call) ||
	       !source_is(src, tok + 1, ",");
}

/* Where the driver looks at the name of @hash; *@line. NULL: nowhere. */
static const char *find_reader(const struct judge_case *c, uint32_t hash, uint32_t *line)
{
	size_t count;
	const struct library_file *const *file = shared_files(c->judge->shared, c->file, &count);

	for (size_t i = 0; i <= count; i++) {
		const struct library_file *f = i < count ? file[i] : c->file;

		for (uint32_t t = 0; t < f->src->tokens; t++) {
			if (f->src->token[t].kind != TOKEN_IDENT ||
			    nameset_hash_token(f->src, t) != hash || !is_looked_at(f->src, t) ||
			    !library_share_header(c->judge->lib, c->file, f))
				continue;
			*line = f->src->token[t].line;
			return f->path;
		}
	}
	return NULL;
}

char *judge_home_made(const struct judge_case *c, bool shared)
{
	struct nameset before = { 0 }, after = { 0 };
	char *why = find_constants(c);

	if (why || !shared)
		return why;
	find_changed(c, false, &before);
	find_changed(c, true, &after);
	for (size_t i = 0; i < before.count && !why; i++) {
		uint32_t hash = (uint32_t)(before.entry[i] >> 32), line;
		const char *path = nameset_has(&after, hash) ? find_reader(c, hash, &line) : NULL;

		if (path)
			why = memory_printf("what is changed before the call and again after it is "
					    "looked at elsewhere (%s:%u): it may be a lock of the "
					    "driver's own making",
					    path, line);
	}
	nameset_free(&before);
	nameset_free(&after);
	return why;
}
