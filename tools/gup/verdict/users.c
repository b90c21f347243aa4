// SPDX-License-Identifier: GPL-2.0-only
/* users: wrappers are read as their users' calls: what they do is that of one call of the family. */
#include "users.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "source/define.h"
#include "source/grammar.h"

#define MAX_NAMED 8 /* users; of more only the number is told */

/* What is told so far. */
struct telling {
	const struct judge_case *c;
	struct buf text;
	size_t users;
};

char *users_macro(const struct judge_case *c)
{
	size_t len, at = define_name(c->src, &c->src->directive[c->site->directive], &len);

	return memory_strndup(c->src->text + at, len);
}

static void tell_lock(struct telling *t, const struct library_file *file, uint32_t fn, uint32_t tok)
{
	struct judge *judge = t->c->judge;
	const struct flow *flow = flows_of(&judge->flows, library_code(judge->lib, file, fn));
	uint32_t stmt = statement_at(&flow->st, tok);
	uint64_t state = stmt == SOURCE_NONE ? FLOW_FREE : flow->in[stmt];

	switch (flow_held(flow, state)) {
	case FLOW_HELD_READ:
		buf_printf(&t->text, " under the lock of line %u", flow_held_line(flow, state));
		break;
	case FLOW_HELD_WRITE:
		buf_printf(&t->text, " under the write lock of line %u",
			   flow_held_line(flow, state));
		break;
	case FLOW_HELD_MIXED:
		buf_printf(&t->text, " perhaps under the lock of line %u",
			   flow_held_line(flow, state));
		break;
	default:
		buf_addstr(&t->text, ", which takes no lock before it");
	}
}

static void tell_user(struct telling *t, const struct library_file *file, uint32_t fn, uint32_t tok)
{
	char *name = source_word(file->src, file->src->function[fn].name);

	if (t->users++ < MAX_NAMED) {
		buf_printf(&t->text, "%s at %s:%u in %s()", t->users == 1 ? "used" : ",",
			   file->path, file->src->token[tok].line, name);
		tell_lock(t, file, fn, tok);
	}
	free(name);
}

/* Does @name mean in @file what the case's file defines? */
static bool means(const struct judge_case *c, const struct library_file *file, const char *name)
{
	struct definitions defs;
	bool found = file == c->file;

	if (found)
		return true;
	library_own(c->judge->lib, file, name, false, &defs);
	for (size_t i = 0; i < defs.count; i++)
		found |= defs.def[i].file == c->file;
	free(defs.def);
	return found;
}

static void tell_file(struct telling *t, const struct library_file *file, const char *name)
{
	const struct source *src = file->src;

	if (!means(t->c, file, name))
		return;
	for (uint32_t tok = 0; tok + 1 < src->tokens; tok++) {
		uint32_t fn;

		if (!source_is(src, tok, name) || !grammar_is_call(src, tok) ||
		    source_is_dead(src, tok))
			continue;
		fn = source_function_at(src, tok);
		if (file == t->c->file && fn == t->c->site->function)
			continue; /* in itself it means the kernel's */
		if (fn != SOURCE_NONE && tok > src->function[fn].open)
			tell_user(t, file, fn, tok);
	}
}

char *users_tell(const struct judge_case *c, const char *name)
{
	struct library *lib = c->judge->lib;
	const struct library_holders *holders = library_word_holders(lib, name, strlen(name));
	struct telling t = { .c = c };

	library_want(lib, name);
	tell_file(&t, c->file, name);
	for (size_t i = 0; i < holders->count; i++)
		if (holders->file[i] != c->file)
			tell_file(&t, holders->file[i], name);
	if (!t.users)
		return memory_strdup("used nowhere that was found");
	if (t.users > MAX_NAMED)
		buf_printf(&t.text, " and %zu more", t.users - MAX_NAMED);
	return buf_detach(&t.text);
}
