/* SPDX-License-Identifier: GPL-2.0-only */
/* mail: the text of mails, decoded. For patch.c alone. */
#ifndef GUPSWEEP_MAIL_H
#define GUPSWEEP_MAIL_H

#include "../base/buf.h"

/*
 * Append @text to @out; where it is a mail, or an mbox of several, each body is decoded: quoted-printable
 * and base64, and the parts of a multipart one after another. All other text is copied as it is.
 */
void mail_decode(const char *text, size_t len, struct buf *out);

#endif
