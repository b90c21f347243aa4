// SPDX-License-Identifier: GPL-2.0-only
/// A call that is given &locked may drop mmap_lock (once mmap_sem) and then sets
/// the variable to 0: it must be 1 at each call, and whoever releases the lock
/// must ask it.
///
//# False positives: a variable that is set, or a lock that is taken again, in a way
//# that is not spelled out; a variable declared inside a do loop or a macro's loop.
//
// Confidence: Moderate
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// URL: https://coccinelle.gitlabpages.inria.fr/website
// Options: --no-includes --include-headers
// Comments: Modes context, org and report name the same calls; there is no patch mode, since
// Comments: gupsweep lint --fix knows the tree's prototypes and this does not.
// Comments: The modes org and report run Python, which Debian's coccinelle does not
// Comments: bring along: install libpython3.11 on Debian 12, libpython3.13 on 13.
// Keywords: get_user_pages_remote, get_user_pages_locked, pin_user_pages_remote, mmap_lock, mmap_sem

virtual context
virtual org
virtual report

// By these words spatch knows which files to parse.
@named@
@@
\(get_user_pages_remote\|pin_user_pages_remote\|get_user_pages_locked\|pin_user_pages_locked\)(...)

@release depends on named exists@
identifier locked;
expression m;
identifier call = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
position p;
@@
 call(..., &locked)
 ... when != locked
     when != \(mmap_read_lock(m)\|down_read(&m->mmap_sem)\)
     when any
\(mmap_read_unlock@p(m)\|up_read@p(&m->mmap_sem)\)

@inverse depends on named exists@
identifier locked;
expression m;
identifier call = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
position p;
@@
 call(..., &locked)
 ... when != locked
     when any
 if (!locked)
(
 mmap_read_unlock@p(m);
|
 up_read@p(&m->mmap_sem);
)

@unset depends on named disable decl_init exists@
identifier locked;
identifier fn = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
position p;
@@
\(int locked;\|int locked = 0;\)
 ... when != locked = 1
     when any
 fn@p(..., &locked)

// (a variable of the loop's own is new in each round)
@in_while depends on named exists@
identifier locked;
identifier fn = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
position p;
@@
 while (...) {
 ... when any
 int locked = 1;
 ... when any
 fn@p(..., &locked)
 ... when any
 }

@in_for depends on named exists@
identifier locked;
identifier fn = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
position p;
@@
 for (...; ...; ...) {
 ... when any
 int locked = 1;
 ... when any
 fn@p(..., &locked)
 ... when any
 }

@again depends on named exists@
identifier locked;
identifier fn = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
identifier call = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
position p != {in_while.p, in_for.p};
@@
 call(..., &locked)
 ... when != \(locked = 1\|!locked\|locked == 0\)
     when any
 fn@p(..., &locked)

@ignored depends on named exists@
identifier locked, f;
identifier fn = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
position p;
@@
 f(...) {
 ... when any
 fn@p(..., &locked)
 ... when != locked
     when != \(mmap_read_unlock(...)\|up_read(...)\)
 }

@depends on release && context@
position release.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << release.p;
@@
cocci.print_main("ERROR the lock may have been dropped: ask the variable", p)

@script:python depends on report@
p << release.p;
@@
coccilib.report.print_report(p[0], "ERROR the lock may have been dropped: ask the variable")

@depends on inverse && context@
position inverse.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << inverse.p;
@@
cocci.print_main("ERROR the lock is released where it was dropped", p)

@script:python depends on report@
p << inverse.p;
@@
coccilib.report.print_report(p[0], "ERROR the lock is released where it was dropped")

@depends on unset && context@
position unset.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << unset.p;
@@
cocci.print_main("ERROR the variable must be 1 at the call", p)

@script:python depends on report@
p << unset.p;
@@
coccilib.report.print_report(p[0], "ERROR the variable must be 1 at the call")

@depends on again && context@
position again.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << again.p;
@@
cocci.print_main("ERROR the variable may still be 0 from an earlier call", p)

@script:python depends on report@
p << again.p;
@@
coccilib.report.print_report(p[0], "ERROR the variable may still be 0 from an earlier call")

@depends on ignored && context@
position ignored.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << ignored.p;
@@
cocci.print_main("ERROR nothing asks whether the lock was dropped", p)

@script:python depends on report@
p << ignored.p;
@@
coccilib.report.print_report(p[0], "ERROR nothing asks whether the lock was dropped")
