/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reader: the list of code that under.c reads, and what it found. For under.c and follow.c alone:
 * under.c judges event by event, follow.c looks up what a name may stand for and what a call leads to.
 */
#ifndef GUPSWEEP_READER_H
#define GUPSWEEP_READER_H

#include "code/expand.h"
#include "under.h"

/* Code waiting to be read. */
struct item {
	const struct library_file *file;
	const struct code *code;
	struct expansion *expansion; /* of a macro: the text behind own */
	struct code *own;	     /* a macro's code; a function's is the library's */
	uint32_t line;		     /* of a macro's definition */
	size_t from;		     /* item that calls it, SIZE_MAX for the bracket itself */
	char *name;
	bool in_bracket; /* the bracket's own text, or a macro spelled there */
};

/* A name without a definition so far. */
struct missing {
	char *name;
	enum library_wanted what;
};

struct reader {
	const struct under_scope *scope;
	struct item *item;
	size_t count, room;
	struct missing *missing;
	size_t misses, miss_room;
	bool hopeless; /* no definition can help any more */
	bool told;     /* and what is said is why */
	struct under *out;
};

/* Keep the finding @what, at token @tok, if it is worse than what is known. */
void reader_say(struct reader *r, size_t i, enum under_class class, uint32_t tok, const char *what);
/* The same of the word at @tok: "WORD what". */
void reader_found(struct reader *r, size_t i, enum under_class class, uint32_t tok,
		  const char *what);
/*
 * Add a definition of @name that expression @use of item @from calls or names, unless it was read
 * already. Returns false if there are too many, or if a macro cannot be expanded.
 */
bool reader_add(struct reader *r, const struct definition *def, size_t from, uint32_t use,
		const char *name);
/* Is item @i the body of a macro @name, or used in one? */
bool reader_is_expanding(const struct reader *r, size_t i, const char *name);

/* A name that is not called: perhaps a macro, perhaps a function that is passed on. */
void follow_name(struct reader *r, size_t i, const struct event *ev);
/* A member: its name may be a macro's. */
void follow_member(struct reader *r, size_t i, const struct event *ev);
/* A call. */
void follow_call(struct reader *r, size_t i, const struct event *ev);

#endif
