// SPDX-License-Identifier: GPL-2.0-only
/* opportunity: one file's sites through the sweep's stages. */
#include "opportunity.h"

#include <stdlib.h>
#include <string.h>

#include "agree.h"
#include "base/memory.h"
#include "gup/patches.h"
#include "gup/verdict/audit.h"
#include "gup/verdict/predict.h"

struct run {
	const struct opportunity_scope *scope;
	const struct changed_file *file;
	struct sites sites; /* of this file */
	struct judgement *judgement;
	struct edits edits;
};

/* Keep the sites of functions that the change touches. */
static void drop_untouched(struct run *r)
{
	const struct source *src = &r->sites.file[0].src;
	size_t kept = 0;

	for (size_t i = 0; i < r->sites.count; i++) {
		uint32_t fn = r->sites.site[i].function;
		const struct function *f = fn == SOURCE_NONE ? NULL : &src->function[fn];

		if (!f || r->sites.site[i].name == SOURCE_NONE)
			continue;
		if (r->scope->all ||
		    change_touches(r->file, src->token[f->first].line, src->token[f->close].line))
			r->sites.site[kept++] = r->sites.site[i];
	}
	r->sites.count = kept;
	r->sites.file[0].first = 0;
	r->sites.file[0].end = kept;
}

/* The lines of the bracket, from the acquisition to the last release. */
static struct line_span span_of(const struct run *r, size_t i)
{
	const struct source *src = &r->sites.file[0].src;
	const struct bracket *b = &r->judgement[i].bracket;
	struct line_span span = { r->sites.site[i].line, src->token[r->sites.site[i].close].line };

	for (size_t k = 0; k < b->acquires; k++)
		if (src->token[b->acquire[k].first].line < span.first)
			span.first = src->token[b->acquire[k].first].line;
	for (size_t k = 0; k < b->releases; k++)
		if (src->token[b->release[k].end - 1].line > span.last)
			span.last = src->token[b->release[k].end - 1].line;
	return span;
}

/* Is there something for spatch to do? What the change did not touch stays. */
static bool keep_touched(struct run *r)
{
	bool any = false;

	for (size_t i = 0; i < r->sites.count; i++) {
		struct line_span span;

		if (!judgement_changes(&r->judgement[i]))
			continue;
		span = span_of(r, i);
		if (r->scope->all || change_touches(r->file, span.first, span.last))
			any = true;
		else
			judgement_set(&r->judgement[i], VERDICT_MANUAL, REASON_DISAGREEMENT,
				      "not touched");
	}
	return any;
}

static void add_finding(const struct run *r, size_t i, struct findings *out)
{
	const struct site *site = &r->sites.site[i];
	const struct source *src = &r->sites.file[0].src;
	const struct judgement *j = &r->judgement[i];
	static const enum rule rules[] = { [VERDICT_UNLOCKED] = RULE_COULD_BE_UNLOCKED,
					   [VERDICT_LOCKED] = RULE_COULD_BE_LOCKED,
					   [VERDICT_FAST] = RULE_COULD_BE_FAST };
	const struct function *f = &src->function[site->function];
	struct finding *new;

	new = finding_add(out, rules[j->verdict], r->file->path, src, site->name,
			  "%s() could be %s%s: %s", api_callee_name(site->callee),
			  r->scope->api->function[site->callee][predict_form(j)].name,
			  j->verdict == VERDICT_LOCKED ? "(..., &locked)" : "()", j->detail);
	new->span[new->spans++] = span_of(r, i);
	for (size_t k = 0; k < r->edits.count; k++) {
		const struct edit *e = &r->edits.edit[k];

		if (e->at >= src->token[f->first].at && e->at <= src->token[f->close].at)
			finding_edit(new, e->at, e->len, memory_strdup(e->text));
	}
}

static int judge(struct run *r, struct findings *out, struct problems *problems, struct error *err)
{
	struct judgement *judgement = memory_alloc((r->sites.count + 1) * sizeof(*judgement));
	struct library_origin origin = { .tree = r->scope->tree, .kernel = r->scope->kernel };
	struct audit *audit = audit_new(&origin, r->scope->api, &r->sites, r->scope->fast);
	int ret;

	r->judgement = judgement;
	ret = audit_judge(audit, judgement, err);
	if (!ret && keep_touched(r)) {
		struct spatch *spatch = NULL;

		if (r->scope->rewrite)
			spatch = patches_open(r->scope->rewrite, r->scope->fast);
		ret = agree_rewrite(spatch, audit_library(audit), r->scope->api, &r->sites,
				    judgement, &r->edits, problems, err);
		spatch_free(spatch);
	}
	for (size_t i = 0; i < r->sites.count; i++) {
		if (!ret && judgement_changes(&judgement[i]))
			add_finding(r, i, out);
		judgement_free(&judgement[i]);
	}
	free(judgement);
	layout_edits_free(&r->edits);
	audit_free(audit);
	return ret;
}

int opportunity_find(const struct opportunity_scope *scope, const struct changed_file *file,
		     const struct buf *text, struct findings *out, struct problems *problems,
		     struct error *err)
{
	struct run r = { .scope = scope, .file = file };
	struct tree_files found = { 0 };
	struct tree_file one = { .path = memory_strdup(file->path) };
	struct problems troubles = { 0 };
	int ret = 0;

	buf_add(&one.text, text->data, text->len);
	VEC_PUSH(found.file, found.count, found.room, one);
	site_find(scope->api, &found, 1, &r.sites, &troubles);
	if (r.sites.files)
		drop_untouched(&r);
	if (r.sites.count)
		ret = judge(&r, out, problems, err);
	site_free(&r.sites);
	problem_free(&troubles);
	return ret;
}
