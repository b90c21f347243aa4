// SPDX-License-Identifier: GPL-2.0-only
/// get_user_pages_unlocked() and pin_user_pages_unlocked() take current->mm's
/// mmap_lock (once mmap_sem). Called with that lock held they deadlock.
///
//# False positives: a function called in between that releases the lock; a path that
//# cannot be taken.
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
// Keywords: get_user_pages_unlocked, pin_user_pages_unlocked, mmap_lock, mmap_sem

virtual context
virtual org
virtual report

// By these words spatch knows which files to parse.
@unlocked@
@@
\(get_user_pages_unlocked\|pin_user_pages_unlocked\)(...)

@alias depends on unlocked exists@
symbol current, mm, mmap_sem;
identifier m;
identifier fn = {get_user_pages_unlocked, pin_user_pages_unlocked};
position p;
@@
(
 struct mm_struct *m = current->mm;
|
 m = current->mm;
)
 ... when any
(
 mmap_read_lock(m)
|
 mmap_write_lock(m)
|
 down_read(&m->mmap_sem)
|
 down_write(&m->mmap_sem)
)
 ... when != \(mmap_read_unlock(m)\|mmap_write_unlock(m)\|up_read(&m->mmap_sem)\|up_write(&m->mmap_sem)\)
     when any
 fn@p(...)

@direct depends on unlocked exists@
symbol current, mm, mmap_sem;
identifier fn = {get_user_pages_unlocked, pin_user_pages_unlocked};
position p;
@@
(
 mmap_read_lock(current->mm)
|
 mmap_write_lock(current->mm)
|
 down_read(&current->mm->mmap_sem)
|
 down_write(&current->mm->mmap_sem)
)
 ... when != \(mmap_read_unlock(current->mm)\|mmap_write_unlock(current->mm)\|up_read(&current->mm->mmap_sem)\|up_write(&current->mm->mmap_sem)\)
     when any
 fn@p(...)

@depends on alias && context@
position alias.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << alias.p;
@@
cocci.print_main("ERROR the mmap lock that this takes is held", p)

@script:python depends on report@
p << alias.p;
@@
coccilib.report.print_report(p[0], "ERROR the mmap lock that this takes is held")

@depends on direct && context@
position direct.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << direct.p;
@@
cocci.print_main("ERROR the mmap lock that this takes is held", p)

@script:python depends on report@
p << direct.p;
@@
coccilib.report.print_report(p[0], "ERROR the mmap lock that this takes is held")
