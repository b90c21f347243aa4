/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * under: whether code that runs under the mmap lock may need it. Judges what each event does and
 * reads what is called, through definitions and macros, with a list of what waits to be read and a
 * bound. What is not shown to be independent is not. Needs library and words; leaves one finding.
 */
#ifndef GUPSWEEP_UNDER_H
#define GUPSWEEP_UNDER_H

#include "code/library.h"
#include "shared.h"
#include "source/grammar.h"

/* From harmless to certain. */
enum under_class {
	UNDER_FREE,    /* shown independent of the lock */
	UNDER_UNKNOWN, /* could not be shown */
	UNDER_MACRO,   /* a macro hides control flow or the lock, or was not found */
	UNDER_NEEDS,   /* needs the lock, takes it or changes what it protects */
	UNDER_USES,    /* what the lock itself guards: a vma, a page table, a member of an mm */
};

struct under {
	enum under_class class;
	bool doubt; /* something could not be shown independent, whatever else needs the lock */
	char *why;  /* one line, the chain of calls; the caller's */
};

/* Functions that need not be read: somebody else judges them. Empty when all zero. */
struct under_trusted {
	const struct source *src;
	uint32_t fn;
};

struct under_trust {
	struct under_trusted *of;
	size_t count, room;
};

void under_trust_add(struct under_trust *trust, const struct source *src, uint32_t fn);
void under_trust_free(struct under_trust *trust);

/* The function whose code is judged. */
struct under_scope {
	struct library *lib;
	const struct library_file *file;
	uint32_t fn;
	const uint32_t *skip; /* names of family calls that others judge */
	size_t skips;
	struct shared *shared; /* what the driver does under the write lock; NULL: do not ask */
	const struct under_trust *trust; /* or NULL */
};

/* What the functions that a call leads to do to what others see; names of members and variables, as hashes. */
struct under_names {
	struct nameset written, read;
	bool casts;	    /* a pointer is made a number there */
	size_t definitions; /* that were read */
	const char *path;   /* where the first of them stands, the library's, and its line */
	uint32_t line;
};

/*
 * What call event @event of the function's code, or a place that it names, does by itself; what is reached
 * from there is added to @names.
 */
void under_event(const struct under_scope *scope, uint32_t event, struct under_names *names,
		 struct under *out);
/* Is the name at token @tok of @file, which is called, one of a macro? Such a one may write to what it is told. */
bool follow_may_be_macro(struct library *lib, const struct library_file *file,
			 const struct source *src, uint32_t tok);
/* Is the name at token @tok that of a call that others judge? */
bool under_is_skipped(const struct under_scope *scope, uint32_t tok);
/* Judge what the tokens [r) of the function do. Operations on the lock are passed over. */
void under_read(const struct under_scope *scope, struct range r, struct under *out);

#endif
