// SPDX-License-Identifier: GPL-2.0-only
/* The two tables of sentences. */
#include "reasons.h"

static const struct {
	const char *meaning, *remedy;
} sentence[REASON_COUNT] = {
	[REASON_NONE] = { "nothing that the lock is held for needs it across the call",
			  "the call would stay if something after it needed the lock" },
	[REASON_IMPLEMENTATION] = { "the call is inside the family's own implementation",
				    "nothing: there is nothing to convert" },
	[REASON_VMAS] = { "the caller wants the vmas, which mean nothing once the lock was dropped",
			  "pass NULL for vmas, and look the vma up where it is needed" },
	[REASON_FLAGS] = { "a flag is or may be passed that a form with retry does not take",
			   "show in this function which flags are passed, or do without the flag" },
	[REASON_HAS_LOCKED] = { "the call passes a locked pointer already",
				"nothing: it was converted before" },
	[REASON_UNPARSED] = { "the code around the call was not understood",
			      "write the statement plainly, or convert the call by hand and run "
			      "gupsweep verify" },
	[REASON_STALE_SIGNATURE] = { "the call does not fit this tree's prototype",
				     "mend the call: the file cannot be built" },
	[REASON_NOT_COMPILED] = { "this kernel leaves the branch of #if with the call out",
				  "judge it by a kernel that compiles the branch (--kernel)" },
	[REASON_VERSION_LADDER] = { "the lock or the call is shared with #if branches for other "
				    "kernels",
				    "give each branch a bracket of its own" },
	[REASON_MACRO] = { "a macro hides the lock or the way out, or was not found",
			   "spell out what it does, or convert the call by hand and run "
			   "gupsweep verify" },
	[REASON_WRAPPED_LOCK] = { "a function that is called here takes or releases the lock",
				  "operate on the lock in this function, or convert the call by "
				  "hand and run gupsweep verify" },
	[REASON_CONDITIONAL_LOCK] = { "the lock is taken on a condition, or in several places",
				      "take the lock once, on every path to the call" },
	[REASON_INTERPROCEDURAL_MM] = { "whether the locked mm is the faulted one is decided in a "
					"caller",
					"lock and fault the mm by one name" },
	[REASON_RELOCK] = { "the lock is dropped and taken again, or another lock is held inside "
			    "it",
			    "give each call a bracket of its own, with no other lock in it" },
	[REASON_UNKNOWN_CALL] = { "something that runs under the lock could not be shown to do "
				  "without it",
				  "move it out of the bracket if it does not need the lock" },
	[REASON_PROOF_BOUND] = { "the proof has more schedules than its cap",
				 "split the function" },
	[REASON_DISAGREEMENT] = { "the judges do not agree on the rewrite, or it was not proved",
				  "convert the call by hand and run gupsweep verify" },
	[REASON_WRITE_LOCK] = { "the lock is held for write, a form with retry releases it for "
				"read",
				"take it for read, if nothing else needs it for write" },
	[REASON_TRYLOCK] = { "the lock is only tried for: the function must not wait for it",
			     "take the lock unconditionally, if the function may sleep" },
	[REASON_KILLABLE] = { "the error return of the killable lock would be lost",
			      "take the lock unkillably, if that is meant" },
	[REASON_NO_LOCK] = { "the call needs the lock, and nobody was found that holds it",
			     "call the _unlocked form, which takes the lock itself" },
	[REASON_CALLER_HOLDS] = { "a caller holds the lock", "convert the function together with "
							     "its callers, if each brackets "
							     "only this call" },
	[REASON_LOCK_NEEDED_AFTER] = { "something after the call needs the same hold of the lock",
				       "look it up again after the call, under the lock taken "
				       "anew" },
	[REASON_FOREIGN_MM] = { "the lock is another mm's than the one that is faulted",
				"lock the mm that is faulted: this is likely a bug" },
	[REASON_NO_VARIANT] = { "this tree has no form with retry that the file can use here",
				"add the form to the tree, or export it; where only headers were "
				"given, "
				"give those with Module.symvers" },
	[REASON_COULD_BE_FAST] = { "an _unlocked form is called that the fast one could stand for",
				   "use the fast form, where mapped pages are what is usual" },
	[REASON_PREFAULT] = { "pages is NULL and the result is used: with a retry it would be "
			      "short",
			      "ignore the result, or call again for the rest" },
};

const char *reasons_meaning(enum reason reason)
{
	return sentence[reason].meaning;
}

const char *reasons_remedy(enum reason reason)
{
	return sentence[reason].remedy;
}
