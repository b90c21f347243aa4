// SPDX-License-Identifier: GPL-2.0-only
/*
 * shared: the drivers that were asked about, each read once, and whether an event meets one of its fields:
 * by its place, as a whole struct, through a pointer that the function or its caller set.
 */
#include "shared.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "comments.h"
#include "driver.h"
#include "gup/primitives.h"
#include "source/grammar.h"

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

static void free_driver(struct driver *d)
{
	free(d->field);
	free(d->unread);
	free(d->run);
	free(d->called);
	free(d->leaver);
	free(d->wanted);
	fields_forget(d);
	nameset_free(&d->macro);
	nameset_free(&d->guard);
	nameset_free(&d->followed);
	nameset_free(&d->unset);
	free(d);
}

void shared_free(struct shared *shared)
{
	if (!shared)
		return;
	for (size_t i = 0; i < shared->drivers; i++)
		free_driver(shared->driver[i]);
	free(shared->driver);
	free(shared);
}

/* -- drivers -------------------------------------------------------------------------------- */

/* From what is known so far, as often as more becomes known. */
static void read_driver(struct driver *d)
{
	size_t known;

	do {
		known = d->runs + d->wants + d->fields;
		writers_follow(d);
		fields_read(d);
		d->complete = writers_seek(d);
		fields_find_wanted(d);
	} while (d->runs + d->wants + d->fields > known);
	writers_find_pointer_calls(d);
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
			if (!s->driver[i]->complete && writers_seek(s->driver[i]))
				read_driver(s->driver[i]);
			return s->driver[i];
		}
	d = memory_alloc(sizeof(*d));
	d->of = of;
	d->file = file;
	d->files = count;
	d->lib = s->lib;
	d->flows = s->flows;
	VEC_PUSH(s->driver, s->drivers, s->room, d);
	writers_find(d);
	read_driver(d);
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

/* Where a type is not known, a member of that name is enough in files that may see the same struct. */
static bool is_same_field(const struct driver *d, const struct field *f,
			  const struct library_file *file, uint32_t name, uint32_t tag)
{
	if (f->tag == tag && tag)
		return f->name == name || (!f->name && tag > DRIVER_GLOBAL);
	return f->name == name && (!f->tag || !tag) && f->tag != DRIVER_GLOBAL &&
	       tag != DRIVER_GLOBAL &&
	       (is_beside(file->path, f->file->path) ||
		library_share_header(d->lib, file, f->file));
}

static const struct field *find_field(const struct driver *d, const struct library_file *file,
				      uint32_t name, uint32_t tag, bool writes)
{
	for (size_t i = 0; i < d->fields; i++)
		if ((d->field[i].written || writes) &&
		    is_same_field(d, &d->field[i], file, name, tag))
			return &d->field[i];
	return NULL;
}

static char *say(const struct source *src, uint32_t tok, const struct field *f)
{
	char *word = source_word(src, tok), *why;

	why = memory_printf("%s is %s with the lock held for write (%s:%u)", word,
			    f->written ? "changed" : "read", f->file->path, f->line);
	free(word);
	return why;
}

/* A bare name that a macro is told, "list_for_each_entry(p, head, node)", may be a member's. */
static const struct field *find_name(const struct driver *d, uint32_t name)
{
	for (size_t i = 0; i < d->fields; i++)
		if (d->field[i].name == name && d->field[i].tag != DRIVER_GLOBAL &&
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
			f = find_field(a->d, a->scope.file,
				       nameset_hash_token(a->code->src, at->tok),
				       at->step == PLACE_MEMBER ? fields_tag(&a->scope, a->code, p)
								: DRIVER_GLOBAL,
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
	    primitives_is_lock(a->code->src, callee) ||
	    (primitives_call(a->code->src, callee) != PRIMITIVES_SAFE &&
	     !primitives_is_gup(a->code->src, callee)))
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
			struct range r = grammar_argument(
				src, call[c] + 1,
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

/* A member of something that others see, or a variable of the file: what was not read may write it. */
static bool is_seen_by_others(const struct asked *a, uint32_t place)
{
	const struct code *code = a->code;
	bool member = false;

	if (place == CODE_NONE || (code_is_own(code, place) && !code_is_lasting(code, place)))
		return false;
	for (uint32_t p = place; p != CODE_NONE; p = code->place[p].parent)
		member |= code->place[p].step == PLACE_MEMBER || code_is_lasting(code, p);
	return member && code_shown(code, place) != SOURCE_NONE &&
	       !source_is(code->src, code_shown(code, place), "current") &&
	       !primitives_is_keyword(code->src, code_shown(code, place)) &&
	       !grammar_is_shouted(code->src, code_shown(code, place));
}

/* Was something that stores not understood where the same structs are seen? */
static bool may_be_unread(const struct asked *a)
{
	bool may = false;

	for (size_t i = 0; i < a->d->unreads && !may; i++)
		may = library_share_header(a->d->lib, a->scope.file, a->d->unread[i]);
	return may;
}

bool shared_touches(struct shared *shared, const struct library_file *of,
		    const struct library_file *file, const struct code *code,
		    const struct event *ev, char **why)
{
	const struct asked a = { find_driver(shared, of), { shared->lib, file }, code, why };
	bool writes = ev->kind == EVENT_WRITE || ev->kind == EVENT_ADDRESS;
	uint32_t call;

	if (a.d->bounded || (may_be_unread(&a) && is_seen_by_others(&a, ev->place))) {
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
	call = ev->kind == EVENT_READ ? code_call_with(code, ev->expr) : SOURCE_NONE;
	return call != SOURCE_NONE && touches_passed(&a, ev, call);
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
	int order = strcmp(x->file->path, y->file->path);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

char *shared_writers(struct shared *shared, const struct library_file *of)
{
	const struct driver *d = find_driver(shared, of);
	const struct field **field = memory_alloc((d->fields + 1) * sizeof(*field));
	struct buf b = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < d->fields; i++)
		if (d->field[i].written)
			field[n++] = &d->field[i];
	qsort(field, n, sizeof(*field), compare_fields);
	for (size_t i = 0; i < n; i++)
		if (!i || compare_fields(&field[i - 1], &field[i]))
			add_line(&b, field[i]->file, field[i]->line);
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
		       const struct library_file *file, uint32_t fn)
{
	return writers_is_handler(find_driver(shared, of), file, fn);
}
