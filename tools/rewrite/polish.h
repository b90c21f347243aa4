/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * polish: what its parts share. Each part turns one kind of change into edits: remove.c statements,
 * call.c calls, place.c the variable, release.c the releases that become conditional, brace.c braces.
 */
#ifndef GUPSWEEP_POLISH_H
#define GUPSWEEP_POLISH_H

#include "../source/statement.h"
#include "lines.h"
#include "rewrite.h"

/* The statements of one function that is changed. */
struct body {
	uint32_t function;
	struct statements statements;
};

/* The variable of one bracket that is rewritten to the &locked form. */
struct variable {
	const struct bracket *bracket;
	uint32_t function;
	uint32_t block; /* statement that it is declared in */
	char *name;
};

struct polish {
	const struct sites *sites;
	const struct site_file *file;
	const struct source *src;
	const struct judgement *judgement;
	size_t columns; /* that a line of a call may have */
	const struct changes *agreed;
	struct lines lines;
	struct body *body;
	size_t bodies, body_room;
	struct variable *variable;
	size_t variables, variable_room;
	struct edits *edits;
	struct buf *notes;
	struct error *err;
};

/* Replace bytes [at, end) by @text, which is taken over. */
void polish_edit(struct polish *p, uint32_t at, uint32_t end, char *text);
/* Append to the notes, "; " between two of them. */
void polish_note(struct polish *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Set the error: why the line of token @tok cannot be laid out. Returns -1. */
int polish_refuse(struct polish *p, uint32_t tok, const char *why);
/* The statements of the function that holds @tok, or NULL. */
const struct statements *polish_body(const struct polish *p, uint32_t tok);
/* The variable of the bracket that has token @tok among its calls or releases, or NULL. */
const struct variable *polish_variable(const struct polish *p, uint32_t tok);
/* First byte of a token, and the byte behind it. */
uint32_t polish_at(const struct polish *p, uint32_t tok);
uint32_t polish_behind(const struct polish *p, uint32_t tok);
/* Nothing but white space before the token on its line? */
bool polish_begins_line(const struct polish *p, uint32_t tok);
/* Nothing but white space and comments between byte @at and the end of its line? A comment must end there. */
bool polish_ends_line(const struct polish *p, uint32_t at);

/* Does the change delete "NAME =" behind another "="? */
bool polish_is_link(const struct polish *p, const struct change *c);

/* A call of a name without small letters: a macro, which may be a declaration. */
bool polish_upper_call(const struct polish *p, const struct stmt *s);

/* The parts, in the order in which they run. Each returns 0, or -1 with the error set. */
int place_variables(struct polish *p);
int remove_statements(struct polish *p);
int guard_releases(struct polish *p);
int lay_out_call(struct polish *p, const struct site *site);
/* Braces that the deletions made needless; where that is in doubt they stay. */
void remove_braces(struct polish *p);

#endif
