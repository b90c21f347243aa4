// SPDX-License-Identifier: GPL-2.0-only
/* rests: one line for each call, then one for each place where something is written under the lock. */
#include "rests.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "gup/primitives.h"
#include "source/grammar.h"

#define MAX_WRITERS 20 /* lines */

/* Why call event @e of @code is independent; it was found to be. */
static void add_call(struct buf *b, const struct under_scope *scope, const struct code *code,
		     uint32_t e)
{
	uint32_t tok = expression_callee(&code->e, code->event[e].expr);
	struct under_names names = { 0 };
	struct under under;
	char *word;

	if (tok == SOURCE_NONE || primitives_is_operator(code->src, tok) ||
	    under_is_skipped(scope, tok))
		return;
	word = source_word(code->src, tok);
	under_event(scope, e, &names, &under);
	buf_printf(b, "line %u: %s() ", code->src->token[tok].line, word);
	if (!names.definitions)
		buf_addstr(b, "is a primitive that has nothing to do with the lock\n");
	else if (names.definitions == 1)
		buf_printf(b, "was read, %s:%u\n", names.path, names.line);
	else
		buf_printf(b, "was read, %s:%u, and %zu more definitions that it leads to\n",
			   names.path, names.line, names.definitions - 1);
	nameset_free(&names.written);
	nameset_free(&names.read);
	free(under.why);
	free(word);
}

/* At most MAX_WRITERS of the lines of @writers. */
static void add_writers(struct buf *b, const char *writers)
{
	const char *end = writers;

	if (!*writers) {
		buf_addstr(b, "the driver writes nothing with the lock held for write\n");
		return;
	}
	buf_addstr(b, "taken for written with the lock held for write, and nothing of it is used "
		      "here:\n");
	for (int i = 0; i < MAX_WRITERS && *end; i++) {
		size_t len = strcspn(end, "\n");

		buf_printf(b, "  %.*s\n", (int)len, end);
		end += len + (end[len] == '\n');
	}
	if (*end)
		buf_addstr(b, "  ...\n");
}

/* "atomic64_read(&mm->pinned_vm)": the counter among the tokens of the call, or SOURCE_NONE. */
static uint32_t counter_of(const struct code *code, uint32_t call)
{
	static const char *const counters[] = { "pinned_vm", "locked_vm", NULL };

	for (uint32_t tok = code->e.expr[call].first; tok < code->e.expr[call].end; tok++)
		if (grammar_is_any(code->src, tok, counters) && grammar_is_member(code->src, tok))
			return tok;
	return SOURCE_NONE;
}

uint32_t rests_counter(const struct flow *flow, const struct bracket_span *span)
{
	const struct code *code = flow->code;
	uint32_t checked = SOURCE_NONE;

	for (uint32_t e = 0; e < code->events; e++) {
		uint32_t call = code->event[e].expr, tok, counter;
		bool adds;
		char *name;

		if (code->event[e].kind != EVENT_CALL || !span->under[code->event[e].stmt])
			continue;
		tok = expression_callee(&code->e, call);
		counter = tok == SOURCE_NONE ? SOURCE_NONE : counter_of(code, call);
		if (counter == SOURCE_NONE)
			continue;
		name = source_word(code->src, tok);
		/* what adds and tells the sum in one step is no check before */
		adds = strstr(name, "_add") && !strstr(name, "_return") && !strstr(name, "fetch");
		if (strstr(name, "_read"))
			checked = counter;
		free(name);
		if (adds && checked != SOURCE_NONE &&
		    source_same(code->src, checked, code->src, counter))
			return checked;
	}
	return SOURCE_NONE;
}

char *rests_read(const struct under_scope *scope, const struct flow *flow,
		 const struct bracket_span *span, bool after)
{
	const struct code *code = library_code(scope->lib, scope->file, scope->fn);
	uint32_t counter = rests_counter(flow, span);
	struct buf b = { 0 };
	char *writers;

	for (uint32_t e = 0; e < code->events; e++) {
		uint32_t stmt = code->event[e].stmt;

		if (code->event[e].kind == EVENT_CALL &&
		    (after ? span->after[stmt] : span->under[stmt]) &&
		    flow_op_at(flow, stmt) == SOURCE_NONE)
			add_call(&b, scope, code, e);
	}
	if (!b.len)
		buf_addstr(&b, "nothing else is called in the window\n");
	if (counter != SOURCE_NONE) {
		char *word = source_word(code->src, counter);

		buf_printf(
			&b,
			"line %u: %s is checked and then added to: the lock for read excludes no "
			"other reader that does so, only who holds it for write\n",
			code->src->token[counter].line, word);
		free(word);
	}
	writers = shared_writers(scope->shared, scope->file);
	add_writers(&b, writers);
	free(writers);
	buf_addstr(&b, "nobody who reaches the function was found to hold the lock\n");
	return buf_detach(&b);
}
