// SPDX-License-Identifier: GPL-2.0-only
/* arguments: what the call itself shows: pages and flags swapped, a flag that is rejected, vmas. */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "check.h"

/* -- order ----------------------------------------------------------------------------------- */

static bool names_flag(const struct source *src, struct range r)
{
	for (uint32_t i = r.first; i < r.end; i++)
		if (src->token[i].kind == TOKEN_IDENT && src->token[i].len > 5 &&
		    !memcmp(src->text + src->token[i].at, "FOLL_", 5))
			return true;
	return false;
}

/* How many "*" stand before the declaration of the name in the function, and is it a struct page? */
static bool is_page_pointer(const struct check *c, uint32_t name, int stars)
{
	const struct function *f = &c->src->function[c->fn];

	for (uint32_t tok = f->params; tok < f->close; tok++) {
		uint32_t i = tok - 1;
		int found = 0;

		if (!source_same(c->src, tok, c->src, name) || value_is_member(c->src, tok))
			continue;
		while (source_is(c->src, i, "*")) {
			found++;
			i--;
		}
		if (source_is(c->src, i, "page") && source_is(c->src, i - 1, "struct"))
			return found + (source_is(c->src, tok + 1, "[")) == stars;
	}
	return false;
}

/* "pages" or "&page" of such types, perhaps "pages + n" or "&pages[n]". */
static bool is_pages(const struct check *c, struct range r)
{
	r = value_strip(c->src, r);
	if (r.first < r.end && source_is(c->src, r.first, "&")) {
		bool indexed = source_is(c->src, r.first + 2, "[");

		return is_page_pointer(c, r.first + 1, indexed ? 2 : 1);
	}
	return r.first < r.end && grammar_is_ident(c->src, r.first) &&
	       !value_is_member(c->src, r.first + 1) && is_page_pointer(c, r.first, 2);
}

/* A name of an integer type of the function's own, or a number other than 0. */
static bool is_integer(const struct check *c, struct range r)
{
	static const char *const types[] = { "int", "unsigned", "long", "u32", "bool", NULL };
	const struct function *f = &c->src->function[c->fn];

	r = value_strip(c->src, r);
	if (r.end != r.first + 1)
		return false;
	if (c->src->token[r.first].kind == TOKEN_NUMBER)
		return !source_is(c->src, r.first, "0");
	for (uint32_t tok = f->params; tok < f->close; tok++)
		if (source_same(c->src, tok, c->src, r.first) && !value_is_member(c->src, tok))
			return grammar_is_any(c->src, tok - 1, types);
	return false;
}

static bool check_order(struct check *c, const struct use *use)
{
	struct range pages = use->arg[ROLE_PAGES], flags = use->arg[ROLE_FLAGS];
	bool swapped;
	struct finding *f;
	char *text[2];

	if (!use->fits || pages.first == pages.end || flags.first == flags.end)
		return false;
	swapped = (names_flag(c->src, pages) && !names_flag(c->src, flags)) ||
		  (is_pages(c, flags) && (is_integer(c, pages) || names_flag(c->src, pages)));
	if (!swapped)
		return false;
	f = finding_add(
		c->out, RULE_ARGUMENT_ORDER, c->file->path, c->src, use->name,
		"%s() of this tree wants %s before %s", use->fn->name,
		api_position(use->fn, ROLE_PAGES) < api_position(use->fn, ROLE_FLAGS) ? "pages"
										      : "gup_flags",
		api_position(use->fn, ROLE_PAGES) < api_position(use->fn, ROLE_FLAGS) ? "gup_flags"
										      : "pages");
	finding_span(f, c->src, use->name, use->close + 1);
	for (int i = 0; i < 2; i++) {
		struct range r = i ? flags : pages;
		const struct token *last = &c->src->token[r.end - 1];

		text[i] = memory_strndup(c->src->text + c->src->token[r.first].at,
					 last->at + last->len - c->src->token[r.first].at);
	}
	if (pages.first < flags.first) {
		check_replace(c->src, f, pages.first, pages.end, text[1]);
		check_replace(c->src, f, flags.first, flags.end, text[0]);
	} else {
		check_replace(c->src, f, flags.first, flags.end, text[0]);
		check_replace(c->src, f, pages.first, pages.end, text[1]);
	}
	return true;
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
		accepts = memmem(text.data, text.len, "FAULT_FLAG_RETRY_NOWAIT",
				 strlen("FAULT_FLAG_RETRY_NOWAIT")) &&
			  memmem(text.data, text.len, "& FAULT_FLAG_RETRY_NOWAIT",
				 strlen("& FAULT_FLAG_RETRY_NOWAIT"));
	buf_free(&text);
	return accepts;
}

/* The plain call with the lock around it; only where it is a statement of its own. */
static void fix_with_lock(const struct check *c, struct finding *f, const struct use *use)
{
	uint32_t stmt = check_statement(c, use->name);
	const struct stmt *s;
	struct buf ignored_text = { 0 };
	struct error ignored;
	char *plain, *indent;
	const char *lock = "mmap_read_lock(current->mm);",
		   *unlock = "mmap_read_unlock(current->mm);";

	if (stmt == SOURCE_NONE || api_position(use->fn, ROLE_MM) >= 0)
		return;
	s = &c->flow->st.stmt[stmt];
	plain = use_as(c->api, c->src, use, FORM_PLAIN);
	indent = check_indent(c->src, s->first);
	if (plain && indent && s->kind == STMT_EXPR && s->parent != SOURCE_NONE &&
	    c->flow->st.stmt[s->parent].kind == STMT_BLOCK) {
		const struct token *last = &c->src->token[s->end - 1];

		if (!memmem(c->src->text, c->src->len, "mmap_read_", strlen("mmap_read_")) &&
		    tree_read(c->tree, "include/linux/mmap_lock.h", &ignored_text, &ignored)) {
			lock = "down_read(&current->mm->mmap_sem);";
			unlock = "up_read(&current->mm->mmap_sem);";
		}
		finding_edit(f, c->src->token[s->first].at, 0,
			     memory_printf("%s\n%s", lock, indent));
		check_replace(c->src, f, use->name, use->close + 1, plain);
		finding_edit(f, last->at + last->len, 0, memory_printf("\n%s%s", indent, unlock));
		plain = NULL;
	}
	buf_free(&ignored_text);
	free(plain);
	free(indent);
}

/* Do this tree's plain get_* forms take FOLL_LONGTERM? Not where the pin_* ones may retry with it. */
static bool plain_takes_longterm(const struct check *c, const struct use *use)
{
	return use->callee == CALLEE_PIN || use->callee == CALLEE_PIN_REMOTE ||
	       !c->api->function[CALLEE_PIN][FORM_UNLOCKED].longterm;
}

/* Leave the flag out where it is spelled in the argument: "A | FLAG" or "FLAG | A". */
static void fix_without_flag(const struct check *c, struct finding *f, struct range r,
			     const char *name)
{
	for (uint32_t tok = r.first; tok < r.end; tok++) {
		if (!source_is(c->src, tok, name))
			continue;
		if (tok > r.first && source_is(c->src, tok - 1, "|")) {
			uint32_t at = c->src->token[tok - 2].at + c->src->token[tok - 2].len;

			finding_edit(f, at, c->src->token[tok].at + c->src->token[tok].len - at,
				     memory_strdup(""));
		} else if (tok + 2 < r.end && source_is(c->src, tok + 1, "|")) {
			finding_edit(f, c->src->token[tok].at,
				     c->src->token[tok + 2].at - c->src->token[tok].at,
				     memory_strdup(""));
		} else if (r.end == r.first + 1) {
			check_replace(c->src, f, tok, tok + 1, memory_strdup("0"));
		}
		return;
	}
}

static void check_flags(struct check *c, const struct use *use)
{
	struct value_scope scope = check_scope(c);
	struct range r = use->arg[ROLE_FLAGS];
	struct value_flags flags;
	struct finding *f;
	const char *name;

	if (!use->fits || r.first == r.end || use->form == FORM_PLAIN)
		return;
	value_flags(&scope, r, &flags);
	if (flags.longterm && c->api->implementation_known &&
	    !c->api->function[use->callee][use->form].longterm)
		name = "FOLL_LONGTERM";
	else if (flags.nowait && !accepts_nowait(c))
		name = "FOLL_NOWAIT";
	else
		return;
	f = finding_add(c->out, RULE_FLAGS, c->file->path, c->src, use->name,
			"%s() rejects %s in this tree", use->fn->name, name);
	finding_span(f, c->src, use->name, use->close + 1);
	if (flags.src == c->src)
		finding_span(f, c->src, flags.why, flags.why + 1);
	if (!plain_takes_longterm(c, use)) {
		fix_without_flag(c, f, r, name);
		return;
	}
	if (use->form == FORM_UNLOCKED)
		fix_with_lock(c, f, use);
	else if (api_position(&c->api->function[use->callee][FORM_PLAIN], ROLE_LOCKED) >= 0)
		check_replace(c->src, f, use->arg[ROLE_LOCKED].first, use->arg[ROLE_LOCKED].end,
			      memory_strdup("NULL"));
	else
		check_fix_form(c, f, use, FORM_PLAIN);
}

/* -- vmas ------------------------------------------------------------------------------------ */

static void check_vmas(struct check *c, const struct use *use)
{
	struct finding *f;

	if (!use->fits || use_is_null(c->src, use->arg[ROLE_VMAS]))
		return;
	f = finding_add(c->out, RULE_NEW_VMAS, c->file->path, c->src, use->name,
			"%s() with vmas can never drop the lock, and 6.5 has no such parameter",
			use->fn->name);
	finding_span(f, c->src, use->name, use->close + 1);
}

void check_arguments(struct check *c, const struct use *use)
{
	if (check_order(c, use))
		return; /* the arguments are not what they seem */
	check_flags(c, use);
	check_vmas(c, use);
}
