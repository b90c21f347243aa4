// SPDX-License-Identifier: GPL-2.0-only
/* Parameters by their types and, where they are numbers, by their names. */
#include <string.h>

#include "parameters.h"

bool tokens_have(const struct source *src, uint32_t first, uint32_t end, const char *word)
{
	for (uint32_t i = first; i < end; i++)
		if (source_is(src, i, word))
			return true;
	return false;
}

void tokens_put(FILE *f, const struct source *src, uint32_t tok)
{
	fprintf(f, "%.*s", (int)src->token[tok].len, src->text + src->token[tok].at);
}

static bool is_name(const struct source *src, uint32_t tok)
{
	return src->token[tok].kind == TOKEN_IDENT &&
	       strncmp(src->text + src->token[tok].at, "__", 2) != 0;
}

/* An old parameter list names only: find the declaration behind it. */
static void old_declaration(const struct source *src, const struct function *fn, struct param *p)
{
	uint32_t first = src->token[fn->params].mate + 1;

	for (uint32_t i = first; i < fn->open; i++) {
		if (source_is(src, i, ";"))
			first = i + 1;
		if (!source_same(src, i, src, p->name))
			continue;
		p->first = first;
		p->name = i;
		for (p->end = i; !source_is(src, p->end, ";"); p->end++)
			;
		return;
	}
}

int params_read(const struct source *src, const struct function *fn, struct param *params)
{
	uint32_t end = src->token[fn->params].mate, first = fn->params + 1;
	int count = 0;

	for (uint32_t i = first; i <= end && count < PARAMETERS; i++) {
		if (i < end && !source_is(src, i, ","))
			continue;
		struct param p = { first, i, SOURCE_NONE };

		for (uint32_t k = first; k < i; k++)
			if (is_name(src, k))
				p.name = k;
		if (p.name == SOURCE_NONE || source_is(src, p.name, "void"))
			break;
		if (i - first == 1)
			old_declaration(src, fn, &p);
		params[count++] = p;
		first = i + 1;
	}
	return count;
}

static bool any_of(const struct source *src, uint32_t tok, const char *const *words)
{
	for (; *words; words++)
		if (source_is(src, tok, *words))
			return true;
	return false;
}

const char *params_argument(const struct source *src, const struct param *p)
{
	static const char *const starts[] = { "start", "addr", "in", NULL };
	static const char *const others[] = { "other", "out", NULL };
	int stars = 0;

	for (uint32_t i = p->first; i < p->end; i++)
		stars += source_is(src, i, "*");
	/* Functions and arrays, and structs by value. */
	if (tokens_have(src, p->first, p->end, "(") || tokens_have(src, p->first, p->end, "[") ||
	    (!stars && tokens_have(src, p->first, p->end, "struct")))
		return NULL;
	if (tokens_have(src, p->first, p->end, "mm_struct"))
		return "a->mm";
	if (tokens_have(src, p->first, p->end, "task_struct"))
		return "a->task";
	if (tokens_have(src, p->first, p->end, "page"))
		return stars == 2 ? "a->pages" : stars == 3 ? "(void *)&a->made" : NULL;
	if (tokens_have(src, p->first, p->end, "vm_area_struct"))
		return stars == 2 ? "a->vmas" : NULL;
	/* A struct of pointers to functions is known by its name: others hold who knows what. */
	if (stars == 1 && tokens_have(src, p->first, p->end, "struct"))
		return tokens_have(src, p->first + 1, p->end, "ops") ? "a->table" : NULL;
	if (stars == 1)
		return tokens_have(src, p->first, p->end, "void") ? NULL : "a->out";
	if (stars)
		return NULL;
	if (any_of(src, p->name, starts))
		return "a->start";
	if (any_of(src, p->name, others))
		return "a->other";
	if (source_is(src, p->name, "nr"))
		return "a->nr";
	if (source_is(src, p->name, "limit"))
		return "a->limit";
	return tokens_have(src, p->first, p->end, "long") ? NULL : OPAQUE;
}

void params_put_assumed(FILE *f, const struct source *src, const struct param *params, int count,
			bool foreign)
{
	static const struct {
		const char *argument, *value;
	} values[] = {
		{ "a->nr", "3" }, /* WATCH_PAGES */
		{ "a->limit", "3" },  { "a->opaque", "@" },
		{ "a->mm", "other" }, { "a->task", "other" },
	};
	bool any = false;

	for (int i = 0; i < count; i++)
		for (size_t k = 0; k < (foreign ? 5 : 3); k++) {
			if (strcmp(params_argument(src, &params[i]), values[k].argument))
				continue;
			fprintf(f, "%s", any ? "," : "");
			tokens_put(f, src, params[i].name);
			fprintf(f, "=%s", values[k].value);
			any = true;
		}
}
