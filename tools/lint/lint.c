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

#include "base/memory.h"
#include "fix.h"
#include "gup/checks/check.h"
#include "gup/checks/elsewhere.h"
#include "gup/mmaplock.h"
#include "gup/sites/site.h"
#include "opportunity.h"
#include "silence.h"

/* One file on its way. */
struct examination {
	struct lint *lint;
	struct delta *change;
	const struct changed_file *file;
	struct tree *kernel;
	const struct api *api;
	char **paths;		 /* of the change; NULL: whole files are looked at, not a change */
	struct tree_index index; /* of these */
	bool indexed;
	bool fixes; /* a fix is tried */
	struct buf text;
};

/* Does the text speak of the family at all? */
static bool is_candidate(const struct buf *text)
{
	for (size_t i = 0; text->len && site_needles[i]; i++)
		if (memmem(text->data, text->len, site_needles[i], strlen(site_needles[i])))
			return true;
	return false;
}

/* -- checks ----------------------------------------------------------------------------------- */

static void begin_check(const struct examination *e, const struct source *text, bool deep,
			struct findings *out, struct check *c)
{
	struct library_origin origin = { .tree = e->change->tree,
					 .kernel = e->kernel,
					 .words = &e->api->words };

	*c = (struct check){ .api = e->api, .tree = e->kernel, .deep = deep, .out = out };
	c->lib = library_new(&origin, e->api->version);
	library_lend(c->lib, e->file->path, text);
	c->file = library_file(c->lib, e->file->path);
	c->src = text;
	check_begin(c);
}

static void end_check(struct check *c)
{
	check_end(c);
	library_free(c->lib);
}

/* The misuse in the file at @path as it stands in the change's tree. */
static void check_with(const struct examination *e, const struct source *text, bool deep,
		       struct findings *out)
{
	struct check c;

	begin_check(e, text, deep, out, &c);
	/* of the text as the change leaves it, or as a fix would */
	if (e->fixes ||
	    (e->paths && text->len == e->text.len && !memcmp(text->text, e->text.data, text->len)))
		elsewhere_open(&c, &e->index);
	for (uint32_t fn = 0; fn < text->functions; fn++)
		check_function(&c, fn);
	end_check(&c);
}

/* Headers are only read where the file alone shows something: @certain: what is no doubt. */
static void check_text(const struct examination *e, const struct buf *text, bool certain,
		       struct findings *out)
{
	struct source src;
	size_t shown = 0;

	source_read(&src, text->data, text->len);
	check_with(e, &src, false, out);
	for (size_t i = 0; i < out->count; i++)
		shown += !certain || !out->finding[i].doubtful;
	if (shown) {
		findings_free(out);
		check_with(e, &src, true, out);
	}
	source_free(&src);
}

/* How many findings of @rule (RULE_COUNT: of any that tells of the lock) are in the function of @f? */
static size_t count_of(const struct findings *list, enum rule rule, const struct finding *f)
{
	size_t n = 0;

	for (size_t i = 0; i < list->count; i++)
		/* whose lock it is may be known to the driver */
		n += (rule == RULE_COUNT ? list->finding[i].rule < RULE_PAGE_COUNT &&
						   list->finding[i].rule != RULE_OTHER_MM
					 : list->finding[i].rule == rule) &&
		     !strcmp(list->finding[i].function, f->function);
	return n;
}

/* -- what is reported ------------------------------------------------------------------------- */

/* The text before the change. */
struct earlier {
	bool read;
	struct buf text;
	struct source src;
	struct findings found;
};

static void read_earlier(const struct examination *e, size_t parent, struct earlier *was)
{
	struct error why;
	int got;

	if (was->read)
		return;
	was->read = true;
	got = change_before(&e->lint->options->change, e->change, e->file, parent, &was->text,
			    &why);
	if (got < 0)
		problem_add(&e->lint->problems, e->file->path, "as it was before: %s", why.text);
	if (got)
		buf_reset(&was->text);
	source_read(&was->src, was->text.data ? was->text.data : "", was->text.len);
	if (is_candidate(&was->text))
		check_text(e, &was->text, false, &was->found);
}

static bool is_global(const struct source *src, const char *name)
{
	uint32_t fn = source_find_word(src, name);

	return fn != SOURCE_NONE && !source_declares(src, fn, "static");
}

static bool is_touched(const struct examination *e, const struct source *src, const char *name)
{
	for (size_t i = 0; i < src->functions; i++) {
		const struct function *f = &src->function[i];

		if (source_is(src, f->name, name) &&
		    change_touches(e->file, src->token[f->first].line, src->token[f->close].line))
			return true;
	}
	return false;
}

/*
 * What is certain is reported where a line of it is touched, or where the function did not have it before;
 * what is not certain only where the function had nothing before.
 */
static bool is_reported(const struct examination *e, const struct source *src,
			const struct findings *now, const struct finding *f, struct earlier *was)
{
	if (e->lint->options->all || e->file->whole)
		return !f->doubtful;
	if (f->changed)
		return is_touched(e, src, f->function);
	for (int i = 0; i < f->spans && !f->doubtful; i++)
		if (change_touches(e->file, f->span[i].first, f->span[i].last))
			return true;
	/* a lock that moved to a caller elsewhere is still there */
	if (f->doubtful && f->rule == RULE_NO_LOCK && e->change->adds &&
	    is_global(src, f->function))
		return false;
	/* of a merge, what no parent had */
	for (size_t n = 0; n < e->change->parents; n++) {
		const struct findings *had = &was[n].found;

		read_earlier(e, n, &was[n]);
		if (source_find_word(&was[n].src, f->function) == SOURCE_NONE ||
		    (f->doubtful ? count_of(had, RULE_COUNT, f) + count_of(had, f->rule, f) > 0
				 : count_of(now, f->rule, f) <= count_of(had, f->rule, f)))
			return false;
	}
	return true;
}

/* -- fixes ------------------------------------------------------------------------------------ */

static struct opportunity_scope scope_of(const struct examination *e, bool all)
{
	return (struct opportunity_scope){ .tree = e->change->tree,
					   .kernel = e->kernel,
					   .api = e->api,
					   .rewrite = e->lint->options->rewrite,
					   .all = all,
					   .fast = e->lint->options->fast };
}

static bool is_misuse(enum rule rule)
{
	return rule > RULE_COULD_BE_FAST;
}

/* What is doubtful in another function may be so because of this one. */
static bool counts(const struct finding *one, const struct finding *f)
{
	return is_misuse(one->rule) &&
	       (!strcmp(one->function, f->function) || !(one->doubtful || one->changed));
}

/*
 * With the fixed text, is there less to be said of the file, and nothing of the function but what only its
 * callers decide?
 */
static bool is_better(const struct findings *before, const struct findings *after,
		      const struct finding *f)
{
	size_t was = 0, is = 0;

	for (size_t i = 0; i < before->count; i++)
		was += counts(&before->finding[i], f);
	for (size_t i = 0; i < after->count; i++) {
		const struct finding *left = &after->finding[i];

		is += counts(left, f);
		if (!strcmp(left->function, f->function) &&
		    !(left->doubtful && left->rule == RULE_NO_LOCK && f->rule != RULE_NO_LOCK))
			return false;
	}
	return is < was;
}

/* Would the proof refute it as a change of the function? */
static bool is_refuted(const struct examination *e, const struct finding *f,
		       const struct buf *fixed)
{
	struct library_origin origin = { .tree = e->change->tree,
					 .kernel = e->kernel,
					 .words = &e->api->words };
	struct library *lib = library_new(&origin, e->api->version);
	struct source was, is;
	struct proof_scope scope = { .lib = lib };
	bool refuted = false;

	source_read(&was, e->text.data, e->text.len);
	source_read(&is, fixed->data, fixed->len);
	library_lend(lib, e->file->path, &was);
	scope.file = library_file(lib, e->file->path);
	scope.entry = f->rule == RULE_NO_LOCK ? PROOF_ENTRY_FREE : 0;
	for (uint32_t fn = 0; fn < was.functions && was.functions == is.functions; fn++) {
		struct proof_side before = { e->api, &was, fn }, after = { e->api, &is, fn };
		struct proof proof;

		if (!source_is(&was, was.function[fn].name, f->function))
			continue;
		proof_run(&scope, &before, &after, &proof);
		refuted |= proof.outcome == PROOF_REFUTED && !proof.callers;
		proof_free(&proof);
	}
	library_free(lib);
	source_free(&was);
	source_free(&is);
	return refuted;
}

/* Is all as it was but for the lock, and that held where it was held? Else a mend looks like a change. */
static bool is_proved(enum rule rule)
{
	return rule == RULE_NO_LOCK || rule == RULE_RELEASE || rule == RULE_RELEASE_MODE ||
	       rule == RULE_LOCKED_NOT_SET;
}

static bool holds(struct examination *e, const struct finding *f, const struct buf *fixed,
		  const struct findings *now, struct error *err)
{
	struct opportunity_scope scope = scope_of(e, true);
	struct findings list = { 0 };
	struct problems ignored = { 0 };
	bool holds;

	tree_put(e->change->tree, e->file->path, fixed->data, fixed->len);
	/* others leave it to the same callers what they hold */
	e->fixes = f->rule == RULE_NO_LOCK || f->rule == RULE_DEADLOCK;
	check_text(e, fixed, false, &list);
	e->fixes = false;
	holds = is_better(now, &list, f) && !(is_proved(f->rule) && is_refuted(e, f, fixed)) &&
		!opportunity_find(&scope, e->file, fixed, &list, &ignored, err) &&
		is_better(now, &list, f);
	tree_put(e->change->tree, e->file->path, e->text.data, e->text.len);
	findings_free(&list);
	problem_free(&ignored);
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

		if ((o->rule != RULE_COULD_BE_UNLOCKED && o->rule != RULE_COULD_BE_FAST) ||
		    strcmp(o->function, f->function) || o->line != f->line)
			continue;
		fix_keep_outside(f, &o->fix);
		break;
	}
	findings_free(&list);
	problem_free(&ignored);
	return ret;
}

/* Each fix of the function's is tried with all of them, then by itself. */
static int finish_fix(struct examination *e, const struct findings *found, struct finding *f,
		      struct error *err)
{
	struct buf fixed = { 0 };
	int ret = 0;

	layout_apply_edits(&e->text, &f->fix, &fixed);
	if (f->rule == RULE_DEADLOCK)
		ret = improve_deadlock(e, f, &fixed, err);
	if (!ret) {
		buf_reset(&fixed);
		layout_apply_edits(&e->text, &f->fix, &fixed);
		if (!holds(e, f, &fixed, found, err))
			finding_drop_fix(f);
	}
	buf_free(&fixed);
	return ret;
}

/* -- one file --------------------------------------------------------------------------------- */

static void free_earlier(struct earlier *was, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (was[i].read)
			source_free(&was[i].src);
		buf_free(&was[i].text);
		findings_free(&was[i].found);
	}
	free(was);
}

static char *mail_of(const struct examination *e, const struct finding *f)
{
	uint32_t first = f->line, last = f->line;

	for (int i = 0; i < f->spans; i++) {
		first = f->span[i].first < first ? f->span[i].first : first;
		last = f->span[i].last > last ? f->span[i].last : last;
	}
	return change_mail(e->change, f->file, &e->text, first, last);
}

/* Keep what may be told; give it fixes, diffs, the commit. */
static int finish(struct examination *e, struct findings *found, struct error *err)
{
	struct lint *lint = e->lint;
	struct earlier *was = memory_alloc(e->change->parents * sizeof(*was));
	struct findings kept = { 0 };
	struct source src;
	int ret = 0;

	source_read(&src, e->text.data, e->text.len);
	for (size_t i = 0; i < found->count; i++) {
		struct finding *f = &found->finding[i];

		f->reported = is_reported(e, &src, found, f, was);
		if (f->reported && silence_comment(&src, f, &lint->notes)) {
			lint->silenced++;
			f->reported = false;
		}
	}
	for (size_t i = 0; i < found->count && !ret; i++) {
		struct finding *f = &found->finding[i];

		if (f->reported && f->fix.count && is_misuse(f->rule))
			ret = finish_fix(e, found, f, err);
	}
	for (size_t i = 0; i < found->count; i++) {
		struct finding *f = &found->finding[i];

		if (!f->reported) {
			finding_free(f);
			continue;
		}
		fix_set_diff(f, &e->text);
		f->commit = e->change->commit ? memory_strdup(e->change->commit) : NULL;
		f->mail = mail_of(e, f);
		VEC_PUSH(kept.finding, kept.count, kept.room, *f);
	}
	free(found->finding);
	*found = kept;
	free_earlier(was, e->change->parents);
	source_free(&src);
	return ret;
}

/* Where the change takes a lock away or puts one in: what that means for whom the functions call. */
static void check_calls(const struct examination *e, struct findings *found)
{
	struct buf before = { 0 };
	struct source was, now;
	struct check then, is;
	struct error ignored;

	if (!e->paths || e->change->parents > 1 || !(e->change->adds || e->change->drops) ||
	    change_before(&e->lint->options->change, e->change, e->file, 0, &before, &ignored)) {
		buf_free(&before);
		return;
	}
	source_read(&was, before.data ? before.data : "", before.len);
	source_read(&now, e->text.data, e->text.len);
	begin_check(e, &was, false, found, &then);
	begin_check(e, &now, false, found, &is);
	elsewhere_calls(&then, &is, e->paths, e->change->files);
	end_check(&then);
	end_check(&is);
	source_free(&was);
	source_free(&now);
	buf_free(&before);
}

static int examine(struct examination *e, struct error *err)
{
	struct opportunity_scope scope = scope_of(e, e->lint->options->all);
	struct findings *all = &e->lint->findings, found = { 0 };
	struct source src;
	int ret = 0;

	source_read(&src, e->text.data, e->text.len);
	for (size_t i = 0; i < src.troubles && is_candidate(&e->text); i++)
		problem_add(&e->lint->problems, e->file->path, "line %u: %s; check it by hand",
			    src.trouble[i].line, src.trouble[i].what);
	source_free(&src);
	if (is_candidate(&e->text))
		check_text(e, &e->text, e->lint->options->all || e->file->whole, &found);
	check_calls(e, &found);
	/* they are warnings, and take most of the time */
	if (!e->lint->options->errors_only)
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

/* Is there something of the family to be looked at, or may a lock have gone that a callee needs? */
static bool is_worth(const struct examination *e)
{
	return is_candidate(&e->text) ||
	       (e->paths && e->text.len && (e->change->adds || e->change->drops));
}

/* Once something is to be looked at. */
static void read_index(struct examination *e)
{
	for (size_t i = 0; e->paths && !e->indexed && i < e->change->files; i++) {
		struct buf text = { 0 };
		struct error ignored; /* whoever looks at the file says it */

		if (!tree_read(e->change->tree, e->paths[i], &text, &ignored) && text.len) {
			index_add(&e->index, text.data, text.len, 0);
			index_close(&e->index, e->paths[i]);
		}
		buf_free(&text);
	}
	e->indexed = true;
}

static int run_change(struct lint *lint, struct delta *change, struct error *err)
{
	struct examination e = { .lint = lint, .change = change };
	size_t from = lint->findings.count;
	struct api api = { 0 };
	int ret = 0;

	if (lint->options->change.source != CHANGE_FILES && !lint->options->all)
		e.paths = memory_alloc((change->files + 1) * sizeof(*e.paths));
	for (size_t i = 0; i < change->files && e.paths; i++)
		e.paths[i] = change->file[i].path;
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
		else if (got)
			problem_add(&lint->problems, e.file->path,
				    "there is no such file any more, or a link; lint again");
		lint->files += !got;
		if (got || !is_worth(&e))
			continue;
		if (!lint->has_git)
			lint->has_git = git_libgit2_init() > 0;
		if (!e.api) {
			ret = open_api(lint, change, &e.kernel, &api, err);
			e.api = &api;
		}
		read_index(&e);
		if (!ret)
			ret = examine(&e, err);
	}
	if (e.api)
		api_free(&api);
	free(e.paths);
	tree_index_free(&e.index);
	buf_free(&e.text);
	findings_sort(&lint->findings, from);
	return ret;
}

/* What the user wants to hear nothing of, by its id or as a warning. */
static void hear_options(struct lint *lint)
{
	const struct lint_options *o = lint->options;

	for (size_t i = 0; i < lint->findings.count; i++) {
		enum rule rule = lint->findings.finding[i].rule;

		if (!o->ignored[rule] && !(o->errors_only && !rule_is_error(rule)))
			continue;
		lint->silenced += o->ignored[rule];
		findings_remove(&lint->findings, i--);
	}
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

int lint_run(const struct lint_options *options, struct lint *lint, struct error *err)
{
	struct change_options change = options->change;

	change.minds = mmaplock_line_takes;
	change.needles = site_needles;
	*lint = (struct lint){ .options = options };
	if (change_read(&change, &lint->changes, &lint->problems, err))
		return -1;
	for (size_t i = 0; i < lint->changes.count; i++)
		if (run_change(lint, &lint->changes.delta[i], err))
			return -1;
	problem_sort(&lint->problems);
	problem_sort(&lint->notes);
	hear_options(lint);
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
