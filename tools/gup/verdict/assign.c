// SPDX-License-Identifier: GPL-2.0-only
/*
 * assign: macro_may_assign(): macros that are known to write to what they are passed, names that are
 * known not to, and for all others the definition.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "gup/mmaplock.h"
#include "gup/primitives.h"
#include "macro.h"
#include "source/grammar.h"

#define MAX_BODIES 20

/* clang-format off */
/* Macros of the kernel that assign to an argument, or to what it names. */
static const char *const assigning[] = {
	"get_user", "__get_user", "unsafe_get_user", "get_user_ex", "get_user_unaligned", "swap",
	"do_div", "local_irq_save", "local_save_flags", "raw_local_irq_save", "spin_lock_irqsave",
	"spin_lock_irqsave_nested", "spin_trylock_irqsave", "raw_spin_lock_irqsave",
	"read_lock_irqsave", "write_lock_irqsave", "rcu_assign_pointer", "rcu_swap_protected",
	"rcu_replace_pointer", "smp_store_mb", "set_mb", "va_start", "va_arg", "va_copy", "va_end",
	"list_safe_reset_next", "uninitialized_var", "typecheck_fn", "asm", "__asm__", "__asm",
	"volatile", "__volatile__", "try_cmpxchg", "WRITE_ONCE", "ACCESS_ONCE",
	"RCU_INIT_POINTER", "lock_page_irqsave", "save_flags", NULL,
};

/* Functions and harmless macros that are met with an mm or with flags, beside those of words.c. */
static const char *const harmless[] = {
	"mmput", "mmdrop", "mmget", "mmget_not_zero", "mmgrab", "get_task_mm", "mm_access",
	"mmput_async", "use_mm", "unuse_mm", "kthread_use_mm", "kthread_unuse_mm", "READ_ONCE",
	"rcu_dereference", "defined", "__builtin_expect", "account_locked_vm", NULL,
};
/* clang-format on */

/* May "NAME (" at @tok of @src assign, by its name alone? -1: only its definition tells. */
static int known(const struct source *src, uint32_t tok)
{
	char *name;
	bool loop;

	if (primitives_is_operator(src, tok))
		return 0;
	if (grammar_is_any(src, tok, assigning))
		return 1;
	name = source_word(src, tok);
	loop = strstr(name, "for_each") != NULL || strstr(name, "FOR_EACH") != NULL;
	free(name);
	if (loop)
		return 1;
	if (grammar_is_any(src, tok, harmless) || primitives_is_gup(src, tok) ||
	    primitives_call(src, tok) != PRIMITIVES_UNKNOWN || mmaplock_is_mmap_call(src, tok))
		return 0;
	return -1;
}

/* Could the body of a macro write to anything, leaving aside what it calls? */
static bool body_writes(const struct source *src)
{
	static const char *const writes[] = { "=",  "+=", "-=", "*=",  "/=",  "%=",
					      "&=", "|=", "^=", "<<=", ">>=", "++",
					      "--", "&",  "#",	"##",  NULL };

	for (uint32_t i = 0; i < src->tokens; i++)
		if (grammar_is_any(src, i, writes))
			return true;
	return false;
}

struct calls {
	const struct source *src[MAX_BODIES];
	const struct library_file *file[MAX_BODIES];
	size_t count;
};

/* Look at the call at @tok of @src: true if it may assign; a macro's body is queued in @calls. */
static bool look_at(const struct macro_scope *scope, const struct library_file *file,
		    const struct source *src, uint32_t tok, struct calls *calls)
{
	struct definitions defs = { 0 };
	char *name = source_word(src, tok);
	bool assigns = false, own = macro_defines(scope, src, tok);
	int fixed = own ? -1 : known(src, tok);

	if (fixed < 0 && scope->lib)
		library_define(scope->lib, file, name, &defs);
	for (size_t i = 0; i < defs.count && !assigns; i++) {
		if (defs.def[i].fn != SOURCE_NONE)
			continue;
		assigns = calls->count == MAX_BODIES || body_writes(defs.def[i].src);
		if (!assigns) {
			calls->src[calls->count] = defs.def[i].src;
			calls->file[calls->count++] = defs.def[i].file;
		}
	}
	if (fixed >= 0)
		assigns = fixed;
	else if (!defs.count)
		assigns = own || scope->lib || !islower((unsigned char)*name);
	if (fixed < 0 && !defs.count && scope->lib && scope->want)
		library_want(scope->lib, name);
	free(defs.def);
	free(name);
	return assigns;
}

static bool name_may_assign(const struct macro_scope *scope, const struct source *src, uint32_t tok)
{
	struct calls calls = { 0 };
	bool assigns = look_at(scope, scope->file, src, tok, &calls);

	for (size_t i = 0; i < calls.count && !assigns; i++) {
		const struct source *body = calls.src[i];

		for (uint32_t t = 0; t < body->tokens && !assigns; t++)
			assigns = grammar_is_call(body, t) &&
				  look_at(scope, calls.file[i], body, t, &calls);
	}
	return assigns;
}

bool macro_may_assign(const void *scope, const struct code *code, uint32_t call)
{
	uint32_t callee = code->e.expr[call].child;

	if (callee == SOURCE_NONE)
		return true;
	switch (code->e.expr[callee].kind) {
	case EXPR_NAME: /* of a variable it calls what it points to */
		return code->place[code->place_of[callee]].step == PLACE_GLOBAL &&
		       name_may_assign(scope, code->src, code->e.expr[callee].tok);
	case EXPR_CALL: /* "NAME(x)(variable)": NAME(x) may be a macro's name */
	case EXPR_UNKNOWN:
		return true;
	default:
		return false;
	}
}
