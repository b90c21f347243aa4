// SPDX-License-Identifier: GPL-2.0-only
/*
 * arguments: the changes applied to the tokens of a call, read as the arguments of the new
 * call, each of them traced to the old argument that it was.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "call.h"

/* A token of the new call: one of the file, or a word of a change. */
struct word {
	const char *text;
	size_t len;
};

struct words {
	struct word *word;
	size_t count, room;
};

/* The text of a change may be spaced like source or like a list of tokens. */
static void add_text(struct words *w, const char *text)
{
	struct source src;

	source_read(&src, text, strlen(text));
	for (uint32_t t = 0; t < src.tokens; t++)
		VEC_PUSH(w->word, w->count, w->room,
			 (struct word){ .text = text + src.token[t].at, .len = src.token[t].len });
	source_free(&src);
}

/* The words of tokens [name, close] with the changes among them. */
static void apply(const struct layout *p, const struct layout_call *tokens, struct words *w)
{
	size_t c = 0;

	while (c < p->changes->count && p->changes->change[c].first < tokens->name)
		c++;
	for (uint32_t t = tokens->name; t <= tokens->close;) {
		const struct spatch_change *change =
			c < p->changes->count ? &p->changes->change[c] : NULL;

		if (change && change->first == t) {
			add_text(w, change->text);
			c++;
			if (change->end > t)
				t = change->end;
			continue;
		}
		VEC_PUSH(w->word, w->count, w->room,
			 (struct word){ .text = p->src->text + layout_at(p, t),
					.len = p->src->token[t].len });
		t++;
	}
}

static bool is_word(const struct word *w, const char *text)
{
	return w->len == strlen(text) && !memcmp(w->text, text, w->len);
}

static bool is_opening(const struct word *w)
{
	return w->len == 1 && strchr("([{", *w->text);
}

static bool is_closing(const struct word *w)
{
	return w->len == 1 && strchr(")]}", *w->text);
}

/* The first word at or after @from that is a "," outside brackets, or @end. */
static size_t next_comma(const struct words *w, size_t from, size_t end)
{
	size_t depth = 0;

	for (; from < end; from++) {
		if (is_opening(&w->word[from]))
			depth++;
		else if (is_closing(&w->word[from]) && depth)
			depth--;
		else if (!depth && is_word(&w->word[from], ","))
			break;
	}
	return from;
}

/* Is word @i an operator before its operand, or does it stand close to what follows it? */
static bool sticks_right(const struct words *w, size_t first, size_t i)
{
	const struct word *now = &w->word[i];

	if (is_word(now, "(") || is_word(now, "[") || is_word(now, "!") || is_word(now, "~") ||
	    is_word(now, "->") || is_word(now, "."))
		return true;
	if (!is_word(now, "&") && !is_word(now, "*") && !is_word(now, "-"))
		return false;
	return i == first || (!is_closing(now - 1) && strchr("(,|&=+-*/<>?:!", *now[-1].text));
}

static bool sticks_left(const struct words *w, size_t i)
{
	const struct word *now = &w->word[i];

	if (is_word(now, "("))
		return !strchr("|&=+-*/<>?:!,", *now[-1].text);
	return is_word(now, ")") || is_word(now, "[") || is_word(now, "]") || is_word(now, "->") ||
	       is_word(now, ".") || is_word(now, ",");
}

/* Words [first, end) as source text, the placeholder named. */
static char *join(const struct layout *p, const struct words *w, size_t first, size_t end,
		  const struct variable *variable)
{
	struct buf text = { 0 };

	for (size_t i = first; i < end; i++) {
		if (i > first && !sticks_right(w, first, i - 1) && !sticks_left(w, i))
			buf_addch(&text, ' ');
		if (variable && is_word(&w->word[i], p->request->subject->placeholder))
			buf_addstr(&text, variable->name);
		else
			buf_add(&text, w->word[i].text, w->word[i].len);
	}
	return buf_detach(&text);
}

/* How many of the words [first, end) are the tokens of the old argument; 0 unless all of it is. */
static size_t same_words(const struct layout *p, const struct old_arg *old, const struct words *w,
			 size_t first, size_t end)
{
	size_t count = old->end - old->first;

	if (!count || end - first < count)
		return 0;
	for (size_t i = 0; i < count; i++) {
		const struct token *t = &p->src->token[old->first + i];
		const struct word *word = &w->word[first + i];

		if (t->len != word->len || memcmp(p->src->text + t->at, word->text, t->len))
			return 0;
	}
	return count;
}

/* Trace the new argument in words [first, end) to an old one that is not @used yet. */
static struct new_arg trace(const struct layout *p, const struct call *call, bool *used,
			    const struct words *w, size_t first, size_t end)
{
	const struct variable *variable = layout_variable(p, call->tokens->name);
	struct new_arg arg = { .old = CALL_NEW };
	size_t place = call->news, best = CALL_NEW, length = 0;

	for (size_t i = 0; i < call->olds; i++) {
		size_t k = (place + i) % call->olds; /* its own place first */
		size_t same = used[k] ? 0 : same_words(p, &call->before[k], w, first, end);

		if (same > length) {
			best = k;
			length = same;
		}
	}
	/* What follows must be an operator: "a | b" goes on, "a b" would be something else. */
	if (best != CALL_NEW && first + length < end && !is_word(&w->word[first + length], "|"))
		best = CALL_NEW;
	if (best == CALL_NEW) {
		arg.extra = join(p, w, first, end, variable);
		return arg;
	}
	used[best] = true;
	arg.old = best;
	arg.extra = join(p, w, first + length, end, variable);
	return arg;
}

static int read_before(struct layout *p, struct call *call)
{
	uint32_t first = call->tokens->open + 1;

	for (uint32_t t = first; t <= call->tokens->close; t++) {
		if (t != call->tokens->close && !source_is(p->src, t, ",")) {
			uint32_t mate = p->src->token[t].mate;

			if (mate != SOURCE_NONE && mate > t && mate < call->tokens->close)
				t = mate;
			continue;
		}
		if (call->olds == CALL_MAX_ARGS || t == first)
			return layout_refuse(p, call->tokens->name, "the call is not understood");
		call->before[call->olds++] = (struct old_arg){ .first = first, .end = t };
		first = t + 1;
	}
	return 0;
}

static int read_after(struct layout *p, struct call *call, const struct words *w)
{
	const char *placeholder = p->request->subject->placeholder;
	bool used[CALL_MAX_ARGS] = { false };
	size_t end = w->count - 1, at = 2;

	if (w->count < 4 || !is_word(&w->word[1], "(") || !is_word(&w->word[end], ")"))
		return layout_refuse(p, call->tokens->name, "the new call is not understood");
	call->name = memory_strndup(w->word[0].text, w->word[0].len);
	while (at <= end) {
		size_t stop = next_comma(w, at, end);

		if (call->news == CALL_MAX_ARGS || stop == at)
			return layout_refuse(p, call->tokens->name,
					     "the new call is not understood");
		call->after[call->news] = trace(p, call, used, w, at, stop);
		call->news++;
		at = stop + 1;
	}
	for (size_t i = 0; i < call->news; i++)
		if (placeholder && strstr(call->after[i].extra, placeholder))
			return layout_refuse(p, call->tokens->name, "no variable for the call");
	return 0;
}

int call_read(struct layout *p, const struct layout_call *tokens, struct call *call)
{
	struct words w = { 0 };
	int result;

	*call = (struct call){ .tokens = tokens };
	for (uint32_t t = tokens->name; t <= tokens->close; t++)
		if (p->src->token[t].cond != p->src->token[tokens->name].cond)
			return layout_refuse(p, t, "the call is torn by an #if");
	apply(p, tokens, &w);
	result = read_before(p, call);
	if (!result)
		result = read_after(p, call, &w);
	free(w.word);
	return result;
}

void call_free(struct call *call)
{
	for (size_t i = 0; i < call->news; i++)
		free(call->after[i].extra);
	free(call->name);
	*call = (struct call){ 0 };
}

bool call_stays(const struct call *call, size_t index)
{
	return index < call->news && call->after[index].old == index && !*call->after[index].extra;
}
