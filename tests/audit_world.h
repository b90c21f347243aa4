/* SPDX-License-Identifier: GPL-2.0-only */
/* audit_world: a small tree of files and the audit's answer for its sites. Include after cmocka.h. */
#ifndef GUPSWEEP_TEST_AUDIT_WORLD_H
#define GUPSWEEP_TEST_AUDIT_WORLD_H

#include "gup/verdict/audit.h"
#include "scratch.h"

/* Which functions a tree offers. */
enum offer {
	OFFER_FLAGS, /* 6.12: get and pin _unlocked, remote with locked; pin takes FOLL_LONGTERM */
	OFFER_VMAS,  /* 5.10: vmas, all variants, FOLL_LONGTERM nowhere */
	OFFER_OLD,   /* 4.4: tsk, mm, write, force; get _locked and _unlocked */
	OFFER_NONE,  /* 3.14: plain functions only */
};

static inline void offer_one(struct api *api, enum callee callee, enum form form, const char *name,
			     const char *roles, bool longterm)
{
	static const char letters[] = "TMSNWFGPVL"; /* in the order of enum role */
	struct api_function *fn = &api->function[callee][form];

	*fn = (struct api_function){ .name = memory_strdup(name),
				     .exported = true,
				     .without_mmu = true,
				     .longterm = longterm };
	for (; *roles; roles++)
		fn->role[fn->params++] = (enum role)(strchr(letters, *roles) - letters);
}

static inline struct api offer(enum offer which)
{
	struct api api = { .implementation_known = true,
			   .short_prefault = true,
			   .version = 0x060c00 };

	if (which == OFFER_FLAGS) {
		offer_one(&api, CALLEE_GET, FORM_PLAIN, "get_user_pages", "SNGP", true);
		offer_one(&api, CALLEE_GET, FORM_UNLOCKED, "get_user_pages_unlocked", "SNPG",
			  false);
		offer_one(&api, CALLEE_PIN, FORM_PLAIN, "pin_user_pages", "SNGP", true);
		offer_one(&api, CALLEE_PIN, FORM_UNLOCKED, "pin_user_pages_unlocked", "SNPG", true);
		offer_one(&api, CALLEE_GET_REMOTE, FORM_PLAIN, "get_user_pages_remote", "MSNGPL",
			  true);
		offer_one(&api, CALLEE_GET_REMOTE, FORM_LOCKED, "get_user_pages_remote", "MSNGPL",
			  false);
	} else if (which == OFFER_VMAS) {
		offer_one(&api, CALLEE_GET, FORM_PLAIN, "get_user_pages", "SNGPV", true);
		offer_one(&api, CALLEE_GET, FORM_UNLOCKED, "get_user_pages_unlocked", "SNPG",
			  false);
		offer_one(&api, CALLEE_GET, FORM_LOCKED, "get_user_pages_locked", "SNGPL", false);
		offer_one(&api, CALLEE_PIN, FORM_PLAIN, "pin_user_pages", "SNGPV", true);
		offer_one(&api, CALLEE_GET_REMOTE, FORM_PLAIN, "get_user_pages_remote", "MSNGPVL",
			  true);
		offer_one(&api, CALLEE_GET_REMOTE, FORM_LOCKED, "get_user_pages_remote", "MSNGPVL",
			  false);
	} else {
		offer_one(&api, CALLEE_GET, FORM_PLAIN, "get_user_pages", "TMSNWFPV", true);
		if (which == OFFER_OLD) {
			offer_one(&api, CALLEE_GET, FORM_LOCKED, "get_user_pages_locked",
				  "TMSNWFPL", false);
			offer_one(&api, CALLEE_GET, FORM_UNLOCKED, "get_user_pages_unlocked",
				  "TMSNWFP", false);
		}
	}
	return api;
}

/* Collect the tree's sites in @sites, judge them into the returned array (the caller's). */
static inline struct judgement *audit_world_judge(const char *dir, const struct api *api,
						  struct sites *sites)
{
	static const char *const needles[] = { "get_user_pages", "pin_user_pages", NULL };
	static const char *const suffixes[] = { ".c", ".h", NULL };
	struct tree_query query = { .needles = needles,
				    .suffixes = suffixes,
				    .max_size = 1 << 20,
				    .jobs = 1 };
	struct tree_files files = { 0 };
	struct problems problems = { 0 };
	struct library_origin origin;
	struct audit *audit;
	struct judgement *judgement;
	struct tree *tree;
	struct error err;

	assert_int_equal(tree_open(&tree, dir, NULL, &err), 0);
	assert_int_equal(tree_search(tree, &query, &files, &problems, &err), 0);
	site_find(api, &files, 2, sites, &problems);
	judgement = memory_alloc((sites->count + 1) * sizeof(*judgement));
	origin = (struct library_origin){ .tree = tree, .kernel = tree, .jobs = 1 };
	audit = audit_new(&origin, api, sites, false);
	assert_int_equal(audit_judge(audit, judgement, &err), 0);
	audit_free(audit);
	tree_files_free(&files);
	problem_free(&problems);
	tree_close(tree);
	return judgement;
}

/*
 * Judge the tree in @dir and compare its verdicts, "unlocked keep/flags ...", with @expected. Every
 * judgement must have one line of detail. Says what differs; returns whether it does.
 */
static inline bool audit_world_differs(const char *name, const char *dir, enum offer which,
				       const char *expected)
{
	struct api api = offer(which);
	struct sites sites = { 0 };
	struct buf got = { 0 };
	struct judgement *j = audit_world_judge(dir, &api, &sites);
	bool differs;

	for (size_t i = 0; i < sites.count; i++) {
		buf_printf(&got, "%s%s", i ? " " : "", judgement_verdict_name(j[i].verdict));
		if (j[i].reason != REASON_NONE)
			buf_printf(&got, "/%s", judgement_reason_name(j[i].reason));
		assert_true(j[i].detail && *j[i].detail && !strchr(j[i].detail, '\n'));
		judgement_free(&j[i]);
	}
	differs = !got.data || strcmp(got.data, expected) != 0;
	if (differs)
		print_error("%s: %s, expected %s\n", name, got.data ? got.data : "no site",
			    expected);
	buf_free(&got);
	free(j);
	site_free(&sites);
	api_free(&api);
	return differs;
}

#endif
