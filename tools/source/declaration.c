// SPDX-License-Identifier: GPL-2.0-only
/* declaration: specifiers first, then one declarator after the other. */
#include "declaration.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "grammar.h"

struct reader {
	const struct source *src;
	uint32_t p, end;
	struct type base;
	enum storage storage;
};

static bool is(const struct reader *r, uint32_t tok, const char *word)
{
	return tok < r->end && source_is(r->src, tok, word);
}

static bool is_ident(const struct reader *r, uint32_t tok)
{
	return tok < r->end && grammar_is_ident(r->src, tok);
}

/* The token after the bracket that opens at @tok; @tok + 1 where it has no mate. */
static uint32_t past(const struct reader *r, uint32_t tok)
{
	uint32_t mate = grammar_mate(r->src, tok, r->end);

	return mate == SOURCE_NONE ? tok + 1 : mate + 1;
}

static bool is_qualifier(const struct reader *r, uint32_t tok)
{
	static const char *const words[] = {
		"const",	  "volatile",	   "inline",	      "register", "auto",
		"__inline",	  "__inline__",	   "__always_inline", "noinline", "restrict",
		"__restrict",	  "__extension__", "_Atomic",	      "__iomem",  "__user",
		"__rcu",	  "__percpu",	   "__force",	      "__init",	  "__exit",
		"__maybe_unused", "__read_mostly", "__private",	      NULL
	};

	return is_ident(r, tok) && grammar_is_any(r->src, tok, words);
}

static bool is_basic(const struct reader *r, uint32_t tok)
{
	static const char *const words[] = {
		"int",	    "char",    "void",	  "unsigned", "signed",	 "long",      "short",
		"float",    "double",  "_Bool",	  "bool",     "u8",	 "u16",	      "u32",
		"u64",	    "s8",      "s16",	  "s32",      "s64",	 "__u8",      "__u16",
		"__u32",    "__u64",   "__s8",	  "__s16",    "__s32",	 "__s64",     "size_t",
		"ssize_t",  "pgoff_t", "gfp_t",	  "loff_t",   "uint8_t", "uint16_t",  "uint32_t",
		"uint64_t", "int8_t",  "int16_t", "int32_t",  "int64_t", "uintptr_t", "__int128",
		NULL
	};

	return is_ident(r, tok) && grammar_is_any(r->src, tok, words);
}

static bool is_attribute(const struct reader *r, uint32_t tok)
{
	return is(r, tok, "__attribute__") || is(r, tok, "__attribute") || is(r, tok, "_Alignas") ||
	       is(r, tok, "__declspec");
}

/* -- specifiers ----------------------------------------------------------------------------- */

/* "struct TAG", "struct TAG { ... }", with attributes between. */
static void read_tagged(struct reader *r)
{
	r->base.kind = is(r, r->p, "struct")  ? TYPE_STRUCT
		       : is(r, r->p, "union") ? TYPE_UNION
					      : TYPE_ENUM;
	r->p++;
	while (is_attribute(r, r->p))
		r->p = past(r, r->p + 1);
	if (is_ident(r, r->p))
		r->base.name = r->p++;
	while (is_ident(r, r->p) && is(r, r->p + 1, "{")) /* a macro for an attribute */
		r->base.name = r->p++;
	if (is(r, r->p, "{")) {
		r->base.body = r->p;
		r->p = past(r, r->p);
	}
}

/* "__guarded_by(x)", "__aligned(8)": an attribute, by its name. */
static bool is_attribute_word(const struct reader *r, uint32_t tok)
{
	return is_ident(r, tok) && r->src->token[tok].len > 2 &&
	       !memcmp(r->src->text + r->src->token[tok].at, "__", 2);
}

/* May the word at @tok be what is declared: does a declarator's rest stand behind it? */
static bool ends_declarator(const struct reader *r, uint32_t tok)
{
	uint32_t next = tok + 1;

	return next >= r->end || (is_attribute_word(r, next) && !is_attribute_word(r, tok)) ||
	       is(r, next, "=") || is(r, next, ";") || is(r, next, ",") || is(r, next, "[") ||
	       is(r, next, ":") || is(r, next, ")") || is(r, next, "(") ||
	       is(r, next, "__maybe_unused") || is(r, next, "__free");
}

static void read_specifiers(struct reader *r)
{
	bool known = false;

	while (r->p < r->end) {
		if (is(r, r->p, "static")) {
			r->storage = STORAGE_STATIC;
		} else if (is(r, r->p, "extern")) {
			r->storage = STORAGE_EXTERN;
		} else if (is(r, r->p, "typedef")) {
			r->storage = STORAGE_TYPEDEF;
		} else if (is_attribute(r, r->p)) {
			r->p = past(r, r->p + 1);
			continue;
		} else if (is(r, r->p, "struct") || is(r, r->p, "union") || is(r, r->p, "enum")) {
			read_tagged(r);
			known = true;
			continue;
		} else if (is(r, r->p, "typeof") || is(r, r->p, "__typeof__")) {
			r->p = past(r, r->p + 1);
			known = true;
			continue;
		} else if (is_basic(r, r->p) && !(known && r->base.kind != TYPE_BASIC)) {
			r->base.kind = TYPE_BASIC;
			r->base.name = r->p;
			known = true;
		} else if (!is_qualifier(r, r->p)) {
			if (!is_ident(r, r->p) || (known && ends_declarator(r, r->p)))
				return;
			if (!known) { /* a typedef's name, or an attribute before it */
				r->base.kind = TYPE_NAMED;
				r->base.name = r->p;
				known = !is_ident(r, r->p + 1) || ends_declarator(r, r->p + 1) ||
					is(r, r->p + 2, "*");
			}
		}
		r->p++;
	}
}

/* -- declarators ---------------------------------------------------------------------------- */

/* Words behind the name: __free(x), __aligned(8), an attribute with cleanup(x). */
static void read_suffix_words(struct reader *r, struct declarator *d)
{
	while (is_ident(r, r->p) || is_attribute(r, r->p)) {
		uint32_t after = is(r, r->p + 1, "(") ? past(r, r->p + 1) : r->p + 1;

		if (is(r, r->p, "__free") || is(r, r->p, "__cleanup"))
			d->cleanup = r->p + 2;
		for (uint32_t i = r->p + 1; i < after && is_attribute(r, r->p); i++)
			if (is(r, i, "cleanup") || is(r, i, "__cleanup__"))
				d->cleanup = i + 2;
		r->p = after;
	}
}

/* "struct { ... } __randomize_layout;" declares nothing of that name. */
static bool is_layout_word(const struct reader *r, uint32_t tok)
{
	return r->base.body != SOURCE_NONE && is_attribute_word(r, tok);
}

/* The name, itself in parentheses or behind stars. */
static void read_name(struct reader *r, struct declarator *d)
{
	size_t open = 0;

	while (is_layout_word(r, r->p))
		r->p++;
	for (; r->p < r->end; r->p++) {
		if (is(r, r->p, "*") || is(r, r->p, "^")) {
			d->type.pointers++;
		} else if (is(r, r->p, "(") && (is(r, r->p + 1, "*") || is(r, r->p + 1, "(") ||
						(is_ident(r, r->p + 1) && is(r, r->p + 2, ")")))) {
			open++;
		} else if (is_attribute(r, r->p)) {
			r->p = past(r, r->p + 1) - 1;
		} else if (is_ident(r, r->p) && !is_qualifier(r, r->p)) {
			/* a word before the name is an attribute: "*__user p" */
			if (!is_ident(r, r->p + 1) || is_attribute_word(r, r->p + 1) ||
			    is(r, r->p + 2, "("))
				break;
		} else if (!is_qualifier(r, r->p)) {
			break;
		}
	}
	if (is_ident(r, r->p))
		d->name = r->p++;
	for (;;) {
		if (is(r, r->p, "[")) {
			if (!d->type.arrays++)
				d->array = r->p;
		} else if (is(r, r->p, "(") && (d->name != SOURCE_NONE || open)) {
			d->type.function = true;
		} else if (is(r, r->p, ")") && open) {
			open--;
			r->p++;
			continue;
		} else {
			break;
		}
		r->p = past(r, r->p);
	}
}

static void read_declarator(struct reader *r, struct declarators *out)
{
	struct declarator d = { .name = SOURCE_NONE,
				.type = r->base,
				.storage = r->storage,
				.array = SOURCE_NONE,
				.cleanup = SOURCE_NONE };

	read_name(r, &d);
	read_suffix_words(r, &d);
	d.init = d.init_end = r->p;
	if (is(r, r->p, "=")) {
		d.init = ++r->p;
		while (r->p < r->end && !is(r, r->p, ",") && !is(r, r->p, ";"))
			r->p = past(r, r->p);
		d.init_end = r->p;
	}
	while (r->p < r->end && !is(r, r->p, ",") && !is(r, r->p, ";"))
		r->p = past(r, r->p); /* a bit field's width, or what is not understood */
	VEC_PUSH(out->d, out->count, out->room, d);
}

/* "LIST_HEAD(x);", "CLASS(fd, f)(n);", "DECLARE_FLEX_ARRAY(t, x);": each whole argument may be it. */
static void read_macro(struct reader *r, struct declarators *out)
{
	uint32_t close = grammar_mate(r->src, r->p + 1, r->end);

	for (uint32_t i = r->p + 2; close != SOURCE_NONE && i < close; i++) {
		struct declarator d = { .name = i,
					.storage = r->storage,
					.array = SOURCE_NONE,
					.cleanup = SOURCE_NONE,
					.macro = true,
					.init = r->p,
					.init_end = r->end };

		if (is_ident(r, i) && (is(r, i - 1, "(") || is(r, i - 1, ",")) &&
		    (is(r, i + 1, ",") || i + 1 == close))
			VEC_PUSH(out->d, out->count, out->room, d);
		i = past(r, i) - 1;
	}
}

void declaration_read(const struct source *src, uint32_t first, uint32_t end,
		      struct declarators *out)
{
	struct reader r = { .src = src, .p = first, .end = end };

	r.base = (struct type){ .src = src, .name = SOURCE_NONE, .body = SOURCE_NONE };
	while (is(&r, r.p, "static") || is_qualifier(&r, r.p))
		r.p++;
	if (is_ident(&r, r.p) && is(&r, r.p + 1, "(") && !is_attribute(&r, r.p) &&
	    !is_basic(&r, r.p) && !grammar_is_type_word(src, r.p)) {
		read_macro(&r, out);
		return;
	}
	r.p = first;
	read_specifiers(&r);
	r.base.first = first;
	r.base.end = r.p;
	do {
		read_declarator(&r, out);
	} while (is(&r, r.p, ",") && ++r.p < r.end);
}

/* -- lists of declarations ------------------------------------------------------------------ */

void declaration_parameters(const struct source *src, uint32_t open, struct declarators *out)
{
	uint32_t close = src->token[open].mate, first = open + 1;
	struct reader r = { .src = src, .end = close };

	if (close == SOURCE_NONE || (first + 1 == close && source_is(src, first, "void")))
		return;
	while (first < close) {
		uint32_t end = first;

		while (end < close && !is(&r, end, ","))
			end = past(&r, end);
		declaration_read(src, first, end, out);
		first = end + 1;
	}
}

/* A struct's text that is still to be read: tokens [first, end). */
struct part {
	uint32_t first, end;
};

/* "struct_group(name, int a; int b;)": members between parentheses. */
static bool holds_members(const struct reader *r, uint32_t first, struct part *inner)
{
	uint32_t close = is_ident(r, first) && is(r, first + 1, "(")
				 ? grammar_mate(r->src, first + 1, r->end)
				 : SOURCE_NONE;

	if (close == SOURCE_NONE)
		return false;
	for (uint32_t i = first + 2; i < close; i++)
		if (is(r, i, ";")) {
			inner->first = first + 2;
			inner->end = close;
			/* the names before the first member */
			for (uint32_t k = first + 2; k < i; k++)
				if (is(r, k, ","))
					inner->first = k + 1;
			return true;
		}
	return false;
}

static bool is_named(const struct source *src, uint32_t tok, const char *name, size_t len)
{
	return tok != SOURCE_NONE && src->token[tok].len == len &&
	       !memcmp(src->text + src->token[tok].at, name, len);
}

static bool may_declare(const struct source *src, uint32_t first, uint32_t end, const char *name,
			size_t len)
{
	for (; name && first < end; first++)
		if (is_named(src, first, name, len))
			return true;
	return !name;
}

void declaration_members(const struct source *src, uint32_t body, const char *name, size_t len,
			 struct declarators *out)
{
	struct part *part = NULL, inner;
	size_t parts = 0, room = 0, kept = out->count;

	if (grammar_mate(src, body, (uint32_t)src->tokens) == SOURCE_NONE)
		return;
	VEC_PUSH(part, parts, room, (struct part){ body + 1, src->token[body].mate });
	for (size_t n = 0; n < parts; n++) {
		struct reader r = { .src = src, .end = part[n].end };

		for (uint32_t p = part[n].first; p < part[n].end;) {
			size_t before = out->count;
			uint32_t end = p;

			while (end < part[n].end && !is(&r, end, ";"))
				end = past(&r, end);
			if (holds_members(&r, p, &inner))
				VEC_PUSH(part, parts, room, inner);
			else if (end > p && may_declare(src, p, end, name, len))
				declaration_read(src, p, end, out);
			/* an unnamed struct's members are the outer one's */
			if (out->count == before + 1 && out->d[before].name == SOURCE_NONE &&
			    out->d[before].type.body != SOURCE_NONE) {
				uint32_t open = out->d[before].type.body;

				out->count--;
				VEC_PUSH(part, parts, room,
					 (struct part){ open + 1, src->token[open].mate });
			}
			p = end + 1;
		}
	}
	free(part);
	for (size_t i = kept; i < out->count && name; i++)
		if (is_named(src, out->d[i].name, name, len))
			out->d[kept++] = out->d[i];
	out->count = name ? kept : out->count;
}

void declaration_free(struct declarators *d)
{
	free(d->d);
	*d = (struct declarators){ 0 };
}

bool declaration_is_type(const struct type *type, enum type_kind kind, const char *word)
{
	return type->kind == kind && type->src && type->name != SOURCE_NONE &&
	       source_is(type->src, type->name, word);
}

bool declaration_is_number(const struct type *type)
{
	return (type->kind == TYPE_BASIC || type->kind == TYPE_ENUM) && !type->pointers &&
	       !type->arrays && type->src && !source_is(type->src, type->name, "void");
}
