// SPDX-License-Identifier: GPL-2.0-only
/* recover: what an apply that was killed left behind, undone or finished. See replace.c. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "transaction.h"
#include "tree/backend.h"

static int read_journal(struct transaction *t, struct error *err)
{
	struct buf text = { 0 };
	int ret = 0;

	if (file_read(t->file, &text, JOURNAL_MAX))
		ret = settle_fail(err, REPLACE_JOURNAL);
	else if (journal_decode(&t->journal, &text))
		ret = error_set(err,
				"apply: on %.500s/%s: damaged, or not gupsweep's; look at the tree "
				"(git status), then remove it",
				t->root_name, REPLACE_JOURNAL);
	buf_free(&text);
	return ret;
}

static int settle(struct transaction *t, char **what, struct error *err)
{
	enum journal_state state = t->journal.state;

	if (settle_undo(t, err))
		return -1;
	*what = memory_printf("an interrupted apply of %zu files was %s", t->journal.count,
			      state == JOURNAL_DONE ? "finished" : "undone");
	return 0;
}

/* With REPLACE_LOCK held. */
static int recover_locked(struct transaction *t, char **what, struct error *err)
{
	int ret = claim_journal(t, &t->file, err);

	if (ret == 1) {
		*what = memory_strdup("an apply was interrupted before it changed anything");
		return 0;
	}
	if (!ret)
		ret = read_journal(t, err);
	if (!ret)
		ret = settle(t, what, err);
	journal_free(&t->journal);
	if (t->file >= 0)
		close(t->file);
	return ret;
}

int tree_recover(struct tree *tree, const struct replace_hook *hook, char **what, struct error *err)
{
	struct transaction t = {
		.root = tree->fd,
		.root_name = tree->root,
		.hook = hook,
		.file = -1,
	};
	struct stat st;
	int lock, ret;

	*what = NULL;
	if (tree->rev || (fstatat(tree->fd, REPLACE_JOURNAL, &st, AT_SYMLINK_NOFOLLOW) &&
			  fstatat(tree->fd, REPLACE_LOCK, &st, AT_SYMLINK_NOFOLLOW)))
		return 0;
	claim_hold(&t);
	lock = claim_take(&t, err);
	ret = lock < 0 ? -1 : recover_locked(&t, what, err);
	if (lock >= 0) {
		if (claim_drop(&t) && !ret)
			ret = settle_fail(err, REPLACE_LOCK);
		close(lock);
	}
	if (ret) {
		free(*what);
		*what = NULL;
	}
	claim_release(&t);
	return ret;
}
