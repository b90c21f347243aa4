// SPDX-License-Identifier: GPL-2.0-only
/* facts: the function, through the audit's flow and bracket. */
#include "facts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "gup/verdict/bracket.h"
#include "gup/verdict/predict.h"
#include "gup/verdict/rests.h"
#include "source/grammar.h"

#define NAMED 6 /* functions that are listed; the rest are "others" */

/* Not worth a word in a message: keywords, arithmetic, macros in capitals. */
static bool is_dull(const char *name)
{
	static const char *const names[] = { "if",     "while",	   "for",   "switch", "return",
					     "sizeof", "typeof",   "min",   "max",    "min_t",
					     "max_t",  "unlikely", "likely" };
	bool lower = false;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i]))
			return true;
	for (const char *c = name; *c; c++)
		lower = lower || islower((unsigned char)*c);
	return !lower || strstr(name, "_user_pages");
}

struct name_list {
	char **name;
	size_t count, room;
};

static void add_names(const struct flow *flow, uint32_t stmt, struct name_list *list)
{
	uint32_t first, end;

	flow_own_tokens(flow, stmt, &first, &end);
	for (uint32_t tok = first; tok < end; tok++) {
		char *name;
		bool known;

		if (!grammar_is_call(flow->src, tok))
			continue;
		name = source_word(flow->src, tok);
		known = is_dull(name);
		for (size_t i = 0; i < list->count && !known; i++)
			known = !strcmp(list->name[i], name);
		if (known)
			free(name);
		else
			VEC_PUSH(list->name, list->count, list->room, name);
	}
}

/* "a(), b() and c()", of many only the first; frees the names. */
static char *join(struct name_list *list)
{
	size_t told = list->count > NAMED ? NAMED : list->count;
	struct buf text = { 0 };

	for (size_t i = 0; i < list->count; i++) {
		bool last = i + 1 == told && told == list->count;

		if (i < told)
			buf_printf(&text, "%s%s()", !i ? "" : last ? " and " : ", ", list->name[i]);
		free(list->name[i]);
	}
	if (told < list->count)
		buf_addstr(&text, " and others");
	free(list->name);
	*list = (struct name_list){ 0 };
	return buf_detach(&text);
}

/* Is the call in a loop that the acquisition is not in? */
static bool is_in_loop(const struct flow *flow, uint32_t stmt, uint32_t acquire)
{
	for (uint32_t i = stmt; i != SOURCE_NONE; i = flow->st.stmt[i].parent) {
		const struct stmt *s = &flow->st.stmt[i];

		if (s->kind == STMT_LOOP && (acquire < s->first || acquire >= s->end))
			return true;
	}
	return false;
}

/* Does the statement do anything by itself? */
static bool does_something(const struct flow *flow, uint32_t i)
{
	switch (flow->st.stmt[i].kind) {
	case STMT_BLOCK:
	case STMT_LABEL:
	case STMT_GOTO:
	case STMT_BREAK:
	case STMT_CONTINUE:
	case STMT_EMPTY:
	case STMT_CPP:
		return false;
	default:
		return flow_op_at(flow, i) == SOURCE_NONE;
	}
}

static void read_bracket(const struct flow *flow, const struct site *site,
			 const struct judgement *j, struct facts *f)
{
	uint32_t call = statement_at(&flow->st, site->name), acquire = j->bracket.acquire[0].call;
	struct name_list under = { 0 }, before = { 0 };
	struct bracket_span span;
	uint32_t counter;

	bracket_read(flow, call, &span);
	counter = rests_counter(flow, &span);
	f->counter = counter == SOURCE_NONE ? NULL : source_word(flow->src, counter);
	f->alone = true;
	for (uint32_t i = 0; i < flow->st.count; i++) {
		if (!span.under[i] || span.is_release[i])
			continue;
		add_names(flow, i, &under);
		if (!span.after[i])
			add_names(flow, i, &before);
		if (i != call && does_something(flow, i) && flow->st.stmt[i].kind != STMT_LOOP &&
		    flow->st.stmt[i].kind != STMT_IF)
			f->alone = false;
	}
	f->alone = f->alone && !under.count;
	f->under = join(&under);
	f->before = join(&before);
	f->loop = is_in_loop(flow, call, acquire);
	bracket_free(&span);
}

static void read_lock(const struct flow *flow, const struct sites *sites, const struct site *site,
		      const struct judgement *j, struct facts *f)
{
	const struct source *src = flow->src;
	char *named = site_arg_text(sites, site, ROLE_MM);

	f->acquire = source_word(src, j->bracket.acquire[0].call);
	f->release = source_word(src, j->bracket.release[0].call);
	f->killable = strstr(f->acquire, "killable");
	f->lock = memory_strdup(strstr(f->acquire, "mmap") ? "mmap_lock" : "mmap_sem");
	for (uint32_t i = 0; i < flow->locks.count; i++) {
		const struct lock_op *l = &flow->locks.op[i];

		if (l->call == j->bracket.acquire[0].call && !f->mm)
			f->mm = source_join(src, l->mm, l->mm_end);
	}
	if (!f->mm)
		f->mm = memory_strdup("the mm");
	f->same_mm = !*named || !strcmp(named, f->mm);
	free(named);
}

/* What follows the first "; " of the detail, a line each. */
static void add_notes(const struct judgement *j, struct buf *notes)
{
	const char *note = j->detail ? strstr(j->detail, "; ") : NULL;

	while (note) {
		const char *next = strstr(note + 2, "; ");
		size_t len = next ? (size_t)(next - note) - 2 : strlen(note + 2);

		if (!notes->len || !memmem(notes->data, notes->len, note + 2, len)) {
			buf_add(notes, note + 2, len);
			buf_addch(notes, '\n');
		}
		note = next;
	}
}

static bool is_alike(const struct sites *sites, const struct judgement *judgement, size_t a,
		     size_t b)
{
	return sites->site[a].function == sites->site[b].function &&
	       sites->site[a].callee == sites->site[b].callee &&
	       judgement[a].verdict == judgement[b].verdict;
}

bool facts_begin(const struct sites *sites, const struct judgement *judgement, size_t i)
{
	const struct site_file *file = &sites->file[sites->site[i].file];

	if (!judgement_changes(&judgement[i]))
		return false;
	for (size_t k = file->first; k < i; k++)
		if (is_alike(sites, judgement, k, i))
			return false;
	return true;
}

/* Are two calls under one lock such that both can happen? */
static bool is_sequence(const struct flow *flow, const struct sites *sites,
			const struct judgement *judgement, size_t a, size_t b)
{
	uint32_t from = statement_at(&flow->st, sites->site[a].name);
	uint32_t to = statement_at(&flow->st, sites->site[b].name);
	bool *seen, both;

	if (a == b || judgement[a].bracket.acquire[0].call != judgement[b].bracket.acquire[0].call)
		return false;
	seen = memory_alloc((flow->st.count + 1) * sizeof(*seen));
	flow_reach(flow, from, NULL, seen);
	both = seen[to];
	free(seen);
	return both;
}

void facts_read(const struct sites *sites, const struct judgement *judgement, const struct api *api,
		size_t first, struct facts *f)
{
	const struct site *site = &sites->site[first];
	const struct judgement *j = &judgement[first];
	struct buf notes = { 0 };
	struct flow flow;

	*f = (struct facts){ .file = &sites->file[site->file],
			     .locked = j->verdict == VERDICT_LOCKED,
			     .fast = j->verdict == VERDICT_FAST,
			     .retries = j->verdict != VERDICT_FAST || j->unlocked_too,
			     .callee = site->callee,
			     .schedules = j->schedules };
	f->function = source_word(&f->file->src, f->file->src.function[site->function].name);
	f->from = &api->function[site->callee][FORM_PLAIN];
	f->to = &api->function[site->callee][predict_form(j)];
	f->needed_before = j->detail && strstr(j->detail, "needed before the call");
	f->knows_eagain = source_has(&f->file->src, site->function, "EAGAIN");
	flow_read(&f->file->src, site->function, &flow);
	read_lock(&flow, sites, site, j, f);
	read_bracket(&flow, site, j, f);
	for (size_t i = first; i < f->file->end; i++) {
		if (!is_alike(sites, judgement, first, i))
			continue;
		f->calls++;
		f->sequence = f->sequence || is_sequence(&flow, sites, judgement, first, i);
		add_notes(&judgement[i], &notes);
	}
	flow_free(&flow);
	f->notes = buf_detach(&notes);
}

void facts_free(struct facts *f)
{
	free(f->function);
	free(f->mm);
	free(f->lock);
	free(f->acquire);
	free(f->release);
	free(f->under);
	free(f->before);
	free(f->counter);
	free(f->notes);
	*f = (struct facts){ 0 };
}
