/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * call: a call before and after its change, as arguments. arguments.c reads it from the changes,
 * call.c writes it, fill.c breaks its lines
 * anew where they got too long. For layout alone.
 */
#ifndef GUPSWEEP_CALL_H
#define GUPSWEEP_CALL_H

#include "parts.h"

#define CALL_MAX_ARGS 16
#define CALL_NEW SIZE_MAX

/* An argument as written: tokens [first, end). */
struct call_arg {
	uint32_t first, end;
};

/* An argument of the new call. */
struct new_arg {
	size_t old;   /* the old argument it is, perhaps with more behind it; CALL_NEW for none */
	char *extra;  /* text of its own, or what follows the old one; "" for none */
	bool instead; /* @extra stands for the old one, whose comments stay */
};

struct call {
	const struct layout_call *tokens;
	char *name; /* of the new callee */
	struct call_arg before[CALL_MAX_ARGS];
	size_t olds;
	struct new_arg after[CALL_MAX_ARGS];
	size_t news;
};

/* Read the call of @tokens and what the changes make of it. @call is the caller's. */
int call_read(struct layout *p, const struct layout_call *tokens, struct call *call);
void call_free(struct call *call);
/* Is it the old argument in its old place, untouched? */
bool call_stays(const struct call *call, size_t index);

/* Bytes [at, end) of the file. */
struct span {
	uint32_t at, end;
};

/* What stands around an old argument. */
struct slot {
	struct span gap;  /* white space before it */
	struct span body; /* with comments before it */
	struct span tail; /* up to the "," or ")" */
	struct span post; /* a comment behind the "," (of the last: the ";") that ends the line */
};

/* A call that is being written. */
struct writer {
	struct layout *p;
	struct call call;
	struct slot slot[CALL_MAX_ARGS];
	struct buf out;
	uint32_t from, to; /* bytes that are replaced: up to the ")", or a comment behind its ";" */
	size_t start;	   /* its column in the new text */
	size_t old_margin; /* column behind the old "(" */
	size_t margin;	   /* behind the new one */
	bool aligned;	   /* continuation lines begin in old_margin */
	bool spaces;	   /* and are indented with spaces only */
	bool hangs;    /* the first argument goes to a line of its own, all lines far to the left */
	bool comments; /* there are some in the call */
};

static inline bool call_is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Is a line of the written call (w->out) longer than it was and than the tree allows? */
bool call_is_wide(const struct writer *w);
/*
 * Break the lines of the written call anew if one got longer than such lines may be. It must hold no
 * comment. Returns 0, or -1 with the error set if they cannot be short enough.
 */
int call_limit_width(struct writer *w);

#define CALL_HANGING 16 /* columns from the indentation to lines that are not aligned to "(" */

/* Column of the first token on the line of the call's name, and the newline of that line. */
size_t call_indent(const struct writer *w);
const char *call_newline(const struct writer *w);

#endif
