// SPDX-License-Identifier: GPL-2.0-only
/*
 * under: the tokens of the bracket first, then each definition that they lead to, breadth first,
 * each once. What is certain to need the lock ends the search; the worst finding is kept.
 */
#include "under.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "handlers.h"
#include "mmaplock.h"
#include "reader.h"
#include "words.h"

#define MAX_DEFINITIONS 300
void reader_found(struct reader *r, size_t i, enum under_class class, uint32_t tok,
		  const char *what)
{
	const struct item *it = &r->item[i];
	char *chain, *word;
	uint32_t line;

	r->out->doubt |= class == UNDER_UNKNOWN || class == UNDER_MACRO;
	/* what makes it hopeless says more than a name that is then not looked for */
	if (class < r->out->class || (class == r->out->class && (!r->hopeless || r->told)))
		return;
	r->told = r->hopeless;
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
		r->out->why =
			memory_printf("%s%s %s (%s:%u)", chain, word, what, it->file->path, line);
	r->out->class = class;
	free(chain);
	free(word);
}

bool reader_add(struct reader *r, const struct definition *def, size_t from, bool called,
		const char *name)
{
	struct item it = { .file = def->file,
			   .src = def->src,
			   .fn = def->fn,
			   .line = def->line,
			   .from = from,
			   .params = def->params };

	it.called = def->fn == SOURCE_NONE && !def->params && called;
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

/* "atomic64_add(n, &mm->pinned_vm)": a counter that is atomic needs no lock. */
static bool is_atomic_counter(const struct item *it, uint32_t tok)
{
	const struct source *src = it->src;
	uint32_t i = tok;

	if (!source_is(src, tok, "pinned_vm") ||
	    (!source_is(src, tok + 1, ")") && !source_is(src, tok + 1, ",")))
		return false;
	while (i > it->r.first && (src->token[i].kind == TOKEN_IDENT || source_is(src, i, "->") ||
				   source_is(src, i, ".")))
		i--;
	if (!source_is(src, i, "&"))
		return false;
	for (; i > it->r.first && !source_is(src, i, ";") && !source_is(src, i, "{"); i--)
		if (source_is(src, i, "(") && src->token[i].mate != SOURCE_NONE &&
		    src->token[i].mate > tok)
			return i && src->token[i - 1].len > 7 &&
			       !memcmp(src->text + src->token[i - 1].at, "atomic", 6);
	return false;
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

/* -- tokens --------------------------------------------------------------------------------- */

/* Everything that speaks of the lock. Returns whether the token does. */
static bool read_lock(struct reader *r, size_t i, uint32_t tok)
{
	const struct item *it = &r->item[i];
	bool bracket = it->from == SIZE_MAX;
	bool op = mmaplock_is_mmap_call(it->src, tok), wrapper = mmaplock_is_wrapper(it->src, tok);
	bool mention = mmaplock_is_mention(it->src, tok);

	if (!op && !wrapper && !mention)
		return false;
	if (bracket && (op || mmaplock_is_operand(it->src, tok)))
		return true; /* the bracket's own, seen by its flow */
	if (mention && mmaplock_is_asked(it->src, tok))
		reader_found(r, i, UNDER_NEEDS, tok, "is asserted to be held");
	else
		reader_found(r, i,
			     it->in_bracket && !(bracket && mention) ? UNDER_MACRO : UNDER_NEEDS,
			     tok, "uses the mmap lock");
	return true;
}

/* "p->brk", "(*p).brk" of an mm p. */
static bool is_mm_member(const struct reader *r, const struct item *it, uint32_t tok)
{
	const struct source *src = it->src;
	const struct names *names;
	uint32_t base = tok - 2;

	if (tok < 2 || !follow_is_member(src, tok))
		return false;
	if (words_is_mm_member(src, tok))
		return true;
	while (base && source_is(src, base, ")"))
		base--;
	names = follow_names(r, it);
	return names && !words_is_free_member(src, tok) && names_is_mm(names, src, base);
}

static bool is_vma(const struct reader *r, const struct item *it, uint32_t tok)
{
	const struct names *names = library_names(r->scope->lib, r->scope->file, r->scope->fn);

	if (!it->in_bracket)
		return source_is(it->src, tok, "vm_area_struct") ||
		       (follow_is_member(it->src, tok) && names_is_vma(names, it->src, tok));
	return names_is_vma(names, it->src, tok);
}

/* What the driver's own mmap handler writes. */
static bool is_handlers(const struct reader *r, const struct item *it, uint32_t tok)
{
	if (it->fn == SOURCE_NONE || it->file != r->scope->file || follow_is_call(it->src, tok))
		return false;
	return (follow_is_member(it->src, tok) || !follow_is_variable(r, it, tok)) &&
	       handlers_write(r->scope->lib, it->file, tok);
}

static void read_token(struct reader *r, size_t i, uint32_t tok)
{
	const struct item *it = &r->item[i];
	const struct source *src = it->src;

	if (follow_is_pointer_call(src, tok) || source_is(src, tok, "##")) {
		r->hopeless = true;
		reader_found(r, i, UNDER_UNKNOWN, tok,
			     source_is(src, tok, "##") ? "puts a name together"
						       : "...): a call through a pointer");
		return;
	}
	if (src->token[tok].kind != TOKEN_IDENT || source_is_dead(src, tok) ||
	    is_skipped(r, i, tok))
		return;
	if (is_hidden_control(it, tok)) {
		reader_found(r, i, UNDER_MACRO, tok, "hides in a macro");
	} else if (words_is_asm(src, tok)) {
		r->hopeless = true;
		reader_found(r, i, UNDER_UNKNOWN, tok, "is inline assembly, which is not read");
	} else if (read_lock(r, i, tok)) {
		return;
	} else if (words_is_protected_member(src, tok)) {
		if (!is_atomic_counter(it, tok))
			reader_found(r, i, UNDER_NEEDS, tok, "is protected by the mmap lock");
	} else if (is_mm_member(r, it, tok)) {
		reader_found(r, i, UNDER_UNKNOWN, tok,
			     "is a member of an mm, perhaps protected by its lock");
	} else if (is_vma(r, it, tok)) {
		reader_found(r, i, UNDER_NEEDS, tok, "is a vma or hangs from one");
	} else if (is_handlers(r, it, tok)) {
		reader_found(r, i, UNDER_NEEDS, tok,
			     "is written by a handler that is called with the lock held");
	} else if (follow_is_call(src, tok) || (it->called && tok + 1 == it->r.end)) {
		follow_call(r, i, tok);
	} else {
		follow_name(r, i, tok);
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
		enum words_class w =
			it->src->token[tok].kind == TOKEN_IDENT && source_is(it->src, tok + 1, "(")
				? words_call(it->src, tok)
				: WORDS_UNKNOWN;

		if (w == WORDS_INNER_LOCK)
			takes = tok;
		else if (w == WORDS_INNER_UNLOCK)
			gives = tok;
	}
	if ((takes == SOURCE_NONE) != (gives == SOURCE_NONE))
		reader_found(r, i, UNDER_UNKNOWN, takes == SOURCE_NONE ? gives : takes,
			     "changes which other locks are held");
}

/*
 * Have the missing names looked for, unless nothing can help any more: what a pointer leads to stays
 * unknown whatever else is found.
 */
static void look_up_missing(struct reader *r)
{
	for (size_t i = 0; i < r->misses; i++) {
		struct missing *m = &r->missing[i];

		if (!r->hopeless &&
		    library_seek(r->scope->lib, m->name, m->what) == LIBRARY_REFUSED) {
			r->out->doubt = true;
			if (r->out->class == UNDER_FREE) {
				r->out->class = UNDER_UNKNOWN;
				free(r->out->why);
				r->out->why = memory_printf(
					"%s was not looked for: too many unknown names", m->name);
			}
		}
		free(m->name);
	}
}

void under_read(const struct under_scope *scope, struct range range, struct under *out)
{
	struct reader r = { .scope = scope, .out = out };
	struct item first = { .file = scope->file,
			      .src = scope->file->src,
			      .fn = scope->fn,
			      .r = range,
			      .from = SIZE_MAX,
			      .in_bracket = true };

	*out = (struct under){ .class = UNDER_FREE, .why = memory_strdup("") };
	VEC_PUSH(r.item, r.count, r.room, first);
	for (size_t i = 0; i < r.count && !(out->class == UNDER_NEEDS && out->doubt); i++) {
		for (uint32_t tok = r.item[i].r.first; tok < r.item[i].r.end; tok++)
			read_token(&r, i, tok);
		check_balance(&r, i);
	}
	look_up_missing(&r);
	free(r.missing);
	for (size_t i = 0; i < r.count; i++)
		free(r.item[i].name);
	free(r.item);
}
