// SPDX-License-Identifier: GPL-2.0-only
/* changed: both versions' items, sorted by name and text: what one side has alone is changed. */
#include "changed.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "program.h"
#include "source/declaration.h"
#include "source/grammar.h"

static uint32_t word_at(struct changed *c, const struct source *src, uint32_t tok)
{
	return program_word(&c->words, src, tok, tok + 1);
}

/* The #if branches around, as a word. */
static uint32_t condition_word(struct changed *c, const struct source *src, uint32_t cond)
{
	uint32_t chain[3] = { 0 };

	for (; cond != SOURCE_NONE; cond = src->cond[cond].parent) {
		const struct directive *own = &src->directive[src->cond[cond].directive];
		const struct directive *first =
			&src->directive[src->cond[src->cond[cond].group].directive];

		chain[1] = term_word(&c->words, src->text + own->at, own->len);
		chain[2] = term_word(&c->words, src->text + first->at, first->len);
		chain[0] = term_word(&c->words, (const char *)chain, sizeof(chain));
	}
	return chain[0];
}

/* -- items ---------------------------------------------------------------------------------- */

static void add(struct changed *c, const struct source *src, uint32_t name, uint32_t first,
		uint32_t end, struct changed_item item)
{
	item.name = word_at(c, src, name);
	item.body = item.body ? item.body : program_word(&c->words, src, first, end);
	item.condition = condition_word(c, src, src->token[name].cond);
	item.src = src;
	item.first = first;
	item.end = end;
	VEC_PUSH(c->item, c->count, c->room, item);
}

/*
 * Everything that the tokens [first, end) of one declaration declare, with their text as the body.
 */
static void add_declared(struct changed *c, const struct source *src, uint32_t first, uint32_t end,
			 struct changed_item item)
{
	struct declarators d = { 0 };

	declaration_read(src, first, end, &d);
	for (size_t i = 0, n = d.count; i < n; i++)
		if (d.d[i].type.body != SOURCE_NONE && item.member)
			declaration_members(src, d.d[i].type.body, NULL, 0, &d);
	for (size_t i = 0; i < d.count; i++)
		if (d.d[i].name != SOURCE_NONE)
			add(c, src, d.d[i].name, first, end, item);
	declaration_free(&d);
}

/* The members between the braces, each by itself; of an enum each with what stands before it. */
static void add_body(struct changed *c, const struct source *src, uint32_t body, bool members,
		     bool after)
{
	uint32_t close = src->token[body].mate, first = body + 1, chain[2] = { 0 };

	for (uint32_t i = first; close != SOURCE_NONE && i <= close; i++) {
		uint32_t mate = src->token[i].mate;

		if (i < close && mate != SOURCE_NONE && mate > i) {
			i = mate;
		} else if (i == close || source_is(src, i, members ? ";" : ",")) {
			struct changed_item item = { .fn = SOURCE_NONE,
						     .member = members,
						     .after = after };

			chain[1] = program_word(&c->words, src, first, i);
			chain[0] = term_word(&c->words, (const char *)chain, sizeof(chain));
			item.body = members ? 0 : chain[0];
			if (members && i > first)
				add_declared(c, src, first, i, item);
			else if (!members && grammar_is_ident(src, first))
				add(c, src, first, first, i, item);
			first = i + 1;
		}
	}
}

/* Tokens [first, end) of the top level outside functions: one declaration. */
static void add_declaration(struct changed *c, const struct source *src, uint32_t first,
			    uint32_t end, bool after)
{
	struct changed_item item = { .fn = SOURCE_NONE, .after = after };
	struct declarators d = { 0 };
	uint32_t body = SOURCE_NONE;

	declaration_read(src, first, end, &d);
	for (size_t i = 0; i < d.count && body == SOURCE_NONE; i++)
		body = d.d[i].type.body;
	if (body != SOURCE_NONE) {
		add_body(c, src, body, d.d[0].type.kind != TYPE_ENUM, after);
		/* the body is compared by its parts */
		item.body = program_word(&c->words, src, first, body);
	}
	for (size_t i = 0; i < d.count; i++)
		if (d.d[i].name != SOURCE_NONE)
			add(c, src, d.d[i].name, first, end, item);
	declaration_free(&d);
}

static void add_macro(struct changed *c, const struct source *src, const struct directive *d,
		      bool after)
{
	const char *text = src->text + d->at, *name = memmem(text, d->len, "define", 6), *end;
	struct changed_item item = { .fn = SOURCE_NONE, .macro = true, .after = after, .src = src };

	if (!name)
		return;
	for (name += 6; *name == ' ' || *name == '\t'; name++)
		;
	for (end = name; source_is_word(*end); end++)
		;
	item.name = term_word(&c->words, name, (size_t)(end - name));
	item.body = term_word(&c->words, end, (size_t)(text + d->len - end));
	item.condition = condition_word(c, src, d->cond);
	item.first = (uint32_t)(end - src->text);
	item.end = d->at + d->len;
	VEC_PUSH(c->item, c->count, c->room, item);
}

void changed_add(struct changed *c, const struct source *src, bool after)
{
	uint32_t fn = 0, first = 0;

	for (size_t d = 0; d < src->directives; d++) {
		const struct directive *dir = &src->directive[d];

		if (dir->kind == DIRECTIVE_DEFINE)
			add_macro(c, src, dir, after);
		/* what a header of the driver's own brings in is not looked at */
		if (dir->kind == DIRECTIVE_INCLUDE && memchr(src->text + dir->at, '"', dir->len))
			VEC_PUSH(
				c->item, c->count, c->room,
				(struct changed_item){
					.name = term_word(&c->words, "an #include", 11),
					.body = term_word(&c->words, src->text + dir->at, dir->len),
					.src = src,
					.fn = SOURCE_NONE,
					.after = after });
	}
	for (uint32_t i = 0; i < src->tokens; i++) {
		uint32_t mate = src->token[i].mate;

		if (fn < src->functions && i == src->function[fn].first) {
			const struct function *f = &src->function[fn];

			add(c, src, f->name, f->first, f->close + 1,
			    (struct changed_item){ .fn = fn, .after = after });
			first = f->close + 1;
			i = f->close;
			fn++;
		} else if (source_is(src, i, ";")) {
			if (i > first)
				add_declaration(c, src, first, i, after);
			first = i + 1;
		} else if (mate != SOURCE_NONE && mate > i) {
			i = mate;
		}
	}
}

/* -- both versions -------------------------------------------------------------------------- */

static int compare_items(const void *left, const void *right)
{
	const struct changed_item *a = left, *b = right;

	if (a->name != b->name)
		return a->name < b->name ? -1 : 1;
	if (a->member != b->member)
		return a->member ? 1 : -1;
	if (a->body != b->body)
		return a->body < b->body ? -1 : 1;
	return a->condition < b->condition ? -1 : a->condition > b->condition;
}

void changed_compare(struct changed *c)
{
	if (c->count)
		qsort(c->item, c->count, sizeof(*c->item), compare_items);
	for (size_t i = 0, end; i < c->count; i = end) {
		size_t of[2] = { 0 };

		for (end = i; end < c->count && !compare_items(&c->item[i], &c->item[end]); end++)
			of[c->item[end].after]++;
		for (size_t k = i; k < end; k++)
			c->item[k].changed = of[0] != of[1];
	}
}

void changed_free(struct changed *c)
{
	free(c->item);
	term_free(&c->words);
	*c = (struct changed){ 0 };
}

/* -- who uses it ---------------------------------------------------------------------------- */

/* The first item of that name, or the count. */
static size_t find(const struct changed *c, uint32_t name)
{
	size_t low = 0, high = c->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (c->item[mid].name < name)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct search {
	struct changed *c;
	size_t *queue; /* items whose text is to be read */
	size_t queued;
	bool *seen;
	uint32_t own; /* name of the function itself */
	changed_is_same *same;
	void *ctx;
	const struct changed_item *found;
};

static void meet(struct search *s, uint32_t name, bool member)
{
	const struct changed *c = s->c;

	for (size_t i = find(c, name); name != s->own && i < c->count && c->item[i].name == name;
	     i++) {
		const struct changed_item *item = &c->item[i];

		if (item->member != member || s->seen[i])
			continue;
		s->seen[i] = true;
		s->queue[s->queued++] = i;
		if (item->changed && !s->found &&
		    !(item->fn != SOURCE_NONE && s->same(s->ctx, item->src, item->fn)))
			s->found = item;
	}
}

static void read_tokens(struct search *s, const struct source *src, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (src->token[i].kind == TOKEN_IDENT)
			meet(s, word_at(s->c, src, i), grammar_is_member(src, i));
}

/* Of a macro's text; a name in it may be a member or not. */
static void read_text(struct search *s, const char *text, size_t len)
{
	for (size_t i = 0, end; i < len; i = end + 1) {
		for (end = i; end < len && source_is_word(text[end]); end++)
			;
		if (end > i) {
			meet(s, term_word(&s->c->words, text + i, end - i), false);
			meet(s, term_word(&s->c->words, text + i, end - i), true);
		}
	}
}

const struct changed_item *changed_used(struct changed *c, const struct source *src, uint32_t fn,
					changed_is_same *same, void *ctx)
{
	struct search s = { .c = c, .same = same, .ctx = ctx };
	const struct function *f = &src->function[fn];

	s.queue = memory_alloc((c->count + 1) * sizeof(*s.queue));
	s.seen = memory_alloc(c->count + 1);
	s.own = word_at(c, src, f->name);
	meet(&s, term_word(&c->words, "an #include", 11), false);
	read_tokens(&s, src, f->first, f->close + 1);
	for (size_t k = 0; k < s.queued && !s.found; k++) {
		const struct changed_item *item = &c->item[s.queue[k]];

		if (item->macro)
			read_text(&s, item->src->text + item->first, item->end - item->first);
		else
			read_tokens(&s, item->src, item->first, item->end);
	}
	free(s.queue);
	free(s.seen);
	return s.found;
}
