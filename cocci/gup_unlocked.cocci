// SPDX-License-Identifier: GPL-2.0-only
/// Find get_user_pages() and pin_user_pages() under a bracket of mmap_lock (once mmap_sem) that
/// serves nothing else, and let the _unlocked variant take the lock itself, so that the fault
/// handler may drop it while it waits for I/O.
///
//# Only a bracket of which everything is known not to need the lock is taken: the lock is that of
//# current->mm, flags are FOLL_ names, and what runs is made of locals, of the names listed in
//# unclear_under_the_lock, and of members and elements in the arguments of the calls. Often right
//# by hand, and left alone: a release that is all of a branch, the signatures before 4.9.
//# False positives, which one function does not show: a comment, a __guarded_by or a writer
//# elsewhere by which mmap_lock protects what the arguments read; a caller that holds the lock; a
//# listed name defined anew. And what the compiler tells: a kernel without the variant, a macro
//# that uses the local that goes with the lock, #if among the arguments (spatch sees one side).
//
// Confidence: High
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// Options: --no-includes --include-headers
// Comments: Run this before gup_locked.cocci. The modes patch, context, org and report name the
// Comments: same calls; org and report need Debian's libpython3.11 (12) or libpython3.13 (13).
// Keywords: get_user_pages, pin_user_pages, mmap_lock, mmap_sem

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

// Without an mm the call is for current: so must be the lock, maybe by a local that never was else
@given_current_mm depends on call_under_the_lock disable all@
symbol current, mm;
identifier m;
position q;
@@
 m@q = \(current->mm\|get_task_mm(current)\)

@given_another_mm depends on call_under_the_lock disable all exists@
expression e;
identifier m, take = {down_read, mmap_read_lock};
identifier sem = {mmap_sem, mmap_lock};
position q != given_current_mm.q, call_under_the_lock.pl, p;
@@
\(m@q = e\|&m\)
 ... when any
 take@pl@p(\(m\|&m->sem\|&(m->sem)\))

@lock_of_current depends on call_under_the_lock disable all exists@
symbol current, mm;
expression e;
identifier m, take = {down_read, mmap_read_lock};
identifier sem = {mmap_sem, mmap_lock};
position p != given_another_mm.p;
@@
(
 take@p(\(current->mm\|&current->mm->sem\|&(current->mm->sem)\));
|
\(struct mm_struct *m;\|struct mm_struct *m = e;\)
 ... when any
 take@p(\(m\|&m->sem\|&(m->sem)\));
)

// The calls that have an _unlocked form to take their place; arms without p match what has none
@fits depends on call_under_the_lock disable all@
expression a, b, f, pages;
identifier gup = {get_user_pages, pin_user_pages};
position lock_and_what_it_covers.u, p != {unclear.p, local_is_given_more.q,
	 reached_without_it.p};
@@
(
\(gup(a, b, f, \(NULL\|0\))\|gup(a, b, f, \(NULL\|0\), ...)\)
|
 pin_user_pages@p@u(a, b, f, pages)
|
 gup(..., <+...FOLL_LONGTERM...+>, ...)
|
\(get_user_pages@p@u(a, b, f, pages)\|gup@p@u(a, b, f, pages, \(NULL\|0\))\)
)

@known_member depends on call_under_the_lock disable all@
local idexpression x;
expression e, i;
identifier gup = {get_user_pages, pin_user_pages};
identifier f;
position p;
@@
 gup(..., <+... \(x->f@p\|x.f@p\|e@p[i]\) ...+>, ...)

@unclear_under_the_lock depends on call_under_the_lock disable all exists@
expression lock, e, i;
local idexpression v;
global idexpression strange != {current, NULL, true, false, PAGE_SIZE, PAGE_SHIFT, PAGE_MASK,
	EFAULT, EINVAL, ENOMEM, EAGAIN, EPERM, EINTR, FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_DUMP,
	FOLL_INTERRUPTIBLE, FOLL_LONGTERM, get_user_pages, pin_user_pages, get_user_pages_remote,
	pin_user_pages_remote, put_page, get_page, unpin_user_page, unpin_user_pages, kfree, kvfree,
	min, max, min_t, max_t, likely, unlikely, WARN_ON, pr_err, pr_warn, pr_info, pr_debug,
	dev_err, dev_warn, dev_info, dev_dbg, cond_resched, offset_in_page};
identifier gup = {get_user_pages, pin_user_pages, get_user_pages_remote, pin_user_pages_remote};
identifier f, x, take = {down_read, mmap_read_lock};
identifier unlock = {up_read, mmap_read_unlock};
iterator each;
statement S;
struct vm_area_struct *vma;
type T;
position call_under_the_lock.pl, p, m != known_member.p, c != fits.p;
@@
 take@pl@p(lock);
 ... when != unlock(lock)
     when any
(
\(T x;\|T x = e;\)
|
 each(...) S
|
 gup@c(...)
|
\(strange \& x\)
|
\(v(...)\|e@m[i]\|*e\|vma\|e->f@m\|e.f@m\)
)
 ... when != take(lock)
     when any
 unlock(lock);

@only_statement_of_a_branch depends on call_under_the_lock disable all@
expression c, lock;
identifier unlock = {up_read, mmap_read_unlock};
statement S;
position p;
@@
(
 if (c) unlock@p(lock); else S
|
 if (c) S else unlock@p(lock);
|
 if (c) { unlock@p(lock); } else S
|
 if (c) S else { unlock@p(lock); }
|
 if (c) unlock@p(lock);
)

@label_at_the_end_of_a_block depends on call_under_the_lock disable all@
identifier there, unlock = {up_read, mmap_read_unlock};
position p;
@@
 {
 ... when any
 there: unlock@p(...);
 }

// (when strict: a path that leaves with the lock held is no match)
@bracket depends on call_under_the_lock disable all forall@
expression lock;
identifier gup = {get_user_pages, pin_user_pages};
identifier take = {down_read, mmap_read_lock}, unlock = {up_read, mmap_read_unlock};
position lock_of_current.p, l != {unclear_under_the_lock.p, held_already.p}, c,
	 u != {unclear.p, reached_without_it.p, only_statement_of_a_branch.p,
	       label_at_the_end_of_a_block.p};
@@
 take@p@l(lock);
 <+... when strict
       when != unlock(lock)
 gup@c(...)
 ...+>
 unlock@u(lock);

@stays depends on bracket disable all@
identifier fn = {get_user_pages, pin_user_pages, down_read, mmap_read_lock, up_read,
	mmap_read_unlock};
position p != {bracket.l, bracket.c, bracket.u};
@@
 fn@p(...)

@changed depends on bracket && patch disable all@
identifier fn = {down_read, mmap_read_lock, up_read, mmap_read_unlock};
expression lock, start, nr, f, pages;
position p != stays.p;
@@
(
- fn@p(lock);
|
(
- get_user_pages@p
+ get_user_pages_unlocked
|
- pin_user_pages@p
+ pin_user_pages_unlocked
)
  (start, nr,
-  f, pages, \(NULL\|0\)
+  pages, f
  )
|
(
- get_user_pages@p
+ get_user_pages_unlocked
|
- pin_user_pages@p
+ pin_user_pages_unlocked
)
  (start, nr,
-  f, pages
+  pages, f
  )
)

// The lock may leave a local behind that nobody else used. (call_under_the_lock is for the names by
// which spatch passes files over: of changed it takes those in that rule itself only.)
@depends on call_under_the_lock && changed@
symbol current, mm;
identifier f, m;
expression e;
@@
 f(...) {
 ... when any
(
- struct mm_struct *m = current->mm;
|
- struct mm_struct *m;
 ... when != m
(
- m = current->mm;
|
- e = m = current->mm;
+ e = current->mm;
)
)
 ... when != m
 }

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
    cocci.print_main("WARNING opportunity for " + gup + "_unlocked", [call])

@script:python depends on report@
p << bracket.c;
gup << bracket.gup;
@@
for call in p:
    coccilib.report.print_report(call, "WARNING opportunity for " + gup + "_unlocked")
