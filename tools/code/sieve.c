// SPDX-License-Identifier: GPL-2.0-only
/* sieve: a Bloom filter of two bits for each word, as large as the text asks for; strings are text. */
#include "sieve.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "nameset.h"

/* A table: it is asked for every byte of a few thousand headers. */
static const bool is_word[256] = {
	['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true,
	['_'] = true,	      ['$'] = true,
};

#define MIN_BITS 512u
#define MAX_BITS (1u << 22)

/* Is only white space between the word at @at and the "#" before it? */
static bool is_directive(const char *text, size_t at)
{
	while (at && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	return at && text[at - 1] == '#';
}

/* "(*NAME": not a parameter. */
static bool is_pointer(const char *text, size_t at)
{
	while (at && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	if (!at || text[--at] != '*')
		return false;
	while (at && (text[at - 1] == ' ' || text[at - 1] == '\t'))
		at--;
	return at && text[at - 1] == '(';
}

static size_t skip_blanks(const char *text, size_t len, size_t at)
{
	while (at < len && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' ||
			    text[at] == '\r' || text[at] == '\\'))
		at++;
	return at;
}

/* Is the word that ends at @at called or defined, as far as what follows tells? */
static bool is_before_paren(const char *text, size_t len, size_t at)
{
	at = skip_blanks(text, len, at);
	if (at < len && text[at] == ')')
		at = skip_blanks(text, len, at + 1);
	return at < len && (text[at] == '(' || text[at] == '/' || text[at] == '#');
}

/* Where the comment that begins at @at ends, or where the words of a line go on. */
static size_t skip_comment(const char *text, size_t len, size_t at)
{
	const char *from = text + at + 2, *end;

	if (text[at + 1] == '*') {
		end = memmem(from, len - at - 2, "*/", 2);
		return end ? (size_t)(end + 2 - text) : len;
	}
	end = memchr(from, '\n', len - at - 2);
	return end ? (size_t)(end - text) : len;
}

/* Where in the text the next word is. */
struct place {
	bool behind_define, in_string;
	unsigned int depth, parens; /* open */
	bool before_enum, in_enum;  /* its braces are still to come; they are open */
};

static size_t char_length(const char *text, size_t len, size_t at)
{
	if (at + 2 < len && text[at + 1] != '\\' && text[at + 2] == '\'')
		return 3;
	if (at + 3 < len && text[at + 1] == '\\' && text[at + 3] == '\'')
		return 4;
	return 1;
}

/* What does not balance, in branches of #if, say, count until a line begins with a word. */
static void note_line(struct place *p, char next)
{
	p->in_string = false;
	if (is_word[(unsigned char)next])
		p->depth = p->parens = 0;
}

static void note_code(struct place *p, char c)
{
	if (c == '{') {
		p->depth++;
		p->in_enum |= p->before_enum;
	} else if (c == '}') {
		p->depth -= p->depth > 0;
		p->in_enum = false;
	} else if (c == '(') {
		p->parens++;
	} else if (c == ')') {
		p->parens -= p->parens > 0;
	}
	p->before_enum &= c == ' ' || c == '\t';
}

/*
 * Past the byte at @at, which is of no word. In a string no comment begins; a quote too many, as in
 * an #error line, lasts to the end of the line at most, and then a comment's words count.
 */
static size_t skip_other(struct place *p, const char *text, size_t len, size_t at)
{
	switch (text[at]) {
	case '\n':
		note_line(p, at + 1 < len ? text[at + 1] : '\0');
		break;
	case '"':
		p->in_string = !p->in_string;
		break;
	case '\\':
		if (at + 1 < len && text[at + 1] != '\n' && !is_word[(unsigned char)text[at + 1]])
			return at + 2;
		break;
	case '\'':
		return at + (p->in_string ? 1 : char_length(text, len, at));
	case '/':
		if (!p->in_string && at + 1 < len && (text[at + 1] == '*' || text[at + 1] == '/'))
			return skip_comment(text, len, at);
		break;
	default:
		if (!p->in_string)
			note_code(p, text[at]);
		break;
	}
	return at + 1;
}

/* The second of the two bits of a word. */
static uint32_t other(uint32_t hash)
{
	return (hash >> 15 | hash << 17) * 0x9e3779b1u >> 3;
}

static void add(struct sieve *sieve, enum sieve_set set, uint32_t hash)
{
	uint64_t *bits = sieve->bits + (size_t)set * ((sieve->mask + 1) / 64);
	uint32_t one = hash & sieve->mask, two = other(hash) & sieve->mask;

	bits[one / 64] |= UINT64_C(1) << one % 64;
	bits[two / 64] |= UINT64_C(1) << two % 64;
}

bool sieve_has(const struct sieve *sieve, enum sieve_set set, uint32_t hash)
{
	const uint64_t *bits = sieve->bits + (size_t)set * ((sieve->mask + 1) / 64);
	uint32_t one = hash & sieve->mask, two = other(hash) & sieve->mask;

	return sieve->bits && bits[one / 64] >> one % 64 & 1 && bits[two / 64] >> two % 64 & 1;
}

/* A bit for each byte of the text: one word in about seven bytes, and most not for the first time. */
static void make_room(struct sieve *sieve, size_t len)
{
	uint32_t bits = MIN_BITS;

	while (bits < len && bits < MAX_BITS)
		bits *= 2;
	sieve->mask = bits - 1;
	sieve->bits = memory_alloc((size_t)SIEVE_SETS * bits / 8);
}

/* Note the word @first..@end. Returns where to go on. */
static size_t add_word(struct sieve *sieve, struct place *p, const char *text, size_t len,
		       size_t first, size_t end, uint32_t hash)
{
	const char *word = text + first, *eol;
	size_t size = end - first;

	if (size == 7 && !memcmp(word, "include", 7) && is_directive(text, first)) {
		VEC_PUSH(sieve->include, sieve->includes, sieve->include_room, (uint32_t)end);
		eol = memchr(text + end, '\n', len - end);
		return eol ? (size_t)(eol - text) : len;
	}
	if (p->in_enum || (!p->depth && (!p->parens || is_pointer(text, first))))
		add(sieve, SIEVE_TOP, hash);
	if (p->behind_define)
		add(sieve, SIEVE_DEFINE, hash);
	if (is_before_paren(text, len, end))
		add(sieve, SIEVE_CALL, hash);
	p->behind_define = size == 6 && !memcmp(word, "define", 6);
	p->before_enum |= size == 4 && !memcmp(word, "enum", 4);
	return end;
}

void sieve_read(struct sieve *sieve, const char *text, size_t len)
{
	struct place place = { 0 };

	make_room(sieve, len);
	for (size_t i = 0; i < len;) {
		size_t first = i;
		uint32_t hash = NAMESET_HASH_START;

		if (text[i] == ' ' || text[i] == '\t') {
			i++;
			continue;
		}
		for (; i < len && is_word[(unsigned char)text[i]]; i++)
			hash = nameset_hash_more(hash, text[i]);
		if (i == first)
			i = skip_other(&place, text, len, i);
		else
			i = add_word(sieve, &place, text, len, first, i, hash);
	}
}

void sieve_free(struct sieve *sieve)
{
	free(sieve->bits);
	free(sieve->include);
	*sieve = (struct sieve){ 0 };
}
