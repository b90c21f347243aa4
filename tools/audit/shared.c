// SPDX-License-Identifier: GPL-2.0-only
/*
 * shared: first the functions that may run with the lock held for write, whole or in part, then what
 * they write and read. A member that is passed on, or whose address is, counts as written; a struct
 * that is set as a whole, or freed, as written in all its members.
 */
#include "shared.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/memory.h"
#include "../source/grammar.h"
#include "comments.h"
#include "mmaplock.h"
#include "value.h"
#include "words.h"

#define MAX_RUNS 2000 /* functions of one driver */

/* One field: a member of a struct, or a variable of the file. */
struct field {
	uint32_t name; /* hash; 0: every member */
	uint32_t tag;  /* hash of the struct's tag, 0: not known; GLOBAL_TAG: a variable */
	bool written;
	char *path; /* where */
	uint32_t line;
};

#define GLOBAL_TAG 1u

/* A function that runs with the lock held for write. */
struct run {
	const struct library_file *file;
	uint32_t fn;
	bool whole; /* else only where its own flow says so */
};

/* Something is called through a member of this name (a hash), 0: through no member. */
struct pointer_call {
	const struct library_file *file;
	uint32_t member;
};

/* A name in a file of the driver. */
struct word {
	const struct source *src;
	uint32_t tok;
};

struct driver {
	const struct library_file *const *file; /* its files that speak of the lock */
	size_t files;
	struct field *field;
	size_t fields, field_room;
	struct run *run;
	size_t runs, run_room;
	struct pointer_call *called; /* under the lock */
	size_t calls, call_room;
	struct word *alias; /* typedefs of what only handlers are given */
	size_t aliases, alias_room;
	struct word *leaver; /* functions that return with the lock held for write */
	size_t leavers, leaver_room;
	struct nameset macro; /* that take the lock for write */
	struct library *lib;
	bool complete; /* all callers of the leavers were looked for */
	bool bounded;  /* there was more than could be read */
};

struct shared {
	struct library *lib;
	struct flows *flows;
	struct driver **driver;
	size_t drivers, room;
};

struct shared *shared_new(struct library *lib, struct flows *flows)
{
	struct shared *s = memory_alloc(sizeof(*s));

	s->lib = lib;
	s->flows = flows;
	return s;
}

static void forget_driver(struct driver *d)
{
	for (size_t k = 0; k < d->fields; k++)
		free(d->field[k].path);
	free(d->field);
	free(d->run);
	free(d->called);
	free(d->alias);
	free(d->leaver);
	nameset_free(&d->macro);
	*d = (struct driver){ .file = d->file, .files = d->files, .lib = d->lib };
}

void shared_free(struct shared *shared)
{
	if (!shared)
		return;
	for (size_t i = 0; i < shared->drivers; i++) {
		forget_driver(shared->driver[i]);
		free(shared->driver[i]);
	}
	free(shared->driver);
	free(shared);
}

static bool holds(const struct source *src, uint32_t tok, const char *part)
{
	return memmem(src->text + src->token[tok].at, src->token[tok].len, part, strlen(part));
}

/* -- which functions ------------------------------------------------------------------------ */

static void add_run(struct driver *d, const struct library_file *file, uint32_t fn, bool whole)
{
	for (size_t i = 0; i < d->runs; i++)
		if (d->run[i].file == file && d->run[i].fn == fn) {
			d->run[i].whole |= whole;
			return;
		}
	if (d->runs < MAX_RUNS)
		VEC_PUSH(d->run, d->runs, d->run_room, (struct run){ file, fn, whole });
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

/* "typedef struct vm_area_struct NAME;", also of a pointer. */
static void find_aliases(struct driver *d)
{
	for (size_t i = 0; i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		for (uint32_t t = 1; t < src->tokens; t++) {
			uint32_t name = t + 1;

			if (!source_is(src, t - 1, "struct") || !is_handler_tag(src, t) || t < 2 ||
			    (!source_is(src, t - 2, "typedef") && !source_is(src, t - 2, "const")))
				continue;
			while (source_is(src, name, "*") || source_is(src, name, "const"))
				name++;
			if (grammar_is_ident(src, name) && source_is(src, name + 1, ";"))
				VEC_PUSH(d->alias, d->aliases, d->alias_room,
					 (struct word){ src, name });
		}
	}
}

/* A fault handler, once given the vma as well, is called with the lock held for read. */
static bool is_fault_handler(const struct source *src, const struct function *f)
{
	for (uint32_t i = f->params; i < f->open; i++)
		if (source_is(src, i, "vm_fault"))
			return true;
	return false;
}

static bool is_handler(const struct driver *d, const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];

	if (is_fault_handler(src, f))
		return false;
	for (uint32_t i = f->params; i < f->open; i++) {
		if (is_handler_tag(src, i))
			return true;
		for (size_t k = 0; k < d->aliases; k++)
			if (source_same(src, i, d->alias[k].src, d->alias[k].tok))
				return true;
	}
	return false;
}

/* A name with the text of what it stands for: it takes the lock for write, or asserts that it is held. */
static bool speaks_of_writing(const char *at, size_t len)
{
	return memmem(at, len, "mmap_write_", 11) ||
	       (memmem(at, len, "down_write", 10) && memmem(at, len, "mmap_", 5));
}

/* A guard of the file's own that takes the lock for write, or one of the kernel's. */
static bool is_write_guard(const struct driver *d, const struct source *src, uint32_t name)
{
	if (holds(src, name, "rwsem_write") || holds(src, name, "mmap_write"))
		return true;
	for (size_t i = 0; i < d->files; i++) {
		const struct source *of = d->file[i]->src;

		for (uint32_t t = 2; t < of->tokens; t++) {
			uint32_t mate = of->token[t - 1].mate;

			if (!source_same(of, t, src, name) || !source_is(of, t - 1, "(") ||
			    !holds(of, t - 2, "DEFINE") || mate == SOURCE_NONE)
				continue;
			for (uint32_t k = t; k < mate; k++)
				if (holds(of, k, "write") || holds(of, k, "mmap"))
					return true;
		}
	}
	return false;
}

/* The driver's macros that take the lock for write. */
static void find_write_macros(struct driver *d)
{
	for (size_t i = 0; i < d->files; i++) {
		const struct source *of = d->file[i]->src;

		for (size_t k = 0; k < of->directives; k++) {
			const struct directive *m = &of->directive[k];
			const char *at = of->text + m->at, *end = at + m->len, *name;

			if (m->kind != DIRECTIVE_DEFINE || !speaks_of_writing(at, m->len))
				continue;
			name = (const char *)memmem(at, m->len, "define", 6) + 6;
			while (name < end && isspace((unsigned char)*name))
				name++;
			for (at = name; at < end && (isalnum((unsigned char)*at) || *at == '_');)
				at++;
			nameset_add(&d->macro, nameset_hash(name, (size_t)(at - name)), 0);
		}
	}
}

/* Does the function hold, take by a guard, or assert the lock for write in a way its flow does not show? */
static bool is_whole(const struct driver *d, const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];

	for (uint32_t i = f->open; i < f->close; i++) {
		if (src->token[i].kind != TOKEN_IDENT || !source_is(src, i + 1, "("))
			continue;
		if ((source_is(src, i, "guard") || holds(src, i, "scoped_") ||
		     source_is(src, i, "CLASS") || source_is(src, i, "ACQUIRE")) &&
		    is_write_guard(d, src, i + 2))
			return true;
		if (holds(src, i, "assert") && holds(src, i, "write"))
			return true;
		if (nameset_has(&d->macro, nameset_hash_token(src, i)))
			return true;
	}
	return false;
}

static bool has_write_lock(struct shared *s, const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];
	const struct flow *flow;

	for (uint32_t i = f->open; i < f->close; i++) {
		if (!mmaplock_is_mmap_call(src, i) && !mmaplock_is_alias(src, i))
			continue;
		flow = flows_get(s->flows, src, fn);
		for (size_t k = 0; k < flow->locks.count; k++)
			if (flow->locks.op[k].kind == LOCK_WRITE)
				return true;
		return false;
	}
	return false;
}

/* Does it return with the lock still held for write? */
static bool leaves_held(struct shared *s, const struct source *src, uint32_t fn)
{
	const struct flow *flow = flows_get(s->flows, src, fn);

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
		if (!grammar_is_ident(src, t) || !source_is(src, t + 1, "("))
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

		if (!source_same(src, t, leaver.src, leaver.tok) || !source_is(src, t + 1, "("))
			continue;
		fn = source_function_at(src, t);
		if (fn == SOURCE_NONE || src->function[fn].name == t)
			continue;
		add_run(d, file, fn, true);
		if (!releases(d, src, fn))
			add_leaver(d, src, src->function[fn].name);
	}
}

/* Those in files that never speak of the lock themselves must be searched for. */
static void follow_leavers(struct shared *s, struct driver *d)
{
	for (size_t i = 0; i < d->leavers; i++) {
		struct word leaver = d->leaver[i];
		const struct library_holders *holders =
			library_holders(s->lib, leaver.src, leaver.tok);

		for (size_t k = 0; k < d->files; k++)
			add_callers(d, d->file[k], leaver);
		for (size_t k = 0; k < holders->count; k++)
			add_callers(d, holders->file[k], leaver);
	}
}

/* The functions of the driver that are called like token @tok of @src; returns whether there are any. */
static bool add_function(struct driver *d, const struct source *src, uint32_t tok)
{
	bool any = false;

	for (size_t i = 0; i < d->files; i++)
		for (uint32_t fn = 0; fn < d->file[i]->src->functions; fn++)
			if (source_same(d->file[i]->src, d->file[i]->src->function[fn].name, src,
					tok)) {
				add_run(d, d->file[i], fn, true);
				any = true;
			}
	return any;
}

/*
 * Token @t of @src is assigned or initialised, "x = a ? f : g", ".x = f,", "x[] = { f, g };": where what
 * it is set to begins and ends. Returns whether it is.
 */
static bool is_set(const struct source *src, uint32_t t, uint32_t *first, uint32_t *end)
{
	uint32_t at = t + 1;

	while (at + 1 < src->tokens && (source_is(src, at, "[") ||
					(source_is(src, at, ")") && source_is(src, at + 1, "("))))
		at = source_is(src, at, "[") ? src->token[at].mate + 1
					     : src->token[at + 1].mate + 1;
	if (at >= src->tokens || !source_is(src, at, "="))
		return false;
	for (*first = *end = at + 1; *end < src->tokens; (*end)++) {
		uint32_t mate = src->token[*end].mate;

		if (source_is(src, *end, ";") || source_is(src, *end, ",") ||
		    (mate != SOURCE_NONE && mate < *end))
			break;
		if (mate != SOURCE_NONE)
			*end = mate;
	}
	return true;
}

/* "x.get_unmapped_area = NAME", ".proc_get_unmapped_area = NAME". */
static void find_assigned(struct driver *d, const struct source *src)
{
	uint32_t first, end;

	for (uint32_t t = 0; t < src->tokens; t++)
		if (holds(src, t, "get_unmapped_area") && is_set(src, t, &first, &end))
			for (; first < end; first++)
				add_function(d, src, first);
}

static void find_roots(struct shared *s, struct driver *d)
{
	find_write_macros(d);
	for (size_t i = 0; i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		find_assigned(d, src);
		for (uint32_t fn = 0; fn < src->functions; fn++) {
			if (is_handler(d, src, fn) || is_whole(d, src, fn))
				add_run(d, d->file[i], fn, true);
			if (!has_write_lock(s, src, fn))
				continue;
			add_run(d, d->file[i], fn, false);
			if (leaves_held(s, src, fn))
				add_leaver(d, src, src->function[fn].name);
		}
	}
}

/* -- what they do --------------------------------------------------------------------------- */

/* The tag of the struct whose member the place is; 0 if it is not known. */
static uint32_t tag_of(const struct types_scope *scope, const struct code *code, uint32_t place)
{
	struct type type =
		types_resolve(scope, types_place(scope, code, code->place[place].parent));

	if ((type.kind != TYPE_STRUCT && type.kind != TYPE_UNION) || type.name == SOURCE_NONE)
		return 0;
	return nameset_hash_token(type.src, type.name);
}

static void add_field(struct driver *d, uint32_t name, uint32_t tag, bool written,
		      const struct library_file *file, uint32_t line)
{
	for (size_t i = 0; i < d->fields; i++)
		if (d->field[i].name == name && d->field[i].tag == tag &&
		    d->field[i].written == written)
			return;
	VEC_PUSH(d->field, d->fields, d->field_room,
		 (struct field){ name, tag, written, memory_strdup(file->path), line });
}

struct visit {
	struct shared *shared;
	struct driver *driver;
	struct types_scope scope;
	const struct code *code;
};

static void note_member(const struct visit *v, uint32_t place, bool written, uint32_t line)
{
	const struct place *p = &v->code->place[place];
	uint32_t tag = tag_of(&v->scope, v->code, place);
	struct type object = types_resolve(&v->scope, types_place(&v->scope, v->code, p->parent));
	struct nameset beside = { 0 };

	if (declaration_is_type(&object, TYPE_STRUCT, "vm_area_struct") ||
	    declaration_is_type(&object, TYPE_STRUCT, "mm_struct"))
		return; /* guarded by their types */
	add_field(v->driver, nameset_hash_token(v->code->src, p->tok), tag, written, v->scope.file,
		  line);
	if (!written)
		return;
	/* the other names of the same bytes; bit fields beside it are read and put back with it */
	types_beside(&v->scope, v->code, place, false, &beside);
	for (size_t i = 0; i < beside.count; i++)
		add_field(v->driver, (uint32_t)(beside.entry[i] >> 32), tag, true, v->scope.file,
			  line);
	beside.count = 0;
	types_beside(&v->scope, v->code, place, true, &beside);
	for (size_t i = 0; i < beside.count; i++)
		add_field(v->driver, (uint32_t)(beside.entry[i] >> 32), tag, false, v->scope.file,
			  line);
	nameset_free(&beside);
}

/* All members of a value of @type, or, with @target, of what it points to. */
static void note_struct(const struct visit *v, struct type type, bool target, uint32_t line)
{
	type = types_resolve(&v->scope, type);
	if (type.kind != TYPE_STRUCT || type.name == SOURCE_NONE ||
	    type.pointers != (target ? 1 : 0) ||
	    declaration_is_type(&type, TYPE_STRUCT, "vm_area_struct") ||
	    declaration_is_type(&type, TYPE_STRUCT, "page") ||
	    declaration_is_type(&type, TYPE_STRUCT, "mm_struct"))
		return;
	add_field(v->driver, 0, nameset_hash_token(type.src, type.name), true, v->scope.file, line);
}

/* Is the event a direct argument of a call? *@call: that call's event's expression. */
static bool is_argument(const struct code *code, const struct event *ev, uint32_t *call)
{
	for (uint32_t e = code->at[ev->stmt].first_event; e < code->at[ev->stmt].end_event; e++) {
		const struct event *c = &code->event[e];

		if (c->kind != EVENT_CALL)
			continue;
		for (uint32_t a = expression_child(&code->e, c->expr, 1); a != SOURCE_NONE;
		     a = code->e.expr[a].next)
			if (expression_strip(&code->e, a) == ev->expr) {
				*call = c->expr;
				return true;
			}
	}
	return false;
}

/* kzalloc() and its kin: one of the kernel's, not what the driver calls so. */
static bool is_allocator(const struct source *src, uint32_t callee)
{
	return words_call(src, callee) == WORDS_SAFE && holds(src, callee, "alloc");
}

/* Is it only ever given what an allocator returns, or nothing? */
static bool is_only_allocated(const struct code *code, uint32_t root)
{
	bool fresh = false;

	for (size_t e = 0; e < code->events; e++) {
		const struct event *ev = &code->event[e];
		uint32_t value = ev->value, callee;

		if (ev->place != root || ev->kind == EVENT_READ)
			continue;
		if (ev->kind != EVENT_WRITE)
			return false;
		value = expression_strip(&code->e, value);
		callee = value == SOURCE_NONE ? SOURCE_NONE : expression_callee(&code->e, value);
		if (value != SOURCE_NONE && expression_is_null(&code->e, value))
			continue;
		if (callee == SOURCE_NONE || !is_allocator(code->src, callee))
			return false;
		fresh = true;
	}
	return fresh;
}

/* Does event @e hand what @root points to, or a part of it, to somebody else? */
static bool gives_away(const struct code *code, size_t e, uint32_t root)
{
	const struct event *ev = &code->event[e];
	uint32_t call;

	if (ev->kind == EVENT_WRITE && ev->place != CODE_NONE && ev->value != SOURCE_NONE) {
		uint32_t value = expression_strip(&code->e, ev->value);

		return value != SOURCE_NONE && code->place_of[value] == root;
	}
	if ((ev->kind != EVENT_READ && ev->kind != EVENT_ADDRESS) || ev->expr == SOURCE_NONE ||
	    !code_is_within(code, ev->place, root) || !is_argument(code, ev, &call))
		return false;
	call = expression_callee(&code->e, call);
	/* a list that it is put on makes it known; what sets up a lock or a text does not */
	return ev->kind == EVENT_ADDRESS
		       ? call != SOURCE_NONE && holds(code->src, call, "add")
		       : ev->place == root && (call == SOURCE_NONE ||
					       words_call(code->src, call) == WORDS_UNKNOWN);
}

/* At event @at: memory that nobody else has seen by then, as far as this function goes. */
static bool is_fresh(const struct code *code, uint32_t place, size_t at)
{
	uint32_t root = code_root(code, place);

	if (code->place[root].step != PLACE_SYMBOL || !is_only_allocated(code, root))
		return false;
	for (size_t e = 0; e < at; e++)
		if (gives_away(code, e, root))
			return false;
	return true;
}

/* The last word of "&a->b.c[i]", whose "&" is at token @t. */
static uint32_t addressed(const struct source *src, uint32_t t)
{
	uint32_t last = SOURCE_NONE;

	for (t++; t < src->tokens; t++) {
		if (grammar_is_ident(src, t))
			last = t;
		else if (source_is(src, t, "[") && src->token[t].mate != SOURCE_NONE)
			t = src->token[t].mate;
		else if (!source_is(src, t, "->") && !source_is(src, t, "."))
			break;
	}
	return last;
}

/*
 * What is written through the pointer at place @pointer, where a driver sets it by "x = &a->b;": b. An array is
 * no pointer.
 */
static void note_kept(const struct visit *v, uint32_t pointer, uint32_t line)
{
	const struct driver *d = v->driver;
	uint32_t tok = code_shown(v->code, pointer), first, end;
	struct type type = types_resolve(&v->scope, types_place(&v->scope, v->code, pointer));

	for (size_t i = 0; tok != SOURCE_NONE && !type.arrays && i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		for (uint32_t t = 0; t < src->tokens; t++) {
			if (!source_same(src, t, v->code->src, tok) ||
			    !is_set(src, t, &first, &end))
				continue;
			for (; first < end; first++) {
				uint32_t last = source_is(src, first, "&") &&
								!grammar_is_ident(src, first - 1)
							? addressed(src, first)
							: SOURCE_NONE;

				if (last != SOURCE_NONE)
					add_field(v->driver, nameset_hash_token(src, last), 0, true,
						  v->scope.file, line);
			}
		}
	}
}

/* The members and variables that lead to @place: "a->b.c[i]" is in c, b of a. */
static void note_place(const struct visit *v, const struct event *ev, bool written, uint32_t line)
{
	uint32_t place = ev->place, root = code_root(v->code, place);
	bool inner = false;

	/* a copy of the function's own */
	if (code_is_own(v->code, place) && !code_is_lasting(v->code, root))
		return;
	if (is_fresh(v->code, place, (size_t)(ev - v->code->event)) ||
	    (v->code->place[root].step == PLACE_GLOBAL &&
	     source_is(v->code->src, v->code->place[root].tok, "current")))
		return;
	for (uint32_t p = place; p != CODE_NONE; p = v->code->place[p].parent) {
		const struct place *at = &v->code->place[p];

		if (at->step == PLACE_MEMBER) {
			/* of "a.b.c = x" only c is written */
			note_member(v, p, written && !inner, line);
			inner = true;
			if (at->parent != CODE_NONE &&
			    v->code->place[at->parent].step == PLACE_TARGET)
				return; /* what is before "->" is only read */
		} else if (code_is_lasting(v->code, p) &&
			   !grammar_is_shouted(v->code->src, at->tok)) {
			add_field(v->driver, nameset_hash_token(v->code->src, at->tok), GLOBAL_TAG,
				  written, v->scope.file, line);
		} else if (at->step == PLACE_TARGET && written && p == place) {
			note_struct(v, types_place(&v->scope, v->code, at->parent), true, line);
			note_kept(v, at->parent, line);
		}
	}
}

/*
 * May what is passed change by the call? A pointer's target may; a number only by a macro, and an mm is
 * no driver's.
 */
static bool is_changed_by(const struct visit *v, const struct event *ev, uint32_t callee)
{
	struct type type = types_resolve(&v->scope, types_place(&v->scope, v->code, ev->place));

	if (declaration_is_type(&type, TYPE_STRUCT, "mm_struct"))
		return false;
	return !declaration_is_number(&type) || callee == SOURCE_NONE ||
	       grammar_is_shouted(v->code->src, callee) || source_is(v->code->src, callee, "swap");
}

/* "(unsigned long *)p": the struct may be written as what it is not. */
static bool is_seen_otherwise(const struct visit *v, const struct event *ev)
{
	const struct code *code = v->code;

	for (uint32_t i = code->at[ev->stmt].first_expr; i < code->at[ev->stmt].end_expr; i++) {
		struct type type;

		if (code->e.expr[i].kind != EXPR_CAST || code->e.expr[i].child != ev->expr)
			continue;
		type = types_resolve(&v->scope, types_expression(&v->scope, code, i));
		if (type.kind == TYPE_BASIC && type.pointers &&
		    !source_is(type.src, type.name, "void"))
			return true;
	}
	return false;
}

static void visit_read(const struct visit *v, const struct event *ev, uint32_t line)
{
	const struct source *src = v->code->src;
	uint32_t call, callee;
	bool passed = ev->expr != SOURCE_NONE && is_argument(v->code, ev, &call);

	callee = passed ? expression_callee(&v->code->e, call) : SOURCE_NONE;
	if (callee != SOURCE_NONE && words_is_lock(src, callee))
		return;
	note_place(v, ev, passed && is_changed_by(v, ev, callee), line);
	if (ev->expr != SOURCE_NONE && is_seen_otherwise(v, ev))
		note_struct(v, types_place(&v->scope, v->code, ev->place), true, line);
}

static void visit_event(const struct visit *v, const struct event *ev)
{
	uint32_t line = v->code->src->token[ev->tok].line, callee = SOURCE_NONE;

	if (ev->place == CODE_NONE)
		return;
	switch (ev->kind) {
	case EVENT_WRITE:
		note_place(v, ev, true, line);
		if (v->code->place[ev->place].step == PLACE_MEMBER)
			note_struct(v, types_place(&v->scope, v->code, ev->place), false, line);
		break;
	case EVENT_ADDRESS:
		for (uint32_t e = v->code->at[ev->stmt].first_event;
		     e < v->code->at[ev->stmt].end_event; e++)
			if (v->code->event[e].kind == EVENT_CALL && ev->expr != SOURCE_NONE &&
			    v->code->e.expr[v->code->event[e].expr].first <=
				    v->code->e.expr[ev->expr].first &&
			    v->code->e.expr[v->code->event[e].expr].end >=
				    v->code->e.expr[ev->expr].end)
				callee = expression_callee(&v->code->e, v->code->event[e].expr);
		/* another lock, and a counter that is atomic, are no business of this one */
		if (callee == SOURCE_NONE || !words_is_lock(v->code->src, callee) ||
		    words_sets_atomic(v->code->src, callee))
			note_place(v, ev, true, line);
		break;
	case EVENT_READ:
		visit_read(v, ev, line);
		break;
	default:
		break;
	}
}

/* -- whom they call ------------------------------------------------------------------------- */

/* What the word at token @tok of @of, a member or a variable, may be set to anywhere in the driver. */
static void add_set(struct driver *d, const struct source *of, uint32_t tok)
{
	uint32_t first, end;

	for (size_t i = 0; i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		for (uint32_t t = 0; t < src->tokens; t++)
			if (source_same(src, t, of, tok) && is_set(src, t, &first, &end))
				for (; first < end; first++)
					if (grammar_is_ident(src, first))
						add_function(d, src, first);
	}
}

/* Functions named between the braces of a table of the struct @ops that has no names of members. */
static void add_table(struct driver *d, const struct type *ops)
{
	uint32_t first, end;

	if (ops->name == SOURCE_NONE || !ops->src)
		return;
	for (size_t i = 0; i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		for (uint32_t t = 1; t < src->tokens; t++)
			if (source_same(src, t, ops->src, ops->name) &&
			    source_is(src, t - 1, "struct") && is_set(src, t + 1, &first, &end) &&
			    !source_is(src, first + 1, "."))
				for (; first < end; first++)
					if (grammar_is_ident(src, first))
						add_function(d, src, first);
	}
}

/* Returns whether it is a function of the driver's. */
static bool add_named(const struct visit *v, uint32_t name)
{
	char *word = source_word(v->code->src, name);
	struct definitions defs;
	bool any = false;

	library_define(v->shared->lib, v->scope.file, word, &defs);
	for (size_t i = 0; i < defs.count; i++)
		if (defs.def[i].fn != SOURCE_NONE && !library_is_core(defs.def[i].file)) {
			add_run(v->driver, defs.def[i].file, defs.def[i].fn, true);
			any = true;
		}
	free(defs.def);
	free(word);
	return any;
}

/* A function that is passed to one of these, of the kernel's, is called later, by somebody else. */
static bool is_deferring(const struct source *src, uint32_t callee)
{
	static const char *const parts[] = { "INIT_",	 "init", "work",  "timer",    "kthread",
					     "call_rcu", "irq",	 "setup", "register", "queue" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (holds(src, callee, parts[i]))
			return true;
	return false;
}

/*
 * A struct whose address is passed to what is not of the driver, as argument @arg: copy_from_user(),
 * memset() and kfree() may set every member, or make an end of them.
 */
static void note_passed(const struct visit *v, const struct event *call, uint32_t arg)
{
	uint32_t expr = expression_strip(&v->code->e, arg);
	uint32_t place = expr == SOURCE_NONE ? CODE_NONE : v->code->place_of[expr];

	if (place == CODE_NONE || !is_fresh(v->code, place, (size_t)(call - v->code->event)))
		note_struct(v, types_expression(&v->scope, v->code, arg), true,
			    v->code->src->token[call->tok].line);
}

static void visit_call(const struct visit *v, const struct event *ev)
{
	const struct expressions *e = &v->code->e;
	uint32_t callee = e->expr[ev->expr].child, tok = expression_callee(e, ev->expr);
	bool own = false, local;

	/* "(*x->f)(...)", "f[i](...)" */
	while (e->expr[callee].kind == EXPR_INDEX || e->expr[callee].kind == EXPR_CAST ||
	       (e->expr[callee].kind == EXPR_PREFIX && e->expr[callee].child != SOURCE_NONE))
		callee = e->expr[callee].child;
	local = e->expr[callee].kind == EXPR_NAME &&
		v->code->place[v->code->place_of[callee]].step != PLACE_GLOBAL;
	if (tok != SOURCE_NONE && !local)
		own = add_named(v, tok);
	if (e->expr[callee].kind == EXPR_MEMBER) {
		struct type ops = types_expression(&v->scope, v->code, e->expr[callee].child);

		add_table(v->driver, &ops);
	}
	if (!own && (e->expr[callee].kind == EXPR_MEMBER || e->expr[callee].kind == EXPR_NAME))
		add_set(v->driver, v->code->src, e->expr[callee].tok);
	for (uint32_t a = expression_child(e, ev->expr, 1); a != SOURCE_NONE; a = e->expr[a].next) {
		if (e->expr[a].kind == EXPR_NAME &&
		    (own || tok == SOURCE_NONE || !is_deferring(v->code->src, tok)))
			add_named(v, e->expr[a].tok);
		if (!own && tok != SOURCE_NONE && !words_is_lock(v->code->src, tok))
			note_passed(v, ev, a);
	}
}

static void read_run(struct shared *s, struct driver *d, size_t i)
{
	struct run run = d->run[i];
	const struct flow *flow = run.whole ? NULL : flows_get(s->flows, run.file->src, run.fn);
	struct visit v = { s, d, { s->lib, run.file }, library_code(s->lib, run.file, run.fn) };

	for (size_t e = 0; e < v.code->events; e++) {
		const struct event *ev = &v.code->event[e];
		bool held = run.whole;

		for (uint32_t k = 0; !held && k < flow->locks.count; k++)
			held = flow->locks.op[k].kind == LOCK_WRITE &&
			       (flow->in[ev->stmt] & FLOW_HELD(k));
		if (!held && !(ev->kind == EVENT_ADDRESS))
			continue; /* an address taken before is written through later */
		if (ev->kind == EVENT_CALL)
			visit_call(&v, ev);
		else
			visit_event(&v, ev);
	}
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
static void find_pointer_calls(struct shared *s, struct driver *d, const struct library_file *file,
			       uint32_t fn, bool whole)
{
	const struct code *code = library_code(s->lib, file, fn);
	const struct flow *flow = whole ? NULL : flows_get(s->flows, file->src, fn);

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

static void find_all_pointer_calls(struct shared *s, struct driver *d)
{
	for (size_t i = 0; i < d->runs; i++)
		if (d->run[i].whole)
			find_pointer_calls(s, d, d->run[i].file, d->run[i].fn, true);
	for (size_t i = 0; i < d->files; i++)
		for (uint32_t fn = 0; fn < d->file[i]->src->functions; fn++)
			if (uses_lock(d->file[i]->src, fn))
				find_pointer_calls(s, d, d->file[i], fn, false);
}

/* -- drivers -------------------------------------------------------------------------------- */

/* Have the callers of all leavers looked for; returns whether that has been done. */
static bool seek_leavers(struct shared *s, const struct driver *d)
{
	bool done = true;

	for (size_t i = 0; i < d->leavers; i++) {
		char *name = source_word(d->leaver[i].src, d->leaver[i].tok);

		done &= library_seek(s->lib, name, LIBRARY_CALL) != LIBRARY_PENDING;
		free(name);
	}
	return done;
}

static void read_driver(struct shared *s, struct driver *d)
{
	find_aliases(d);
	find_roots(s, d);
	follow_leavers(s, d);
	for (size_t i = 0; i < d->runs; i++)
		read_run(s, d, i);
	find_all_pointer_calls(s, d);
	d->complete = seek_leavers(s, d);
}

static struct driver *find_driver(struct shared *s, const struct library_file *of)
{
	static const char *const needles[] = { "vm_area_struct", "mmap_write",
					       "mmap_sem",	 "mmap_lock",
					       "mmu_notifier",	 "get_unmapped_area",
					       "vm_area_desc",	 NULL };
	size_t count;
	const struct library_file *const *file = library_folder(s->lib, of, needles, &count);
	struct driver *d;

	for (size_t i = 0; i < s->drivers; i++)
		if (s->driver[i]->file == file && s->driver[i]->files == count) {
			if (!s->driver[i]->complete && seek_leavers(s, s->driver[i])) {
				forget_driver(s->driver[i]);
				read_driver(s, s->driver[i]);
			}
			return s->driver[i];
		}
	d = memory_alloc(sizeof(*d));
	d->file = file;
	d->files = count;
	d->lib = s->lib;
	VEC_PUSH(s->driver, s->drivers, s->room, d);
	read_driver(s, d);
	return d;
}

/* -- questions ------------------------------------------------------------------------------ */

/* Do both stand in one folder? */
static bool is_beside(const char *a, const char *b)
{
	const char *slash = strrchr(a, '/');
	size_t len = slash ? (size_t)(slash - a) : 0;

	return !strncmp(a, b, len) && !strchr(b + len + (len > 0), '/');
}

/* Where a type is not known, a member of that name in the same folder is enough. */
static bool is_same_field(const struct field *f, const char *path, uint32_t name, uint32_t tag)
{
	if (f->tag == tag && tag)
		return f->name == name || (!f->name && tag > GLOBAL_TAG);
	return f->name == name && (!f->tag || !tag) && f->tag != GLOBAL_TAG && tag != GLOBAL_TAG &&
	       is_beside(path, f->path);
}

static const struct field *find_field(const struct driver *d, const char *path, uint32_t name,
				      uint32_t tag, bool writes)
{
	for (size_t i = 0; i < d->fields; i++)
		if ((d->field[i].written || writes) && is_same_field(&d->field[i], path, name, tag))
			return &d->field[i];
	return NULL;
}

static char *say(const struct source *src, uint32_t tok, const struct field *f)
{
	char *word = source_word(src, tok), *why;

	why = memory_printf("%s is %s with the lock held for write (%s:%u)", word,
			    f->written ? "changed" : "read", f->path, f->line);
	free(word);
	return why;
}

/* A bare name that a macro is told, "list_for_each_entry(p, head, node)", may be a member's. */
static const struct field *find_name(const struct driver *d, uint32_t name)
{
	for (size_t i = 0; i < d->fields; i++)
		if (d->field[i].name == name && d->field[i].tag != GLOBAL_TAG &&
		    d->field[i].written)
			return &d->field[i];
	return NULL;
}

/* One question. */
struct asked {
	const struct driver *d;
	struct types_scope scope;
	const struct code *code;
	char **why;
};

/* A place that is read or, with @writes, written. */
static bool touches_place(const struct asked *a, uint32_t place, bool writes)
{
	for (uint32_t p = place; p != CODE_NONE; p = a->code->place[p].parent) {
		const struct place *at = &a->code->place[p];
		const struct field *f = NULL;

		if (at->step == PLACE_MEMBER || code_is_lasting(a->code, p))
			f = find_field(a->d, a->scope.file->path,
				       nameset_hash_token(a->code->src, at->tok),
				       at->step == PLACE_MEMBER ? tag_of(&a->scope, a->code, p)
								: GLOBAL_TAG,
				       writes);
		if (f) {
			*a->why = say(a->code->src, at->tok, f);
			return true;
		}
		if (at->step == PLACE_MEMBER &&
		    comments_guard_member(&a->scope, a->code, p, a->why))
			return true;
		if (at->step == PLACE_TARGET)
			writes = false; /* what leads there is only read */
	}
	return false;
}

/* A struct that is read or written whole, itself or, with @target, behind a pointer. */
static bool touches_whole(const struct asked *a, const struct event *ev, bool target, bool writes)
{
	struct type type = types_resolve(&a->scope, types_place(&a->scope, a->code, ev->place));

	if (type.kind != TYPE_STRUCT || type.pointers != target || type.arrays ||
	    type.name == SOURCE_NONE)
		return false;
	for (size_t i = 0; i < a->d->fields; i++)
		if ((a->d->field[i].written || writes) &&
		    a->d->field[i].tag == nameset_hash_token(type.src, type.name)) {
			*a->why = say(a->code->src, ev->tok, &a->d->field[i]);
			return true;
		}
	return false;
}

/* A pointer that is passed to what is not read: memory is copied or set there, and a bare name may be a member's. */
static bool touches_passed(const struct asked *a, const struct event *ev, uint32_t call)
{
	const struct expressions *e = &a->code->e;
	uint32_t callee = expression_callee(e, call);
	struct type type = types_resolve(&a->scope, types_place(&a->scope, a->code, ev->place));
	const struct field *f = NULL;
	bool sized = false;

	if (code_is_lasting(a->code, ev->place))
		f = find_name(a->d, nameset_hash_token(a->code->src, ev->tok));
	if (f) {
		*a->why = say(a->code->src, ev->tok, f);
		return true;
	}
	if (callee == SOURCE_NONE || declaration_is_number(&type) ||
	    words_is_lock(a->code->src, callee) ||
	    (words_call(a->code->src, callee) != WORDS_SAFE && !words_is_gup(a->code->src, callee)))
		return false;
	for (uint32_t i = 0; i < e->count; i++)
		sized |= e->expr[i].kind == EXPR_SIZEOF &&
			 e->expr[i].first >= e->expr[call].first &&
			 e->expr[i].end <= e->expr[call].end;
	if (type.kind == TYPE_STRUCT && type.pointers == 1)
		return sized && touches_whole(a, ev, true, true);
	return touches_place(a, ev->place, type.pointers || type.arrays);
}

/* "p = &x->y; ... *p": what the pointer, a variable, leads to. */
static bool touches_through(const struct asked *a, const struct event *ev, bool writes)
{
	const struct code *code = a->code;
	uint32_t pointer = code->place[ev->place].parent;

	if (code->place[ev->place].step != PLACE_TARGET || pointer == CODE_NONE ||
	    code->place[pointer].step != PLACE_SYMBOL)
		return false;
	for (uint32_t w = 0; w < code->events; w++) {
		if (code->event[w].kind != EVENT_WRITE || code->event[w].place != pointer ||
		    code->event[w].value == SOURCE_NONE)
			continue;
		for (uint32_t e = code->at[code->event[w].stmt].first_event; e < w; e++)
			if (code->event[e].place != CODE_NONE &&
			    code_is_inside(code, e, code->event[w].value) &&
			    touches_place(a, code->event[e].place, writes))
				return true;
	}
	return false;
}

/* The same of a parameter: by the names in what callers pass. */
static bool touches_callers(const struct asked *a, const struct event *ev, bool writes)
{
	const struct code *code = a->code;
	uint32_t pointer = code->place[ev->place].parent, name = code->src->function[code->fn].name;
	const struct library_holders *holders;
	struct type type;

	if (code->outer || code->place[ev->place].step != PLACE_TARGET || pointer == CODE_NONE ||
	    code->place[pointer].step != PLACE_SYMBOL ||
	    code->symbol[code->place[pointer].symbol].parameter < 0)
		return false;
	type = types_resolve(&a->scope, types_place(&a->scope, code, ev->place));
	if (type.kind == TYPE_STRUCT && !type.pointers)
		return false; /* its members tell */
	holders = library_holders(a->d->lib, code->src, name);
	for (size_t h = 0; h < holders->count; h++) {
		const struct source *src = holders->file[h]->src;
		size_t calls;
		const uint32_t *call =
			library_calls(a->d->lib, holders->file[h], code->src, name, &calls);

		for (size_t c = 0; c < calls; c++) {
			struct range r =
				value_argument(src, call[c] + 1,
					       code->symbol[code->place[pointer].symbol].parameter);

			for (uint32_t t = r.first; t < r.end; t++)
				for (size_t i = 0; i < a->d->fields; i++)
					if (a->d->field[i].name == nameset_hash_token(src, t) &&
					    (a->d->field[i].written || writes)) {
						*a->why = say(src, t, &a->d->field[i]);
						return true;
					}
		}
	}
	return false;
}

bool shared_touches(struct shared *shared, const struct library_file *of,
		    const struct library_file *file, const struct code *code,
		    const struct event *ev, char **why)
{
	const struct asked a = { find_driver(shared, of), { shared->lib, file }, code, why };
	bool writes = ev->kind == EVENT_WRITE || ev->kind == EVENT_ADDRESS;
	uint32_t call;

	if (a.d->bounded) {
		*why = memory_strdup("not all that the driver does with the lock held for write "
				     "could be read");
		return true;
	}
	if (touches_place(&a, ev->place, writes) || touches_through(&a, ev, writes) ||
	    touches_callers(&a, ev, writes))
		return true;
	if (ev->expr != SOURCE_NONE && ev->kind != EVENT_ADDRESS &&
	    touches_whole(&a, ev, false, writes))
		return true;
	return ev->kind == EVENT_READ && ev->expr != SOURCE_NONE && is_argument(code, ev, &call) &&
	       touches_passed(&a, ev, call);
}

/* The text of the line, without what it begins with. */
static void add_line(struct buf *b, const struct library_file *file, uint32_t line)
{
	const char *at = file->src->text, *end = at + file->src->len, *stop;

	for (uint32_t n = 1; n < line && at && at < end; n++) {
		at = memchr(at, '\n', (size_t)(end - at));
		at = at ? at + 1 : end;
	}
	while (at < end && isspace((unsigned char)*at))
		at++;
	stop = memchr(at, '\n', (size_t)(end - at));
	buf_printf(b, "%s:%u: %.*s\n", file->path, line, (int)((stop ? stop : end) - at), at);
}

static int compare_fields(const void *a, const void *b)
{
	const struct field *x = *(const struct field *const *)a;
	const struct field *y = *(const struct field *const *)b;
	int order = strcmp(x->path, y->path);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

char *shared_writers(struct shared *shared, const struct library_file *of)
{
	const struct driver *d = find_driver(shared, of);
	const struct field **field = memory_alloc((d->fields + 1) * sizeof(*field));
	const struct library_file *file;
	struct buf b = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < d->fields; i++)
		if (d->field[i].written)
			field[n++] = &d->field[i];
	qsort(field, n, sizeof(*field), compare_fields);
	for (size_t i = 0; i < n; i++)
		if ((!i || compare_fields(&field[i - 1], &field[i])) &&
		    (file = library_file(shared->lib, field[i]->path)))
			add_line(&b, file, field[i]->line);
	free(field);
	return buf_detach(&b);
}

const struct library_file *const *shared_files(struct shared *shared, const struct library_file *of,
					       size_t *count)
{
	const struct driver *d = find_driver(shared, of);

	*count = d->files;
	return d->file;
}

bool shared_calls_pointer(struct shared *shared, const struct library_file *of,
			  const struct library_file *file, uint32_t member)
{
	const struct driver *d = find_driver(shared, of);

	for (size_t i = 0; i < d->calls; i++) {
		const struct pointer_call *c = &d->called[i];

		if (c->member && member ? c->member == member : c->file == file)
			return true;
	}
	return false;
}

bool shared_is_handler(struct shared *shared, const struct library_file *of,
		       const struct source *src, uint32_t fn)
{
	return is_handler(find_driver(shared, of), src, fn);
}
