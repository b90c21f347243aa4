// SPDX-License-Identifier: GPL-2.0-only
/* elsewhere: the folder is read once, for the names in question; callers by their flow, callees by their text. */
#include "elsewhere.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "gup/verdict/callers.h"
#include "source/grammar.h"

#define MAX_CALLEES 40 /* that one call leads to */

struct names {
	char **name; /* NULL-terminated */
	size_t count, room;
};

static void add_name(struct names *n, char *name)
{
	VEC_PUSH(n->name, n->count, n->room, name);
}

/* The file's folder, as far as it holds one of the names, which are freed. */
static void read_folder(struct check *c, struct names *n)
{
	size_t files;

	if (n->count) {
		add_name(n, NULL);
		library_folder(c->lib, c->file, (const char *const *)n->name, &files);
	}
	for (size_t i = 0; i < n->count; i++)
		free(n->name[i]);
	free(n->name);
}

/* -- callers -------------------------------------------------------------------------------- */

static void add_functions(struct names *n, const struct source *src)
{
	for (uint32_t fn = 0; fn < src->functions; fn++)
		if (!source_declares(src, fn, "static"))
			add_name(n, source_word(src, src->function[fn].name));
}

/* Read the files that may call one of the names, and those that may call what these define. */
static void read_callers(struct check *c, const struct tree_index *index, const struct names *n)
{
	const struct library_file **read = NULL;
	size_t reads = 0, room = 0, first = 0;
	struct names all = { 0 };

	for (size_t i = 0; i < n->count; i++)
		add_name(&all, memory_strdup(n->name[i]));
	VEC_PUSH(read, reads, room, c->file);
	while (first < all.count) {
		const char **paths;
		size_t count;

		add_name(&all, NULL);
		count = tree_index_find(index, (const char *const *)all.name + first, &paths);
		first = --all.count;
		for (size_t i = 0; i < count; i++) {
			const struct library_file *file = library_file(c->lib, paths[i]);
			bool known = !file;

			for (size_t k = 0; k < reads && !known; k++)
				known = read[k] == file;
			if (known)
				continue;
			VEC_PUSH(read, reads, room, file);
			add_functions(&all, file->src);
		}
		free(paths);
	}
	for (size_t i = 0; i < all.count; i++)
		free(all.name[i]);
	free(all.name);
	free(read);
}

void elsewhere_open(struct check *c, const struct tree_index *index)
{
	struct names n = { 0 };

	for (uint32_t fn = 0; fn < c->src->functions; fn++)
		if (!source_declares(c->src, fn, "static") && check_speaks(c, fn))
			add_name(&n, source_word(c->src, c->src->function[fn].name));
	c->elsewhere = n.count > 0;
	read_callers(c, index, &n);
	read_folder(c, &n);
}

void elsewhere_entry(struct check *c, uint32_t fn, struct entry *out)
{
	struct callers callers;

	if (!c->elsewhere || out->held || source_declares(c->src, fn, "static"))
		return;
	callers_read(c->lib, &c->flows, c->file, fn, &callers);
	out->may_hold |= callers.read || callers.write || callers.mixed || callers.relies;
	out->free |= callers.none && callers.read_up && !callers.mixed && !callers.relies;
	if (callers.read || callers.write) {
		out->held = callers.read ? PROOF_ENTRY_READ : PROOF_ENTRY_WRITE;
		out->who = memory_strdup(callers.who);
	}
	callers_free(&callers);
}

/* -- callees -------------------------------------------------------------------------------- */

/* Does a function by itself need the lock, or take it? */
struct need {
	const struct library_file *file;
	uint32_t line; /* where; 0: it does neither */
	bool takes;
};

struct called {
	const struct library_file *file;
	uint32_t fn;
};

/* The function that is called at token @tok of @file, in that or the only one of another that is at hand. */
static struct called find_callee(struct check *c, const struct library_file *file,
				 const struct source *src, uint32_t tok)
{
	const struct library_holders *holders;
	struct called found = { 0 };

	if (!grammar_is_ident(src, tok) || !grammar_has_arguments(src, tok))
		return found;
	holders = library_holders(c->lib, src, tok);
	for (size_t i = 0; i < holders->count; i++)
		for (uint32_t fn = 0; fn < holders->file[i]->src->functions; fn++) {
			const struct library_file *in = holders->file[i];

			if (!source_same(in->src, in->src->function[fn].name, src, tok) ||
			    (in != file && source_declares(in->src, fn, "static")))
				continue;
			if (in == file)
				return (struct called){ in, fn };
			if (found.file)
				return (struct called){ 0 };
			found = (struct called){ in, fn };
		}
	return found;
}

static struct need read_callee(struct check *c, const struct called *def)
{
	const struct source *src = def->file->src;
	const struct program_scope scope = { .before = src, .fn = def->fn };
	struct need need = { .file = def->file };
	struct terms terms = { 0 };
	struct program p;

	program_read(&scope, c->api, src, def->fn, &terms, &p);
	for (uint32_t i = 0; !p.unclear && !p.hidden && i < p.code.e.count; i++) {
		bool takes = (p.expr[i].call == PROGRAM_LOCK &&
			      p.ops.op[p.expr[i].op].kind < LOCK_DOWNGRADE) ||
			     (p.expr[i].call == PROGRAM_GUP && p.expr[i].form == FORM_UNLOCKED);

		if (need.line || (!takes && (p.expr[i].call != PROGRAM_GUP || p.ops.count ||
					     p.expr[i].form != FORM_PLAIN)))
			continue;
		need.takes = takes;
		need.line = src->token[p.code.e.expr[i].first].line;
	}
	program_free(&p);
	term_free(&terms);
	return need;
}

/* The first that needs, or with @takes takes, the lock of those that call @tok leads to; not in its file. */
static struct need find_need(struct check *c, uint32_t tok, bool takes)
{
	struct called queue[MAX_CALLEES];
	struct need need = { 0 };
	size_t count = 0;

	for (size_t k = 0; k <= count && !(need.line && need.takes == takes); k++) {
		const struct library_file *file = k ? queue[k - 1].file : c->file;
		const struct source *src = file->src;
		uint32_t at = k ? src->function[queue[k - 1].fn].open : tok;
		uint32_t end = k ? src->function[queue[k - 1].fn].close : tok + 1;

		need = k ? read_callee(c, &queue[k - 1]) : need;
		/* what takes the lock is no longer called with it */
		for (; at < end && !(k && need.line); at++) {
			struct called found = find_callee(c, file, src, at);
			bool seen = !found.file || (!k && found.file == c->file);

			for (size_t q = 0; q < count && !seen; q++)
				seen = queue[q].file == found.file && queue[q].fn == found.fn;
			if (!seen && count < MAX_CALLEES)
				queue[count++] = found;
		}
	}
	return need.takes == takes ? need : (struct need){ 0 };
}

/* How it is held at the call: RUN_... What no run came to follows what has to do with the lock. */
static uint8_t state_at(const struct lone *lone, uint32_t expr)
{
	return lone->at[expr] ? lone->at[expr] & RUN_STATES : RUN_FREE;
}

/* How the lock is held at the calls of what token @tok names: RUN_..., of all together. */
static uint8_t states_of(const struct program *p, const struct lone *lone, const struct source *src,
			 uint32_t tok)
{
	uint8_t states = 0;

	for (uint32_t i = 0; i < p->code.e.count; i++)
		if (p->code.e.expr[i].kind == EXPR_CALL && p->expr[i].call == PROGRAM_OTHER &&
		    expression_callee(&p->code.e, i) != SOURCE_NONE &&
		    source_same(p->src, expression_callee(&p->code.e, i), src, tok))
			states |= state_at(lone, i);
	return states;
}

/* A call in one function after the change. */
struct shift {
	uint32_t fn, tok;
	bool gone; /* the lock was held, and is not */
};

static bool find_shift(struct check *was, struct check *now, uint32_t before, uint32_t after,
		       uint32_t expr, struct shift *out)
{
	const uint8_t held = RUN_READ | RUN_WRITES | RUN_OTHER;
	const struct program *old = check_program(was, before), *new = check_program(now, after);
	uint32_t tok = expression_callee(&new->code.e, expr);
	const struct lone *lone;
	uint8_t then, is;

	if (new->code.e.expr[expr].kind != EXPR_CALL || tok == SOURCE_NONE ||
	    new->expr[expr].call != PROGRAM_OTHER)
		return false;
	then = states_of(old, check_lone(was, before, PROOF_ENTRY_FREE), now->src, tok);
	lone = check_lone(now, after, PROOF_ENTRY_FREE);
	is = state_at(lone, expr);
	*out = (struct shift){ after, tok, (then & held) && !(then & RUN_FREE) };
	return lone->bound || lone->doubt ? false
	       : out->gone		  ? is & RUN_FREE
					  : then == RUN_FREE && (is & held);
}

static void tell(struct check *c, const struct shift *s)
{
	struct need need = find_need(c, s->tok, !s->gone);
	const struct function *f = &c->src->function[s->fn];
	char *name = source_word(c->src, s->tok);
	struct finding *new;

	if (need.line && s->gone)
		new = finding_add(c->out, RULE_NO_LOCK, c->file->path, c->src, s->tok,
				  "%s() needs the mmap lock (%s:%u), which is not held any more",
				  name, need.file->path, need.line);
	else if (need.line)
		new = finding_add(c->out, RULE_DEADLOCK, c->file->path, c->src, s->tok,
				  "%s() takes the mmap lock (%s:%u), which is held now: a deadlock",
				  name, need.file->path, need.line);
	free(name);
	if (!need.line)
		return;
	new->changed = true;
	finding_span(new, c->src, f->first, f->close + 1);
}

/* The function of @was that function @fn of @now was; SOURCE_NONE where none can be compared. */
static uint32_t earlier(struct check *was, struct check *now, uint32_t fn)
{
	for (uint32_t i = 0; i < was->src->functions; i++) {
		if (!source_same(was->src, was->src->function[i].name, now->src,
				 now->src->function[fn].name))
			continue;
		if (!program_operates(was->src, i) && !program_operates(now->src, fn))
			return SOURCE_NONE;
		return check_program(was, i)->unclear || check_program(now, fn)->unclear ||
				       check_program(was, i)->hidden ||
				       check_program(now, fn)->hidden
			       ? SOURCE_NONE
			       : i;
	}
	return SOURCE_NONE;
}

void elsewhere_calls(struct check *was, struct check *now, char *const *paths, size_t count)
{
	struct shift *shift = NULL, s;
	size_t shifts = 0, room = 0;
	struct names n = { 0 };

	for (uint32_t fn = 0; fn < now->src->functions; fn++) {
		uint32_t before = earlier(was, now, fn);

		for (uint32_t i = 0; before != SOURCE_NONE && i < now->of[fn].program.code.e.count;
		     i++)
			if (find_shift(was, now, before, fn, i, &s)) {
				VEC_PUSH(shift, shifts, room, s);
				add_name(&n, source_word(now->src, s.tok));
			}
	}
	for (size_t i = 0; i < count && n.count; i++)
		library_file(now->lib, paths[i]);
	read_folder(now, &n);
	for (size_t i = 0; i < shifts; i++)
		tell(now, &shift[i]);
	free(shift);
}
