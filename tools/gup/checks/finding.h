/* SPDX-License-Identifier: GPL-2.0-only */
/* finding: one thing that lint has to say. Needs rule and the edits of layout. */
#ifndef GUPSWEEP_FINDING_H
#define GUPSWEEP_FINDING_H

#include <stdint.h>

#include "layout/layout.h"
#include "rule.h"

#define FINDING_SPANS 6

/* Lines [first, last], from 1. */
struct line_span {
	uint32_t first, last;
};

struct finding {
	enum rule rule;
	char *file;	       /* relative to the tree */
	uint32_t line, column; /* of the name that is called, from 1; column in bytes */
	uint32_t end_column;   /* behind the name */
	char *function;	       /* "" outside functions */
	char *message;
	/* The lines that are part of it: a change must have touched one. */
	struct line_span span[FINDING_SPANS];
	int spans;
	bool reported;
	bool doubtful;	      /* only certain if the function was right before the change */
	bool changed;	      /* only right if the change touched the function; then it is new */
	struct edits fix;     /* of the file's text; none: there is no fix */
	char *diff;	      /* the fix as git prints it, or NULL */
	char *commit;	      /* full id, or NULL */
	char *mail;	      /* the subject of the mail that brings it, or NULL */
	char fingerprint[41]; /* hex; the same while only other lines of the file change */
};

struct findings {
	struct finding *finding;
	size_t count, room;
};

/* A new finding, whose message is formatted; the list's, until the next one is added. */
struct finding *finding_add(struct findings *list, enum rule rule, const char *file,
			    const struct source *src, uint32_t tok, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));
/* The lines of tokens [first, end) are part of it. */
void finding_span(struct finding *f, const struct source *src, uint32_t first, uint32_t end);
/* The fix replaces bytes [at, at + len) by @text, which is taken over. In order, not overlapping. */
void finding_edit(struct finding *f, uint32_t at, uint32_t len, char *text);
void finding_drop_fix(struct finding *f);
void finding_free(struct finding *f);
/* Remove the finding at @index, keeping the order. */
void findings_remove(struct findings *list, size_t index);
void findings_free(struct findings *list);
/* By commit as they come, then file, line, column and id; then the fingerprints are set. */
void findings_sort(struct findings *list, size_t from);

#endif
