// SPDX-License-Identifier: GPL-2.0-only
/* apply: all agreed rewrites in place, all files or none. */
#include <stdio.h>
#include <stdlib.h>

#include "apply/replace.h"
#include "base/memory.h"
#include "commands.h"
#include "options.h"

/* Undo or finish what an interrupted run left. */
static int recover(const struct options *o, struct error *err)
{
	struct tree *tree;
	char *what = NULL;
	int status;

	if (tree_open(&tree, o->sweep.root, NULL, err))
		return -1;
	status = tree_recover(tree, NULL, &what, err);
	if (what)
		fprintf(stderr, "gupsweep: %s\n", what);
	free(what);
	tree_close(tree);
	return status;
}

static int replace(struct sweep *sweep, size_t *changed, struct problems *notes, struct error *err)
{
	const struct part *first = &sweep->first;
	struct replacement *list =
		memory_alloc((sweep->sites.files + first->files) * sizeof(*list));
	struct buf *after = memory_alloc(sweep->sites.files * sizeof(*after));
	int status = 0;

	*changed = 0;
	for (size_t i = 0; i < first->files; i++)
		list[i] = (struct replacement){ .path = first->file[i].path,
						.before = &first->file[i].before,
						.after = &first->file[i].after };
	for (size_t i = 0; i < sweep->sites.files; i++) {
		const struct site_file *file = &sweep->sites.file[i];

		if (!sweep->edits[i].count || part_has(first, 1, file->path))
			continue;
		layout_apply_edits(&file->text, &sweep->edits[i], &after[*changed]);
		list[first->files + *changed] = (struct replacement){ .path = file->path,
								      .before = &file->text,
								      .after = &after[*changed] };
		(*changed)++;
	}
	if (first->files + *changed)
		status = tree_replace(sweep->tree, list, first->files + *changed, NULL, notes, err);
	for (size_t i = 0; i < *changed; i++)
		buf_free(&after[i]);
	*changed += first->files;
	free(after);
	free(list);
	return status;
}

int command_apply(int argc, char **argv)
{
	struct options o;
	struct sweep sweep = { 0 };
	struct problems notes = { 0 };
	struct error err;
	size_t changed;
	int status = options_read(&o, argc, argv, TAKE_PREFER);

	if (status)
		return status;
	if (recover(&o, &err) || sweep_run(&o.sweep, &sweep, &err) ||
	    replace(&sweep, &changed, &notes, &err)) {
		status = options_fail(&o, &err);
	} else {
		options_name(&o, "note", &notes);
		status = options_name(&o, "left out", &sweep.problems);
		if (!o.style.quiet)
			printf("%zu file%s rewritten\n", changed, changed == 1 ? "" : "s");
		if (fflush(stdout))
			status = 3;
	}
	problem_free(&notes);
	sweep_free(&sweep);
	options_free(&o);
	return status;
}
