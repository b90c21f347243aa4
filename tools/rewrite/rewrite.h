/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rewrite: sites -> slices -> spatch -> changes; changes -> polish -> edits. The semantic patches
 * are the first judge: this stage only runs them and reads what they did. Needs source, api, the
 * sites and which of them are wanted in which form.
 */
#ifndef GUPSWEEP_REWRITE_H
#define GUPSWEEP_REWRITE_H

#include "../audit/judgement.h"
#include "../find/site.h"

/* One change of the file's token sequence: tokens [first, end) become @text. */
struct change {
	uint32_t first, end; /* first == end: insertion before token first */
	char *text;	     /* the new tokens, separated by single spaces; "" deletes */
};

/* What spatch did with one file for one form (semantic patch). */
struct changes {
	struct change *change; /* in source order, not overlapping */
	size_t count, room;
};

struct rewrite_options {
	const char *spatch; /* program, looked up in PATH */
	const char *rules;  /* directory of the semantic patches */
	const char *cache;  /* file of the cache, or NULL for none */
	int jobs;
	int time_limit; /* seconds for one slice */
};

/* One file of the request and its answer. */
struct rewrite_file {
	const struct site_file *file;
	const uint32_t *functions; /* indices: those with wanted sites, ascending */
	size_t function_count;
	const bool *blank; /* for each cond of the source: blank that branch; NULL for none */
	const bool
		*always; /* for each cond: always compiled, its #if is taken out; NULL for none */
	/* For each site of the file (from file->first): in the slice for that form its callee's name is
	 * replaced, so that this semantic patch cannot touch it; NULL: none. */
	const bool *mask[FORM_COUNT];
	/* the answer */
	bool *parsed; /* for each of functions: spatch understood it, in both patches */
	struct changes changes[FORM_COUNT]; /* for FORM_LOCKED and FORM_UNLOCKED */
	char *failure; /* why a patch gave nothing (crash, time limit, exception) or its
				    * output was refused, or NULL; the other patch's changes stay */
};

struct rewriter;

/* Nothing is looked for or started yet. @options and @api must outlive it. */
struct rewriter *rewrite_new(const struct rewrite_options *options, const struct api *api);
/*
 * Let spatch read the semantic patches while the caller goes on, which is most of what it does; if
 * the cache is likely to have all answers, do nothing. What goes wrong is told by rewrite_run().
 * From here to rewrite_free() a signal waits; other threads must be started in between only.
 */
void rewrite_head_start(struct rewriter *rewriter);
/*
 * Run the semantic patches over slices of all @files, once. A slice that fails or takes too long has
 * ->failure set and costs no other its result. Returns 0, or -1 with @err set when nothing could be
 * run at all (no spatch, too old a one, no room for temporary files).
 */
int rewrite_run(struct rewriter *rewriter, const struct sites *sites, struct rewrite_file *files,
		size_t count, struct error *err);
/* No process and no temporary directory is left; a signal that came meanwhile ends the program here. */
void rewrite_free(struct rewriter *rewriter);
void rewrite_file_free(struct rewrite_file *file); /* the answers */

/*
 * Append to the agreed @changes of function @fn (in source order) the deletion of each variable that
 * they leave without a use: its declaration, and an assignment that is all else that is left. Each is
 * told in @notes. Returns 0, or -1 with @err set when one would be left that cannot be deleted by
 * itself.
 */
int rewrite_drop_unused(const struct site_file *file, uint32_t fn, struct changes *changes,
			struct buf *notes, struct error *err);

/* Replace bytes [at, at + len) of the original text with @text. */
struct edit {
	uint32_t at, len;
	char *text;
};

struct edits {
	struct edit *edit; /* in order, not overlapping */
	size_t count, room;
};

/*
 * Turn agreed changes into byte edits a maintainer would have made: whole lines deleted, comments
 * and unrelated blank lines kept, continuation lines of a renamed call realigned, `locked` named,
 * declared and initialised. Lines of a call get no longer than @columns where that can be. @notes
 * receives what a reader should know (a deleted comment, a name that was taken), as text to append
 * to the site's detail. Returns 0; -1 with @err set when no safe
 * place or layout was found (the sites then stay as they are).
 */
int rewrite_polish(const struct sites *sites, const struct site_file *file,
		   const struct judgement *judgement, size_t columns, const struct changes *agreed,
		   struct edits *edits, struct buf *notes, struct error *err);
void rewrite_edits_free(struct edits *edits);
/* The text after the edits, appended to @out. */
void rewrite_apply_edits(const struct buf *text, const struct edits *edits, struct buf *out);

#endif
