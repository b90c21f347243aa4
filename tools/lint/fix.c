// SPDX-License-Identifier: GPL-2.0-only
/* fix: libgit2 finds the hunks. */
#include "fix.h"

#include <git2.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

int fix_diff(const char *path, const struct buf *old, const struct buf *new, struct buf *out)
{
	git_diff_options options;
	git_patch *patch = NULL;
	git_buf text = { 0 };
	int ret;

	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags |= GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
	options.id_abbrev = 12;
	ret = git_patch_from_buffers(&patch, old->data ? old->data : "", old->len, path,
				     new->data ? new->data : "", new->len, path, &options);
	if (!ret)
		ret = git_patch_to_buf(&text, patch);
	if (!ret)
		buf_add(out, text.ptr, text.size);
	git_buf_dispose(&text);
	git_patch_free(patch);
	return ret ? -1 : 0;
}

void fix_set_diff(struct finding *f, const struct buf *text)
{
	struct buf new = { 0 }, diff = { 0 };

	free(f->diff);
	f->diff = NULL;
	if (!f->fix.count)
		return;
	layout_apply_edits(text, &f->fix, &new);
	if (!fix_diff(f->file, text, &new, &diff) && diff.len)
		f->diff = buf_detach(&diff);
	buf_free(&new);
	buf_free(&diff);
	if (!f->diff)
		finding_drop_fix(f);
}

void fix_keep_outside(struct finding *f, const struct edits *then)
{
	uint32_t at = f->fix.edit[0].at, len = f->fix.edit[0].len;
	uint32_t written = (uint32_t)strlen(f->fix.edit[0].text);

	finding_drop_fix(f);
	for (size_t i = 0; i < then->count; i++) {
		const struct edit *e = &then->edit[i];

		if (e->at + e->len <= at)
			finding_edit(f, e->at, e->len, memory_strdup(e->text));
		else if (e->at >= at + written)
			finding_edit(f, e->at - written + len, e->len, memory_strdup(e->text));
	}
}
