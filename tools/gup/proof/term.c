// SPDX-License-Identifier: GPL-2.0-only
/* term: two tables, of words and of terms, each by hash beside its array. */
#include "term.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "code/nameset.h"

#define MAX_PARTS 32 /* of one "|"; beyond, their order matters */

bool term_is_child(enum term_kind kind, int child)
{
	switch (kind) {
	case TERM_UNSET:
	case TERM_NUMBER:
	case TERM_WORD:
	case TERM_PARAMETER:
	case TERM_LOCAL:
	case TERM_RESULT:
	case TERM_GUP:
		return false;
	case TERM_CHOICE:
		return true;
	case TERM_BINARY:
	case TERM_LIST:
	case TERM_STORE:
		return child < 2;
	default:
		return child < 1;
	}
}

/* -- tables --------------------------------------------------------------------------------- */

static uint32_t hash_term(const struct term *x)
{
	uint64_t h = (uint64_t)x->kind * 0x9e3779b97f4a7c15u + x->a;

	h = (h ^ h >> 29) * 0xbf58476d1ce4e5b9u + x->b;
	h = (h ^ h >> 32) * 0x94d049bb133111ebu + x->c;
	h = (h ^ h >> 31) * 0xbf58476d1ce4e5b9u;
	return (uint32_t)(h >> 32);
}

static uint32_t *find_term(const struct terms *t, const struct term *x)
{
	for (size_t at = hash_term(x);; at++) {
		uint32_t *slot = &t->slot[at & (t->slots - 1)];
		const struct term *y = &t->term[*slot];

		if (!*slot || (y->kind == x->kind && y->a == x->a && y->b == x->b && y->c == x->c))
			return slot;
	}
}

static uint32_t *find_word(const struct terms *t, const char *data, size_t len)
{
	for (size_t at = nameset_hash(data, len);; at++) {
		uint32_t *slot = &t->word_slot[at & (t->word_slots - 1)];

		if (!*slot ||
		    (t->word[*slot].len == len && !memcmp(t->word[*slot].data, data, len)))
			return slot;
	}
}

static void grow(struct terms *t)
{
	if (!t->count) {
		VEC_PUSH(t->term, t->count, t->room, (struct term){ 0 });
		VEC_PUSH(t->word, t->words, t->word_room,
			 (struct term_word){ memory_strdup(""), 0 });
	}
	if (2 * (t->count + 1) > t->slots) {
		free(t->slot);
		t->slots = t->slots ? 2 * t->slots : 1024;
		t->slot = memory_alloc(t->slots * sizeof(*t->slot));
		for (uint32_t i = 1; i < t->count; i++)
			*find_term(t, &t->term[i]) = i;
	}
	if (2 * (t->words + 1) > t->word_slots) {
		free(t->word_slot);
		t->word_slots = t->word_slots ? 2 * t->word_slots : 256;
		t->word_slot = memory_alloc(t->word_slots * sizeof(*t->word_slot));
		for (uint32_t i = 1; i < t->words; i++)
			*find_word(t, t->word[i].data, t->word[i].len) = i;
	}
}

uint32_t term_word(struct terms *t, const char *data, size_t len)
{
	struct term_word w = { .len = len };
	uint32_t *slot;

	grow(t);
	if (!len)
		return 0;
	slot = find_word(t, data, len);
	if (*slot)
		return *slot;
	w.data = memory_alloc(len + 1); /* it may hold NULs */
	memcpy(w.data, data, len);
	*slot = (uint32_t)t->words;
	VEC_PUSH(t->word, t->words, t->word_room, w);
	return (uint32_t)t->words - 1;
}

const char *term_text(const struct terms *t, uint32_t word)
{
	return t->words ? t->word[word].data : "";
}

/* As it is, without its twins. */
static uint32_t take(struct terms *t, struct term x)
{
	uint32_t *slot;

	grow(t);
	slot = find_term(t, &x);
	if (*slot)
		return *slot;
	*slot = (uint32_t)t->count;
	x.path = x.bare = *slot;
	VEC_PUSH(t->term, t->count, t->room, x);
	return (uint32_t)t->count - 1;
}

uint32_t term_make(struct terms *t, enum term_kind kind, uint32_t a, uint32_t b, uint32_t c)
{
	struct term x = { .kind = kind, .a = a, .b = b, .c = c }, path = x, bare = x;
	uint32_t *of_path[] = { &path.a, &path.b, &path.c };
	uint32_t *of_bare[] = { &bare.a, &bare.b, &bare.c };
	size_t before;
	uint32_t i, twin;

	grow(t);
	before = t->count;
	i = take(t, x);
	if (i < before)
		return i;
	for (int k = 0; k < 3; k++)
		if (term_is_child(kind, k)) {
			*of_path[k] = t->term[*of_path[k]].path;
			*of_bare[k] = t->term[*of_bare[k]].bare;
		}
	if (kind == TERM_LOAD)
		path.b = 0;
	twin = kind == TERM_OUT ? path.a : take(t, path);
	t->term[i].path = twin;
	/* that has a path too; it is its own bare twin, so this goes no deeper */
	twin = kind == TERM_CONVERT ? bare.a
	       : bare.a == a && bare.b == b && bare.c == c
		       ? i
		       : term_make(t, kind, bare.a, bare.b, bare.c);
	t->term[i].bare = twin;
	return i;
}

void term_free(struct terms *t)
{
	for (size_t i = 0; i < t->words; i++)
		free(t->word[i].data);
	free(t->word);
	free(t->term);
	free(t->slot);
	free(t->word_slot);
	*t = (struct terms){ 0 };
}

/* -- values --------------------------------------------------------------------------------- */

uint32_t term_number(struct terms *t, int64_t n)
{
	return term_make(t, TERM_NUMBER, (uint32_t)n, (uint32_t)((uint64_t)n >> 32), 0);
}

bool term_is_number(const struct terms *t, uint32_t term, int64_t *n)
{
	const struct term *x = &t->term[term];

	if (x->kind != TERM_NUMBER)
		return false;
	*n = (int64_t)((uint64_t)x->b << 32 | x->a);
	return true;
}

size_t term_parts(const struct terms *t, uint32_t term, uint32_t *part, size_t room)
{
	size_t count = 0;
	int64_t n;

	for (;; term = t->term[term].a) {
		const struct term *x = &t->term[term];
		bool or = x->kind == TERM_BINARY && x->c == TERM_OP('|', 0);
		uint32_t one = or ? x->b : term;

		if (!term_is_number(t, one, &n) || n) {
			if (count < room)
				part[count] = one;
			count++;
		}
		if (! or)
			return count;
	}
}

static int compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return a < b ? -1 : a > b;
}

/* "a | b" is "b | a", and 0 adds nothing. */
static uint32_t make_or(struct terms *t, uint32_t left, uint32_t right)
{
	uint32_t part[2 * MAX_PARTS], or = 0;
	size_t n = term_parts(t, left, part, MAX_PARTS), more;

	if (n > MAX_PARTS)
		return term_make(t, TERM_BINARY, left, right, TERM_OP('|', 0));
	more = term_parts(t, right, part + n, MAX_PARTS);
	if (more > MAX_PARTS)
		return term_make(t, TERM_BINARY, left, right, TERM_OP('|', 0));
	n += more;
	qsort(part, n, sizeof(*part), compare_numbers);
	for (size_t i = 0; i < n; i++)
		if (!i || part[i] != part[i - 1])
			or = or ? term_make(t, TERM_BINARY, or, part[i], TERM_OP('|', 0)) : part[i];
	return or ? or : term_number(t, 0);
}

/* 0 or 1. */
static bool is_truth(const struct term *x)
{
	return (x->kind == TERM_UNARY && x->b == TERM_OP('!', 0)) ||
	       (x->kind == TERM_BINARY && (x->c == TERM_OP('<', 0) || x->c == TERM_OP('=', '=') ||
					   x->c == TERM_OP('&', '&') || x->c == TERM_OP('|', '|')));
}

uint32_t term_unary(struct terms *t, uint32_t op, uint32_t operand)
{
	int64_t n;

	if (op == TERM_OP('+', 0))
		return operand;
	if (term_is_number(t, operand, &n) && (op == TERM_OP('-', 0) || op == TERM_OP('!', 0)))
		return term_number(t, op == TERM_OP('!', 0) ? !n : (int64_t) - (uint64_t)n);
	if (op == TERM_OP('!', 0) && t->term[operand].kind == TERM_UNARY &&
	    t->term[operand].b == op && is_truth(&t->term[t->term[operand].a]))
		return t->term[operand].a;
	return term_make(t, TERM_UNARY, operand, op, 0);
}

/*
 * Sums are not worked out: a loop that counts would otherwise run as often as it says, and longer
 * than the bound.
 */
uint32_t term_binary(struct terms *t, uint32_t op, uint32_t left, uint32_t right)
{
	uint32_t not = TERM_OP('!', 0), less = TERM_OP('<', 0), tmp;
	int64_t a, b;

	if (op == TERM_OP('|', 0))
		return make_or(t, left, right);
	if (op == TERM_OP('!', '='))
		return term_unary(t, not, term_binary(t, TERM_OP('=', '='), left, right));
	if (op == TERM_OP('>', 0))
		return term_binary(t, less, right, left);
	if (op == TERM_OP('<', '='))
		return term_unary(t, not, term_binary(t, less, right, left));
	if (op == TERM_OP('>', '='))
		return term_unary(t, not, term_binary(t, less, left, right));
	if (term_is_number(t, left, &a) && term_is_number(t, right, &b)) {
		if (op == less)
			return term_number(t, a < b);
		if (op == TERM_OP('=', '='))
			return term_number(t, a == b);
	}
	if (op == TERM_OP('+', 0) && term_is_number(t, right, &b) && !b)
		return left; /* "p[0]" is "*p" */
	if (op == TERM_OP('=', '=') && term_is_number(t, left, &a) && !a)
		return term_unary(t, not, right);
	if (op == TERM_OP('=', '=') && term_is_number(t, right, &b) && !b)
		return term_unary(t, not, left);
	if (left > right &&
	    (op == TERM_OP('+', 0) || op == TERM_OP('*', 0) || op == TERM_OP('&', 0) ||
	     op == TERM_OP('^', 0) || op == TERM_OP('=', '='))) {
		tmp = left;
		left = right;
		right = tmp;
	}
	return term_make(t, TERM_BINARY, left, right, op);
}

/* Does every value of type @inner also fit type @outer? */
static bool fits(uint32_t inner, uint32_t outer)
{
	uint32_t bits = inner >> 1, room = outer >> 1;

	if ((inner & 1) == (outer & 1))
		return bits <= room;
	return (outer & 1) && bits < room;
}

uint32_t term_convert(struct terms *t, uint32_t value, uint32_t type)
{
	struct term x = t->term[value];
	int64_t n;

	if (!type || x.kind == TERM_UNSET || is_truth(&x))
		return value;
	if (type < TERM_TYPE_NAMED) {
		uint32_t bits = type >> 1;

		if (term_is_number(t, value, &n)) {
			if (bits == 1)
				return term_number(t, n != 0);
			if (n >= 0 ? bits > 63 || n < (int64_t)1 << (bits - (type & 1)) : type & 1)
				return value;
		}
		/* "-EINTR" */
		if (x.kind == TERM_UNARY && x.b == TERM_OP('-', 0) &&
		    t->term[x.a].kind == TERM_WORD && (type & 1) && bits >= 32)
			return value;
		if (x.kind == TERM_GUP && fits(TERM_TYPE(64, 1), type))
			return value;
		if (x.kind == TERM_CONVERT && x.b < TERM_TYPE_NAMED) {
			if (fits(x.b, type))
				return value;
			/* the narrower one decides */
			if (bits > 1 && x.b >> 1 >= bits && x.b >> 1 > 1)
				return term_convert(t, x.a, type);
		}
	}
	if (x.kind == TERM_CONVERT && x.b == type)
		return value;
	return term_make(t, TERM_CONVERT, value, type, 0);
}
