// SPDX-License-Identifier: GPL-2.0-only
/* apply: the fixes, in the work tree or in the index: all or none. */
#include <stdlib.h>
#include <string.h>

#include "apply/replace.h"
#include "base/memory.h"
#include "change/git.h"
#include "fix.h"
#include "lint.h"

/* The edits of one file, of the findings whose edits overlap no earlier one's. */
struct fixed_file {
	struct buf before, after;
	struct edits edits;
};

static bool is_same(const struct edit *a, const struct edit *b)
{
	return a->at == b->at && a->len == b->len && !strcmp(a->text, b->text);
}

static bool overlaps(const struct edit *a, const struct edit *b)
{
	return a->at < b->at + b->len + !b->len && b->at < a->at + a->len + !a->len;
}

/* Can the finding's fix go with those that were taken? Two calls of one function have the same fix. */
static bool can_take(const struct edits *taken, const struct edits *fix)
{
	for (size_t i = 0; i < fix->count; i++)
		for (size_t k = 0; k < taken->count; k++)
			if (overlaps(&fix->edit[i], &taken->edit[k]) &&
			    !is_same(&fix->edit[i], &taken->edit[k]))
				return false;
	return true;
}

static void take(struct edits *taken, const struct edits *fix)
{
	for (size_t i = 0; i < fix->count; i++) {
		const struct edit *e = &fix->edit[i];
		struct edit copy = { .at = e->at, .len = e->len };
		size_t at = taken->count;

		while (at && taken->edit[at - 1].at > e->at)
			at--;
		if (at && is_same(&taken->edit[at - 1], e))
			continue;
		copy.text = memory_strdup(e->text);
		VEC_PUSH(taken->edit, taken->count, taken->room, copy);
		memmove(&taken->edit[at + 1], &taken->edit[at],
			(taken->count - 1 - at) * sizeof(*taken->edit));
		taken->edit[at] = copy;
	}
}

/* Put the new texts into the index, as a patch that git applies there. */
static int replace_staged(const char *root, const struct replacement *list, size_t count,
			  struct error *err)
{
	static const char *const args[] = { "apply", "--cached", "--whitespace=nowarn", NULL };
	struct buf patch = { 0 }, out = { 0 };
	int ret = 0;

	for (size_t i = 0; i < count && !ret; i++)
		ret = fix_diff(list[i].path, list[i].before, list[i].after, &patch);
	if (ret)
		error_set(err, "fix: on %s: out of memory; fix fewer files at once", root);
	else if (patch.len)
		ret = git_run(root, args, &patch, &out, err);
	buf_free(&patch);
	buf_free(&out);
	return ret;
}

/* The same texts in those files of the work tree that were what was staged. */
static int replace_beside(const char *root, const struct replacement *list, size_t count,
			  struct problems *notes, struct error *err)
{
	struct replacement *same = memory_alloc((count + 1) * sizeof(*same));
	struct tree *tree = NULL;
	size_t found = 0;
	int ret = tree_open(&tree, root, NULL, err);

	for (size_t i = 0; i < count && !ret; i++) {
		const struct buf *before = list[i].before;
		struct buf text = { 0 };
		struct error ignored;

		if (!tree_read(tree, list[i].path, &text, &ignored) && text.len == before->len &&
		    !memcmp(text.data, before->data, text.len))
			same[found++] = list[i];
		else
			problem_add(notes, list[i].path,
				    "differs from what is staged, so only that is fixed");
		buf_free(&text);
	}
	if (!ret && found)
		ret = tree_replace(tree, same, found, NULL, notes, err);
	free(same);
	tree_close(tree);
	return ret;
}

static int replace(struct lint *lint, struct fixed_file *file, struct problems *notes,
		   struct error *err)
{
	struct delta *change = &lint->changes.delta[0];
	struct replacement *list = memory_alloc((change->files + 1) * sizeof(*list));
	size_t count = 0;
	int ret = 0;

	for (size_t i = 0; i < change->files; i++) {
		if (!file[i].edits.count)
			continue;
		layout_apply_edits(&file[i].before, &file[i].edits, &file[i].after);
		list[count++] = (struct replacement){ .path = change->file[i].path,
						      .before = &file[i].before,
						      .after = &file[i].after };
	}
	if (count && lint->options->change.source == CHANGE_STAGED)
		ret = replace_staged(lint->options->change.root, list, count, err) ||
		      replace_beside(lint->options->change.root, list, count, notes, err);
	else if (count)
		ret = tree_replace(change->tree, list, count, NULL, notes, err);
	free(list);
	return ret;
}

int lint_fix(struct lint *lint, size_t *fixed, struct problems *notes, struct error *err)
{
	struct delta *change = lint->changes.count ? &lint->changes.delta[0] : NULL;
	struct fixed_file *file = memory_alloc(((change ? change->files : 0) + 1) * sizeof(*file));
	bool *done = memory_alloc(lint->findings.count + 1);
	int ret = 0;

	*fixed = 0;
	for (size_t i = 0; change && i < change->files && !ret; i++) {
		for (size_t k = 0; k < lint->findings.count; k++) {
			struct finding *f = &lint->findings.finding[k];

			if (!f->fix.count || strcmp(f->file, change->file[i].path) ||
			    !can_take(&file[i].edits, &f->fix))
				continue;
			take(&file[i].edits, &f->fix);
			done[k] = true;
		}
		if (file[i].edits.count)
			ret = tree_read(change->tree, change->file[i].path, &file[i].before, err);
	}
	if (change && !ret)
		ret = replace(lint, file, notes, err);
	for (size_t k = lint->findings.count; k-- > 0 && !ret;)
		if (done[k]) {
			findings_remove(&lint->findings, k);
			(*fixed)++;
		}
	for (size_t i = 0; change && i < change->files; i++) {
		buf_free(&file[i].before);
		buf_free(&file[i].after);
		layout_edits_free(&file[i].edits);
	}
	free(file);
	free(done);
	return ret;
}
