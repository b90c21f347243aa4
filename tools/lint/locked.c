// SPDX-License-Identifier: GPL-2.0-only
/*
 * locked: a call with &locked. The variable must be 1 at the call, the lock held; afterwards the lock
 * is released, and what it protects is used, only if the variable is still 1.
 */
#include <stdlib.h>
#include <string.h>

#include "../audit/words.h"
#include "../base/memory.h"
#include "../source/grammar.h"
#include "check.h"
#include "track.h"

/* One call on its way through the checks. */
struct locked_case {
	struct check *c;
	const struct use *use;
	struct track track;
	uint32_t stmt; /* of the call */
	char *name;    /* of the variable */
};

/* Is this the first of the calls that share the variable? The others' findings are the same. */
static bool is_first(const struct locked_case *l)
{
	for (size_t i = 0; i < l->c->uses.count; i++) {
		const struct use *other = &l->c->uses.use[i];

		if (other->form == FORM_LOCKED && track_variable(l->c->src, other) != SOURCE_NONE &&
		    source_same(l->c->src, track_variable(l->c->src, other), l->c->src,
				l->track.name))
			return other == l->use;
	}
	return true;
}

static bool is_exact_statement(const struct check *c, uint32_t stmt)
{
	const struct stmt *s = &c->flow->st.stmt[stmt];

	return (s->kind == STMT_EXPR || s->kind == STMT_DECL) && s->parent != SOURCE_NONE &&
	       c->flow->st.stmt[s->parent].kind == STMT_BLOCK;
}

/* Insert a line before or behind statement @stmt, indented like it; %s of @fmt is the indent. */
static void insert_line(const struct locked_case *l, struct finding *f, uint32_t stmt, bool behind,
			char *text)
{
	const struct source *src = l->c->src;
	const struct stmt *s = &l->c->flow->st.stmt[stmt];
	const struct token *last = &src->token[s->end - 1];

	finding_edit(f, behind ? last->at + last->len : src->token[s->first].at, 0, text);
}

/* The call without &locked: the lock stays held. */
static void fix_keep_lock(const struct locked_case *l, struct finding *f)
{
	const struct use *use = l->use;

	if (api_position(&l->c->api->function[use->callee][FORM_PLAIN], ROLE_LOCKED) >= 0)
		check_replace(l->c->src, f, use->arg[ROLE_LOCKED].first, use->arg[ROLE_LOCKED].end,
			      memory_strdup("NULL"));
	else
		check_fix_form(l->c, f, use, FORM_PLAIN);
}

/* -- before the call ------------------------------------------------------------------------- */

/* The only place that gives the variable no value or 0; SOURCE_NONE if there are several. */
static uint32_t only_zero(const struct locked_case *l)
{
	const struct source *src = l->c->src;
	const struct function *f = &src->function[l->c->fn];
	uint32_t found = SOURCE_NONE;
	enum track_value value;

	for (uint32_t tok = f->open; tok < f->close; tok++) {
		if (!source_same(src, tok, src, l->track.name) || value_is_member(src, tok))
			continue;
		if (track_assigns(src, tok, &value) ? value != TRACK_ZERO
						    : tok != l->track.declared)
			continue;
		if (found != SOURCE_NONE)
			return SOURCE_NONE;
		found = tok;
	}
	return found;
}

static void fix_not_set(const struct locked_case *l, struct finding *f)
{
	const struct source *src = l->c->src;
	uint32_t tok = only_zero(l);
	enum track_value value;

	if (tok == SOURCE_NONE)
		return;
	finding_span(f, src, tok, tok + 1);
	if (track_assigns(src, tok, &value))
		check_replace(src, f, tok + 2, tok + 3,
			      memory_strdup(source_is(src, tok + 2, "false") ? "true" : "1"));
	else
		check_replace(src, f, tok, tok + 1, memory_printf("%s = 1", l->name));
}

static void check_not_set(const struct locked_case *l)
{
	unsigned int states = l->track.in[l->stmt];
	bool unset = states & TRACK_HELD(TRACK_UNSET);
	struct finding *f;

	if (!unset && !(states & TRACK_HELD(TRACK_ZERO)))
		return;
	f = finding_add(l->c->out, RULE_LOCKED_NOT_SET, l->c->file->path, l->c->src, l->use->name,
			"%s must be 1 at the call of %s(), but it %s", l->name, l->use->fn->name,
			unset ? "has no value" : "may be 0");
	finding_span(f, l->c->src, l->use->name, l->use->close + 1);
	if (l->track.op != SOURCE_NONE)
		finding_span(f, l->c->src, l->c->flow->locks.op[l->track.op].call,
			     l->use->close + 1);
	fix_not_set(l, f);
}

/* Which earlier call's drop can still be seen at the call: that call itself in a loop, or another. */
static uint32_t dropping_line(const struct locked_case *l)
{
	for (size_t i = l->c->uses.count; i-- > 0;) {
		const struct use *other = &l->c->uses.use[i];

		if (other->form == FORM_LOCKED && other->name < l->use->name)
			return l->c->src->token[other->name].line;
	}
	return l->c->src->token[l->use->name].line;
}

static void fix_not_reset(const struct locked_case *l, struct finding *f, bool retaken)
{
	const struct source *src = l->c->src;
	const struct lock_op *op = &l->c->flow->locks.op[l->track.op];
	uint32_t at = retaken ? op->stmt : l->stmt;
	char *indent, *lock;

	if (!is_exact_statement(l->c, at) || (!retaken && !op->exact))
		return;
	indent = check_indent(src, l->c->flow->st.stmt[at].first);
	if (!indent)
		return;
	if (retaken) {
		insert_line(l, f, at, false, memory_printf("%s = 1;\n%s", l->name, indent));
	} else {
		const struct stmt *s = &l->c->flow->st.stmt[op->stmt];

		lock = memory_strndup(src->text + src->token[s->first].at,
				      src->token[s->end - 1].at + 1 - src->token[s->first].at);
		insert_line(l, f, at, true,
			    memory_printf("\n%sif (!%s) {\n%s\t%s\n%s\t%s = 1;\n%s}", indent,
					  l->name, indent, lock, indent, l->name, indent));
		free(lock);
	}
	free(indent);
}

static void check_not_reset(const struct locked_case *l)
{
	unsigned int states = l->track.in[l->stmt];
	bool lost = states & TRACK_LOST;
	struct finding *f;
	uint32_t loop;

	if (!lost && !(states & TRACK_HELD(TRACK_DROPPED)))
		return;
	f = finding_add(l->c->out, RULE_LOCKED_NOT_RESET, l->c->file->path, l->c->src, l->use->name,
			"%s may still be 0 from the call at line %u%s", l->name, dropping_line(l),
			lost ? ", and the lock not be held"
			     : "; set it to 1 when the lock is taken");
	finding_span(f, l->c->src, l->use->name, l->use->close + 1);
	loop = l->c->flow->route[l->stmt].loop;
	if (loop != SOURCE_NONE)
		finding_span(f, l->c->src, l->c->flow->st.stmt[loop].first,
			     l->c->flow->st.stmt[loop].end);
	if (l->track.op != SOURCE_NONE)
		fix_not_reset(l, f, !lost);
}

/* -- after the call -------------------------------------------------------------------------- */

/* "if (!locked)" */
static bool asks_inverse(const struct locked_case *l, const struct stmt *s)
{
	return s->kind == STMT_IF && s->head_end == s->head + 2 &&
	       source_is(l->c->src, s->head, "!") &&
	       source_same(l->c->src, s->head + 1, l->c->src, l->track.name);
}

static uint32_t up_index(const struct locked_case *l, const struct stmt *s)
{
	return (uint32_t)(s - l->c->flow->st.stmt);
}

/* The releases that may find the lock dropped; returns how many. The fix guards them all. */
static int check_releases(const struct locked_case *l)
{
	const struct flow *flow = l->c->flow;
	const struct source *src = l->c->src;
	struct finding *f = NULL;
	int releases = 0;

	for (uint32_t i = 0; i < flow->locks.count; i++) {
		const struct lock_op *op = &flow->locks.op[i];
		const struct stmt *s = &flow->st.stmt[op->stmt], *up;
		char *indent;

		if (!l->track.is_ours[i] ||
		    (op->kind != LOCK_RELEASE_READ && op->kind != LOCK_RELEASE_WRITE) ||
		    !(l->track.in[op->stmt] & TRACK_LOST) ||
		    !source_coexist(src, op->call, l->use->name))
			continue;
		releases++;
		if (!f)
			f = finding_add(l->c->out, RULE_RELEASE, l->c->file->path, src, op->call,
					"the lock is released though %s() at line %u may have "
					"dropped it; make it depend on %s",
					l->use->fn->name, src->token[l->use->name].line, l->name);
		if (op->call > l->use->name)
			finding_span(f, src, l->use->name, s->end);
		else
			finding_span(f, src, s->first, s->end);
		up = s->parent == SOURCE_NONE ? s : &flow->st.stmt[s->parent];
		indent = check_indent(src, s->first);
		if (up->kind == STMT_BLOCK && up->parent != SOURCE_NONE && up->child == op->stmt)
			up = &flow->st.stmt[up->parent]; /* if (...) { release } */
		if (asks_inverse(l, up))
			check_replace(src, f, up->head, up->head + 2, memory_strdup(l->name));
		else if (op->exact && indent &&
			 (up->kind != STMT_IF || s->parent != up_index(l, up)))
			insert_line(l, f, op->stmt, false,
				    memory_printf("if (%s)\n%s\t", l->name, indent));
		free(indent);
	}
	if (f && (int)f->fix.count != releases)
		finding_drop_fix(f); /* half of it would be worse than none */
	return releases;
}

static bool is_argument(const struct source *src, uint32_t tok, uint32_t first)
{
	uint32_t call = words_enclosing_call(src, tok, first);

	return call != SOURCE_NONE && !words_is_operator(src, call) &&
	       !source_is(src, call, "likely") && !source_is(src, call, "unlikely");
}

/* What in [first, end) is only right under the lock, or SOURCE_NONE. */
static uint32_t protected_use(const struct locked_case *l, uint32_t first, uint32_t end)
{
	const struct source *src = l->c->src;
	const struct names *names = library_names(l->c->lib, l->c->file, l->c->fn);

	for (uint32_t tok = first; tok < end; tok++) {
		if (src->token[tok].kind != TOKEN_IDENT || source_is_dead(src, tok))
			continue;
		if (source_is(src, tok + 1, "(") && !words_is_gup(src, tok) &&
		    !value_is_member(src, tok) && words_call(src, tok) == WORDS_NEEDS)
			return tok;
		if (names_is_vma(names, src, tok) && !value_is_member(src, tok) &&
		    (source_is(src, tok + 1, "->") ||
		     (is_argument(src, tok, first) && !source_is(src, tok - 1, "&"))))
			return tok;
	}
	return SOURCE_NONE;
}

/* "TOK @is CALL() at line N @dropped" */
static void add_use(const struct locked_case *l, uint32_t tok, const char *is, const char *dropped)
{
	const struct source *src = l->c->src;
	char *what = source_word(src, tok);
	struct finding *f;

	f = finding_add(l->c->out, RULE_USE_AFTER_DROP, l->c->file->path, src, tok,
			"%s %s %s() at line %u %s", what, is, l->use->fn->name,
			src->token[l->use->name].line, dropped);
	free(what);
	finding_span(f, src, l->use->name, l->use->close + 1);
	finding_span(f, src, tok > l->use->close ? l->use->name : tok, tok + 1);
	fix_keep_lock(l, f);
}

static bool check_uses(const struct locked_case *l)
{
	const struct flow *flow = l->c->flow;

	for (uint32_t i = 0; i < flow->st.count; i++) {
		uint32_t first, end, tok;

		if (!(l->track.in[i] & TRACK_LOST) || flow->st.stmt[i].kind == STMT_UNKNOWN)
			continue;
		flow_own_tokens(flow, i, &first, &end);
		tok = protected_use(l, first, end);
		if (tok == SOURCE_NONE || !source_coexist(l->c->src, tok, l->use->name))
			continue;
		add_use(l, tok, "is used though", "may have dropped the lock");
		return true; /* the first one: the fix is the same */
	}
	return false;
}

/* "int locked = 1;" on a line of its own, for one call alone: it goes with the argument. */
static void fix_drop_declaration(const struct locked_case *l, struct finding *f)
{
	const struct source *src = l->c->src;
	const struct function *fn = &src->function[l->c->fn];
	const struct stmt *s =
		&l->c->flow->st.stmt[statement_at(&l->c->flow->st, l->track.declared)];
	uint32_t from, to, uses = 0;
	char *indent = check_indent(src, s->first);

	for (uint32_t tok = fn->open; tok < fn->close; tok++)
		uses += source_same(src, tok, src, l->track.name);
	if (indent && uses == 2 && s->end <= s->first + 5 && l->track.declared == s->first + 1) {
		from = src->token[s->first].at - (uint32_t)strlen(indent);
		to = src->token[s->end - 1].at + 1;
		if (src->text[to] == '\n')
			finding_edit(f, from, to + 1 - from, memory_strdup(""));
	}
	free(indent);
}

/* Statements that give some vma variable a value: "vma = ...", or its address to a function. */
static bool *find_lookups(const struct locked_case *l, const struct names *names)
{
	const struct flow *flow = l->c->flow;
	const struct source *src = l->c->src;
	bool *looks = memory_alloc(flow->st.count + 1);

	for (uint32_t i = 0; i < flow->st.count; i++) {
		uint32_t first, end;

		/* for_each_vma() and the like */
		looks[i] =
			flow->st.stmt[i].kind == STMT_LOOP && flow->st.stmt[i].loop == LOOP_MACRO;
		flow_own_tokens(flow, i, &first, &end);
		for (uint32_t tok = first; tok < end; tok++)
			looks[i] |= src->token[tok].kind == TOKEN_IDENT &&
				    names_is_vma(names, src, tok) &&
				    (source_is(src, tok + 1, "=") || source_is(src, tok - 1, "&"));
	}
	return looks;
}

/* The first "vma->" among the statements @seen, or SOURCE_NONE. */
static uint32_t stale_use(const struct locked_case *l, const struct names *names, const bool *seen,
			  const bool *looks)
{
	const struct flow *flow = l->c->flow;

	for (uint32_t i = 0; i < flow->st.count; i++) {
		uint32_t first, end;

		if (!seen[i] || looks[i] || flow->st.stmt[i].kind == STMT_UNKNOWN)
			continue;
		flow_own_tokens(flow, i, &first, &end);
		for (uint32_t tok = first; tok < end; tok++)
			if (l->c->src->token[tok].kind == TOKEN_IDENT &&
			    names_is_vma(names, l->c->src, tok) &&
			    !value_is_member(l->c->src, tok) && source_is(l->c->src, tok + 1, "->"))
				return tok;
	}
	return SOURCE_NONE;
}

/* The lock is taken again, but a VMA that was found before is used as if it were still the same. */
static void check_stale(const struct locked_case *l)
{
	const struct flow *flow = l->c->flow;
	const struct names *names = library_names(l->c->lib, l->c->file, l->c->fn);
	bool *looks = find_lookups(l, names);

	for (uint32_t op = 0; op < flow->locks.count; op++) {
		uint32_t stmt = flow->locks.op[op].stmt, tok;
		bool *seen;

		if (!l->track.is_ours[op] || !(l->track.in[stmt] & TRACK_LOST) ||
		    flow->locks.op[op].kind == LOCK_RELEASE_READ ||
		    flow->locks.op[op].kind == LOCK_RELEASE_WRITE)
			continue;
		seen = memory_alloc(flow->st.count + 1);
		flow_reach(flow, stmt, looks, seen);
		tok = stale_use(l, names, seen, looks);
		free(seen);
		if (tok == SOURCE_NONE)
			continue;
		add_use(l, tok, "was found before", "dropped the lock");
		break;
	}
	free(looks);
}

static void check_ignored(const struct locked_case *l)
{
	struct finding *f;

	if (l->track.is_read)
		return;
	f = finding_add(l->c->out, RULE_LOCKED_IGNORED, l->c->file->path, l->c->src, l->use->name,
			"%s() may drop the lock, but nothing reads %s afterwards", l->use->fn->name,
			l->name);
	finding_span(f, l->c->src, l->use->name, l->use->close + 1);
	fix_drop_declaration(l, f);
	fix_keep_lock(l, f);
}

void check_locked(struct check *c, const struct use *use)
{
	struct locked_case l = { .c = c, .use = use };

	l.stmt = check_statement(c, use->name);
	if (l.stmt == SOURCE_NONE || !track_read(c->flow, &c->uses, use, &l.track))
		return;
	l.name = source_word(c->src, l.track.name);
	check_not_set(&l);
	check_not_reset(&l);
	if (is_first(&l)) {
		int releases = check_releases(&l);

		if (!check_uses(&l))
			check_stale(&l);
		if (!releases)
			check_ignored(&l);
	}
	free(l.name);
	track_free(&l.track);
}
