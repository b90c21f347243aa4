// SPDX-License-Identifier: GPL-2.0-only
/* source: the passes one after the other, and questions about their result. */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "passes.h"

/* More of the same would only hide the first. */
#define MAX_TROUBLES 20

void source_trouble(struct source *src, uint32_t line, const char *what)
{
	if (src->troubles < MAX_TROUBLES)
		VEC_PUSH(src->trouble, src->troubles, src->trouble_room,
			 (struct source_trouble){ .line = line, .what = what });
}

void source_read(struct source *src, const char *text, size_t len)
{
	*src = (struct source){ .text = text, .len = len };
	source_lex(src);
	source_nest(src);
	source_functions(src);
}

void source_free(struct source *src)
{
	free(src->token);
	free(src->comment);
	free(src->directive);
	free(src->cond);
	free(src->function);
	free(src->trouble);
	*src = (struct source){ 0 };
}

char *source_word(const struct source *src, uint32_t tok)
{
	return memory_strndup(src->text + src->token[tok].at, src->token[tok].len);
}

char *source_join(const struct source *src, uint32_t first, uint32_t end)
{
	size_t len = 0;
	char *text;

	for (uint32_t i = first; i < end; i++)
		len += src->token[i].len;
	text = memory_alloc(len + 1);
	for (uint32_t i = first, at = 0; i < end; at += src->token[i++].len)
		memcpy(text + at, src->text + src->token[i].at, src->token[i].len);
	return text;
}

uint32_t source_function_at(const struct source *src, uint32_t tok)
{
	size_t low = 0, high = src->functions;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (src->function[middle].close < tok)
			low = middle + 1;
		else
			high = middle;
	}
	return low < src->functions && src->function[low].first <= tok ? (uint32_t)low
								       : SOURCE_NONE;
}

bool source_is_dead(const struct source *src, uint32_t tok)
{
	uint32_t cond = src->token[tok].cond;

	return cond != SOURCE_NONE && src->cond[cond].dead;
}

bool source_coexist(const struct source *src, uint32_t a, uint32_t b)
{
	for (uint32_t i = src->token[a].cond; i != SOURCE_NONE; i = src->cond[i].parent)
		for (uint32_t j = src->token[b].cond; j != SOURCE_NONE; j = src->cond[j].parent)
			if (i != j && src->cond[i].group == src->cond[j].group)
				return false;
	return true;
}

size_t source_directives_before(const struct source *src, uint32_t at)
{
	size_t low = 0, high = src->directives;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (src->directive[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t source_find(const struct source *src, const struct source *of, uint32_t tok)
{
	for (uint32_t fn = 0; fn < src->functions; fn++)
		if (source_same(src, src->function[fn].name, of, tok))
			return fn;
	return SOURCE_NONE;
}

uint32_t source_find_word(const struct source *src, const char *name)
{
	for (uint32_t fn = 0; fn < src->functions; fn++)
		if (source_is(src, src->function[fn].name, name))
			return fn;
	return SOURCE_NONE;
}

bool source_declares(const struct source *src, uint32_t fn, const char *word)
{
	for (uint32_t i = src->function[fn].first; i < src->function[fn].name; i++)
		if (source_is(src, i, word))
			return true;
	return false;
}

uint32_t source_column(const struct source *src, uint32_t at)
{
	uint32_t start = at;

	while (start && src->text[start - 1] != '\n')
		start--;
	return at - start + 1;
}

bool source_has(const struct source *src, uint32_t fn, const char *word)
{
	for (uint32_t i = src->function[fn].open; i < src->function[fn].close; i++)
		if (source_is(src, i, word))
			return true;
	return false;
}
