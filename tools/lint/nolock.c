// SPDX-License-Identifier: GPL-2.0-only
/*
 * nolock: a plain call where no path holds the lock: neither in the function nor in any caller in the
 * file, up to an entry of the kernel. Callers elsewhere would cost a walk over the tree: where they
 * might hold it there is a finding only if the change itself takes the lock away.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "check.h"

bool check_hides_lock(const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];

	for (uint32_t tok = f->first; tok < f->close; tok++)
		if (mmaplock_is_wrapper(src, tok) || mmaplock_is_alias(src, tok) ||
		    (mmaplock_is_mention(src, tok) && !mmaplock_is_operand(src, tok)))
			return true;
	return false;
}

/* Without taking the lock, does the function look at what it protects? Then a caller holds it. */
static bool relies_on_caller(const struct check *c, uint32_t fn)
{
	static const char *const signs[] = { "mmap_assert_locked", "mmap_assert_write_locked",
					     "vm_area_struct",	   "find_vma",
					     "vma_lookup",	   NULL };
	const struct function *f = &c->src->function[fn];

	if (flows_get(c->flows, c->src, fn)->locks.count)
		return false;
	for (uint32_t tok = f->first; tok < f->close; tok++)
		if (grammar_is_any(c->src, tok, signs))
			return true;
	return false;
}

/* Is it certain that the lock is not held at token @tok of function @fn, unless a caller holds it? */
static bool is_free(const struct check *c, uint32_t fn, uint32_t tok)
{
	const struct flow *flow = flows_get(c->flows, c->src, fn);
	uint32_t stmt = flow->broken ? SOURCE_NONE : statement_at(&flow->st, tok);

	return stmt != SOURCE_NONE && flow->in[stmt] == FLOW_FREE &&
	       !check_hides_lock(c->src, fn) && !relies_on_caller(c, fn);
}

/* Is the function put into a table as one that the kernel enters without the lock? */
static bool is_entry(const struct source *src, uint32_t fn)
{
	static const char *const members[] = { "unlocked_ioctl", "compat_ioctl", "ioctl",
					       "write",		 "read",	 "write_iter",
					       "read_iter",	 "open",	 "release",
					       "store",		 "show",	 "setsockopt",
					       "sendmsg",	 "recvmsg",	 NULL };
	uint32_t name = src->function[fn].name;
	char *word = source_word(src, name);
	bool entry = strncmp(word, "SYSCALL_DEFINE", 14) == 0 || strstr(word, "ioctl");

	free(word);
	for (uint32_t tok = 4; tok < src->tokens && !entry; tok++)
		entry = source_same(src, tok, src, name) && source_is(src, tok - 1, "=") &&
			grammar_is_any(src, tok - 2, members) && source_is(src, tok - 3, ".");
	return entry;
}

/*
 * What the callers in the file tell of function @fn: one of them is an entry; one of them may hold the
 * lock.
 */
static void read_callers(const struct check *c, uint32_t fn, bool *entered, bool *held)
{
	uint32_t *chain = memory_alloc((c->src->functions + 1) * sizeof(*chain));
	size_t count = 0;

	*entered = *held = false;
	chain[count++] = fn;
	for (size_t i = 0; i < count && !*held; i++) {
		uint32_t name = c->src->function[chain[i]].name;
		const uint32_t *call;
		size_t calls;

		*entered |= is_entry(c->src, chain[i]);
		call = library_calls(c->lib, c->file, c->src, name, &calls);
		for (size_t k = 0; k < calls; k++) {
			uint32_t caller = source_function_at(c->src, call[k]);
			bool known = false;

			if (caller == SOURCE_NONE || call[k] < c->src->function[caller].open ||
			    !source_same(c->src, call[k], c->src, name))
				continue;
			*held |= !is_free(c, caller, call[k]);
			for (size_t j = 0; j < count; j++)
				known |= chain[j] == caller;
			if (!known && count < c->src->functions)
				chain[count++] = caller;
		}
	}
	free(chain);
}

void check_no_lock(struct check *c, const struct use *use)
{
	uint32_t stmt = check_statement(c, use->name);
	struct value_scope scope = check_scope(c);
	struct finding *f;
	bool entered, held;

	if (stmt == SOURCE_NONE || !use->fits || c->flow->in[stmt] != FLOW_FREE)
		return;
	read_callers(c, c->fn, &entered, &held);
	if (held)
		return;
	f = finding_add(c->out, RULE_NO_LOCK, c->file->path, c->src, use->name,
			"%s() needs the mmap lock, and nobody takes it", use->fn->name);
	finding_span(f, c->src, use->name, use->close + 1);
	f->unlocks = true;
	f->doubtful = !entered || check_hides_lock(c->src, c->fn) || relies_on_caller(c, c->fn);
	if (use_is_null(c->src, use->arg[ROLE_VMAS]) &&
	    c->api->function[use->callee][FORM_UNLOCKED].params) {
		struct value_flags flags;

		value_flags(&scope, use->arg[ROLE_FLAGS], &flags);
		if (!flags.longterm || c->api->function[use->callee][FORM_UNLOCKED].longterm)
			check_fix_form(c, f, use, FORM_UNLOCKED);
	}
}
