// SPDX-License-Identifier: GPL-2.0-only
/// A vmas argument: it means nothing once mmap_lock was dropped, so the call can
/// never let the fault handler do that, and Linux 6.5 has no such parameter.
///
//# False positives: none known, but such calls are no bugs in older trees.
//
// Confidence: High
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// URL: https://coccinelle.gitlabpages.inria.fr/website
// Options: --no-includes --include-headers
// Comments: Modes context, org and report name the same calls; there is no patch mode, since
// Comments: gupsweep lint --fix knows the tree's prototypes and this does not.
// Comments: The modes org and report run Python, which Debian's coccinelle does not
// Comments: bring along: install libpython3.11 on Debian 12, libpython3.13 on 13.
// Keywords: get_user_pages, pin_user_pages, vmas

virtual context
virtual org
virtual report

@vmas@
identifier fn = {get_user_pages, get_user_pages_remote, pin_user_pages, pin_user_pages_remote};
struct vm_area_struct **vmas;
struct vm_area_struct *vma;
position p;
@@
(
 fn@p(..., vmas, ...)
|
 fn@p(..., &vma, ...)
)

@depends on vmas && context@
position vmas.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << vmas.p;
@@
cocci.print_main("WARNING a vmas argument rules out every form that may drop the lock", p)

@script:python depends on report@
p << vmas.p;
@@
coccilib.report.print_report(p[0], "WARNING a vmas argument rules out every form that may drop the lock")
