/* SPDX-License-Identifier: GPL-2.0-only */
/* edition: the files of cocci/, and whether they are those that this program was built with. */
#ifndef GUPSWEEP_EDITION_H
#define GUPSWEEP_EDITION_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"

/*
 * Append the file @name of the folder @dir to @text. Returns its absolute path, the caller's; NULL with
 * @err set: it cannot be read, is empty, or, with @own, another version's.
 */
char *edition_read(const char *dir, const char *name, bool own, struct buf *text,
		   struct error *err);

#endif
