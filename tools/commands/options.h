/* SPDX-License-Identifier: GPL-2.0-only */
/* options: what the commands share: their options, and how they end. For commands/ alone. */
#ifndef GUPSWEEP_OPTIONS_H
#define GUPSWEEP_OPTIONS_H

#include <argp.h>
#include <stdbool.h>

#include "report/report.h"
#include "sweep.h"

enum format { FORMAT_TEXT, FORMAT_JSON };

struct options {
	struct sweep_options sweep;
	struct report_style style;
	enum format format;
	const char *patch; /* --patch, for verify: never NULL */
	char *rules;	   /* behind sweep.rewrite */
	char *cache;
	const char **paths;
	double started; /* seconds, for the progress line */
	bool progress_shown;
};

enum options_take { TAKE_FORMAT = 1, TAKE_REV = 2, TAKE_PATCH = 4, TAKE_PREFER = 8 };

/*
 * Parse a command's arguments; @take says which of the optional options it has. @o is the
 * caller's, for options_free(). Returns 0, or the exit status with which to end (a message was
 * printed). Wrong usage is 2.
 */
int options_read(struct options *o, int argc, char **argv, int take);
/* For a command that parses its own: the values before, and what is looked up after. */
void options_defaults(struct options *o);
void options_locate(struct options *o, bool no_cache);
/* The same for a command that has options of its own, @more with @input; they come first. */
int options_read_more(struct options *o, int argc, char **argv, int take, const struct argp *more,
		      void *input);
/* Wrong usage: print "gupsweep: WHAT: on VALUE: REMEDY" and end with status 2. */
void options_usage(const char *what, const char *value, const char *remedy)
	__attribute__((noreturn));
/* The value of --prefer: true, or wrong usage. */
bool options_prefer_fast(const char *form);
void options_free(struct options *o);
/* Print "gupsweep: " and the error, return 3. */
int options_fail(const struct options *o, const struct error *err);
/*
 * Clear the progress line and name each of @problems on stderr as "gupsweep: WHAT: on FILE: ...".
 * The exit status: 0, or 3 if there are any.
 */
int options_name(const struct options *o, const char *what, const struct problems *problems);
/* What a report is made from. */
struct report options_report(const struct options *o, const struct sweep *sweep);

#endif
