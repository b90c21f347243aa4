// SPDX-License-Identifier: GPL-2.0-only
/* facts_api: what the tree's implementation says of a variant, in its own words. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "facts.h"
#include "source/grammar.h"

#define DEEP 8 /* functions from a variant to the one that takes the lock */

/* The first function of the family's kind that @fn calls, or SOURCE_NONE. */
static uint32_t next_function(const struct source *src, uint32_t fn)
{
	for (uint32_t tok = src->function[fn].open; tok < src->function[fn].close; tok++) {
		char *name;
		bool family;
		uint32_t found;

		if (!grammar_has_arguments(src, tok))
			continue;
		name = source_word(src, tok);
		family = strstr(name, "user_pages") || strstr(name, "gup_longterm") ||
			 strstr(name, "gup_fast_fallback");
		found = family ? source_find_word(src, name) : SOURCE_NONE;
		free(name);
		if (found != SOURCE_NONE && found != fn)
			return found;
	}
	return SOURCE_NONE;
}

/* Does the function set FOLL_TOUCH, itself or as a wrapper of one of the family? */
static bool touches(const struct source *src, const char *name)
{
	uint32_t fn = source_find_word(src, name), next;

	if (fn == SOURCE_NONE)
		return false;
	if (source_has(src, fn, "FOLL_TOUCH"))
		return true;
	next = next_function(src, fn);
	if (next == SOURCE_NONE ||
	    source_is(src, src->function[next].name, "__gup_longterm_locked"))
		return false;
	return source_has(src, next, "FOLL_TOUCH");
}

/* How the first function on the way from @name that takes the lock does it. */
static void read_lock(const struct source *src, const char *name, struct facts_api *out)
{
	uint32_t fn = source_find_word(src, name);

	for (int i = 0; i < DEEP && fn != SOURCE_NONE; i++) {
		if (source_has(src, fn, "mmap_read_lock") || source_has(src, fn, "down_read"))
			return;
		if (source_has(src, fn, "mmap_read_lock_killable") ||
		    source_has(src, fn, "down_read_killable")) {
			out->lock_killable = true;
			out->eagain = source_has(src, fn, "EAGAIN");
			return;
		}
		fn = next_function(src, fn);
	}
}

int facts_api_read(struct tree *tree, const struct api_function *from,
		   const struct api_function *to, struct facts_api *out, struct error *err)
{
	static const char *const files[] = { "mm/gup.c", "mm/memory.c" };
	struct buf text = { 0 };
	struct source src;
	int found = 1;

	*out = (struct facts_api){ 0 };
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]) && !out->known; i++) {
		found = tree_read(tree, files[i], &text, err);
		if (found < 0)
			break;
		if (found)
			continue;
		source_read(&src, text.data, text.len);
		out->known = source_find_word(&src, from->name) != SOURCE_NONE &&
			     source_find_word(&src, to->name) != SOURCE_NONE;
		if (out->known) {
			out->touches = touches(&src, to->name) && !touches(&src, from->name);
			out->wait_killable = memmem(text.data, text.len, "FAULT_FLAG_KILLABLE",
						    strlen("FAULT_FLAG_KILLABLE"));
			if (to != from && strcmp(to->name, from->name) != 0)
				read_lock(&src, to->name, out);
		}
		source_free(&src);
	}
	if (found >= 0) {
		found = tree_read(tree, "fs/userfaultfd.c", &text, err);
		if (found > 0) /* it moved in 7.x */
			found = tree_read(tree, "mm/userfaultfd.c", &text, err);
		out->userfaultfd = !found;
	}
	if (found >= 0) {
		found = tree_read(tree, "kernel/events/core.c", &text, err);
		out->perf_charges = !found && memmem(text.data, text.len, "pinned_vm", 9);
	}
	buf_free(&text);
	return found < 0 ? -1 : 0;
}
