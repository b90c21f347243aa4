/* SPDX-License-Identifier: GPL-2.0-only */
/* recipients: whom a patch goes to, as the tree's own scripts/get_maintainer.pl says. */
#ifndef GUPSWEEP_SERIES_RECIPIENTS_H
#define GUPSWEEP_SERIES_RECIPIENTS_H

#include "base/problem.h"
#include "letter.h"
#include "tree/tree.h"

/*
 * Fill in to and cc of the @count parts, as the script says of their mails: maintainers, then others,
 * the lists last. The words of a mail count too: the script looks for keywords. That the tree has
 * no such script, or one that this perl cannot read, goes to @notes; that it failed, to @failed.
 * Returns 0, or -1 with @err set when nothing can be run at all.
 */
int recipients_find(struct tree *tree, const struct letter_series *s, struct part *part,
		    size_t count, struct problems *notes, struct problems *failed,
		    struct error *err);
/* Sort what the script printed into @to and @cc. */
void recipients_read(const struct buf *printed, struct strings *to, struct strings *cc);

#endif
