// SPDX-License-Identifier: GPL-2.0-only
/*
 * unbracketed: a call without a bracket in its function: does something wrap the lock here, do the
 * callers hold it, or nobody?
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "callers.h"
#include "judge.h"
#include "mmaplock.h"
#include "words.h"

static bool text_has(const struct source *src, const struct directive *d, const char *word)
{
	return memmem(src->text + d->at, d->len, word, strlen(word)) != NULL;
}

/* Does the #define take or release the lock? */
static bool defines_lock(const struct source *src, const struct directive *d)
{
	static const char *const ops[] = { "mmap_read_lock", "mmap_read_unlock",
					   "mmap_read_trylock", "mmap_write_lock",
					   "mmap_write_unlock" };

	if (d->kind != DIRECTIVE_DEFINE)
		return false;
	for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++)
		if (text_has(src, d, ops[i]))
			return true;
	return (text_has(src, d, "mmap_sem") || text_has(src, d, "mmap_lock")) &&
	       (text_has(src, d, "down_") || text_has(src, d, "up_"));
}

/* A use in function @f of the macro that @d defines, or SOURCE_NONE. */
static uint32_t macro_use(const struct source *src, const struct directive *d,
			  const struct function *f)
{
	const char *name = memmem(src->text + d->at, d->len, "define", strlen("define"));
	size_t len = 0;

	for (name += strlen("define"); *name == ' ' || *name == '\t';)
		name++;
	while (isalnum((unsigned char)name[len]) || name[len] == '_')
		len++;
	for (uint32_t tok = f->open; tok < f->close; tok++)
		if (src->token[tok].len == len &&
		    !memcmp(src->text + src->token[tok].at, name, len))
			return tok;
	return SOURCE_NONE;
}

/* A call in the function that may be a wrapper of the lock, or SOURCE_NONE. */
static uint32_t find_wrapper(const struct judge_case *c)
{
	const struct function *f = &c->src->function[c->site->function];
	uint32_t use = SOURCE_NONE;

	for (uint32_t tok = f->open; tok < f->close; tok++)
		if (mmaplock_is_wrapper(c->src, tok))
			return tok;
	for (size_t i = 0; i < c->src->directives && use == SOURCE_NONE; i++)
		if (defines_lock(c->src, &c->src->directive[i]))
			use = macro_use(c->src, &c->src->directive[i], f);
	return use;
}

/* -- helpers -------------------------------------------------------------------------------- */

/* Does the definition take the lock without releasing it, or stand for the lock itself? */
static bool leaves_taken(const struct definition *def)
{
	uint32_t first = 0, end = (uint32_t)def->src->tokens;
	bool takes = false, gives = false, is_lock = false;

	if (def->fn != SOURCE_NONE) {
		first = def->src->function[def->fn].open;
		end = def->src->function[def->fn].close;
	}
	for (uint32_t tok = first; tok < end; tok++) {
		if (mmaplock_is_mmap_call(def->src, tok)) {
			takes |= !mmaplock_is_release(def->src, tok);
			gives |= mmaplock_is_release(def->src, tok);
		}
		is_lock |= mmaplock_is_mention(def->src, tok) && !mmaplock_is_asked(def->src, tok);
	}
	return !gives && (takes || is_lock);
}

/* Is token @tok called, or in the argument of an acquisition? */
static bool may_help(const struct source *src, uint32_t tok)
{
	uint32_t call;

	if (src->token[tok].kind != TOKEN_IDENT || words_is_keyword(src, tok) ||
	    source_is(src, tok - 1, "->") || source_is(src, tok - 1, "."))
		return false;
	if (source_is(src, tok + 1, "(") && words_call(src, tok) == WORDS_UNKNOWN)
		return true;
	call = words_enclosing_call(src, tok, 0);
	return call != SOURCE_NONE &&
	       (source_is(src, call, "down_read") || source_is(src, call, "down_read_killable") ||
		source_is(src, call, "down_write"));
}

/*
 * Something that the function uses before the call and that leaves the lock taken, by a definition
 * in the file or in its own headers. Those are only read when the answer would be that nobody holds
 * the lock.
 */
static bool note_helper(struct judge_case *c)
{
	const struct function *f = &c->src->function[c->site->function];
	bool found = false;

	for (uint32_t tok = f->open + 1; tok < c->site->name && !found; tok++) {
		struct definitions defs;
		char *name;

		if (!may_help(c->src, tok))
			continue;
		name = source_word(c->src, tok);
		library_own(c->judge->lib, c->file, name, false, &defs);
		for (size_t i = 0; i < defs.count && !found; i++)
			if ((found = leaves_taken(&defs.def[i])))
				judge_note(c, REASON_MACRO,
					   "line %u: %s is the lock or takes it (%s:%u)",
					   c->src->token[tok].line, name, defs.def[i].file->path,
					   defs.def[i].line);
		free(defs.def);
		free(name);
	}
	return found;
}

/* -- the answer ----------------------------------------------------------------------------- */

static void note_wrapper(struct judge_case *c, uint32_t wrapper)
{
	char *name = source_word(c->src, wrapper);
	uint32_t line = c->src->token[wrapper].line;

	if (judge_same_ladder(c, c->site->name, wrapper))
		judge_note(c, REASON_MACRO, "line %u: %s() may wrap the lock", line, name);
	else
		judge_note(c, REASON_VERSION_LADDER,
			   "line %u: %s() may wrap the lock, also that of other kernels' calls",
			   line, name);
	free(name);
}

void judge_unbracketed(struct judge *judge, struct judge_case *c)
{
	uint32_t wrapper = find_wrapper(c);
	struct callers callers;

	if (wrapper != SOURCE_NONE) {
		note_wrapper(c, wrapper);
		return;
	}
	callers_read(judge->lib, &judge->flows, c->file, c->site->function, &callers);
	if (callers.write && !callers.read && !callers.mixed && !callers.none)
		judge_note(c, REASON_WRITE_LOCK, "no bracket here; %s", callers.who);
	else if (callers.read || callers.write || callers.mixed)
		judge_note(c, REASON_CALLER_HOLDS, "no bracket here; %s", callers.who);
	else if (callers.relies)
		judge_note(
			c, REASON_CALLER_HOLDS,
			"no bracket here, and the function relies on its caller for the lock; %s",
			callers.who);
	else if (callers.handed_out)
		judge_note(
			c, REASON_CALLER_HOLDS,
			"no bracket here; only called through a pointer, perhaps with the lock; %s",
			callers.who);
	else if (callers.unsearched)
		judge_note(c, REASON_CALLER_HOLDS, "no bracket here; %s; %s", callers.who,
			   callers.unsearched);
	else if (!note_helper(c))
		judge_note(c, REASON_NO_LOCK, "no bracket here: likely a bug; %s", callers.who);
	callers_free(&callers);
}
