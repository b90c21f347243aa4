/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * check: the misuse of one function's calls: what the proof finds wrong when the function is run by
 * itself, with what callers in the file hold, and what the calls' arguments show. Needs program, lone
 * and use; leaves findings.
 */
#ifndef GUPSWEEP_CHECK_H
#define GUPSWEEP_CHECK_H

#include "finding.h"
#include "gup/proof/lone.h"
#include "gup/verdict/flow.h"
#include "use.h"

/* A function of the file, once it was asked for. */
struct examined {
	bool read;
	struct terms terms;
	struct program program;
	unsigned int entry; /* of lone; 0: it was not run yet */
	struct lone lone;
	uint8_t shifts; /* does it change how the lock is held? 0: not asked yet, 1: no, 2: perhaps */
};

struct check {
	const struct api *api;
	struct tree *tree;   /* of the kernel */
	struct library *lib; /* by which callers in the file are found */
	bool deep;	     /* headers are read too; else nothing that is found is certain */
	const struct library_file *file;
	const struct source *src; /* of the file */
	struct examined *of;	  /* its functions */
	bool elsewhere;		  /* other files are at hand: see elsewhere.h */
	struct flows flows;	  /* of callers in those */
	struct findings *out;
};

/* @lib, @file and their trees must outlive it; for check_end(). */
void check_begin(struct check *c);
/* All checks, for function @fn of the file. */
void check_function(struct check *c, uint32_t fn);
void check_end(struct check *c);

/* -- for the checks alone ------------------------------------------------------------------- */

/* The function, read. */
const struct program *check_program(struct check *c, uint32_t fn);
/* The function by itself, called with the lock held as @entry says: one of PROOF_ENTRY_... */
const struct lone *check_lone(struct check *c, uint32_t fn, unsigned int entry);
/* Does the function name the family at all? */
bool check_speaks(const struct check *c, uint32_t fn);
/* May a call of the function change how the lock is held, itself or through another of the file? */
bool check_shifts(struct check *c, uint32_t fn);
/* A function of the file that token @tok names, or SOURCE_NONE. */
uint32_t check_named(const struct check *c, uint32_t tok);

/* arguments.c: order, flags, vmas. Returns whether the arguments are what they seem. */
bool check_arguments(struct check *c, uint32_t fn, const struct use *use);
/* faults.c: what lone_run() found. */
void check_faults(struct check *c, uint32_t fn, const struct uses *uses);

/* Who holds current->mm's lock when a function begins. Tokens and functions of the file. */
struct entry {
	unsigned int held; /* PROOF_ENTRY_READ or _WRITE: by somebody for certain, as follows */
	uint32_t fn;	   /* the one that holds it, or the one that the kernel enters so */
	uint32_t lock;	   /* where it is taken; SOURCE_NONE: the kernel takes it */
	uint32_t call;	   /* under it, which leads here; or where a table names fn */
	bool entered;	   /* some chain of calls from an entry of the kernel without the lock */
	bool may_hold;	   /* some caller, or one of its, may hold it */
	bool unclear;	   /* ... and whether it does is not known */
	char *who;	   /* somebody in another file holds it; the caller's */
	bool free;	   /* ... and somebody there does not */
};
/* entry.c */
void check_entry(struct check *c, uint32_t fn, struct entry *out);

/* The white space that begins the line of token @tok; the caller's. NULL: something else does. */
char *check_indent(const struct source *src, uint32_t tok);
/* Let the fix replace tokens [first, end) by @text, which is taken over. */
void check_replace(const struct source *src, struct finding *f, uint32_t first, uint32_t end,
		   char *text);
/* Let the fix be the call in another form; no fix if there is none. */
void check_fix_form(const struct program *p, struct finding *f, const struct use *use,
		    enum form form);
/* ... or with NULL for &locked: the lock stays held. */
void check_fix_keep(const struct program *p, struct finding *f, const struct use *use);

#endif
