// SPDX-License-Identifier: GPL-2.0-only
/*
 * lint: the story: what changed; the files among it that speak of the family; their findings; what is
 * left when lines that were not touched, comments and the baseline have been heard; and the fixes, each
 * tried.
 */
#include "lint.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"
#include "check.h"
#include "fix.h"
#include "opportunity.h"
#include "silence.h"

/* One file on its way. */
struct examination {
	struct lint *lint;
	const struct delta *change;
	const struct changed_file *file;
	struct tree *kernel;
	const struct api *api;
	struct buf text;
};

/* Does the text speak of the family at all? */
static bool is_candidate(const struct buf *text)
{
	return text->len && (memmem(text->data, text->len, "get_user_pages", 14) ||
			     memmem(text->data, text->len, "pin_user_pages", 14));
}

/* -- checks ----------------------------------------------------------------------------------- */

/*
 * The misuse in the file, or in the functions of one name. Which lines are touched is asked later: a lock
 * that is new in one function makes a call in another one wrong.
 */
static void check_text(const struct examination *e, const char *function, struct findings *out)
{
	struct library_origin origin = { .tree = e->change->tree, .kernel = e->kernel };
	struct flows flows = { 0 };
	struct check c = { .api = e->api, .tree = e->kernel, .flows = &flows, .out = out };

	c.lib = library_new(&origin, e->api->version);
	c.file = library_file(c.lib, e->file->path);
	c.src = c.file ? c.file->src : NULL;
	for (uint32_t fn = 0; c.file && fn < c.src->functions; fn++) {
		const struct function *f = &c.src->function[fn];
		char *name = source_word(c.src, f->name);

		if (!function || !strcmp(name, function))
			check_function(&c, fn);
		free(name);
	}
	flows_free(&flows);
	library_free(c.lib);
}

static bool is_reported(const struct examination *e, const struct source *src, struct finding *f)
{
	const struct changed_file *file = e->file;
	bool global = true;

	for (uint32_t fn = 0; f->unlocks && fn < src->functions; fn++) {
		const struct function *def = &src->function[fn];
		uint32_t first = src->token[def->first].line, last = src->token[def->close].line;

		if (f->line < first || f->line > last)
			continue;
		for (uint32_t tok = def->first; tok < def->name; tok++)
			global &= !source_is(src, tok, "static");
		/* a lock that moved to a caller elsewhere is still there */
		if (change_removes(file, first, last) && !(global && e->change->adds))
			return true;
	}
	if (f->doubtful)
		return false;
	if (e->lint->options->all)
		return true;
	for (int i = 0; i < f->spans; i++)
		if (change_touches(file, f->span[i].first, f->span[i].last))
			return true;
	return false;
}

/* -- fixes ------------------------------------------------------------------------------------ */

static struct opportunity_scope scope_of(const struct examination *e, bool all)
{
	return (struct opportunity_scope){ .tree = e->change->tree,
					   .kernel = e->kernel,
					   .api = e->api,
					   .rewrite = e->lint->options->rewrite,
					   .all = all };
}

/* What else the fixed text shows in the function: the finding must be gone, and nothing new there. */
static bool holds(const struct examination *e, const struct finding *f, const struct buf *fixed)
{
	int before[RULE_COUNT] = { 0 }, after[RULE_COUNT] = { 0 };
	struct findings list = { 0 };
	bool holds;

	check_text(e, f->function, &list);
	for (size_t i = 0; i < list.count; i++)
		before[list.finding[i].rule] += !list.finding[i].doubtful;
	findings_free(&list);
	tree_put(e->change->tree, e->file->path, fixed->data, fixed->len);
	check_text(e, f->function, &list);
	for (size_t i = 0; i < list.count; i++)
		after[list.finding[i].rule] += !list.finding[i].doubtful;
	findings_free(&list);
	tree_put(e->change->tree, e->file->path, e->text.data, e->text.len);
	holds = f->doubtful || after[f->rule] < before[f->rule];
	for (int i = 0; i < RULE_COUNT; i++)
		holds &= after[i] <= before[i];
	return holds;
}

/*
 * The plain form under the lock is right; but where the bracket serves the call alone it is the bracket
 * that should go: ask the pipeline what it makes of the plain form.
 */
static int improve_deadlock(const struct examination *e, struct finding *f, struct buf *plain,
			    struct error *err)
{
	struct opportunity_scope scope = scope_of(e, true);
	struct findings list = { 0 };
	struct problems ignored = { 0 };
	int ret;

	tree_put(e->change->tree, e->file->path, plain->data, plain->len);
	ret = opportunity_find(&scope, e->file, plain, &list, &ignored, err);
	tree_put(e->change->tree, e->file->path, e->text.data, e->text.len);
	for (size_t i = 0; i < list.count && !ret; i++) {
		struct finding *o = &list.finding[i];

		if (o->rule != RULE_COULD_BE_UNLOCKED || strcmp(o->function, f->function) ||
		    o->line != f->line)
			continue;
		fix_keep_outside(f, &o->fix);
		break;
	}
	findings_free(&list);
	problem_free(&ignored);
	return ret;
}

static int finish_fix(const struct examination *e, struct finding *f, struct error *err)
{
	struct buf fixed = { 0 };
	int ret = 0;

	if (f->fix.count) {
		layout_apply_edits(&e->text, &f->fix, &fixed);
		if (!holds(e, f, &fixed))
			finding_drop_fix(f);
		else if (f->rule == RULE_DEADLOCK)
			ret = improve_deadlock(e, f, &fixed, err);
	}
	buf_free(&fixed);
	return ret;
}

/* -- one file --------------------------------------------------------------------------------- */

/* Keep what may be told; give it fixes, diffs, the commit. */
static int finish(struct examination *e, struct findings *found, struct error *err)
{
	struct lint *lint = e->lint;
	struct source src;
	int ret = 0;

	source_read(&src, e->text.data, e->text.len);
	for (size_t i = 0; i < found->count && !ret; i++) {
		struct finding *f = &found->finding[i];

		if (!is_reported(e, &src, f)) {
			findings_remove(found, i--);
		} else if (silence_comment(&src, f, &lint->notes)) {
			lint->silenced++;
			findings_remove(found, i--);
		} else {
			if (f->rule != RULE_COULD_BE_UNLOCKED && f->rule != RULE_COULD_BE_LOCKED)
				ret = finish_fix(e, f, err);
			fix_set_diff(f, &e->text);
			f->commit = e->change->commit ? memory_strdup(e->change->commit) : NULL;
		}
	}
	source_free(&src);
	return ret;
}

static int examine(struct examination *e, struct error *err)
{
	struct opportunity_scope scope = scope_of(e, e->lint->options->all);
	struct findings *all = &e->lint->findings, found = { 0 };
	int ret;

	check_text(e, NULL, &found);
	ret = opportunity_find(&scope, e->file, &e->text, &found, &e->lint->problems, err);
	if (!ret)
		ret = finish(e, &found, err);
	for (size_t i = 0; i < found.count; i++)
		VEC_PUSH(all->finding, all->count, all->room, found.finding[i]);
	free(found.finding);
	return ret;
}

/* -- one change ------------------------------------------------------------------------------- */

/* The tree of the API, and what it offers; read when the first candidate needs it. */
static int open_api(struct lint *lint, const struct delta *change, struct tree **kernel,
		    struct api *api, struct error *err)
{
	const char *dir = lint->options->kernel;

	*kernel = change->tree;
	if (!dir)
		return api_read(change->tree, NULL, api, err);
	if (!lint->kernel.source && kernel_open(&lint->kernel, dir, err))
		return -1;
	*kernel = lint->kernel.source;
	return api_read(lint->kernel.source, lint->kernel.built, api, err);
}

static int run_change(struct lint *lint, const struct delta *change, struct error *err)
{
	struct examination e = { .lint = lint, .change = change };
	size_t from = lint->findings.count;
	struct api api = { 0 };
	int ret = 0;

	for (size_t i = 0; i < change->files && !ret; i++) {
		struct error why;
		int got;

		e.file = &change->file[i];
		if (!lint->options->all && !change_has_lines(e.file)) {
			lint->files++;
			continue; /* renamed, copied, another mode */
		}
		got = tree_read(change->tree, e.file->path, &e.text, &why);
		if (got < 0)
			problem_add(&lint->problems, e.file->path, "%s", why.text);
		lint->files += !got;
		if (got || !is_candidate(&e.text))
			continue;
		if (!lint->has_git)
			lint->has_git = git_libgit2_init() > 0;
		if (!e.api) {
			ret = open_api(lint, change, &e.kernel, &api, err);
			e.api = &api;
		}
		if (!ret)
			ret = examine(&e, err);
	}
	if (e.api)
		api_free(&api);
	buf_free(&e.text);
	findings_sort(&lint->findings, from);
	return ret;
}

static int hear_baseline(struct lint *lint, struct error *err)
{
	struct baseline b;

	if (baseline_read(lint->options->baseline, &b, err)) {
		baseline_free(&b);
		return -1;
	}
	for (size_t i = 0; i < lint->findings.count; i++)
		if (baseline_has(&b, &lint->findings.finding[i])) {
			findings_remove(&lint->findings, i--);
			lint->silenced++;
		}
	baseline_free(&b);
	return 0;
}

/* Does the line take an mmap lock? Words are enough: it only makes a doubt certain. */
static bool takes_lock(const char *text, size_t len)
{
	static const char *const words[] = { "mmap_read_lock", "mmap_write_lock",
					     "mmap_read_trylock", "down_read", "down_write" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		bool is_mmap = words[i][0] == 'm';

		if (memmem(text, len, words[i], strlen(words[i])) &&
		    (is_mmap || memmem(text, len, "mmap_sem", 8) ||
		     memmem(text, len, "mmap_lock", 9)))
			return true;
	}
	return false;
}

int lint_run(const struct lint_options *options, struct lint *lint, struct error *err)
{
	static const char *const needles[] = { "get_user_pages", "pin_user_pages", NULL };
	struct change_options change = options->change;

	change.minds = takes_lock;
	change.needles = needles;
	*lint = (struct lint){ .options = options };
	if (change_read(&change, &lint->changes, &lint->problems, err))
		return -1;
	for (size_t i = 0; i < lint->changes.count; i++)
		if (run_change(lint, &lint->changes.delta[i], err))
			return -1;
	problem_sort(&lint->problems);
	problem_sort(&lint->notes);
	return options->baseline ? hear_baseline(lint, err) : 0;
}

void lint_free(struct lint *lint)
{
	change_free(&lint->changes);
	if (lint->has_git)
		git_libgit2_shutdown();
	kernel_close(&lint->kernel);
	findings_free(&lint->findings);
	problem_free(&lint->problems);
	problem_free(&lint->notes);
}
