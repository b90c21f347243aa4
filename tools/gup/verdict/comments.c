// SPDX-License-Identifier: GPL-2.0-only
/* comments: words of a comment, whatever their case and how the line is broken. */
#include "comments.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool has_any(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strstr(text, *words))
			return true;
	return false;
}

/* Does the text speak of the mmap lock, whatever it is called there? */
static bool names_lock(const char *text)
{
	static const char *const mms[] = { "mmap", "address space", " mm ", " mm'", "mm->", NULL };
	static const char *const locks[] = { "lock", "sem", NULL };

	return has_any(text, mms) && has_any(text, locks);
}

/* ... and of what it keeps away? */
static bool says_why(const char *text)
{
	static const char *const words[] = { "protect", "guard",   "serial", "exclu",
					     "held",	"hold",	   "stable", "race",
					     "under",	"against", NULL };

	return has_any(text, words);
}

/* Text [at, at + len) in lower case, white space and the comment's stars made one blank each. */
static char *plain(const char *at, size_t len)
{
	char *out = memory_alloc(len + 1);
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		char c = (char)tolower((unsigned char)at[i]);

		if (isspace((unsigned char)c) || c == '*')
			c = ' ';
		if (c != ' ' || (n && out[n - 1] != ' '))
			out[n++] = c;
	}
	return out;
}

/* Is there only white space before it on its line? */
static bool stands_alone(const struct source *src, const struct comment *c)
{
	uint32_t at = c->at;

	while (at && (src->text[at - 1] == ' ' || src->text[at - 1] == '\t'))
		at--;
	return !at || src->text[at - 1] == '\n';
}

/* Does the comment name the lock; @why: and what it keeps away? With the "//" lines right above it. */
static bool comment_names_lock(const struct source *src, size_t i, bool why)
{
	const struct comment *c = &src->comment[i], *first = c;
	char *text;
	bool named;

	while (first > src->comment && first[-1].last_line + 1 == first->line &&
	       stands_alone(src, first) && stands_alone(src, first - 1) &&
	       src->text[first->at + 1] == '/')
		first--;
	text = plain(src->text + first->at, c->at + c->len - first->at);
	named = names_lock(text) && (!why || says_why(text));
	free(text);
	return named;
}

/* Do bytes [from, to) end one line, no more? */
static bool is_line_end(const struct source *src, uint32_t from, uint32_t to)
{
	const char *end = from < to ? memchr(src->text + from, '\n', to - from) : NULL;

	return end && !memchr(end + 1, '\n', (size_t)(src->text + to - end - 1));
}

/* Is a line between bytes [from, to) empty? */
static bool has_blank_line(const struct source *src, uint32_t from, uint32_t to)
{
	bool empty = false;

	for (; from < to; from++) {
		char c = src->text[from];

		if (c == '\n' && empty)
			return true;
		empty = c == '\n' || (empty && (c == ' ' || c == '\t'));
	}
	return false;
}

/* -- members -------------------------------------------------------------------------------- */

/* The "@name:" section of a comment: up to the next "@" that begins a line. */
static bool section_names_lock(const struct source *src, const struct comment *c, uint32_t name)
{
	const struct token *t = &src->token[name];
	const char *at = src->text + c->at, *end = at + c->len, *next;
	bool named = false;
	char *text;

	while (!named && (at = memchr(at, '@', (size_t)(end - at)))) {
		at++;
		if ((size_t)(end - at) <= t->len || memcmp(at, src->text + t->at, t->len) ||
		    at[t->len] != ':')
			continue;
		for (next = at;
		     next < end && !(*next == '@' && next[-1] == ' ' && next[-2] == '*');)
			next++;
		text = plain(at, (size_t)(next - at));
		named = names_lock(text);
		free(text);
	}
	return named;
}

/* "__guarded_by(&x->mmap_lock)" behind the name at @tok. */
static bool is_guarded_by(const struct source *src, uint32_t tok)
{
	for (uint32_t i = tok + 1; i < src->tokens && !source_is(src, i, ";"); i++)
		if (source_is(src, i, "__guarded_by") || source_is(src, i, "__pt_guarded_by"))
			return true;
	return false;
}

/* A comment of its own speaks of the members below it, up to an empty line or the next such comment. */
static bool heads_group(const struct source *src, size_t i, uint32_t tok)
{
	const struct comment *c = &src->comment[i];

	if (!stands_alone(src, c) || c->at > src->token[tok].at)
		return false;
	for (size_t k = i + 1; k < src->comments && src->comment[k].at < src->token[tok].at; k++)
		if (stands_alone(src, &src->comment[k]) &&
		    src->comment[k].line != src->comment[k - 1].last_line + 1)
			return false;
	return !has_blank_line(src, c->at + c->len, src->token[tok].at);
}

static bool declaration_says(const struct source *src, uint32_t tok)
{
	uint32_t open = tok, line = src->token[tok].line;

	if (is_guarded_by(src, tok))
		return true;
	while (open && !(source_is(src, open, "{") && src->token[open].mate != SOURCE_NONE &&
			 src->token[open].mate > tok))
		open--;
	for (size_t i = 0; i < src->comments && src->comment[i].line <= line; i++) {
		const struct comment *c = &src->comment[i];
		bool beside = c->at > src->token[open].at &&
			      (c->line == line || heads_group(src, i, tok));
		bool above = c->last_line < src->token[open].line &&
			     c->last_line + 3 > src->token[open].line;
		bool sections = memchr(src->text + c->at, '@', c->len) != NULL;

		if ((beside && comment_names_lock(src, i, false)) ||
		    (above && (sections ? section_names_lock(src, c, tok)
					: comment_names_lock(src, i, true))))
			return true;
	}
	return false;
}

bool comments_guard_member(const struct types_scope *scope, const struct code *code, uint32_t place,
			   char **why)
{
	const struct place *p = &code->place[place];
	struct type object = types_resolve(scope, types_place(scope, code, p->parent));
	struct declarators found = { 0 };
	bool guarded = false;

	types_member(scope, &object, code->src->text + code->src->token[p->tok].at,
		     code->src->token[p->tok].len, &found);
	for (size_t i = 0; i < found.count && !guarded; i++)
		guarded = found.d[i].type.src &&
			  declaration_says(found.d[i].type.src, found.d[i].name);
	declaration_free(&found);
	if (guarded) {
		char *word = source_word(code->src, p->tok);

		*why = memory_printf("%s is declared as protected by the mmap lock", word);
		free(word);
	}
	return guarded;
}

/* -- functions ------------------------------------------------------------------------------ */

uint32_t comments_count_on(const struct source *src, uint32_t fn, uint32_t from, uint32_t to)
{
	static const char *const words[] = { "protect", "guard", "serial",  "exclu",
					     "stable",	"race",	 "against", NULL };
	uint32_t head = src->token[src->function[fn].first].at;

	for (uint32_t i = 0; i < src->comments && src->comment[i].at < to; i++) {
		const struct comment *c = &src->comment[i];
		uint32_t end = c->at + c->len;
		bool above, inside = c->at >= from;
		char *text;

		if (inside || (c->at > head && is_line_end(src, end, from))) {
			if (comment_names_lock(src, i, true))
				return i;
			continue;
		}
		if (c->at > head || !is_line_end(src, end, head) || !stands_alone(src, c))
			continue;
		text = plain(src->text + c->at, c->len);
		above = names_lock(text) && has_any(text, words);
		free(text);
		if (above)
			return i;
	}
	return SOURCE_NONE;
}

/* "must be called without mmap_sem held" */
static bool says_not_held(const char *text)
{
	const char *at = strstr(text, "called without "), *end;
	char *rest;
	bool says;

	if (!at)
		return false;
	end = strstr(at, ". ");
	rest = memory_strndup(at, end ? (size_t)(end - at) : strlen(at));
	says = names_lock(rest);
	free(rest);
	return says;
}

uint32_t comments_caller_holds(const struct source *src, uint32_t fn)
{
	static const char *const words[] = { "called with", "caller",  "must hold", "must be held",
					     "held by",	    "holding", NULL };
	uint32_t line = src->token[src->function[fn].first].line;

	for (size_t i = 0; i < src->comments; i++) {
		const struct comment *c = &src->comment[i];
		char *text;
		bool says;

		if (c->last_line + 1 != line && c->last_line + 2 != line)
			continue;
		text = plain(src->text + c->at, c->len);
		says = names_lock(text) && has_any(text, words) && !says_not_held(text);
		free(text);
		if (says)
			return c->line;
	}
	return 0;
}
