// SPDX-License-Identifier: GPL-2.0-only
/* arguments: what the call itself shows: pages and flags swapped, a flag that is rejected, vmas. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "check.h"
#include "code/types.h"
#include "gup/primitives.h"
#include "gup/verdict/values.h"
#include "source/grammar.h"

/* One call. */
struct judged {
	struct check *c;
	const struct program *p;
	const struct use *use;
};

static const struct expr *argument(const struct judged *j, enum role role)
{
	return j->use->arg[role] == SOURCE_NONE ? NULL : &j->p->code.e.expr[j->use->arg[role]];
}

static struct finding *add(const struct judged *j, enum rule rule, char *message)
{
	struct finding *f = finding_add(j->c->out, rule, j->c->file->path, j->p->src, j->use->name,
					"%s", message);

	free(message);
	finding_span(f, j->p->src, j->use->name, j->use->close + 1);
	return f;
}

/* -- order ----------------------------------------------------------------------------------- */

static bool names_flag(const struct judged *j, enum role role)
{
	const struct expr *x = argument(j, role);

	for (uint32_t tok = x->first; tok < x->end; tok++)
		if (primitives_is_flag(j->p->src, tok))
			return true;
	return false;
}

/* An array of pages, or a number other than 0, by the type that the function itself declares. */
static bool is_pages(const struct type *t)
{
	return declaration_is_type(t, TYPE_STRUCT, "page") && t->pointers + t->arrays == 2;
}

static struct type type_of(const struct judged *j, enum role role)
{
	const struct types_scope scope = { j->c->lib, j->c->file };
	uint32_t i = expression_strip(&j->p->code.e, j->use->arg[role]);

	/* a member's would be looked up in headers */
	for (uint32_t k = expression_first(&j->p->code.e, i); k <= i; k++)
		if (j->p->code.e.expr[k].kind == EXPR_MEMBER ||
		    j->p->code.e.expr[k].kind == EXPR_CALL)
			return (struct type){ .kind = TYPE_UNKNOWN };
	return types_expression(&scope, &j->p->code, i);
}

static bool is_number(const struct judged *j, enum role role)
{
	uint32_t i = expression_strip(&j->p->code.e, j->use->arg[role]);
	struct type type;

	if (j->p->code.e.expr[i].kind == EXPR_NUMBER)
		return !expression_is_null(&j->p->code.e, i);
	type = type_of(j, role);
	return type.kind == TYPE_BASIC && declaration_is_number(&type);
}

static char *text_of(const struct judged *j, const struct expr *x)
{
	const struct token *first = &j->p->src->token[x->first],
			   *last = &j->p->src->token[x->end - 1];

	return memory_strndup(j->p->src->text + first->at, last->at + last->len - first->at);
}

static bool check_order(const struct judged *j)
{
	const struct expr *pages = argument(j, ROLE_PAGES), *flags = argument(j, ROLE_FLAGS);
	struct finding *f;
	struct type type;
	bool first;

	if (!pages || !flags)
		return true;
	type = type_of(j, ROLE_FLAGS);
	if (!(names_flag(j, ROLE_PAGES) && !names_flag(j, ROLE_FLAGS)) &&
	    !is_number(j, ROLE_PAGES) && !(is_pages(&type) && names_flag(j, ROLE_PAGES)))
		return true;
	first = pages->first < flags->first;
	f = add(j, RULE_ARGUMENT_ORDER,
		memory_printf("%s() of this tree takes %s before %s", j->use->fn->name,
			      first ? "pages" : "gup_flags", first ? "gup_flags" : "pages"));
	for (int i = 0; i < 2; i++) {
		const struct expr *to = (i == 0) == first ? pages : flags;

		check_replace(j->p->src, f, to->first, to->end,
			      text_of(j, to == pages ? flags : pages));
	}
	return false;
}

/* -- flags ----------------------------------------------------------------------------------- */

/*
 * Since 4.16 (96312e61282a) a fault that must not wait leaves the lock alone; the code asks for that by
 * this name. Where mm/gup.c is not there to be read, nothing is known against it.
 */
static bool accepts_nowait(struct check *c)
{
	struct buf text = { 0 };
	struct error ignored;
	bool accepts = true;

	if (!tree_read(c->tree, "mm/gup.c", &text, &ignored))
		accepts = memmem(text.data, text.len, "& FAULT_FLAG_RETRY_NOWAIT",
				 strlen("& FAULT_FLAG_RETRY_NOWAIT"));
	buf_free(&text);
	return accepts;
}

/* The plain call with the lock around it; only where it is a statement of its own. */
static void fix_with_lock(const struct judged *j, struct finding *f)
{
	const struct statements *st = &j->p->code.st;
	const struct source *src = j->p->src;
	uint32_t stmt = statement_at(st, j->use->name);
	const struct stmt *s = &st->stmt[stmt];
	struct buf text = { 0 };
	struct error ignored;
	char *plain, *indent;
	const char *lock = "mmap_read_lock(current->mm);",
		   *unlock = "mmap_read_unlock(current->mm);";

	if (api_position(j->use->fn, ROLE_MM) >= 0)
		return;
	plain = use_as(j->p, j->use, FORM_PLAIN);
	indent = check_indent(src, s->first);
	if (plain && indent && s->kind == STMT_EXPR && s->parent != SOURCE_NONE &&
	    st->stmt[s->parent].kind == STMT_BLOCK) {
		const struct token *last = &src->token[s->end - 1];

		if (!memmem(src->text, src->len, "mmap_read_", strlen("mmap_read_")) &&
		    tree_read(j->c->tree, "include/linux/mmap_lock.h", &text, &ignored)) {
			lock = "down_read(&current->mm->mmap_sem);";
			unlock = "up_read(&current->mm->mmap_sem);";
		}
		finding_edit(f, src->token[s->first].at, 0, memory_printf("%s\n%s", lock, indent));
		check_replace(src, f, j->use->name, j->use->close + 1, plain);
		finding_edit(f, last->at + last->len, 0, memory_printf("\n%s%s", indent, unlock));
		plain = NULL;
	}
	buf_free(&text);
	free(plain);
	free(indent);
}

/* Do this tree's plain get_* forms take FOLL_LONGTERM? Not where the pin_* ones may retry with it. */
static bool plain_takes_longterm(const struct judged *j)
{
	return api_pins(j->use->callee) || !j->c->api->function[CALLEE_PIN][FORM_UNLOCKED].longterm;
}

/* Leave the flag out where it is spelled in the argument: "A | FLAG" or "FLAG | A". */
static void fix_without_flag(const struct judged *j, struct finding *f, uint32_t tok)
{
	const struct expressions *e = &j->p->code.e;
	const struct source *src = j->p->src;
	uint32_t flags = j->use->arg[ROLE_FLAGS], node = j->p->code.at[0].first_expr, up, from, to;

	while (node < e->count && !(e->expr[node].kind == EXPR_NAME && e->expr[node].tok == tok))
		node++;
	if (node == flags)
		check_replace(src, f, tok, tok + 1, memory_strdup("0"));
	if (node >= flags || e->expr[node].first < e->expr[flags].first)
		return;
	up = e->expr[node].parent;
	if (!expression_is(e, up, "|"))
		return;
	if (expression_child(e, up, 1) == node) {
		const struct token *left = &src->token[e->expr[e->expr[up].child].end - 1];

		from = left->at + left->len;
		to = src->token[tok].at + src->token[tok].len;
	} else {
		from = src->token[tok].at;
		to = src->token[e->expr[expression_child(e, up, 1)].first].at;
	}
	finding_edit(f, from, to - from, memory_strdup(""));
}

static void check_flags(const struct judged *j)
{
	const struct macro_scope nothing_else = { .src = j->p->src };
	const char *name = "FOLL_LONGTERM";
	struct value_flags flags;
	struct finding *f;
	uint32_t why;

	if (!argument(j, ROLE_FLAGS) || j->use->form == FORM_PLAIN)
		return;
	value_flags(&nothing_else, &j->p->code, j->use->arg[ROLE_FLAGS], &flags);
	why = j->c->api->implementation_known &&
			      !j->c->api->function[j->use->callee][j->use->form].longterm
		      ? flags.longterm
		      : 0;
	if (!why) {
		name = "FOLL_NOWAIT";
		why = flags.nowait;
		if (!why || accepts_nowait(j->c))
			return;
	}
	f = add(j, RULE_FLAGS,
		memory_printf("%s() rejects %s in this tree", j->use->fn->name, name));
	finding_span(f, j->p->src, why, why + 1);
	if (!plain_takes_longterm(j))
		fix_without_flag(j, f, why);
	else if (j->use->form == FORM_UNLOCKED)
		fix_with_lock(j, f);
	else
		check_fix_keep(j->p, f, j->use);
}

/* -- vmas ------------------------------------------------------------------------------------ */

/* Which parameter of its function the argument is, from 0; -1: it is none. */
static int parameter_of(const struct judged *j, enum role role)
{
	const struct code *code = &j->p->code;
	uint32_t place = code->place_of[expression_strip(&code->e, j->use->arg[role])];

	return place == CODE_NONE || code->place[place].step != PLACE_SYMBOL
		       ? -1
		       : code->symbol[code->place[place].symbol].parameter;
}

/* Is that parameter NULL by what every caller says, which are all in the file? */
static bool callers_say_null(const struct judged *j, int parameter)
{
	const struct source *src = j->p->src;
	uint32_t fn = source_function_at(src, j->use->name), name = src->function[fn].name;
	bool called = false;

	if (parameter < 0 || !source_declares(src, fn, "static"))
		return false;
	for (uint32_t tok = 0; tok < src->tokens; tok++) {
		uint32_t caller = source_function_at(src, tok), call, arg;

		if (tok == name || !source_same(src, tok, src, name))
			continue;
		if (caller == SOURCE_NONE || !grammar_has_arguments(src, tok))
			return false;
		call = code_call_at(&check_program(j->c, caller)->code, tok + 1);
		arg = call == SOURCE_NONE ? call
					  : expression_child(&check_program(j->c, caller)->code.e,
							     call, parameter + 1);
		if (arg == SOURCE_NONE || !use_is_null(check_program(j->c, caller), arg))
			return false;
		called = true;
	}
	return called;
}

static void check_vmas(const struct judged *j)
{
	if (!use_is_null(j->p, j->use->arg[ROLE_VMAS]) &&
	    !callers_say_null(j, parameter_of(j, ROLE_VMAS)))
		add(j, RULE_NEW_VMAS,
		    memory_printf("%s() passes vmas, so it can never drop the lock; 6.5 removed "
				  "the parameter",
				  j->use->fn->name));
}

bool check_arguments(struct check *c, uint32_t fn, const struct use *use)
{
	const struct judged j = { c, check_program(c, fn), use };

	if (!check_order(&j))
		return false; /* the arguments are not what they seem */
	check_flags(&j);
	check_vmas(&j);
	return true;
}
