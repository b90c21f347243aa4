// SPDX-License-Identifier: GPL-2.0-only
/* rule: the table. The facts are those of mm/gup.c, which the texts name. */
#include "rule.h"

#include <string.h>

static const struct {
	const char *id;
	bool error;
	const char *summary, *text;
} rules[RULE_COUNT] = {
	[RULE_COULD_BE_UNLOCKED] = { "gup-could-be-unlocked", false,
				     "the bracket of the mmap lock serves this call alone",
				     "The mmap lock is taken for this call and nothing else under "
				     "it needs the lock. The\n"
				     "_unlocked variant takes the lock itself, and can drop it "
				     "while a fault waits for\n"
				     "I/O or for userfaultfd; under a lock of the caller's it "
				     "cannot. The fix that is\n"
				     "shown is what gupsweep's audit expects, proved over every "
				     "schedule of outcomes. With\n"
				     "--fix the semantic patch core_unlocked.cocci makes it, and "
				     "must come to the same.\n" },
	[RULE_COULD_BE_LOCKED] = { "gup-could-be-locked", false,
				   "the call could take &locked, since nothing after it needs the "
				   "lock",
				   "Something before the call needs the mmap lock, but nothing "
				   "after it does, or the\n"
				   "pages are another process's. With `int locked = 1` and "
				   "`&locked` the call may drop\n"
				   "the lock while a fault waits, and says so by setting it to 0; "
				   "each release that\n"
				   "follows becomes `if (locked) ...`. The fix that is shown is "
				   "what gupsweep's audit\n"
				   "expects, proved over every schedule of outcomes. With --fix "
				   "the semantic patch\n"
				   "core_locked.cocci makes it, and must come to the same.\n" },
	[RULE_NEW_VMAS] = { "gup-new-vmas", false,
			    "a vmas argument, which rules out every form that may drop the lock",
			    "The array of VMAs means nothing once the mmap lock was dropped, so no "
			    "call that\n"
			    "passes one can be converted, and Linux 6.5 removed the parameter. "
			    "Look the VMA up\n"
			    "before the call (vma_lookup()), or use get_user_page_vma_remote() "
			    "where a tree\n"
			    "has it.\n" },
	[RULE_NO_LOCK] = { "gup-no-lock", true,
			   "a plain call, which needs the mmap lock, without it",
			   "get_user_pages(), pin_user_pages() and their _remote forms walk the "
			   "mm's VMAs and\n"
			   "page tables: they must be called with its mmap lock held "
			   "(mmap_assert_locked() in\n"
			   "mm/gup.c). Here no path takes it. The _unlocked variant takes the lock "
			   "itself.\n"
			   "Reported only where a chain of calls from an entry of the kernel was "
			   "read and\n"
			   "nobody in it holds the lock, or where the change takes the lock "
			   "away.\n" },
	[RULE_DEADLOCK] = { "gup-deadlock", true,
			    "the _unlocked form takes the mmap lock, which is held already",
			    "get_user_pages_unlocked() and its kin take current->mm's mmap lock "
			    "for reading. A\n"
			    "task that holds it already deadlocks: for good if it holds it for "
			    "writing, and as\n"
			    "soon as a writer waits between the two if it holds it for reading. "
			    "Either the\n"
			    "bracket goes, or the call becomes the plain form.\n" },
	[RULE_RELEASE] = { "gup-release-unconditional", true,
			   "the lock is released though the call may have dropped it",
			   "A call that is given &locked may return with the mmap lock dropped; it "
			   "then has set\n"
			   "the variable to 0. A release that does not ask releases a lock that is "
			   "not held,\n"
			   "which corrupts the semaphore. It must be `if (locked) "
			   "mmap_read_unlock(mm);`.\n" },
	[RULE_LOCKED_NOT_SET] = { "gup-locked-not-set", true, "*locked must be 1 at the call",
				  "The variable says whether the lock is held, and at the call it "
				  "must be: mm/gup.c\n"
				  "warns and fails with -EINVAL (BUG()s in older kernels) when it "
				  "is not 1.\n" },
	[RULE_LOCKED_NOT_RESET] = { "gup-locked-not-reset", true,
				    "the variable may still be 0 from an earlier call",
				    "An earlier call with the same &locked, perhaps in an earlier "
				    "round of the loop, may\n"
				    "have dropped the lock and set the variable to 0. Before the "
				    "next call the lock must\n"
				    "be taken again and the variable set to 1, else mm/gup.c warns "
				    "and fails.\n" },
	[RULE_USE_AFTER_DROP] = { "gup-use-after-drop", true,
				  "what the lock protects is used though the call may have dropped "
				  "it",
				  "After a call with &locked the mmap lock may not be held any "
				  "more, and was not held\n"
				  "for a while even where it is taken again: a VMA found before "
				  "may be freed, and\n"
				  "neither VMAs nor page tables may be looked at. Read what is "
				  "needed before the call,\n"
				  "use it only `if (locked)`, or pass NULL so that the lock stays "
				  "held.\n" },
	[RULE_LOCKED_IGNORED] = { "gup-locked-ignored", true,
				  "nothing asks afterwards whether the lock is still held",
				  "The call may drop the mmap lock and tells by setting the "
				  "variable to 0, but nothing\n"
				  "reads it. Whoever releases the lock later, here or in a caller, "
				  "must know. Where\n"
				  "the lock has to stay held, pass NULL.\n" },
	[RULE_ARGUMENT_ORDER] = { "gup-argument-order", true,
				  "pages and gup_flags are in the wrong order for this tree",
				  "get_user_pages() has the flags before the pages; since 4.9 the "
				  "_unlocked variants\n"
				  "have the pages before the flags. The compiler only warns of a "
				  "conversion between\n"
				  "pointer and integer. The order is read from this tree's "
				  "include/linux/mm.h.\n" },
	[RULE_FLAGS] = { "gup-flags-rejected", true,
			 "a flag that this variant rejects in this tree",
			 "FOLL_LONGTERM: until 6.2 every form that may drop the lock fails with "
			 "-EINVAL, and\n"
			 "get_user_pages_unlocked() does so to this day. FOLL_NOWAIT: before 4.16 "
			 "a form that\n"
			 "may drop the lock loses track of it. What this tree's mm/gup.c does is "
			 "read from it.\n"
			 "Keep the lock around a plain call, or leave the flag out.\n" },
};

const char *rule_id(enum rule rule)
{
	return rules[rule].id;
}

bool rule_is_error(enum rule rule)
{
	return rules[rule].error;
}

const char *rule_summary(enum rule rule)
{
	return rules[rule].summary;
}

const char *rule_text(enum rule rule)
{
	return rules[rule].text;
}

enum rule rule_find(const char *id, unsigned long len)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (strlen(rules[i].id) == len && !memcmp(rules[i].id, id, len))
			return (enum rule)i;
	return RULE_COUNT;
}
