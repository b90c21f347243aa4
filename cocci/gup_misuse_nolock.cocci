// SPDX-License-Identifier: GPL-2.0-only
/// get_user_pages() and its kin need mmap_lock (once mmap_sem). Found where an
/// ioctl handler, or a function that it calls, does not take it.
///
//# False positives: a lock taken in a function called before, or in a macro.
//# Deeper chains of calls, and other entries than .unlocked_ioctl, are not followed.
//
// Confidence: Low
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// URL: https://coccinelle.gitlabpages.inria.fr/website
// Options: --no-includes --include-headers
// Comments: Modes context, org and report name the same calls; there is no patch mode, since
// Comments: gupsweep lint --fix knows the tree's prototypes and this does not.
// Comments: The modes org and report run Python, which Debian's coccinelle does not
// Comments: bring along: install libpython3.11 on Debian 12, libpython3.13 on 13.
// Keywords: get_user_pages, pin_user_pages, mmap_lock, mmap_sem

virtual context
virtual org
virtual report

@entry@
identifier ops, handler;
@@
 struct file_operations ops = { .unlocked_ioctl = handler, };

@direct exists@
identifier entry.handler;
identifier fn = {get_user_pages, get_user_pages_remote, pin_user_pages, pin_user_pages_remote};
position p;
@@
 handler(...) {
 ... when != \(mmap_read_lock(...)\|mmap_write_lock(...)\|down_read(...)\|down_write(...)\)
     when any
 fn@p(...)
 ... when any
 }

@calls exists@
identifier entry.handler;
identifier helper;
@@
 handler(...) {
 ... when != \(mmap_read_lock(...)\|mmap_write_lock(...)\|down_read(...)\|down_write(...)\)
     when any
 helper(...)
 ... when any
 }

@calls_released exists@
identifier entry.handler;
identifier helper;
@@
 handler(...) {
 ... when any
\(mmap_read_unlock(...)\|mmap_write_unlock(...)\|up_read(...)\|up_write(...)\)
 ... when != \(mmap_read_lock(...)\|mmap_write_lock(...)\|down_read(...)\|down_write(...)\)
     when any
 helper(...)
 ... when any
 }

@helped exists@
identifier calls.helper;
identifier fn = {get_user_pages, get_user_pages_remote, pin_user_pages, pin_user_pages_remote};
position p;
@@
 helper(...) {
 ... when != \(mmap_read_lock(...)\|mmap_write_lock(...)\|down_read(...)\|down_write(...)\|mmap_assert_locked(...)\)
     when any
 fn@p(...)
 ... when any
 }

@helped_released exists@
identifier calls_released.helper;
identifier fn = {get_user_pages, get_user_pages_remote, pin_user_pages, pin_user_pages_remote};
position p;
@@
 helper(...) {
 ... when != \(mmap_read_lock(...)\|mmap_write_lock(...)\|down_read(...)\|down_write(...)\|mmap_assert_locked(...)\)
     when any
 fn@p(...)
 ... when any
 }

@depends on direct && context@
position direct.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << direct.p;
@@
cocci.print_main("ERROR nobody takes the mmap lock that this needs", p)

@script:python depends on report@
p << direct.p;
@@
coccilib.report.print_report(p[0], "ERROR nobody takes the mmap lock that this needs")

@depends on helped && context@
position helped.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << helped.p;
@@
cocci.print_main("ERROR nobody takes the mmap lock that this needs", p)

@script:python depends on report@
p << helped.p;
@@
coccilib.report.print_report(p[0], "ERROR nobody takes the mmap lock that this needs")

@depends on helped_released && context@
position helped_released.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << helped_released.p;
@@
cocci.print_main("ERROR nobody takes the mmap lock that this needs", p)

@script:python depends on report@
p << helped_released.p;
@@
coccilib.report.print_report(p[0], "ERROR nobody takes the mmap lock that this needs")
