// SPDX-License-Identifier: GPL-2.0-only
/* macro: calls of the family in the bodies of #define lines, and other names for it. */
#include "macro.h"

#include <string.h>

#include "base/memory.h"
#include "call.h"
#include "source/define.h"
#include "source/grammar.h"

/* Is the #define itself under #if 0? */
static bool is_dead(const struct source *src, const struct directive *d)
{
	return d->cond != SOURCE_NONE && src->cond[d->cond].dead;
}

/* Is the directive `#define NAME CALLEE`? The offset and length of NAME in the file, and CALLEE. */
static bool read_alias(const struct source *src, const struct directive *d, uint32_t *at,
		       uint32_t *len, enum callee *callee)
{
	size_t name_len, from = define_name(src, d, &name_len);
	struct source body;
	bool result = false;

	if (d->kind != DIRECTIVE_DEFINE || is_dead(src, d) ||
	    !memmem(src->text + d->at, d->len, "_user_pages", strlen("_user_pages")))
		return false;
	source_read(&body, src->text + from, d->at + d->len - from);
	if (body.tokens >= 2 && body.token[0].kind == TOKEN_IDENT &&
	    (body.tokens == 2 || body.token[2].at >= body.len)) {
		*at = (uint32_t)from;
		*len = (uint32_t)name_len;
		*callee = call_callee(&body, 1);
		result = *callee != CALLEE_COUNT && call_callee(&body, 0) == CALLEE_COUNT;
	}
	source_free(&body);
	return result;
}

bool macro_has_alias(const struct source *src)
{
	enum callee callee;
	uint32_t at, len;

	for (size_t i = 0; i < src->directives; i++)
		if (read_alias(src, &src->directive[i], &at, &len, &callee))
			return true;
	return false;
}

enum callee macro_alias(const struct source *src, uint32_t tok)
{
	const struct token *t = &src->token[tok];
	enum callee callee;
	uint32_t at, len;

	for (size_t i = 0; t->kind == TOKEN_IDENT && i < src->directives; i++)
		if (read_alias(src, &src->directive[i], &at, &len, &callee) && t->len == len &&
		    !memcmp(src->text + t->at, src->text + at, len))
			return callee;
	return CALLEE_COUNT;
}

/* An alias that no site of the file goes by. */
static void find_unused_alias(struct sites *sites, size_t file, size_t index)
{
	const struct source *src = &sites->file[file].src;
	const struct directive *d = &src->directive[index];
	struct site site = { .file = file,
			     .line = d->line,
			     .name = SOURCE_NONE,
			     .directive = (uint32_t)index,
			     .open = SOURCE_NONE,
			     .close = SOURCE_NONE,
			     .function = SOURCE_NONE,
			     .renamed = true,
			     .fits = true };
	uint32_t at, len;

	if (!read_alias(src, d, &at, &len, &site.callee))
		return;
	for (size_t i = sites->file[file].first; i < sites->count; i++) {
		const struct site *s = &sites->site[i];

		if (s->renamed && s->name != SOURCE_NONE && src->token[s->name].len == len &&
		    !memcmp(src->text + src->token[s->name].at, src->text + at, len))
			return;
	}
	site.column = source_column(src, at);
	VEC_PUSH(sites->site, sites->count, sites->room, site);
}

static void find_in_define(const struct api *api, struct sites *sites, size_t file, size_t index)
{
	const struct source *src = &sites->file[file].src;
	const struct directive *d = &src->directive[index];
	size_t name_len, from = define_name(src, d, &name_len);
	struct source body;

	source_read(&body, src->text + from, d->at + d->len - from);
	for (uint32_t i = 1; i + 1 < body.tokens; i++) {
		struct site site = { .file = file,
				     .directive = (uint32_t)index,
				     .open = i + 1,
				     .function = SOURCE_NONE };
		uint32_t start = (uint32_t)from + body.token[i].at;

		site.callee = call_callee(&body, i);
		if (site.callee == CALLEE_COUNT || !grammar_has_arguments(&body, i) ||
		    body.token[i + 1].mate == SOURCE_NONE)
			continue;
		site.close = body.token[i + 1].mate;
		call_read_args(&api->function[site.callee][FORM_PLAIN], &body, &site);
		site.line = d->line + body.token[i].line - 1;
		site.column = source_column(src, start);
		site.name = site.open = site.close = SOURCE_NONE;
		/* the arguments are tokens of the macro body, which does not outlive this */
		memset(site.arg, 0, sizeof(site.arg));
		VEC_PUSH(sites->site, sites->count, sites->room, site);
	}
	source_free(&body);
}

void macro_find_sites(const struct api *api, struct sites *sites, size_t file)
{
	for (size_t i = 0; i < sites->file[file].src.directives; i++) {
		const struct source *src = &sites->file[file].src;
		const struct directive *d = &src->directive[i];

		if (d->kind == DIRECTIVE_DEFINE &&
		    memmem(src->text + d->at, d->len, "_user_pages", strlen("_user_pages")) &&
		    !is_dead(src, d)) {
			find_in_define(api, sites, file, i);
			find_unused_alias(sites, file, i);
		}
	}
}
