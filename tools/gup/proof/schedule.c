// SPDX-License-Identifier: GPL-2.0-only
/*
 * schedule: depth first, the last answer first. The questions of this run are found by hash; what
 * another run left in the table has its number.
 */
#include "schedule.h"

#include <stdlib.h>

#include "base/memory.h"

void schedule_begin(struct schedule *s)
{
	s->asked = 0;
	s->run++;
}

/* Where the question is, or would be. */
static struct schedule_slot *find_slot(const struct schedule *s, uint64_t question)
{
	for (size_t at = (size_t)question;; at++) {
		struct schedule_slot *slot = &s->slot[at & (s->slots - 1)];

		if (slot->run != s->run || s->choice[slot->choice].question == question)
			return slot;
	}
}

static void grow(struct schedule *s)
{
	free(s->slot);
	s->slots = s->slots ? 2 * s->slots : 64;
	s->slot = memory_alloc(s->slots * sizeof(*s->slot));
	for (size_t i = 0; i < s->asked; i++)
		*find_slot(s, s->choice[i].question) =
			(struct schedule_slot){ .run = s->run, .choice = (uint32_t)i };
}

uint32_t schedule_ask(struct schedule *s, uint64_t question, uint32_t answers)
{
	struct schedule_slot *slot;

	if (2 * (s->asked + 1) > s->slots)
		grow(s);
	slot = find_slot(s, question);
	if (slot->run == s->run)
		return s->choice[slot->choice].answer;
	*slot = (struct schedule_slot){ .run = s->run, .choice = (uint32_t)s->asked };
	/* what follows is the same as in the last run, up to its last answer */
	if (s->asked == s->count) {
		struct schedule_choice c = { .question = question, .answers = answers };

		if (s->seed)
			c.answer = (uint32_t)(schedule_mix(question, s->seed) % answers);
		VEC_PUSH(s->choice, s->count, s->room, c);
	}
	return s->choice[s->asked++].answer;
}

bool schedule_next(struct schedule *s)
{
	s->count = s->asked;
	while (s->count) {
		struct schedule_choice *last = &s->choice[s->count - 1];

		if (++last->answer < last->answers)
			return true;
		s->count--;
	}
	return false;
}

void schedule_free(struct schedule *s)
{
	free(s->choice);
	free(s->slot);
	*s = (struct schedule){ 0 };
}

/* The finaliser of MurmurHash3. */
uint64_t schedule_mix(uint64_t question, uint64_t more)
{
	uint64_t h = question * UINT64_C(0x9e3779b97f4a7c15) + more;

	h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ h >> 33;
}
