// SPDX-License-Identifier: GPL-2.0-only
/* site: candidates (files that contain the family's names) -> sites. */
#include "site.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "base/utf8.h"
#include "call.h"
#include "macro.h"
#include "source/declaration.h"
#include "source/define.h"
#include "source/grammar.h"
#include "source/statement.h"

const char *const site_needles[] = { "get_user_pages", "pin_user_pages", NULL };

/*
 * In the body of function @fn, is the name at @tok declared rather than called, `extern long f(...)`? Not
 * behind a word that the file defines: it may become a cast, or nothing.
 */
static bool is_declaration(const struct source *src, uint32_t tok, uint32_t fn)
{
	struct declarators d = { 0 };
	struct statements st;
	bool declared = false;
	uint32_t s;

	if (!tok || !grammar_is_ident(src, tok - 1) || grammar_is_control(src, tok - 1) ||
	    define_has(src, src->text + src->token[tok - 1].at, src->token[tok - 1].len))
		return false;
	statement_read(src, fn, &st);
	s = statement_at(&st, tok);
	if (s != SOURCE_NONE && st.stmt[s].kind == STMT_DECL &&
	    st.stmt[st.stmt[s].parent].kind == STMT_BLOCK)
		declaration_read(src, st.stmt[s].first, st.stmt[s].end, &d);
	for (size_t i = 0; i < d.count; i++)
		declared = declared || d.d[i].name == tok;
	declaration_free(&d);
	statement_free(&st);
	return declared;
}

/* Does the file define a static function named as token @tok is? 4.20 has one. */
static bool is_own_static(const struct source *src, uint32_t tok)
{
	for (uint32_t fn = 0; fn < src->functions; fn++)
		if (source_same(src, src->function[fn].name, src, tok) &&
		    source_declares(src, fn, "static"))
			return true;
	return false;
}

/* Is token @tok the name in a call of the family? */
static bool is_site(const struct source *src, uint32_t tok, uint32_t fn)
{
	return fn != SOURCE_NONE && tok > src->function[fn].open && !source_is_dead(src, tok) &&
	       !grammar_is_member(src, tok) && !is_declaration(src, tok, fn) &&
	       !is_own_static(src, tok);
}

/*
 * Find the end of the call; false where there is none. Of heads in several branches of an #if that
 * share one tail the first has it, the others end with their branch.
 */
static bool find_close(const struct source *src, struct site *site)
{
	uint32_t cond = src->token[site->open].cond;

	site->close = src->token[site->open].mate;
	site->torn = site->close == SOURCE_NONE;
	if (site->torn && cond != SOURCE_NONE && src->cond[cond].end > site->open)
		site->close = src->cond[cond].end - 1;
	return site->close != SOURCE_NONE;
}

/* The _unlocked form that the token names, of whose pages it is current; else CALLEE_COUNT. */
static enum callee unlocked_callee(const struct api *api, const struct source *src, uint32_t tok)
{
	static const enum callee callees[] = { CALLEE_GET, CALLEE_PIN };

	for (size_t i = 0; i < sizeof(callees) / sizeof(callees[0]); i++) {
		const struct api_function *fn = &api->function[callees[i]][FORM_UNLOCKED];

		if (fn->params && source_is(src, tok, fn->name))
			return callees[i];
	}
	return CALLEE_COUNT;
}

static void find_calls(const struct api *api, struct sites *sites, size_t file, bool all)
{
	const struct source *src = &sites->file[file].src;
	bool aliases = macro_has_alias(src);

	for (uint32_t i = 0; i + 1 < src->tokens; i++) {
		struct site site = { .file = file, .name = i };

		site.callee = call_callee(src, i);
		if (site.callee == CALLEE_COUNT && aliases) {
			site.callee = macro_alias(src, i);
			site.renamed = true;
		}
		if (site.callee == CALLEE_COUNT && all) {
			site.callee = unlocked_callee(api, src, i);
			site.form = FORM_UNLOCKED;
			site.renamed = false;
		}
		if (site.callee == CALLEE_COUNT)
			continue;
		site.open = grammar_call_open(src, i);
		site.function = source_function_at(src, i);
		if (site.open == SOURCE_NONE || !is_site(src, i, site.function) ||
		    !find_close(src, &site))
			continue;
		site.line = src->token[i].line;
		site.column = source_column(src, src->token[i].at);
		if (!site.torn)
			call_read_args(&api->function[site.callee][site.form], src, &site);
		VEC_PUSH(sites->site, sites->count, sites->room, site);
	}
}

/* The token that holds byte @at and is no string; SOURCE_NONE in comments and strings. */
static uint32_t code_at(const struct source *src, size_t at)
{
	uint32_t low = 0, high = (uint32_t)src->tokens;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (src->token[mid].at + src->token[mid].len <= at)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == src->tokens || src->token[low].at > at || src->token[low].kind == TOKEN_STRING)
		return SOURCE_NONE;
	return low;
}

static void report_troubles(const struct site_file *file, struct problems *problems)
{
	const char *text = file->text.data;
	size_t len = file->text.len;

	/* old files have names of people in some older encoding, which does no harm in comments */
	for (size_t at = 0; at < len; at++) {
		uint32_t tok;

		at += utf8_first_invalid(text + at, len - at);
		tok = at < len ? code_at(&file->src, at) : SOURCE_NONE;
		if (tok == SOURCE_NONE)
			continue;
		problem_add(problems, file->path, "line %u is not UTF-8: read as bytes",
			    file->src.token[tok].line);
		break;
	}
	for (size_t i = 0; i < file->src.troubles; i++)
		problem_add(problems, file->path, "line %u: %s; check its sites by hand",
			    file->src.trouble[i].line, file->src.trouble[i].what);
}

static int compare(const void *left, const void *right)
{
	const struct site *a = left, *b = right;

	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

/* Is a name of the family in the text, and not only a longer one such as get_user_pages_fast? */
static bool has_name(const struct buf *text, bool all)
{
	static const char common[] = "_user_pages", remote[] = "_remote", own[] = "_unlocked";
	const char *end = text->data + text->len, *at = text->data;

	while (at && (at = memmem(at, (size_t)(end - at), common, strlen(common)))) {
		const char *name = at - 3, *after = at + strlen(common);

		at = after;
		if (end - after >= 7 && !memcmp(after, remote, strlen(remote)))
			after += strlen(remote);
		else if (all && end - after >= 9 && !memcmp(after, own, strlen(own)))
			after += strlen(own);
		if (name >= text->data && (!memcmp(name, "get", 3) || !memcmp(name, "pin", 3)) &&
		    (name == text->data || !source_is_word(name[-1])) &&
		    (after == end || !source_is_word(*after)))
			return true;
	}
	return false;
}

/* Take over one candidate's text and what was read of it; drop them again if it has no site. */
static void take_file(const struct api *api, struct sites *sites, struct tree_file *found,
		      const struct source *src, struct problems *problems, bool all)
{
	struct site_file new = { .path = found->path,
				 .text = found->text,
				 .src = *src,
				 .first = sites->count };
	size_t index = sites->files;
	struct site_file *file;

	*found = (struct tree_file){ 0 };
	VEC_PUSH(sites->file, sites->files, sites->file_room, new);
	file = &sites->file[index];
	find_calls(api, sites, index, all);
	macro_find_sites(api, sites, index);
	file->end = sites->count;
	if (file->first == file->end) {
		source_free(&file->src);
		buf_free(&file->text);
		free(file->path);
		sites->files--;
		return;
	}
	qsort(sites->site + file->first, file->end - file->first, sizeof(*sites->site), compare);
	report_troubles(file, problems);
}

/* The files found, and what they are read into; those without a name stay unread. */
struct reading {
	const struct tree_file *file;
	struct source *src;
	bool *read;
	bool all;
};

static void read_file(void *ctx, size_t i)
{
	struct reading *r = ctx;
	const struct buf *text = &r->file[i].text;

	r->read[i] = has_name(text, r->all);
	if (r->read[i])
		source_read(&r->src[i], text->data ? text->data : "", text->len);
}

static void find(const struct api *api, struct tree_files *found, int jobs, struct sites *sites,
		 struct problems *problems, bool all)
{
	struct reading r = { .file = found->file, .all = all };

	*sites = (struct sites){ 0 };
	r.src = memory_alloc((found->count + 1) * sizeof(*r.src));
	r.read = memory_alloc((found->count + 1) * sizeof(*r.read));
	parallel_each(jobs, found->count, read_file, &r);
	for (size_t i = 0; i < found->count; i++)
		if (r.read[i])
			take_file(api, sites, &found->file[i], &r.src[i], problems, all);
	free(r.src);
	free(r.read);
	tree_files_free(found);
}

void site_find(const struct api *api, struct tree_files *found, int jobs, struct sites *sites,
	       struct problems *problems)
{
	find(api, found, jobs, sites, problems, false);
}

void site_find_all(const struct api *api, struct tree_files *found, int jobs, struct sites *sites,
		   struct problems *problems)
{
	find(api, found, jobs, sites, problems, true);
}

void site_free(struct sites *sites)
{
	for (size_t i = 0; i < sites->files; i++) {
		source_free(&sites->file[i].src);
		buf_free(&sites->file[i].text);
		free(sites->file[i].path);
	}
	free(sites->file);
	free(sites->site);
	*sites = (struct sites){ 0 };
}

const struct source *site_source(const struct sites *sites, const struct site *site)
{
	return &sites->file[site->file].src;
}

char *site_arg_text(const struct sites *sites, const struct site *site, enum role role)
{
	const struct source *src = site_source(sites, site);
	struct range arg = site->arg[role];
	struct buf text = { 0 };

	for (uint32_t i = arg.first; i < arg.end; i++) {
		const struct token *t = &src->token[i];

		/* as written: a space where the author left one */
		if (i > arg.first && src->token[i - 1].at + src->token[i - 1].len != t->at)
			buf_addch(&text, ' ');
		buf_add(&text, src->text + t->at, t->len);
	}
	return buf_detach(&text);
}

/* NULL, 0, 0L and the like, with any parentheses and casts around: ((struct page **)0). */
