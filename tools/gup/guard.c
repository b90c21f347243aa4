// SPDX-License-Identifier: GPL-2.0-only
/* guard: by the kernel's names, or by the text between the parentheses of the definition. */
#include "guard.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "source/grammar.h"

/* In a definition: is what the operation at @tok is given "_T", "&_T->mmap_lock" or that of a lock guard? */
static bool is_of_object(const struct source *src, uint32_t tok)
{
	uint32_t i = tok + 2;

	i += source_is(src, i, "&");
	if (!source_is(src, i, "_T"))
		return false;
	i++;
	if (source_is(src, i, "->") && source_is(src, i + 1, "lock"))
		i += 2;
	if (source_is(src, i, "->") && mmaplock_is_mention(src, i + 1))
		i += 2;
	return i == src->token[tok + 1].mate;
}

/* What the guard does that is defined by the tokens from "(" @open on. */
static enum guard read_definition(const struct source *src, uint32_t open)
{
	enum guard guard = GUARD_NONE;
	size_t operations = 0, other = 0;

	for (uint32_t i = open + 1; i < src->token[open].mate; i++) {
		struct lock_op op;

		other += mmaplock_is_mention(src, i) || mmaplock_is_wrapper(src, i);
		if (!mmaplock_name(src, i, &op))
			continue;
		operations++;
		other -= mmaplock_is_wrapper(src, i);
		if (!is_of_object(src, i) || op.maybe)
			return GUARD_HIDES;
		if (!op.takes_mm)
			other--; /* the mention in its argument */
		if (!mmaplock_releases(&op))
			guard = op.kind == LOCK_WRITE ? GUARD_WRITE : GUARD_READ;
	}
	return operations == 2 && !other ? guard : operations || other ? GUARD_HIDES : GUARD_NONE;
}

/* Is a guard named like token @name of @src defined in @in? Then *@guard is what it does. */
static bool find_definition(const struct source *in, const struct source *src, uint32_t name,
			    enum guard *guard)
{
	static const char *const words[] = { "DEFINE_GUARD", "DEFINE_LOCK_GUARD_1", "DEFINE_CLASS",
					     NULL };

	for (uint32_t i = 0; i + 2 < in->tokens; i++) {
		if (!grammar_is_any(in, i, words) || !grammar_is_call(in, i) ||
		    !source_same(in, i + 2, src, name))
			continue;
		*guard = read_definition(in, i + 1);
		return true;
	}
	return false;
}

static bool says(const struct source *src, uint32_t first, uint32_t end, const char *part)
{
	for (uint32_t i = first; i < end; i++)
		if (memmem(src->text + src->token[i].at, src->token[i].len, part, strlen(part)))
			return true;
	return false;
}

bool guard_is_word(const struct source *src, uint32_t tok)
{
	static const char *const words[] = { "guard", "scoped_guard", "scoped_cond_guard",
					     "CLASS", "ACQUIRE",      "scoped_class",
					     NULL };

	return grammar_is_any(src, tok, words);
}

enum guard guard_read(const struct source *src, uint32_t tok, struct library *lib,
		      const struct library_file *file)
{
	const struct library_file *header;
	uint32_t name = tok + 2, end;
	enum guard guard;
	size_t at = 0;

	if (!guard_is_word(src, tok) || !grammar_is_call(src, tok))
		return GUARD_NONE;
	end = src->token[tok + 1].mate;
	if (source_is(src, end + 1, "(") && src->token[end + 1].mate != SOURCE_NONE)
		end = src->token[end + 1].mate;
	if (source_is(src, name, "rwsem_read") || source_is(src, name, "rwsem_write"))
		guard = !says(src, name, end, "mmap_")	     ? GUARD_NONE
			: source_is(src, name, "rwsem_read") ? GUARD_READ
							     : GUARD_WRITE;
	else if (source_is(src, name, "mmap_read_lock"))
		guard = GUARD_READ;
	else if (source_is(src, name, "mmap_write_lock"))
		guard = GUARD_WRITE;
	else
		guard = says(src, name, name + 1, "mmap") ? GUARD_HIDES : GUARD_NONE;
	if (!find_definition(src, src, name, &guard))
		while (lib && (header = library_next_own(lib, file, &at, "DEFINE_", 7)))
			if (find_definition(header->src, src, name, &guard))
				break;
	/* the others may fail, or are variables with a name */
	if (guard != GUARD_NONE && !source_is(src, tok, "guard") &&
	    !source_is(src, tok, "scoped_guard"))
		guard = GUARD_HIDES;
	return guard;
}

/* The call at whose end the lock is held: of "guard(NAME)(x)" all of it. SOURCE_NONE: it is none. */
static uint32_t whole_call(const struct code *code, uint32_t event)
{
	const struct expressions *e = &code->e;
	uint32_t expr = code->event[event].expr, whole;

	if (source_is(e->src, expression_callee(e, expr), "scoped_guard"))
		return expr;
	whole = e->expr[expr].parent;
	return whole != SOURCE_NONE && e->expr[whole].kind == EXPR_CALL &&
			       e->expr[whole].child == expr
		       ? whole
		       : SOURCE_NONE;
}

static int compare_ops(const void *left, const void *right)
{
	const struct lock_op *a = left, *b = right;

	return a->call < b->call ? -1 : a->call > b->call;
}

bool guard_add(const struct code *code, struct library *lib, const struct library_file *file,
	       struct lock_ops *ops)
{
	bool hides = false;

	for (uint32_t k = 0; k < code->events; k++) {
		const struct event *ev = &code->event[k];
		uint32_t tok = code_callee(code, ev);
		enum guard guard =
			tok == SOURCE_NONE ? GUARD_NONE : guard_read(code->src, tok, lib, file);
		struct lock_op op = { .kind = guard == GUARD_WRITE ? LOCK_WRITE : LOCK_READ,
				      .call = tok,
				      .event = k,
				      .stmt = ev->stmt };

		hides |= guard == GUARD_HIDES;
		if (guard != GUARD_READ && guard != GUARD_WRITE)
			continue;
		op.guard = whole_call(code, k);
		if (op.guard == SOURCE_NONE) {
			hides = true;
			continue;
		}
		op.mm = tok;
		op.mm_end = code->e.expr[op.guard].end;
		VEC_PUSH(ops->op, ops->count, ops->room, op);
	}
	if (ops->count)
		qsort(ops->op, ops->count, sizeof(*ops->op), compare_ops);
	return hides;
}
