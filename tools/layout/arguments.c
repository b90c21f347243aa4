// SPDX-License-Identifier: GPL-2.0-only
/*
 * arguments: the changes applied to the tokens of a call, read as the arguments of the new call, each
 * of them traced to the old argument that it was.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "call.h"

/* The arguments of a call whose "(" is token @open of @src. Their number, or -1: too many, or an empty one. */
static int split(const struct source *src, uint32_t open, struct call_arg *arg)
{
	uint32_t close = open < src->tokens ? src->token[open].mate : SOURCE_NONE;
	uint32_t first = open + 1;
	int count = 0;

	if (close == SOURCE_NONE)
		return -1;
	for (uint32_t t = first; t <= close; t++) {
		uint32_t mate = src->token[t].mate;

		if (t < close && mate != SOURCE_NONE && mate > t && mate < close)
			t = mate;
		else if (t == close || source_is(src, t, ",")) {
			if (count == CALL_MAX_ARGS || t == first)
				return -1;
			arg[count++] = (struct call_arg){ .first = first, .end = t };
			first = t + 1;
		}
	}
	return count;
}

static bool is_any(const struct source *src, uint32_t tok, const char *const *words)
{
	for (; *words; words++)
		if (source_is(src, tok, *words))
			return true;
	return false;
}

/* Can an operator behind the token have it as its left side? */
static bool is_operand(const struct source *src, uint32_t tok)
{
	return src->token[tok].kind != TOKEN_PUNCT || source_is(src, tok, ")") ||
	       source_is(src, tok, "]");
}

/* Is there no blank between token @i and the one before it, of those from @first on? */
static bool sticks(const struct source *src, uint32_t first, uint32_t i)
{
	static const char *const right[] = { "(", "[", "!", "~", "->", ".", NULL };
	static const char *const left[] = { ")", "[", "]", "->", ".", ",", NULL };
	static const char *const unary[] = { "&", "*", "-", NULL };

	return is_any(src, i - 1, right) || is_any(src, i, left) ||
	       (source_is(src, i, "(") && is_operand(src, i - 1)) ||
	       (is_any(src, i - 1, unary) && (i - 1 == first || !is_operand(src, i - 2)));
}

/* Tokens [first, end) of the new call as source text, the placeholder named. */
static char *join(const struct source *src, uint32_t first, uint32_t end, const char *placeholder,
		  const struct variable *variable)
{
	struct buf text = { 0 };

	for (uint32_t i = first; i < end; i++) {
		if (i > first && !sticks(src, first, i))
			buf_addch(&text, ' ');
		if (variable && source_is(src, i, placeholder))
			buf_addstr(&text, variable->name);
		else
			buf_add(&text, src->text + src->token[i].at, src->token[i].len);
	}
	return buf_detach(&text);
}

/* How many tokens the new argument begins with that are the old one; 0 unless all of it is there. */
static uint32_t same_tokens(const struct source *src, struct call_arg old, const struct source *new,
			    struct call_arg arg)
{
	uint32_t count = old.end - old.first;

	if (arg.end - arg.first < count)
		return 0;
	for (uint32_t i = 0; i < count; i++)
		if (!source_same(src, old.first + i, new, arg.first + i))
			return 0;
	return count;
}

/* Trace the new argument to an old one that is not @used yet, in its own @place first. */
static struct new_arg trace(const struct layout *p, const struct call *call, bool *used,
			    const struct source *new, struct call_arg arg, size_t place)
{
	const struct variable *variable = layout_variable(p, call->tokens->name);
	struct new_arg traced = { .old = CALL_NEW };
	uint32_t length = 0;

	for (size_t i = 0; i < call->olds; i++) {
		size_t k = (place + i) % call->olds;
		uint32_t same = used[k] ? 0 : same_tokens(p->src, call->before[k], new, arg);

		if (same > length) {
			traced.old = k;
			length = same;
		}
	}
	/* What follows must be an operator: "a | b" goes on, "a b" would be something else. */
	if (arg.first + length < arg.end && !source_is(new, arg.first + length, "|")) {
		traced.old = CALL_NEW;
		length = 0;
	}
	if (traced.old != CALL_NEW)
		used[traced.old] = true;
	traced.extra =
		join(new, arg.first + length, arg.end, p->request->subject->placeholder, variable);
	return traced;
}

/* What is new where an old argument stood that is nowhere else says the same in other words. */
static void take_places(struct layout *p, struct call *call, const bool *used)
{
	for (size_t i = 0; i < call->news; i++) {
		uint32_t first = call->before[i].first;
		bool null = source_is(p->src, first, "NULL") || source_is(p->src, first, "0");

		if (call->after[i].old != CALL_NEW || used[i] || null)
			continue;
		call->after[i].old = i;
		call->after[i].instead = true;
	}
}

static int read_after(struct layout *p, struct call *call, const struct source *new)
{
	const char *placeholder = p->request->subject->placeholder;
	uint32_t open = call->tokens->open - call->tokens->name;
	bool used[CALL_MAX_ARGS] = { false };
	struct call_arg arg[CALL_MAX_ARGS];
	int count = split(new, open, arg);

	if (count < 0 || (size_t)count > call->olds || new->token[open].mate + 1 != new->tokens)
		return layout_refuse(p, call->tokens->name, "the new call is not understood");
	call->name = source_word(new, 0);
	for (int i = 0; i < count; i++) {
		call->after[i] = trace(p, call, used, new, arg[i], (size_t)i);
		call->news++;
		if (placeholder && strstr(call->after[i].extra, placeholder))
			return layout_refuse(p, call->tokens->name, "no variable for the call");
	}
	take_places(p, call, used);
	return 0;
}

int call_read(struct layout *p, const struct layout_call *tokens, struct call *call)
{
	int count, result;
	struct buf text = { 0 };
	struct source new;

	*call = (struct call){ .tokens = tokens };
	count = split(p->src, tokens->open, call->before);
	if (count <= 0)
		return layout_refuse(p, tokens->name, "the call is not understood");
	call->olds = (size_t)count;
	for (uint32_t t = tokens->name; t <= tokens->close; t++)
		if (p->src->token[t].cond != p->src->token[tokens->name].cond)
			return layout_refuse(p, t, "the call is torn by an #if");
	spatch_print(p->src, tokens->name, tokens->close + 1, p->changes, &text);
	source_read(&new, text.data, text.len);
	result = read_after(p, call, &new);
	source_free(&new);
	buf_free(&text);
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
