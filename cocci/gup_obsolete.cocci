// SPDX-License-Identifier: GPL-2.0-only
/// Phase plain get_user_pages() out: let it warn, once, of whoever still calls
/// it where a form that may drop the lock would do. A call that wants vmas has
/// no such form and is not warned of.
///
//# False positives: none in what is changed, but the warning names callers that
//# are right: those that need the lock after the call, or FOLL_LONGTERM. It is
//# for kernels under test, and for the time of a conversion.
//
// Confidence: High
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// URL: https://coccinelle.gitlabpages.inria.fr/website
// Options: --no-includes
// Comments: For a tree that has get_user_pages_unlocked(); one that lacks it needs
// Comments: gup_introduce.cocci first. A second run changes nothing.
// Comments: The modes org and report run Python, which Debian's coccinelle does not
// Comments: bring along: install libpython3.11 on Debian 12, libpython3.13 on 13.
// Keywords: get_user_pages, pr_warn_once

virtual patch
virtual context
virtual org
virtual report

@has_variant@
@@
 get_user_pages_unlocked(...) { ... }

@warns forall@
@@
 get_user_pages(...)
 {
 <+...
 pr_warn_once(...)
 ...+>
 }

// Not without MMU: nothing waits there
@faults@
@@
 handle_mm_fault(...)

@plain depends on has_variant && faults && !warns@
position p;
@@
 long get_user_pages@p(...) { ... }

@with_vmas depends on patch && plain@
identifier vmas;
statement S, first;
@@
 long get_user_pages(..., struct vm_area_struct **vmas)
 {
 ... when != S
+if (!vmas)
+	pr_warn_once("%pS calls get_user_pages(), get_user_pages_unlocked() would do without the lock\n",
+		     (void *)_RET_IP_);
 first
 ... when any
 }

@without_vmas depends on patch && plain && !with_vmas@
statement S, first;
@@
 long get_user_pages(...)
 {
 ... when != S
+pr_warn_once("%pS calls get_user_pages(), get_user_pages_unlocked() would do without the lock\n",
+	     (void *)_RET_IP_);
 first
 ... when any
 }

@depends on context@
identifier f;
position plain.p;
@@
* f@p(...) { ... }

@script:python depends on org@
p << plain.p;
@@
cocci.print_main("WARNING get_user_pages does not say that it is obsolete", p)

@script:python depends on report@
p << plain.p;
@@
coccilib.report.print_report(p[0], "WARNING get_user_pages does not say that it is obsolete")
