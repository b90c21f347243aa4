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
	[RULE_COULD_BE_FAST] = { "gup-could-be-fast", false,
				 "the fast form does without the bracket of the mmap lock",
				 "The mmap lock is taken for this call and nothing else under it "
				 "needs the lock, the\n"
				 "mm is current's, and flags, number of pages and use of the "
				 "result "
				 "fit the fast form,\n"
				 "which finds mapped pages without the lock. This is said with "
				 "--prefer=fast only, of\n"
				 "calls that else could be _unlocked. The fix that is shown is "
				 "what "
				 "gupsweep's audit\n"
				 "expects, proved over every schedule of outcomes. With --fix the "
				 "semantic patch\n"
				 "core_fast.cocci makes it (before Linux 5.2 "
				 "core_fast_write.cocci), "
				 "and must come to\n"
				 "the same.\n" },
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
	[RULE_DEADLOCK] = { "gup-deadlock", true, "the mmap lock is taken where it is held already",
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
	[RULE_CALL_AFTER_DROP] = { "gup-call-after-drop", true,
				   "a plain call after another one may have dropped the lock",
				   "An earlier call was given &locked and may have dropped the "
				   "mmap lock. What follows\n"
				   "needs it: take it again where the variable is 0, or make the "
				   "call before.\n" },
	[RULE_RELEASE_TWICE] = { "gup-release-not-held", true,
				 "the lock is released though it is not held any more",
				 "On some way through the function the mmap lock was released "
				 "already. A second\n"
				 "release corrupts the semaphore.\n" },
	[RULE_RELEASE_MODE] = { "gup-release-mode", true,
				"a read lock is released as a write lock, or the other way round",
				"mmap_read_lock() goes with mmap_read_unlock(), mmap_write_lock() "
				"with\n"
				"mmap_write_unlock(), down_read() with up_read(), down_write() "
				"with "
				"up_write(). After\n"
				"mmap_write_downgrade() the lock is held for reading.\n" },
	[RULE_NOT_RELEASED] = { "gup-not-released", true,
				"the function returns with the lock held, which it did not before",
				"The change leaves a way out of the function on which the mmap "
				"lock "
				"that was taken is\n"
				"not released. Reported only against the function before the "
				"change.\n" },
	[RULE_OTHER_MM] = { "gup-wrong-mm", true, "the lock is that of another mm",
			    "The call faults the pages of one mm and the lock is another mm's, or "
			    "the lock that is\n"
			    "released is not the one that was taken. Without an mm among its "
			    "arguments a call\n"
			    "works on current->mm.\n" },
	[RULE_LOCKED_WRITE] = { "gup-locked-under-write", true,
				"&locked where the lock is held for writing",
				"A call that is given &locked releases the mmap lock for reading "
				"when "
				"it drops it. Held\n"
				"for writing it must stay held: pass NULL, or downgrade it before "
				"the "
				"call.\n" },
	[RULE_LOCKED_TYPE] = { "gup-locked-type", true,
			       "the variable behind &locked is no int of this call alone",
			       "The kernel writes an int there. A bool, char or long is written "
			       "beyond, or in part; a\n"
			       "static variable is shared by all who are in the function.\n" },
	[RULE_PAGE_COUNT] = { "gup-page-count", true,
			      "pages are released that the call did not return",
			      "The call returns how many pages it got, or an error: fewer than "
			      "asked for, or a\n"
			      "negative number. Release as many as it returned, and none after an "
			      "error.\n" },
	[RULE_PAGE_PAIR] = { "gup-page-pair", true,
			     "pages that were pinned are put, or such that were got are unpinned",
			     "pin_user_pages() and its kin are undone by unpin_user_page(), "
			     "get_user_pages() and its\n"
			     "kin by put_page(). One for the other leaks or frees the page too "
			     "early\n"
			     "(Documentation/core-api/pin_user_pages.rst).\n" },
	[RULE_VMA_NOT_SET] = { "gup-vma-not-set", true, "a VMA is used that was not looked up",
			       "The pointer to the VMA has no value on this way: what looked it "
			       "up, or filled it in\n"
			       "as the call's vmas argument, is not there any more, or is passed "
			       "by.\n" },
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

const char *rule_manual(void)
{
	return "https://docs.kernel.org/core-api/pin_user_pages.html";
}
