// SPDX-License-Identifier: GPL-2.0-only
/* part: the life of one patch. */
#include "part.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

bool strings_has(const struct strings *s, const char *text)
{
	for (size_t i = 0; i < s->count; i++)
		if (!strcmp(s->text[i], text))
			return true;
	return false;
}

void strings_add(struct strings *s, const char *text)
{
	if (!strings_has(s, text))
		VEC_PUSH(s->text, s->count, s->room, memory_strdup(text));
}

void strings_free(struct strings *s)
{
	for (size_t i = 0; i < s->count; i++)
		free(s->text[i]);
	free(s->text);
	*s = (struct strings){ 0 };
}

void part_add_file(struct part *p, const char *path, const struct buf *before,
		   const struct buf *after)
{
	struct part_file file = { .path = memory_strdup(path), .mode = "100644" };

	buf_reserve(&file.before, before->len);
	buf_add(&file.before, before->data, before->len);
	buf_reserve(&file.after, after->len);
	buf_add(&file.after, after->data, after->len);
	VEC_PUSH(p->file, p->files, p->file_room, file);
}

bool part_has(const struct part *part, size_t count, const char *path)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < part[i].files; k++)
			if (!strcmp(part[i].file[k].path, path))
				return true;
	return false;
}

void part_free(struct part *p)
{
	for (size_t i = 0; i < p->files; i++) {
		free(p->file[i].path);
		buf_free(&p->file[i].before);
		buf_free(&p->file[i].after);
	}
	free(p->file);
	free(p->subject);
	buf_free(&p->body);
	buf_free(&p->notes);
	strings_free(&p->to);
	strings_free(&p->cc);
	free(p->name);
	buf_free(&p->mail);
	*p = (struct part){ 0 };
}
