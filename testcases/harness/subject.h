/* SPDX-License-Identifier: GPL-2.0-only
 *
 * What generate.c writes about a testcase, for one version of it: the functions to call. No kernel
 * header is needed to read it.
 */
#ifndef HARNESS_SUBJECT_H
#define HARNESS_SUBJECT_H

#include <stdarg.h>

#define FLAG_SETS 4
#define CELLS 16 /* of 8 bytes, behind a pointer */

struct parameter {
	const char *type, *name; /* as the compiler writes the type: "long unsigned int" */
	const char *kind; /* what a head line "arg: NAME KIND" says, "" if nothing (arguments.c) */
	const long
		*flags; /* for FOLL_ flags: FLAG_SETS of them, in the tree's numbers; else NULL */
	/* For a struct of the testcase's own: what it is like, with the current mm and, if it has one,
	 * with another; NULL else. */
	const void *object, *other;
	unsigned long size;
};

struct function {
	const char *name;
	long (*call)(const long *arguments);
	unsigned int nr;
	const struct parameter *parameters;
	int may_be_wrong; /* by its verdict: it may do what the kernel forbids */
};

struct subject {
	const char *testcase;
	const char *version; /* "before", "after", or the name of a mutant */
	const char *options; /* the CONFIG_ options it was compiled with, "" if none */
	const char *wrong; /* why it is wrong by itself: head line "before: wrong - WHY"; else "" */
	int changed;	   /* its text is not that of the version before */
	unsigned int nr;
	const struct function *functions;
};

/* Written for each program: its subjects, a NULL last. */
extern const struct subject *const subjects[];

/* An opaque call: recorded with its arguments, its result chosen among the first nr_results of 0, 1
 * and -EIO. */
long model_opaque(const char *name, unsigned int nr_results, unsigned int nr, ...);
long model_message(const char *name, const char *format, va_list list);
void *model_object(void); /* some memory, zeroed */

#endif
