// SPDX-License-Identifier: GPL-2.0-only
/*
 * callers: from the function upwards, breadth first, each function once, until somebody holds the
 * lock or nobody calls. Only calls in files that the library knows are seen; pointers are not
 * followed.
 */
#include "callers.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "bracket.h"
#include "mmaplock.h"
#include "words.h"

#define MAX_FUNCTIONS 60
#define MAX_WHO 300 /* bytes after which no further caller is named */

struct item {
	const struct library_file *file;
	uint32_t fn;
};

struct reader {
	struct library *lib;
	struct flows *flows;
	struct item *item;
	size_t count, room;
	struct callers *out;
	bool all_entries; /* every chain ends in a function that user space enters */
};

static void add(struct reader *r, const struct library_file *file, uint32_t fn)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->item[i].file == file && r->item[i].fn == fn)
			return;
	if (r->count < MAX_FUNCTIONS)
		VEC_PUSH(r->item, r->count, r->room, (struct item){ file, fn });
}

static bool is_static(const struct source *src, const struct function *f)
{
	for (uint32_t i = f->first; i < f->name; i++)
		if (source_is(src, i, "static"))
			return true;
	return false;
}

/* What the tokens of statement @i do besides the call at @tok, with the lock held. */
static void look_at(const struct flow *flow, uint32_t i, uint32_t tok, bool *work, bool *locks)
{
	uint32_t first, end;

	flow_own_tokens(flow, i, &first, &end);
	for (uint32_t t = first; t < end; t++) {
		if (flow->src->token[t].kind != TOKEN_IDENT || !source_is(flow->src, t + 1, "("))
			continue;
		*work |= t != tok && words_call(flow->src, t) != WORDS_SAFE;
		*locks |= words_call(flow->src, t) == WORDS_INNER_LOCK;
	}
	*work |= i != statement_at(&flow->st, tok) && first < end;
}

/*
 * The evidence for converting a function with its callers: does the bracket around the call at @tok
 * enclose just that, and does another lock nest inside?
 */
static const char *bracket_text(const struct flow *flow, uint32_t tok)
{
	uint32_t stmt = statement_at(&flow->st, tok);
	struct bracket_span span;
	bool work = false, locks = false;

	if (bracket_only_op(flow, flow->in[stmt]) == SOURCE_NONE)
		return "";
	bracket_read(flow, stmt, &span);
	for (uint32_t i = 0; i < flow->st.count; i++)
		if (span.under[i] && flow_op_at(flow, i) == SOURCE_NONE)
			look_at(flow, i, tok, &work, &locks);
	bracket_free(&span);
	return locks  ? " (another lock nests inside)"
	       : work ? " (around more than this call)"
		      : " (around just this call)";
}

static void note(struct reader *r, const char *how, const struct library_file *file, uint32_t fn,
		 uint32_t tok, const char *bracket)
{
	char *name, *longer;

	if (r->out->who && strlen(r->out->who) > MAX_WHO)
		return;
	name = source_word(file->src, file->src->function[fn].name);
	longer = memory_printf("%s%s%s by %s() at %s:%u%s", r->out->who ? r->out->who : "",
			       r->out->who ? ", " : "", how, name, file->path,
			       file->src->token[tok].line, bracket);
	free(name);
	free(r->out->who);
	r->out->who = longer;
}

/* Does function @fn return with a lock held that it took? */
static bool returns_held(struct reader *r, const struct source *src, uint32_t fn)
{
	const struct function *f = &src->function[fn];
	const struct flow *flow;

	for (uint32_t tok = f->open; tok < f->close; tok++) {
		if (!mmaplock_is_mmap_call(src, tok))
			continue;
		flow = flows_get(r->flows, src, fn);
		return (flow->in[flow->st.count] & ~FLOW_FREE) != 0;
	}
	return false;
}

/* A call in @caller before @tok of a function of the same file that leaves the lock taken. */
static bool takes_by_call(struct reader *r, const struct library_file *file, uint32_t caller,
			  uint32_t tok)
{
	const struct source *src = file->src;

	for (uint32_t i = src->function[caller].open; i < tok; i++) {
		if (src->token[i].kind != TOKEN_IDENT || !source_is(src, i + 1, "("))
			continue;
		for (uint32_t fn = 0; fn < src->functions; fn++)
			if (source_same(src, src->function[fn].name, src, i) &&
			    returns_held(r, src, fn))
				return true;
	}
	return false;
}

/* "down_read(own_mmap_lock())" before @tok in @caller: its token, or SOURCE_NONE. */
static uint32_t find_wrapper(const struct source *src, uint32_t caller, uint32_t tok)
{
	static const char *const takes[] = { "down_read", "down_read_killable", "down_write",
					     "down_write_killable", NULL };

	for (uint32_t i = src->function[caller].open + 2; i < tok; i++)
		if (source_is(src, i - 1, "(") && grammar_is_any(src, i - 2, takes) &&
		    mmaplock_is_wrapper(src, i))
			return i;
	return SOURCE_NONE;
}

/* The call at @tok in function @caller: is the lock held there? */
static void take_call(struct reader *r, const struct library_file *file, uint32_t caller,
		      uint32_t tok)
{
	const struct flow *flow = flows_get(r->flows, file->src, caller);
	uint32_t stmt = statement_at(&flow->st, tok), wrapper;

	switch (flows_held(flow, stmt == SOURCE_NONE ? FLOW_FREE : flow->in[stmt])) {
	case FLOWS_READ:
		r->out->read = true;
		note(r, "held for read", file, caller, tok, bracket_text(flow, tok));
		break;
	case FLOWS_WRITE:
		r->out->write = true;
		note(r, "held for write", file, caller, tok, "");
		break;
	case FLOWS_MIXED:
		r->out->mixed = true;
		note(r, "held on some paths", file, caller, tok, "");
		break;
	default:
		if (takes_by_call(r, file, caller, tok)) {
			r->out->mixed = true;
			note(r, "taken through a call", file, caller, tok, "");
		} else if ((wrapper = find_wrapper(file->src, caller, tok)) != SOURCE_NONE) {
			r->out->mixed = true;
			note(r, "perhaps taken", file, caller, wrapper, "");
		} else {
			add(r, file, caller);
		}
	}
}

/* -- functions of one name ------------------------------------------------------------------- */

/* The other files that define a function of that name: copies of a driver have them all. */
struct rivals {
	struct rival {
		const struct library_file *file;
		bool global;
	} * rival;
	size_t count, room;
};

static void find_rivals(struct reader *r, const struct item *it, struct rivals *out)
{
	const struct source *of = it->file->src;
	uint32_t name = of->function[it->fn].name;

	for (size_t k = 0; k < library_count(r->lib); k++) {
		const struct library_file *file = library_holder(r->lib, k, of, name);
		size_t calls;

		if (!file || file == it->file)
			continue;
		library_calls(r->lib, file, of, name, &calls);
		for (uint32_t fn = 0; calls && fn < file->src->functions; fn++)
			if (source_same(file->src, file->src->function[fn].name, of, name))
				VEC_PUSH(out->rival, out->count, out->room,
					 (struct rival){
						 file,
						 !is_static(file->src, &file->src->function[fn]) });
	}
}

/* Bytes of the directories that both paths begin with. */
static size_t shared_directories(const char *a, const char *b)
{
	size_t shared = 0;

	for (size_t i = 0; a[i] && a[i] == b[i]; i++)
		if (a[i] == '/')
			shared = i + 1;
	return shared;
}

/* Do the calls in @caller mean another file's function: its own, or one that lies nearer? */
static bool means_rival(const struct rivals *rivals, const struct library_file *caller,
			const struct library_file *file)
{
	size_t near = shared_directories(caller->path, file->path);

	for (size_t i = 0; i < rivals->count; i++) {
		const struct rival *other = &rivals->rival[i];

		if (other->file == caller ||
		    (other->global && shared_directories(caller->path, other->file->path) > near))
			return true;
	}
	return false;
}

/* -- calls ----------------------------------------------------------------------------------- */

/* All calls of item @i in @file; returns whether there was one. */
static bool scan_file(struct reader *r, size_t i, const struct library_file *file)
{
	const struct item it = r->item[i];
	const struct source *src = file->src, *of = it.file->src;
	uint32_t name = of->function[it.fn].name;
	const uint32_t *call;
	size_t calls;
	bool any = false;

	call = library_calls(r->lib, file, of, name, &calls);
	for (size_t k = 0; k < calls; k++) {
		uint32_t tok = call[k], caller;

		if (!source_same(src, tok, of, name))
			continue;
		caller = source_function_at(src, tok);
		if (caller == SOURCE_NONE || tok < src->function[caller].open)
			continue;
		any = true;
		if (caller != it.fn || file != it.file)
			take_call(r, file, caller, tok);
	}
	return any;
}

static bool is_entry(const struct source *src, const struct function *f)
{
	static const char *const marks[] = { "ioctl", "SYSCALL", "_store", "_show", NULL };
	char *name = source_word(src, f->name);
	bool entry = false;

	for (size_t i = 0; marks[i]; i++)
		entry |= strstr(name, marks[i]) != NULL;
	free(name);
	return entry;
}

static void scan_item(struct reader *r, size_t i)
{
	const struct library_file *file = r->item[i].file;
	const struct function *f = &file->src->function[r->item[i].fn];
	size_t len = strlen(file->path);
	bool local = is_static(file->src, f) && file->path[len - 1] != 'h';
	bool any = scan_file(r, i, file);

	if (!local) {
		char *name = source_word(file->src, f->name);
		const struct item it = r->item[i];
		struct rivals rivals = { 0 };

		find_rivals(r, &it, &rivals);
		for (size_t k = 0; k < library_count(r->lib); k++) {
			const struct library_file *other =
				library_holder(r->lib, k, file->src, f->name);

			if (other && other != file && !means_rival(&rivals, other, file))
				any |= scan_file(r, i, other);
		}
		free(rivals.rival);
		library_want(r->lib, name);
		free(name);
	}
	if (!any) {
		r->out->none = true;
		r->all_entries &= is_entry(file->src, f);
	}
}

/* Does the function look like one that counts on its caller for the lock? */
static bool relies(const struct source *src, uint32_t fn, bool *weakly)
{
	static const char *const signs[] = {
		"find_vma",	      "find_vma_intersection",	  "vma_lookup", "find_extend_vma",
		"mmap_assert_locked", "mmap_assert_write_locked", NULL
	};
	const struct function *f = &src->function[fn];

	*weakly = false;
	for (uint32_t i = f->open; i < f->close; i++)
		if (mmaplock_is_mmap_call(src, i))
			return false; /* it takes the lock elsewhere */
	for (uint32_t i = f->params; i < f->open; i++)
		*weakly |= source_is(src, i, "vm_area_struct");
	for (uint32_t i = f->open; i < f->close; i++) {
		for (int s = 0; signs[s]; s++)
			if (source_is(src, i, signs[s]) && source_is(src, i + 1, "("))
				return true;
		if ((source_is(src, i, "mmap_sem") || source_is(src, i, "mmap_lock")) && i &&
		    source_is(src, i - 1, "->"))
			return true; /* an assertion: operations would have made a bracket */
	}
	return false;
}

void callers_read(struct library *lib, struct flows *flows, const struct library_file *file,
		  uint32_t fn, struct callers *out)
{
	struct reader r = { .lib = lib, .flows = flows, .out = out, .all_entries = true };
	bool weakly;

	*out = (struct callers){ 0 };
	add(&r, file, fn);
	for (size_t i = 0; i < r.count; i++)
		scan_item(&r, i);
	out->relies = relies(file->src, fn, &weakly) || (weakly && !r.all_entries);
	if (!out->who) {
		const struct item *last = &r.item[r.count - 1];
		char *top = source_word(last->file->src, last->file->src->function[last->fn].name);

		out->who =
			r.count > 1
				? memory_printf("%zu callers read up to %s() in %s, none takes it",
						r.count - 1, top, last->file->path)
				: memory_printf("called by nobody that was found");
		free(top);
	}
	free(r.item);
}

void callers_free(struct callers *c)
{
	free(c->who);
	*c = (struct callers){ 0 };
}
