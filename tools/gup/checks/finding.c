// SPDX-License-Identifier: GPL-2.0-only
/* finding: making, keeping and ordering. */
#include "finding.h"

#include <git2.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct finding *finding_add(struct findings *list, enum rule rule, const char *file,
			    const struct source *src, uint32_t tok, const char *fmt, ...)
{
	struct finding f = { .rule = rule, .file = memory_strdup(file) };
	uint32_t fn = source_function_at(src, tok);
	va_list args;

	f.line = src->token[tok].line;
	f.column = source_column(src, src->token[tok].at);
	f.end_column = f.column + src->token[tok].len;
	f.function =
		fn == SOURCE_NONE ? memory_strdup("") : source_word(src, src->function[fn].name);
	va_start(args, fmt);
	if (vasprintf(&f.message, fmt, args) < 0)
		f.message = memory_strdup(rule_summary(rule));
	va_end(args);
	VEC_PUSH(list->finding, list->count, list->room, f);
	return &list->finding[list->count - 1];
}

void finding_span(struct finding *f, const struct source *src, uint32_t first, uint32_t end)
{
	if (f->spans < FINDING_SPANS && end > first)
		f->span[f->spans++] =
			(struct line_span){ src->token[first].line, src->token[end - 1].line };
}

void finding_edit(struct finding *f, uint32_t at, uint32_t len, char *text)
{
	VEC_PUSH(f->fix.edit, f->fix.count, f->fix.room,
		 (struct edit){ .at = at, .len = len, .text = text });
}

void finding_drop_fix(struct finding *f)
{
	layout_edits_free(&f->fix);
	free(f->diff);
	f->diff = NULL;
}

void finding_free(struct finding *f)
{
	finding_drop_fix(f);
	free(f->file);
	free(f->function);
	free(f->message);
	free(f->commit);
	free(f->mail);
	*f = (struct finding){ 0 };
}

void findings_remove(struct findings *list, size_t index)
{
	finding_free(&list->finding[index]);
	list->count--;
	memmove(&list->finding[index], &list->finding[index + 1],
		(list->count - index) * sizeof(*list->finding));
}

void findings_free(struct findings *list)
{
	for (size_t i = 0; i < list->count; i++)
		finding_free(&list->finding[i]);
	free(list->finding);
	*list = (struct findings){ 0 };
}

static int compare(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;
	int by_file = strcmp(a->file, b->file);

	if (by_file)
		return by_file;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return a->rule < b->rule ? -1 : a->rule > b->rule;
}

/* Of the rule, the place and how many such there are before it: no line number is in it. */
static void set_fingerprint(struct findings *list, size_t from, size_t index)
{
	struct finding *f = &list->finding[index];
	struct buf b = { 0 };
	size_t before = 0;
	git_oid id;

	for (size_t i = from; i < index; i++)
		before += list->finding[i].rule == f->rule &&
			  !strcmp(list->finding[i].file, f->file) &&
			  !strcmp(list->finding[i].function, f->function);
	buf_printf(&b, "%s\n%s\n%s\n%zu", rule_id(f->rule), f->file, f->function, before);
	f->fingerprint[0] = '\0';
	if (!git_odb_hash(&id, b.data, b.len, GIT_OBJECT_BLOB))
		git_oid_tostr(f->fingerprint, sizeof(f->fingerprint), &id);
	buf_free(&b);
}

void findings_sort(struct findings *list, size_t from)
{
	if (list->count > from)
		qsort(list->finding + from, list->count - from, sizeof(*list->finding), compare);
	for (size_t i = from; i < list->count; i++)
		set_fingerprint(list, from, i);
}
