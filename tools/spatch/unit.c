// SPDX-License-Identifier: GPL-2.0-only
/* unit: tokens -> statements, heads and labels, for comparing two texts. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

bool unit_is(const struct units *u, size_t at, const char *word)
{
	return at < u->pieces && u->piece[at].len == strlen(word) &&
	       !memcmp(u->text + u->piece[at].at, word, u->piece[at].len);
}

bool unit_same_piece(const struct units *a, size_t i, const struct units *b, size_t j)
{
	return a->piece[i].len == b->piece[j].len &&
	       !memcmp(a->text + a->piece[i].at, b->text + b->piece[j].at, a->piece[i].len);
}

static bool is_name(const struct units *u, size_t at)
{
	char c = u->text[u->piece[at].at];

	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_any(const struct units *u, size_t at, const char *const *words)
{
	for (; *words; words++)
		if (unit_is(u, at, *words))
			return true;
	return false;
}

/* The position after the ")" that closes the "(" at @at. */
static size_t past_parens(const struct units *u, size_t at)
{
	size_t depth = 0;

	for (; at < u->pieces; at++) {
		if (unit_is(u, at, "("))
			depth++;
		else if (unit_is(u, at, ")") && !--depth)
			return at + 1;
	}
	return at;
}

/* The position after the ":" of a "case" or "default" at @at; @at itself if there is none soon. */
static size_t past_colon(const struct units *u, size_t at)
{
	size_t asked = 0;

	for (size_t i = at; i < u->pieces && i < at + 64; i++) {
		if (unit_is(u, i, "?"))
			asked++;
		else if (unit_is(u, i, ":") && !asked--)
			return i + 1;
		else if (unit_is(u, i, ";"))
			break;
	}
	return at;
}

/* The end of the statement at @at: behind its ";", or at a brace outside parentheses. */
static size_t past_statement(const struct units *u, size_t at)
{
	size_t depth = 0;

	for (; at < u->pieces; at++) {
		if (unit_is(u, at, "(") || unit_is(u, at, "["))
			depth++;
		else if ((unit_is(u, at, ")") || unit_is(u, at, "]")) && depth)
			depth--;
		else if (!depth && is_any(u, at, (const char *const[]){ ";", "{", "}", NULL }))
			return at + 1;
	}
	return at;
}

static size_t unit_end(const struct units *u, size_t at)
{
	static const char *const heads[] = { "if", "while", "for", "switch", NULL };
	static const char *const alone[] = { "else", "do", "{", "}", ";", NULL };
	static const char *const cases[] = { "case", "default", NULL };
	size_t end = at;

	if (u->text[u->piece[at].at] == '#')
		return at + 1;
	if (is_any(u, at, heads) && unit_is(u, at + 1, "("))
		return past_parens(u, at + 1);
	if (is_any(u, at, alone))
		return at + 1;
	if (is_any(u, at, cases))
		end = past_colon(u, at);
	else if (is_name(u, at) && unit_is(u, at + 1, ":"))
		end = at + 2;
	return end > at ? end : past_statement(u, at);
}

/* FNV-1a over the words, each with its end. */
static uint64_t hash_tokens(const struct units *u, size_t first, size_t end)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = first; i < end; i++) {
		const struct piece *p = &u->piece[i];

		for (uint32_t k = 0; k < p->len; k++)
			hash = (hash ^ (unsigned char)u->text[p->at + k]) * 0x100000001b3u;
		hash = (hash ^ 0x100) * 0x100000001b3u;
	}
	return hash;
}

void unit_cut(struct units *u)
{
	for (size_t at = 0; at < u->pieces;) {
		size_t end = unit_end(u, at);
		struct unit new = { .first = (uint32_t)at,
				    .end = (uint32_t)end,
				    .hash = hash_tokens(u, at, end) };

		VEC_PUSH(u->unit, u->count, u->room, new);
		at = end;
	}
}

bool unit_same(const struct units *a, size_t i, const struct units *b, size_t j)
{
	const struct unit *p = &a->unit[i], *q = &b->unit[j];

	if (p->hash != q->hash || p->end - p->first != q->end - q->first)
		return false;
	for (uint32_t k = 0; k < p->end - p->first; k++)
		if (!unit_same_piece(a, p->first + k, b, q->first + k))
			return false;
	return true;
}

void unit_free(struct units *u)
{
	free(u->unit);
	*u = (struct units){ 0 };
}
