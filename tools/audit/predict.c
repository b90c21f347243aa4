// SPDX-License-Identifier: GPL-2.0-only
/* predict: what the tokens of a file must be after its judged sites are rewritten. */
#include "predict.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

enum form predict_form(const struct judgement *judgement)
{
	if (judgement->verdict == VERDICT_UNLOCKED)
		return FORM_UNLOCKED;
	return judgement->verdict == VERDICT_LOCKED ? FORM_LOCKED : FORM_PLAIN;
}

/* What one site becomes. */
struct prediction {
	const struct source *src;
	const struct site *site;
	const struct api_function *from, *to;
	struct changes *changes;
};

static void add(struct prediction *p, uint32_t first, uint32_t end, char *text)
{
	VEC_PUSH(p->changes->change, p->changes->count, p->changes->room,
		 (struct change){ .first = first, .end = end, .text = text });
}

static void add_tokens(const struct source *src, uint32_t first, uint32_t end, struct buf *out)
{
	for (uint32_t i = first; i < end; i++) {
		if (out->len && out->data[out->len - 1] != ' ')
			buf_addch(out, ' ');
		buf_add(out, src->text + src->token[i].at, src->token[i].len);
	}
}

/* May `| FLAG` follow the expression without parentheses, also as a reader sees it? */
static bool joins_plainly(const struct source *src, struct site_arg arg)
{
	for (uint32_t i = arg.first; i < arg.end; i++)
		if (src->token[i].kind == TOKEN_PUNCT && !source_is(src, i, "|") &&
		    !source_is(src, i, "->") && !source_is(src, i, "."))
			return false;
	return true;
}

/* The new argument for @role, tokens separated by single spaces; the caller's. */
static char *argument(const struct prediction *p, enum role role)
{
	struct site_arg old = p->site->arg[role];
	struct buf text = { 0 };

	if (role == ROLE_LOCKED)
		return memory_strdup("& " PREDICT_LOCKED);
	add_tokens(p->src, old.first, old.end, &text);
	/* __get_user_pages_unlocked() of 4.6 to 4.9 sets neither flag itself, while
	 * get_user_pages_remote() does (mm/gup.c of those trees). */
	if (role == ROLE_FLAGS && p->site->callee == CALLEE_GET_REMOTE) {
		char *flags = buf_detach(&text);

		buf_printf(&text, joins_plainly(p->src, old) ? "%s%s" : "( %s )%s", flags,
			   *flags ? " | " : "");
		buf_addstr(&text, "FOLL_TOUCH | FOLL_REMOTE");
		free(flags);
	}
	return buf_detach(&text);
}

/* The range of the argument at @position in the old call. */
static struct site_arg old_argument(const struct prediction *p, int position)
{
	return p->site->arg[p->from->role[position]];
}

static void predict_call(struct prediction *p)
{
	int kept = p->from->params < p->to->params ? p->from->params : p->to->params;

	if (strcmp(p->from->name, p->to->name))
		add(p, p->site->name, p->site->name + 1, memory_strdup(p->to->name));
	for (int i = 0; i < kept; i++) {
		struct site_arg old = old_argument(p, i);

		if (p->from->role[i] != p->to->role[i] || p->to->role[i] == ROLE_LOCKED)
			add(p, old.first, old.end, argument(p, p->to->role[i]));
	}
	if (p->from->params > kept)
		add(p, old_argument(p, kept).first - 1, p->site->close, memory_strdup(""));
	for (int i = kept; i < p->to->params; i++) {
		char *text = argument(p, p->to->role[i]);

		add(p, p->site->close, p->site->close, memory_printf(", %s", text));
		free(text);
	}
}

static void predict_bracket(struct prediction *p, const struct bracket *bracket, enum form form)
{
	for (size_t i = 0; i < bracket->acquires && form == FORM_UNLOCKED; i++)
		add(p, bracket->acquire[i].first, bracket->acquire[i].end, memory_strdup(""));
	for (size_t i = 0; i < bracket->releases; i++) {
		const struct bracket_part *part = &bracket->release[i];

		if (form == FORM_UNLOCKED)
			add(p, part->first, part->end, memory_strdup(""));
		else
			add(p, part->first, part->first,
			    memory_strdup("if ( " PREDICT_LOCKED " )"));
	}
}

static int compare(const void *left, const void *right)
{
	const struct change *a = left, *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->end != b->end)
		return a->end < b->end ? -1 : 1;
	return strcmp(a->text, b->text);
}

/* Sort, and drop the repeats that come from sites of one bracket. */
static void settle(struct changes *changes)
{
	size_t kept = 0;

	if (changes->count)
		qsort(changes->change, changes->count, sizeof(*changes->change), compare);
	for (size_t i = 0; i < changes->count; i++) {
		if (kept && !compare(&changes->change[kept - 1], &changes->change[i]))
			free(changes->change[i].text);
		else
			changes->change[kept++] = changes->change[i];
	}
	changes->count = kept;
}

void predict_changes(const struct api *api, const struct sites *sites, size_t file,
		     const struct judgement *judgement, enum form form, struct changes *changes)
{
	const struct site_file *f = &sites->file[file];

	for (size_t i = f->first; i < f->end; i++) {
		const struct site *site = &sites->site[i];
		struct prediction p = { .src = &f->src,
					.site = site,
					.from = &api->function[site->callee][FORM_PLAIN],
					.to = &api->function[site->callee][form],
					.changes = changes };

		if (predict_form(&judgement[i]) != form || form == FORM_PLAIN)
			continue;
		predict_call(&p);
		predict_bracket(&p, &judgement[i].bracket, form);
	}
	settle(changes);
}

void predict_free(struct changes *changes)
{
	for (size_t i = 0; i < changes->count; i++)
		free(changes->change[i].text);
	free(changes->change);
	*changes = (struct changes){ 0 };
}

static void put(struct buf *out, const char *text, size_t len)
{
	if (!len)
		return;
	buf_add(out, text, len);
	buf_addch(out, ' ');
}

void predict_tokens(const struct source *src, uint32_t first, uint32_t end,
		    const struct changes *changes, struct buf *out)
{
	size_t c = 0;

	while (c < changes->count && changes->change[c].first < first)
		c++;
	for (uint32_t i = first; i < end;) {
		uint32_t next = i;

		for (; c < changes->count && changes->change[c].first == i; c++) {
			put(out, changes->change[c].text, strlen(changes->change[c].text));
			if (changes->change[c].end > next)
				next = changes->change[c].end;
		}
		if (next == i) {
			put(out, src->text + src->token[i].at, src->token[i].len);
			next++;
		}
		i = next;
	}
}
