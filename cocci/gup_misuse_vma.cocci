// SPDX-License-Identifier: GPL-2.0-only
/// After a call that is given &locked, mmap_lock (once mmap_sem) may not be held:
/// a VMA found before may be freed, and none may be looked up.
///
//# False positives: a lock taken again in a function called in between.
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
// Keywords: get_user_pages_remote, get_user_pages_locked, vm_area_struct, mmap_lock, mmap_sem

virtual context
virtual org
virtual report

// By these words spatch knows which files to parse.
@named@
@@
\(get_user_pages_remote\|pin_user_pages_remote\|get_user_pages_locked\|pin_user_pages_locked\)(...)

@lookup depends on named exists@
identifier locked;
identifier call = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
identifier fn = {find_vma, find_vma_intersection, find_extend_vma, vma_lookup};
position p;
@@
 call(..., &locked)
 ... when != locked
     when != \(mmap_read_lock(...)\|down_read(...)\)
     when any
 fn@p(...)

@member depends on named exists@
identifier locked, fld;
struct vm_area_struct *vma;
identifier call = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
position p;
@@
 call(..., &locked)
 ... when != locked
     when != \(mmap_read_lock(...)\|down_read(...)\)
     when != vma = ...
     when any
 vma@p->fld

// The lock is taken again: what was found before is stale all the same.
@stale depends on named exists@
identifier locked, fld;
struct vm_area_struct *vma;
identifier call = {get_user_pages_remote, get_user_pages_locked,
	pin_user_pages_remote, pin_user_pages_locked};
position p;
@@
 call(..., &locked)
 ... when != locked = 1
     when != vma = ...
     when != \(mmap_read_unlock(...)\|up_read(...)\)
     when any
\(mmap_read_lock(...)\|down_read(...)\)
 ... when != vma = ...
     when any
 vma@p->fld

@depends on lookup && context@
position lookup.p;
identifier fn;
@@
* fn@p
  (...)

@script:python depends on org@
p << lookup.p;
@@
cocci.print_main("ERROR a VMA is looked up though the lock may have been dropped", p)

@script:python depends on report@
p << lookup.p;
@@
coccilib.report.print_report(p[0], "ERROR a VMA is looked up though the lock may have been dropped")

@depends on member && context@
position member.p;
struct vm_area_struct *vma;
identifier fld;
@@
* vma@p->fld

@script:python depends on org@
p << member.p;
@@
cocci.print_main("ERROR a VMA is used though the lock may have been dropped", p)

@script:python depends on report@
p << member.p;
@@
coccilib.report.print_report(p[0], "ERROR a VMA is used though the lock may have been dropped")

@depends on stale && context@
position stale.p;
struct vm_area_struct *vma;
identifier fld;
@@
* vma@p->fld

@script:python depends on org@
p << stale.p;
@@
cocci.print_main("ERROR a VMA is used that was found before the lock was dropped", p)

@script:python depends on report@
p << stale.p;
@@
coccilib.report.print_report(p[0], "ERROR a VMA is used that was found before the lock was dropped")
