/* SPDX-License-Identifier: GPL-2.0-only */
/* One failure, told in one line: "what: on what: why; what to do". */
#ifndef GUPSWEEP_ERROR_H
#define GUPSWEEP_ERROR_H

struct error {
	char text[1024];
};

/*
 * Record a failure, replacing what @err held; longer text is cut. Control characters are shown
 * as '?', so that a hostile file name cannot break the line. Returns -1, for `return error_set(...)`.
 */
int error_set(struct error *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
