// SPDX-License-Identifier: GPL-2.0-only
/* agree: the semantic patches make a change, the audit says whether it is the one to make. */
#include "agree.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "gup/api/signature.h"
#include "gup/patches.h"
#include "gup/proof/proof.h"
#include "gup/verdict/predict.h"
#include "layout/lines.h"
#include "source/define.h"

#define MAX_FUNCTIONS 16 /* in one slice */
/* Tokens of a function, and from a lock to the last of its releases: spatch's time grows with their cube. */
#define MAX_TOKENS 10000
#define MAX_HELD 1000

/* Where a task of spatch comes from. */
struct request {
	size_t file; /* index in sites->file */
	enum form form;
	uint32_t *functions, *hidden;
};

struct agreement {
	struct library *lib;
	const struct api *api;
	const struct sites *sites;
	struct judgement *judgement;
	struct edits *edits;
	struct problems *problems;
	struct spatch_task *task; /* for each file and form with wanted sites some, by form */
	struct request *request;  /* for each task */
	size_t tasks, task_room, requests, request_room;
};

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

/* Is site @i wanted as @form (FORM_PLAIN: as any)? */
static bool is_wanted(const struct agreement *a, size_t i, enum form form)
{
	enum form wanted = predict_form(&a->judgement[i]);

	return wanted != FORM_PLAIN && (form == FORM_PLAIN || wanted == form) &&
	       a->sites->site[i].function != SOURCE_NONE;
}

/* Is a site of function @fn in file @file wanted as @form (FORM_PLAIN: as any)? */
static bool wants(const struct agreement *a, size_t file, uint32_t fn, enum form form)
{
	for (size_t i = a->sites->file[file].first; i < a->sites->file[file].end; i++)
		if (a->sites->site[i].function == fn && is_wanted(a, i, form))
			return true;
	return false;
}

/* The functions of @file with a site that is wanted as @form, ascending, each once; the caller's. */
static uint32_t *wanted_functions(const struct agreement *a, size_t file, enum form form,
				  size_t *count)
{
	uint32_t *functions = NULL;
	size_t room = 0;

	*count = 0;
	for (size_t i = a->sites->file[file].first; i < a->sites->file[file].end; i++) {
		uint32_t fn = a->sites->site[i].function;

		/* the sites are in source order, so a function's are neighbours */
		if (is_wanted(a, i, form) && (!*count || functions[*count - 1] != fn))
			VEC_PUSH(functions, *count, room, fn);
	}
	return functions;
}

/* The names of the sites in @file that the semantic patch of @form must leave alone; the caller's. */
static uint32_t *other_sites(const struct agreement *a, size_t file, enum form form, size_t *count)
{
	uint32_t *names = NULL;
	size_t room = 0;

	*count = 0;
	for (size_t i = a->sites->file[file].first; i < a->sites->file[file].end; i++)
		if (!is_wanted(a, i, form) && a->sites->site[i].name != SOURCE_NONE &&
		    a->sites->site[i].form == FORM_PLAIN)
			VEC_PUSH(names, *count, room, a->sites->site[i].name);
	return names;
}

/* Give up every site of function @fn in file @file that was wanted as @form (FORM_PLAIN: as any). */
__attribute__((format(printf, 6, 7))) static void refuse(struct agreement *a, size_t file,
							 uint32_t fn, enum form form,
							 enum reason reason, const char *fmt, ...)
{
	char why[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	for (size_t i = a->sites->file[file].first; i < a->sites->file[file].end; i++)
		if (a->sites->site[i].function == fn && is_wanted(a, i, form))
			judgement_set(&a->judgement[i], VERDICT_MANUAL, reason, "%s", why);
}

static bool is_too_long(const struct source *src, uint32_t fn, const struct bracket *b)
{
	const struct function *f = &src->function[fn];
	uint32_t first = f->close, end = 0;

	for (size_t i = 0; i < b->acquires; i++)
		first = b->acquire[i].first < first ? b->acquire[i].first : first;
	for (size_t i = 0; i < b->releases; i++)
		end = b->release[i].end > end ? b->release[i].end : end;
	return f->close - f->open > MAX_TOKENS || (end > first && end - first > MAX_HELD);
}

/* What spatch would only run into its time limit with. */
static void refuse_long_functions(struct agreement *a, bool tell)
{
	for (size_t i = 0; i < a->sites->count; i++) {
		const struct site *site = &a->sites->site[i];
		const struct site_file *file = &a->sites->file[site->file];

		if (!is_wanted(a, i, FORM_PLAIN) ||
		    !is_too_long(&file->src, site->function, &a->judgement[i].bracket))
			continue;
		refuse(a, site->file, site->function, FORM_PLAIN, REASON_UNPARSED,
		       "the function is too long for spatch");
		if (tell)
			problem_add(a->problems, file->path,
				    "line %u: the function around it is too long for spatch; "
				    "convert it by hand",
				    site->line);
	}
}

/* A task for the semantic patch and some functions of a file: spatch's time grows faster than their number. */
static void add_tasks(struct agreement *a, size_t rule, size_t file)
{
	struct request r = { .file = file, .form = patches_form(rule, a->api) };
	struct spatch_task task = { .rule = rule,
				    .src = &a->sites->file[file].src,
				    .version = a->api->version };
	size_t count;

	if (r.form == FORM_PLAIN)
		return;
	r.functions = wanted_functions(a, file, r.form, &count);
	r.hidden = count ? other_sites(a, file, r.form, &task.hiddens) : NULL;
	task.function = r.functions;
	task.hidden = r.hidden;
	for (; count; count -= task.functions) {
		task.functions = count < MAX_FUNCTIONS ? count : MAX_FUNCTIONS;
		VEC_PUSH(a->task, a->tasks, a->task_room, task);
		VEC_PUSH(a->request, a->requests, a->request_room, r);
		task.function += task.functions;
		r.functions = r.hidden = NULL; /* the first one owns them */
	}
}

static void free_tasks(struct agreement *a)
{
	for (size_t i = 0; i < a->tasks; i++) {
		spatch_task_free(&a->task[i]);
		free(a->request[i].functions);
		free(a->request[i].hidden);
	}
	free(a->task);
	free(a->request);
}

/* Nobody asks the semantic patches: the audit's word is taken for theirs. */
static void take_predictions(struct agreement *a)
{
	for (size_t i = 0; i < a->tasks; i++) {
		struct spatch_task *task = &a->task[i];
		const struct request *r = &a->request[i];
		struct buf after = { 0 };
		struct error err;

		task->hiddens = 0;
		for (size_t f = 0; f < task->functions; f++)
			predict_tokens(a->api, a->sites, r->file, a->judgement, r->form,
				       task->function[f], &after);
		if (spatch_take(task, patches_rule(task->rule), &after, &err))
			task->failure = memory_strdup(err.text);
		buf_free(&after);
	}
}

/* Are the tokens of function @fn after the changes those that the audit expects? */
static void compare_function(struct agreement *a, const struct spatch_task *task,
			     const struct request *r, uint32_t fn)
{
	const struct function *f = &task->src->function[fn];
	const char *patch = patches_rule(task->rule)->file;
	struct buf wanted = { 0 }, got = { 0 }, before = { 0 };

	predict_tokens(a->api, a->sites, r->file, a->judgement, r->form, fn, &wanted);
	spatch_print(task->src, f->first, f->close + 1, &task->changes, &got);
	spatch_print(task->src, f->first, f->close + 1, &(struct spatch_changes){ 0 }, &before);
	if (strcmp(wanted.data, got.data) && !strcmp(before.data, got.data))
		refuse(a, r->file, fn, r->form, REASON_DISAGREEMENT,
		       "the audit would rewrite it, %s does not match", patch);
	else if (strcmp(wanted.data, got.data))
		refuse(a, r->file, fn, r->form, REASON_DISAGREEMENT,
		       "%s and the audit come to different code", patch);
	buf_free(&wanted);
	buf_free(&got);
	buf_free(&before);
}

static void compare_task(struct agreement *a, const struct spatch_task *task,
			 const struct request *r)
{
	const char *path = a->sites->file[r->file].path;

	if (task->failure)
		problem_add(a->problems, path, "%s", task->failure);
	for (size_t i = 0; i < task->functions; i++) {
		uint32_t fn = task->function[i];

		if (task->failure) {
			refuse(a, r->file, fn, r->form, REASON_UNPARSED, "%s", task->failure);
		} else if (!task->parsed[i]) {
			refuse(a, r->file, fn, r->form, REASON_UNPARSED,
			       "spatch cannot parse this function");
			problem_add(a->problems, path,
				    "line %u: spatch cannot parse this function; convert it by "
				    "hand",
				    task->src->token[task->src->function[fn].name].line);
		} else {
			compare_function(a, task, r, fn);
		}
	}
}

static int compare_changes(const void *left, const void *right)
{
	const struct spatch_change *a = left, *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->end < b->end ? -1 : a->end > b->end;
}

/* What the semantic patches changed in function @fn of file @file and both judges agree on. */
static void agreed_changes(const struct agreement *a, size_t file, uint32_t fn,
			   struct spatch_changes *agreed)
{
	const struct function *f = &a->sites->file[file].src.function[fn];

	for (size_t i = 0; i < a->tasks; i++) {
		const struct spatch_task *task = &a->task[i];
		const struct spatch_changes *changes = &task->changes;

		if (a->request[i].file != file || fn < task->function[0] ||
		    fn > task->function[task->functions - 1] ||
		    !wants(a, file, fn, a->request[i].form))
			continue;
		for (size_t k = 0; k < changes->count; k++) {
			struct spatch_change c = changes->change[k];

			if (c.first < f->first || c.first > f->close)
				continue;
			c.text = memory_strdup(c.text);
			VEC_PUSH(agreed->change, agreed->count, agreed->room, c);
		}
	}
	if (agreed->count)
		qsort(agreed->change, agreed->count, sizeof(*agreed->change), compare_changes);
}

/* A function with its edits. */
struct draft {
	uint32_t fn;
	bool given_up;
	struct edits edits;
};

/* Whose headers are asked. */
struct headers {
	struct library *lib;
	const struct library_file *file;
};

static bool header_names(void *ctx, const char *name, size_t len)
{
	const struct headers *h = ctx;
	const struct library_file *header;
	size_t at = 0;

	while ((header = library_next_own(h->lib, h->file, &at, name, len)))
		if (define_mentions(header->src, name, len))
			return true;
	return false;
}

/* Lay the agreed changes of a function out as edits. */
static void lay_out(struct agreement *a, size_t file, const struct lines *lines,
		    struct draft *draft)
{
	const struct site_file *f = &a->sites->file[file];
	struct spatch_changes agreed = { 0 };
	struct layout_request request = { .lines = lines,
					  .function = draft->fn,
					  .changes = &agreed,
					  .columns = a->api->columns };
	struct buf notes = { 0 };
	struct headers headers;
	struct error err;

	agreed_changes(a, file, draft->fn, &agreed);
	patches_describe(a->sites, file, a->judgement, &request);
	headers = (struct headers){ a->lib, library_file(a->lib, f->path) };
	request.names = headers.file ? header_names : NULL;
	request.names_ctx = &headers;
	draft->given_up = !agreed.count || layout_function(&request, &draft->edits, &notes, &err);
	if (!agreed.count)
		refuse(a, file, draft->fn, FORM_PLAIN, REASON_DISAGREEMENT,
		       "no semantic patch changed it");
	else if (draft->given_up)
		refuse(a, file, draft->fn, FORM_PLAIN, REASON_DISAGREEMENT, "no safe layout: %s",
		       err.text);
	for (size_t i = f->first; i < f->end && notes.len; i++)
		if (a->sites->site[i].function == draft->fn && is_wanted(a, i, FORM_PLAIN))
			judgement_note(&a->judgement[i], notes.data);
	buf_free(&notes);
	spatch_changes_free(&agreed);
	layout_request_free(&request);
}

/* Is function @fn proved to do the same in @changed, the file's new text? Else it is given up. */
static bool prove(struct agreement *a, size_t file, uint32_t fn, const struct source *changed)
{
	const struct site_file *f = &a->sites->file[file];
	struct proof_scope scope = { .lib = a->lib, .file = library_file(a->lib, f->path) };
	struct proof_side before = { .api = a->api, .src = &f->src, .fn = fn };
	/* no function came or went: @fn is the same one */
	struct proof_side after = { .api = a->api, .src = changed, .fn = fn };
	struct proof proof;
	bool holds;

	proof_run(&scope, &before, &after, &proof);
	holds = proof.outcome == PROOF_HOLDS;
	if (proof.outcome == PROOF_BOUND)
		refuse(a, file, fn, FORM_PLAIN, REASON_PROOF_BOUND, "%s", proof.why);
	else if (!holds)
		refuse(a, file, fn, FORM_PLAIN, REASON_DISAGREEMENT,
		       "both judges would rewrite it, but it is not proved: %s", proof.why);
	for (size_t i = f->first; i < f->end && holds; i++)
		if (a->sites->site[i].function == fn && is_wanted(a, i, FORM_PLAIN))
			a->judgement[i].schedules = proof.schedules;
	proof_free(&proof);
	return holds;
}

/* Prove each draft in the text that all of them make. True if one was given up, and so the text is another. */
static bool prove_all(struct agreement *a, size_t file, struct draft *draft, size_t count)
{
	struct edits all = { 0 }; /* the texts are the drafts' */
	struct buf text = { 0 };
	struct source changed;
	bool again = false;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < draft[i].edits.count && !draft[i].given_up; k++)
			VEC_PUSH(all.edit, all.count, all.room, draft[i].edits.edit[k]);
	layout_apply_edits(&a->sites->file[file].text, &all, &text);
	source_read(&changed, text.data, text.len);
	for (size_t i = 0; i < count; i++) {
		if (draft[i].given_up || prove(a, file, draft[i].fn, &changed))
			continue;
		draft[i].given_up = again = true;
	}
	source_free(&changed);
	buf_free(&text);
	if (again)
		free(all.edit);
	else
		a->edits[file] = all;
	return again;
}

static void rewrite_file(struct agreement *a, size_t file)
{
	size_t count;
	uint32_t *functions = wanted_functions(a, file, FORM_PLAIN, &count);
	struct draft *draft = memory_alloc(count * sizeof(*draft));
	struct lines lines = { 0 };

	if (count)
		lines_read(&lines, a->sites->file[file].src.text, a->sites->file[file].src.len);
	for (size_t i = 0; i < count; i++) {
		draft[i].fn = functions[i];
		lay_out(a, file, &lines, &draft[i]);
	}
	lines_free(&lines);
	while (count && prove_all(a, file, draft, count))
		;
	for (size_t i = 0; i < count; i++)
		if (draft[i].given_up)
			layout_edits_free(&draft[i].edits);
		else
			free(draft[i].edits.edit); /* the texts are in a->edits now */
	free(draft);
	free(functions);
}

int agree_rewrite(struct spatch *spatch, struct library *lib, const struct api *api,
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
	refuse_long_functions(&a, spatch);
	for (size_t rule = 0; rule < PATCHES; rule++)
		for (size_t file = 0; file < sites->files; file++)
			add_tasks(&a, rule, file);
	if (!spatch)
		take_predictions(&a);
	else
		status = spatch_run(spatch, a.task, a.tasks, err);
	for (size_t i = 0; i < a.tasks && !status; i++)
		compare_task(&a, &a.task[i], &a.request[i]);
	for (size_t file = 0; file < sites->files && !status; file++)
		rewrite_file(&a, file);
	free_tasks(&a);
	return status;
}
