// SPDX-License-Identifier: GPL-2.0-only
/*
 * audit: judges every site, looks up in one search of the tree what the first round could not find,
 * judges again, and lets calls that share a bracket agree: all of them change, and to one form, or
 * none does.
 */
#include "audit.h"

#include <stdlib.h>

#include "../base/memory.h"
#include "judge.h"

struct round {
	struct judge *judge;
	struct judge_case *c;
	struct judgement *judgement;
	bool *pending; /* a name was not found yet that may change the judgement */
	size_t count;
};

static bool changes(const struct judgement *j)
{
	return j->verdict == VERDICT_UNLOCKED || j->verdict == VERDICT_LOCKED;
}

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

	if (changes(o))
		judgement_set(&r->judgement[i], VERDICT_MANUAL, REASON_RELOCK,
			      "the call at line %u under the same lock takes another form", line);
	else if (o->reason == REASON_STALE_SIGNATURE || o->reason == REASON_VERSION_LADDER ||
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

		for (size_t k = file->first; k < file->end && changes(&r->judgement[i]); k++) {
			if (k == i || r->judgement[k].verdict == r->judgement[i].verdict ||
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
	case REASON_VERSION_LADDER:
	case REASON_CONDITIONAL_LOCK:
	case REASON_TRYLOCK:
	case REASON_LOCK_NEEDED_AFTER:
		return false;
	default:
		return true;
	}
}

static void judge_first(struct round *r, size_t i)
{
	struct library *lib = r->judge->lib;
	size_t mark = library_mark(lib), pending = library_pending(lib);

	judge_site(r->judge, i, &r->c[i], &r->judgement[i]);
	if (is_open(&r->judgement[i]))
		r->pending[i] = library_pending(lib) != pending;
	else
		library_forget(lib, mark);
}

static void judge_again(struct round *r, size_t i)
{
	judge_free(&r->c[i]);
	judgement_free(&r->judgement[i]);
	judge_site(r->judge, i, &r->c[i], &r->judgement[i]);
}

static void free_judge(struct judge *j)
{
	for (size_t i = 0; i < j->sites->files; i++)
		free(j->ladder[i]);
	free(j->ladder);
	flows_free(&j->flows);
	library_free(j->lib);
}

int audit_sites(const struct audit_origin *origin, const struct api *api, const struct sites *sites,
		struct judgement *judgement, struct problems *problems, struct error *err)
{
	struct judge judge = { .api = api, .sites = sites };
	struct round r = { .judge = &judge, .judgement = judgement, .count = sites->count };
	int searched;

	judge.lib = library_new(origin, sites, api->version);
	judge.ladder = memory_alloc((sites->files + 1) * sizeof(*judge.ladder));
	for (size_t i = 0; i < sites->files; i++) {
		const struct source *src = &sites->file[i].src;

		judge.ladder[i] = memory_alloc((src->conds + 1) * sizeof(**judge.ladder));
		ladder_read(src, api->version, judge.ladder[i]);
	}
	r.c = memory_alloc((sites->count + 1) * sizeof(*r.c));
	r.pending = memory_alloc((sites->count + 1) * sizeof(*r.pending));
	for (size_t i = 0; i < sites->count; i++)
		judge_first(&r, i);
	searched = library_search(judge.lib, problems, err);
	for (size_t i = 0; i < sites->count && searched > 0; i++)
		if (r.pending[i])
			judge_again(&r, i);
	while (reconcile_once(&r))
		;
	for (size_t i = 0; i < sites->count; i++)
		judge_free(&r.c[i]);
	free(r.c);
	free(r.pending);
	free_judge(&judge);
	return searched < 0 ? -1 : 0;
}
