// SPDX-License-Identifier: GPL-2.0-only
/* parts: the tokens of one statement. A name means the declaration in force where it stands. */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include "../audit/names.h"
#include "../audit/words.h"
#include "../base/memory.h"
#include "../source/define.h"
#include "../source/grammar.h"

static bool is_member(const struct source *src, uint32_t tok)
{
	return value_is_member(src, tok);
}

/* -- variables ------------------------------------------------------------------------------ */

static bool holds(const struct program *c, uint32_t block, uint32_t tok)
{
	const struct stmt *s = &c->flow.st.stmt[block];

	return s->first <= tok && tok < s->end;
}

uint32_t parts_find(const struct program *c, uint32_t tok)
{
	uint32_t found = SOURCE_NONE;

	for (uint32_t i = 0; i < c->vars; i++) {
		const struct program_var *v = &c->var[i];

		if (!source_same(c->src, v->declared, c->src, tok))
			continue;
		if (v->block != SOURCE_NONE && (v->declared > tok || !holds(c, v->block, tok)))
			continue;
		if (found == SOURCE_NONE || v->block != SOURCE_NONE)
			found = i; /* in source order: an inner one comes later */
	}
	return found;
}

static uint32_t add_variable(struct program *c, uint32_t tok, uint32_t block)
{
	struct program_var v = { .declared = tok, .block = block, .escapes = block == SOURCE_NONE };

	VEC_PUSH(c->var, c->vars, c->var_room, v);
	return (uint32_t)c->vars - 1;
}

uint32_t parts_variable(struct program *c, uint32_t tok)
{
	uint32_t v = parts_find(c, tok);

	return v == SOURCE_NONE ? add_variable(c, tok, SOURCE_NONE) : v;
}

static struct program_var *variable_at(struct program *c, uint32_t tok)
{
	uint32_t v = parts_variable(c, tok); /* may move the array */

	return &c->var[v];
}

/* The names that the declaration [first, end) declares. */
static void declare_in(struct program *c, uint32_t first, uint32_t end, uint32_t block)
{
	static const char *const behind[] = { "=", ",", ";", "[", ")", NULL };
	bool value = false;

	for (uint32_t i = first; i < end; i = value_past(c->src, i)) {
		if (source_is(c->src, i, "="))
			value = true;
		else if (source_is(c->src, i, ","))
			value = false;
		else if (!value && grammar_is_ident(c->src, i) && i > first &&
			 (i + 1 == end || grammar_is_any(c->src, i + 1, behind)))
			add_variable(c, i, block);
	}
}

/* "&NAME" where an operand begins, but not "&NAME->member" nor "&NAME[i]". */
static bool is_address(const struct source *src, uint32_t tok)
{
	return source_is(src, tok - 1, "&") && !source_is(src, tok + 1, "->") &&
	       !source_is(src, tok + 1, "[") &&
	       (src->token[tok - 2].kind == TOKEN_PUNCT || source_is(src, tok - 2, "return")) &&
	       !source_is(src, tok - 2, ")") && !source_is(src, tok - 2, "]");
}

static void find_addresses(struct program *c)
{
	const struct function *f = &c->src->function[c->fn];

	for (uint32_t i = f->open + 2; i < f->close; i++)
		if (is_address(c->src, i) && grammar_is_ident(c->src, i) && !is_member(c->src, i))
			variable_at(c, i)->escapes = true;
}

static void find_vmas(struct program *c)
{
	struct names names;

	names_read(c->src, c->fn, &names);
	for (size_t i = 0; i < c->vars; i++)
		c->var[i].is_vma = names_is_vma(&names, c->src, c->var[i].declared);
	names_free(&names);
}

/* Is the name set here, by a statement of its own or in a chain of assignments? */
static bool is_set(const struct program *c, uint32_t stmt, uint32_t tok)
{
	const struct stmt *s = &c->flow.st.stmt[stmt];

	return s->kind == STMT_EXPR && source_is(c->src, tok + 1, "=") &&
	       (tok == s->first || source_is(c->src, tok - 1, "="));
}

static bool is_idle_mm(const struct program *c, const struct program_var *v)
{
	const struct function *f = &c->src->function[c->fn];
	uint32_t name = v->declared;

	if (v->block == SOURCE_NONE || v->escapes || name < f->open ||
	    !source_is(c->src, name - 1, "*") || !source_is(c->src, name - 2, "mm_struct") ||
	    define_mentions(c->src, c->src->text + c->src->token[name].at, c->src->token[name].len))
		return false;
	for (uint32_t i = f->open; i < f->close; i++) {
		uint32_t stmt;

		if (i == name || !source_same(c->src, i, c->src, name) || is_member(c->src, i))
			continue;
		stmt = statement_at(&c->flow.st, i);
		if (stmt == SOURCE_NONE ||
		    (flow_op_at(&c->flow, stmt) == SOURCE_NONE && !is_set(c, stmt, i)))
			return false;
	}
	return true;
}

uint32_t parts_past_idle(const struct program *c, uint32_t tok)
{
	uint32_t v;

	if (!grammar_is_ident(c->src, tok) || is_member(c->src, tok) ||
	    !source_is(c->src, tok + 1, "="))
		return tok;
	v = parts_find(c, tok);
	return v != SOURCE_NONE && c->var[v].idle && c->var[v].declared != tok ? tok + 2 : tok;
}

/* The variable whose address is the whole argument, or SOURCE_NONE. */
static uint32_t address_of(struct program *c, uint32_t first, uint32_t end)
{
	return end == first + 2 && source_is(c->src, first, "&") &&
			       grammar_is_ident(c->src, first + 1)
		       ? parts_variable(c, first + 1)
		       : SOURCE_NONE;
}

/* The block between braces: a branch of an #if is none. */
static uint32_t scope_of(const struct program *c, uint32_t block)
{
	const struct stmt *stmt = c->flow.st.stmt;

	while (stmt[block].parent != SOURCE_NONE && stmt[stmt[block].parent].kind == STMT_CPP)
		block = stmt[stmt[block].parent].parent;
	return block;
}

void parts_declare(struct program *c, const struct api *api)
{
	const struct function *f = &c->src->function[c->fn];
	struct intern ignored = { 0 };

	if (c->src->token[f->params].mate != SOURCE_NONE)
		declare_in(c, f->params + 1, c->src->token[f->params].mate, 0);
	/* a parameter stands before the body, which is where it is in force */
	for (uint32_t i = 0; i < c->flow.st.count; i++) {
		const struct stmt *s = &c->flow.st.stmt[i];

		if (s->kind == STMT_DECL && s->parent != SOURCE_NONE)
			declare_in(c, s->first, s->end, scope_of(c, s->parent));
	}
	find_addresses(c);
	find_vmas(c);
	for (size_t i = 0; i < c->vars; i++)
		c->var[i].idle = is_idle_mm(c, &c->var[i]);
	for (uint32_t i = f->open; i < f->close; i++) {
		struct program_gup gup;

		if (parts_gup(c, api, i, &ignored, &gup) > 0 && gup.locked != SOURCE_NONE)
			c->var[gup.locked].locked = true;
	}
	intern_free(&ignored);
}

/* -- calls of the family -------------------------------------------------------------------- */

static char *text_of(const struct source *src, uint32_t first, uint32_t end)
{
	struct buf text = { 0 };

	for (uint32_t i = first; i < end; i++) {
		if (i > first)
			buf_addch(&text, ' ');
		buf_add(&text, src->text + src->token[i].at, src->token[i].len);
	}
	return buf_detach(&text);
}

static int compare(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/*
 * The flags in one order, so that "A | B" is "B | A". @own: also FOLL_TOUCH and FOLL_REMOTE, which
 * __get_user_pages_unlocked() needs and get_user_pages_remote() sets itself (mm/gup.c of 4.6 to 4.9).
 */
static char *flags_text(const struct source *src, struct range r, bool own)
{
	char *part[64];
	size_t count = 0;
	struct buf text = { 0 };
	bool touch = false, remote = false;

	r = value_strip(src, r);
	for (uint32_t i = r.first, from = i;; i = value_past(src, i)) {
		struct range one = value_strip(src, (struct range){ from, i });

		if (i < r.end && !source_is(src, i, "|"))
			continue;
		if (count == 64)
			break;
		part[count] = text_of(src, one.first, one.end);
		touch |= !strcmp(part[count], "FOLL_TOUCH");
		remote |= !strcmp(part[count], "FOLL_REMOTE");
		count++;
		if (i >= r.end)
			break;
		from = i + 1;
	}
	qsort(part, count, sizeof(*part), compare);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(part[i], "0") != 0 &&
		    !(own && (!strcmp(part[i], "FOLL_TOUCH") || !strcmp(part[i], "FOLL_REMOTE"))))
			buf_printf(&text, "%s%s", text.len ? " | " : "", part[i]);
		free(part[i]);
	}
	if (!text.len)
		buf_addch(&text, '0');
	if (own && !(touch && remote))
		buf_addstr(&text, " without FOLL_TOUCH | FOLL_REMOTE");
	return buf_detach(&text);
}

uint32_t parts_mm(const struct program *c, struct range r, struct intern *in)
{
	struct value_mm mm;
	uint32_t text;

	value_mm(c->src, c->fn, r, &mm);
	text = intern_take(in, memory_strdup(mm.current_mm ? "current -> mm" : mm.text));
	value_mm_free(&mm);
	return text;
}

static bool is_null(const struct source *src, struct range r)
{
	r = value_strip(src, r);
	return r.end == r.first + 1 &&
	       (source_is(src, r.first, "NULL") || source_is(src, r.first, "0"));
}

/* The function of that name with so many parameters, the plain form first. */
static const struct api_function *find_function(const struct api *api, const struct source *src,
						uint32_t tok, int args, struct program_gup *gup,
						bool *named)
{
	*named = false;
	for (int form = 0; form < FORM_COUNT; form++) {
		for (int callee = 0; callee < CALLEE_COUNT; callee++) {
			const struct api_function *f = &api->function[callee][form];

			if (!f->params || !source_is(src, tok, f->name))
				continue;
			*named = true;
			gup->callee = (enum callee)callee;
			gup->form = (enum form)form;
			if (f->params == args)
				return f;
		}
	}
	return NULL;
}

static int count_arguments(const struct source *src, uint32_t open)
{
	int n = 0;

	while (n <= API_MAX_PARAMS) {
		struct range r = value_argument(src, open, n);

		if (r.first == r.end)
			break;
		n++;
	}
	return n;
}

static void take_argument(struct program *c, struct program_gup *g, enum role role, struct range r,
			  struct intern *in)
{
	bool own = role == ROLE_FLAGS && g->callee == CALLEE_GET_REMOTE && g->form == FORM_UNLOCKED;

	g->first[role] = r.first;
	g->end[role] = r.end;
	if (role == ROLE_LOCKED && !is_null(c->src, r)) {
		g->form = FORM_LOCKED;
		g->locked = address_of(c, r.first, r.end);
	}
	g->arg[role] = intern_take(in, role == ROLE_FLAGS ? flags_text(c->src, r, own)
							  : text_of(c->src, r.first, r.end));
}

int parts_gup(struct program *c, const struct api *api, uint32_t tok, struct intern *in,
	      struct program_gup *gup)
{
	const struct source *src = c->src;
	const struct api_function *f;
	struct program_gup g = { .name = tok, .open = tok + 1, .locked = SOURCE_NONE };
	bool named;

	if (!grammar_is_ident(src, tok) || !source_is(src, tok + 1, "(") || is_member(src, tok) ||
	    src->token[tok + 1].mate == SOURCE_NONE)
		return 0;
	f = find_function(api, src, tok, count_arguments(src, g.open), &g, &named);
	g.close = src->token[g.open].mate;
	*gup = g;
	if (!f)
		return named ? -1 : 0;
	if (g.form == FORM_LOCKED && !strcmp(f->name, api_callee_name(g.callee)))
		g.form = FORM_PLAIN; /* one function: its argument decides */
	for (int i = 0; i < f->params; i++)
		take_argument(c, &g, f->role[i], value_argument(src, g.open, i), in);
	g.mm = api_position(f, ROLE_MM) < 0
		       ? intern_take(in, memory_strdup("current -> mm"))
		       : parts_mm(c, (struct range){ g.first[ROLE_MM], g.end[ROLE_MM] }, in);
	g.one = g.arg[ROLE_NR] && !strcmp(intern_text(in, g.arg[ROLE_NR]), "1");
	g.no_pages = is_null(src, (struct range){ g.first[ROLE_PAGES], g.end[ROLE_PAGES] });
	g.no_vmas = !g.arg[ROLE_VMAS] ||
		    is_null(src, (struct range){ g.first[ROLE_VMAS], g.end[ROLE_VMAS] });
	*gup = g;
	return 1;
}

uint32_t parts_result(struct program *c, uint32_t first, uint32_t name)
{
	return name >= first + 2 && source_is(c->src, name - 1, "=") &&
			       grammar_is_ident(c->src, name - 2) && !is_member(c->src, name - 2) &&
			       !source_is(c->src, name - 3, "*")
		       ? parts_variable(c, name - 2)
		       : SOURCE_NONE;
}

/* -- reads and writes ----------------------------------------------------------------------- */

static bool is_assignment(const struct source *src, uint32_t tok)
{
	static const char *const ops[] = { "=",	 "+=", "-=", "*=",  "/=",  "%=",
					   "&=", "|=", "^=", "<<=", ">>=", NULL };

	return grammar_is_any(src, tok, ops);
}

static bool is_step(const struct source *src, uint32_t tok)
{
	return source_is(src, tok, "++") || source_is(src, tok, "--");
}

/* Macros and inline functions whose value depends on their arguments alone. */
static bool is_pure(const struct source *src, uint32_t tok)
{
	static const char *const names[] = {
		"likely",	  "unlikely", "IS_ERR",	    "IS_ERR_VALUE", "PTR_ERR",
		"IS_ERR_OR_NULL", "ERR_PTR",  "ARRAY_SIZE", "min",	    "max",
		"min_t",	  "max_t",    NULL
	};

	return grammar_is_any(src, tok, names) || words_is_operator(src, tok) ||
	       words_is_keyword(src, tok);
}

static void note(uint32_t **list, size_t *count, size_t *room, uint32_t v)
{
	for (size_t i = 0; i < *count; i++)
		if ((*list)[i] == v)
			return;
	VEC_PUSH(*list, *count, *room, v);
}

static void take_name(struct program *c, struct program_node *n, uint32_t tok, bool declaration)
{
	const struct source *src = c->src;
	uint32_t v = parts_variable(c, tok);
	bool written =
		is_assignment(src, tok + 1) || is_step(src, tok + 1) || is_step(src, tok - 1);
	bool through = source_is(src, tok - 1, "*") && tok >= 2 &&
		       src->token[tok - 2].kind == TOKEN_PUNCT && !source_is(src, tok - 2, ")");

	if (c->var[v].declared == tok && c->var[v].block != SOURCE_NONE)
		written = true;
	else if (through && !declaration)
		n->reads_memory = true;
	if (written && (declaration || !through))
		note(&n->write, &n->writes, &n->write_room, v);
	else if (written)
		n->writes_memory = true;
	if (is_address(src, tok))
		note(&n->write, &n->writes, &n->write_room, v);
	note(&n->read, &n->reads, &n->read_room, v);
	n->reads_memory |= c->var[v].escapes;
	n->writes_memory |= written && c->var[v].escapes;
}

void parts_variables(struct program *c, struct program_node *n, uint32_t first, uint32_t end)
{
	const struct source *src = c->src;
	bool declaration = grammar_is_declaration(src, first, end);

	for (uint32_t i = first; i < end; i++) {
		if (is_assignment(src, i) && i > first &&
		    (is_member(src, i - 1) || source_is(src, i - 1, "]") ||
		     source_is(src, i - 1, ")")))
			n->writes_memory = true;
		if (source_is(src, i, "->") || source_is(src, i, "[") || source_is(src, i, "."))
			n->reads_memory = true;
		if (is_step(src, i) && (is_member(src, i - 1) || source_is(src, i - 1, "]")))
			n->writes_memory = true;
		if (!grammar_is_ident(src, i) || is_member(src, i))
			continue;
		if (source_is(src, i + 1, "(")) {
			enum words_class w = words_call(src, i);

			n->takes += w == WORDS_INNER_LOCK;
			n->gives += w == WORDS_INNER_UNLOCK;
			n->calls |= !is_pure(src, i);
		} else if (!words_is_keyword(src, i)) {
			take_name(c, n, i, declaration);
		}
	}
	n->writes_memory |= n->calls;
}

bool parts_sets_idle(const struct program *c, uint32_t first, uint32_t end)
{
	uint32_t value = parts_past_idle(c, first);

	if (value == first)
		return false;
	for (uint32_t i = value; i < end; i++)
		if (source_is(c->src, i, "(") || is_assignment(c->src, i) || is_step(c->src, i))
			return false;
	return true;
}

bool parts_is_idle(const struct program *c, uint32_t first, uint32_t end)
{
	const struct function *f = &c->src->function[c->fn];
	uint32_t name = SOURCE_NONE;

	for (uint32_t i = 0; i < c->vars; i++) {
		if (c->var[i].block == SOURCE_NONE || c->var[i].declared < first ||
		    c->var[i].declared >= end)
			continue;
		if (name != SOURCE_NONE)
			return false;
		name = c->var[i].declared;
	}
	for (uint32_t i = first; i < end; i++)
		if (source_is(c->src, i, "(") || (is_assignment(c->src, i) && i != name + 1))
			return false;
	for (uint32_t i = f->open; i < f->close && name != SOURCE_NONE; i++) {
		uint32_t stmt;

		if ((i >= first && i < end) || !source_same(c->src, i, c->src, name) ||
		    is_member(c->src, i))
			continue;
		stmt = statement_at(&c->flow.st, i);
		if (stmt == SOURCE_NONE || flow_op_at(&c->flow, stmt) == SOURCE_NONE)
			return false;
	}
	return name != SOURCE_NONE;
}
