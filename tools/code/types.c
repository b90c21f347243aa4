// SPDX-License-Identifier: GPL-2.0-only
/*
 * types: from the outermost object inwards. Of a member with several declarations that differ the type
 * is that with the most stars, so that a pointer is not overlooked.
 */
#include "types.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "shelf.h"
#include "source/grammar.h"

#define MAX_TYPEDEFS 10 /* in one chain */
#define MAX_STEPS 50	/* members and indices in one path */

static const struct type unknown = { .name = SOURCE_NONE, .body = SOURCE_NONE };

struct word {
	const char *at;
	size_t len;
	uint32_t hash;
};

static struct word word_of(const struct source *src, uint32_t tok)
{
	struct word w = { src->text + src->token[tok].at, src->token[tok].len, 0 };

	w.hash = nameset_hash(w.at, w.len);
	return w;
}

static bool is_word(const struct source *src, uint32_t tok, const struct word *w)
{
	return tok < src->tokens && src->token[tok].len == w->len &&
	       !memcmp(src->text + src->token[tok].at, w->at, w->len);
}

/* -- lookups -------------------------------------------------------------------------------- */

/* One of the files that @scope sees: its own first, then its headers; NULL after the last. */
static struct library_shelf *next_file(const struct types_scope *scope, size_t i)
{
	const struct library_headers *headers;

	if (!i)
		return scope->file->shelf;
	headers = library_headers(scope->lib, scope->file->shelf);
	return i <= headers->count ? headers->shelf[i - 1] : NULL;
}

static bool may_have(struct library_shelf *s, uint32_t hash)
{
	if (s->file.absent)
		return false;
	library_sift(s);
	if (!s->indexed && !sieve_has(&s->sieve, SIEVE_TOP, hash))
		return false;
	library_index(s);
	return true;
}

/* What @typedef_tok names @w as; false if it names something else. */
static bool read_typedef(const struct source *src, uint32_t typedef_tok, const struct word *w,
			 struct type *out)
{
	uint32_t end = typedef_tok;
	struct declarators d = { 0 };
	bool found = false;

	while (end < src->tokens && !source_is(src, end, ";")) {
		uint32_t mate = src->token[end].mate;

		end = mate != SOURCE_NONE && mate > end ? mate + 1 : end + 1;
	}
	declaration_read(src, typedef_tok, end, &d);
	for (size_t i = 0; i < d.count && !found; i++)
		if (d.d[i].name != SOURCE_NONE && is_word(src, d.d[i].name, w)) {
			*out = d.d[i].type;
			found = true;
		}
	declaration_free(&d);
	return found;
}

static bool find_typedef(const struct types_scope *scope, const struct word *w, struct type *out)
{
	struct library_shelf *s;

	for (size_t i = 0; (s = next_file(scope, i)); i++) {
		const uint32_t *at;
		size_t count;

		if (!may_have(s, w->hash))
			continue;
		at = nameset_find(&s->type, w->hash, &count);
		for (size_t k = 0; k < count; k++)
			if (read_typedef(s->file.src, at[k], w, out))
				return true;
	}
	return false;
}

struct type types_resolve(const struct types_scope *scope, struct type type)
{
	for (int n = 0; n < MAX_TYPEDEFS && type.kind == TYPE_NAMED; n++) {
		struct word w = word_of(type.src, type.name);
		struct type named;

		if (!find_typedef(scope, &w, &named))
			break;
		named.pointers = (uint8_t)(named.pointers + type.pointers);
		named.arrays = (uint8_t)(named.arrays + type.arrays);
		named.function |= type.function;
		type = named;
	}
	return type;
}

bool types_member(const struct types_scope *scope, const struct type *type, const char *name,
		  size_t len, struct declarators *out)
{
	struct word tag;
	struct library_shelf *s;
	bool found = false;

	if (type->kind != TYPE_STRUCT && type->kind != TYPE_UNION)
		return false;
	if (type->body != SOURCE_NONE) {
		declaration_members(type->src, type->body, name, len, out);
		return true;
	}
	if (type->name == SOURCE_NONE)
		return false;
	tag = word_of(type->src, type->name);
	for (size_t i = 0; (s = next_file(scope, i)) && !found; i++) {
		const uint32_t *body;
		size_t count;

		if (!may_have(s, tag.hash))
			continue;
		body = nameset_find(&s->tag, tag.hash, &count);
		for (size_t k = 0; k < count; k++)
			if (is_word(s->file.src, body[k] - 1, &tag)) {
				declaration_members(s->file.src, body[k], name, len, out);
				found = true;
			}
	}
	return found;
}

/* The "{" of the innermost struct or union around @tok, or SOURCE_NONE. */
static uint32_t body_around(const struct source *src, uint32_t tok)
{
	for (uint32_t open = tok; open--;)
		if (source_is(src, open, "{") && src->token[open].mate != SOURCE_NONE &&
		    src->token[open].mate > tok)
			return open;
	return SOURCE_NONE;
}

/* @bits: members with a ":" behind their name; else all between the braces, those of inner ones too. */
static void add_beside(const struct source *src, uint32_t member, bool bits, struct nameset *out)
{
	static const char *const ends[] = { ";", ",", "[", NULL };
	uint32_t open = body_around(src, member);
	bool in_union;

	/* an arm that is a struct without a name: its members are in the bytes of the other arms */
	while (open != SOURCE_NONE && source_is(src, open - 1, "struct") &&
	       source_is(src, src->token[open].mate + 1, ";") &&
	       body_around(src, open - 1) != SOURCE_NONE)
		open = body_around(src, open - 1);
	if (open == SOURCE_NONE || open < 2)
		return;
	in_union = source_is(src, open - 1, "union") || source_is(src, open - 2, "union");
	if (bits ? in_union || !source_is(src, member + 1, ":") : !in_union)
		return;
	for (uint32_t t = open + 1; t < src->token[open].mate; t++)
		if (grammar_is_ident(src, t) &&
		    (bits ? source_is(src, t + 1, ":") : grammar_is_any(src, t + 1, ends)))
			nameset_add(out, nameset_hash_token(src, t), t);
}

void types_beside(const struct types_scope *scope, const struct code *code, uint32_t place,
		  bool bits, struct nameset *out)
{
	const struct place *p = &code->place[place];
	const struct token *t = &code->src->token[p->tok];
	struct type object = types_resolve(scope, types_place(scope, code, p->parent));
	struct declarators found = { 0 };

	types_member(scope, &object, code->src->text + t->at, t->len, &found);
	for (size_t i = 0; i < found.count; i++)
		if (found.d[i].type.src)
			add_beside(found.d[i].type.src, found.d[i].name, bits, out);
	declaration_free(&found);
}

void types_member_names(const struct types_scope *scope, const char *tag, struct nameset *out)
{
	struct word w = { tag, strlen(tag), nameset_hash(tag, strlen(tag)) };
	struct declarators all = { 0 };
	struct library_shelf *s;
	bool found = false;

	for (size_t i = 0; !found && (s = next_file(scope, i)); i++) {
		const uint32_t *body;
		size_t count;

		if (!may_have(s, w.hash))
			continue;
		body = nameset_find(&s->tag, w.hash, &count);
		for (size_t k = 0; k < count; k++) {
			if (!is_word(s->file.src, body[k] - 1, &w))
				continue;
			found = true;
			all.count = 0;
			declaration_members(s->file.src, body[k], NULL, 0, &all);
			for (size_t m = 0; m < all.count; m++)
				if (all.d[m].name != SOURCE_NONE)
					nameset_add(out, word_of(s->file.src, all.d[m].name).hash,
						    all.d[m].name);
		}
	}
	declaration_free(&all);
}

/* -- expressions ---------------------------------------------------------------------------- */

/* What a value of @type points to, or holds as its elements. */
static struct type target_type(struct type type)
{
	if (type.arrays)
		type.arrays--;
	else if (type.pointers)
		type.pointers--;
	else
		return unknown;
	return type;
}

/* The type of the member named by token @tok of an object of @type. */
static struct type member_type(const struct types_scope *scope, struct type type,
			       const struct source *src, uint32_t tok)
{
	struct declarators d = { 0 };
	struct type best = unknown;

	type = types_resolve(scope, type);
	if (type.pointers || type.arrays)
		return unknown;
	types_member(scope, &type, src->text + src->token[tok].at, src->token[tok].len, &d);
	for (size_t i = 0; i < d.count; i++)
		if (!i || d.d[i].type.pointers > best.pointers)
			best = d.d[i].type;
	declaration_free(&d);
	return best;
}

/* The result of the function @name, where its definition is at hand. */
static struct type result_type(const struct types_scope *scope, const struct source *src,
			       uint32_t name)
{
	char *word = source_word(src, name);
	struct declarators d = { 0 };
	struct definitions defs;
	struct type type = unknown;

	library_define(scope->lib, scope->file, word, &defs);
	for (size_t i = 0; i < defs.count; i++) {
		const struct source *of = defs.def[i].src;

		if (defs.def[i].fn == SOURCE_NONE)
			continue;
		declaration_read(of, of->function[defs.def[i].fn].first,
				 of->function[defs.def[i].fn].name + 1, &d);
		if (d.count && d.d[0].type.pointers >= type.pointers)
			type = d.d[0].type;
		d.count = 0;
	}
	type.function = false;
	declaration_free(&d);
	free(defs.def);
	free(word);
	return type;
}

/* "(T)x": T. */
static struct type cast_type(const struct code *code, uint32_t i)
{
	uint32_t open = code->e.expr[i].tok, close = code->src->token[open].mate;
	struct declarators d = { 0 };
	struct type type = unknown;

	declaration_read(code->src, open + 1, close, &d);
	if (d.count == 1)
		type = d.d[0].type;
	declaration_free(&d);
	return type;
}

/* "container_of(p, struct x, m)" and its kin: the type that stands among the arguments. */
static struct type argument_type(const struct code *code, uint32_t call)
{
	struct declarators d = { 0 };
	struct type type = unknown;

	for (uint32_t c = code->e.expr[call].child; c != SOURCE_NONE; c = code->e.expr[c].next)
		if (code->e.expr[c].kind == EXPR_TYPE && !d.count) {
			declaration_read(code->src, code->e.expr[c].first, code->e.expr[c].end, &d);
			if (d.count == 1) {
				type = d.d[0].type;
				type.pointers++;
			}
		}
	declaration_free(&d);
	return type;
}

static struct type symbol_type(const struct code *code, const struct place *p)
{
	for (const struct code *c = code; p->step == PLACE_OUTER && c->outer; c = c->outer)
		if (p->symbol < c->outer->symbols &&
		    c->outer->symbol[p->symbol].d.name != SOURCE_NONE &&
		    source_same(c->outer->src, c->outer->symbol[p->symbol].d.name, code->src,
				p->tok))
			return c->outer->symbol[p->symbol].d.type;
	return p->step == PLACE_SYMBOL ? code->symbol[p->symbol].d.type : unknown;
}

/* The type of an expression that is no member, element or target of another one. */
static struct type root_type(const struct types_scope *scope, const struct code *code, uint32_t i)
{
	const struct expr *x = &code->e.expr[i];
	uint32_t place = code->place_of[i], callee = expression_callee(&code->e, i);
	struct type type;

	if (x->kind == EXPR_CAST)
		return cast_type(code, i);
	if (callee != SOURCE_NONE) {
		type = argument_type(code, i);
		return type.kind != TYPE_UNKNOWN ? type : result_type(scope, code->src, callee);
	}
	if (x->kind == EXPR_NAME && place != CODE_NONE)
		return symbol_type(code, &code->place[place]);
	return unknown;
}

/* The operand whose type decides that of @i, or SOURCE_NONE for a root. */
static uint32_t inner(const struct code *code, uint32_t i)
{
	const struct expr *x = &code->e.expr[i];

	switch (x->kind) {
	case EXPR_MEMBER:
	case EXPR_INDEX:
	case EXPR_ASSIGN:
	case EXPR_POSTFIX:
		return x->child;
	case EXPR_PREFIX:
		return expression_is(&code->e, i, "*") || expression_is(&code->e, i, "&") ||
				       expression_is(&code->e, i, "++") ||
				       expression_is(&code->e, i, "--")
			       ? x->child
			       : SOURCE_NONE;
	case EXPR_CONDITIONAL:
		return expression_child(&code->e, i, 1);
	case EXPR_COMMA:
		return expression_child(&code->e, i, 1);
	case EXPR_BINARY: /* pointer arithmetic */
		return expression_is(&code->e, i, "+") || expression_is(&code->e, i, "-")
			       ? x->child
			       : SOURCE_NONE;
	default:
		return SOURCE_NONE;
	}
}

struct type types_expression(const struct types_scope *scope, const struct code *code, uint32_t i)
{
	uint32_t path[MAX_STEPS];
	struct type type;
	int n = 0;

	for (; i != SOURCE_NONE; i = inner(code, i)) {
		if (n == MAX_STEPS)
			return unknown;
		path[n++] = i;
	}
	if (!n)
		return unknown;
	type = root_type(scope, code, path[--n]);
	while (n--) {
		const struct expr *x = &code->e.expr[path[n]];

		if (x->kind == EXPR_MEMBER) {
			if (expression_is_arrow(&code->e, path[n]))
				type = target_type(types_resolve(scope, type));
			type = member_type(scope, type, code->src, x->tok);
		} else if (x->kind == EXPR_INDEX || expression_is(&code->e, path[n], "*")) {
			if (x->kind == EXPR_INDEX || x->kind == EXPR_PREFIX)
				type = target_type(types_resolve(scope, type));
		} else if (x->kind == EXPR_PREFIX && expression_is(&code->e, path[n], "&")) {
			type.pointers++;
		}
	}
	return type;
}

struct type types_place(const struct types_scope *scope, const struct code *code, uint32_t place)
{
	const struct place *p = &code->place[place];

	if (p->step == PLACE_SYMBOL || p->step == PLACE_OUTER)
		return symbol_type(code, p);
	if (p->expr == SOURCE_NONE)
		return unknown;
	if (p->step == PLACE_TARGET) /* its expression is the pointer */
		return target_type(types_resolve(scope, types_expression(scope, code, p->expr)));
	return types_expression(scope, code, p->expr);
}

unsigned int types_bits(const struct type *type, bool *is_signed)
{
	static const struct {
		const char *word;
		uint8_t bits, is_signed;
	} sizes[] = { { "char", 8, 1 },	     { "short", 16, 1 },   { "long", 64, 1 },
		      { "bool", 1, 0 },	     { "_Bool", 1, 0 },	   { "u8", 8, 0 },
		      { "u16", 16, 0 },	     { "u32", 32, 0 },	   { "u64", 64, 0 },
		      { "s8", 8, 1 },	     { "s16", 16, 1 },	   { "s32", 32, 1 },
		      { "s64", 64, 1 },	     { "__u8", 8, 0 },	   { "__u16", 16, 0 },
		      { "__u32", 32, 0 },    { "__u64", 64, 0 },   { "__s8", 8, 1 },
		      { "__s16", 16, 1 },    { "__s32", 32, 1 },   { "__s64", 64, 1 },
		      { "size_t", 64, 0 },   { "ssize_t", 64, 1 }, { "loff_t", 64, 1 },
		      { "pgoff_t", 64, 0 },  { "uint8_t", 8, 0 },  { "uint16_t", 16, 0 },
		      { "uint32_t", 32, 0 }, { "int8_t", 8, 1 },   { "uint64_t", 64, 0 },
		      { "int16_t", 16, 1 },  { "int32_t", 32, 1 }, { "int64_t", 64, 1 },
		      { "uintptr_t", 64, 0 } };
	const struct source *src = type->src;
	unsigned int bits = 32;

	*is_signed = true;
	if (!src || type->kind == TYPE_UNKNOWN || type->pointers || type->arrays ||
	    type->function || type->kind == TYPE_STRUCT || type->kind == TYPE_UNION)
		return 0;
	if (type->kind == TYPE_ENUM)
		return bits;
	if (type->kind == TYPE_NAMED || source_is(src, type->name, "float") ||
	    source_is(src, type->name, "double") || source_is(src, type->name, "__int128") ||
	    source_is(src, type->name, "void"))
		return 0;
	for (uint32_t i = type->first; i < type->end; i++) {
		for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++)
			if (source_is(src, i, sizes[k].word)) {
				bits = sizes[k].bits;
				*is_signed &= sizes[k].is_signed;
			}
		if (source_is(src, i, "unsigned"))
			*is_signed = false;
	}
	return bits;
}
