/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * layout: changed tokens -> edits that a maintainer would have made: whole lines deleted, comments and
 * unrelated blank lines kept, continuation lines of a renamed call realigned, a new local named,
 * declared and set. Knows nothing of what the changes are for. Needs source and the changes of spatch.
 */
#ifndef GUPSWEEP_LAYOUT_H
#define GUPSWEEP_LAYOUT_H

#include "spatch/spatch.h"

/* Replace bytes [at, at + len) of the original text with @text. */
struct edit {
	uint32_t at, len;
	char *text;
};

struct edits {
	struct edit *edit; /* in order, not overlapping */
	size_t count, room;
};

/* A call that may change: tokens. It is known to be one expression, whatever macro it is. */
struct layout_call {
	uint32_t name, open, close;
};

/*
 * One local that the placeholder in some of the changes stands for: an int that is 1 at first. Tokens,
 * each the first of its statement, but for calls the name.
 */
struct layout_local {
	uint32_t *set; /* before these it must be 1, however often they run */
	size_t sets, set_room;
	uint32_t *use; /* the changed places that name it */
	size_t uses, use_room;
};

/* What the edits are about. */
struct layout_subject {
	const char *word; /* what the deleted statements do, for notes: "the lock" */
	/* Does this comment speak of that, and of nothing else? */
	bool (*is_about)(const char *comment, size_t len);
	const char *placeholder;  /* of the local, in the changes; NULL: there is none */
	const char *const *names; /* for it, the best first; NULL-terminated */
};

/* Does a macro of a header that the file includes use the name, which is @len bytes long? */
typedef bool layout_names(void *ctx, const char *name, size_t len);

/* One function with its changes; the arrays are the caller's, for layout_request_free(). */
struct layout_request {
	const char *path; /* for errors */
	const struct source *src;
	const struct lines *lines; /* of its text, or NULL: they are read */
	uint32_t function;
	struct spatch_changes *changes; /* in source order; more may be added */
	struct layout_call *call;	/* in source order */
	size_t calls, call_room;
	struct layout_local *local;
	size_t locals, local_room;
	const struct layout_subject *subject;
	size_t columns;	     /* lines of a call get no longer where that can be */
	layout_names *names; /* or NULL: there are no headers to ask */
	void *names_ctx;
};

/*
 * Set @edits to what the changes come to, together with the deletion of each variable that they leave
 * without a use: its declaration, and an assignment that is all else that is left. @notes receives
 * what a reader should know (a deleted comment or variable, a name that was taken). Returns 0; -1 with
 * @err set when no safe place or layout was found. The edits are the caller's.
 */
int layout_function(const struct layout_request *request, struct edits *edits, struct buf *notes,
		    struct error *err);
void layout_request_free(struct layout_request *request);
void layout_edits_free(struct edits *edits);
/* The text after the edits, appended to @out. */
void layout_apply_edits(const struct buf *text, const struct edits *edits, struct buf *out);

#endif
