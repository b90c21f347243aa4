// SPDX-License-Identifier: GPL-2.0-only
/*
 * audit: judges every site, looks up in a search of the tree what this could not find, judges again,
 * a few times if need be, and lets calls that share a bracket agree: all of them change, and to one
 * form, or none does.
 */
#include "audit.h"

#include <stdlib.h>

#include "base/memory.h"
#include "code/features.h"
#include "judge.h"
#include "shared.h"

#define MAX_SEARCHES 6 /* of the tree: chains of callers that are longer end there */

struct audit {
	int jobs; /* of the search; 0: there is none */
	struct judge judge;
};

struct round {
	struct judge *judge;
	struct judge_case *c;
	struct judgement *judgement;
	bool *pending; /* a name was not found yet that may change the judgement */
	size_t count;
	bool searches; /* what is not found will be searched for */
};

/* Is site @other under the bracket of site @i? */
static bool is_under(const struct round *r, size_t i, size_t other)
{
	const struct judge_case *c = &r->c[i], *o = &r->c[other];
	uint32_t stmt;

	if (!c->has_span || o->site->file != c->site->file || o->site->name == SOURCE_NONE ||
	    o->site->function != c->site->function)
		return false;
	stmt = statement_at(&c->flow->st, o->site->name);
	return stmt != SOURCE_NONE && c->span.under[stmt];
}

/* Site @i may change, @other under the same lock does not, or to another form. */
static void give_way(struct round *r, size_t i, size_t other)
{
	const struct judgement *o = &r->judgement[other];
	uint32_t line = r->c[other].site->line;

	if (o->verdict == VERDICT_FAST && o->unlocked_too)
		return; /* it gives way */
	if (r->judgement[i].verdict == VERDICT_FAST && r->judgement[i].unlocked_too) {
		r->judgement[i].verdict = VERDICT_UNLOCKED;
		return;
	}
	if (judgement_changes(o))
		judgement_set(&r->judgement[i], VERDICT_MANUAL, REASON_RELOCK,
			      "the call at line %u under the same lock takes another form", line);
	else if (o->reason == REASON_STALE_SIGNATURE || o->reason == REASON_NOT_COMPILED ||
		 o->reason == REASON_VERSION_LADDER ||
		 !source_coexist(r->c[i].src, r->c[i].site->name, r->c[other].site->name))
		judgement_set(&r->judgement[i], VERDICT_MANUAL, REASON_VERSION_LADDER,
			      "the call at line %u in another branch shares the lock and stays",
			      line);
	else
		judgement_set(&r->judgement[i], VERDICT_KEEP, REASON_LOCK_NEEDED_AFTER,
			      "the call at line %u under the same lock stays (%s)", line,
			      judgement_reason_name(o->reason));
}

static bool reconcile_once(struct round *r)
{
	bool changed = false;

	for (size_t i = 0; i < r->count; i++) {
		const struct site_file *file = &r->judge->sites->file[r->c[i].site->file];

		for (size_t k = file->first; k < file->end && judgement_changes(&r->judgement[i]);
		     k++) {
			if (k == i || r->c[k].site->form != FORM_PLAIN ||
			    r->judgement[k].verdict == r->judgement[i].verdict ||
			    !is_under(r, i, k))
				continue;
			give_way(r, i, k);
			changed = true;
		}
	}
	return changed;
}

/* Could a name that was not found yet change this judgement? */
static bool is_open(const struct judgement *j)
{
	switch (j->reason) {
	case REASON_IMPLEMENTATION:
	case REASON_VMAS:
	case REASON_HAS_LOCKED:
	case REASON_UNPARSED:
	case REASON_STALE_SIGNATURE:
	case REASON_NOT_COMPILED:
	case REASON_VERSION_LADDER:
	case REASON_CONDITIONAL_LOCK:
	case REASON_TRYLOCK:
	case REASON_LOCK_NEEDED_AFTER:
		return false;
	default:
		return true;
	}
}

static void judge_one(struct round *r, size_t i)
{
	struct library *lib = r->judge->lib;
	size_t mark = library_mark(lib), pending = library_pending(lib);

	judge_site(r->judge, i, &r->c[i], &r->judgement[i]);
	if (!r->searches && judgement_changes(&r->judgement[i]) && library_pending(lib) != pending)
		judgement_set(&r->judgement[i], VERDICT_MANUAL, REASON_UNKNOWN_CALL,
			      "a definition would have to be searched for in the tree");
	r->pending[i] = r->searches && is_open(&r->judgement[i]) && library_pending(lib) != pending;
	if (!r->pending[i])
		library_forget(lib, mark);
}

/*
 * What a search brings may name what must be searched for in turn: callers of callers, what a callee
 * calls. Returns as library_search() does.
 */
static int judge_pending(struct round *r, struct error *err)
{
	struct library *lib = r->judge->lib;
	int searched;

	for (int searches = 1; (searched = library_search(lib, err)) > 0; searches++) {
		if (searches == MAX_SEARCHES)
			library_close(lib);
		for (size_t i = 0; i < r->count; i++) {
			if (!r->pending[i])
				continue;
			judge_free(&r->c[i]);
			judgement_free(&r->judgement[i]);
			judge_one(r, i);
		}
	}
	library_close(lib);
	return searched;
}

struct audit *audit_new(const struct library_origin *origin, const struct api *api,
			const struct sites *sites, bool fast)
{
	struct audit *a = memory_alloc(sizeof(*a));
	struct library_origin with_words = *origin;

	a->jobs = origin->jobs;
	a->judge = (struct judge){ .api = api,
				   .sites = sites,
				   .fast = fast,
				   .module = origin->kernel != origin->tree };
	with_words.words = a->judge.module ? &api->words : NULL;
	a->judge.lib = library_new(&with_words, api->version);
	a->judge.shared = shared_new(a->judge.lib, &a->judge.flows);
	a->judge.ladder = memory_alloc((sites->files + 1) * sizeof(*a->judge.ladder));
	for (size_t i = 0; i < sites->files; i++)
		library_lend(a->judge.lib, sites->file[i].path, &sites->file[i].src);
	for (size_t i = 0; i < sites->files; i++)
		a->judge.ladder[i] = features_ladder(
			a->judge.lib, library_file(a->judge.lib, sites->file[i].path));
	return a;
}

void audit_tell_rests(struct audit *audit)
{
	audit->judge.tells_rests = true;
}

int audit_judge(struct audit *audit, struct judgement *judgement, struct error *err)
{
	size_t count = audit->judge.sites->count;
	struct round r = { .judge = &audit->judge, .judgement = judgement, .count = count };
	int searched = 0;

	r.c = memory_alloc((count + 1) * sizeof(*r.c));
	r.pending = memory_alloc((count + 1) * sizeof(*r.pending));
	r.searches = audit->jobs > 0;
	for (size_t i = 0; i < count; i++)
		judge_one(&r, i);
	if (r.searches)
		searched = judge_pending(&r, err);
	while (reconcile_once(&r))
		;
	for (size_t i = 0; i < count; i++)
		judge_free(&r.c[i]);
	free(r.c);
	free(r.pending);
	return searched < 0 ? -1 : 0;
}

void audit_free(struct audit *audit)
{
	if (!audit)
		return;
	free(audit->judge.ladder);
	shared_free(audit->judge.shared);
	flows_free(&audit->judge.flows);
	library_free(audit->judge.lib);
	free(audit);
}

struct library *audit_library(struct audit *audit)
{
	return audit->judge.lib;
}
