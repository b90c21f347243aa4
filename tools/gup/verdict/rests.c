// SPDX-License-Identifier: GPL-2.0-only
/* rests: one line for each call, then one for each place where something is written under the lock. */
#include "rests.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "gup/primitives.h"

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

char *rests_read(const struct under_scope *scope, const struct flow *flow,
		 const struct bracket_span *span, bool after)
{
	const struct code *code = library_code(scope->lib, scope->file, scope->fn);
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
	writers = shared_writers(scope->shared, scope->file);
	add_writers(&b, writers);
	free(writers);
	buf_addstr(&b, "nobody who reaches the function was found to hold the lock\n");
	return buf_detach(&b);
}
