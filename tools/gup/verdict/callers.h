/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * callers: who calls a function that uses the lock without taking it, and whether they hold it.
 * Needs library and flows; leaves one summary.
 */
#ifndef GUPSWEEP_CALLERS_H
#define GUPSWEEP_CALLERS_H

#include "code/library.h"
#include "flow.h"

/* A function from which the call is reached. */
struct callers_step {
	const struct library_file *file;
	uint32_t fn;
};

struct callers {
	struct callers_step *step; /* the function itself first, then those of its callers that do
				    * not hold the lock where they call */
	size_t steps, step_room;
	bool read, write; /* some caller holds it for read, for write */
	bool mixed;	  /* or on some paths only */
	bool may_read;	  /* some caller may hold it for read, on whatever path */
	bool none;	  /* some chain of calls ends without anybody taking it, in no table */
	bool relies;	  /* the function itself looks vmas up, or asserts that the lock is held */
	bool pasted;	  /* a macro puts a name together outside of functions */
	bool more;	  /* there are more functions than were read */
	bool read_up;	  /* there is at least one caller */
	bool handed_out;  /* nobody calls it by name: it is a member of some table of operations */
	bool taken;	  /* some of them that are called by name may be called by a pointer too */
	bool stopped; /* the search ended at a pointer or at its bound, not where nobody calls */
	char *unsearched; /* a chain ends where nobody looked any further, or NULL; the caller's */
	char *who; /* "held for read by NAME (file:line)", or the chain without it; the caller's */
};

void callers_read(struct library *lib, struct flows *flows, const struct library_file *file,
		  uint32_t fn, struct callers *out);
void callers_free(struct callers *c);

#endif
