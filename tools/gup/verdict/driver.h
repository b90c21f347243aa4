/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * driver: what is known of one driver's code under the lock for write. For shared.c, writers.c and
 * fields.c alone: writers.c finds the functions that run so, fields.c what they touch, shared.c answers.
 */
#ifndef GUPSWEEP_DRIVER_H
#define GUPSWEEP_DRIVER_H

#include "code/expand.h"
#include "code/types.h"
#include "flow.h"

/* One field: a member of a struct, or a variable of the file. */
struct field {
	uint32_t name; /* hash; 0: every member */
	uint32_t tag;  /* hash of the struct's tag, 0: not known; DRIVER_GLOBAL: a variable */
	bool written;
	const struct library_file *file; /* where */
	uint32_t line;
};

#define DRIVER_GLOBAL 1u

/* A function that runs with the lock held for write. */
struct run {
	const struct library_file *file;
	uint32_t fn;
	bool whole; /* else only where its own flow says so */
	bool read;  /* in that extent */
};

/* Something is called through a member of this name (a hash), 0: through no member. */
struct pointer_call {
	const struct library_file *file;
	uint32_t member;
};

/* A name in a file of the driver. */
struct word {
	const struct source *src;
	uint32_t tok;
};

/* A function that is called, or passed on, and whose definition is not at hand. */
struct wanted_name {
	const struct library_file *file;
	struct word word;
	const struct code *code; /* of the call, if it is one; else NULL */
	const struct event *call;
	uint32_t line;
	bool sought; /* the tree was searched for it */
	bool done;
};

/* A macro of the driver's where code that runs so uses it. */
struct expanded {
	const struct library_file *file; /* that uses it */
	struct code *code;
	struct expansion *expansion;
	uint32_t line;
};

struct driver {
	const struct library_file *of;		/* who was asked about first */
	const struct library_file *const *file; /* its files that speak of the lock */
	size_t files;
	struct field *field;
	size_t fields, field_room;
	struct run *run;
	size_t runs, run_room;
	struct expanded *expanded;
	size_t expansions, expanded_room, expansions_read;
	struct pointer_call *called; /* under the lock */
	size_t calls, call_room;
	struct word *leaver; /* functions that return with the lock held for write */
	size_t leavers, leaver_room;
	struct wanted_name *wanted; /* called under the lock, their definitions not at hand */
	size_t wants, want_room;
	struct nameset macro, guard; /* that take the lock for write */
	struct nameset followed;     /* words whose assignments were looked for */
	struct nameset unset;	     /* ... and of which none was found */
	struct library *lib;
	struct flows *flows;
	bool complete; /* all callers of the leavers, and what is wanted, were looked for */
	bool bounded;  /* there was more than could be read */
	const struct library_file *
		*unread; /* files in which something that stores was not understood */
	size_t unreads, unread_room;
};

/* Add a function that runs with the lock held, unless it is there: in all of it, or where its flow says so. */
void writers_add(struct driver *d, const struct library_file *file, uint32_t fn, bool whole);
/* The same of those in the driver's files that are called like token @tok of @src; are there any? */
bool writers_add_named(struct driver *d, const struct source *src, uint32_t tok);
/* Find those that run so whoever calls them, and those that call what returns with the lock held. */
void writers_find(struct driver *d);
/* Once all are there, note anew what they, and whoever holds the lock in any mode, call through pointers. */
void writers_find_pointer_calls(struct driver *d);
/*
 * Have callers of what returns with the lock held looked for, and what is wanted; returns whether that has
 * been done.
 */
bool writers_seek(struct driver *d);
/* Is the function given what only a handler is that runs with the lock held for write? */
bool writers_is_handler(const struct driver *d, const struct library_file *file, uint32_t fn);

/* Those that call what was found to return with the lock held, as far as they are known by now. */
void writers_follow(struct driver *d);
/* Note what the functions of d->run that are not read yet touch, and add those that they call. */
void fields_read(struct driver *d);
/* Free what was expanded. */
void fields_forget(struct driver *d);
/* Add the functions that are wanted, as far as they are known by now. */
void fields_find_wanted(struct driver *d);
/* The tag of the struct whose member @place is, as a hash; 0 if it is not known. */
uint32_t fields_tag(const struct types_scope *scope, const struct code *code, uint32_t place);

#endif
