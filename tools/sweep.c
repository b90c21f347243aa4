// SPDX-License-Identifier: GPL-2.0-only
/* sweep: the pipeline: read, find, audit, rewrite. */
#include "sweep.h"

#include <stdlib.h>

#include "agree.h"
#include "apply/replace.h"
#include "base/memory.h"
#include "gup/patches.h"
#include "gup/verdict/audit.h"

/* The largest in a kernel tree are generated register headers of 24 MB. */
#define MAX_FILE_SIZE (40u << 20)

static int open_trees(struct sweep *s, struct error *err)
{
	const struct sweep_options *o = s->options;

	if (tree_open(&s->tree, o->root, o->rev, err))
		return -1;
	for (size_t i = 0; i < o->on_tops; i++)
		tree_put(s->tree, o->on_top[i].path, o->on_top[i].text->data,
			 o->on_top[i].text->len);
	if (!o->kernel)
		return api_read(s->tree, NULL, &s->api, err);
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
	site_find(&s->api, &found, s->options->jobs, &s->sites, &s->problems);
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
	struct spatch *spatch = patches_open(&s->options->rewrite);
	struct audit *audit = audit_new(&origin, &s->api, &s->sites);
	int status;

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
	if (find(sweep, err) || audit_and_rewrite(sweep, err))
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
	problem_free(&sweep->problems);
	kernel_close(&sweep->kernel);
	if (sweep->tree)
		tree_close(sweep->tree);
	*sweep = (struct sweep){ 0 };
}
