// SPDX-License-Identifier: GPL-2.0-only
/* fast: the mask of flags, and the WARNs that reject. */
#include "fast.h"

#include <string.h>

#include "base/memory.h"
#include "gup/primitives.h"
#include "source/grammar.h"

#define MAX_BODIES 8

struct reading {
	const struct source *src;
	bool pins;
	bool masked;
	struct buf mask;    /* names that it lets through, a blank after each */
	struct buf refused; /* names that a WARN rejects */
	uint32_t body[MAX_BODIES];
	size_t bodies;
};

static bool lists(const char *list, const char *name, size_t len)
{
	while (list && *list) {
		size_t n = strcspn(list, " ");

		if (n == len && !memcmp(list, name, len))
			return true;
		list += n + (list[n] == ' ');
	}
	return false;
}

bool api_accepts(const struct api_function *fn, const char *flag, size_t len)
{
	return lists(fn->flags, flag, len);
}

static void add_flags(const struct source *src, uint32_t first, uint32_t end, struct buf *out)
{
	for (uint32_t i = first; i < end; i++)
		if (primitives_is_flag(src, i))
			buf_printf(out, "%.*s ", (int)src->token[i].len,
				   src->text + src->token[i].at);
}

/* "flags & ~(A | B)" in [first, end): flags outside the mask are asked for. */
static bool take_mask(struct reading *r, uint32_t first, uint32_t end)
{
	const struct source *src = r->src;
	struct buf names = { 0 }, both = { 0 };
	bool found = false;

	for (uint32_t i = first; i + 2 < end; i++) {
		uint32_t last;

		if (!source_is(src, i, "&") || !source_is(src, i + 1, "~"))
			continue;
		last = src->token[i + 2].mate != SOURCE_NONE ? src->token[i + 2].mate : i + 3;
		buf_reset(&names);
		buf_addstr(&names, "");
		add_flags(src, i + 2, last, &names);
		buf_reset(&both);
		for (const char *name = names.data; name && *name; name += strcspn(name, " ") + 1)
			if (!r->masked || lists(r->mask.data, name, strcspn(name, " ")))
				buf_add(&both, name, strcspn(name, " ") + 1);
		buf_reset(&r->mask);
		buf_addstr(&r->mask, both.data ? both.data : "");
		r->masked = found = true;
	}
	buf_free(&names);
	buf_free(&both);
	return found;
}

/* Of "!(flags & FOLL_PIN)": is it never true, since the form sets the flag itself? */
static bool is_set_here(const struct reading *r, uint32_t first, uint32_t end)
{
	const char *own = r->pins ? "FOLL_PIN" : "FOLL_GET";

	if (!source_is(r->src, first, "!"))
		return false;
	for (uint32_t i = first; i < end; i++)
		if (source_is(r->src, i, own))
			return true;
	return false;
}

/*
 * The condition [first, end) of a WARN. Where all of several tests must hold for it, it cannot once the
 * flags of the last one are not passed.
 */
static void take_warning(struct reading *r, uint32_t first, uint32_t end)
{
	uint32_t from = first, last = first, last_end = first;

	for (uint32_t i = first; i <= end; i++) {
		bool names = false;

		if (i < end && r->src->token[i].mate != SOURCE_NONE && r->src->token[i].mate > i)
			i = r->src->token[i].mate;
		if (i < end && !source_is(r->src, i, "&&"))
			continue;
		if (is_set_here(r, from, i))
			return;
		for (uint32_t k = from; k < i; k++)
			names |= primitives_is_flag(r->src, k);
		if (names && !source_is(r->src, from, "!")) {
			last = from;
			last_end = i;
		}
		from = i + 1;
	}
	add_flags(r->src, last, last_end, &r->refused);
}

/* Function @name of the file, if it is one that is handed the flags to look at. */
static void add_body(struct reading *r, uint32_t name)
{
	const struct source *src = r->src;

	for (uint32_t fn = 0; fn < src->functions && r->bodies < MAX_BODIES; fn++) {
		bool known = !source_same(src, src->function[fn].name, src, name) ||
			     source_is_dead(src, src->function[fn].name);

		for (size_t i = 0; i < r->bodies; i++)
			known |= r->body[i] == fn;
		if (!known)
			r->body[r->bodies++] = fn;
	}
}

/* Is the flags variable among the arguments of the call whose "(" is @open, and does it stay on the fast way? */
static bool hands_flags_on(const struct source *src, uint32_t open)
{
	static const char *const ways[] = { "fast", "valid", "check" };
	bool on = false;

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		on |= source_holds(src, open - 1, ways[i]);
	for (uint32_t i = open; on && i < src->token[open].mate; i++)
		if (source_is(src, i, "gup_flags") || source_is(src, i, "flags"))
			return true;
	return false;
}

static void read_body(struct reading *r, uint32_t fn)
{
	const struct source *src = r->src;

	for (uint32_t i = src->function[fn].open; i < src->function[fn].close; i++) {
		uint32_t close;

		if (!grammar_is_call(src, i))
			continue;
		close = src->token[i + 1].mate;
		if (source_is(src, i, "WARN_ON") || source_is(src, i, "WARN_ON_ONCE") ||
		    source_is(src, i, "if")) {
			if (!take_mask(r, i + 2, close) && !source_is(src, i, "if"))
				take_warning(r, i + 2, close);
		} else if (hands_flags_on(src, i + 1)) {
			add_body(r, i);
		}
	}
}

/* What no caller passes: it means something inside mm/ only, or leaves nothing to fault. */
static bool is_internal(const char *name, size_t len)
{
	return lists("FOLL_PIN FOLL_GET FOLL_TOUCH FOLL_REMOTE FOLL_TRIED FOLL_FAST_ONLY "
		     "FOLL_UNLOCKABLE FOLL_NOFAULT FOLL_NOWAIT",
		     name, len);
}

static void read_form(struct api_function *fn, bool pins, const struct source *src)
{
	struct reading r = { .src = src, .pins = pins };
	struct buf flags = { 0 };

	for (uint32_t i = 0; i < src->functions && !r.bodies; i++)
		if (source_is(src, src->function[i].name, fn->name))
			add_body(&r, src->function[i].name);
	for (size_t i = 0; i < r.bodies; i++)
		read_body(&r, r.body[i]);
	if (r.bodies && !r.masked)
		buf_addstr(&r.mask, "FOLL_WRITE ");
	for (const char *name = r.mask.data; r.bodies && *name; name += strcspn(name, " ") + 1) {
		size_t len = strcspn(name, " ");

		if (!is_internal(name, len) && !lists(r.refused.data, name, len))
			buf_add(&flags, name, len + 1);
	}
	if (r.bodies)
		fn->flags = memory_strdup(flags.data ? flags.data : "");
	buf_free(&flags);
	buf_free(&r.mask);
	buf_free(&r.refused);
}

void fast_read(struct api *api, const struct source *gup)
{
	for (int callee = 0; callee < CALLEE_COUNT; callee++) {
		struct api_function *fn = &api->function[callee][FORM_FAST];

		if (fn->params && api_position(fn, ROLE_FLAGS) >= 0 && !fn->flags)
			read_form(fn, callee == CALLEE_PIN, gup);
		fn->longterm = api_accepts(fn, "FOLL_LONGTERM", 13);
	}
}
