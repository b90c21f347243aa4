// SPDX-License-Identifier: GPL-2.0-only
/* sweep: the pipeline: read, find, audit, rewrite. */
#include "sweep.h"

#include <stdlib.h>

#include "agree.h"
#include "apply/replace.h"
#include "base/memory.h"
#include "gup/patches.h"
#include "gup/series/rules.h"
#include "gup/verdict/audit.h"

/* The largest in a kernel tree are generated register headers of 24 MB. */
#define MAX_FILE_SIZE (40u << 20)

/* The api as it is after @first. */
static int read_api_after(struct sweep *s, const struct part *first, struct error *err)
{
	struct tree *tree;
	int status;

	if (tree_open(&tree, s->options->root, s->options->rev, err))
		return -1;
	for (size_t i = 0; i < first->files; i++)
		tree_put(tree, first->file[i].path, first->file[i].after.data,
			 first->file[i].after.len);
	api_free(&s->api);
	status = api_read(tree, NULL, &s->api, err);
	tree_close(tree);
	return status;
}

/* A tree that lacks the variants is judged as series would leave it, at its own lines. */
static int introduce(struct sweep *s, struct error *err)
{
	if (!rules_wants_variants(&s->api))
		return 0;
	if (rules_introduce(&s->options->rewrite, s->tree, &s->first, err))
		return -1;
	return s->first.files ? read_api_after(s, &s->first, err) : 0;
}

/*
 * Where the edits are in a file that gets the variants, that is done again with them in it. Nobody needs
 * variants where nothing is edited.
 */
static int join_edits(struct sweep *s, struct error *err)
{
	struct part both = { 0 };
	bool any = false, edited = false;
	int status;

	for (size_t i = 0; i < s->sites.files && s->first.files; i++) {
		const struct site_file *file = &s->sites.file[i];
		struct buf after = { 0 };

		edited |= s->edits[i].count > 0;
		if (!s->edits[i].count || !part_has(&s->first, 1, file->path))
			continue;
		layout_apply_edits(&file->text, &s->edits[i], &after);
		tree_put(s->tree, file->path, after.data, after.len);
		buf_free(&after);
		any = true;
	}
	if (!edited)
		part_free(&s->first);
	if (!any)
		return 0;
	status = rules_introduce(&s->options->rewrite, s->tree, &both, err);
	if (!status && both.files != s->first.files)
		status = error_set(err,
				   "semantic patch: gup_introduce.cocci: does not take %s "
				   "with its calls rewritten; use series",
				   s->options->root);
	for (size_t i = 0; i < s->first.files && !status; i++) {
		struct buf after = s->first.file[i].after;

		s->first.file[i].after = both.file[i].after;
		both.file[i].after = after;
	}
	part_free(&both);
	return status;
}

static int open_trees(struct sweep *s, struct error *err)
{
	const struct sweep_options *o = s->options;

	if (tree_open(&s->tree, o->root, o->rev, err))
		return -1;
	for (size_t i = 0; i < o->on_tops; i++)
		tree_put(s->tree, o->on_top[i].path, o->on_top[i].text->data,
			 o->on_top[i].text->len);
	if (!o->kernel)
		return api_read(s->tree, NULL, &s->api, err) || introduce(s, err) ? -1 : 0;
	if (kernel_open(&s->kernel, o->kernel, err))
		return -1;
	return api_read(s->kernel.source, s->kernel.built, &s->api, err);
}

/* What another apply left half done must not pass for the tree's own text. */
static void note_unfinished_apply(struct sweep *s)
{
	enum replace_state state = tree_replace_state(s->tree);

	if (state == REPLACE_RUNNING)
		problem_add(&s->problems, REPLACE_JOURNAL,
			    "gupsweep apply is running on this tree; run again when it is done");
	else if (state == REPLACE_INTERRUPTED)
		problem_add(&s->problems, REPLACE_JOURNAL,
			    "an interrupted gupsweep apply left the tree half done; run gupsweep "
			    "apply to finish or undo it");
}

static bool is_narrowed(const struct sweep *s)
{
	return s->options->paths && s->options->paths[0];
}

static int find(struct sweep *s, struct error *err)
{
	static const char *const suffixes[] = { ".c", ".h", NULL };
	struct tree_query query = {
		.needles = site_needles,
		.suffixes = suffixes,
		.paths = s->options->paths,
		.max_size = MAX_FILE_SIZE,
		.jobs = s->options->jobs,
		.index = is_narrowed(s) ? NULL : &s->index,
		.progress = s->options->progress,
		.ctx = s->options->progress_ctx,
	};
	struct tree_files found;

	if (tree_search(s->tree, &query, &found, &s->problems, err))
		return -1;
	s->files_seen = found.seen;
	(s->options->fast ? site_find_all : site_find)(&s->api, &found, s->options->jobs, &s->sites,
						       &s->problems);
	s->judgement = memory_alloc(s->sites.count * sizeof(*s->judgement));
	s->edits = memory_alloc(s->sites.files * sizeof(*s->edits));
	return 0;
}

static int audit_and_rewrite(struct sweep *s, struct error *err)
{
	struct library_origin origin = {
		.tree = s->tree,
		.kernel = s->options->kernel ? s->kernel.source : s->tree,
		.index = is_narrowed(s) ? NULL : &s->index,
		.jobs = s->options->jobs,
	};
	struct spatch *spatch = patches_open(&s->options->rewrite, s->options->fast);
	struct audit *audit = audit_new(&origin, &s->api, &s->sites, s->options->fast);
	int status;

	if (s->options->explains)
		audit_tell_rests(audit);
	if (s->sites.count)
		spatch_head_start(spatch);
	status = audit_judge(audit, s->judgement, err);
	if (!status)
		status = agree_rewrite(spatch, audit_library(audit), &s->api, &s->sites,
				       s->judgement, s->edits, &s->problems, err);
	audit_free(audit);
	spatch_free(spatch);
	return status;
}

int sweep_run(const struct sweep_options *options, struct sweep *sweep, struct error *err)
{
	*sweep = (struct sweep){ .options = options };
	if (open_trees(sweep, err))
		return -1;
	note_unfinished_apply(sweep);
	if (find(sweep, err) || audit_and_rewrite(sweep, err) || join_edits(sweep, err))
		return -1;
	problem_sort(&sweep->problems);
	return 0;
}

void sweep_free(struct sweep *sweep)
{
	for (size_t i = 0; i < sweep->sites.count && sweep->judgement; i++)
		judgement_free(&sweep->judgement[i]);
	for (size_t i = 0; i < sweep->sites.files && sweep->edits; i++)
		layout_edits_free(&sweep->edits[i]);
	free(sweep->judgement);
	free(sweep->edits);
	site_free(&sweep->sites);
	tree_index_free(&sweep->index);
	api_free(&sweep->api);
	part_free(&sweep->first);
	problem_free(&sweep->problems);
	kernel_close(&sweep->kernel);
	if (sweep->tree)
		tree_close(sweep->tree);
	*sweep = (struct sweep){ 0 };
}
