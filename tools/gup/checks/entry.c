// SPDX-License-Identifier: GPL-2.0-only
/*
 * entry: how a function is entered: by its callers in the file, and theirs, as long as none of them does
 * anything with the lock, or by the kernel, through a table. Other files are not read.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "elsewhere.h"
#include "source/grammar.h"

/* The functions of the file that lead to the one in question, nearest first. */
struct chain {
	struct check *c;
	uint32_t *fn;
	size_t count;
	struct entry *out;
};

/* -- tables --------------------------------------------------------------------------------- */

/* Of which struct is the initializer around token @tok? The tag's token, or SOURCE_NONE. */
static uint32_t initialized_struct(const struct source *src, uint32_t tok)
{
	uint32_t open = tok;

	while (open && !(source_is(src, open, "{") && src->token[open].mate != SOURCE_NONE &&
			 src->token[open].mate > tok))
		open--;
	for (uint32_t i = open; i > 1 && !source_is(src, i, ";") && !source_is(src, i, "}"); i--)
		if (grammar_is_tag(src, i) && grammar_is_ident(src, i))
			return i;
	return SOURCE_NONE;
}

/* ".member = fn" of a table, fn at token @tok: how does the kernel call it? */
static void take_member(struct chain *chain, uint32_t fn, uint32_t tok, uint32_t member)
{
	static const char *const vm[] = { "open",	 "close",	 "mremap",
					  "fault",	 "huge_fault",	 "map_pages",
					  "pfn_mkwrite", "page_mkwrite", NULL };
	static const char *const free[] = { "unlocked_ioctl", "compat_ioctl", "ioctl",
					    "write",	      "read",	      "write_iter",
					    "read_iter",      "open",	      "release",
					    "store",	      "show",	      "setsockopt",
					    "sendmsg",	      "recvmsg",      NULL };
	const struct source *src = chain->c->src;
	uint32_t tag = initialized_struct(src, tok);
	bool is_vm = tag != SOURCE_NONE && source_is(src, tag, "vm_operations_struct");
	bool is_file = tag != SOURCE_NONE && source_is(src, tag, "file_operations");
	unsigned int held = is_vm && grammar_is_any(src, member, vm)	? PROOF_ENTRY_READ
			    : is_file && source_is(src, member, "mmap") ? PROOF_ENTRY_WRITE
									: 0;

	if (held && !chain->out->held) {
		chain->out->held = held;
		chain->out->fn = fn;
		chain->out->lock = SOURCE_NONE;
		chain->out->call = tok;
	}
	chain->out->entered |= !is_vm && grammar_is_any(src, member, free);
}

static void take_tables(struct chain *chain, uint32_t fn)
{
	const struct source *src = chain->c->src;
	uint32_t name = src->function[fn].name;
	char *word = source_word(src, name);

	chain->out->entered |= !strncmp(word, "SYSCALL_DEFINE", 14) || strstr(word, "ioctl");
	free(word);
	for (uint32_t tok = 0; tok < src->tokens; tok++) {
		uint32_t member = source_same(src, tok, src, name) ? grammar_stored_in(src, tok)
								   : SOURCE_NONE;

		if (member != SOURCE_NONE)
			take_member(chain, fn, tok, member);
	}
}

/* -- callers -------------------------------------------------------------------------------- */

/* Without taking the lock, does the function look at what it protects? Then a caller holds it. */
static bool relies_on_caller(const struct check *c, uint32_t fn)
{
	static const char *const signs[] = { "mmap_assert_locked", "mmap_assert_write_locked",
					     "vm_area_struct",	   "find_vma",
					     "vma_lookup",	   NULL };
	const struct function *f = &c->src->function[fn];

	for (uint32_t tok = f->first; tok < f->close; tok++)
		if (grammar_is_any(c->src, tok, signs))
			return !program_operates(c->src, fn);
	return false;
}

/* The acquisition in function @fn that stands last before token @call. */
static uint32_t lock_before(const struct program *p, uint32_t call)
{
	uint32_t found = SOURCE_NONE;

	for (size_t i = 0; i < p->ops.count; i++)
		if (p->ops.op[i].kind < LOCK_DOWNGRADE && p->ops.op[i].call < call)
			found = p->ops.op[i].call;
	return found;
}

/* How function @fn, which operates on the lock, holds it at the call at token @call: RUN_... */
static uint8_t held_at(struct check *c, uint32_t fn, uint32_t call)
{
	const struct lone *lone = check_lone(c, fn, PROOF_ENTRY_FREE);
	const struct program *p = check_program(c, fn);

	if (lone->bound || p->hidden)
		return RUN_OTHER;
	for (size_t i = 0; i < lone->count; i++)
		if (lone->fault[i].certain)
			return RUN_OTHER;
	for (uint32_t i = 0; i < p->code.e.count; i++)
		if (p->code.e.expr[i].kind == EXPR_CALL && expression_callee(&p->code.e, i) == call)
			return lone->doubt && !lone->at[i] ? RUN_OTHER : lone->at[i] & RUN_STATES;
	return RUN_OTHER;
}

/* The call at token @call of the last one in the chain, in function @fn. */
static void follow_call(struct chain *chain, uint32_t fn, uint32_t call)
{
	struct check *c = chain->c;
	struct entry *out = chain->out;
	uint8_t held = RUN_FREE;

	for (size_t i = 0; i < chain->count; i++)
		if (chain->fn[i] == fn)
			return;
	if (program_operates(c->src, fn))
		held = held_at(c, fn, call);
	out->unclear |= program_hides_lock(c->src, fn) ||
			(held == RUN_OTHER && check_lone(c, fn, PROOF_ENTRY_FREE)->doubt);
	out->may_hold |=
		(held & ~RUN_FREE) || program_hides_lock(c->src, fn) || relies_on_caller(c, fn);
	if ((held == RUN_READ || held == RUN_WRITES) && !out->held) {
		out->held = held == RUN_READ ? PROOF_ENTRY_READ : PROOF_ENTRY_WRITE;
		out->fn = fn;
		out->lock = lock_before(check_program(c, fn), call);
		out->call = call;
	} else if (!(held & ~RUN_FREE) && !program_hides_lock(c->src, fn)) {
		chain->fn[chain->count++] = fn;
	}
}

void check_entry(struct check *c, uint32_t fn, struct entry *out)
{
	struct chain chain = { .c = c, .out = out };

	*out = (struct entry){ .may_hold = relies_on_caller(c, fn) };
	chain.fn = memory_alloc((c->src->functions + 1) * sizeof(*chain.fn));
	chain.fn[chain.count++] = fn;
	for (size_t i = 0; i < chain.count; i++) {
		uint32_t name = c->src->function[chain.fn[i]].name;
		const uint32_t *call;
		size_t calls;

		call = library_calls(c->lib, c->file, c->src, name, &calls);
		for (size_t k = 0; k < calls; k++) {
			uint32_t caller = source_function_at(c->src, call[k]);

			if (caller != SOURCE_NONE && call[k] >= c->src->function[caller].open &&
			    source_same(c->src, call[k], c->src, name) &&
			    !grammar_is_member(c->src, call[k]))
				follow_call(&chain, caller, call[k]);
		}
		take_tables(&chain, chain.fn[i]);
	}
	for (size_t i = 0; i < chain.count; i++)
		if (!i || !out->who)
			elsewhere_entry(c, chain.fn[i], out);
	free(chain.fn);
}
