/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What generate writes to standard output.
 */
#ifndef GENERATE_H
#define GENERATE_H

/* SUBJECT, SOURCE, VERSION, OPTIONS and CHANGED are macros to whoever includes the driver: it does for
 * all versions of a testcase, and several can be in one file, each with names of its own. */
void write_driver(const char *source_path, const char *aux_path, const char *known_path,
		  const char *testcase);
void write_family(const char *path);

#endif
