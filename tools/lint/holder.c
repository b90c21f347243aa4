// SPDX-License-Identifier: GPL-2.0-only
/*
 * holder: who holds current->mm's lock when a function runs: its callers in the file, and theirs, as
 * long as none of them does anything with the lock, or the kernel, which enters it so.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "check.h"

/* The functions of the file that lead to the one in question, nearest first. */
struct chain {
	uint32_t *fn;
	size_t count;
};

uint32_t check_held_op(const struct flow *flow, uint32_t stmt)
{
	if (!flow->in[stmt] || (flow->in[stmt] & FLOW_FREE))
		return SOURCE_NONE;
	for (uint32_t i = 0; i < flow->locks.count; i++)
		if (flow->in[stmt] & FLOW_HELD(i))
			return i;
	return SOURCE_NONE;
}

bool check_locks_current(const struct source *src, uint32_t fn, const struct lock_op *op)
{
	struct value_mm mm;
	bool current_mm;

	value_mm(src, fn, (struct range){ op->mm, op->mm_end }, &mm);
	current_mm = mm.current_mm;
	value_mm_free(&mm);
	return current_mm;
}

/* Of which struct is the initializer around token @tok? The tag's token, or SOURCE_NONE. */
static uint32_t initialized_struct(const struct source *src, uint32_t tok)
{
	uint32_t open = tok;

	while (open && !(source_is(src, open, "{") && src->token[open].mate != SOURCE_NONE &&
			 src->token[open].mate > tok))
		open--;
	for (uint32_t i = open; i > 1 && !source_is(src, i, ";") && !source_is(src, i, "}"); i--)
		if (source_is(src, i - 1, "struct") && grammar_is_ident(src, i))
			return i;
	return SOURCE_NONE;
}

/* Does a table of the file make the function one that the kernel calls with the lock held? */
static bool is_entered_locked(const struct source *src, uint32_t fn, struct holder *out)
{
	static const char *const vm[] = { "open",	 "close",	 "mremap",
					  "fault",	 "huge_fault",	 "map_pages",
					  "pfn_mkwrite", "page_mkwrite", NULL };
	static const char *const file[] = { "mmap", NULL };
	uint32_t name = src->function[fn].name;

	for (uint32_t tok = 4; tok < src->tokens; tok++) {
		const char *const *members = NULL;
		uint32_t tag;

		if (!source_same(src, tok, src, name) || !source_is(src, tok - 1, "=") ||
		    !source_is(src, tok - 3, "."))
			continue;
		tag = initialized_struct(src, tok);
		if (tag != SOURCE_NONE && source_is(src, tag, "vm_operations_struct"))
			members = vm;
		else if (tag != SOURCE_NONE && source_is(src, tag, "file_operations"))
			members = file;
		if (!members || !grammar_is_any(src, tok - 2, members))
			continue;
		*out = (struct holder){ .fn = fn, .lock = SOURCE_NONE, .call = tok };
		return true;
	}
	return false;
}

/* The call at @call of the last one in the chain: is the lock held there, or does its function join? */
static bool follow_call(const struct check *c, struct chain *chain, uint32_t call,
			struct holder *out)
{
	uint32_t fn = source_function_at(c->src, call), stmt, op;
	const struct flow *flow;

	for (size_t i = 0; i < chain->count; i++)
		if (chain->fn[i] == fn)
			return false;
	flow = flows_get(c->flows, c->src, fn);
	stmt = flow->broken ? SOURCE_NONE : statement_at(&flow->st, call);
	if (stmt == SOURCE_NONE)
		return false;
	op = check_held_op(flow, stmt);
	if (op != SOURCE_NONE && check_locks_current(c->src, fn, &flow->locks.op[op])) {
		*out = (struct holder){ .fn = fn, .lock = flow->locks.op[op].call, .call = call };
		return true;
	}
	if (!flow->locks.count && flow->in[stmt] == FLOW_FREE && !check_hides_lock(c->src, fn))
		chain->fn[chain->count++] = fn;
	return false;
}

bool check_find_holder(const struct check *c, struct holder *out)
{
	struct chain chain = { .fn = memory_alloc((c->src->functions + 1) * sizeof(*chain.fn)) };
	bool found = false;

	chain.fn[chain.count++] = c->fn;
	for (size_t i = 0; i < chain.count && !found; i++) {
		uint32_t name = c->src->function[chain.fn[i]].name;
		const uint32_t *call;
		size_t calls;

		call = library_calls(c->lib, c->file, c->src, name, &calls);
		for (size_t k = 0; k < calls && !found; k++) {
			uint32_t fn = source_function_at(c->src, call[k]);

			if (fn != SOURCE_NONE && call[k] >= c->src->function[fn].open &&
			    source_same(c->src, call[k], c->src, name) &&
			    !value_is_member(c->src, call[k]))
				found = follow_call(c, &chain, call[k], out);
		}
		found = found || is_entered_locked(c->src, chain.fn[i], out);
	}
	free(chain.fn);
	return found;
}
