/* SPDX-License-Identifier: GPL-2.0-only */
/* header: fields of a mail's header: folded, and encoded where they are not ASCII (RFC 2047). */
#ifndef GUPSWEEP_SERIES_HEADER_H
#define GUPSWEEP_SERIES_HEADER_H

#include "part.h"

/* Append "NAME: text". Control characters become blanks. */
void header_text(struct buf *b, const char *name, const char *text);
/* Append "NAME: a <a@b>,\n c <c@d>" for mailboxes as get_maintainer.pl writes them; nothing for none. */
void header_addresses(struct buf *b, const char *name, const struct strings *list);
/* Append "NAME: NAME <EMAIL>". */
void header_mailbox(struct buf *b, const char *name, const char *person, const char *email);

#endif
