// SPDX-License-Identifier: GPL-2.0-only
/// Find get_user_pages() and its kin under a bracket of mmap_lock (once
/// mmap_sem) that serves something before the call but nothing after it, or the
/// lock of a foreign mm, and pass &locked, so that the fault handler may drop
/// the lock while it waits for I/O.
///
//# Bare use (without -D audited) rewrites only what one function proves, and
//# misses much: see gup_unlocked.cocci, whose limits hold here too. A call of
//# get_user_pages() or pin_user_pages() is only taken where something before it
//# needs the lock, or the lock is killable; else gup_unlocked.cocci has it.
//# Refused as well: a call that may run twice in one call of its function, a
//# function that knows the word locked, a function with a preprocessor
//# conditional.
//# False positives: a macro without parentheses that hides a return; a kernel
//# that lacks the variant, which the compiler will tell.
//
// Confidence: High
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// URL: https://coccinelle.gitlabpages.inria.fr/website
// Options: --no-includes --include-headers
// Comments: Run this after gup_unlocked.cocci, which explains the names for -D.
// Keywords: get_user_pages, pin_user_pages, mmap_lock, mmap_sem

virtual patch
virtual context
virtual org
virtual report

virtual audited
virtual get_unlocked, pin_unlocked, remote_unlocked, get_locked, pin_locked
virtual pin_longterm, tsk_flags_locked

// Cheap, and in most files the end of it: the names also tell spatch which
// files it need not parse
@named@
@@
\(get_user_pages\|pin_user_pages\|get_user_pages_remote\|pin_user_pages_remote\)(...)

// Only the rules that ask for its mm spell the lock out: a lock and its release
// have the same argument
@bracketed depends on named exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
expression m;
position pl;
@@
(
 down_read@pl(&m->mmap_sem)
|
 down_read@pl(&(m->mmap_sem))
|
 down_read@pl(&m->mmap_lock)
|
 down_read@pl(&(m->mmap_lock))
|
 mmap_read_lock@pl(m)
|
 down_read_killable@pl(&m->mmap_sem)
|
 down_read_killable@pl(&(m->mmap_sem))
|
 down_read_killable@pl(&m->mmap_lock)
|
 down_read_killable@pl(&(m->mmap_lock))
|
 mmap_read_lock_killable@pl(m)
)
 ... when != \(up_read(&m->mmap_sem)\|up_read(&m->mmap_lock)\|up_read(&(m->mmap_sem))\|up_read(&(m->mmap_lock))\|mmap_read_unlock(m)\)
     when any
 gup(...)

// What is found is soon reduced to what is left, as in gup_unlocked.cocci: of
// the calls, in shows_its_flags, fits and can_change; of the locks, from
// holds_calls to sound2.

// ---------------------------------------------------------------------------
// Bare use only: flags that a retry would refuse, or that cannot be seen
// ---------------------------------------------------------------------------

// (where the arguments could be those of two signatures, names are wanted in the
// place that tells them apart)
@flags depends on bracketed && !audited@
expression f, a1, a2, a3, a4, a5, a6, a7, a8;
position p, q;
@@
(
 \(get_user_pages@p\|pin_user_pages@p\)(a1, a2, f@q, a4)
|
 \(get_user_pages@p\|pin_user_pages@p\)(a1, a2, f@q, a4, a5)
|
 get_user_pages@p(a1, a2, a3, a4, f@q, a6, a7)
|
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(a1, a2, a3, f@q, a5, a6)
|
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(a1, a2, a3, f@q, a5, a6, a7)
|
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(a1, a2, a3, a4, f@q, a6, a7, a8)
)

// Names, the widest form first, for a statement matches one form only (what the
// isomorphisms would add is among the forms) ...
@names depends on flags disable all@
constant A = {0, FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_DUMP, FOLL_LONGTERM};
constant B = {0, FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_DUMP, FOLL_LONGTERM};
constant C = {0, FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_DUMP, FOLL_LONGTERM};
expression cond, f;
position q;
@@
(
 f@q \& \(A | B | C\|A | (cond ? B : C)\|(cond ? B : C) | A\|(cond ? A : B)\|cond ? A : B\|A | B\|A\)
)

@flags_are_names depends on flags@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
expression f;
position flags.p, names.q, r;
@@
 gup@p@r(..., f@q, ...)

// ... or a local of this function that is only ever given names ...
@flags_in_a_local depends on flags exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
constant A = {0, FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_DUMP, FOLL_LONGTERM};
expression f;
identifier v;
type T;
position flags.p, flags.q, r;
@@
\(T v;\|T v = ...;\)
 ... when any
 gup@p@r(..., \(f@q \& \(v\|v | A\|A | v\)\), ...)

@given_names depends on flags_in_a_local@
expression f;
identifier v;
assignment operator op;
type T;
position g, names.q;
@@
\(T v@g = f@q;\|v@g op f@q\)

@flags_from_elsewhere depends on flags_in_a_local exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
constant A = {0, FOLL_WRITE, FOLL_FORCE, FOLL_TOUCH, FOLL_DUMP, FOLL_LONGTERM};
expression e, f;
identifier v;
assignment operator op;
type T;
position flags.p, flags.q, r, g != given_names.g;
@@
(
 T v@g = e;
|
 v@g op e
|
 &v
)
 ... when any
 gup@p@r(..., \(f@q \& \(v\|v | A\|A | v\)\), ...)

// ... or write and force, as it was once
@has_no_flags depends on bracketed && !audited@
expression a1, a2, a3, a4, a5, a6, a7, a8;
position p;
@@
(
 get_user_pages@p(a1, a2, a3, a4, a5, a6)
|
 get_user_pages@p(a1, a2, a3, a4, a5, a6, a7, a8)
)

@hides_its_flags depends on bracketed && !audited@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
position p != {flags_are_names.r, flags_in_a_local.r, has_no_flags.p};
@@
 gup@p(...)

@shows_its_flags depends on bracketed@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
position p != {hides_its_flags.p, flags_from_elsewhere.r};
@@
 gup@p(...)

// FOLL_LONGTERM: only pin_user_pages_remote() takes it together with &locked,
// in trees without vmas and in the last two with them
@takes_longterm depends on bracketed && !audited@
expression a1, a2, a3, a4, a5, a6;
position p;
@@
 pin_user_pages_remote@p(a1, a2, a3, a4, a5, a6)

@takes_longterm_and_vmas depends on bracketed && !audited && pin_longterm@
expression a1, a2, a3, a4, a5, a6, a7;
position p;
@@
 pin_user_pages_remote@p(a1, a2, a3, a4, a5, a6, a7)

@longterm depends on bracketed && !audited@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
position p != {takes_longterm.p, takes_longterm_and_vmas.p};
@@
 gup@p(..., <+...FOLL_LONGTERM...+>, ...)

@longterm_in_a_local depends on bracketed && !audited exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier v;
assignment operator op;
type T;
position p != {takes_longterm.p, takes_longterm_and_vmas.p};
@@
\(T v = <+...FOLL_LONGTERM...+>;\|v op <+...FOLL_LONGTERM...+>\)
 ... when any
 gup@p(..., <+...v...+>, ...)

// ---------------------------------------------------------------------------
// The calls that have a form with &locked to take their place
// ---------------------------------------------------------------------------

@no_pages depends on bracketed@
identifier gup = {get_user_pages, pin_user_pages};
expression a1, a2, a3, a4, a5, a6, vmas;
position p;
@@
(
 gup@p(a1, a2, a3, \(NULL\|0\), vmas)
|
 gup@p(a1, a2, a3, a4, \(NULL\|0\), vmas)
|
 gup@p(a1, a2, a3, a4, a5, \(NULL\|0\), vmas)
|
 gup@p(a1, a2, a3, a4, a5, a6, \(NULL\|0\), vmas)
)

@no_pages_remote depends on bracketed@
identifier gup = {get_user_pages_remote, pin_user_pages_remote};
expression a1, a2, a3, a4, a5, vmas, lk;
position p;
@@
(
 gup@p(a1, a2, a3, a4, \(NULL\|0\), lk)
|
 gup@p(a1, a2, a3, a4, \(NULL\|0\), vmas, lk)
|
 gup@p(a1, a2, a3, a4, a5, \(NULL\|0\), vmas, lk)
)

@fits depends on bracketed@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
position q != {longterm.p, longterm_in_a_local.p, no_pages.p, no_pages_remote.p};
position shows_its_flags.p;
@@
 gup@p@q(...)

@get_fits depends on bracketed && (get_locked || !audited)@
expression a1, a2, a3, a4, a5, a6, a7;
position fits.q, p;
@@
(
 get_user_pages@q@p(a1, a2, a3, a4, a5, \(NULL\|0\))
|
 get_user_pages@q@p(a1, a2, a3, a4, a5, a6, \(NULL\|0\))
|
 get_user_pages@q@p(a1, a2, a3, a4, a5, a6, a7, \(NULL\|0\))
)

// get_user_pages_locked() went before vmas did
@get_with_vmas_fits depends on bracketed && get_locked@
expression a1, a2, a3, a4;
position fits.q, p;
@@
 get_user_pages@q@p(a1, a2, a3, a4, \(NULL\|0\))

@pin_fits depends on bracketed && pin_locked@
expression a1, a2, a3, a4;
position fits.q, p;
@@
 pin_user_pages@q@p(a1, a2, a3, a4, \(NULL\|0\))

@remote_fits depends on bracketed@
identifier gup = {get_user_pages_remote, pin_user_pages_remote};
expression a1, a2, a3, a4, a5;
position fits.q, p;
@@
(
 gup@q@p(a1, a2, a3, a4, a5, \(NULL\|0\))
|
 gup@q@p(a1, a2, a3, a4, a5, \(NULL\|0\), \(NULL\|0\))
)

// Eight arguments may also be (tsk, mm, start, nr, write, force, pages, vmas)
@remote_with_tsk_fits depends on bracketed && (audited || tsk_flags_locked)@
identifier gup = {get_user_pages_remote, pin_user_pages_remote};
expression a1, a2, a3, a4, a5, a6;
position fits.q, p;
@@
 gup@q@p(a1, a2, a3, a4, a5, a6, \(NULL\|0\), \(NULL\|0\))

@remote_with_tsk_fits_by_type depends on bracketed && !audited@
identifier gup = {get_user_pages_remote, pin_user_pages_remote};
expression a1, a2, a3, a4, a5;
struct page **pages;
struct page *page;
position fits.q, p;
@@
 gup@q@p(a1, a2, a3, a4, a5, \(pages\|&page\), \(NULL\|0\), \(NULL\|0\))

@does_not_fit depends on bracketed@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
position p != {get_fits.p, get_with_vmas_fits.p, pin_fits.p, remote_fits.p, remote_with_tsk_fits.p,
	       remote_with_tsk_fits_by_type.p};
@@
 gup@p(...)

// The family is made of itself
@implements depends on bracketed && !audited@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier f = {get_user_pages, get_user_pages_remote, get_user_pages_locked,
	get_user_pages_unlocked, get_user_pages_fast, get_user_pages_fast_only,
	get_user_pages_longterm, pin_user_pages, pin_user_pages_remote, pin_user_pages_locked,
	pin_user_pages_unlocked, pin_user_pages_fast, pin_user_pages_fast_only,
	pin_user_pages_longterm, _get_user_pages, _get_user_pages_remote, _get_user_pages_locked,
	_get_user_pages_unlocked, _get_user_pages_fast, _get_user_pages_fast_only,
	_get_user_pages_longterm, _pin_user_pages, _pin_user_pages_remote, _pin_user_pages_locked,
	_pin_user_pages_unlocked, _pin_user_pages_fast, _pin_user_pages_fast_only,
	_pin_user_pages_longterm, __get_user_pages, __get_user_pages_remote,
	__get_user_pages_locked, __get_user_pages_unlocked, __get_user_pages_fast,
	__get_user_pages_fast_only, __get_user_pages_longterm, __pin_user_pages,
	__pin_user_pages_remote, __pin_user_pages_locked, __pin_user_pages_unlocked,
	__pin_user_pages_fast, __pin_user_pages_fast_only, __pin_user_pages_longterm};
position p;
@@
 f(...) { <+... gup@p(...) ...+> }

// *locked must be 1 when the call begins
@calls_again depends on bracketed exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote,
	pin_user_pages}, next = {
	get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
expression m;
position p;
identifier sem = {mmap_sem, mmap_lock};
@@
 gup@p(...)
 ... when != \(up_read(&m->sem)\|up_read(&(m->sem))\|mmap_read_unlock(m)\)
     when any
 next(...)

// Bare use declares locked once, for one call
@comes_to_another depends on bracketed && !audited exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote,
	pin_user_pages}, next = {
	get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
position p;
@@
 gup@p(...)
 ... when any
 next(...)

// Bare use only: gup_unlocked.cocci has the others
@needs_the_lock_before depends on bracketed && !audited exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
identifier lookup = {find_vma, find_vma_prev, find_vma_intersection, find_exact_vma, vma_lookup,
	is_vm_hugetlb_page, vma_is_anonymous, vma_kernel_pagesize, vma_pages};
identifier vm = {vm_start, vm_end, vm_mm, vm_next, vm_prev, vm_page_prot, vm_flags, vm_file, vm_ops,
	vm_private_data, vm_pgoff, vm_policy, vm_userfaultfd_ctx, vm_rb, vm_lock, vm_region,
	vm_lock_seq, vm_refcnt};
expression a, e;
position p;
@@
 lock(a)
 ... when != unlock(a)
     when any
\(lookup(...)\|e->vm\)
 ... when != unlock(a)
     when any
 gup@p(...)

@can_be_killed_before depends on bracketed && !audited exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
position p;
@@
 lock(a)
 ... when != unlock(a)
     when any
 gup@p(...)

@remote depends on bracketed && !audited@
identifier gup = {get_user_pages_remote, pin_user_pages_remote};
position p;
@@
 gup@p(...)

@better_unlocked depends on bracketed && !audited@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
position p != {needs_the_lock_before.p, can_be_killed_before.p, remote.p};
@@
 gup@p(...)

@can_change depends on bracketed@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
position p != {does_not_fit.p, implements.p, calls_again.p, comes_to_another.p, better_unlocked.p};
@@
 gup@p(...)

// ---------------------------------------------------------------------------
// The bracket: one lock for read, released once on every path. Each rule finds
// a reason why an acquisition (pl) or a release (p) must stay.
// ---------------------------------------------------------------------------

@holds_a_call_that_stays depends on bracketed exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
position bracketed.pl, l, q != can_change.p;
@@
 lock@pl@l(a)
 ... when != unlock(a)
     when any
 gup@q(...)

@holds_calls depends on bracketed@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
position l != holds_a_call_that_stays.l;
position bracketed.pl;
@@
 lock@pl@l(...)

// A release that can be reached without the lock ...
@without_lock depends on bracketed exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
identifier f;
position p;
@@
 f(...) {
 ... when != lock(a)
     when any
 unlock@p(a);
 ... when any
 }

// ... or a second time, or with a lock of another kind ...
@with_another_lock depends on bracketed exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
identifier other = {up_read, mmap_read_unlock, down_read_trylock, down_read_nested, down_write,
	down_write_killable, down_write_trylock, down_write_nested, downgrade_write,
	mmap_read_trylock, mmap_write_lock, mmap_write_lock_killable, mmap_write_lock_nested,
	mmap_write_trylock, mmap_write_downgrade};
expression a;
position p;
@@
 other(a, ...)
 ... when != lock(a)
     when any
 unlock@p(a);

// ... or that, made conditional where it is the only statement of a branch, would
// take the else of another if
@only_statement depends on bracketed@
identifier unlock = {up_read, mmap_read_unlock};
expression a, c;
statement S;
position p;
@@
(
 if (c) unlock@p(a); else S
|
 if (c) S else unlock@p(a);
|
 if (c) unlock@p(a);
)

@can_be_asked_first depends on bracketed@
identifier unlock = {up_read, mmap_read_unlock};
position p != {without_lock.p, with_another_lock.p, only_statement.p};
@@
 unlock@p(...);

@ends_in_one_that_cannot depends on bracketed exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
position holds_calls.l, pl, p != can_be_asked_first.p;
@@
 lock@l@pl(a)
 ... when != unlock(a)
     when any
 unlock@p(a);

@can_be_asked_at_the_end depends on bracketed@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
position pl != ends_in_one_that_cannot.pl;
position holds_calls.l;
@@
 lock@l@pl(...)

// (the end of a function without return is one)
@returns_with_it_held depends on bracketed exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a, err;
statement leave;
position can_be_asked_at_the_end.pl, l;
@@
(
 lock@pl@l(a);
|
 if (lock@pl@l(a)) leave
|
 err = lock@pl@l(a);
 if (err) leave
)
 ... when != unlock(a)
     when any
\(return ...;\|return;\)

// (also in the next round of a loop)
@takes_it_again depends on bracketed exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
identifier again = {down_read, down_read_killable, mmap_read_lock, mmap_read_lock_killable,
	down_read_trylock, down_read_nested, down_write, down_write_killable, down_write_trylock,
	down_write_nested, downgrade_write, mmap_read_trylock, mmap_write_lock,
	mmap_write_lock_killable, mmap_write_lock_nested, mmap_write_trylock, mmap_write_downgrade};
expression a, err;
statement leave;
position can_be_asked_at_the_end.pl, l;
@@
(
 lock@pl@l(a);
|
 if (lock@pl@l(a)) leave
|
 err = lock@pl@l(a);
 if (err) leave
)
 ... when != unlock(a)
     when any
 again(a, ...)

// A killable acquisition whose failure does not leave
@leaves_when_killed depends on bracketed@
identifier lock = {down_read_killable, mmap_read_lock_killable};
expression r;
identifier there;
position p;
@@
(
 if (lock@p(...)) \(return ...;\|return;\|goto there;\|break;\|continue;\)
|
 if (lock@p(...)) { ... \(return ...;\|return;\|goto there;\) }
|
 r = lock@p(...);
 if (r) \(return ...;\|return;\|goto there;\|break;\|continue;\)
|
 r = lock@p(...);
 if (r) { ... \(return ...;\|return;\|goto there;\) }
)

@goes_on_when_killed depends on bracketed@
identifier lock = {down_read_killable, mmap_read_lock_killable};
position l != leaves_when_killed.p;
@@
 lock@l(...)

@is_a_bracket depends on bracketed@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
position l != {returns_with_it_held.l, takes_it_again.l, goes_on_when_killed.l};
position can_be_asked_at_the_end.pl;
@@
 lock@pl@l(...)

// ---------------------------------------------------------------------------
// Bare use only: what else happens under the lock, and whose lock it is
// ---------------------------------------------------------------------------

// Known to be harmless, in this order: allocation, pages, counters, messages,
// arithmetic, lists, memory and lookups; and the calls and releases this is about
@calls_the_unknown depends on bracketed && !audited exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a, e, i;
identifier op;
identifier fn != {kmalloc_array_node, kmalloc_array, kmalloc_node, kmalloc, kzalloc_array_node,
	kzalloc_array, kzalloc_node, kzalloc, kcalloc_array_node, kcalloc_array, kcalloc_node,
	kcalloc, kfree_array_node, kfree_array, kfree_node, kfree, kvmalloc_array_node,
	kvmalloc_array, kvmalloc_node, kvmalloc, kvzalloc_array_node, kvzalloc_array, kvzalloc_node,
	kvzalloc, kvcalloc_array_node, kvcalloc_array, kvcalloc_node, kvcalloc, kvfree_array_node,
	kvfree_array, kvfree_node, kvfree, vmalloc_array_node, vmalloc_array, vmalloc_node, vmalloc,
	vzalloc_array_node, vzalloc_array, vzalloc_node, vzalloc, vcalloc_array_node, vcalloc_array,
	vcalloc_node, vcalloc, vfree_array_node, vfree_array, vfree_node, vfree, kvfree_sensitive,
	kfree_sensitive, __get_free_pages, __get_free_page, __free_pages, __free_page,
	get_free_pages, get_free_page, free_pages, free_page, put_page, get_page,
	unpin_user_pages_dirty_lock, unpin_user_pages, unpin_user_page_dirty_lock, unpin_user_page,
	page_to_pfn, page_to_phys, page_address, pfn_to_page, virt_to_page, sg_set_page,
	sg_init_table, sg_next, sg_phys, sg_page, sg_mark_end, capable, rlimit, mmgrab, test_bit,
	set_bit, clear_bit, __set_bit, __clear_bit, pr_emerg_ratelimited, pr_emerg_once, pr_emerg,
	pr_alert_ratelimited, pr_alert_once, pr_alert, pr_crit_ratelimited, pr_crit_once, pr_crit,
	pr_err_ratelimited, pr_err_once, pr_err, pr_warn_ratelimited, pr_warn_once, pr_warn,
	pr_warning_ratelimited, pr_warning_once, pr_warning, pr_notice_ratelimited, pr_notice_once,
	pr_notice, pr_info_ratelimited, pr_info_once, pr_info, pr_debug_ratelimited, pr_debug_once,
	pr_debug, pr_dbg_ratelimited, pr_dbg_once, pr_dbg, dev_emerg_ratelimited, dev_emerg_once,
	dev_emerg, dev_alert_ratelimited, dev_alert_once, dev_alert, dev_crit_ratelimited,
	dev_crit_once, dev_crit, dev_err_ratelimited, dev_err_once, dev_err, dev_warn_ratelimited,
	dev_warn_once, dev_warn, dev_warning_ratelimited, dev_warning_once, dev_warning,
	dev_notice_ratelimited, dev_notice_once, dev_notice, dev_info_ratelimited, dev_info_once,
	dev_info, dev_debug_ratelimited, dev_debug_once, dev_debug, dev_dbg_ratelimited,
	dev_dbg_once, dev_dbg, netdev_emerg_ratelimited, netdev_emerg_once, netdev_emerg,
	netdev_alert_ratelimited, netdev_alert_once, netdev_alert, netdev_crit_ratelimited,
	netdev_crit_once, netdev_crit, netdev_err_ratelimited, netdev_err_once, netdev_err,
	netdev_warn_ratelimited, netdev_warn_once, netdev_warn, netdev_warning_ratelimited,
	netdev_warning_once, netdev_warning, netdev_notice_ratelimited, netdev_notice_once,
	netdev_notice, netdev_info_ratelimited, netdev_info_once, netdev_info,
	netdev_debug_ratelimited, netdev_debug_once, netdev_debug, netdev_dbg_ratelimited,
	netdev_dbg_once, netdev_dbg, printk_ratelimited, printk_once, printk, WARN_ON_ONCE, WARN_ON,
	WARN_ONCE, WARN, BUG_ON_ONCE, BUG_ON, BUG_ONCE, BUG, BUILD_BUG_ON, min3, min_t, min_val,
	min, max3, max_t, max_val, max, clamp3, clamp_t, clamp_val, clamp, unlikely, likely,
	ARRAY_SIZE, DIV_ROUND_UP, ALIGN, IS_ALIGNED, PAGE_ALIGN, PAGE_ALIGNED, PFN_UP, PFN_DOWN,
	PFN_PHYS, BIT, ERR_PTR, PTR_ERR, IS_ERR, round_up, round_down, roundup, rounddown,
	offset_in_page, untagged_addr, ilog2, fls, ffs, abs, struct_size, array_size, array3_size,
	INIT_LIST_HEAD, list_add, list_add_tail, list_del, list_del_init, list_empty, list_splice,
	memset, memcpy, memmove, cond_resched, find_vma, find_vma_prev, find_vma_intersection,
	find_exact_vma, vma_lookup, is_vm_hugetlb_page, vma_is_anonymous, vma_kernel_pagesize,
	vma_pages, access_ok, get_user_pages_remote, get_user_pages, pin_user_pages_remote,
	pin_user_pages, up_read, mmap_read_unlock, atomic_read, atomic_set, atomic_add, atomic_sub,
	atomic_inc, atomic_dec, atomic_add_return, atomic_sub_return, atomic_inc_return,
	atomic_dec_return, atomic_fetch_add, atomic_fetch_sub, atomic_fetch_inc, atomic_fetch_dec,
	atomic_sub_and_test, atomic_dec_and_test, atomic_inc_and_test, atomic_add_negative,
	atomic_add_unless, atomic_inc_not_zero, atomic_inc_unless_negative, atomic_dec_if_positive,
	atomic_or, atomic_and, atomic_xor, atomic_andnot, atomic_cmpxchg, atomic_xchg,
	atomic_try_cmpxchg, atomic_read_acquire, atomic_set_release, atomic64_read, atomic64_set,
	atomic64_add, atomic64_sub, atomic64_inc, atomic64_dec, atomic64_add_return,
	atomic64_sub_return, atomic64_inc_return, atomic64_dec_return, atomic64_fetch_add,
	atomic64_fetch_sub, atomic64_fetch_inc, atomic64_fetch_dec, atomic64_sub_and_test,
	atomic64_dec_and_test, atomic64_inc_and_test, atomic64_add_negative, atomic64_add_unless,
	atomic64_inc_not_zero, atomic64_inc_unless_negative, atomic64_dec_if_positive, atomic64_or,
	atomic64_and, atomic64_xor, atomic64_andnot, atomic64_cmpxchg, atomic64_xchg,
	atomic64_try_cmpxchg, atomic64_read_acquire, atomic64_set_release, atomic_long_read,
	atomic_long_set, atomic_long_add, atomic_long_sub, atomic_long_inc, atomic_long_dec,
	atomic_long_add_return, atomic_long_sub_return, atomic_long_inc_return,
	atomic_long_dec_return, atomic_long_fetch_add, atomic_long_fetch_sub, atomic_long_fetch_inc,
	atomic_long_fetch_dec, atomic_long_sub_and_test, atomic_long_dec_and_test,
	atomic_long_inc_and_test, atomic_long_add_negative, atomic_long_add_unless,
	atomic_long_inc_not_zero, atomic_long_inc_unless_negative, atomic_long_dec_if_positive,
	atomic_long_or, atomic_long_and, atomic_long_xor, atomic_long_andnot, atomic_long_cmpxchg,
	atomic_long_xchg, atomic_long_try_cmpxchg, atomic_long_read_acquire,
	atomic_long_set_release};
position is_a_bracket.l, pl;
@@
 lock@l@pl(a)
 ... when != unlock(a)
     when any
(
 fn(...)
|
 e->op(...)
|
 e.op(...)
|
 (*e)(...)
|
 e[i](...)
)
 ... when != unlock(a)
     when any
 gup(...)

@looks_up_after depends on bracketed && !audited exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a, e, i;
identifier op;
identifier fn != {kmalloc_array_node, kmalloc_array, kmalloc_node, kmalloc, kzalloc_array_node,
	kzalloc_array, kzalloc_node, kzalloc, kcalloc_array_node, kcalloc_array, kcalloc_node,
	kcalloc, kfree_array_node, kfree_array, kfree_node, kfree, kvmalloc_array_node,
	kvmalloc_array, kvmalloc_node, kvmalloc, kvzalloc_array_node, kvzalloc_array, kvzalloc_node,
	kvzalloc, kvcalloc_array_node, kvcalloc_array, kvcalloc_node, kvcalloc, kvfree_array_node,
	kvfree_array, kvfree_node, kvfree, vmalloc_array_node, vmalloc_array, vmalloc_node, vmalloc,
	vzalloc_array_node, vzalloc_array, vzalloc_node, vzalloc, vcalloc_array_node, vcalloc_array,
	vcalloc_node, vcalloc, vfree_array_node, vfree_array, vfree_node, vfree, kvfree_sensitive,
	kfree_sensitive, __get_free_pages, __get_free_page, __free_pages, __free_page,
	get_free_pages, get_free_page, free_pages, free_page, put_page, get_page,
	unpin_user_pages_dirty_lock, unpin_user_pages, unpin_user_page_dirty_lock, unpin_user_page,
	page_to_pfn, page_to_phys, page_address, pfn_to_page, virt_to_page, sg_set_page,
	sg_init_table, sg_next, sg_phys, sg_page, sg_mark_end, capable, rlimit, mmgrab, test_bit,
	set_bit, clear_bit, __set_bit, __clear_bit, pr_emerg_ratelimited, pr_emerg_once, pr_emerg,
	pr_alert_ratelimited, pr_alert_once, pr_alert, pr_crit_ratelimited, pr_crit_once, pr_crit,
	pr_err_ratelimited, pr_err_once, pr_err, pr_warn_ratelimited, pr_warn_once, pr_warn,
	pr_warning_ratelimited, pr_warning_once, pr_warning, pr_notice_ratelimited, pr_notice_once,
	pr_notice, pr_info_ratelimited, pr_info_once, pr_info, pr_debug_ratelimited, pr_debug_once,
	pr_debug, pr_dbg_ratelimited, pr_dbg_once, pr_dbg, dev_emerg_ratelimited, dev_emerg_once,
	dev_emerg, dev_alert_ratelimited, dev_alert_once, dev_alert, dev_crit_ratelimited,
	dev_crit_once, dev_crit, dev_err_ratelimited, dev_err_once, dev_err, dev_warn_ratelimited,
	dev_warn_once, dev_warn, dev_warning_ratelimited, dev_warning_once, dev_warning,
	dev_notice_ratelimited, dev_notice_once, dev_notice, dev_info_ratelimited, dev_info_once,
	dev_info, dev_debug_ratelimited, dev_debug_once, dev_debug, dev_dbg_ratelimited,
	dev_dbg_once, dev_dbg, netdev_emerg_ratelimited, netdev_emerg_once, netdev_emerg,
	netdev_alert_ratelimited, netdev_alert_once, netdev_alert, netdev_crit_ratelimited,
	netdev_crit_once, netdev_crit, netdev_err_ratelimited, netdev_err_once, netdev_err,
	netdev_warn_ratelimited, netdev_warn_once, netdev_warn, netdev_warning_ratelimited,
	netdev_warning_once, netdev_warning, netdev_notice_ratelimited, netdev_notice_once,
	netdev_notice, netdev_info_ratelimited, netdev_info_once, netdev_info,
	netdev_debug_ratelimited, netdev_debug_once, netdev_debug, netdev_dbg_ratelimited,
	netdev_dbg_once, netdev_dbg, printk_ratelimited, printk_once, printk, WARN_ON_ONCE, WARN_ON,
	WARN_ONCE, WARN, BUG_ON_ONCE, BUG_ON, BUG_ONCE, BUG, BUILD_BUG_ON, min3, min_t, min_val,
	min, max3, max_t, max_val, max, clamp3, clamp_t, clamp_val, clamp, unlikely, likely,
	ARRAY_SIZE, DIV_ROUND_UP, ALIGN, IS_ALIGNED, PAGE_ALIGN, PAGE_ALIGNED, PFN_UP, PFN_DOWN,
	PFN_PHYS, BIT, ERR_PTR, PTR_ERR, IS_ERR, round_up, round_down, roundup, rounddown,
	offset_in_page, untagged_addr, ilog2, fls, ffs, abs, struct_size, array_size, array3_size,
	INIT_LIST_HEAD, list_add, list_add_tail, list_del, list_del_init, list_empty, list_splice,
	memset, memcpy, memmove, cond_resched, get_user_pages_remote, get_user_pages,
	pin_user_pages_remote, pin_user_pages, up_read, mmap_read_unlock, atomic_read, atomic_set,
	atomic_add, atomic_sub, atomic_inc, atomic_dec, atomic_add_return, atomic_sub_return,
	atomic_inc_return, atomic_dec_return, atomic_fetch_add, atomic_fetch_sub, atomic_fetch_inc,
	atomic_fetch_dec, atomic_sub_and_test, atomic_dec_and_test, atomic_inc_and_test,
	atomic_add_negative, atomic_add_unless, atomic_inc_not_zero, atomic_inc_unless_negative,
	atomic_dec_if_positive, atomic_or, atomic_and, atomic_xor, atomic_andnot, atomic_cmpxchg,
	atomic_xchg, atomic_try_cmpxchg, atomic_read_acquire, atomic_set_release, atomic64_read,
	atomic64_set, atomic64_add, atomic64_sub, atomic64_inc, atomic64_dec, atomic64_add_return,
	atomic64_sub_return, atomic64_inc_return, atomic64_dec_return, atomic64_fetch_add,
	atomic64_fetch_sub, atomic64_fetch_inc, atomic64_fetch_dec, atomic64_sub_and_test,
	atomic64_dec_and_test, atomic64_inc_and_test, atomic64_add_negative, atomic64_add_unless,
	atomic64_inc_not_zero, atomic64_inc_unless_negative, atomic64_dec_if_positive, atomic64_or,
	atomic64_and, atomic64_xor, atomic64_andnot, atomic64_cmpxchg, atomic64_xchg,
	atomic64_try_cmpxchg, atomic64_read_acquire, atomic64_set_release, atomic_long_read,
	atomic_long_set, atomic_long_add, atomic_long_sub, atomic_long_inc, atomic_long_dec,
	atomic_long_add_return, atomic_long_sub_return, atomic_long_inc_return,
	atomic_long_dec_return, atomic_long_fetch_add, atomic_long_fetch_sub, atomic_long_fetch_inc,
	atomic_long_fetch_dec, atomic_long_sub_and_test, atomic_long_dec_and_test,
	atomic_long_inc_and_test, atomic_long_add_negative, atomic_long_add_unless,
	atomic_long_inc_not_zero, atomic_long_inc_unless_negative, atomic_long_dec_if_positive,
	atomic_long_or, atomic_long_and, atomic_long_xor, atomic_long_andnot, atomic_long_cmpxchg,
	atomic_long_xchg, atomic_long_try_cmpxchg, atomic_long_read_acquire,
	atomic_long_set_release};
position is_a_bracket.l, pl;
@@
 lock@l@pl(a)
 ... when != unlock(a)
     when any
 gup(...)
 ... when != unlock(a)
     when any
(
 fn(...)
|
 e->op(...)
|
 e.op(...)
|
 (*e)(...)
|
 e[i](...)
)

@atomic_counter depends on bracketed && !audited@
identifier fn = {atomic_read, atomic_set, atomic_add, atomic_sub, atomic_inc, atomic_dec,
	atomic_add_return, atomic_sub_return, atomic_inc_return, atomic_dec_return,
	atomic_fetch_add, atomic_fetch_sub, atomic_fetch_inc, atomic_fetch_dec, atomic_sub_and_test,
	atomic_dec_and_test, atomic_inc_and_test, atomic_add_negative, atomic_add_unless,
	atomic_inc_not_zero, atomic_inc_unless_negative, atomic_dec_if_positive, atomic_or,
	atomic_and, atomic_xor, atomic_andnot, atomic_cmpxchg, atomic_xchg, atomic_try_cmpxchg,
	atomic_read_acquire, atomic_set_release, atomic64_read, atomic64_set, atomic64_add,
	atomic64_sub, atomic64_inc, atomic64_dec, atomic64_add_return, atomic64_sub_return,
	atomic64_inc_return, atomic64_dec_return, atomic64_fetch_add, atomic64_fetch_sub,
	atomic64_fetch_inc, atomic64_fetch_dec, atomic64_sub_and_test, atomic64_dec_and_test,
	atomic64_inc_and_test, atomic64_add_negative, atomic64_add_unless, atomic64_inc_not_zero,
	atomic64_inc_unless_negative, atomic64_dec_if_positive, atomic64_or, atomic64_and,
	atomic64_xor, atomic64_andnot, atomic64_cmpxchg, atomic64_xchg, atomic64_try_cmpxchg,
	atomic64_read_acquire, atomic64_set_release, atomic_long_read, atomic_long_set,
	atomic_long_add, atomic_long_sub, atomic_long_inc, atomic_long_dec, atomic_long_add_return,
	atomic_long_sub_return, atomic_long_inc_return, atomic_long_dec_return,
	atomic_long_fetch_add, atomic_long_fetch_sub, atomic_long_fetch_inc, atomic_long_fetch_dec,
	atomic_long_sub_and_test, atomic_long_dec_and_test, atomic_long_inc_and_test,
	atomic_long_add_negative, atomic_long_add_unless, atomic_long_inc_not_zero,
	atomic_long_inc_unless_negative, atomic_long_dec_if_positive, atomic_long_or,
	atomic_long_and, atomic_long_xor, atomic_long_andnot, atomic_long_cmpxchg, atomic_long_xchg,
	atomic_long_try_cmpxchg, atomic_long_read_acquire, atomic_long_set_release};
identifier fld = pinned_vm;
expression m;
position p;
@@
 fn(..., &m->fld@p, ...)

@looks_at_mm_or_vma_after depends on bracketed && !audited exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression m, e;
struct vm_area_struct *vma;
struct mm_struct *other;
identifier fld != {mmap_sem, mmap_lock}, vm = {vm_start, vm_end, vm_mm, vm_next, vm_prev,
	vm_page_prot, vm_flags, vm_file, vm_ops, vm_private_data, vm_pgoff, vm_policy,
	vm_userfaultfd_ctx, vm_rb, vm_lock, vm_region, vm_lock_seq, vm_refcnt};
position is_a_bracket.l, pl, p != atomic_counter.p;
identifier sem = {mmap_sem, mmap_lock};
@@
\(lock@l@pl(&m->sem)\|lock@l@pl(&(m->sem))\|lock@l@pl(m)\)
 ... when != unlock(...)
     when any
 gup(...)
 ... when != unlock(...)
     when any
(
 m->fld@p
|
 other->fld@p
|
 vma->fld
|
 e->vm
)

@changes_mm depends on bracketed && !audited exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression m, e;
position is_a_bracket.l, pl;
identifier sem = {mmap_sem, mmap_lock};
@@
\(lock@l@pl(&m->sem)\|lock@l@pl(&(m->sem))\|lock@l@pl(m)\)
 ... when != unlock(...)
     when any
 m = e

@runs_a_macro depends on bracketed && !audited exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
identifier macro;
iterator each;
statement S;
position is_a_bracket.l, pl;
@@
 lock@l@pl(a)
 ... when != unlock(a)
     when any
(
 macro;
|
 each(...) S
)

// (a guard of the same lock holds it over the end of the bracket)
@under_a_guard depends on bracketed && !audited exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier guard;
position pl;
@@
 guard(lock)(...)
 ... when any
 lock@pl(...)

// Nor does it serve where the function has the name already, or where a
// conditional of the preprocessor may take its only user away
@initialize:python depends on !audited@
@@
import re
word = re.compile(r"\blocked\b|^\s*#", re.MULTILINE)

@span depends on bracketed && !audited@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
position pl;
@@
 lock@pl(...)

@script:python depends on !audited@
pl << span.pl;
@@
with open(pl[0].file, errors="replace") as f:
    function = list(f)[int(pl[0].current_element_line) - 1:int(pl[0].current_element_line_end)]
if word.search("".join(function)):
    cocci.include_match(False)

@name_taken depends on bracketed && !audited@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
position pl != span.pl;
@@
 lock@pl(...)

@needs_it_no_more depends on bracketed@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
position pl != {calls_the_unknown.pl, looks_up_after.pl, looks_at_mm_or_vma_after.pl, changes_mm.pl, runs_a_macro.pl, name_taken.pl, under_a_guard.pl};
position is_a_bracket.l;
@@
 lock@l@pl(...)

// get_user_pages() without an mm means current->mm: the lock must be of that,
// or of a local that never was anything else (its initialiser counts)
@given_current depends on bracketed && !audited@
symbol current, mm;
identifier m;
position q;
@@
 m@q = current->mm

@lock_of_another depends on bracketed && !audited exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier m;
expression e;
position pl, q != given_current.q;
identifier sem = {mmap_sem, mmap_lock};
@@
\(m@q = e\|&m\)
 ... when any
\(lock@pl(&m->sem)\|lock@pl(&(m->sem))\|lock@pl(m)\)

@lock_of_alias depends on bracketed && !audited exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier m;
expression e;
position pl != lock_of_another.pl;
identifier sem = {mmap_sem, mmap_lock};
@@
\(struct mm_struct *m;\|struct mm_struct *m = e;\)
 ... when any
\(lock@pl(&m->sem)\|lock@pl(&(m->sem))\|lock@pl(m)\)

@lock_of_current depends on bracketed && !audited@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
symbol current, mm;
position pl;
identifier sem = {mmap_sem, mmap_lock};
@@
\(lock@pl(&current->mm->sem)\|lock@pl(&(current->mm->sem))\|lock@pl(current->mm)\)

@takes_an_mm depends on bracketed && !audited@
expression a1, a2, a3, a4, a5, a6, a7, a8;
position p;
@@
(
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(...)
|
 get_user_pages@p(a1, a2, a3, a4, a5, a6, a7)
|
 get_user_pages@p(a1, a2, a3, a4, a5, a6, a7, a8)
)

@for_another_than_current depends on bracketed && !audited exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
position p != takes_an_mm.p, l != {lock_of_current.pl, lock_of_alias.pl};
position needs_it_no_more.pl;
@@
 lock@pl@l(a)
 ... when != unlock(a)
     when any
 gup@p(...)

@takes_the_same_mm depends on takes_an_mm exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression m, tsk;
position needs_it_no_more.pl, p;
identifier sem = {mmap_sem, mmap_lock};
@@
\(lock@pl(&m->sem)\|lock@pl(&(m->sem))\|lock@pl(m)\)
 ... when != unlock(...)
     when any
\(gup@p(tsk, m, ...)\|gup@p(m, ...)\)

@for_another_than_named depends on takes_an_mm exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
position needs_it_no_more.pl, l, takes_an_mm.p, q != takes_the_same_mm.p;
@@
 lock@pl@l(a)
 ... when != unlock(a)
     when any
 gup@p@q(...)

// ---------------------------------------------------------------------------
// What is left is sound, unless it shares a release with a lock that stays
// ---------------------------------------------------------------------------

@sound depends on bracketed@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
position l != {for_another_than_current.l, for_another_than_named.l};
position needs_it_no_more.pl;
@@
 lock@pl@l(...)

@shared2 depends on bracketed exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
position pl != sound.l, p;
@@
 lock@pl(a)
 ... when != unlock(a)
     when any
 unlock@p(a);

@shares2 depends on bracketed exists@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
position sound.l, pl, shared2.p;
@@
 lock@l@pl(a)
 ... when != unlock(a)
     when any
 unlock@p(a);

@sound2 depends on bracketed@
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
position pl != shares2.pl;
position sound.l;
@@
 lock@l@pl(...)

@call depends on bracketed exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
position sound2.pl, p;
@@
 lock@pl(a)
 ... when != unlock(a)
     when any
 gup@p(...)

@release depends on bracketed exists@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
identifier lock = {down_read, mmap_read_lock, down_read_killable, mmap_read_lock_killable};
identifier unlock = {up_read, mmap_read_unlock};
expression a;
position sound2.pl, p;
@@
 lock@pl(a)
 ... when != unlock(a)
     when any
 gup(...)
 ... when != unlock(a)
     when any
 unlock@p(a);

@stays_as_it_is depends on bracketed@
identifier fn = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages,
	up_read, mmap_read_unlock};
position p != {call.p, release.p};
@@
 fn@p(...)

// ---------------------------------------------------------------------------
// Modes
// ---------------------------------------------------------------------------

@changed depends on bracketed && patch && call@
symbol gupsweep_locked;
identifier unlock = {up_read, mmap_read_unlock};
expression a, tsk, owner, start, nr, w, f, pages, vmas;
position p != stays_as_it_is.p;
@@
(
- unlock@p(a);
+ if (gupsweep_locked)
+	unlock(a);
|
- get_user_pages@p
+ get_user_pages_locked
  (tsk, owner, start, nr, w, f, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
- get_user_pages@p
+ get_user_pages_locked
  (tsk, owner, start, nr, f, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
- get_user_pages@p
+ get_user_pages_locked
  (start, nr, w, f, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
- get_user_pages@p
+ get_user_pages_locked
  (start, nr, f, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
- pin_user_pages@p
+ pin_user_pages_locked
  (start, nr, f, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
  \(get_user_pages_remote@p\|pin_user_pages_remote@p\)
  (owner, start, nr, f, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
  \(get_user_pages_remote@p\|pin_user_pages_remote@p\)
  (owner, start, nr, f, pages, vmas,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
  \(get_user_pages_remote@p\|pin_user_pages_remote@p\)
  (tsk, owner, start, nr, f, pages, vmas,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
)

// Tells gupsweep which functions were parsed
@depends on patch && audited@
identifier f;
@@
 f(...)
 {
+ gupsweep_parsed;
 ...
 }

// Bare use declares it: after the declarations of the function, or at its top
@uses_it depends on bracketed && patch && !audited exists@
symbol gupsweep_locked;
identifier f;
position pf;
@@
 f@pf(...)
 {
 <+...
 gupsweep_locked
 ...+>
 }

@does_not_use_it depends on bracketed && patch && !audited@
identifier f;
position pf != uses_it.pf;
@@
 f@pf(...) { ... }

@declared depends on bracketed && uses_it@
identifier f;
declaration D;
statement S;
position pf != does_not_use_it.pf;
@@
 f@pf(...)
 {
 ... when != S
     when any
 D
+int locked = 1;
 S
 ... when any
 }

@declared_at_top depends on bracketed && uses_it exists@
symbol gupsweep_locked, locked;
identifier f;
@@
 f(...)
 {
+int locked = 1;
 ... when != int locked = 1;
     when any
 gupsweep_locked
 ... when any
 }

@depends on bracketed && uses_it@
symbol gupsweep_locked, locked;
@@
- gupsweep_locked
+ locked

@depends on call && context@
identifier gup = {get_user_pages_remote, get_user_pages, pin_user_pages_remote, pin_user_pages};
position call.p;
@@
* gup@p
  (...)

@script:python depends on org@
p << call.p;
gup << call.gup;
@@
cocci.print_main("WARNING opportunity for &locked in " + gup, p)

@script:python depends on report@
p << call.p;
gup << call.gup;
@@
coccilib.report.print_report(p[0], "WARNING opportunity for &locked in " + gup)
