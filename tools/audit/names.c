// SPDX-License-Identifier: GPL-2.0-only
/*
 * names: declarations by the shape of their tokens; what hangs from a vma by following assignments
 * until nothing new is found. An integer copied from a vma is only a number; a pointer is not.
 */
#include "names.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../source/grammar.h"
#include "words.h"

#define MAX_ROUNDS                                                                                 \
	20 /* of following assignments; then all that are left count as hanging from a vma */
#define MAX_DECLARATIONS 50 /* of one name in a function, to tell its type */

static bool is_member(const struct source *src, uint32_t tok)
{
	return tok && (source_is(src, tok - 1, "->") || source_is(src, tok - 1, "."));
}

/* A member's name is another name than a variable's. */
static uint32_t token_hash(const struct source *src, uint32_t tok)
{
	return nameset_hash(src->text + src->token[tok].at, src->token[tok].len) ^
	       (is_member(src, tok) ? 1 : 0);
}

static bool has(const struct nameset *set, const struct source *of, const struct source *src,
		uint32_t tok)
{
	size_t count;
	const uint32_t *value;

	if (src->token[tok].kind != TOKEN_IDENT)
		return false;
	value = nameset_find(set, token_hash(src, tok), &count);
	for (size_t i = 0; i < count; i++)
		if (source_same(of, value[i], src, tok))
			return true;
	return false;
}

bool names_is_local(const struct names *names, const struct source *src, uint32_t tok)
{
	return has(&names->local, names->src, src, tok);
}

bool names_is_mm(const struct names *names, const struct source *src, uint32_t tok)
{
	return has(&names->mm, names->src, src, tok);
}

bool names_is_vma(const struct names *names, const struct source *src, uint32_t tok)
{
	return has(&names->vma, names->src, src, tok);
}

/* -- declarations --------------------------------------------------------------------------- */

/* Tokens of the variables declared as "struct TAG" in the function; free() them. */
static uint32_t *of_type(const struct source *src, uint32_t fn, const char *tag, size_t *count)
{
	static const char *const stop[] = { ";", ")", "{", NULL };
	const struct function *f = &src->function[fn];
	uint32_t *name = NULL;
	size_t room = 0;

	*count = 0;
	for (uint32_t i = f->params; i < f->close; i++) {
		if (!source_is(src, i, tag))
			continue;
		for (i++; i < f->close && !grammar_is_any(src, i, stop); i++) {
			bool value = source_is(src, i - 1, "=") || source_is(src, i - 1, "(") ||
				     is_member(src, i);

			if (grammar_is_ident(src, i) && !value && !source_is(src, i + 1, "("))
				VEC_PUSH(name, *count, room, i);
			if (source_is(src, i, ",") && i < f->open)
				break; /* the next parameter */
		}
	}
	return name;
}

/* Does "TYPE NAME", "* NAME", ", NAME" stand at @tok with what follows a declarator? */
static bool is_declarator(const struct source *src, uint32_t tok)
{
	static const char *const ends[] = { ";", "=", "[", ",", ":", ")", NULL };

	if (!grammar_is_ident(src, tok) || !grammar_is_any(src, tok + 1, ends))
		return false;
	if (source_is(src, tok - 1, "*"))
		return !source_is(src, tok + 1, ":");
	return grammar_is_ident(src, tok - 1) && !grammar_is_control(src, tok - 1) &&
	       !words_is_operator(src, tok - 1);
}

/* From the declarator at @tok to the others of its declaration: "int a = f(x, y), *b;". */
static void add_list(struct names *n, uint32_t tok, uint32_t limit)
{
	const struct source *src = n->src;

	nameset_add(&n->local, token_hash(src, tok), tok);
	for (uint32_t i = tok + 1; i < limit && !source_is(src, i, ";") && !source_is(src, i, ")");
	     i++) {
		uint32_t mate = src->token[i].mate, next = i + 1;

		if (mate != SOURCE_NONE && mate > i)
			i = mate;
		if (!source_is(src, i, ","))
			continue;
		while (source_is(src, next, "*"))
			next++;
		if (grammar_is_ident(src, next) && !source_is(src, next + 1, "("))
			nameset_add(&n->local, token_hash(src, next), next);
	}
}

static void read_locals(struct names *n)
{
	const struct source *src = n->src;
	const struct function *f = &src->function[n->fn];

	/* every name among the parameters, those of their own parameters too */
	for (uint32_t i = f->params + 1; i < f->open; i++)
		if (grammar_is_ident(src, i) && !source_is(src, i + 1, "("))
			nameset_add(&n->local, token_hash(src, i), i);
	for (uint32_t i = f->open + 1; i < f->close; i++) {
		if (is_member(src, i))
			continue;
		if (is_declarator(src, i))
			add_list(n, i, f->close);
		else if (source_is(src, i, "(") && source_is(src, i + 1, "*") &&
			 src->token[i].mate == i + 3 && source_is(src, i + 4, "(") && i &&
			 grammar_is_ident(src, i - 1))
			nameset_add(&n->local, token_hash(src, i + 2), i + 2);
	}
}

/* -- what hangs from a vma ------------------------------------------------------------------ */

struct assignment {
	uint32_t to, first, end; /* to gets a value from [first, end) */
	bool number;		 /* it is declared as an integer */
	bool done, fresh;	 /* it hangs from a vma: found by now, found in this round */
};

struct assignments {
	struct assignment *list;
	size_t count, room;
};

static bool is_integer_word(const struct source *src, uint32_t tok)
{
	static const char *const words[] = {
		"unsigned", "signed",	  "long",	 "int",	       "short",	   "char",
		"bool",	    "_Bool",	  "size_t",	 "ssize_t",    "loff_t",   "pgoff_t",
		"u8",	    "u16",	  "u32",	 "u64",	       "s8",	   "s16",
		"s32",	    "s64",	  "__u32",	 "__u64",      "__s32",	   "__s64",
		"uint32_t", "uint64_t",	  "int32_t",	 "int64_t",    "uint",	   "ulong",
		"gfp_t",    "dma_addr_t", "phys_addr_t", "vm_flags_t", "pgprot_t", "uintptr_t",
		"enum",	    NULL,
	};

	return grammar_is_any(src, tok, words);
}

/* Is @name declared as an integer, and nowhere in the function as a pointer? */
static bool is_number(const struct names *n, uint32_t name)
{
	const struct source *src = n->src;
	const uint32_t *local;
	bool number = false;
	size_t count;

	local = nameset_find(&n->local, token_hash(src, name), &count);
	if (count > MAX_DECLARATIONS)
		return false;
	for (size_t i = 0; i < count; i++) {
		uint32_t tok = local[i];

		if (!source_same(src, tok, src, name))
			continue;
		if (source_is(src, tok - 1, "*") || source_is(src, tok + 1, "["))
			return false;
		/* back over the declarators before it */
		while (tok > src->function[n->fn].params && !source_is(src, tok - 1, ";") &&
		       !source_is(src, tok - 1, "{") && !source_is(src, tok - 1, "}") &&
		       !(local[i] < src->function[n->fn].open && source_is(src, tok - 1, ",")) &&
		       !(source_is(src, tok - 1, "(") && src->token[tok - 1].mate > local[i]))
			tok--;
		while (source_is(src, tok, "const") || source_is(src, tok, "static") ||
		       source_is(src, tok, "register") || source_is(src, tok, "volatile"))
			tok++;
		if (!is_integer_word(src, tok))
			return false;
		number = true;
	}
	return number;
}

/* The first token of the postfix expression whose last name is @tok: "f(x)->a[i].tok". */
static uint32_t chain_start(const struct source *src, uint32_t tok)
{
	while (tok >= 2 && is_member(src, tok)) {
		uint32_t base = tok - 2;

		while ((source_is(src, base, ")") || source_is(src, base, "]")) &&
		       src->token[base].mate != SOURCE_NONE && src->token[base].mate) {
			bool call = source_is(src, base, ")");

			base = src->token[base].mate;
			if (call && !grammar_is_ident(src, base - 1))
				return base; /* (expr)->tok */
			base--;
		}
		tok = base;
	}
	return tok;
}

static bool is_address(const struct source *src, uint32_t first)
{
	return first >= 2 && source_is(src, first - 1, "&") && !grammar_is_ident(src, first - 2) &&
	       !source_is(src, first - 2, ")") && !source_is(src, first - 2, "]");
}

/* A member of a vma that is a number, or its mm, which lives longer. */
static bool is_plain_member(const struct source *src, uint32_t tok)
{
	static const char *const members[] = { "vm_start", "vm_end",	   "vm_flags", "vm_pgoff",
					       "vm_mm",	   "vm_page_prot", NULL };

	return grammar_is_any(src, tok, members);
}

static bool is_call_argument(const struct source *src, uint32_t first, uint32_t tok)
{
	for (uint32_t i = first + 1; i < tok; i++)
		if (source_is(src, i, "(") && src->token[i].mate != SOURCE_NONE &&
		    src->token[i].mate > tok && grammar_is_ident(src, i - 1))
			return true;
	return false;
}

/* How much of the value at @tok passes on, in a right-hand side or argument list from @first. */
static bool passes(const struct source *src, const struct assignment *a, uint32_t tok)
{
	static const char *const tests[] = { "!", "==", "!=", "&&", "||", "?", NULL };
	uint32_t start = chain_start(src, tok), next = tok + 1, mate;

	if (a->number && is_call_argument(src, a->first, tok))
		return false; /* what a call returns is only a number */
	if (is_address(src, start))
		return true;
	if (source_is(src, next, "(") && (mate = src->token[next].mate) != SOURCE_NONE) {
		next = mate + 1;
		if (a->number && !source_is(src, start - 1, ")") && !source_is(src, next, "->"))
			return false; /* what the call returns, not a cast pointer */
	}
	if (source_is(src, next, "->") || source_is(src, next, "."))
		return !is_plain_member(src, next + 1);
	if (is_member(src, tok) && is_plain_member(src, tok))
		return false;
	if (grammar_is_any(src, start - 1, tests) || grammar_is_any(src, next, tests))
		return false;
	return true;
}

static bool hangs_from_vma(const struct names *n, const struct assignment *a)
{
	const struct source *src = n->src;

	for (uint32_t i = a->first; i < a->end; i++) {
		bool call = source_is(src, i + 1, "(") && !is_member(src, i);

		if (src->token[i].kind != TOKEN_IDENT || i == a->to)
			continue;
		if ((names_is_vma(n, src, i) || words_is_protected_member(src, i) ||
		     (call && words_call(src, i) == WORDS_NEEDS && !words_is_gup(src, i))) &&
		    passes(src, a, i))
			return true;
	}
	return false;
}

static uint32_t value_end(const struct source *src, uint32_t tok, uint32_t limit)
{
	static const char *const ends[] = { ",", ";", ")", "}", NULL };

	while (tok < limit && !grammar_is_any(src, tok, ends)) {
		uint32_t mate = src->token[tok].mate;

		tok = mate != SOURCE_NONE && mate > tok ? mate + 1 : tok + 1;
	}
	return tok < limit ? tok : limit;
}

/* The name that an assignment with "=" at @tok changes: of "a[i]" and "*a", a. */
static uint32_t assigned_name(const struct source *src, uint32_t tok)
{
	uint32_t to = tok - 1;

	while ((source_is(src, to, "]") || source_is(src, to, ")")) &&
	       src->token[to].mate != SOURCE_NONE && src->token[to].mate) {
		if (source_is(src, to, ")") && !grammar_is_ident(src, src->token[to].mate - 1)) {
			to--; /* (*a) = */
			continue;
		}
		to = src->token[to].mate - 1;
	}
	return src->token[to].kind == TOKEN_IDENT ? to : SOURCE_NONE;
}

/* Locals whose address is passed to the call at @tok. */
static void add_outs(const struct names *n, uint32_t tok, struct assignments *out)
{
	const struct source *src = n->src;
	uint32_t close = src->token[tok + 1].mate;

	if (close == SOURCE_NONE || words_is_gup(src, tok))
		return;
	for (uint32_t i = tok + 2; i + 1 < close; i++)
		if (source_is(src, i, "&") && names_is_local(n, src, i + 1) &&
		    is_address(src, i + 1) && !source_is(src, i + 2, "->") &&
		    !source_is(src, i + 2, "."))
			VEC_PUSH(out->list, out->count, out->room,
				 (struct assignment){ .to = i + 1,
						      .first = tok + 2,
						      .end = close,
						      .done = is_number(n, i + 1) });
}

static void collect(const struct names *n, struct assignments *out)
{
	const struct source *src = n->src;
	const struct function *f = &src->function[n->fn];

	for (uint32_t i = f->open + 1; i < f->close; i++) {
		struct assignment a = { .to = SOURCE_NONE };

		if (src->token[i].kind == TOKEN_IDENT && source_is(src, i + 1, "("))
			add_outs(n, i, out);
		if (source_is(src, i, "="))
			a.to = assigned_name(src, i);
		if (a.to == SOURCE_NONE)
			continue;
		a.first = i + 1;
		a.end = value_end(src, i + 1, f->close);
		a.number = !is_member(src, a.to) && is_number(n, a.to);
		VEC_PUSH(out->list, out->count, out->room, a);
	}
}

static void follow(struct names *n)
{
	struct assignments all = { 0 };
	bool more = true;

	collect(n, &all);
	for (int round = 0; more; round++) {
		more = false;
		for (size_t i = 0; i < all.count; i++) {
			struct assignment *a = &all.list[i];

			a->fresh = !a->done && (round >= MAX_ROUNDS || hangs_from_vma(n, a));
			more |= a->fresh;
		}
		for (size_t i = 0; i < all.count; i++) {
			struct assignment *a = &all.list[i];

			a->done |= a->fresh;
			if (a->fresh)
				nameset_add(&n->vma, token_hash(n->src, a->to), a->to);
		}
		nameset_sort(&n->vma);
	}
	free(all.list);
}

static void add_tag(struct names *n, const char *tag, struct nameset *set)
{
	size_t count;
	uint32_t *tok = of_type(n->src, n->fn, tag, &count);

	for (size_t i = 0; i < count; i++)
		nameset_add(set, token_hash(n->src, tok[i]), tok[i]);
	free(tok);
}

/* Variables of struct @tag, also by the names that a typedef of the file gives to it. */
static void add_type(struct names *n, const char *tag, struct nameset *set)
{
	const struct source *src = n->src;

	add_tag(n, tag, set);
	for (uint32_t i = 0; i + 4 < src->tokens; i++) {
		uint32_t name = i + 3;
		char *alias;

		if (!source_is(src, i, "typedef") || !source_is(src, i + 2, tag))
			continue;
		while (source_is(src, name, "*"))
			name++;
		if (!grammar_is_ident(src, name))
			continue;
		alias = source_word(src, name);
		add_tag(n, alias, set);
		free(alias);
	}
	nameset_sort(set);
}

void names_read(const struct source *src, uint32_t fn, struct names *out)
{
	*out = (struct names){ .src = src, .fn = fn };
	read_locals(out);
	nameset_sort(&out->local);
	add_type(out, "mm_struct", &out->mm);
	add_type(out, "vm_area_struct", &out->vma);
	follow(out);
}

void names_free(struct names *names)
{
	nameset_free(&names->local);
	nameset_free(&names->mm);
	nameset_free(&names->vma);
}
