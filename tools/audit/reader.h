/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reader: the list of texts that under.c reads, and what it found. For under.c and follow.c alone:
 * under.c judges token by token, follow.c looks up what a name may stand for and what a call leads to.
 */
#ifndef GUPSWEEP_READER_H
#define GUPSWEEP_READER_H

#include "under.h"

/* Tokens waiting to be read. */
struct item {
	const struct library_file *file;
	const struct source *src;
	uint32_t fn; /* SOURCE_NONE: a macro's body */
	struct range r;
	uint32_t line;
	size_t from; /* item that calls it, SIZE_MAX for the bracket itself */
	char *name;
	const char *params; /* of a macro, up to ")" */
	bool in_bracket;    /* the bracket's own text, or a macro spelled there */
	bool called;	    /* a macro that stands for a function's name */
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

/* Keep the finding if it is worse than what is known. "a() -> b(): what (file:line)". */
void reader_found(struct reader *r, size_t i, enum under_class class, uint32_t tok,
		  const char *what);
/*
 * Add a definition of @name used in item @from, unless it was read already; @called: as that of a
 * function. Returns false if there are too many.
 */
bool reader_add(struct reader *r, const struct definition *def, size_t from, bool called,
		const char *name);

/* The names of the function that the item's text belongs to; NULL for a macro used elsewhere. */
const struct names *follow_names(const struct reader *r, const struct item *it);
/* A variable, of the function or of the macro: calling it is calling through a pointer. */
bool follow_is_variable(const struct reader *r, const struct item *it, uint32_t tok);
bool follow_is_member(const struct source *src, uint32_t tok);
/* "NAME(", also "(NAME)(" unless that is a cast. */
bool follow_is_call(const struct source *src, uint32_t tok);
/* Is the "(" at @tok that of a call through a pointer? */
bool follow_is_pointer_call(const struct source *src, uint32_t tok);
/* A name that is not called: perhaps a macro, perhaps a function that is passed on. */
void follow_name(struct reader *r, size_t i, uint32_t tok);
/* A call. */
void follow_call(struct reader *r, size_t i, uint32_t tok);

#endif
