// SPDX-License-Identifier: GPL-2.0-only
/* judgement: names of verdicts and reasons, and the life of one judgement. */
#include "judgement.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

const char *judgement_verdict_name(enum verdict verdict)
{
	static const char *const names[] = {
		[VERDICT_UNLOCKED] = "unlocked", [VERDICT_LOCKED] = "locked",
		[VERDICT_FAST] = "fast",	 [VERDICT_KEEP] = "keep",
		[VERDICT_MANUAL] = "manual",
	};

	return names[verdict];
}

const char *judgement_reason_name(enum reason reason)
{
	static const char *const names[REASON_COUNT] = {
		[REASON_NONE] = "",
		[REASON_IMPLEMENTATION] = "implementation",
		[REASON_VMAS] = "vmas",
		[REASON_FLAGS] = "flags",
		[REASON_HAS_LOCKED] = "has-locked",
		[REASON_UNPARSED] = "unparsed",
		[REASON_STALE_SIGNATURE] = "stale-signature",
		[REASON_NOT_COMPILED] = "not-compiled",
		[REASON_VERSION_LADDER] = "version-ladder",
		[REASON_MACRO] = "macro",
		[REASON_WRAPPED_LOCK] = "wrapped-lock",
		[REASON_CONDITIONAL_LOCK] = "conditional-lock",
		[REASON_INTERPROCEDURAL_MM] = "interprocedural-mm",
		[REASON_RELOCK] = "relock",
		[REASON_UNKNOWN_CALL] = "unknown-call",
		[REASON_PROOF_BOUND] = "proof-bound",
		[REASON_DISAGREEMENT] = "disagreement",
		[REASON_WRITE_LOCK] = "write-lock",
		[REASON_TRYLOCK] = "trylock",
		[REASON_KILLABLE] = "killable",
		[REASON_NO_LOCK] = "no-lock",
		[REASON_CALLER_HOLDS] = "caller-holds",
		[REASON_LOCK_NEEDED_AFTER] = "lock-needed-after",
		[REASON_FOREIGN_MM] = "foreign-mm",
		[REASON_NO_VARIANT] = "no-variant",
		[REASON_PREFAULT] = "prefault",
		[REASON_COULD_BE_FAST] = "could-be-fast",
	};

	return names[reason];
}

static void drop_bracket(struct judgement *j)
{
	free(j->bracket.acquire);
	free(j->bracket.release);
	free(j->rests);
	j->bracket = (struct bracket){ 0 };
	j->rests = NULL;
}

void judgement_set(struct judgement *j, enum verdict verdict, enum reason reason,
		   const char *detail, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, detail);
	if (vasprintf(&text, detail, args) < 0)
		text = memory_strdup("");
	va_end(args);
	free(j->detail);
	j->detail = text;
	j->verdict = verdict;
	j->reason = reason;
	if (!judgement_changes(j))
		drop_bracket(j);
}

void judgement_note(struct judgement *j, const char *text)
{
	char *longer;

	if (!text || !*text)
		return;
	longer = memory_printf("%s%s%s", j->detail ? j->detail : "",
			       j->detail && *j->detail ? "; " : "", text);
	free(j->detail);
	j->detail = longer;
}

void judgement_free(struct judgement *j)
{
	free(j->detail);
	drop_bracket(j);
	*j = (struct judgement){ 0 };
}
