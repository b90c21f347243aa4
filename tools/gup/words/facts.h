/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * facts: what can be said of one rewritten function: what it calls, under whose lock, what else runs
 * there; and of the tree: what its variants do differently. Read from the audit's view of the
 * function and from mm/gup.c, for the message to tell.
 */
#ifndef GUPSWEEP_SERIES_FACTS_H
#define GUPSWEEP_SERIES_FACTS_H

#include "gup/sites/site.h"
#include "gup/verdict/judgement.h"

/* The rewritten calls of one function to one member of the family. */
struct facts {
	const struct site_file *file;
	char *function;
	bool locked, fast; /* the form; else _unlocked */
	bool retries;	   /* it may drop the lock: not a fast one for a long-term pin, maybe */
	const struct api_function *from, *to;
	enum callee callee;
	size_t calls;		 /* sites */
	char *mm;		 /* whose lock, as written */
	char *lock;		 /* "mmap_lock", "mmap_sem" */
	char *acquire, *release; /* names of the lock functions */
	bool killable;		 /* taken so */
	bool same_mm;		 /* the call names that mm too, or takes none */
	bool loop;		 /* the call is in a loop, and the lock was outside of it */
	bool sequence;		 /* several calls were under one lock, one after another */
	bool alone;		 /* nothing but the calls ran under the lock */
	bool needed_before;	 /* what ran before the call needs the lock */
	char *under, *before;	 /* "kmalloc(), find_vma() and others"; "" if nothing is called */
	char *counter;		 /* of the mm, that is checked and then added to; or NULL */
	bool knows_eagain;	 /* the function names EAGAIN itself */
	size_t schedules;	 /* that its proof explored; 0: there was none */
	char *notes;		 /* what the rewriting noted, lines; "" for nothing */
};

/* Is site @i rewritten, and the first of its function's with that callee and form? */
bool facts_begin(const struct sites *sites, const struct judgement *judgement, size_t i);
/* Read the facts of site @first, with which they begin, and of the others like it in its function. */
void facts_read(const struct sites *sites, const struct judgement *judgement, const struct api *api,
		size_t first, struct facts *facts);
void facts_free(struct facts *facts);

/* What a variant does and the plain function does not. */
struct facts_api {
	bool known;	    /* the implementation was there to read */
	bool touches;	    /* FOLL_TOUCH */
	bool lock_killable; /* the variant takes the lock so */
	bool eagain;	    /* ... and returns -EAGAIN if that fails */
	bool wait_killable; /* FAULT_FLAG_KILLABLE for the retry */
	bool userfaultfd;   /* the tree has it */
	bool perf_charges;  /* perf counts in pinned_vm what it maps */
};

/* Read that of @tree for @from and @to. Returns 0, or -1 with @err set. */
int facts_api_read(struct tree *tree, const struct api_function *from,
		   const struct api_function *to, struct facts_api *out, struct error *err);

#endif
