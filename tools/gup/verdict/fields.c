// SPDX-License-Identifier: GPL-2.0-only
/*
 * fields: what the functions that run with the lock held for write read and write, and whom they call. A
 * member that is passed on, or whose address is, counts as written; a struct that is set as a whole, or
 * freed, as written in all its members.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "deferred.h"
#include "driver.h"
#include "gup/primitives.h"
#include "source/grammar.h"

/* The tag of the struct whose member the place is; 0 if it is not known. */
uint32_t fields_tag(const struct types_scope *scope, const struct code *code, uint32_t place)
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
		    d->field[i].written == written && (tag || d->field[i].file == file))
			return;
	VEC_PUSH(d->field, d->fields, d->field_room,
		 (struct field){ name, tag, written, file, line });
}

struct visit {
	struct driver *driver;
	struct types_scope scope;
	const struct code *code;
	uint32_t line; /* of an expanded macro: where it is used; else 0 */
};

static uint32_t line_of(const struct visit *v, uint32_t tok)
{
	return v->line ? v->line : v->code->src->token[tok].line;
}

static void note_member(const struct visit *v, uint32_t place, bool written, uint32_t line)
{
	const struct place *p = &v->code->place[place];
	uint32_t tag = fields_tag(&v->scope, v->code, place);
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

/* kzalloc() and its kin: one of the kernel's, not what the driver calls so. */
static bool is_allocator(const struct source *src, uint32_t callee)
{
	return primitives_call(src, callee) == PRIMITIVES_SAFE &&
	       source_holds(src, callee, "alloc");
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
	    !code_is_within(code, ev->place, root))
		return false;
	call = code_call_with(code,
			      ev->kind == EVENT_ADDRESS ? code->e.expr[ev->expr].parent : ev->expr);
	if (call == SOURCE_NONE)
		return false;
	call = expression_callee(&code->e, call);
	/* a list that it is put on makes it known; what sets up a lock or a text does not */
	return ev->kind == EVENT_ADDRESS
		       ? call != SOURCE_NONE && source_holds(code->src, call, "add")
		       : ev->place == root &&
				 (call == SOURCE_NONE ||
				  primitives_call(code->src, call) == PRIMITIVES_UNKNOWN);
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
			    !grammar_is_set(src, t, &first, &end))
				continue;
			for (; first < end; first++) {
				uint32_t last = grammar_addressed(src, first);

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
			   !grammar_is_shouted(v->code->src, at->tok) &&
			   !primitives_is_keyword(v->code->src, at->tok)) {
			add_field(v->driver, nameset_hash_token(v->code->src, at->tok),
				  DRIVER_GLOBAL, written, v->scope.file, line);
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
	uint32_t call = code_call_with(v->code, ev->expr);
	uint32_t callee = expression_callee(&v->code->e, call);

	if (callee != SOURCE_NONE && primitives_is_lock(src, callee))
		return;
	note_place(v, ev, call != SOURCE_NONE && is_changed_by(v, ev, callee), line);
	if (ev->expr != SOURCE_NONE && is_seen_otherwise(v, ev))
		note_struct(v, types_place(&v->scope, v->code, ev->place), true, line);
}

static void visit_event(const struct visit *v, const struct event *ev)
{
	uint32_t line = line_of(v, ev->tok), callee;

	if (ev->place == CODE_NONE)
		return;
	switch (ev->kind) {
	case EVENT_WRITE:
		note_place(v, ev, true, line);
		if (v->code->place[ev->place].step == PLACE_MEMBER)
			note_struct(v, types_place(&v->scope, v->code, ev->place), false, line);
		break;
	case EVENT_ADDRESS:
		callee = expression_callee(&v->code->e, code_call_around(v->code, ev->expr));
		/* another lock, and a counter that is atomic, are no business of this one */
		if (callee == SOURCE_NONE || !primitives_is_lock(v->code->src, callee) ||
		    primitives_sets_atomic(v->code->src, callee))
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
	uint32_t first, end, hash = nameset_hash_token(of, tok);
	bool any = false;

	if (nameset_has(&d->followed, hash))
		return;
	nameset_add(&d->followed, hash, 0);
	for (size_t i = 0; i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		for (uint32_t t = 0; t < src->tokens; t++)
			if (source_same(src, t, of, tok) && grammar_is_set(src, t, &first, &end))
				for (; first < end; first++)
					if (!grammar_has_arguments(src, first))
						any |= writers_add_named(d, src, first);
	}
	if (!any)
		nameset_add(&d->unset, hash, 0);
}

/* Functions named between the braces of a table of the struct @ops that has no names of members. */
static void add_table(struct driver *d, const struct type *ops)
{
	uint32_t first, end;

	if (ops->name == SOURCE_NONE || !ops->src)
		return;
	for (size_t i = 0; i < d->files; i++) {
		const struct source *src = d->file[i]->src;

		for (uint32_t t = 1; t < src->tokens; t++) {
			if (!source_same(src, t, ops->src, ops->name) || !grammar_is_tag(src, t) ||
			    !grammar_is_set(src, t + 1, &first, &end))
				continue;
			first++; /* the "{" */
			for (; !source_is(src, first, ".") && first < end; first++)
				if (!grammar_has_arguments(src, first))
					writers_add_named(d, src, first);
		}
	}
}

#define MAX_EXPANSIONS 2000 /* of one driver's macros */

/* Have macro @def read where call @expr of the code uses it. Returns whether that can be done. */
static bool add_expansion(const struct visit *v, const struct definition *def, uint32_t expr,
			  uint32_t line)
{
	struct driver *d = v->driver;
	struct expanded new = { v->scope.file, NULL, NULL, line };
	struct expansion x;

	if (d->expansions == MAX_EXPANSIONS || expand_read(def, v->code, expr, &x)) {
		d->bounded |= d->expansions == MAX_EXPANSIONS;
		return false;
	}
	new.expansion = memory_alloc(sizeof(x));
	*new.expansion = x;
	new.code = memory_alloc(sizeof(*new.code));
	code_read(&new.expansion->src, 0, v->code, new.code);
	VEC_PUSH(d->expanded, d->expansions, d->expanded_room, new);
	return true;
}

void fields_forget(struct driver *d)
{
	for (size_t i = d->expansions;
	     i-- > 0;) { /* one's code may refer to that of an earlier one */
		code_free(d->expanded[i].code);
		expand_free(d->expanded[i].expansion);
		free(d->expanded[i].code);
		free(d->expanded[i].expansion);
	}
	free(d->expanded);
}

/* Have the driver's own macros read that the call @ev may be of; returns whether it is one, and all are. */
static bool expand_call(const struct visit *v, const struct event *ev, uint32_t name)
{
	const struct source *src = v->code->src;
	struct definitions defs;
	bool all;
	char *word;

	if (primitives_call(src, name) != PRIMITIVES_UNKNOWN ||
	    !library_is_beside(v->driver->lib, v->driver->of, v->scope.file))
		return false;
	word = source_word(src, name);
	library_own(v->driver->lib, v->scope.file, word, true, &defs);
	all = defs.count > 0;
	for (size_t i = 0; i < defs.count; i++)
		all &= defs.def[i].fn == SOURCE_NONE &&
		       add_expansion(v, &defs.def[i], ev->expr, line_of(v, ev->tok));
	free(defs.def);
	free(word);
	return all;
}

/*
 * Add the functions that are defined as @word for code in @file; *@any: there are some. Returns whether
 * anything is.
 */
static bool add_defined(struct driver *d, const struct library_file *file, const char *word,
			bool *any)
{
	struct definitions defs;
	bool beside = false; /* drivers are copied: its own function is meant, where it has one */

	library_define(d->lib, file, word, &defs);
	for (size_t i = 0; i < defs.count; i++)
		beside |= defs.def[i].fn != SOURCE_NONE &&
			  library_is_beside(d->lib, d->of, defs.def[i].file);
	*any = false;
	for (size_t i = 0; i < defs.count; i++)
		if (defs.def[i].fn != SOURCE_NONE && !library_is_core(defs.def[i].file) &&
		    (!beside || library_is_beside(d->lib, d->of, defs.def[i].file))) {
			writers_add(d, defs.def[i].file, defs.def[i].fn, true);
			*any = true;
		}
	free(defs.def);
	return defs.count > 0;
}

/* Returns whether it is a function of the driver's, as far as is known by now; of call event @call, or NULL. */
static bool add_named(const struct visit *v, uint32_t name, const struct event *call)
{
	const struct source *src = v->code->src;
	char *word = source_word(src, name);
	struct driver *d = v->driver;
	bool any;

	if (!add_defined(d, v->scope.file, word, &any) &&
	    library_is_beside(d->lib, d->of, v->scope.file) && !grammar_is_shouted(src, name) &&
	    primitives_call(src, name) == PRIMITIVES_UNKNOWN &&
	    library_own_declares(d->lib, v->scope.file, src, name))
		VEC_PUSH(d->wanted, d->wants, d->want_room,
			 (struct wanted_name){ .file = v->scope.file,
					       .word = { src, name },
					       .code = call ? v->code : NULL,
					       .call = call,
					       .line = v->line });
	free(word);
	return any;
}

/* A variable of the file or of its headers: a pointer, where it is called. */
static bool is_variable(const struct visit *v, uint32_t tok)
{
	char *word = source_word(v->code->src, tok);
	bool variable = library_declares(v->driver->lib, v->scope.file, word);

	free(word);
	return variable;
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
			    line_of(v, call->tok));
}

/* "trace_NAME()", of which the file's headers say "TRACE_EVENT(NAME, ...": it tells, and changes nothing. */
static bool is_tracepoint(const struct visit *v, uint32_t callee)
{
	static const char prefix[] = "trace_";
	const struct token *t = &v->code->src->token[callee];
	const char *word = v->code->src->text + t->at;
	const struct library_file *header;
	size_t at = 0, skip = sizeof(prefix) - 1;

	if (t->len <= skip || memcmp(word, prefix, skip))
		return false;
	while ((header = library_next_own(v->driver->lib, v->scope.file, &at, word + skip,
					  t->len - skip)))
		for (uint32_t i = 4; i < header->src->tokens; i++)
			if (header->src->token[i].len == t->len - skip &&
			    !memcmp(header->src->text + header->src->token[i].at, word + skip,
				    t->len - skip) &&
			    (source_holds(header->src, i - 2, "TRACE_EVENT") ||
			     source_holds(header->src, i - 4, "DEFINE_EVENT")))
				return true;
	return false;
}

static void note_all_passed(const struct visit *v, const struct event *ev)
{
	const struct expressions *e = &v->code->e;
	uint32_t callee = expression_callee(e, ev->expr);

	if (callee != SOURCE_NONE && is_tracepoint(v, callee))
		return;
	for (uint32_t a = expression_child(e, ev->expr, 1); a != SOURCE_NONE; a = e->expr[a].next)
		note_passed(v, ev, a);
}

void fields_find_wanted(struct driver *d)
{
	for (size_t i = 0; i < d->wants; i++) {
		struct wanted_name *w = &d->wanted[i];
		struct visit v = { d, { d->lib, w->file }, w->code, w->line };
		char *word;
		bool any;

		if (w->done)
			continue;
		word = source_word(w->word.src, w->word.tok);
		w->done = add_defined(d, w->file, word, &any) || w->sought;
		if (w->done && !any && w->call) /* nobody's that can be read */
			note_all_passed(&v, w->call);
		free(word);
	}
}

/* A variable of the function; a name in "MACRO(x, f);" at the head of a block may be one or not. */
static bool is_local(const struct code *code, uint32_t name)
{
	uint32_t place = code->place_of[name];

	return place != CODE_NONE && code->place[place].step == PLACE_SYMBOL &&
	       !code->symbol[code->place[place].symbol].d.macro;
}

/* A function that is passed is called back at once, unless it is only kept for later. */
static void visit_argument(const struct visit *v, uint32_t callee, uint32_t arg,
			   unsigned int number)
{
	const struct expressions *e = &v->code->e;
	const struct source *src = v->code->src;
	uint32_t back = expression_strip(e, arg);

	if (expression_is(e, back, "&") && e->expr[back].kind == EXPR_PREFIX)
		back = expression_strip(e, e->expr[back].child);
	if (back == SOURCE_NONE || e->expr[back].kind != EXPR_NAME || is_local(v->code, back))
		return;
	if (callee == SOURCE_NONE ||
	    !deferred_is(v->driver->lib, v->scope.file, src->text + src->token[callee].at,
			 src->token[callee].len, number))
		add_named(v, e->expr[back].tok, NULL);
}

/* Is the call through the pointer of that node, or of no name, seen to lead to nothing that can be read? */
static bool leads_nowhere(const struct visit *v, uint32_t pointer, bool named)
{
	return !named ||
	       nameset_has(&v->driver->unset,
			   nameset_hash_token(v->code->src, v->code->e.expr[pointer].tok));
}

static void visit_call(const struct visit *v, const struct event *ev)
{
	const struct expressions *e = &v->code->e;
	uint32_t callee = e->expr[ev->expr].child, tok = expression_callee(e, ev->expr);
	bool own = false, local, member, waits = false, named;
	unsigned int number = 0;

	/* "(*x->f)(...)", "f[i](...)" */
	while (e->expr[callee].kind == EXPR_INDEX || e->expr[callee].kind == EXPR_CAST ||
	       (e->expr[callee].kind == EXPR_PREFIX && e->expr[callee].child != SOURCE_NONE))
		callee = e->expr[callee].child;
	member = e->expr[callee].kind == EXPR_MEMBER;
	named = member || e->expr[callee].kind == EXPR_NAME;
	local = e->expr[callee].kind == EXPR_NAME && is_local(v->code, callee);
	if (tok != SOURCE_NONE && !local) {
		size_t wants = v->driver->wants;

		own = add_named(v, tok, ev);
		waits = v->driver->wants > wants;
		own |= expand_call(v, ev, tok);
	}
	if (member) {
		struct type ops = types_expression(&v->scope, v->code, e->expr[callee].child);

		add_table(v->driver, &ops);
	}
	if (named && (member || local || tok == SOURCE_NONE || (!own && is_variable(v, tok))))
		add_set(v->driver, v->code->src, e->expr[callee].tok);
	if (!own && !waits &&
	    (tok != SOURCE_NONE ? !primitives_is_lock(v->code->src, tok)
				: leads_nowhere(v, callee, named)))
		note_all_passed(v, ev);
	for (uint32_t a = expression_child(e, ev->expr, 1); a != SOURCE_NONE; a = e->expr[a].next)
		visit_argument(v, tok, a, number++);
}

/* Does the statement of what was not understood store something, itself or by a macro of the driver's? */
static bool may_store(const struct visit *v, const struct event *ev)
{
	static const char *const stores[] = { "=", "+=", "-=", "|=", "&=", "++", "--", NULL };
	const struct source *src = v->code->src;
	const struct stmt *st = &v->code->st.stmt[ev->stmt];
	bool found = false;

	for (uint32_t t = st->first; t < st->end && !found; t++) {
		struct definitions defs;
		char *word;

		found = grammar_is_any(src, t, stores);
		if (found || !grammar_has_arguments(src, t) ||
		    primitives_call(src, t) != PRIMITIVES_UNKNOWN)
			continue;
		word = source_word(src, t);
		library_own(v->driver->lib, v->scope.file, word, true, &defs);
		for (size_t i = 0; i < defs.count; i++)
			found |= defs.def[i].fn == SOURCE_NONE;
		free(defs.def);
		free(word);
	}
	return found;
}

static void note_unread(const struct visit *v, const struct event *ev)
{
	struct driver *d = v->driver;

	for (size_t i = 0; i < d->unreads; i++)
		if (d->unread[i] == v->scope.file)
			return;
	if (may_store(v, ev))
		VEC_PUSH(d->unread, d->unreads, d->unread_room, v->scope.file);
}

static void visit(const struct visit *v, const struct event *ev)
{
	if (ev->kind == EVENT_CALL)
		visit_call(v, ev);
	else if (ev->kind != EVENT_UNKNOWN)
		visit_event(v, ev);
	else if (!primitives_is_asm(v->code->src, ev->tok) &&
		 !source_is_dead(v->code->src, ev->tok) &&
		 library_is_beside(v->driver->lib, v->driver->of, v->scope.file))
		note_unread(v, ev);
}

static void read_run(struct driver *d, struct run run)
{
	const struct flow *flow = run.whole ? NULL : flows_get(d->flows, run.file->src, run.fn);
	struct visit v = { d, { d->lib, run.file }, library_code(d->lib, run.file, run.fn), 0 };

	for (size_t e = 0; e < v.code->events; e++) {
		const struct event *ev = &v.code->event[e];
		bool held = run.whole;

		for (uint32_t k = 0; !held && k < flow->locks.count; k++)
			held = flow->locks.op[k].kind == LOCK_WRITE &&
			       (flow->in[ev->stmt] & FLOW_HELD(k));
		if (held || ev->kind == EVENT_ADDRESS) /* taken before, written through later */
			visit(&v, ev);
	}
}

static void read_expansions(struct driver *d)
{
	for (; d->expansions_read < d->expansions; d->expansions_read++) {
		struct expanded x = d->expanded[d->expansions_read];
		struct visit v = { d, { d->lib, x.file }, x.code, x.line };

		for (size_t e = 0; e < x.code->events; e++)
			visit(&v, &x.code->event[e]);
	}
}

void fields_read(struct driver *d)
{
	for (size_t i = 0; i < d->runs; i++) {
		if (d->run[i].read)
			continue;
		d->run[i].read = true;
		read_run(d, d->run[i]);
		read_expansions(d);
		i = SIZE_MAX; /* one before may be more than was thought */
	}
}
