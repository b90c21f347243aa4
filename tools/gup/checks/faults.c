// SPDX-License-Identifier: GPL-2.0-only
/*
 * faults: what lone_run() finds wrong with the lock, told as findings with fixes. Where something else
 * may take or release the lock, through a wrapper or an alias, nothing is said; nor of what comes after a
 * function of the file that does so.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "check.h"

/* One function on its way. */
struct telling {
	struct check *c;
	uint32_t fn;
	const struct program *p;
	const struct uses *uses;
	struct entry entry;
	size_t first;	/* of the function's findings, in c->out */
	size_t release; /* ... that which tells of releases after a drop; SIZE_MAX */
};

static const struct use *use_at(const struct telling *t, uint32_t expr)
{
	for (size_t i = 0; i < t->uses->count; i++)
		if (t->uses->use[i].expr == expr)
			return &t->uses->use[i];
	return NULL;
}

/* The token of an expression, by which it is named. */
static uint32_t token_of(const struct telling *t, uint32_t expr)
{
	const struct expressions *e = &t->p->code.e;
	uint32_t callee;

	if (expr == SOURCE_NONE)
		return t->c->src->function[t->fn].close;
	callee = e->expr[expr].kind == EXPR_CALL ? expression_callee(e, expr) : SOURCE_NONE;
	return callee != SOURCE_NONE		   ? callee
	       : e->expr[expr].kind == EXPR_MEMBER ? e->expr[expr].first
						   : e->expr[expr].tok;
}

static uint32_t line_of(const struct telling *t, uint32_t expr)
{
	return t->c->src->token[token_of(t, expr)].line;
}

/* The variable whose address the call gets for locked, or CODE_NONE. */
static uint32_t variable_of(const struct telling *t, const struct use *use)
{
	const struct code *code = &t->p->code;
	uint32_t arg = use ? use->arg[ROLE_LOCKED] : SOURCE_NONE, place;

	if (arg == SOURCE_NONE || code->e.expr[arg].kind != EXPR_PREFIX ||
	    !expression_is(&code->e, arg, "&"))
		return CODE_NONE;
	place = code->place_of[code->e.expr[arg].child];
	return place != CODE_NONE && code->place[place].step == PLACE_SYMBOL
		       ? code->place[place].symbol
		       : CODE_NONE;
}

/* Its name, the caller's. */
static char *variable_name(const struct telling *t, const struct use *use)
{
	uint32_t s = variable_of(t, use);

	return s == CODE_NONE ? memory_strdup("*locked")
			      : source_word(t->c->src, t->p->code.symbol[s].d.name);
}

__attribute__((format(printf, 5, 6))) static struct finding *
add(struct telling *t, enum rule rule, uint32_t at, uint32_t cause, const char *fmt, ...)
{
	uint32_t tok = token_of(t, at), from = token_of(t, cause);
	const struct source *src = t->c->src;
	struct finding *f;
	char *message;
	va_list args;

	va_start(args, fmt);
	if (vasprintf(&message, fmt, args) < 0)
		message = memory_strdup(rule_summary(rule));
	va_end(args);
	f = finding_add(t->c->out, rule, t->c->file->path, src, tok, "%s", message);
	free(message);
	finding_span(f, src, tok, at == SOURCE_NONE ? tok + 1 : t->p->code.e.expr[at].end);
	if (cause != SOURCE_NONE && from < tok)
		finding_span(f, src, from, tok + 1);
	return f;
}

/* -- statements ----------------------------------------------------------------------------- */

static uint32_t statement_of(const struct telling *t, uint32_t expr)
{
	return statement_at(&t->p->code.st, t->p->code.e.expr[expr].first);
}

/* Does the statement stand in a block, so that a line can be put before or behind it? */
static bool stands_free(const struct telling *t, uint32_t stmt)
{
	const struct stmt *s = &t->p->code.st.stmt[stmt];

	return (s->kind == STMT_EXPR || s->kind == STMT_DECL) && s->parent != SOURCE_NONE &&
	       t->p->code.st.stmt[s->parent].kind == STMT_BLOCK;
}

/* The acquisition that stands last before the call, else the first behind it; NULL: there is none. */
static const struct lock_op *lock_of(const struct telling *t, const struct use *use)
{
	const struct lock_op *found = NULL;

	for (size_t i = 0; i < t->p->ops.count; i++) {
		const struct lock_op *op = &t->p->ops.op[i];

		if (op->kind < LOCK_DOWNGRADE && (op->call < use->name || !found))
			found = op;
	}
	return found;
}

/* -- deadlocks ------------------------------------------------------------------------------ */

/* The caller's lock. What a condition decides may depend on just that. */
static void tell_caller(struct telling *t, const struct lone_fault *fault)
{
	const struct statements *st = &t->p->code.st;
	const struct source *src = t->c->src;
	const struct entry *e = &t->entry;
	char *holder, *what;
	struct finding *f;

	if (!e->held)
		return;
	for (uint32_t i = statement_of(t, fault->at); t->p->ops.count && i != SOURCE_NONE;
	     i = st->stmt[i].parent)
		if ((st->stmt[i].kind == STMT_IF && i != statement_of(t, fault->at)) ||
		    st->stmt[i].kind == STMT_SWITCH)
			return;
	what = source_word(src, token_of(t, fault->at));
	if (e->who) {
		f = add(t, RULE_DEADLOCK, fault->at, SOURCE_NONE,
			"%s() takes the mmap lock, which is %s: a deadlock", what, e->who);
		f->changed = true;
		free(what);
		return;
	}
	holder = source_word(src, src->function[e->fn].name);
	if (e->lock != SOURCE_NONE)
		f = add(t, RULE_DEADLOCK, fault->at, SOURCE_NONE,
			"%s() takes the mmap lock, which %s() holds at line %u: a deadlock", what,
			holder, src->token[e->call].line);
	else
		f = add(t, RULE_DEADLOCK, fault->at, SOURCE_NONE,
			"%s() takes the mmap lock, which the kernel holds when it calls %s() "
			"(line %u): a deadlock",
			what, holder, src->token[e->call].line);
	finding_span(f, src, e->lock != SOURCE_NONE ? e->lock : e->call, e->call + 1);
	free(holder);
	free(what);
}

static struct finding *tell_deadlock(struct telling *t, const struct lone_fault *fault)
{
	const struct use *use = use_at(t, fault->at);
	const struct source *src = t->c->src;
	char *what = source_word(src, token_of(t, fault->at));
	struct finding *f;

	f = add(t, RULE_DEADLOCK, fault->at, fault->cause,
		"%s() takes the mmap lock, which is held since line %u: a deadlock", what,
		line_of(t, fault->cause));
	free(what);
	for (size_t i = 0; i < t->p->ops.count; i++)
		if (t->p->ops.op[i].kind > LOCK_DOWNGRADE &&
		    t->p->ops.op[i].call > token_of(t, fault->at))
			finding_span(f, src, token_of(t, fault->at), t->p->ops.op[i].call + 1);
	if (use)
		check_fix_form(t->p, f, use, FORM_PLAIN);
	return f;
}

/* -- releases ------------------------------------------------------------------------------- */

/* "if (!locked)" around the release: it asks the wrong way round. */
static bool asks_inverse(const struct telling *t, const struct stmt *s, const char *name)
{
	const struct expressions *e = &t->p->code.e;
	uint32_t root = t->p->code.at[s - t->p->code.st.stmt].root;

	return s->kind == STMT_IF && root != SOURCE_NONE && e->expr[root].kind == EXPR_PREFIX &&
	       expression_is(e, root, "!") && e->expr[e->expr[root].child].kind == EXPR_NAME &&
	       expression_is(e, e->expr[root].child, name);
}

/* Let the release ask the variable. Returns whether that can be written. */
static bool fix_release(const struct telling *t, struct finding *f, const struct lock_op *op,
			const char *name)
{
	const struct stmt *all = t->p->code.st.stmt, *s = &all[op->stmt], *up = s, *owner;
	const struct source *src = t->c->src;
	char *indent = check_indent(src, s->first);
	bool done = true;

	owner = up = s->parent == SOURCE_NONE ? s : &all[s->parent];
	if (up->kind == STMT_BLOCK && up->parent != SOURCE_NONE && up->child == op->stmt)
		up = &all[up->parent]; /* if (...) { release } */
	if (asks_inverse(t, up, name))
		check_replace(src, f, up->head, up->head + 2, memory_strdup(name));
	else if (op->exact && op->guard == SOURCE_NONE && indent && owner->kind != STMT_IF)
		finding_edit(f, src->token[s->first].at, 0,
			     memory_printf("if (%s)\n%s\t", name, indent));
	else
		done = false;
	free(indent);
	return done;
}

/* All of a function's are one finding: half of the fix would be worse than none. */
static struct finding *tell_release(struct telling *t, const struct lone_fault *fault)
{
	const struct use *use = use_at(t, fault->cause);
	const struct lock_op *op = &t->p->ops.op[t->p->expr[fault->at].op];
	bool first = t->release == SIZE_MAX;
	char *name = variable_name(t, use);
	struct finding *f;

	if (first) {
		f = add(t, RULE_RELEASE, fault->at, fault->cause,
			"the lock is released though %s() at line %u may have dropped it; make it "
			"depend on %s",
			use ? use->fn->name : "a call", line_of(t, fault->cause), name);
		t->release = t->c->out->count - 1;
	}
	f = &t->c->out->finding[t->release];
	finding_span(f, t->c->src, op->call, op->call + 1);
	if ((first || f->fix.count) && (!use || !fix_release(t, f, op, name)))
		finding_drop_fix(f);
	free(name);
	return first ? f : NULL;
}

static struct finding *tell_mode(struct telling *t, const struct lone_fault *fault)
{
	uint32_t tok = token_of(t, fault->at);
	char *word = source_word(t->c->src, tok);
	char *write = strstr(word, "write"), *read = strstr(word, "read");
	struct finding *f;

	f = add(t, RULE_RELEASE_MODE, fault->at, fault->cause,
		"%s() releases the lock in another mode than it was taken in at line %u", word,
		line_of(t, fault->cause));
	if (write)
		check_replace(t->c->src, f, tok, tok + 1,
			      memory_printf("%.*sread%s", (int)(write - word), word, write + 5));
	else if (read)
		check_replace(t->c->src, f, tok, tok + 1,
			      memory_printf("%.*swrite%s", (int)(read - word), word, read + 4));
	free(word);
	return f;
}

/* -- the variable --------------------------------------------------------------------------- */

/* The only place that gives the variable no value or 0 gets 1. */
static void fix_not_set(const struct telling *t, struct finding *f, uint32_t s)
{
	const struct code *code = &t->p->code;
	const struct declarator *d = &code->symbol[s].d;
	const struct source *src = t->c->src;
	uint32_t value = SOURCE_NONE;
	size_t writes = 0;

	for (size_t k = 0; k < code->events; k++) {
		const struct event *ev = &code->event[k];

		if (ev->kind != EVENT_WRITE || code->place[ev->place].step != PLACE_SYMBOL ||
		    code->place[ev->place].symbol != s)
			continue;
		writes++;
		value = ev->value;
	}
	if (!writes) {
		finding_span(f, src, d->name, d->name + 1);
		check_replace(src, f, d->name, d->name + 1,
			      memory_printf("%.*s = 1", (int)src->token[d->name].len,
					    src->text + src->token[d->name].at));
	} else if (writes == 1 && value != SOURCE_NONE) {
		const struct expr *x = &code->e.expr[value];

		finding_span(f, src, x->first, x->end);
		check_replace(src, f, x->first, x->end,
			      memory_strdup(source_is(src, x->first, "false") ? "true" : "1"));
	}
}

static struct finding *tell_not_set(struct telling *t, const struct lone_fault *fault)
{
	const struct use *use = use_at(t, fault->at);
	uint32_t s = variable_of(t, use);
	char *name = variable_name(t, use);
	struct finding *f;

	f = add(t, RULE_LOCKED_NOT_SET, fault->at, fault->cause,
		"%s must be 1 at the call of %s(), but it %s", name, use->fn->name,
		fault->rule == RUN_RULE_UNSET ? "has no value" : "may be something else");
	if (s != CODE_NONE)
		fix_not_set(t, f, s);
	free(name);
	return f;
}

/* Set it to 1 where the lock is taken; or where the lock is lost (!@retaken) take that first. */
static void fix_not_reset(const struct telling *t, struct finding *f, const struct use *use,
			  const char *name, bool retaken)
{
	const struct lock_op *op = lock_of(t, use);
	const struct source *src = t->c->src;
	const struct stmt *s;
	uint32_t at = op && retaken ? op->stmt : statement_of(t, use->expr);
	char *indent, *lock;

	if (!op || !stands_free(t, at) || (!retaken && !op->exact))
		return;
	s = &t->p->code.st.stmt[at];
	indent = check_indent(src, s->first);
	if (indent && retaken) {
		finding_edit(f, src->token[s->first].at, 0,
			     memory_printf("%s = 1;\n%s", name, indent));
	} else if (indent) {
		const struct stmt *l = &t->p->code.st.stmt[op->stmt];

		lock = memory_strndup(src->text + src->token[l->first].at,
				      src->token[l->end - 1].at + 1 - src->token[l->first].at);
		finding_edit(f, src->token[s->end - 1].at + src->token[s->end - 1].len, 0,
			     memory_printf("\n%sif (!%s) {\n%s\t%s\n%s\t%s = 1;\n%s}", indent, name,
					   indent, lock, indent, name, indent));
		free(lock);
	}
	free(indent);
}

static struct finding *tell_not_reset(struct telling *t, const struct lone_fault *fault)
{
	const struct use *use = use_at(t, fault->at);
	bool retaken = fault->rule == RUN_RULE_ZERO_DROPPED;
	const struct statements *st = &t->p->code.st;
	char *name = variable_name(t, use);
	struct finding *f;

	f = add(t, RULE_LOCKED_NOT_RESET, fault->at, fault->cause,
		"%s may still be 0 from the call at line %u%s", name, line_of(t, fault->cause),
		retaken ? "; set it to 1 when the lock is taken" : ", and the lock not be held");
	for (uint32_t i = statement_of(t, fault->at); i != SOURCE_NONE; i = st->stmt[i].parent)
		if (st->stmt[i].kind == STMT_LOOP) {
			finding_span(f, t->c->src, st->stmt[i].first, st->stmt[i].end);
			break;
		}
	fix_not_reset(t, f, use, name, retaken);
	free(name);
	return f;
}

/* "int locked = 1;" on a line of its own, for one call alone: it goes with the argument. */
static void fix_drop_declaration(const struct telling *t, struct finding *f, uint32_t s)
{
	const struct code *code = &t->p->code;
	const struct stmt *decl = &code->st.stmt[code->symbol[s].stmt];
	const struct source *src = t->c->src;
	const struct function *fn = &src->function[t->fn];
	uint32_t name = code->symbol[s].d.name, uses = 0, from, to;
	char *indent = check_indent(src, decl->first);

	for (uint32_t tok = fn->open; tok < fn->close; tok++)
		uses += source_same(src, tok, src, name);
	if (indent && uses == 2 && decl->end <= decl->first + 5 && name == decl->first + 1) {
		from = src->token[decl->first].at - (uint32_t)strlen(indent);
		to = src->token[decl->end - 1].at + 1;
		if (src->text[to] == '\n')
			finding_edit(f, from, to + 1 - from, memory_strdup(""));
	}
	free(indent);
}

/* Nothing looks at the variable after the call, and its address goes nowhere else. */
static void check_ignored(struct telling *t, const struct use *use)
{
	const struct code *code = &t->p->code;
	uint32_t s = variable_of(t, use);
	size_t given = 0;
	struct finding *f;
	char *name;

	if (s == CODE_NONE || use->form != FORM_LOCKED || t->release != SIZE_MAX ||
	    code->symbol[s].parameter >= 0)
		return;
	for (size_t k = 0; k < code->events; k++) {
		const struct event *ev = &code->event[k];

		if (ev->place == CODE_NONE || code->place[ev->place].step != PLACE_SYMBOL ||
		    code->place[ev->place].symbol != s)
			continue;
		if (ev->kind == EVENT_READ)
			return;
		given += ev->kind == EVENT_ADDRESS;
	}
	for (size_t i = 0; i < t->uses->count; i++)
		given -= variable_of(t, &t->uses->use[i]) == s;
	if (given)
		return;
	name = variable_name(t, use);
	f = add(t, RULE_LOCKED_IGNORED, use->expr, SOURCE_NONE,
		"%s() may drop the lock, but nothing reads %s afterwards", use->fn->name, name);
	free(name);
	fix_drop_declaration(t, f, s);
	check_fix_keep(t->p, f, use);
}

/* -- the rest ------------------------------------------------------------------------------- */

static struct finding *tell_no_lock(struct telling *t, const struct lone_fault *fault)
{
	const struct use *use = use_at(t, fault->at);
	const struct program *p = t->p;
	struct finding *f;

	/* a caller does something with the lock that is not followed */
	if (t->entry.unclear && !fault->operated)
		return NULL;
	f = add(t, RULE_NO_LOCK, fault->at, SOURCE_NONE,
		"%s() needs the mmap lock, and nobody takes it", use->fn->name);
	if (!fault->operated && !(t->entry.entered && !t->entry.may_hold))
		f->doubtful = true;
	f->changed = f->doubtful && t->entry.free;
	if (use->form == FORM_PLAIN && use_is_null(p, use->arg[ROLE_VMAS]) &&
	    use_is_null(p, use->arg[ROLE_LOCKED]))
		check_fix_form(p, f, use, FORM_UNLOCKED);
	return f;
}

static struct finding *tell_late(struct telling *t, const struct lone_fault *fault)
{
	const struct use *use = use_at(t, fault->cause);
	bool stale = fault->rule == RUN_RULE_STALE;
	char *what = source_word(t->c->src, token_of(t, fault->at));
	struct finding *f;

	f = add(t, RULE_USE_AFTER_DROP, fault->at, fault->cause, "%s %s %s() at line %u %s", what,
		stale ? "was found before" : "is used though", use ? use->fn->name : "the call",
		line_of(t, fault->cause), stale ? "dropped the lock" : "may have dropped the lock");
	free(what);
	if (use)
		check_fix_keep(t->p, f, use);
	return f;
}

static struct finding *tell_pair(struct telling *t, const struct lone_fault *fault)
{
	uint32_t tok = token_of(t, fault->at);
	char *what = source_word(t->c->src, tok);
	struct finding *f;

	f = add(t, RULE_PAGE_PAIR, fault->at, SOURCE_NONE, "%s() is for pages that were %s", what,
		strstr(what, "unpin") ? "pinned, and these were got"
				      : "got, and these were pinned");
	if (!strcmp(what, "put_page") || !strcmp(what, "unpin_user_page"))
		check_replace(t->c->src, f, tok, tok + 1,
			      memory_strdup(*what == 'p' ? "unpin_user_page" : "put_page"));
	free(what);
	return f;
}

/* How the variable is declared, where no int of the function's own is. */
static struct finding *tell_variable(struct telling *t, const struct lone_fault *fault)
{
	const struct use *use = use_at(t, fault->at);
	uint32_t s = variable_of(t, use);
	struct finding *f;
	char *name;

	if (s == CODE_NONE ||
	    (fault->rule == RUN_RULE_POINTER && t->p->code.symbol[s].d.storage != STORAGE_STATIC))
		return NULL;
	name = variable_name(t, use);
	f = add(t, RULE_LOCKED_TYPE, fault->at, SOURCE_NONE,
		"%s must be an int of this call alone, but it is %s", name,
		fault->rule == RUN_RULE_POINTER ? "static" : "of another type");
	finding_span(f, t->c->src, t->p->code.symbol[s].d.name, t->p->code.symbol[s].d.name + 1);
	free(name);
	return f;
}

static struct finding *tell(struct telling *t, const struct lone_fault *fault)
{
	const struct use *use = fault->at == SOURCE_NONE ? NULL : use_at(t, fault->at);
	struct finding *f;

	switch (fault->rule) {
	case RUN_RULE_AGAIN:
	case RUN_RULE_UNDER:
		return tell_deadlock(t, fault);
	case RUN_RULE_DROPPED:
		return tell_release(t, fault);
	case RUN_RULE_NOT_HELD:
		return add(t, RULE_RELEASE_TWICE, fault->at, fault->cause,
			   "the lock is released though it is not held%s",
			   fault->operated ? " any more" : "");
	case RUN_RULE_OTHER_MM:
	case RUN_RULE_CALL_MM:
		return add(t, RULE_OTHER_MM, fault->at, fault->cause,
			   "the lock that was taken at line %u is another mm's",
			   line_of(t, fault->cause));
	case RUN_RULE_MODE:
		return fault->cause == SOURCE_NONE ? NULL : tell_mode(t, fault);
	case RUN_RULE_CALL:
		return tell_no_lock(t, fault);
	case RUN_RULE_CALL_DROPPED:
		if (use->form == FORM_LOCKED && variable_of(t, use) != CODE_NONE)
			return tell_not_reset(t, fault);
		return add(t, RULE_CALL_AFTER_DROP, fault->at, fault->cause,
			   "%s() needs the mmap lock, which the call at line %u may have dropped",
			   use->fn->name, line_of(t, fault->cause));
	case RUN_RULE_WRITE:
		f = add(t, RULE_LOCKED_WRITE, fault->at, fault->cause,
			"%s() would release for reading what is held for writing", use->fn->name);
		check_fix_keep(t->p, f, use);
		return f;
	case RUN_RULE_POINTER:
	case RUN_RULE_TYPE:
		return tell_variable(t, fault);
	case RUN_RULE_UNSET:
	case RUN_RULE_NOT_ONE:
		return tell_not_set(t, fault);
	case RUN_RULE_ZERO_DROPPED:
		return tell_not_reset(t, fault);
	case RUN_RULE_ENDS_HELD:
		return add(t, RULE_NOT_RELEASED, fault->cause, SOURCE_NONE,
			   "the lock that is taken here is still held at a return");
	case RUN_RULE_LATE:
	case RUN_RULE_STALE:
		return tell_late(t, fault);
	case RUN_RULE_COUNT:
		return add(t, RULE_PAGE_COUNT, fault->at, SOURCE_NONE,
			   "it is given a number of pages that the call did not return");
	case RUN_RULE_PAIR:
		return tell_pair(t, fault);
	case RUN_RULE_VMA:
		return add(t, RULE_VMA_NOT_SET, fault->at, SOURCE_NONE,
			   "the VMA was not looked up");
	default:
		return NULL;
	}
}

/* May something that was called have taken or released the lock, or does only a caller know whose it is? */
static bool depends_on_others(const struct lone_fault *fault)
{
	switch (fault->rule) {
	case RUN_RULE_CALL:
	case RUN_RULE_AGAIN:
	case RUN_RULE_UNDER:
		return fault->strayed;
	case RUN_RULE_NOT_HELD:
		return fault->strayed || !fault->operated;
	case RUN_RULE_ENDS_HELD:
	case RUN_RULE_CALL_MM:
	case RUN_RULE_OTHER_MM:
		return true;
	default:
		return false;
	}
}

/* @rule: only faults of that; RUN_RULES: of any. */
static void tell_all(struct telling *t, unsigned int entry, enum run_rule rule)
{
	const struct lone *lone = check_lone(t->c, t->fn, entry);
	bool others = false;

	for (size_t i = 0; i < lone->count; i++)
		others |= lone->fault[i].rule != RUN_RULE_ENDS_HELD &&
			  lone->fault[i].rule < RUN_RULE_LATE;
	for (size_t i = 0; i < lone->count; i++) {
		const struct lone_fault *fault = &lone->fault[i];
		struct finding *f;

		if (rule != RUN_RULES && fault->rule != rule)
			continue;
		if (fault->callers) {
			tell_caller(t, fault);
			continue;
		}
		/* what goes wrong before may lead to that */
		if (others && fault->rule == RUN_RULE_ENDS_HELD)
			continue;
		f = tell(t, fault);
		if (f)
			f->doubtful |= !fault->certain || depends_on_others(fault);
	}
}

void check_faults(struct check *c, uint32_t fn, const struct uses *uses)
{
	struct telling t = { .c = c,
			     .fn = fn,
			     .p = check_program(c, fn),
			     .uses = uses,
			     .first = c->out->count,
			     .release = SIZE_MAX };
	/* a plain call in a function that never touches the lock counts on the caller's */
	bool counts = t.p->plain && !t.p->ops.count;

	if (t.p->hidden)
		return;
	check_entry(c, fn, &t.entry);
	tell_all(&t,
		 t.entry.held ? t.entry.held
		 : counts     ? PROOF_ENTRY_READ
			      : PROOF_ENTRY_FREE,
		 RUN_RULES);
	if ((!t.entry.held || (t.entry.who && t.entry.free)) && counts)
		tell_all(&t, PROOF_ENTRY_FREE, RUN_RULE_CALL);
	for (size_t i = 0; i < uses->count; i++)
		check_ignored(&t, &uses->use[i]);
	free(t.entry.who);
}
