/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * parts: what the parts of layout share. Each turns one kind of change into edits: remove.c
 * statements, call.c calls, place.c the new local, release.c the statements that become conditional,
 * brace.c braces.
 */
#ifndef GUPSWEEP_LAYOUT_PARTS_H
#define GUPSWEEP_LAYOUT_PARTS_H

#include "code/code.h"
#include "layout.h"
#include "lines.h"

/* A local that has its name and place. */
struct variable {
	const struct layout_local *local;
	uint32_t block; /* statement that it is declared in */
	char *name;
};

struct layout {
	const struct layout_request *request;
	const struct source *src;
	const struct function *fn;
	struct spatch_changes *changes;
	struct code code;
	struct lines lines;
	struct variable *variable;
	size_t variables, variable_room;
	struct edits *edits;
	struct buf *notes;
	struct error *err;
};

/* Replace bytes [at, end) by @text, which is taken over. */
void layout_edit(struct layout *p, uint32_t at, uint32_t end, char *text);
/* The edit that replaces byte @at, or NULL. */
const struct edit *layout_edit_over(const struct layout *p, uint32_t at);
/* Append to the notes, "; " between two of them. */
void layout_note(struct layout *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Set the error: why the line of token @tok cannot be laid out. Returns -1. */
int layout_refuse(struct layout *p, uint32_t tok, const char *why);
/* Does a macro of the file, or of a header that it includes, use the name? */
bool layout_macro_names(const struct layout *p, const char *name, size_t len);
/* The local that is used at token @tok, or NULL. */
const struct variable *layout_variable(const struct layout *p, uint32_t tok);
/* First byte of a token, and the byte behind it. */
uint32_t layout_at(const struct layout *p, uint32_t tok);
uint32_t layout_behind(const struct layout *p, uint32_t tok);
/* Nothing but white space before the token on its line? */
bool layout_begins_line(const struct layout *p, uint32_t tok);
/* Nothing but white space and comments between byte @at and the end of its line? A comment must end there. */
bool layout_ends_line(const struct layout *p, uint32_t at);

/* The next comment from number *@i on that begins in [from, to), and *@i behind it. NULL: none. */
const struct comment *layout_comment(const struct layout *p, size_t *i, uint32_t from, uint32_t to);
bool layout_has_comment(const struct layout *p, uint32_t from, uint32_t to);
/* Append to the notes that comments which begin in bytes [from, to) go with @what. */
void layout_note_comments(struct layout *p, uint32_t from, uint32_t to, const char *what);

/* Does the change delete a whole statement? */
bool layout_deletes_statement(const struct layout *p, const struct spatch_change *c);
/* Does the change put `if (PLACEHOLDER)` before a statement? */
bool layout_makes_conditional(const struct layout *p, const struct spatch_change *c);
/* The node "NAME = value" whose NAME is token @set, or SOURCE_NONE. */
uint32_t layout_assignment(const struct layout *p, uint32_t set);
/* The assignment whose value is that of node @i, "x = NAME = value", or SOURCE_NONE. */
uint32_t layout_chained_to(const struct layout *p, uint32_t i);
/* Does the change delete "NAME =" behind another "="? */
bool layout_is_link(const struct layout *p, const struct spatch_change *c);
/* A call of a name without small letters: a macro, which may be a declaration. */
bool layout_upper_call(const struct layout *p, const struct stmt *s);

/* The parts, in the order in which they run. Each returns 0, or -1 with the error set. */
int layout_drop_unused(struct layout *p);
int layout_place_variables(struct layout *p);
int layout_remove_statements(struct layout *p);
int layout_guard_statements(struct layout *p);
int layout_write_call(struct layout *p, const struct layout_call *call);
/* Braces that the deletions made needless; where that is in doubt they stay. */
void layout_remove_braces(struct layout *p);

#endif
