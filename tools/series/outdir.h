/* SPDX-License-Identifier: GPL-2.0-only */
/* outdir: the files of a series into one folder: all of them, or none and the folder as it was. */
#ifndef GUPSWEEP_SERIES_OUTDIR_H
#define GUPSWEEP_SERIES_OUTDIR_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"

struct outdir_file {
	char *name;
	struct buf text;
};

/*
 * Is there room for version @version of a series in @dir: no folder yet, or one without patches
 * of that version, or @force? Returns 0, or -1 with @err set.
 */
int outdir_check(const char *dir, int version, bool force, struct error *err);

/*
 * Write the files. The folder is made if its parent is there. With @force the patches of this version
 * that an earlier run wrote are replaced, and a file of the same name by whomever; nothing else is
 * touched. Signals are held back meanwhile. Returns 0, or -1 with @err set and nothing changed.
 */
int outdir_write(const char *dir, int version, bool force, const struct outdir_file *file,
		 size_t count, struct error *err);

#endif
