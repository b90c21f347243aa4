// SPDX-License-Identifier: GPL-2.0-only
/* intern: a table of numbers by hash beside the array of texts. */
#include "intern.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "../code/nameset.h"

static uint32_t *find_slot(const struct intern *in, const char *text)
{
	size_t at = nameset_hash(text, strlen(text));

	for (;; at++) {
		uint32_t *slot = &in->slot[at & (in->slots - 1)];

		if (!*slot || !strcmp(in->text[*slot], text))
			return slot;
	}
}

static void grow(struct intern *in)
{
	free(in->slot);
	in->slots = in->slots ? 2 * in->slots : 256;
	in->slot = memory_alloc(in->slots * sizeof(*in->slot));
	for (uint32_t i = 1; i < in->count; i++)
		*find_slot(in, in->text[i]) = i;
}

uint32_t intern_take(struct intern *in, char *text)
{
	uint32_t *slot;

	if (!in->count)
		VEC_PUSH(in->text, in->count, in->room, memory_strdup(""));
	if (2 * (in->count + 1) > in->slots)
		grow(in);
	slot = *text ? find_slot(in, text) : NULL;
	if (!slot || *slot) {
		free(text);
		return slot ? *slot : 0;
	}
	*slot = (uint32_t)in->count;
	VEC_PUSH(in->text, in->count, in->room, text);
	return *slot;
}

const char *intern_text(const struct intern *in, uint32_t number)
{
	return in->count ? in->text[number] : "";
}

void intern_free(struct intern *in)
{
	for (size_t i = 0; i < in->count; i++)
		free(in->text[i]);
	free(in->text);
	free(in->slot);
	*in = (struct intern){ 0 };
}
