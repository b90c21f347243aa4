/* SPDX-License-Identifier: GPL-2.0-only */
/* judgement: what the audit says of one site: verdict, reason, and the bracket it saw. */
#ifndef GUPSWEEP_JUDGEMENT_H
#define GUPSWEEP_JUDGEMENT_H

#include <stddef.h>
#include <stdint.h>

#include "gup/api/api.h"

enum verdict { VERDICT_UNLOCKED, VERDICT_LOCKED, VERDICT_FAST, VERDICT_KEEP, VERDICT_MANUAL };

/* In the order in which the first that holds is named; see docs/verdicts.md. */
enum reason {
	REASON_NONE,
	/* keep, certain from the call itself */
	REASON_IMPLEMENTATION,
	REASON_VMAS,
	REASON_FLAGS,
	REASON_HAS_LOCKED,
	/* manual */
	REASON_UNPARSED,
	REASON_STALE_SIGNATURE,
	REASON_NOT_COMPILED,
	REASON_VERSION_LADDER,
	REASON_MACRO,
	REASON_WRAPPED_LOCK,
	REASON_CONDITIONAL_LOCK,
	REASON_INTERPROCEDURAL_MM,
	REASON_RELOCK,
	REASON_UNKNOWN_CALL,
	REASON_PROOF_BOUND,
	REASON_DISAGREEMENT,
	/* keep, from the code around the call */
	REASON_WRITE_LOCK,
	REASON_TRYLOCK,
	REASON_KILLABLE,
	REASON_NO_LOCK,
	REASON_CALLER_HOLDS,
	REASON_LOCK_NEEDED_AFTER,
	REASON_FOREIGN_MM,
	REASON_NO_VARIANT,
	REASON_PREFAULT,
	REASON_COULD_BE_FAST, /* a call of an _unlocked form, which is asked for with --prefer=fast */
	REASON_COUNT,
};

/* One acquisition or release statement: tokens [first, end), with its ";". */
struct bracket_part {
	uint32_t first, end;
	uint32_t call; /* token of the lock function's name */
};

/* The bracket of a site. Sites that share one have equal acquire lists. */
struct bracket {
	struct bracket_part *acquire;
	size_t acquires, acquire_room;
	struct bracket_part *release; /* every release that ends it; for VERDICT_LOCKED those that
				       * can follow the call */
	size_t releases, release_room;
};

struct judgement {
	enum verdict verdict;
	enum reason reason;	/* REASON_NONE for unlocked, locked and fast */
	char *detail;		/* one line of evidence, or "" */
	char *rests;		/* if it changes and asked: what that rests on, lines; else NULL */
	struct bracket bracket; /* empty unless it changes */
	bool unlocked_too;	/* of fast: the _unlocked form fits as well */
	size_t schedules;	/* explored by the proof of its rewrite; 0: there was none */
};

/* Is the call rewritten? */
static inline bool judgement_changes(const struct judgement *j)
{
	return j->verdict <= VERDICT_FAST;
}

const char *judgement_verdict_name(enum verdict verdict); /* "unlocked" ... */
const char *judgement_reason_name(enum reason reason);	  /* "lock-needed-after" ...; "" for none */
/* Replace verdict and reason; @detail formatted; the bracket is dropped for keep and manual. */
void judgement_set(struct judgement *j, enum verdict verdict, enum reason reason,
		   const char *detail, ...) __attribute__((format(printf, 4, 5)));
/* Append "; " and @text to the detail. */
void judgement_note(struct judgement *j, const char *text);
void judgement_free(struct judgement *j);

#endif
