// SPDX-License-Identifier: GPL-2.0-only
/*
 * samemm: both are current->mm, which nothing here exchanges; or both are spelled alike, and nothing
 * in that spelling can change while the lock is held.
 */
#include "judge.h"

#include <stdlib.h>
#include <string.h>

#include "gup/mmaplock.h"
#include "gup/primitives.h"
#include "mm.h"
#include "source/grammar.h"

/* -- current->mm ---------------------------------------------------------------------------- */

/* Do the definitions of the function or macro at token @tok, as far as they are known by now? */
static bool definitions_switch(const struct mm_scope *scope, uint32_t tok)
{
	char *name = source_word(scope->code->src, tok);
	struct definitions defs;
	bool found = false;

	library_define(scope->values.lib, scope->values.file, name, &defs);
	for (size_t i = 0; i < defs.count && !found; i++) {
		const struct definition *d = &defs.def[i];
		uint32_t t = d->fn == SOURCE_NONE ? 0 : d->src->function[d->fn].open;
		uint32_t end = d->fn == SOURCE_NONE ? (uint32_t)d->src->tokens
						    : d->src->function[d->fn].close;

		for (; t < end && !found; t++)
			found = primitives_switches_mm(d->src, t);
	}
	free(defs.def);
	free(name);
	return found;
}

/* "task->mm = x" for the running task. */
static bool assigns_current_mm(const struct mm_scope *scope, const struct event *ev)
{
	const struct expressions *e = &scope->code->e;

	return ev->kind == EVENT_WRITE && ev->expr != SOURCE_NONE &&
	       e->expr[ev->expr].kind == EXPR_MEMBER && expression_is(e, ev->expr, "mm") &&
	       expression_is_arrow(e, ev->expr) &&
	       mm_is_task_current(scope, e->expr[ev->expr].child);
}

/*
 * May current->mm change in the function: is such a call anywhere in the file or the headers beside
 * it, or in a function that this one calls?
 */
static bool switches_mm(const struct mm_scope *scope)
{
	const struct code *code = scope->code;
	bool found = false;

	for (size_t i = 0; primitives_switching(i); i++)
		if (macro_files_mention(&scope->values, primitives_switching(i)))
			return true;
	for (size_t k = 0; k < code->events && !found; k++) {
		const struct event *ev = &code->event[k];
		uint32_t tok = code_callee(code, ev);

		found = assigns_current_mm(scope, ev) ||
			(tok != SOURCE_NONE &&
			 primitives_call(code->src, tok) == PRIMITIVES_UNKNOWN &&
			 definitions_switch(scope, tok));
	}
	return found;
}

/* -- one spelling --------------------------------------------------------------------------- */

/* A name or a member's name. */
static bool is_name(const struct expressions *e, uint32_t i)
{
	return e->expr[i].kind == EXPR_NAME || e->expr[i].kind == EXPR_MEMBER;
}

/* Is the expression of names, members and indices only? */
static bool is_plain(const struct expressions *e, uint32_t expr)
{
	for (uint32_t i = expression_first(e, expr); i <= expr; i++)
		if (!is_name(e, i) && e->expr[i].kind != EXPR_INDEX &&
		    e->expr[i].kind != EXPR_NUMBER &&
		    !(e->expr[i].kind == EXPR_PREFIX &&
		      (expression_is(e, i, "*") || expression_is(e, i, "&"))))
			return false;
	return true;
}

static bool is_in_bracket(const struct judge_case *c, uint32_t stmt)
{
	return c->span.under[stmt] || stmt == c->stmt || c->span.is_release[stmt] ||
	       stmt == c->flow->locks.op[c->span.op].stmt;
}

/* Can the variable that expression @expr names change under the bracket? */
static bool is_stable(const struct judge_case *c, const struct mm_scope *scope, uint32_t expr)
{
	const struct code *code = scope->code;
	struct reaching r;
	bool stable;

	if (code->place[code->place_of[expr]].step == PLACE_GLOBAL)
		return true; /* it changes like all that is shared */
	values_reaching(&scope->values, code, expr, &r);
	stable = !r.open;
	for (size_t i = 1; i < r.count && stable; i++)
		stable = !is_in_bracket(c, code->event[r.def[i].event].stmt);
	reaching_free(&r);
	return stable;
}

/* Does expression @in use the name of node @i, other than as the pointer that @in itself begins with? */
static bool uses_name(const struct expressions *e, uint32_t in, uint32_t i)
{
	uint32_t root = expression_first(e, in);

	for (uint32_t k = root; k <= in; k++)
		if (is_name(e, k) && source_same(e->src, e->expr[k].tok, e->src, e->expr[i].tok) &&
		    !(k == root && e->expr[e->expr[i].parent].kind == EXPR_MEMBER &&
		      expression_is_arrow(e, e->expr[i].parent)))
			return true;
	return false;
}

/* May the write to @place hit what @expr goes through? */
static bool may_hit(const struct code *code, uint32_t expr, uint32_t place)
{
	const struct place *p = &code->place[place];
	const struct expressions *e = &code->e;

	if (p->step == PLACE_SYMBOL || (p->step == PLACE_TARGET && code_is_own(code, place)))
		return false; /* is_stable() looks at variables */
	if (p->step != PLACE_MEMBER && p->step != PLACE_GLOBAL)
		return true;
	for (uint32_t i = expression_first(e, expr); i <= expr; i++)
		if (is_name(e, i) && source_same(e->src, e->expr[i].tok, e->src, p->tok))
			return true;
	return false;
}

/* May the call change what @expr goes through? A primitive only if it is passed. */
static bool may_change(const struct mm_scope *scope, uint32_t expr, uint32_t call)
{
	const struct code *code = scope->code;
	uint32_t tok = expression_callee(&code->e, call);

	if (tok == SOURCE_NONE ||
	    code->place[code->place_of[code->e.expr[call].child]].step != PLACE_GLOBAL)
		return true;
	if (mmaplock_is_mmap_call(code->src, tok) || primitives_is_gup(code->src, tok))
		return false;
	if (primitives_call(code->src, tok) == PRIMITIVES_UNKNOWN ||
	    macro_defines(&scope->values, code->src, tok))
		return true;
	if (source_find(code->src, code->src, tok) != SOURCE_NONE)
		return true; /* the file's own, not the primitive */
	for (uint32_t i = expression_first(&code->e, call) + 1; i < call; i++)
		if (is_name(&code->e, i) && uses_name(&code->e, expr, i))
			return true;
	return false;
}

/* Does nothing under the bracket change what the expression goes through? */
static bool is_reached_alike(const struct judge_case *c, const struct mm_scope *scope,
			     uint32_t expr)
{
	const struct code *code = scope->code;

	for (size_t k = 0; k < code->events; k++) {
		const struct event *ev = &code->event[k];

		if (!is_in_bracket(c, ev->stmt) || flow_op_at(c->flow, ev->stmt) != SOURCE_NONE)
			continue;
		if (ev->kind == EVENT_UNKNOWN || ev->kind == EVENT_DECLARE ||
		    (ev->kind == EVENT_WRITE && may_hit(code, expr, ev->place)) ||
		    (ev->kind == EVENT_CALL && may_change(scope, expr, ev->expr)))
			return false;
	}
	return true;
}

/* Does the expression mean the same mm all through the bracket? */
static bool is_same_throughout(const struct judge_case *c, const struct mm_scope *scope,
			       uint32_t expr)
{
	const struct code *code = scope->code;

	if (!is_plain(&code->e, expr))
		return false;
	for (uint32_t i = expression_first(&code->e, expr); i <= expr; i++)
		if (code->e.expr[i].kind == EXPR_NAME && !is_stable(c, scope, i))
			return false;
	return code_is_own(code, code->place_of[expr]) || is_reached_alike(c, scope, expr);
}

/* -- the bracket's mm ----------------------------------------------------------------------- */

/*
 * Is the mm named where it is locked, or through a semaphore variable that only ever holds this
 * address, and of an mm that does not change?
 */
static bool is_named_there(const struct mm_scope *scope, const struct lock_op *l,
			   const struct mm *mm)
{
	const struct expressions *e = &scope->code->e;
	uint32_t call = scope->code->event[l->event].expr;

	if (l->mm > l->call && l->mm < e->expr[call].end)
		return true;
	return mm_only_value(scope, expression_strip(e, expression_child(e, call, 1))) !=
		       SOURCE_NONE &&
	       (mm->current_mm || mm_is_fixed(scope, mm->expr));
}

/* Do all releases of the bracket name the mm that was locked? */
static bool are_releases_alike(const struct judge_case *c, const struct mm_scope *scope,
			       const struct mm *lock)
{
	for (size_t i = 0; i < c->flow->locks.count; i++) {
		const struct lock_op *l = &c->flow->locks.op[i];
		struct mm mm;
		bool same;

		if (l->stmt == SOURCE_NONE || !c->span.is_release[l->stmt])
			continue;
		mm_read(scope, l->expr, &mm);
		same = mm_is_same(scope, &mm, lock) && is_named_there(scope, l, &mm);
		mm_free(&mm);
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

/* "x != current->mm" or the other way round, x being the variable that @expr names. */
static bool is_comparison(const struct mm_scope *scope, uint32_t root, uint32_t expr)
{
	const struct code *code = scope->code;
	uint32_t i = expression_strip(&code->e, root);

	if (i == SOURCE_NONE || code->e.expr[i].kind != EXPR_BINARY ||
	    !expression_is(&code->e, i, "!="))
		return false;
	for (int side = 0; side < 2; side++) {
		struct mm mm;
		bool current_mm;

		if (code->place_of[expression_child(&code->e, i, side)] != code->place_of[expr])
			continue;
		mm_read(scope, expression_child(&code->e, i, 1 - side), &mm);
		current_mm = mm.current_mm;
		mm_free(&mm);
		return current_mm;
	}
	return false;
}

/*
 * "if (mm != current->mm) return ...;" before the lock, in the function's own block: behind it the
 * variable, which keeps its value, is current->mm.
 */
static bool is_tested(const struct judge_case *c, const struct mm_scope *scope,
		      const struct mm *lock)
{
	const struct lock_op *l = &c->flow->locks.op[c->span.op];

	if (!mm_is_fixed(scope, lock->expr))
		return false;
	for (uint32_t i = 1; i < c->flow->st.count; i++) {
		const struct stmt *s = &c->flow->st.stmt[i];

		if (s->kind == STMT_IF && s->parent == 0 && s->end <= l->call &&
		    s->child != SOURCE_NONE && always_leaves(c->flow, s->child) &&
		    is_comparison(scope, scope->code->at[i].root, lock->expr))
			return true;
	}
	return false;
}

/* -- the answer ----------------------------------------------------------------------------- */

static enum reason compare(const struct judge_case *c, const struct mm_scope *scope,
			   bool current_only, const struct mm *lock, const struct mm *fault)
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
		return mm_is_same(scope, lock, fault) && is_same_throughout(c, scope, lock->expr) &&
				       is_same_throughout(c, scope, fault->expr)
			       ? REASON_NONE
			       : REASON_INTERPROCEDURAL_MM;
	return lock->from_caller || fault->from_caller ? REASON_INTERPROCEDURAL_MM
						       : REASON_FOREIGN_MM;
}

enum reason judge_same_mm(struct judge_case *c, bool current_only)
{
	const struct lock_op *l = &c->flow->locks.op[c->span.op];
	struct mm_scope scope = { .values = { c->judge->lib, c->file, c->src, true },
				  .code = c->flow->code };
	uint32_t arg = judge_argument(c, ROLE_MM);
	struct mm lock, fault = { 0 };
	enum reason reason;

	scope.switches = switches_mm(&scope);
	mm_read(&scope, l->expr, &lock);
	if (arg != SOURCE_NONE)
		mm_read(&scope, arg, &fault);
	lock.current_mm = lock.current_mm || is_tested(c, &scope, &lock);
	reason = compare(c, &scope, current_only, &lock, &fault);
	if (reason != REASON_NONE)
		judge_note(c, reason, "the lock is that of %s (line %u), the call faults %s",
			   lock.text, c->src->token[l->call].line,
			   fault.text ? fault.text : "current->mm");
	mm_free(&lock);
	mm_free(&fault);
	return reason;
}
