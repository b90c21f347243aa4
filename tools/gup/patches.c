// SPDX-License-Identifier: GPL-2.0-only
/* patches: the core_*.cocci as rules for spatch, and their subject for layout. */
#include "patches.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "canaries.h"
#include "gup/verdict/predict.h"

static const struct spatch_rule rules[PATCHES] = {
	{ "core_unlocked.cocci", NULL, &canaries_unlocked },
	{ "core_locked.cocci", PREDICT_LOCKED, &canaries_locked },
	{ "core_fast.cocci", NULL, &canaries_fast },
	{ "core_fast_write.cocci", NULL, &canaries_fast_write },
};

#define PATCHES_SLOW 2 /* without those of the fast forms */

const struct spatch_rule *patches_rule(size_t rule)
{
	return &rules[rule];
}

enum form patches_form(size_t rule, const struct api *api)
{
	static const enum form forms[PATCHES] = { FORM_UNLOCKED, FORM_LOCKED, FORM_FAST,
						  FORM_FAST };
	bool writes = api_position(&api->function[CALLEE_GET][FORM_FAST], ROLE_WRITE) >= 0;

	return rule < PATCHES_SLOW || writes == (rule == PATCHES_SLOW + 1) ? forms[rule]
									   : FORM_PLAIN;
}

struct spatch *patches_open(const struct spatch_options *options, bool fast)
{
	return spatch_new(options, rules, fast ? PATCHES : PATCHES_SLOW);
}

/* Is the word, whatever its case, among the NULL-terminated @words? */
static bool is_among(const char *word, size_t len, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == len && !strncasecmp(*words, word, len))
			return true;
	return false;
}

/*
 * Does the comment speak of the lock and of nothing else? Pages may be mentioned where the lock is
 * called by its name: "lock the pages" is about something else.
 */
static bool is_about_lock(const char *comment, size_t length)
{
	static const char *const names[] = { "mmap_sem",
					     "mmap_lock",
					     "semaphore",
					     "sem",
					     "rwsem",
					     "down_read",
					     "up_read",
					     "mmap_read_lock",
					     "mmap_read_unlock",
					     "mmap_semaphore",
					     NULL };
	static const char *const locks[] = { "lock",   "locks",	   "locked", "locking",
					     "unlock", "unlocked", NULL };
	static const char *const plain[] = {
		"a",	   "an",       "the",	    "and",     "to",	   "for",      "of",
		"our",	   "we",       "must",	    "need",    "needs",	   "now",      "here",
		"then",	   "again",    "it",	    "is",      "while",	   "with",     "in",
		"take",	   "taken",    "takes",	    "taking",  "acquire",  "acquires", "acquiring",
		"get",	   "getting",  "grab",	    "grabs",   "grabbing", "hold",     "holding",
		"release", "releases", "releasing", "drop",    "drops",	   "dropping", "up",
		"down",	   "read",     "reading",   "reader",  "readers",  "mode",     "side",
		"mm",	   "mmap",     "current",   "process", "task",	   "s",	       "memory",
		"map",	   "done",     "first",	    NULL
	};
	static const char *const pages[] = { "page", "pages", NULL };
	const char *at = comment, *end = comment + length;
	bool named = false, called = false, paged = false;

	while (at < end) {
		const char *word = at;
		size_t len;

		while (at < end && source_is_word(*at))
			at++;
		len = (size_t)(at - word);
		if (!len)
			at++;
		else if (is_among(word, len, names))
			named = true;
		else if (is_among(word, len, locks))
			called = true;
		else if (is_among(word, len, pages))
			paged = true;
		else if (!is_among(word, len, plain))
			return false;
	}
	return named || (called && !paged);
}

/* What the edits are about: the lock, and the variable that tells whether it is still held. */
static const struct layout_subject *subject_of(void)
{
	static const char *const names[] = { "locked", "mmap_locked", "gup_locked", NULL };
	static const struct layout_subject subject = {
		.word = "the lock",
		.is_about = is_about_lock,
		.placeholder = PREDICT_LOCKED,
		.names = names,
	};

	return &subject;
}

static void add_once(uint32_t **tokens, size_t *count, size_t *room, uint32_t token)
{
	for (size_t i = 0; i < *count; i++)
		if ((*tokens)[i] == token)
			return;
	VEC_PUSH(*tokens, *count, *room, token);
}

static struct layout_local *local_of(struct layout_request *r, const struct bracket *b)
{
	for (size_t i = 0; i < r->locals; i++)
		if (r->local[i].set[0] == b->acquire[0].first)
			return &r->local[i];
	VEC_PUSH(r->local, r->locals, r->local_room, (struct layout_local){ 0 });
	return &r->local[r->locals - 1];
}

static void add_uses(struct layout_request *r, const struct site *site, const struct bracket *b)
{
	struct layout_local *l = local_of(r, b);

	for (size_t i = 0; i < b->acquires; i++)
		add_once(&l->set, &l->sets, &l->set_room, b->acquire[i].first);
	add_once(&l->use, &l->uses, &l->use_room, site->name);
	for (size_t i = 0; i < b->releases; i++)
		add_once(&l->use, &l->uses, &l->use_room, b->release[i].first);
}

void patches_describe(const struct sites *sites, size_t file, const struct judgement *judgement,
		      struct layout_request *r)
{
	r->path = sites->file[file].path;
	r->src = &sites->file[file].src;
	r->subject = subject_of();
	for (size_t i = sites->file[file].first; i < sites->file[file].end; i++) {
		const struct site *site = &sites->site[i];
		const struct judgement *j = &judgement[i];

		if (site->function != r->function || site->name == SOURCE_NONE ||
		    site->form != FORM_PLAIN)
			continue;
		VEC_PUSH(r->call, r->calls, r->call_room,
			 (struct layout_call){ site->name, site->open, site->close });
		if (j->verdict == VERDICT_LOCKED && j->bracket.acquires && j->bracket.releases)
			add_uses(r, site, &j->bracket);
	}
}
