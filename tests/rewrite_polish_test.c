// SPDX-License-Identifier: GPL-2.0-only
/*
 * rewrite_polish: pairs of a function before and after. The locks in it are its brackets (each
 * acquisition begins one), all its calls are converted to the form that the case names, and the
 * layout must come out byte for byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/predict.h"
#include "base/memory.h"
#include "rewrite/rewrite.h"

struct work {
	struct api api;
	struct sites sites;
	struct judgement *judgement;
	struct changes changes;
	struct edits edits;
	struct buf notes;
	struct buf result;
	struct error err;
	int status;
};

static void set_function(struct api_function *fn, const char *name, const enum role *roles)
{
	fn->name = memory_strdup(name);
	for (fn->params = 0; roles[fn->params] != ROLE_COUNT; fn->params++)
		fn->role[fn->params] = roles[fn->params];
	fn->exported = true;
}

/* The prototypes of 5.10. */
static void make_api(struct api *api)
{
	static const enum role plain[] = { ROLE_START, ROLE_NR,	  ROLE_FLAGS,
					   ROLE_PAGES, ROLE_VMAS, ROLE_COUNT };
	static const enum role locked[] = { ROLE_START, ROLE_NR,     ROLE_FLAGS,
					    ROLE_PAGES, ROLE_LOCKED, ROLE_COUNT };
	static const enum role unlocked[] = { ROLE_START, ROLE_NR, ROLE_PAGES, ROLE_FLAGS,
					      ROLE_COUNT };
	static const enum role remote[] = { ROLE_MM,	ROLE_START, ROLE_NR,	 ROLE_FLAGS,
					    ROLE_PAGES, ROLE_VMAS,  ROLE_LOCKED, ROLE_COUNT };

	set_function(&api->function[CALLEE_GET][FORM_PLAIN], "get_user_pages", plain);
	set_function(&api->function[CALLEE_GET][FORM_LOCKED], "get_user_pages_locked", locked);
	set_function(&api->function[CALLEE_GET][FORM_UNLOCKED], "get_user_pages_unlocked",
		     unlocked);
	set_function(&api->function[CALLEE_GET_REMOTE][FORM_PLAIN], "get_user_pages_remote",
		     remote);
	set_function(&api->function[CALLEE_GET_REMOTE][FORM_LOCKED], "get_user_pages_remote",
		     remote);
}

static struct bracket_part part_at(const struct source *src, uint32_t tok)
{
	struct bracket_part part = { .first = tok, .call = tok };

	part.end = src->token[tok + 1].mate + 2;
	return part;
}

/* Each acquisition begins a bracket, which ends before the next one. */
static void read_brackets(struct work *w, size_t file)
{
	const struct source *src = &w->sites.file[file].src;
	struct bracket now = { 0 };

	for (uint32_t t = 0; t < src->tokens; t++) {
		if (source_is(src, t, "down_read") || source_is(src, t, "mmap_read_lock")) {
			now = (struct bracket){ 0 };
			VEC_PUSH(now.acquire, now.acquires, now.acquire_room, part_at(src, t));
			for (uint32_t u = t + 1; u < src->tokens; u++) {
				if (source_is(src, u, "down_read") ||
				    source_is(src, u, "mmap_read_lock"))
					break;
				if (source_is(src, u, "up_read") ||
				    source_is(src, u, "mmap_read_unlock"))
					VEC_PUSH(now.release, now.releases, now.release_room,
						 part_at(src, u));
			}
			for (size_t s = 0; s < w->sites.count; s++)
				if (w->sites.site[s].name > t) {
					struct bracket *b = &w->judgement[s].bracket;

					free(b->acquire);
					free(b->release);
					*b = now;
					b->acquire = memory_resize(NULL, 1, sizeof(*b->acquire));
					b->acquire[0] = now.acquire[0];
					b->release = memory_resize(NULL, now.releases,
								   sizeof(*b->release));
					memcpy(b->release, now.release,
					       now.releases * sizeof(*b->release));
				}
			free(now.acquire);
			free(now.release);
		}
	}
}

static void start(struct work *w, const char *text, enum verdict verdict, size_t columns)
{
	struct tree_files found = { 0 };
	struct tree_file file = { .path = memory_strdup("a.c") };
	struct problems problems = { 0 };

	*w = (struct work){ 0 };
	make_api(&w->api);
	buf_addstr(&file.text, text);
	VEC_PUSH(found.file, found.count, found.room, file);
	site_find(&w->api, &found, 2, &w->sites, &problems);
	problem_free(&problems);
	assert_int_equal(w->sites.files, 1);
	w->judgement = memory_alloc(w->sites.count * sizeof(*w->judgement));
	read_brackets(w, 0);
	for (size_t s = 0; s < w->sites.count; s++) {
		w->judgement[s].verdict = verdict;
		w->judgement[s].detail = memory_strdup("");
	}
	predict_changes(&w->api, &w->sites, 0, w->judgement,
			verdict == VERDICT_LOCKED ? FORM_LOCKED : FORM_UNLOCKED, &w->changes);
	w->status = rewrite_polish(&w->sites, &w->sites.file[0], w->judgement, columns, &w->changes,
				   &w->edits, &w->notes, &w->err);
	if (!w->status)
		rewrite_apply_edits(&w->sites.file[0].text, &w->edits, &w->result);
}

static void stop(struct work *w)
{
	for (size_t s = 0; s < w->sites.count; s++)
		judgement_free(&w->judgement[s]);
	free(w->judgement);
	predict_free(&w->changes);
	rewrite_edits_free(&w->edits);
	buf_free(&w->notes);
	buf_free(&w->result);
	site_free(&w->sites);
	api_free(&w->api);
}

struct pair {
	const char *name;
	const char *before;
	const char *after; /* NULL: must be refused */
	const char *note;  /* must be in the notes, or NULL for no note at all */
	enum verdict verdict;
	size_t columns; /* what the tree allows */
};

static void run_pair(void **state)
{
	const struct pair *pair = *state;
	struct work w;

	start(&w, pair->before, pair->verdict, pair->columns);
	if (!pair->after) {
		assert_int_equal(w.status, -1);
		assert_int_equal(w.edits.count, 0);
		assert_non_null(strstr(w.err.text, "a.c:"));
	} else {
		if (w.status)
			print_error("%s\n", w.err.text);
		assert_int_equal(w.status, 0);
		assert_string_equal(w.result.data, pair->after);
		if (pair->note)
			assert_non_null(w.notes.data ? strstr(w.notes.data, pair->note) : NULL);
		else
			assert_int_equal(w.notes.len, 0);
	}
	stop(&w);
}

/* clang-format off */
#define U VERDICT_UNLOCKED, 100
#define U80 VERDICT_UNLOCKED, 80
#define L VERDICT_LOCKED, 100
static const struct pair pairs[] = {
#include "rewrite_polish_pairs.h"
};
/* clang-format on */

int main(void)
{
	size_t count = sizeof(pairs) / sizeof(pairs[0]);
	struct CMUnitTest *tests = calloc(count, sizeof(*tests));
	int result;

	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){ .name = pairs[i].name,
						.test_func = run_pair,
						.initial_state = (void *)(uintptr_t)&pairs[i] };
	result = _cmocka_run_group_tests("rewrite_polish", tests, count, NULL, NULL);
	free(tests);
	return result;
}
