// SPDX-License-Identifier: GPL-2.0-only
/// Find get_user_pages() and pin_user_pages() that stand alone between lock and unlock of current's
/// mmap_lock (once mmap_sem), and let get_user_pages_fast() or pin_user_pages_fast() do without the
/// lock where the pages are mapped, and take it itself where they are not.
///
//# Only a lock, one assignment and an unlock that follow each other are taken, of current->mm by
//# that name; flags by their names, a number of pages that is an int by its type or a constant, and
//# arguments made of locals. Left alone, and often right by hand: all else, and what has more under
//# the lock. (Before 5.2 the fast form takes an int that says whether to write: so do these flags.)
//# False positives, which one function does not show: a caller that holds the lock, a comment by
//# which mmap_lock protects what the arguments read, a kernel that does not export the fast form.
//
// Confidence: High
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// Options: --no-includes --include-headers
// Comments: Run this before gup_unlocked.cocci. The modes patch, context, org and report name the
// Comments: same calls; org and report need Debian's libpython3.11 (12) or libpython3.13 (13).
// Keywords: get_user_pages_fast, pin_user_pages_fast, mmap_lock, mmap_sem

virtual patch, context, org, report

// What a fast form takes as it is. (FOLL_LONGTERM is for pins.)
@fits disable all@
symbol current, mm;
idexpression n;
constant one;
constant A = {0, FOLL_WRITE}, B = {0, FOLL_WRITE};
local idexpression start, pages, i, c, ret;
identifier sem = {mmap_sem, mmap_lock};
position l, p, u;
@@
(
 down_read@l(\(&current->mm->sem\|&(current->mm->sem)\));
|
 mmap_read_lock@l(current->mm);
)
(
 ret = \(get_user_pages@p\|pin_user_pages@p\)(\(start\|(unsigned long)start\|start & PAGE_MASK\),
	\(n\|one\), \(A\|c ? A : B\|(c ? A : B)\), \(pages\|&pages\|pages + i\));
|
 ret = \(get_user_pages@p\|pin_user_pages@p\)(\(start\|(unsigned long)start\|start & PAGE_MASK\),
	\(n\|one\), \(A\|c ? A : B\|(c ? A : B)\), \(pages\|&pages\|pages + i\), \(NULL\|0\));
|
 ret = pin_user_pages@p(\(start\|(unsigned long)start\|start & PAGE_MASK\),
	\(n\|one\), \(A | FOLL_LONGTERM\|FOLL_LONGTERM\), \(pages\|&pages\|pages + i\));
|
 ret = pin_user_pages@p(\(start\|(unsigned long)start\|start & PAGE_MASK\),
	\(n\|one\), \(A | FOLL_LONGTERM\|FOLL_LONGTERM\), \(pages\|&pages\|pages + i\), \(NULL\|0\));
)
(
 up_read@u(\(&current->mm->sem\|&(current->mm->sem)\));
|
 mmap_read_unlock@u(current->mm);
)

// The number of pages must be an int by its type, or a constant
@number_is_a_parameter depends on fits disable all exists@
identifier f, n, gup = {get_user_pages, pin_user_pages};
expression e;
position p;
@@
 f(..., int n, ...) {
 ... when any
 gup@p(e, n, ...)
 ... when any
 }

@number_is_a_local depends on fits disable all exists@
identifier n, gup = {get_user_pages, pin_user_pages};
expression e;
position p;
@@
\(int n;\|int n = ...;\)
 ... when any
 gup@p(e, n, ...)

@number_is_unclear depends on fits disable all@
identifier gup = {get_user_pages, pin_user_pages};
expression e;
idexpression n;
position fits.p, q != {number_is_a_parameter.p, number_is_a_local.p};
@@
 gup@p@q(e, n, ...)

// A bracket in a bracket, or in a guard (or in that of another semaphore, for all that is seen)
@held_already depends on fits disable all exists@
identifier other = {mmap_read_lock, mmap_read_lock_killable, mmap_read_trylock, mmap_write_lock,
	mmap_write_lock_killable, mmap_write_lock_nested, mmap_write_trylock, mmap_write_downgrade,
	down_read, down_read_killable, down_read_trylock, down_read_nested, down_write,
	down_write_killable, down_write_trylock, down_write_nested, downgrade_write};
identifier release = {up_read, up_write, mmap_read_unlock, mmap_write_unlock};
identifier take = {down_read, mmap_read_lock};
identifier guard;
position fits.l, p;
@@
\(other(...)\|guard(other)(...)\)
 ... when != release(...)
     when any
 take@l@p(...)

// A call that a path reaches without this lock
@reached_without_it depends on fits exists@
identifier f, gup = {get_user_pages, pin_user_pages}, take = {down_read, mmap_read_lock};
position fits.l, fits.p, q;
@@
 f(...) {
 ... when != take@l(...)
     when any
 gup@p@q(...)
 ... when any
 }

@bracket depends on fits disable all@
expression lock, ret;
identifier gup = {get_user_pages, pin_user_pages};
identifier take = {down_read, mmap_read_lock}, unlock = {up_read, mmap_read_unlock};
position fits.l, fits.p, fits.u, t != held_already.p;
position c != {reached_without_it.q, number_is_unclear.q};
@@
 take@l@t(lock);
 ret = gup@p@c(...);
 unlock@u(lock);

@depends on bracket && patch disable all@
expression lock, ret, start, nr, flags, pages;
identifier take = {down_read, mmap_read_lock}, unlock = {up_read, mmap_read_unlock};
position bracket.t, bracket.c;
@@
- take@t(lock);
(
 ret =
(
- get_user_pages@c
+ get_user_pages_fast
|
- pin_user_pages@c
+ pin_user_pages_fast
)
  (start, nr, flags, pages
-  , \(NULL\|0\)
  );
|
 ret =
(
- get_user_pages@c
+ get_user_pages_fast
|
- pin_user_pages@c
+ pin_user_pages_fast
)
  (start, nr, flags, pages);
)
- unlock(lock);

@depends on bracket && context disable all@
identifier gup = {get_user_pages, pin_user_pages};
position bracket.c;
@@
* gup@c
  (...)

@script:python depends on org@
p << bracket.c;
gup << bracket.gup;
@@
for call in p:
    cocci.print_main("WARNING opportunity for " + gup + "_fast", [call])

@script:python depends on report@
p << bracket.c;
gup << bracket.gup;
@@
for call in p:
    coccilib.report.print_report(call, "WARNING opportunity for " + gup + "_fast")
