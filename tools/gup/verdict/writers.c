// SPDX-License-Identifier: GPL-2.0-only
/*
 * writers: functions that may run with the lock held for write, whole or in part: by what they are given,
 * by the lock that they take, by whom they call. Those that are called from there: see fields.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "comments.h"
#include "driver.h"
#include "gup/mmaplock.h"
#include "gup/primitives.h"
#include "source/define.h"
#include "source/grammar.h"

#define MAX_RUNS 2000 /* functions of one driver */

void writers_add(struct driver *d, const struct library_file *file, uint32_t fn, bool whole)
{
	for (size_t i = 0; i < d->runs; i++)
		if (d->run[i].file == file && d->run[i].fn == fn) {
			d->run[i].read &= d->run[i].whole || !whole;
			d->run[i].whole |= whole;
			return;
		}
	if (d->runs < MAX_RUNS)
		VEC_PUSH(d->run, d->runs, d->run_room, (struct run){ file, fn, whole, false });
	else
		d->bounded = true;
}

/* What the kernel calls with the lock held for write is given one of these. */
static bool is_handler_tag(const struct source *src, uint32_t tok)
{
	static const char *const tags[] = { "vm_area_struct",	  "vm_area_desc",
					    "mmu_notifier",	  "mmu_interval_notifier",
					    "mmu_notifier_range", "vm_special_mapping" };

	for (size_t k = 0; k < sizeof(tags) / sizeof(tags[0]); k++)
		if (source_is(src, tok, tags[k]))
			return true;
	return false;
}

/* A fault handler, once given the vma as well, is called with the lock held for read. */
static bool is_fault_handler(const struct source *src, const struct function *f)
{
	for (uint32_t i = f->params; i < f->open; i++)
		if (source_is(src, i, "vm_fault"))
			return true;
	return false;
}

bool writers_is_handler(const struct driver *d, const struct library_file *file, uint32_t fn)
{
	const struct types_scope scope = { d->lib, file };
	const struct source *src = file->src;
	const struct function *f = &src->function[fn];
	struct declarators given = { 0 };
	bool handler = false;

	if (is_fault_handler(src, f))
		return false;
	for (uint32_t i = f->params; i < f->open && !handler; i++)
		handler = is_handler_tag(src, i);
	declaration_parameters(src, f->params, &given);
	for (size_t i = 0; i < given.count && !handler; i++) { /* by a typedef */
		struct type type = given.d[i].type;

		if (type.kind != TYPE_NAMED || primitives_is_type(src, type.name))
			continue;
		type = types_resolve(&scope, type);
		handler = type.kind == TYPE_STRUCT && type.name != SOURCE_NONE &&
			  is_handler_tag(type.src, type.name);
	}
	declaration_free(&given);
	return handler;
}

/* A name with the text of what it stands for: it takes the lock for write, or asserts that it is held. */
static bool speaks_of_writing(const char *at, size_t len)
{
	return memmem(at, len, "mmap_write_", 11) || memmem(at, len, "mmap_assert_write", 17) ||
	       (memmem(at, len, "mmap_", 5) &&
		(memmem(at, len, "down_write", 10) || memmem(at, len, "held_write", 10) ||
		 memmem(at, len, "assert_held", 11)));
}

/* A guard of the driver's own that takes the lock for write, or one of the kernel's. */
static bool is_write_guard(const struct driver *d, const struct source *src, uint32_t name)
{
	return source_holds(src, name, "rwsem_write") || source_holds(src, name, "mmap_write") ||
	       nameset_has(&d->guard, nameset_hash_token(src, name));
}

/* "DEFINE_GUARD(name, ...)" that speaks of writing, or of the lock. */
static void find_write_guards(struct driver *d)
{
	for (size_t i = 0; i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		for (uint32_t t = 0; t + 2 < src->tokens; t++) {
			uint32_t mate = src->token[t + 1].mate;

			if (!grammar_has_arguments(src, t) || !source_holds(src, t, "DEFINE") ||
			    mate == SOURCE_NONE)
				continue;
			for (uint32_t k = t + 2; k < mate; k++)
				if (source_holds(src, k, "write") || source_holds(src, k, "mmap"))
					nameset_add(&d->guard, nameset_hash_token(src, t + 2), 0);
		}
	}
}

/* The driver's macros that take the lock for write. */
static void find_write_macros(struct driver *d)
{
	for (size_t i = 0; i < d->files; i++) {
		const struct source *of = d->file[i]->src;

		for (size_t k = 0; k < of->directives; k++) {
			const struct directive *m = &of->directive[k];
			size_t name, len;

			if (m->kind != DIRECTIVE_DEFINE ||
			    !speaks_of_writing(of->text + m->at, m->len))
				continue;
			name = define_name(of, m, &len);
			nameset_add(&d->macro, nameset_hash(of->text + name, len), 0);
		}
	}
}

/* An assertion that the lock, or another one, is held for write: those of the lock are all that count here. */
static bool asserts(const struct source *src, uint32_t tok)
{
	return grammar_has_arguments(src, tok) && source_holds(src, tok, "assert") &&
	       source_holds(src, tok, "write");
}

/* Functions that assert it for those who call them, as the macros do. */
static void find_asserters(struct driver *d)
{
	for (size_t i = 0; i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		for (uint32_t t = 0; t < src->tokens; t++) {
			uint32_t fn = asserts(src, t) ? source_function_at(src, t) : SOURCE_NONE;

			if (fn != SOURCE_NONE)
				nameset_add(&d->macro,
					    nameset_hash_token(src, src->function[fn].name), 0);
		}
	}
}

/* "void f(...) __must_hold(&mm->mmap_lock);": f, wherever it is defined. */
static void find_annotated(struct driver *d, const struct source *src)
{
	for (uint32_t t = 0; t < src->tokens; t++) {
		uint32_t name, end;

		if (!grammar_has_arguments(src, t) || !source_is(src, t, "__must_hold"))
			continue;
		for (end = t; end < src->token[t + 1].mate && !mmaplock_is_mention(src, end);)
			end++;
		name = grammar_declared_around(src, t);
		if (end < src->token[t + 1].mate && name != SOURCE_NONE)
			writers_add_named(d, src, name);
	}
}

/* Does the function hold, take by a guard, or assert the lock for write in a way its flow does not show? */
static bool is_whole(const struct driver *d, const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];

	for (uint32_t i = f->open; i < f->close; i++) {
		if (!grammar_has_arguments(src, i))
			continue;
		if ((source_is(src, i, "guard") || source_holds(src, i, "scoped_") ||
		     source_is(src, i, "CLASS") || source_is(src, i, "ACQUIRE")) &&
		    is_write_guard(d, src, i + 2))
			return true;
		if (asserts(src, i))
			return true;
		if (nameset_has(&d->macro, nameset_hash_token(src, i)))
			return true;
	}
	return false;
}

static bool has_write_lock(struct driver *d, const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];
	const struct flow *flow;

	for (uint32_t i = f->open; i < f->close; i++) {
		if (!mmaplock_is_mmap_call(src, i) && !mmaplock_is_alias(src, i))
			continue;
		flow = flows_get(d->flows, src, fn);
		for (size_t k = 0; k < flow->locks.count; k++)
			if (flow->locks.op[k].kind == LOCK_WRITE)
				return true;
		return false;
	}
	return false;
}

/* Does it return with the lock still held for write? */
static bool leaves_held(struct driver *d, const struct source *src, uint32_t fn)
{
	const struct flow *flow = flows_get(d->flows, src, fn);

	for (uint32_t k = 0; k < flow->locks.count; k++)
		if (flow->locks.op[k].kind == LOCK_WRITE &&
		    (flow->in[flow->st.count] & FLOW_HELD(k)))
			return true;
	return false;
}

static void add_leaver(struct driver *d, const struct source *src, uint32_t name)
{
	for (size_t i = 0; i < d->leavers; i++)
		if (source_same(src, name, d->leaver[i].src, d->leaver[i].tok))
			return;
	VEC_PUSH(d->leaver, d->leavers, d->leaver_room, (struct word){ src, name });
}

/* Does the function release the lock, or call one of the driver's that does? */
static bool releases(const struct driver *d, const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];

	for (uint32_t t = f->open; t < f->close; t++) {
		if (mmaplock_is_release(src, t))
			return true;
		if (!grammar_has_arguments(src, t))
			continue;
		for (size_t i = 0; i < d->files; i++) {
			const struct source *of = d->file[i]->src;

			for (uint32_t k = 0; k < of->functions; k++)
				for (uint32_t in = of->function[k].open;
				     source_same(of, of->function[k].name, src, t) &&
				     in < of->function[k].close;
				     in++)
					if (mmaplock_is_release(of, in))
						return true;
		}
	}
	return false;
}

/* The functions of @file that call @leaver run with the lock held, from then on: all of them. */
static void add_callers(struct driver *d, const struct library_file *file, struct word leaver)
{
	const struct source *src = file->src;

	for (uint32_t t = 0; t < src->tokens; t++) {
		uint32_t fn;

		if (!source_same(src, t, leaver.src, leaver.tok) || !grammar_has_arguments(src, t))
			continue;
		fn = source_function_at(src, t);
		if (fn == SOURCE_NONE || src->function[fn].name == t)
			continue;
		writers_add(d, file, fn, true);
		if (!releases(d, src, fn))
			add_leaver(d, src, src->function[fn].name);
	}
}

/* Those in files that never speak of the lock themselves must be searched for. */
void writers_follow(struct driver *d)
{
	for (size_t i = 0; i < d->leavers; i++) {
		struct word leaver = d->leaver[i];
		const struct library_holders *holders =
			library_holders(d->lib, leaver.src, leaver.tok);

		for (size_t k = 0; k < d->files; k++)
			add_callers(d, d->file[k], leaver);
		for (size_t k = 0; k < holders->count; k++)
			add_callers(d, holders->file[k], leaver);
	}
}

/* The functions of the driver that are called like token @tok of @src; returns whether there are any. */
bool writers_add_named(struct driver *d, const struct source *src, uint32_t tok)
{
	bool any = false;

	for (size_t i = 0; i < d->files; i++)
		for (uint32_t fn = 0; fn < d->file[i]->src->functions; fn++)
			if (source_same(d->file[i]->src, d->file[i]->src->function[fn].name, src,
					tok)) {
				writers_add(d, d->file[i], fn, true);
				any = true;
			}
	return any;
}

/* "x.get_unmapped_area = NAME", ".proc_get_unmapped_area = NAME". */
static void find_assigned(struct driver *d, const struct source *src)
{
	uint32_t first, end;

	for (uint32_t t = 0; t < src->tokens; t++)
		if (source_holds(src, t, "get_unmapped_area") &&
		    grammar_is_set(src, t, &first, &end))
			for (; first < end; first++)
				writers_add_named(d, src, first);
}

static void find_roots(struct driver *d)
{
	find_write_macros(d);
	find_write_guards(d);
	find_asserters(d);
	for (size_t i = 0; i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		find_assigned(d, src);
		find_annotated(d, src);
		for (uint32_t fn = 0; fn < src->functions; fn++) {
			if (writers_is_handler(d, d->file[i], fn) || is_whole(d, src, fn) ||
			    comments_caller_holds(src, fn))
				writers_add(d, d->file[i], fn, true);
			if (!has_write_lock(d, src, fn))
				continue;
			writers_add(d, d->file[i], fn, false);
			if (leaves_held(d, src, fn))
				add_leaver(d, src, src->function[fn].name);
		}
	}
}

void writers_find(struct driver *d)
{
	find_roots(d);
}

/* -- calls through a pointer under the lock ------------------------------------------------ */

static void note_pointer_call(struct driver *d, const struct library_file *file,
			      const struct code *code, const struct event *ev)
{
	uint32_t callee = code->e.expr[ev->expr].child, tok = expression_callee(&code->e, ev->expr);
	uint32_t member = 0;

	if (tok != SOURCE_NONE && code->place[code->place_of[callee]].step == PLACE_GLOBAL)
		return;
	if (code->e.expr[callee].kind == EXPR_MEMBER)
		member = nameset_hash_token(code->src, code->e.expr[callee].tok);
	VEC_PUSH(d->called, d->calls, d->call_room, (struct pointer_call){ file, member });
}

/* Where the flow of function @fn has the lock held; @whole: everywhere. */
static void find_pointer_calls(struct driver *d, const struct library_file *file, uint32_t fn,
			       bool whole)
{
	const struct code *code = library_code(d->lib, file, fn);
	const struct flow *flow = whole ? NULL : flows_get(d->flows, file->src, fn);

	for (size_t e = 0; e < code->events; e++)
		if (code->event[e].kind == EVENT_CALL &&
		    (whole || (flow->in[code->event[e].stmt] & ~FLOW_FREE)))
			note_pointer_call(d, file, code, &code->event[e]);
}

static bool uses_lock(const struct source *src, uint32_t fn)
{
	for (uint32_t i = src->function[fn].open; i < src->function[fn].close; i++)
		if (mmaplock_is_mmap_call(src, i))
			return true;
	return false;
}

void writers_find_pointer_calls(struct driver *d)
{
	d->calls = 0;
	for (size_t i = 0; i < d->runs; i++)
		if (d->run[i].whole)
			find_pointer_calls(d, d->run[i].file, d->run[i].fn, true);
	for (size_t i = 0; i < d->files; i++)
		for (uint32_t fn = 0; fn < d->file[i]->src->functions; fn++)
			if (uses_lock(d->file[i]->src, fn))
				find_pointer_calls(d, d->file[i], fn, false);
}

/* Returns whether the name has been looked for; what is refused is known by nobody. */
static bool seek(struct driver *d, const struct word *w, enum library_wanted what)
{
	char *name = source_word(w->src, w->tok);
	enum library_answer answer = library_seek(d->lib, name, what);

	d->bounded |= answer == LIBRARY_REFUSED;
	free(name);
	return answer != LIBRARY_PENDING;
}

bool writers_seek(struct driver *d)
{
	bool done = true;

	for (size_t i = 0; i < d->leavers; i++)
		done &= seek(d, &d->leaver[i], LIBRARY_CALL);
	for (size_t i = 0; i < d->wants; i++) {
		d->wanted[i].sought = seek(d, &d->wanted[i].word, LIBRARY_BODY);
		done &= d->wanted[i].sought;
	}
	return done;
}
