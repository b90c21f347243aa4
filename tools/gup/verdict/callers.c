// SPDX-License-Identifier: GPL-2.0-only
/*
 * callers: from the function upwards, breadth first, each function once, until somebody holds the
 * lock or nobody calls. Only calls in files that the library knows are seen; pointers are not
 * followed.
 */
#include "callers.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "bracket.h"
#include "gup/guard.h"
#include "gup/primitives.h"
#include "gup/sites/call.h"
#include "source/define.h"
#include "source/grammar.h"

#define MAX_FUNCTIONS 100
#define FOR_WRITE "held for write"
#define MAX_WHO 300 /* bytes after which no further caller is named */

struct reader {
	struct library *lib;
	struct flows *flows;
	struct callers *out;
	char *writers;	   /* like out->who: those that hold it for write */
	size_t unnamed;	   /* callers that hold the lock, beyond those in out->who */
	size_t by_pointer; /* the first step that is only called through a pointer; SIZE_MAX */
	bool all_entries;  /* every chain ends in a function that user space enters */
};

static void add(struct reader *r, const struct library_file *file, uint32_t fn)
{
	struct callers *c = r->out;

	for (size_t i = 0; i < c->steps; i++)
		if (c->step[i].file == file && c->step[i].fn == fn)
			return;
	if (c->steps < MAX_FUNCTIONS)
		VEC_PUSH(c->step, c->steps, c->step_room, (struct callers_step){ file, fn });
	else
		c->more = true;
}

static bool is_header(const struct library_file *file)
{
	return file->path[strlen(file->path) - 1] == 'h';
}

/*
 * The evidence for converting a function with its callers: does the bracket around the call at @tok
 * enclose just that, and does another lock nest inside?
 */
static const char *bracket_text(const struct flow *flow, uint32_t tok)
{
	const struct code *code = flow->code;
	uint32_t stmt = statement_at(&flow->st, tok);
	struct bracket_span span;
	bool work = false, locks = false;

	if (bracket_only_op(flow, flow->in[stmt]) == SOURCE_NONE)
		return "";
	bracket_read(flow, stmt, &span);
	for (size_t e = 0; e < code->events; e++) {
		const struct event *ev = &code->event[e];
		uint32_t callee = code_callee(code, ev);

		if (!span.under[ev->stmt] || flow_op_at(flow, ev->stmt) != SOURCE_NONE)
			continue;
		work |= ev->stmt != stmt || (callee != SOURCE_NONE && callee != tok &&
					     primitives_call(code->src, callee) != PRIMITIVES_SAFE);
		locks |= callee != SOURCE_NONE &&
			 primitives_call(code->src, callee) == PRIMITIVES_INNER_LOCK;
	}
	bracket_free(&span);
	return locks  ? " (another lock nests inside)"
	       : work ? " (around more than this call)"
		      : " (around just this call)";
}

/* "f()", or "SYSCALL_DEFINE1(brk)": such a head names the function by its argument. */
static char *name_of(const struct source *src, uint32_t name)
{
	char *word = source_word(src, name), *arg = NULL, *text;

	if (strstr(word, "SYSCALL_DEFINE") && grammar_has_arguments(src, name))
		arg = source_word(src, name + 2);
	text = memory_printf("%s(%s)", word, arg ? arg : "");
	free(arg);
	free(word);
	return text;
}

/*
 * Name the caller @fn with how it holds the lock at @tok. Who holds it for write comes last: that says the
 * least of what could be converted.
 */
static void note(struct reader *r, const char *how, const struct library_file *file, uint32_t fn,
		 uint32_t tok, const char *bracket)
{
	char **who = strcmp(how, FOR_WRITE) ? &r->out->who : &r->writers;
	char *name, *longer;

	if (*who && strlen(*who) > MAX_WHO) {
		r->unnamed++;
		return;
	}
	name = name_of(file->src, file->src->function[fn].name);
	longer = memory_printf("%s%s%s by %s at %s:%u%s", *who ? *who : "", *who ? ", " : "", how,
			       name, file->path, file->src->token[tok].line, bracket);
	free(name);
	free(*who);
	*who = longer;
}

/* All that hold the lock in one line. */
static void join_notes(struct reader *r)
{
	struct callers *c = r->out;
	char *both = memory_printf("%s%s%s", c->who ? c->who : "", c->who && r->writers ? ", " : "",
				   r->writers ? r->writers : "");

	free(c->who);
	free(r->writers);
	c->who = r->unnamed ? memory_printf("%s and %zu more", both, r->unnamed)
			    : memory_strdup(both);
	free(both);
}

/* Is the lock the caller's: is it downgraded or released where the function itself took none? */
static bool is_the_callers(const struct flow *flow)
{
	for (uint32_t i = 0; i < flow->locks.count; i++) {
		const struct lock_op *op = &flow->locks.op[i];
		uint32_t stmt = statement_at(&flow->st, op->call);

		if ((op->kind == LOCK_DOWNGRADE || op->kind == LOCK_RELEASE_READ ||
		     op->kind == LOCK_RELEASE_WRITE) &&
		    stmt != SOURCE_NONE && flow->in[stmt] == FLOW_FREE)
			return true;
	}
	return false;
}

/* Does function @fn return with a lock held that it took, its caller holding none? */
static bool returns_held(struct reader *r, const struct library_file *file, uint32_t fn)
{
	const struct source *src = file->src;
	const struct function *f = &src->function[fn];
	const struct flow *flow;

	for (uint32_t tok = f->open; tok < f->close; tok++) {
		if (!mmaplock_is_mmap_call(src, tok))
			continue;
		flow = flows_of(r->flows, library_code(r->lib, file, fn));
		return (flow->in[flow->st.count] & ~FLOW_FREE) != 0 && !is_the_callers(flow);
	}
	return false;
}

/* A call that is named for the lock, and not for its release. */
static bool is_taking_wrapper(const struct source *src, uint32_t tok)
{
	char *name;
	bool releases;

	if (!mmaplock_is_wrapper(src, tok))
		return false;
	name = source_word(src, tok);
	releases = strstr(name, "unlock") || strstr(name, "UNLOCK");
	free(name);
	return !releases;
}

/* Can what is at token @from be followed by what is at token @to? */
static bool leads_to(const struct flow *flow, uint32_t from, uint32_t to)
{
	uint32_t first = statement_at(&flow->st, from), last = statement_at(&flow->st, to);
	bool *seen, leads;

	if (first == SOURCE_NONE || last == SOURCE_NONE || first == last)
		return true;
	seen = memory_alloc(flow->st.count + 1);
	flow_reach(flow, first, NULL, seen);
	leads = seen[last];
	free(seen);
	return leads;
}

/* Does the call at @tok take the lock: is it named for that, or a function of the file that leaves it taken? */
static bool is_taking_call(struct reader *r, const struct library_file *file, uint32_t tok)
{
	const struct source *src = file->src;

	if (is_taking_wrapper(src, tok))
		return true;
	for (uint32_t fn = 0; fn < src->functions && grammar_is_call(src, tok); fn++)
		if (source_same(src, src->function[fn].name, src, tok) && returns_held(r, file, fn))
			return true;
	return false;
}

/* Is there such a call in @caller, from which @tok is reached? */
static bool takes_by_call(struct reader *r, const struct library_file *file, uint32_t caller,
			  uint32_t tok)
{
	const struct flow *flow = flows_of(r->flows, library_code(r->lib, file, caller));

	for (uint32_t i = file->src->function[caller].open; i < tok; i++)
		if (is_taking_call(r, file, i) && leads_to(flow, i, tok))
			return true;
	return false;
}

/* Do the tokens of @src from @first to @end speak of the lock? */
static bool speaks_of_lock(const struct source *src, uint32_t first, uint32_t end)
{
	for (uint32_t t = first; t < end; t++)
		if (src->token[t].kind == TOKEN_IDENT &&
		    (memmem(src->text + src->token[t].at, src->token[t].len, "mmap", 4) ||
		     memmem(src->text + src->token[t].at, src->token[t].len, "rwsem", 5)))
			return true;
	return false;
}

/* A guard before token @tok of function @caller, whose scope may hold the call, and which may take the lock. */
static bool takes_by_guard(struct reader *r, const struct library_file *file, uint32_t caller,
			   uint32_t tok)
{
	const struct source *src = file->src;

	for (uint32_t i = src->function[caller].open; i < tok; i++)
		if (guard_is_word(src, i) && grammar_is_call(src, i) &&
		    (speaks_of_lock(src, i + 2, i + 3) ||
		     guard_read(src, i, r->lib, file) != GUARD_NONE))
			return true;
	return false;
}

/* The call is an argument of a macro, of the file's own or its headers', that speaks of the lock. */
static bool takes_by_macro(struct reader *r, const struct library_file *file, uint32_t tok)
{
	const struct source *src = file->src;
	bool found = false;

	for (uint32_t i = grammar_enclosing_call(src, tok); i != SOURCE_NONE && !found;
	     i = grammar_enclosing_call(src, i)) {
		char *name = source_word(src, i);
		struct definitions defs;

		library_own(r->lib, file, name, true, &defs);
		for (size_t d = 0; d < defs.count && !found; d++)
			found = defs.def[d].fn == SOURCE_NONE &&
				speaks_of_lock(defs.def[d].src, 0,
					       (uint32_t)defs.def[d].src->tokens);
		free(defs.def);
		free(name);
	}
	return found;
}

/* The call at @tok in function @caller: is the lock held there? */
static void take_call(struct reader *r, const struct library_file *file, uint32_t caller,
		      uint32_t tok)
{
	const struct flow *flow = flows_of(r->flows, library_code(r->lib, file, caller));
	uint32_t stmt = statement_at(&flow->st, tok);

	/* braces in branches of #if make an "if" look like a function's head */
	if (grammar_is_control(file->src, file->src->function[caller].name))
		return;
	/* a name that the kernel itself has is not the driver's, unless it stands beside the callee */
	if (file != r->out->step[0].file &&
	    primitives_call(file->src, file->src->function[caller].name) != PRIMITIVES_UNKNOWN &&
	    primitives_call(file->src, file->src->function[caller].name) != PRIMITIVES_NEEDS)
		return;
	switch (flow_held(flow, stmt == SOURCE_NONE ? FLOW_FREE : flow->in[stmt])) {
	case FLOW_HELD_READ:
		r->out->read = r->out->may_read = true;
		note(r, "held for read", file, caller, tok, bracket_text(flow, tok));
		break;
	case FLOW_HELD_WRITE:
		r->out->write = true;
		note(r, FOR_WRITE, file, caller, tok, "");
		break;
	case FLOW_HELD_MIXED:
		r->out->mixed = true;
		r->out->may_read |= flow_may_read(flow, flow->in[stmt]);
		note(r,
		     flow->in[stmt] & FLOW_FREE ? "taken on a condition not shown to cover the call"
						: "held for read or for write",
		     file, caller, tok, "");
		break;
	default:
		if (takes_by_call(r, file, caller, tok) || takes_by_guard(r, file, caller, tok) ||
		    takes_by_macro(r, file, tok)) {
			r->out->mixed = r->out->may_read = true;
			note(r, "taken through a call", file, caller, tok, "");
		} else {
			add(r, file, caller);
		}
	}
}

/* All calls of item @i in @file by token @name of the item's own file; returns whether there was one. */
static bool scan_file(struct reader *r, size_t i, uint32_t name, const struct library_file *file)
{
	const struct callers_step it = r->out->step[i];
	const struct source *src = file->src, *of = it.file->src;
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

/* The use at token @t of @file of macro @d of @of, which names the function: a call, with what it adds. */
static bool take_macro(struct reader *r, const struct source *of, const struct directive *d,
		       const struct library_file *file, uint32_t t)
{
	uint32_t caller = source_function_at(file->src, t);

	/* a driver's own name for a member of the family is meant, another of the kernel's is not */
	if ((primitives_call(file->src, t) != PRIMITIVES_UNKNOWN &&
	     call_callee(file->src, t) == CALLEE_COUNT) ||
	    caller == SOURCE_NONE || t < file->src->function[caller].open)
		return false;
	if (memmem(of->text + d->at, d->len, "mmap_", 5)) {
		r->out->mixed = r->out->may_read = true;
		note(r, "taken in a macro", file, caller, t, "");
	} else {
		take_call(r, file, caller, t);
	}
	return true;
}

/* A macro that calls the function of an item, or puts its name together. */
struct naming {
	const struct source *src;
	const struct directive *d;
	const char *name;
	size_t len;
	const char *function;
	size_t function_len, head, tail; /* pasted: how much of it stands in the macro */
};

static bool is_naming_macro(const struct reader *r, size_t i, const struct source *src,
			    const struct directive *d, struct naming *out)
{
	const struct callers_step *it = &r->out->step[i];
	const struct source *of = it->file->src;
	const struct token *fn = &of->token[of->function[it->fn].name];

	*out = (struct naming){ src, d, "", 0, of->text + fn->at, fn->len, fn->len, 0 };
	if (!define_line_mentions(src, d, out->function, fn->len))
		define_line_parts(src, d, out->function, fn->len, &out->head, &out->tail);
	if (!out->head && !out->tail)
		return false;
	out->name = src->text + define_name(src, d, &out->len);
	return true;
}

/* Is the rest of the name among the arguments of the macro's use at token @t? */
static bool passes_rest(const struct naming *m, const struct source *src, uint32_t t)
{
	uint32_t close = grammar_has_arguments(src, t) ? src->token[t + 1].mate : SOURCE_NONE;

	if (m->head == m->function_len)
		return true;
	for (; close != SOURCE_NONE && t < close; t++) {
		const struct token *w = &src->token[t];

		for (int parts = 1; parts < 4; parts++) {
			size_t head = parts & 1 ? m->head : 0, tail = parts & 2 ? m->tail : 0;

			if (head + tail && head + tail + w->len == m->function_len &&
			    !memcmp(src->text + w->at, m->function + head, w->len))
				return true;
		}
	}
	return false;
}

/* The uses of the macro in @file; returns whether there was one. */
static bool scan_uses(struct reader *r, const struct naming *m, const struct library_file *file)
{
	const struct source *src = file->src;
	bool any = false;

	for (uint32_t t = 0; t < src->tokens; t++) {
		if (src->token[t].len != m->len ||
		    memcmp(src->text + src->token[t].at, m->name, m->len) ||
		    !passes_rest(m, src, t))
			continue;
		if (source_function_at(src, t) == SOURCE_NONE)
			r->out->pasted |= m->head < m->function_len;
		else
			any |= take_macro(r, m->src, m->d, file, t);
	}
	return any;
}

/* The uses in @file of its own macros that name the function. */
static bool scan_macros(struct reader *r, size_t i, const struct library_file *file)
{
	struct naming m;
	bool any = false;

	for (size_t k = 0; k < file->src->directives; k++)
		if (is_naming_macro(r, i, file->src, &file->src->directive[k], &m))
			any |= scan_uses(r, &m, file);
	return any;
}

/* Does a name of the family mean the driver's own, of @header, in @file? */
static bool is_shimmed(struct reader *r, const struct library_file *header, const char *name,
		       const struct library_file *file)
{
	struct definitions defs;
	bool found = call_names(name, strlen(name)) == CALLEE_COUNT;

	if (found)
		return true;
	library_own(r->lib, file, name, true, &defs);
	for (size_t i = 0; i < defs.count; i++)
		found |= defs.def[i].file == header;
	free(defs.def);
	return found;
}

/* The same of macros of a header in whatever file uses them. */
static bool scan_header_macros(struct reader *r, size_t i, const struct library_file *header)
{
	bool any = false;

	for (size_t k = 0; k < header->src->directives; k++) {
		const struct library_holders *holders;
		struct naming m;
		char *word;

		if (!is_naming_macro(r, i, header->src, &header->src->directive[k], &m))
			continue;
		word = memory_strndup(m.name, m.len);
		if (library_searches(r->lib))
			library_seek(r->lib, word, LIBRARY_CALL);
		holders = library_word_holders(r->lib, m.name, m.len);
		for (size_t h = 0; h < holders->count; h++)
			if (is_shimmed(r, header, word, holders->file[h]))
				any |= scan_uses(r, &m, holders->file[h]);
		free(word);
	}
	return any;
}

/* Those of the headers of the file's own. */
static bool scan_headers(struct reader *r, size_t i)
{
	const struct library_file *file = r->out->step[i].file, *header;
	const struct source *src = file->src;
	const struct token *name = &src->token[src->function[r->out->step[i].fn].name];
	bool any = false;

	for (size_t at = 0;
	     (header = library_next_own(r->lib, file, &at, src->text + name->at, name->len));)
		any |= scan_header_macros(r, i, header);
	for (size_t at = 0; (header = library_next_own(r->lib, file, &at, "##", 2));)
		if (!memmem(header->src->text, header->src->len, src->text + name->at, name->len))
			any |= scan_header_macros(r, i, header);
	return any;
}

static bool has_part(const struct source *src, uint32_t tok, const char *const *parts)
{
	char *name = source_word(src, tok);
	bool found = false;

	for (size_t i = 0; parts[i]; i++)
		found |= strstr(name, parts[i]) != NULL;
	free(name);
	return found;
}

static bool is_entry(const struct source *src, const struct function *f)
{
	static const char *const marks[] = { "ioctl", "SYSCALL", "_store", "_show", NULL };

	return has_part(src, f->name, marks);
}

/* Another .c file that defines a function of that name: drivers are copied, and stand side by side. */
struct copy {
	const struct library_file *file;
	bool global;
};

struct copies {
	struct copy *copy;
	size_t count, room;
};

static void find_copies(struct reader *r, const struct callers_step *it, struct copies *out)
{
	const struct source *of = it->file->src;
	uint32_t name = of->function[it->fn].name;
	const struct library_holders *holders = library_holders(r->lib, of, name);

	for (size_t k = 0; k < holders->count; k++) {
		const struct library_file *f = holders->file[k];

		if (f == it->file || is_header(f))
			continue;
		/* a weak one gives way: its file's calls mean another */
		for (uint32_t fn = 0; fn < f->src->functions; fn++)
			if (source_same(f->src, f->src->function[fn].name, of, name) &&
			    !source_declares(f->src, fn, "__weak"))
				VEC_PUSH(
					out->copy, out->count, out->room,
					(struct copy){ f, !source_declares(f->src, fn, "static") });
	}
}

/* How many folders from the top @a and @b have in common. */
static size_t shared_folders(const char *a, const char *b)
{
	size_t folders = 0;

	for (; *a && *a == *b; a++, b++)
		folders += *a == '/';
	return folders;
}

/* Does a call in @file mean the function of @it, and neither its own nor a copy that is nearer? */
static bool means(const struct copies *copies, const struct callers_step *it,
		  const struct library_file *file)
{
	size_t near = shared_folders(file->path, it->file->path);

	for (size_t i = 0; i < copies->count; i++) {
		const struct copy *c = &copies->copy[i];

		if (c->file == file ||
		    (c->global && shared_folders(file->path, c->file->path) > near))
			return false;
	}
	return true;
}

/* A header's function has callers, but it is too late to look for them: do they hold the lock? */
static void note_unsearched(struct reader *r, const struct callers_step *it)
{
	const struct source *src = it->file->src;
	const struct token *name = &src->token[src->function[it->fn].name];

	if (r->out->unsearched)
		return;
	r->out->unsearched = memory_printf("callers of %.*s() (%s) were not looked for",
					   (int)name->len, src->text + name->at, it->file->path);
}

/* Tests of kernel code outside of the kernel. */
static bool is_tool(const struct library_file *file)
{
	return !strncmp(file->path, "tools/", 6);
}

/* The calls of item @i by token @fn_name in other files; returns whether there was one. */
static bool scan_others(struct reader *r, size_t i, uint32_t fn_name)
{
	const struct callers_step it = r->out->step[i];
	const struct source *src = it.file->src;
	struct copies copies = { 0 };
	char *name = source_word(src, fn_name);
	const struct library_holders *holders;
	bool any = false;

	find_copies(r, &it, &copies);
	holders = library_holders(r->lib, src, fn_name);
	for (size_t k = 0; k < holders->count; k++)
		if (holders->file[k] != it.file &&
		    is_tool(holders->file[k]) == is_tool(r->out->step[0].file) &&
		    means(&copies, &it, holders->file[k]))
			any |= scan_file(r, i, fn_name, holders->file[k]);
	/* where no tree may be searched, as in lint, the files at hand must do */
	if (library_searches(r->lib) &&
	    library_seek(r->lib, name, LIBRARY_CALL) == LIBRARY_REFUSED && !any &&
	    is_header(it.file))
		note_unsearched(r, &it);
	free(copies.copy);
	free(name);
	return any;
}

/* Tokens of @file that may be spelled like its token @name. */
static const uint32_t *words_like(const struct library_file *file, uint32_t name, size_t *count)
{
	const struct token *t = &file->src->token[name];

	return library_words(file, file->src->text + t->at, t->len, count);
}

/*
 * ".get_userptr = NAME": called through a pointer, by who knows whom. The operations of files and
 * devices are entered without the lock.
 */
static bool is_handed_out(const struct library_file *file, uint32_t name)
{
	static const char *const entries[] = { "ioctl",	  "read",   "write", "open",
					       "release", "poll",   "show",  "store",
					       "probe",	  "remove", NULL };

	const struct source *src = file->src;
	size_t count;
	const uint32_t *tok = words_like(file, name, &count);

	for (size_t i = 0; i < count; i++) {
		uint32_t member = source_same(src, tok[i], src, name)
					  ? grammar_stored_in(src, tok[i])
					  : SOURCE_NONE;

		if (member != SOURCE_NONE && !has_part(src, member, entries))
			return true;
	}
	return false;
}

/* Of "f(void) __attribute__((alias("g")))", with "g" at token @tok: f; or SOURCE_NONE. */
static uint32_t aliased(const struct source *src, uint32_t tok)
{
	uint32_t call = grammar_enclosing_call(src, tok);

	return call == SOURCE_NONE || !source_holds(src, call, "alias")
		       ? SOURCE_NONE
		       : grammar_declared_around(src, call);
}

/* Calls by another name that the function's file gives it: alias("NAME"), __alias(NAME). */
static bool scan_aliases(struct reader *r, size_t i)
{
	const struct library_file *file = r->out->step[i].file;
	const struct source *src = file->src;
	const struct token *name = &src->token[src->function[r->out->step[i].fn].name];
	size_t count;
	const uint32_t *tok = words_like(file, src->function[r->out->step[i].fn].name, &count);
	bool any = false;

	for (size_t k = 0; k < count; k++) {
		uint32_t t = tok[k], quote = src->token[t].kind == TOKEN_STRING, other;

		if (src->token[t].len != name->len + 2 * quote ||
		    memcmp(src->text + src->token[t].at + quote, src->text + name->at, name->len))
			continue;
		other = aliased(src, t);
		if (other != SOURCE_NONE) {
			any |= scan_file(r, i, other, file);
			any |= scan_others(r, i, other);
		}
	}
	return any;
}

/* Does the file do more with the function's name than call, declare and export it? */
static bool is_taken(const struct library_file *file, uint32_t name)
{
	const struct source *src = file->src;
	size_t count;
	const uint32_t *tok = words_like(file, name, &count);

	for (size_t i = 0; i < count; i++)
		if (source_same(src, tok[i], src, name) && !grammar_has_arguments(src, tok[i]) &&
		    !grammar_is_member(src, tok[i]) &&
		    source_function_at(src, tok[i]) != SOURCE_NONE)
			return true;
	return is_handed_out(file, name);
}

static void scan_item(struct reader *r, size_t i)
{
	const struct library_file *file = r->out->step[i].file;
	const struct function *f = &file->src->function[r->out->step[i].fn];
	bool local = source_declares(file->src, r->out->step[i].fn, "static") && !is_header(file);
	bool any = scan_file(r, i, f->name, file);

	any |= is_header(file) ? scan_header_macros(r, i, file) : scan_macros(r, i, file);
	if (!i || !local) /* another's function that only a macro names is not looked for */
		any |= scan_headers(r, i);
	any |= scan_aliases(r, i);
	if (!local)
		any |= scan_others(r, i, f->name);
	if (!any) {
		bool handed_out = is_handed_out(file, f->name);

		r->out->none |= !handed_out;
		r->out->handed_out |= handed_out && !i;
		if (is_taken(file, f->name) && r->by_pointer == SIZE_MAX)
			r->by_pointer = i;
		r->all_entries &= is_entry(file->src, f);
	} else {
		r->out->taken |= is_taken(file, f->name);
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
		if (grammar_is_any(src, i, signs) && grammar_is_call(src, i))
			return true;
		if (mmaplock_is_mention(src, i) && grammar_is_member(src, i))
			return true; /* an assertion: operations would have made a bracket */
	}
	return false;
}

/* How far the search came, nobody being seen to take the lock. */
static char *tell_chain(const struct reader *r)
{
	const struct callers *c = r->out;
	bool pointer = r->by_pointer != SIZE_MAX, bound = c->more;
	const struct callers_step *last = &c->step[pointer ? r->by_pointer : c->steps - 1];
	char *top, *text;

	if (c->steps == 1)
		return memory_strdup(pointer ? "called through a pointer only"
					     : "called by nobody that was found");
	top = name_of(last->file->src, last->file->src->function[last->fn].name);
	text = memory_printf("%zu caller%s read%s up to %s in %s, %s", c->steps - 1,
			     c->steps == 2 ? "" : "s", bound ? ", and no further," : "", top,
			     last->file->path,
			     pointer ? "which is called through a pointer" : "none takes it");
	free(top);
	return text;
}

void callers_read(struct library *lib, struct flows *flows, const struct library_file *file,
		  uint32_t fn, struct callers *out)
{
	struct reader r = { .lib = lib,
			    .flows = flows,
			    .out = out,
			    .by_pointer = SIZE_MAX,
			    .all_entries = true };
	bool weakly;

	*out = (struct callers){ 0 };
	add(&r, file, fn);
	for (size_t i = 0; i < out->steps; i++)
		scan_item(&r, i);
	out->read_up = out->steps > 1 || out->who || r.writers;
	out->stopped = r.by_pointer != SIZE_MAX || out->more;
	out->relies = relies(file->src, fn, &weakly) || (weakly && !r.all_entries);
	if (out->who || r.writers)
		join_notes(&r);
	else
		out->who = tell_chain(&r);
}

void callers_free(struct callers *c)
{
	free(c->step);
	free(c->who);
	free(c->unsearched);
	*c = (struct callers){ 0 };
}
