// SPDX-License-Identifier: GPL-2.0-only
/*
 * samemm: both are current->mm, which nothing here exchanges; or both are spelled alike, and nothing
 * in that spelling can change while the lock is held.
 */
#include "samemm.h"

#include <stdlib.h>
#include <string.h>

#include "gup/mmaplock.h"
#include "gup/primitives.h"
#include "macro.h"
#include "source/grammar.h"
#include "variable.h"

/* -- current->mm ---------------------------------------------------------------------------- */

/* What exchanges the mm of the running task. */
static const char *const switching[] = {
	"use_mm",	  "unuse_mm",	    "kthread_use_mm", "kthread_unuse_mm", "exec_mmap",
	"begin_new_exec", "flush_old_exec", "exit_mm",	      "mmput_exit",	  NULL
};

/* Do the definitions of @name that are known by now? */
static bool definitions_switch(const struct value_scope *scope, const char *name)
{
	struct definitions defs;
	bool found = false;

	library_define(scope->lib, scope->file, name, &defs);
	for (size_t i = 0; i < defs.count && !found; i++) {
		const struct definition *d = &defs.def[i];
		uint32_t tok = d->fn == SOURCE_NONE ? 0 : d->src->function[d->fn].open;
		uint32_t end = d->fn == SOURCE_NONE ? (uint32_t)d->src->tokens
						    : d->src->function[d->fn].close;

		for (; tok < end && !found; tok++)
			found = grammar_is_any(d->src, tok, switching);
	}
	free(defs.def);
	return found;
}

/* "task->mm = x" for the running task. */
static bool assigns_current_mm(const struct value_scope *scope, uint32_t tok)
{
	const struct source *src = scope->src;

	return source_is(src, tok, "->") && source_is(src, tok + 1, "mm") &&
	       source_is(src, tok + 2, "=") && tok && value_is_current(scope, tok - 1);
}

/*
 * May current->mm change in the function: is such a call anywhere in the file or the headers beside
 * it, or in a function that this one calls?
 */
static bool switches_mm(const struct value_scope *scope)
{
	const struct macro_scope macros = { scope->lib, scope->file, scope->src, false };
	const struct function *f = &scope->src->function[scope->fn];
	bool found = false;

	for (int i = 0; switching[i]; i++)
		if (macro_files_mention(&macros, switching[i]))
			return true;
	for (uint32_t tok = f->open; tok < f->close && !found; tok++) {
		char *name;

		found = assigns_current_mm(scope, tok);
		if (scope->src->token[tok].kind != TOKEN_IDENT ||
		    !source_is(scope->src, tok + 1, "(") ||
		    primitives_is_operator(scope->src, tok) ||
		    primitives_call(scope->src, tok) != PRIMITIVES_UNKNOWN)
			continue;
		name = source_word(scope->src, tok);
		found |= definitions_switch(scope, name);
		free(name);
	}
	return found;
}

/* -- one spelling --------------------------------------------------------------------------- */

/* Is the expression of names, members and indices only? */
static bool is_plain(const struct source *src, struct range r)
{
	static const char *const signs[] = { "->", ".", "[", "]", "*", "&", NULL };

	for (uint32_t i = r.first; i < r.end; i++)
		if (src->token[i].kind == TOKEN_STRING ||
		    (src->token[i].kind == TOKEN_PUNCT && !grammar_is_any(src, i, signs)))
			return false;
	return r.first < r.end;
}

static bool is_in_bracket(const struct judge_case *c, uint32_t stmt)
{
	return stmt == SOURCE_NONE || c->span.under[stmt] || stmt == c->stmt ||
	       c->span.is_release[stmt] || stmt == c->flow->locks.op[c->span.op].stmt;
}

/* Can the variable at @tok change under the bracket? *@shared: others can reach it too. */
static bool is_stable(const struct judge_case *c, const struct value_scope *scope, uint32_t tok,
		      bool *shared)
{
	struct variable v;
	bool stable;

	variable_read(scope, tok, &v);
	*shared |= v.kind == VARIABLE_UNKNOWN;
	/* a global changes like all that is shared */
	stable = v.kind == VARIABLE_UNKNOWN ? v.is_global : !v.changed && !v.masked;
	for (size_t i = 0; i < v.writes && stable; i++)
		stable = !is_in_bracket(c, statement_at(&c->flow->st, v.write[i].at));
	variable_free(&v);
	return stable;
}

/* Is a member, an element or a pointer's target assigned at @tok that @r may go through? */
static bool may_hit(const struct source *src, struct range r, uint32_t tok)
{
	static const char *const writes[] = { "=",  "+=", "-=",	 "|=",	"&=", "^=", "*=",
					      "/=", "%=", "<<=", ">>=", "++", "--", NULL };
	uint32_t left = tok - 1;

	if (source_is(src, tok, "&") && source_is(src, tok + 1, "(") &&
	    src->token[left].kind == TOKEN_PUNCT && !mmaplock_is_operand(src, tok))
		return true;
	if (!grammar_is_any(src, tok, writes))
		return false;
	if (source_is(src, left, "]") || source_is(src, left, ")") ||
	    src->token[left].kind != TOKEN_IDENT)
		return true;
	if (source_is(src, left - 1, "*") && (src->token[left - 2].kind == TOKEN_PUNCT))
		return true;
	for (uint32_t m = r.first; m < r.end; m++)
		if (src->token[m].kind == TOKEN_IDENT && source_same(src, left, src, m))
			return true;
	return false;
}

/* May the call at @tok, NAME(, change what @r goes through? A primitive only if it is passed. */
static bool may_change(const struct judge_case *c, const struct value_scope *scope, struct range r,
		       uint32_t tok)
{
	const struct macro_scope macros = { scope->lib, scope->file, scope->src, false };
	const struct source *src = c->src;
	uint32_t close = src->token[tok + 1].mate;

	if (primitives_is_operator(src, tok))
		return false;
	if (close == SOURCE_NONE || value_is_member(src, tok))
		return true;
	if (mmaplock_is_mmap_call(src, tok) || primitives_is_gup(src, tok) ||
	    flow_op_at(c->flow, statement_at(&c->flow->st, tok)) != SOURCE_NONE)
		return false;
	if (primitives_call(src, tok) == PRIMITIVES_UNKNOWN || macro_defines(&macros, src, tok))
		return true;
	for (uint32_t i = 0; i < src->functions; i++)
		if (source_same(src, src->function[i].name, src, tok))
			return true; /* the file's own, not the primitive */
	for (uint32_t i = tok + 2; i < close; i++)
		for (uint32_t m = r.first; m < r.end; m++)
			if (src->token[m].kind == TOKEN_IDENT && source_same(src, i, src, m) &&
			    (m > r.first || !source_is(src, i + 1, "->")))
				return true;
	return false;
}

/* Is the "(...)" that closes at @close a cast: "*" at its end, or a word that is surely a type? */
static bool is_cast(const struct source *src, uint32_t close)
{
	static const char *const types[] = { "u8",  "u16", "u32",  "u64",  "s8",    "s16",   "s32",
					     "s64", "int", "long", "char", "__u32", "__u64", NULL };
	const struct token *last = &src->token[close - 1];

	if (source_is(src, close - 1, "*") || grammar_is_any(src, close - 1, types))
		return true;
	return last->kind == TOKEN_IDENT && src->token[close].mate == close - 2 && last->len > 2 &&
	       !memcmp(src->text + last->at + last->len - 2, "_t", 2);
}

/* A call through a pointer, or of what another call returns? "](" and ")(". */
static bool is_indirect_call(const struct source *src, uint32_t tok)
{
	if (!source_is(src, tok + 1, "("))
		return false;
	return source_is(src, tok, "]") || (source_is(src, tok, ")") && !is_cast(src, tok));
}

/* Does nothing under the bracket change what the expression goes through? */
static bool is_reached_alike(const struct judge_case *c, const struct value_scope *scope,
			     struct range r)
{
	for (uint32_t i = 0; i < c->flow->st.count; i++) {
		uint32_t first, end;

		if (!is_in_bracket(c, i))
			continue;
		flow_own_tokens(c->flow, i, &first, &end);
		for (uint32_t tok = first; tok < end; tok++) {
			bool call = c->src->token[tok].kind == TOKEN_IDENT &&
				    source_is(c->src, tok + 1, "(");

			if (may_hit(c->src, r, tok) || is_indirect_call(c->src, tok) ||
			    (call && may_change(c, scope, r, tok)))
				return false;
		}
	}
	return true;
}

/* Does the expression mean the same mm all through the bracket? */
static bool is_same_throughout(const struct judge_case *c, const struct value_scope *scope,
			       struct range r)
{
	bool shared = false;

	if (!is_plain(c->src, r))
		return false;
	for (uint32_t i = r.first; i < r.end; i++) {
		shared |= c->src->token[i].kind == TOKEN_PUNCT;
		if (c->src->token[i].kind == TOKEN_IDENT && !value_is_member(c->src, i) &&
		    !is_stable(c, scope, i, &shared))
			return false;
	}
	return !shared || is_reached_alike(c, scope, r);
}

/* -- the bracket's mm ----------------------------------------------------------------------- */

/*
 * Is the mm named where it is locked, or through a semaphore variable that only ever holds this
 * address, and of an mm that does not change?
 */
static bool is_named_there(const struct value_scope *scope, const struct lock_op *l,
			   const struct value_mm *mm)
{
	struct range arg = value_strip(scope->src, value_argument(scope->src, l->call + 1, 0)), sem;

	if (l->mm > l->call && l->mm < scope->src->token[l->call + 1].mate)
		return true;
	if (arg.end != arg.first + 1)
		return false;
	sem = variable_only_value(scope, arg.first);
	return sem.first < sem.end && (mm->current_mm || (mm->of.end == mm->of.first + 1 &&
							  variable_is_fixed(scope, mm->of.first)));
}

/* Do all releases of the bracket name the mm that was locked? */
static bool are_releases_alike(const struct judge_case *c, const struct value_scope *scope,
			       const struct value_mm *lock)
{
	for (size_t i = 0; i < c->flow->locks.count; i++) {
		const struct lock_op *l = &c->flow->locks.op[i];
		struct value_mm mm;
		bool same;

		if (l->stmt == SOURCE_NONE || !c->span.is_release[l->stmt])
			continue;
		value_mm_in(scope, (struct range){ l->mm, l->mm_end }, &mm);
		same = !strcmp(mm.text, lock->text) && is_named_there(scope, l, &mm);
		value_mm_free(&mm);
		if (!same)
			return false;
	}
	return true;
}

/* -- a test that it is current->mm ----------------------------------------------------------- */

/* Does control leave the function, or the way to the bracket, where statement @i is run? */
static bool always_leaves(const struct flow *f, uint32_t i)
{
	const struct stmt *s = &f->st.stmt[i];
	uint32_t last = s->child;

	if (s->kind == STMT_RETURN)
		return true;
	if (s->kind != STMT_BLOCK || last == SOURCE_NONE)
		return false;
	while (f->st.stmt[last].next != SOURCE_NONE)
		last = f->st.stmt[last].next;
	return f->st.stmt[last].kind == STMT_RETURN;
}

/* "x != current->mm" or the other way round, x being the variable at token @name. */
static bool is_comparison(const struct value_scope *scope, const struct code *code, uint32_t root,
			  uint32_t name)
{
	uint32_t i = expression_strip(&code->e, root);

	if (i == SOURCE_NONE || code->e.expr[i].kind != EXPR_BINARY ||
	    !expression_is(&code->e, i, "!="))
		return false;
	for (int side = 0; side < 2; side++) {
		uint32_t x = expression_child(&code->e, i, side);
		uint32_t y = expression_child(&code->e, i, 1 - side);
		struct value_mm mm;
		bool current_mm;

		if (code->e.expr[x].kind != EXPR_NAME ||
		    !source_same(code->src, code->e.expr[x].tok, scope->src, name))
			continue;
		value_mm_in(scope, (struct range){ code->e.expr[y].first, code->e.expr[y].end },
			    &mm);
		current_mm = mm.current_mm;
		value_mm_free(&mm);
		return current_mm;
	}
	return false;
}

/*
 * "if (mm != current->mm) return ...;" before the lock, in the function's own block: behind it the
 * variable, which keeps its value, is current->mm.
 */
static bool is_tested(const struct judge_case *c, const struct value_scope *scope,
		      const struct value_mm *lock)
{
	const struct lock_op *l = &c->flow->locks.op[c->span.op];
	const struct code *code = library_code(c->judge->lib, c->file, c->site->function);

	if (lock->of.end != lock->of.first + 1 || !variable_is_fixed(scope, lock->of.first) ||
	    scope->mm_switches)
		return false;
	for (uint32_t i = 1; i < c->flow->st.count; i++) {
		const struct stmt *s = &c->flow->st.stmt[i];

		if (s->kind == STMT_IF && s->parent == 0 && s->end <= l->call &&
		    s->child != SOURCE_NONE && always_leaves(c->flow, s->child) &&
		    is_comparison(scope, code, code->at[i].root, lock->of.first))
			return true;
	}
	return false;
}

/* -- the answer ----------------------------------------------------------------------------- */

static enum reason compare(const struct judge_case *c, const struct value_scope *scope,
			   bool current_only, const struct value_mm *lock,
			   const struct value_mm *fault)
{
	const struct lock_op *l = &c->flow->locks.op[c->span.op];

	if (!is_named_there(scope, l, lock) || !are_releases_alike(c, scope, lock))
		return REASON_INTERPROCEDURAL_MM;
	if (!fault->text || (current_only && fault->current_mm))
		return lock->current_mm	   ? REASON_NONE
		       : lock->from_caller ? REASON_INTERPROCEDURAL_MM
					   : REASON_FOREIGN_MM;
	if (current_only)
		return REASON_FOREIGN_MM;
	if (lock->current_mm && fault->current_mm)
		return REASON_NONE;
	if (!strcmp(lock->text, fault->text))
		return is_same_throughout(c, scope, lock->of) &&
				       is_same_throughout(c, scope, fault->of)
			       ? REASON_NONE
			       : REASON_INTERPROCEDURAL_MM;
	return lock->from_caller || fault->from_caller ? REASON_INTERPROCEDURAL_MM
						       : REASON_FOREIGN_MM;
}

enum reason samemm_judge(struct judge_case *c, bool current_only)
{
	const struct lock_op *l = &c->flow->locks.op[c->span.op];
	const struct site_arg *arg = &c->site->arg[ROLE_MM];
	struct value_scope scope = { .src = c->src,
				     .fn = c->site->function,
				     .lib = c->judge->lib,
				     .file = c->file,
				     .want = true };
	struct value_mm lock, fault = { 0 };
	enum reason reason;

	scope.mm_switches = switches_mm(&scope);
	value_mm_in(&scope, (struct range){ l->mm, l->mm_end }, &lock);
	if (arg->first < arg->end)
		value_mm_in(&scope, (struct range){ arg->first, arg->end }, &fault);
	lock.current_mm = lock.current_mm || is_tested(c, &scope, &lock);
	reason = compare(c, &scope, current_only, &lock, &fault);
	if (reason != REASON_NONE)
		judge_note(c, reason, "the lock is that of %s (line %u), the call faults %s",
			   lock.text, c->src->token[l->call].line,
			   fault.text ? fault.text : "current->mm");
	value_mm_free(&lock);
	value_mm_free(&fault);
	return reason;
}
