/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unit: a text's tokens and #if lines cut into statements, heads of control statements ("if (...)",
 * "else") and labels, without a parse: the pieces in which semantic patches think.
 */
#ifndef GUPSWEEP_UNIT_H
#define GUPSWEEP_UNIT_H

#include "../source/source.h"

/* A token of a text, or the line of an #if, #else or #endif. */
struct piece {
	uint32_t at, len; /* bytes of the text */
	uint32_t token;	  /* index in the file it is from; SOURCE_NONE for a line */
};

/* Is it a line that a change must not move across? */
static inline bool piece_is_landmark(const struct directive *d)
{
	return d->kind == DIRECTIVE_IF || d->kind == DIRECTIVE_ELSE || d->kind == DIRECTIVE_ENDIF;
}

/* Pieces [first, end); equal text has equal hash. */
struct unit {
	uint32_t first, end;
	uint64_t hash;
};

/* A text cut into units. */
struct units {
	const char *text;
	const struct piece *piece;
	size_t pieces;
	struct unit *unit;
	size_t count, room;
};

/* Cut units->piece, which is the caller's, into units->unit. */
void unit_cut(struct units *units);
void unit_free(struct units *units);
/* Is the piece at @at the word? False past the end. */
bool unit_is(const struct units *units, size_t at, const char *word);
bool unit_same(const struct units *a, size_t i, const struct units *b, size_t j);
/* Are piece @i of @a and piece @j of @b the same text? */
bool unit_same_piece(const struct units *a, size_t i, const struct units *b, size_t j);

/* -- match.c: which elements of two sequences are the same ------------------------------------ */

#define MATCH_NONE UINT32_MAX

struct match_pair {
	size_t olds, news; /* elements */
	/* Is old element @i the same as new element @j? */
	bool (*same)(const void *ctx, size_t i, size_t j);
	const void *ctx;
	int64_t edits; /* deletions and insertions, at most */
};

/*
 * Set match[j] for each new element j to the old one that it equals, or MATCH_NONE; the matches ascend
 * and are as many as can be (E. Myers, "An O(ND) Difference Algorithm"). Where equal elements leave a
 * choice, what was deleted stands next to what was inserted. Returns the number of matches, or -1 if
 * more edits are needed.
 */
int64_t match_find(const struct match_pair *pair, uint32_t *match);

#endif
