// SPDX-License-Identifier: GPL-2.0-only
/*
 * effects: what macros do to variables, by their bodies with the arguments put in, and those of the
 * macros that these use. Macros that are known to write to what they are passed, or not to, are not
 * read.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/expand.h"
#include "code/reaching.h"
#include "gup/mmaplock.h"
#include "gup/primitives.h"
#include "macro.h"
#include "source/define.h"
#include "source/grammar.h"

#define MAX_EXPANSIONS 50 /* of macros that lead from one to the next */

/* A macro where it is used, and the code of its body. */
struct use {
	struct definition def;
	struct expansion expansion;
	struct code code;
};

struct uses {
	const struct macro_scope *scope;
	struct use *use[MAX_EXPANSIONS];
	size_t count;
	bool full;
};

/* -- by name -------------------------------------------------------------------------------- */

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

/* Functions and harmless macros that are met with an mm or with flags, beside those of primitives.c. */
static const char *const harmless[] = {
	"mmput", "mmdrop", "mmget", "mmget_not_zero", "mmgrab", "get_task_mm", "mm_access",
	"mmput_async", "use_mm", "unuse_mm", "kthread_use_mm", "kthread_unuse_mm", "READ_ONCE",
	"rcu_dereference", "defined", "__builtin_expect", "account_locked_vm", NULL,
};
/* clang-format on */

enum assigns { ASSIGNS_NOT, ASSIGNS, ASSIGNS_BY_DEFINITION };

/* Does what is called by the name at @tok assign, by its name alone? */
static enum assigns known(const struct macro_scope *scope, const struct source *src, uint32_t tok)
{
	const struct token *t = &src->token[tok];
	const char *name = src->text + t->at;

	if (macro_defines(scope, src, tok))
		return ASSIGNS_BY_DEFINITION;
	if (primitives_is_operator(src, tok))
		return ASSIGNS_NOT;
	if (grammar_is_any(src, tok, assigning) || memmem(name, t->len, "for_each", 8) ||
	    memmem(name, t->len, "FOR_EACH", 8))
		return ASSIGNS;
	if (grammar_is_any(src, tok, harmless) || primitives_is_gup(src, tok) ||
	    primitives_call(src, tok) != PRIMITIVES_UNKNOWN || mmaplock_is_mmap_call(src, tok))
		return ASSIGNS_NOT;
	return ASSIGNS_BY_DEFINITION;
}

/* The definitions of the name, the files' own or, with @all, whatever is meant; free(defs->def). */
static void find(const struct macro_scope *scope, const struct source *src, uint32_t tok, bool all,
		 struct definitions *defs)
{
	char *name = source_word(src, tok);

	*defs = (struct definitions){ 0 };
	if (scope->lib && scope->file)
		library_own(scope->lib, scope->file, name, false, defs);
	if (scope->lib && scope->file && !defs->count && all) {
		library_define(scope->lib, scope->file, name, defs);
		if (!defs->count && scope->want)
			library_want(scope->lib, name);
	}
	free(name);
}

/* May the call assign to what is passed by name, for all that can be said without a definition? */
static bool is_untold(const void *ctx, const struct code *code, uint32_t call)
{
	const struct macro_scope *scope = ctx;
	uint32_t callee = code->e.expr[call].child, tok = expression_callee(&code->e, call);
	struct definitions defs;
	enum assigns assigns;

	if (tok == SOURCE_NONE) /* "NAME(x)(variable)": NAME(x) may be a macro's name */
		return callee == SOURCE_NONE || code->e.expr[callee].kind == EXPR_CALL ||
		       code->e.expr[callee].kind == EXPR_UNKNOWN;
	if (code->place[code->place_of[callee]].step != PLACE_GLOBAL)
		return false; /* it calls what a variable points to */
	assigns = known(scope, code->src, tok);
	if (assigns != ASSIGNS_BY_DEFINITION)
		return assigns == ASSIGNS;
	find(scope, code->src, tok, true, &defs);
	free(defs.def);
	return !defs.count && (scope->lib || macro_defines(scope, code->src, tok) ||
			       !islower((unsigned char)code->src->text[code->src->token[tok].at]));
}

/* -- by definition -------------------------------------------------------------------------- */

/* The macros that @event of @code uses; with @all of any header. */
static void add_uses(struct uses *uses, const struct code *code, const struct event *ev, bool all)
{
	bool call = ev->kind == EVENT_CALL;
	uint32_t tok = call ? expression_callee(&code->e, ev->expr) : ev->tok;
	struct definitions defs;

	if (tok == SOURCE_NONE || code->src->token[tok].kind != TOKEN_IDENT ||
	    (!call && (ev->place == CODE_NONE || ev->expr == SOURCE_NONE ||
		       code->place[ev->place].step != PLACE_GLOBAL)) ||
	    (call && known(uses->scope, code->src, tok) != ASSIGNS_BY_DEFINITION))
		return;
	find(uses->scope, code->src, tok, all && call, &defs);
	for (size_t i = 0; i < defs.count && !uses->full; i++) {
		struct use *u;

		if (defs.def[i].fn != SOURCE_NONE)
			continue;
		u = memory_alloc(sizeof(*u));
		u->def = defs.def[i];
		uses->full = uses->count == MAX_EXPANSIONS ||
			     expand_read(&u->def, code, ev->expr, &u->expansion);
		if (uses->full) {
			free(u);
			break;
		}
		code_read(&u->expansion.src, 0, code, &u->code);
		uses->use[uses->count++] = u;
	}
	free(defs.def);
}

/* Those that the bodies use in turn. */
static void add_all_uses(struct uses *uses)
{
	for (size_t i = 0; i < uses->count && !uses->full; i++)
		for (size_t e = 0; e < uses->use[i]->code.events; e++)
			add_uses(uses, &uses->use[i]->code, &uses->use[i]->code.event[e], true);
}

static void free_uses(struct uses *uses)
{
	while (uses->count) {
		struct use *u = uses->use[--uses->count];

		code_free(&u->code);
		expand_free(&u->expansion);
		free(u);
	}
}

/* Does a body do more than read the variable that is called like token @tok of @of; NULL: any variable? */
static bool may_write(const struct uses *uses, const struct code *code, const struct source *of,
		      uint32_t tok)
{
	bool writes = code->hidden_control || code->hopeless;

	for (size_t e = 0; e < code->events && !writes; e++)
		writes = code->event[e].kind == EVENT_UNKNOWN;
	for (uint32_t p = 0; p < code->places && !writes; p++) {
		struct reaching r;

		if ((code->place[p].step != PLACE_OUTER &&
		     (of || code->place[p].step != PLACE_GLOBAL)) ||
		    (of && !source_same(code->src, code->place[p].tok, of, tok)))
			continue;
		reaching_read(code, p, CODE_NONE, is_untold, uses->scope, &r);
		writes = r.open || r.count > 1;
		reaching_free(&r);
	}
	return writes;
}

bool macro_may_assign(const void *scope, const struct code *code, uint32_t call)
{
	const struct event ev = { .kind = EVENT_CALL, .expr = call };
	struct uses uses = { .scope = scope };
	bool assigns;

	if (is_untold(scope, code, call))
		return true;
	add_uses(&uses, code, &ev, true);
	add_all_uses(&uses);
	assigns = uses.full;
	for (size_t i = 0; i < uses.count && !assigns; i++)
		assigns = may_write(&uses, &uses.use[i]->code, NULL, 0);
	free_uses(&uses);
	return assigns;
}

/* Does the body itself, not an argument, name it? */
static bool is_named(const struct definition *def, const struct source *of, uint32_t tok)
{
	if (define_has_parameter(def->params, of->text + of->token[tok].at, of->token[tok].len))
		return false;
	for (uint32_t i = 0; i < def->src->tokens; i++)
		if (source_same(def->src, i, of, tok) && !grammar_is_member(def->src, i))
			return true;
	return false;
}

enum macro_capture macro_captures(const struct macro_scope *scope, const struct code *code,
				  const struct source *of, uint32_t tok)
{
	struct uses uses = { .scope = scope };
	bool named = false, writes = false;

	if (!macro_mentions(scope, of, tok))
		return MACRO_NO;
	if (!code)
		return MACRO_MAY_WRITE;
	for (size_t e = 0; e < code->events; e++)
		add_uses(&uses, code, &code->event[e], false);
	add_all_uses(&uses);
	for (size_t i = 0; i < uses.count; i++) {
		named |= is_named(&uses.use[i]->def, of, tok);
		writes |= may_write(&uses, &uses.use[i]->code, of, tok);
	}
	writes |= uses.full;
	free_uses(&uses);
	if (writes && (named || uses.full))
		return MACRO_MAY_WRITE;
	return named ? MACRO_NAMES : MACRO_NO;
}
