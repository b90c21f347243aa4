/* SPDX-License-Identifier: GPL-2.0-only */
/* header: the recipients in a mail's header, encoded where they are not ASCII (RFC 2047). */
#ifndef GUPSWEEP_SERIES_HEADER_H
#define GUPSWEEP_SERIES_HEADER_H

#include "part.h"

/*
 * Append "NAME: a <a@b>,\n c <c@d>" for mailboxes as get_maintainer.pl writes them; nothing for none.
 * Control characters become blanks.
 */
void header_addresses(struct buf *b, const char *name, const struct strings *list);

#endif
