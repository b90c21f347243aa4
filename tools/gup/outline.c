// SPDX-License-Identifier: GPL-2.0-only
/* outline: the calls of a function and the variables of its brackets. */
#include "outline.h"

#include <stdlib.h>

#include "../base/memory.h"

static void add_once(uint32_t **tokens, size_t *count, size_t *room, uint32_t token)
{
	for (size_t i = 0; i < *count; i++)
		if ((*tokens)[i] == token)
			return;
	VEC_PUSH(*tokens, *count, *room, token);
}

static struct layout_local *local_of(struct outline *o, const struct bracket *b)
{
	for (size_t i = 0; i < o->locals; i++)
		if (o->local[i].set[0] == b->acquire[0].first)
			return &o->local[i];
	VEC_PUSH(o->local, o->locals, o->local_room, (struct layout_local){ 0 });
	return &o->local[o->locals - 1];
}

static void add_uses(struct outline *o, const struct site *site, const struct bracket *b)
{
	struct layout_local *l = local_of(o, b);

	for (size_t i = 0; i < b->acquires; i++)
		add_once(&l->set, &l->sets, &l->set_room, b->acquire[i].first);
	add_once(&l->use, &l->uses, &l->use_room, site->name);
	for (size_t i = 0; i < b->releases; i++)
		add_once(&l->use, &l->uses, &l->use_room, b->release[i].first);
}

void outline_make(const struct sites *sites, size_t file, const struct judgement *judgement,
		  uint32_t fn, struct outline *outline)
{
	*outline = (struct outline){ 0 };
	for (size_t i = sites->file[file].first; i < sites->file[file].end; i++) {
		const struct site *site = &sites->site[i];
		const struct judgement *j = &judgement[i];

		if (site->function != fn || site->name == SOURCE_NONE)
			continue;
		VEC_PUSH(outline->call, outline->calls, outline->call_room,
			 (struct layout_call){ site->name, site->open, site->close });
		if (j->verdict == VERDICT_LOCKED && j->bracket.acquires && j->bracket.releases)
			add_uses(outline, site, &j->bracket);
	}
}

void outline_free(struct outline *outline)
{
	for (size_t i = 0; i < outline->locals; i++) {
		free(outline->local[i].set);
		free(outline->local[i].use);
	}
	free(outline->local);
	free(outline->call);
}
