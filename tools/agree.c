// SPDX-License-Identifier: GPL-2.0-only
/* agree: a rewrite leaves only when both judges come to the same tokens. */
#include "agree.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/signature.h"
#include "audit/predict.h"
#include "base/memory.h"
#include "proof/proof.h"
#include "source/ladder.h"

struct agreement {
	struct library *lib;
	const struct api *api;
	const struct sites *sites;
	struct judgement *judgement;
	struct edits *edits;
	struct problems *problems;
	struct rewrite_file *request; /* files with a wanted site */
	size_t requests, room;
};

static size_t file_index(const struct agreement *a, const struct rewrite_file *request)
{
	return (size_t)(request->file - a->sites->file);
}

/* A site that the semantic patches have no rule for stays, whatever the audit says. */
static void refuse_unknown_signatures(struct agreement *a)
{
	for (size_t i = 0; i < a->sites->count; i++) {
		const struct site *site = &a->sites->site[i];
		enum form form = predict_form(&a->judgement[i]);

		if (form != FORM_PLAIN && !signature_rewrites(a->api, site->callee, form))
			judgement_set(&a->judgement[i], VERDICT_KEEP, REASON_NO_VARIANT,
				      "the parameters of %s here are not known to the semantic "
				      "patches",
				      a->api->function[site->callee][form].name);
	}
}

/* The functions of @file with a wanted site, ascending, each once; the caller's. */
static uint32_t *wanted_functions(const struct agreement *a, const struct site_file *file,
				  size_t *count)
{
	uint32_t *functions = NULL;
	size_t room = 0;

	*count = 0;
	for (size_t i = file->first; i < file->end; i++) {
		uint32_t fn = a->sites->site[i].function;

		if (predict_form(&a->judgement[i]) == FORM_PLAIN || fn == SOURCE_NONE)
			continue;
		/* the sites are in source order, so a function's are neighbours */
		if (!*count || functions[*count - 1] != fn)
			VEC_PUSH(functions, *count, room, fn);
	}
	return functions;
}

/* For each site of @file: is it to be hidden from the semantic patch of @form? The caller's. */
static bool *hidden_sites(const struct agreement *a, const struct site_file *file, enum form form)
{
	bool *mask = memory_alloc((file->end - file->first) * sizeof(*mask));

	for (size_t i = file->first; i < file->end; i++)
		mask[i - file->first] = predict_form(&a->judgement[i]) != form;
	return mask;
}

/* The branches that this kernel never compiles, and those it always does. */
static void read_ladders(const struct agreement *a, struct rewrite_file *request)
{
	const struct source *src = &request->file->src;
	enum ladder_state *state = memory_alloc(src->conds * sizeof(*state));
	bool *blank = memory_alloc(src->conds * sizeof(*blank));
	bool *always = memory_alloc(src->conds * sizeof(*always));

	ladder_read(src, a->api->version, state);
	for (size_t i = 0; i < src->conds; i++) {
		blank[i] = state[i] == LADDER_OUT;
		always[i] = state[i] == LADDER_IN;
	}
	free(state);
	request->blank = blank;
	request->always = always;
}

static void make_requests(struct agreement *a)
{
	for (size_t i = 0; i < a->sites->files; i++) {
		struct rewrite_file request = { .file = &a->sites->file[i] };

		request.functions = wanted_functions(a, request.file, &request.function_count);
		if (!request.function_count)
			continue;
		request.mask[FORM_LOCKED] = hidden_sites(a, request.file, FORM_LOCKED);
		request.mask[FORM_UNLOCKED] = hidden_sites(a, request.file, FORM_UNLOCKED);
		read_ladders(a, &request);
		VEC_PUSH(a->request, a->requests, a->room, request);
	}
}

/* Give up every site of function @fn that was wanted as @form (FORM_PLAIN: as any). */
__attribute__((format(printf, 6, 7))) static void refuse(struct agreement *a,
							 const struct rewrite_file *request,
							 uint32_t fn, enum form form,
							 enum reason reason, const char *fmt, ...)
{
	char why[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	for (size_t i = request->file->first; i < request->file->end; i++) {
		enum form wanted = predict_form(&a->judgement[i]);

		if (a->sites->site[i].function == fn && wanted != FORM_PLAIN &&
		    (form == FORM_PLAIN || wanted == form))
			judgement_set(&a->judgement[i], VERDICT_MANUAL, reason, "%s", why);
	}
}

static bool wants(const struct agreement *a, const struct rewrite_file *request, uint32_t fn,
		  enum form form)
{
	for (size_t i = request->file->first; i < request->file->end; i++)
		if (a->sites->site[i].function == fn && predict_form(&a->judgement[i]) == form)
			return true;
	return false;
}

/* Do both judges make the same of function @fn in @form? */
static bool same_tokens(const struct agreement *a, const struct rewrite_file *request, uint32_t fn,
			enum form form, bool *untouched)
{
	const struct source *src = &request->file->src;
	uint32_t first = src->function[fn].first, end = src->function[fn].close + 1;
	struct changes predicted = { 0 };
	struct buf mine = { 0 }, theirs = { 0 }, before = { 0 };
	bool same;

	predict_changes(a->api, a->sites, file_index(a, request), a->judgement, form, &predicted);
	predict_tokens(src, first, end, &predicted, &mine);
	predict_tokens(src, first, end, &request->changes[form], &theirs);
	predict_tokens(src, first, end, &(struct changes){ 0 }, &before);
	same = mine.len == theirs.len && !memcmp(mine.data, theirs.data, mine.len);
	*untouched = before.len == theirs.len && !memcmp(before.data, theirs.data, before.len);
	buf_free(&mine);
	buf_free(&theirs);
	buf_free(&before);
	predict_free(&predicted);
	return same;
}

static void compare_function(struct agreement *a, const struct rewrite_file *request, uint32_t fn,
			     enum form form)
{
	const char *patch = form == FORM_LOCKED ? "gup_locked.cocci" : "gup_unlocked.cocci";
	bool untouched;

	if (!wants(a, request, fn, form) || same_tokens(a, request, fn, form, &untouched))
		return;
	if (untouched)
		refuse(a, request, fn, form, REASON_DISAGREEMENT,
		       "the audit would rewrite it, %s does not match", patch);
	else
		refuse(a, request, fn, form, REASON_DISAGREEMENT,
		       "%s and the audit come to different code", patch);
}

static void compare_file(struct agreement *a, const struct rewrite_file *request)
{
	for (size_t i = 0; i < request->function_count; i++) {
		uint32_t fn = request->functions[i];

		if (request->failure) {
			refuse(a, request, fn, FORM_PLAIN, REASON_UNPARSED, "%s", request->failure);
		} else if (!request->parsed[i]) {
			refuse(a, request, fn, FORM_PLAIN, REASON_UNPARSED,
			       "spatch cannot parse this function");
			problem_add(a->problems, request->file->path,
				    "line %u: spatch cannot parse this function; convert it by "
				    "hand",
				    request->file->src.token[request->file->src.function[fn].name]
					    .line);
		} else {
			compare_function(a, request, fn, FORM_UNLOCKED);
			compare_function(a, request, fn, FORM_LOCKED);
		}
	}
	if (request->failure)
		problem_add(a->problems, request->file->path, "%s", request->failure);
}

/* Everything both judges agreed on in function @fn, in source order. */
static void agreed_changes(const struct agreement *a, const struct rewrite_file *request,
			   uint32_t fn, struct changes *agreed)
{
	const struct function *f = &request->file->src.function[fn];
	size_t kept = 0;

	predict_changes(a->api, a->sites, file_index(a, request), a->judgement, FORM_UNLOCKED,
			agreed);
	predict_changes(a->api, a->sites, file_index(a, request), a->judgement, FORM_LOCKED,
			agreed);
	for (size_t i = 0; i < agreed->count; i++) {
		if (agreed->change[i].first < f->first || agreed->change[i].first > f->close)
			free(agreed->change[i].text);
		else
			agreed->change[kept++] = agreed->change[i];
	}
	agreed->count = kept;
}

/* How many schedules prove the rewrite of function @fn; noted with its sites. */
static void note_schedules(struct agreement *a, const struct rewrite_file *request, uint32_t fn,
			   size_t schedules)
{
	for (size_t i = request->file->first; i < request->file->end; i++)
		if (a->sites->site[i].function == fn &&
		    predict_form(&a->judgement[i]) != FORM_PLAIN)
			a->judgement[i].schedules = schedules;
}

/* Is function @fn proved to do the same after @edits? Else it is given up. */
static bool prove(struct agreement *a, const struct rewrite_file *request, uint32_t fn,
		  const struct edits *edits)
{
	const struct source *src = &request->file->src;
	struct proof_scope scope = { .lib = a->lib,
				     .file = library_file(a->lib, request->file->path) };
	struct proof_side before = { .api = a->api, .src = src, .fn = fn }, after = before;
	struct buf text = { 0 };
	struct source changed;
	struct proof proof;
	bool holds;

	rewrite_apply_edits(&request->file->text, edits, &text);
	source_read(&changed, text.data, text.len);
	after.src = &changed; /* no function came or went: @fn is the same one */
	proof_run(&scope, &before, &after, &proof);
	holds = proof.outcome == PROOF_HOLDS;
	if (holds)
		note_schedules(a, request, fn, proof.schedules);
	else if (proof.outcome == PROOF_BOUND)
		refuse(a, request, fn, FORM_PLAIN, REASON_PROOF_BOUND, "%s", proof.why);
	else
		refuse(a, request, fn, FORM_PLAIN, REASON_DISAGREEMENT,
		       "both judges would rewrite it, but it is not proved: %s", proof.why);
	proof_free(&proof);
	source_free(&changed);
	buf_free(&text);
	return holds;
}

static void drop_edits(struct edits *edits)
{
	for (size_t i = 0; i < edits->count; i++)
		free(edits->edit[i].text);
	edits->count = 0;
}

/* Lay the agreed changes of one function out as edits. */
static void polish_function(struct agreement *a, const struct rewrite_file *request, uint32_t fn)
{
	struct edits *edits = &a->edits[file_index(a, request)];
	struct edits new = { 0 };
	struct changes agreed = { 0 };
	struct buf notes = { 0 };
	struct error err;

	agreed_changes(a, request, fn, &agreed);
	if (agreed.count && (rewrite_drop_unused(request->file, fn, &agreed, &notes, &err) ||
			     rewrite_polish(a->sites, request->file, a->judgement, a->api->columns,
					    &agreed, &new, &notes, &err)))
		refuse(a, request, fn, FORM_PLAIN, REASON_DISAGREEMENT, "no safe layout: %s",
		       err.text);
	else if (prove(a, request, fn, &new))
		for (size_t i = 0; i < new.count; i++)
			VEC_PUSH(edits->edit, edits->count, edits->room, new.edit[i]);
	else
		drop_edits(&new);
	for (size_t i = request->file->first; i < request->file->end && notes.len; i++)
		if (a->sites->site[i].function == fn &&
		    predict_form(&a->judgement[i]) != FORM_PLAIN)
			judgement_note(&a->judgement[i], notes.data);
	free(new.edit);
	buf_free(&notes);
	predict_free(&agreed);
}

static void free_requests(struct agreement *a)
{
	for (size_t i = 0; i < a->requests; i++) {
		struct rewrite_file *request = &a->request[i];

		rewrite_file_free(request);
		free((void *)request->functions);
		free((void *)request->mask[FORM_LOCKED]);
		free((void *)request->mask[FORM_UNLOCKED]);
		free((void *)request->blank);
		free((void *)request->always);
	}
	free(a->request);
}

int agree_rewrite(struct rewriter *rewriter, struct library *lib, const struct api *api,
		  const struct sites *sites, struct judgement *judgement, struct edits *edits,
		  struct problems *problems, struct error *err)
{
	struct agreement a = { .lib = lib,
			       .api = api,
			       .sites = sites,
			       .judgement = judgement,
			       .edits = edits,
			       .problems = problems };
	int status = 0;

	refuse_unknown_signatures(&a);
	make_requests(&a);
	if (a.requests && rewriter)
		status = rewrite_run(rewriter, sites, a.request, a.requests, err);
	for (size_t i = 0; i < a.requests && !status; i++) {
		if (rewriter)
			compare_file(&a, &a.request[i]);
		for (size_t j = 0; j < a.request[i].function_count; j++)
			polish_function(&a, &a.request[i], a.request[i].functions[j]);
	}
	free_requests(&a);
	return status;
}
