// SPDX-License-Identifier: GPL-2.0-only
/*
 * under: the tokens of the bracket first, then each definition that they lead to, breadth first,
 * each once. What is certain to need the lock ends the search; the worst finding is kept.
 */
#include "under.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "mmaplock.h"
#include "words.h"

#define MAX_DEFINITIONS 300

/* Tokens waiting to be read. */
struct item {
	const struct library_file *file;
	const struct source *src;
	uint32_t fn; /* SOURCE_NONE: a macro's body */
	struct range r;
	uint32_t line;
	size_t from; /* item that calls it, SIZE_MAX for the bracket itself */
	char *name;
	bool in_bracket; /* the bracket's own text, or a macro spelled there */
};

struct reader {
	const struct under_scope *scope;
	struct item *item;
	size_t count, room;
	char **missing; /* names without a definition so far */
	size_t misses, miss_room;
	bool hopeless; /* no definition can help any more */
	struct under *out;
};

/* Keep the finding if it is worse than what is known. "a() -> b(): what (file:line)". */
static void found(struct reader *r, size_t i, enum under_class class, uint32_t tok, const char *what)
{
	const struct item *it = &r->item[i];
	char *chain, *word;
	uint32_t line;

	if (class <= r->out->class)
		return;
	word = source_word(it->src, tok);
	line = it->fn == SOURCE_NONE && it->from != SIZE_MAX ? it->line : it->src->token[tok].line;
	chain = memory_strdup("");
	for (size_t up = i; up != SIZE_MAX && r->item[up].name; up = r->item[up].from) {
		char *longer = memory_printf("%s() -> %s", r->item[up].name, chain);

		free(chain);
		chain = longer;
	}
	free(r->out->why);
	if (it->from == SIZE_MAX)
		r->out->why = memory_printf("line %u: %s %s", line, word, what);
	else
		r->out->why = memory_printf("%s%s %s (%s:%u)", chain, word, what, it->file->path, line);
	r->out->class = class;
	free(chain);
	free(word);
}

/* Add a definition of @name called in item @from, unless it was read already. */
static bool add(struct reader *r, const struct definition *def, size_t from, const char *name)
{
	struct item it = { .file = def->file, .src = def->src, .fn = def->fn, .line = def->line,
			   .from = from };

	it.in_bracket = def->fn == SOURCE_NONE && r->item[from].in_bracket;
	it.r = (struct range){ 0, (uint32_t)def->src->tokens };
	if (def->fn != SOURCE_NONE) {
		it.r.first = def->src->function[def->fn].params;
		it.r.end = def->src->function[def->fn].close;
	}
	for (size_t i = 0; i < r->count; i++)
		if (r->item[i].src == it.src && r->item[i].fn == it.fn && r->item[i].name)
			return true;
	if (r->count >= MAX_DEFINITIONS)
		return false;
	it.name = memory_strdup(name);
	VEC_PUSH(r->item, r->count, r->room, it);
	return true;
}

static bool is_shouted(const char *name)
{
	for (; *name; name++)
		if (islower((unsigned char)*name))
			return false;
	return true;
}

/* Is token @tok inside the parentheses of an atomic_*() call of the item? */
static bool in_atomic(const struct item *it, uint32_t tok)
{
	for (uint32_t i = tok, steps = 0; i > it->r.first && steps < 20; i--, steps++) {
		const struct token *t = &it->src->token[i];

		if (source_is(it->src, i, ";") || source_is(it->src, i, "{"))
			return false;
		if (source_is(it->src, i, "(") && t->mate != SOURCE_NONE && t->mate > tok && i &&
		    it->src->token[i - 1].len > 7 &&
		    !memcmp(it->src->text + it->src->token[i - 1].at, "atomic", 6))
			return true;
	}
	return false;
}

uint32_t *under_vmas(const struct source *src, uint32_t fn, size_t *count)
{
	static const char *const stop[] = { ";", ")", "{", NULL };
	const struct function *f = &src->function[fn];
	uint32_t *vma = NULL;
	size_t room = 0;

	*count = 0;
	for (uint32_t i = f->params; i < f->close; i++) {
		if (!source_is(src, i, "vm_area_struct"))
			continue;
		for (i++; i < f->close && !grammar_is_any(src, i, stop); i++) {
			bool value = source_is(src, i - 1, "=") || source_is(src, i - 1, "(") ||
				     source_is(src, i - 1, "->");

			if (grammar_is_ident(src, i) && !value && !source_is(src, i + 1, "("))
				VEC_PUSH(vma, *count, room, i);
			if (source_is(src, i, ",") && i < f->open)
				break; /* the next parameter */
		}
	}
	return vma;
}

/* Is the token a variable of the bracket's function that is a vma? */
static bool is_vma(const struct reader *r, const struct source *src, uint32_t tok)
{
	if (source_is(src, tok - 1, "->") || source_is(src, tok - 1, "."))
		return false;
	for (size_t i = 0; i < r->scope->vmas; i++)
		if (source_same(src, tok, src, r->scope->vma[i]))
			return true;
	return false;
}

static void follow_call(struct reader *r, size_t i, uint32_t tok)
{
	struct definitions defs;
	char *name = source_word(r->item[i].src, tok);

	library_define(r->scope->lib, r->item[i].file, name, &defs);
	if (!defs.count)
		VEC_PUSH(r->missing, r->misses, r->miss_room, memory_strdup(name));
	if (!defs.count)
		found(r, i, is_shouted(name) && r->item[i].in_bracket ? UNDER_MACRO : UNDER_UNKNOWN, tok,
		      "is called, its definition was not found");
	for (size_t d = 0; d < defs.count; d++)
		if (!add(r, &defs.def[d], i, name))
			found(r, i, UNDER_UNKNOWN, tok, "leads to too many definitions");
	free(defs.def);
	free(name);
}

/* "(...)(" with a star, or a member: a call through a pointer. */
static bool is_pointer_call(const struct source *src, uint32_t tok)
{
	uint32_t open;

	if (!source_is(src, tok, "(") || !tok)
		return false;
	if (source_is(src, tok - 1, "]"))
		return true;
	if (!source_is(src, tok - 1, ")"))
		return false;
	open = src->token[tok - 1].mate;
	return open != SOURCE_NONE && source_is(src, open + 1, "*");
}

static void read_call(struct reader *r, size_t i, uint32_t tok)
{
	const struct item *it = &r->item[i];

	if (source_is(it->src, tok - 1, "->") || source_is(it->src, tok - 1, ".")) {
		r->hopeless = true;
		found(r, i, UNDER_UNKNOWN, tok, "is called through a pointer");
		return;
	}
	if (words_is_operator(it->src, tok))
		return;
	switch (words_call(it->src, tok)) {
	case WORDS_NEEDS:
		found(r, i, UNDER_NEEDS, tok, "needs the lock or takes it");
		break;
	case WORDS_UNKNOWN:
		follow_call(r, i, tok);
		break;
	default:
		break;
	}
}

/* Control flow in a macro that the bracket itself uses is the bracket's own control flow. */
static bool is_hidden_control(const struct item *it, uint32_t tok)
{
	return it->in_bracket && it->fn == SOURCE_NONE && it->from != SIZE_MAX &&
	       (source_is(it->src, tok, "return") || source_is(it->src, tok, "goto") ||
		source_is(it->src, tok, "break") || source_is(it->src, tok, "continue"));
}

static bool is_skipped(const struct reader *r, size_t i, uint32_t tok)
{
	if (r->item[i].from != SIZE_MAX)
		return false;
	for (size_t s = 0; s < r->scope->skips; s++)
		if (r->scope->skip[s] == tok)
			return true;
	return false;
}

static void read_token(struct reader *r, size_t i, uint32_t tok)
{
	const struct item *it = &r->item[i];
	const struct source *src = it->src;
	bool bracket = it->from == SIZE_MAX;

	if (is_pointer_call(src, tok)) {
		found(r, i, UNDER_UNKNOWN, tok, "...): a call through a pointer");
		return;
	}
	if (src->token[tok].kind != TOKEN_IDENT || source_is_dead(src, tok) || is_skipped(r, i, tok))
		return;
	if (is_hidden_control(it, tok)) {
		found(r, i, UNDER_MACRO, tok, "hides in a macro");
	} else if (mmaplock_is_mmap_call(src, tok) || mmaplock_is_mention(src, tok) ||
		   mmaplock_is_wrapper(src, tok)) {
		if (!bracket || mmaplock_is_wrapper(src, tok))
			found(r, i, it->in_bracket ? UNDER_MACRO : UNDER_NEEDS, tok,
			      "uses the mmap lock");
	} else if (words_is_protected_member(src, tok)) {
		if (!in_atomic(it, tok))
			found(r, i, UNDER_NEEDS, tok, "is protected by the mmap lock");
	} else if (words_is_mm_member(src, tok)) {
		found(r, i, UNDER_UNKNOWN, tok, "is a member of an mm, perhaps protected by its lock");
	} else if (bracket ? is_vma(r, src, tok) : source_is(src, tok, "vm_area_struct")) {
		found(r, i, UNDER_NEEDS, tok, "is a vma");
	} else if (source_is(src, tok + 1, "(") && src->token[tok + 1].mate != SOURCE_NONE) {
		read_call(r, i, tok);
	}
}

/* A function or macro that takes another lock without releasing one, or the other way round. */
static void check_balance(struct reader *r, size_t i)
{
	const struct item *it = &r->item[i];
	uint32_t takes = SOURCE_NONE, gives = SOURCE_NONE;

	if (it->from == SIZE_MAX)
		return;
	for (uint32_t tok = it->r.first; tok < it->r.end; tok++) {
		enum words_class w = it->src->token[tok].kind == TOKEN_IDENT &&
						     source_is(it->src, tok + 1, "(") ?
					     words_call(it->src, tok) :
					     WORDS_UNKNOWN;

		if (w == WORDS_INNER_LOCK)
			takes = tok;
		else if (w == WORDS_INNER_UNLOCK)
			gives = tok;
	}
	if ((takes == SOURCE_NONE) != (gives == SOURCE_NONE))
		found(r, i, UNDER_UNKNOWN, takes == SOURCE_NONE ? gives : takes,
		      "changes which other locks are held");
}

void under_read(const struct under_scope *scope, struct range range, struct under *out)
{
	struct reader r = { .scope = scope, .out = out };
	struct item first = { .file = scope->file, .src = scope->file->src, .fn = scope->fn,
			      .r = range, .from = SIZE_MAX, .in_bracket = true };

	*out = (struct under){ .class = UNDER_FREE, .why = memory_strdup("") };
	VEC_PUSH(r.item, r.count, r.room, first);
	for (size_t i = 0; i < r.count && out->class != UNDER_NEEDS; i++) {
		for (uint32_t tok = r.item[i].r.first; tok < r.item[i].r.end; tok++)
			read_token(&r, i, tok);
		check_balance(&r, i);
	}
	/* what a pointer leads to stays unknown, whatever else is found */
	for (size_t i = 0; i < r.misses; i++) {
		if (!r.hopeless && out->class != UNDER_NEEDS)
			library_want(scope->lib, r.missing[i]);
		free(r.missing[i]);
	}
	free(r.missing);
	for (size_t i = 0; i < r.count; i++)
		free(r.item[i].name);
	free(r.item);
}
