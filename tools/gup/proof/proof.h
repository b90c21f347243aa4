/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * proof: a function before and after a change, run over every schedule up to a bound. Each call of
 * the family returns all, some, none or an error, and drops the lock or not; each condition goes
 * both ways, the same way in both versions, and the same way again while nothing that it reads was
 * written; a path that comes by one statement more often than PROOF_VISITS is cut off. After the
 * change no rule of the lock may be broken; both must do the same to the rest of the world in the same order;
 * what runs without the lock after the change and had it before must not need it. Knows nothing of
 * the semantic patches. Needs source, api and the audit's library; leaves one finding.
 */
#ifndef GUPSWEEP_PROOF_H
#define GUPSWEEP_PROOF_H

#include "base/buf.h"
#include "code/library.h"
#include "gup/api/api.h"

#define PROOF_VISITS 3 /* of one statement on a path; one that comes by more often is cut off */
#define PROOF_NODES 8000000   /* run on the way, in all of them: a second or two */
#define PROOF_SCHEDULES 50000 /* the cap: of one function; beyond it nothing is proved */

struct under_trust;

enum proof_outcome {
	PROOF_HOLDS,
	PROOF_MENDS,   /* before, a rule of the lock is broken, and not after; else it holds */
	PROOF_REFUTED, /* with the way to where it fails */
	PROOF_BOUND,   /* the cap was hit */
	PROOF_UNCLEAR, /* not understood */
};

/* One version of the function. */
struct proof_side {
	const struct api *api;
	const struct source *src;
	uint32_t fn;
};

struct proof_scope {
	struct library *lib;		 /* where definitions are looked up */
	const struct library_file *file; /* of the function before: its source is that side's */
	unsigned int entry;		 /* how callers call it: of PROOF_ENTRY_...; 0: not known */
	unsigned int entry_after;	 /* ... after the change, if not 0 */
	/*
	 * Functions that are proved themselves to be right where they ran under the lock and now do not
	 * (1), or the other way round (0). NULL: none.
	 */
	const struct under_trust *trust;
};

/* How the mmap lock is held when the function is called. */
#define PROOF_ENTRY_FREE 1u
#define PROOF_ENTRY_READ 2u
#define PROOF_ENTRY_WRITE 4u

struct proof {
	enum proof_outcome outcome;
	size_t schedules; /* explored */
	char *why;	  /* one line; the caller's */
	struct buf path;  /* PROOF_REFUTED: lines "LINE: what happens", each with its newline */
	bool callers; /* PROOF_REFUTED by what a caller holds: right, perhaps, with another caller */
	bool ends;    /* PROOF_REFUTED, as it ends with the lock taken or the caller's dropped */
};

void proof_run(const struct proof_scope *scope, const struct proof_side *before,
	       const struct proof_side *after, struct proof *out);
void proof_free(struct proof *proof);

#endif
