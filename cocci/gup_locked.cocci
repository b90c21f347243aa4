// SPDX-License-Identifier: GPL-2.0-only
/// Find get_user_pages_remote() and pin_user_pages_remote() under a bracket of mmap_lock (once
/// mmap_sem) that serves nothing after the call, and pass &locked, so that the fault handler may
/// drop the lock while it waits for I/O.
///
//# As timid as gup_unlocked.cocci: before the call only the lookups of a vma and the fields of it
//# that are listed here need the lock, after it nothing does. Often right by hand, and left alone:
//# get_user_pages() and pin_user_pages(), which had such a form before 6.5; calls with a task;
//# a call that may run twice; a function that knows the word locked, or declares nothing.
//# False positives: those of gup_unlocked.cocci; a macro named locked.
//
// Confidence: High
// Copyright: (C) 2026 the gupsweep developers
// Options: --no-includes --include-headers
// Comments: Run this after gup_unlocked.cocci. The modes patch, context, org and report name the
// Comments: same calls; org and report need Debian's libpython3.11 (12) or libpython3.13 (13).
// Keywords: get_user_pages_remote, pin_user_pages_remote, mmap_lock, mmap_sem

virtual patch, context, org, report

// >>> The same in gup_unlocked.cocci and gup_locked.cocci: scripts/same-rules.sh

// In most files the end of it: the names, spelled out, also tell spatch which files it need not
// parse. Later rules inherit pl, so that they look at these brackets only.
@call_under_the_lock disable all exists@
expression owner, lock;
position pl;
@@
(
 \(down_read@pl\|down_read_killable@pl\)(\(lock \&
 \(&owner->mmap_sem\|&(owner->mmap_sem)\|&owner->mmap_lock\|&(owner->mmap_lock)\)\))
|
 \(mmap_read_lock@pl\|mmap_read_lock_killable@pl\)(lock)
)
 ... when != \(up_read\|mmap_read_unlock\)(lock)
     when any
\(get_user_pages\|pin_user_pages\|get_user_pages_remote\|pin_user_pages_remote\)(...)

// Flags must be names (unclear_under_the_lock lists them), or a local that is only given names
@flags_by_name depends on call_under_the_lock disable all@
constant A, B, C;
expression a, b, c, e;
position p;
@@
(
 \(get_user_pages@p\|pin_user_pages@p\)(a, b,
 \(A | B | C\|A | (e ? B : C)\|(e ? A : B) | C\|(e ? A : B)\|e ? A : B\|A | B\|A\), ...)
|
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(a, b, c,
 \(A | B | C\|A | (e ? B : C)\|(e ? A : B) | C\|(e ? A : B)\|e ? A : B\|A | B\|A\), ...)
)

@flags_in_a_local depends on call_under_the_lock disable all exists@
constant A;
expression a, b, c;
identifier v;
type T;
position p;
@@
\(T v;\|T v = ...;\)
 ... when any
\(\(get_user_pages@p\|pin_user_pages@p\)(a, b, \(v\|v | A\|A | v\), ...)\|
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(a, b, c, \(v\|v | A\|A | v\), ...)\)

@local_is_given_names depends on flags_in_a_local disable all@
constant A = {0, FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_DUMP, FOLL_INTERRUPTIBLE};
constant B = {0, FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_DUMP, FOLL_INTERRUPTIBLE};
expression e;
identifier flags_in_a_local.v;
assignment operator op;
type T;
position g;
@@
\(T v@g = \(A | B\|e ? A : B\|A\);\|v@g op \(A | B\|e ? A : B\|A\)\)

@local_is_given_more depends on flags_in_a_local disable all exists@
identifier gup = {get_user_pages, pin_user_pages, get_user_pages_remote, pin_user_pages_remote};
expression e;
identifier flags_in_a_local.v;
assignment operator op;
type T;
position flags_in_a_local.p, g != local_is_given_names.g, q;
@@
\(T v@g = e;\|v@g op e\|&v\)
 ... when any
 gup@p@q(...)

// A bracket in a bracket, or in a guard (or in that of another semaphore, for all that is seen)
@held_already depends on call_under_the_lock disable all exists@
identifier other = {mmap_read_lock, mmap_read_lock_killable, mmap_read_trylock, mmap_write_lock,
	mmap_write_lock_killable, mmap_write_lock_nested, mmap_write_trylock, mmap_write_downgrade,
	down_read, down_read_killable, down_read_trylock, down_read_nested, down_write,
	down_write_killable, down_write_trylock, down_write_nested, downgrade_write};
identifier release = {up_read, up_write, mmap_read_unlock, mmap_write_unlock};
identifier take = {down_read, down_read_killable, mmap_read_lock, mmap_read_lock_killable};
identifier guard;
position call_under_the_lock.pl, p;
@@
\(other(...)\|guard(other)(...)\)
 ... when != release(...)
     when any
 take@pl@p(...)

// A call and a release must be this lock's alone: not reached without it, nor with another lock;
// seen with the end of the function, which a return under #if may hide; and not in the variant.
// (Where a rule spells a function's head, one of the isomorphisms is wanted: for static.)
@lock_and_what_it_covers depends on call_under_the_lock exists@
expression lock;
identifier f != {get_user_pages_unlocked, pin_user_pages_unlocked};
identifier gup = {get_user_pages, pin_user_pages, get_user_pages_remote, pin_user_pages_remote};
identifier take = {down_read, down_read_killable, mmap_read_lock, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
position p, l, u;
@@
 f@p(...) { ... when any
 take@l(lock)
 ... when != unlock(lock)
     when any
\(unlock@u(lock)\|gup@u(...)\)
 ... when any
 }

@reached_without_it depends on lock_and_what_it_covers exists@
identifier f, fn;
identifier take = {down_read, down_read_killable, mmap_read_lock, mmap_read_lock_killable};
position lock_and_what_it_covers.l, lock_and_what_it_covers.u, p;
@@
 f(...) {
 ... when != take@l(...)
     when any
 fn@u@p(...)
 ... when any
 }

@unclear depends on call_under_the_lock disable all@
identifier gup = {get_user_pages, pin_user_pages, get_user_pages_remote, pin_user_pages_remote};
identifier unlock = {up_read, mmap_read_unlock};
position p != {flags_by_name.p, flags_in_a_local.p}, q != lock_and_what_it_covers.u;
@@
\(gup@p(...)\|unlock@p@q(...)\)
// <<<

// *locked must be 1 when the call begins; it is declared once, and no other may be known
@may_run_twice depends on call_under_the_lock disable all exists@
symbol locked;
identifier gup = {get_user_pages, pin_user_pages, get_user_pages_remote, pin_user_pages_remote};
identifier remote = {get_user_pages_remote, pin_user_pages_remote};
position p;
@@
 remote@p(...)
 ... when any
\(gup(...)\|locked\)

@knows_locked depends on call_under_the_lock disable all exists@
symbol locked;
identifier remote = {get_user_pages_remote, pin_user_pages_remote};
position p;
@@
 locked
 ... when any
 remote@p(...)

@known_member depends on call_under_the_lock disable all@
local idexpression x;
expression e, i;
struct vm_area_struct *vma;
identifier remote = {get_user_pages_remote, pin_user_pages_remote};
identifier f, part = {vm_start, vm_end, vm_flags, vm_pgoff};
position p;
@@
\(vma->part@p\|remote(..., <+... \(vma->f\|x->f@p\|x.f@p\|e@p[i]\) ...+>, ...)\)

@needs_the_lock_after depends on call_under_the_lock disable all exists@
expression lock, e, i;
struct vm_area_struct *vma;
identifier remote = {get_user_pages_remote, pin_user_pages_remote};
identifier lookup = {find_vma, find_vma_intersection, vma_lookup};
identifier f, unlock = {up_read, mmap_read_unlock};
position p;
@@
 remote@p(...)
 ... when != unlock(lock)
     when any
\(lookup(...)\|vma\|e->f\|e.f\|e[i]\)
 ... when any
 unlock(lock);

// Room for the variable: behind the declarations of the function, on every path
@of_another_mm depends on lock_and_what_it_covers disable all@
position lock_and_what_it_covers.u;
@@
\(get_user_pages_remote@u\|pin_user_pages_remote@u\)(...)

@has_declarations depends on of_another_mm forall@
identifier lock_and_what_it_covers.f;
declaration D;
statement S;
position lock_and_what_it_covers.p;
@@
 f@p(...) {
 ... when != S
     when any
 D
 S
 ... when any
 }

// The lock is of the mm that the call is given; arms without p match what has no other form
@fits depends on has_declarations disable all exists@
expression mm, a, b, f, pages;
identifier remote = {get_user_pages_remote, pin_user_pages_remote};
identifier take = {down_read, down_read_killable, mmap_read_lock, mmap_read_lock_killable};
identifier sem = {mmap_sem, mmap_lock};
position call_under_the_lock.pl, lock_and_what_it_covers.u, p != {unclear.p,
	 local_is_given_more.q, reached_without_it.p, may_run_twice.p, knows_locked.p,
	 needs_the_lock_after.p};
@@
 take@pl(\(mm\|&mm->sem\|&(mm->sem)\))
 ... when != \(up_read\|mmap_read_unlock\)(...)
     when any
(
 remote(mm, a, b, f, \(NULL\|0\), ...)
|
 pin_user_pages_remote@p@u(mm, a, b, f, pages, \(NULL\|0\))
|
 remote(..., <+...FOLL_LONGTERM...+>, ...)
|
\(remote@p@u(mm, a, b, f, pages, \(NULL\|0\))\|
 remote@p@u(mm, a, b, f, pages, \(NULL\|0\), \(NULL\|0\))\)
)

@unclear_under_the_lock depends on call_under_the_lock disable all exists@
expression lock, e, i;
local idexpression v;
global idexpression strange != {current, NULL, true, false, PAGE_SIZE, PAGE_SHIFT, PAGE_MASK,
	EFAULT, EINVAL, ENOMEM, EAGAIN, EPERM, EINTR, FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_DUMP,
	FOLL_INTERRUPTIBLE, FOLL_LONGTERM, get_user_pages_remote, pin_user_pages_remote, put_page,
	get_page, unpin_user_page, unpin_user_pages, kfree, kvfree, min, max, min_t, max_t, likely,
	unlikely, WARN_ON, pr_err, pr_warn, pr_info, pr_debug, dev_err, dev_warn, dev_info, dev_dbg,
	cond_resched, offset_in_page, find_vma, find_vma_intersection, vma_lookup, access_ok,
	VM_READ, VM_WRITE, VM_EXEC, VM_IO, VM_PFNMAP};
identifier remote = {get_user_pages_remote, pin_user_pages_remote};
identifier f, x, take = {down_read, down_read_killable, mmap_read_lock, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
iterator each;
statement S;
type T;
position call_under_the_lock.pl, p, c != fits.p, m != known_member.p;
@@
 take@pl@p(lock)
 ... when != unlock(lock)
     when any
(
\(T x;\|T x = e;\)
|
 each(...) S
|
 remote@c(...)
|
\(strange \& x\)
|
\(v(...)\|e@m[i]\|*e\|e->f@m\|e.f@m\)
)
 ... when != take(lock)
     when any
 unlock(lock);

// (when strict: a path that leaves with the lock held is no match)
@bracket depends on call_under_the_lock disable all forall@
expression lock;
identifier gup = {get_user_pages_remote, pin_user_pages_remote};
identifier take = {down_read, mmap_read_lock}, unlock = {up_read, mmap_read_unlock};
identifier killable = {down_read_killable, mmap_read_lock_killable}, out;
position call_under_the_lock.pl, l != {unclear_under_the_lock.p, held_already.p}, c,
	 u != {unclear.p, reached_without_it.p};
@@
(
 take@pl@l(lock);
|
 if (killable@pl@l(lock)) \(return ...;\|goto out;\)
)
 <+... when strict
       when != unlock(lock)
 gup@c(...)
 ...+>
 unlock@u(lock);

@release_that_can_follow_the_call depends on bracket disable all exists@
expression lock;
identifier gup = {get_user_pages_remote, pin_user_pages_remote};
identifier unlock = {up_read, mmap_read_unlock};
position bracket.c, p;
@@
 gup@c(...)
 ... when != unlock(lock)
     when any
 unlock@p(lock);

@stays depends on bracket disable all@
identifier fn = {get_user_pages_remote, pin_user_pages_remote, up_read, mmap_read_unlock};
position p != {bracket.c, release_that_can_follow_the_call.p};
@@
 fn@p(...)

@changed depends on bracket && patch disable all@
symbol gupsweep_locked;
identifier gup = {get_user_pages_remote, pin_user_pages_remote};
identifier unlock = {up_read, mmap_read_unlock};
expression lock;
position p != stays.p;
@@
(
- unlock@p(lock);
+ if (gupsweep_locked)
+	unlock(lock);
|
  gup@p(...,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
)

@uses_it depends on call_under_the_lock && changed exists@
symbol gupsweep_locked;
identifier f;
position p;
@@
 f@p(...) { ... when any
 gupsweep_locked
 ... when any
 }

@declared depends on uses_it@
identifier f;
declaration D;
statement S;
position uses_it.p;
@@
 f@p(...) {
 ... when != S
     when any
 D
+int locked = 1;
 S
 ... when any
 }

@depends on call_under_the_lock && changed disable all@
symbol gupsweep_locked, locked;
@@
- gupsweep_locked
+ locked

@depends on bracket && context disable all@
identifier gup = {get_user_pages_remote, pin_user_pages_remote};
position bracket.c;
@@
* gup@c
  (...)

@script:python depends on org@
p << bracket.c;
gup << bracket.gup;
@@
for call in p:
    cocci.print_main("WARNING opportunity for &locked in " + gup, [call])

@script:python depends on report@
p << bracket.c;
gup << bracket.gup;
@@
for call in p:
    coccilib.report.print_report(call, "WARNING opportunity for &locked in " + gup)
