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
// Comments: Modes patch, context, org and report name the same calls. The
// Comments: signature follows from the arguments. Say -D get_locked (pin_locked)
// Comments: where get_user_pages_locked() exists and get_user_pages() has five
// Comments: arguments: before 5.19; -D pin_longterm where pin_user_pages_remote()
// Comments: with vmas accepts FOLL_LONGTERM; -D remote_tsk_flags_locked where
// Comments: the type of pages cannot be seen. -D audited is for gupsweep, which
// Comments: has a second judge. Run this after gup_unlocked.cocci.
// Keywords: get_user_pages, pin_user_pages, mmap_lock, mmap_sem

virtual patch
virtual context
virtual org
virtual report

// What the tree offers; only gupsweep need say so.
virtual audited
virtual plain_tsk_mm_write_force
virtual plain_tsk_mm_flags
virtual plain_write_force
virtual plain_flags_vmas
virtual plain_flags
virtual remote_tsk_write_force
virtual remote_tsk_flags
virtual remote_tsk_flags_locked
virtual remote_flags_vmas_locked
virtual remote_flags_locked
virtual get_unlocked
virtual pin_unlocked
virtual remote_unlocked
virtual get_locked
virtual pin_locked
virtual pin_longterm

// Cheap, and in most files the end of it: the names also tell spatch which
// files it need not parse
@named@
@@
\(get_user_pages\|pin_user_pages\|get_user_pages_remote\|pin_user_pages_remote\)(...)

@bracketed depends on named exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
expression err;
statement leave;
@@
(
 down_read(&m->mmap_sem);
|
 mmap_read_lock(m);
|
 if (\(down_read_killable(&m->mmap_sem)\|mmap_read_lock_killable(m)\)) leave
|
 err = \(down_read_killable(&m->mmap_sem)\|mmap_read_lock_killable(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn(...)

// ---------------------------------------------------------------------------
// Flags that a retry would refuse, or that cannot be seen (bare use only)
// ---------------------------------------------------------------------------

// What is found is soon reduced to what is left, as in gup_unlocked.cocci: of
// the calls, in names_its_flags, has_a_variant and can_change; of the locks, from
// holds_calls to sound.

// ---------------------------------------------------------------------------
// Flags that a retry would refuse, or that cannot be seen (bare use only)
// ---------------------------------------------------------------------------

// Names, or a local of this function that is only ever given names ...
@names_given depends on bracketed && !audited@
constant A =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
constant B =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
expression cond;
identifier v;
assignment operator op;
type T;
position q;
@@
(
 T v@q = A;
|
 T v@q = A | B;
|
 T v@q = cond ? A : B;
|
 T v@q = (cond ? A : B);
|
 v@q op A
|
 v@q op A | B
|
 v@q op cond ? A : B
|
 v@q op (cond ? A : B)
)

@flags_from_elsewhere depends on bracketed && !audited exists@
constant A =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
expression e, a1, a2, a3, a4, a5, a6, a7, a8;
identifier v;
assignment operator op;
type T;
position p, q != names_given.q;
@@
(
 T v@q = e;
|
 v@q op e
|
 &v
|
 v++
|
 v--
)
 ... when any
(
 \(get_user_pages@p\|pin_user_pages@p\)(a1, a2, \(v\|v | A\|A | v\), a4)
|
 \(get_user_pages@p\|pin_user_pages@p\)(a1, a2, \(v\|v | A\|A | v\), a4, a5)
|
 get_user_pages@p(a1, a2, a3, a4, \(v\|v | A\|A | v\), a6, a7)
|
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(a1, a2, a3, \(v\|v | A\|A | v\), a5, a6)
|
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(a1, a2, a3, \(v\|v | A\|A | v\), a5, a6, a7)
|
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(a1, a2, a3, a4, \(v\|v | A\|A | v\), a6, a7, a8)
)

@names_3rd depends on bracketed && !audited@
identifier fn =~ "^(get|pin)_user_pages$";
constant A =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
constant B =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
constant C =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
expression a1, a2, cond;
position p;
@@
(
 fn@p(a1, a2, A, ...)
|
 fn@p(a1, a2, A | B, ...)
|
 fn@p(a1, a2, A | B | C, ...)
|
 fn@p(a1, a2, cond ? A : B, ...)
|
 fn@p(a1, a2, (cond ? A : B), ...)
|
 fn@p(a1, a2, A | (cond ? B : C), ...)
|
 fn@p(a1, a2, (cond ? B : C) | A, ...)
)

@names_4th depends on bracketed && !audited@
identifier fn =~ "^(get|pin)_user_pages_remote$";
constant A =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
constant B =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
constant C =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
expression a1, a2, a3, cond;
position p;
@@
(
 fn@p(a1, a2, a3, A, ...)
|
 fn@p(a1, a2, a3, A | B, ...)
|
 fn@p(a1, a2, a3, A | B | C, ...)
|
 fn@p(a1, a2, a3, cond ? A : B, ...)
|
 fn@p(a1, a2, a3, (cond ? A : B), ...)
|
 fn@p(a1, a2, a3, A | (cond ? B : C), ...)
|
 fn@p(a1, a2, a3, (cond ? B : C) | A, ...)
)

@names_5th depends on bracketed && !audited@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
constant A =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
constant B =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
constant C =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
expression a1, a2, a3, a4, cond;
position p;
@@
(
 fn@p(a1, a2, a3, a4, A, ...)
|
 fn@p(a1, a2, a3, a4, A | B, ...)
|
 fn@p(a1, a2, a3, a4, A | B | C, ...)
|
 fn@p(a1, a2, a3, a4, cond ? A : B, ...)
|
 fn@p(a1, a2, a3, a4, (cond ? A : B), ...)
|
 fn@p(a1, a2, a3, a4, A | (cond ? B : C), ...)
|
 fn@p(a1, a2, a3, a4, (cond ? B : C) | A, ...)
)

@local_3rd depends on bracketed && !audited exists@
identifier fn =~ "^(get|pin)_user_pages$";
constant A =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
expression a1, a2;
identifier v;
type T;
position p;
@@
\(T v;\|T v = ...;\)
 ... when any
 fn@p(a1, a2, \(v\|v | A\|A | v\), ...)

@local_4th depends on bracketed && !audited exists@
identifier fn =~ "^(get|pin)_user_pages_remote$";
constant A =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
expression a1, a2, a3;
identifier v;
type T;
position p;
@@
\(T v;\|T v = ...;\)
 ... when any
 fn@p(a1, a2, a3, \(v\|v | A\|A | v\), ...)

@local_5th depends on bracketed && !audited exists@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
constant A =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
expression a1, a2, a3, a4;
identifier v;
type T;
position p;
@@
\(T v;\|T v = ...;\)
 ... when any
 fn@p(a1, a2, a3, a4, \(v\|v | A\|A | v\), ...)

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

// (where the arguments could be those of two signatures, names are wanted in the
// place that tells them apart)
@names_elsewhere depends on bracketed && !audited@
identifier fn =~ "^(get|pin)_user_pages_remote$";
expression a1, a2, a3, a4, a5, a6, a7;
position p != {names_4th.p, local_4th.p};
@@
 fn@p(a1, a2, a3, a4, a5, a6, a7)

@names_elsewhere_yet depends on bracketed && !audited@
identifier fn =~ "^(get|pin)_user_pages_remote$";
expression a1, a2, a3, a4, a5, a6, a7, a8;
position p != {names_5th.p, local_5th.p};
@@
 fn@p(a1, a2, a3, a4, a5, a6, a7, a8)

@flags_unseen depends on bracketed && !audited@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {names_3rd.p, names_4th.p, names_5th.p, local_3rd.p, local_4th.p, local_5th.p, has_no_flags.p};
@@
 fn@p(...)

@names_its_flags depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {flags_unseen.p, flags_from_elsewhere.p, names_elsewhere.p, names_elsewhere_yet.p};
@@
 fn@p(...)

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
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {takes_longterm.p, takes_longterm_and_vmas.p};
@@
 fn@p(..., <+...FOLL_LONGTERM...+>, ...)

@longterm_local depends on bracketed && !audited exists@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
identifier v;
assignment operator op;
type T;
position p != {takes_longterm.p, takes_longterm_and_vmas.p};
@@
\(T v = <+...FOLL_LONGTERM...+>;\|v op <+...FOLL_LONGTERM...+>\)
 ... when any
 fn@p(..., <+...v...+>, ...)

// ---------------------------------------------------------------------------
// The calls that have a form with &locked to take their place
// ---------------------------------------------------------------------------

@get_stays depends on bracketed && audited && !get_locked@
position p;
@@
 get_user_pages@p(...)

@pin_stays depends on bracketed && !pin_locked@
position p;
@@
 pin_user_pages@p(...)

// get_user_pages_locked() went before vmas did
@get_unknown depends on bracketed && !audited && !get_locked@
expression a1, a2, f, pages, vmas;
position p;
@@
 get_user_pages@p(a1, a2, f, pages, vmas)

@no_pages depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages$";
expression a1, a2, a3, a4, a5, a6, vmas;
position p;
@@
(
 fn@p(a1, a2, a3, \(NULL\|0\), vmas)
|
 fn@p(a1, a2, a3, a4, \(NULL\|0\), vmas)
|
 fn@p(a1, a2, a3, a4, a5, \(NULL\|0\), vmas)
|
 fn@p(a1, a2, a3, a4, a5, a6, \(NULL\|0\), vmas)
)

@no_pages_remote depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages_remote$";
expression a1, a2, a3, a4, a5, vmas, lk;
position p;
@@
(
 fn@p(a1, a2, a3, a4, \(NULL\|0\), lk)
|
 fn@p(a1, a2, a3, a4, \(NULL\|0\), vmas, lk)
|
 fn@p(a1, a2, a3, a4, a5, \(NULL\|0\), vmas, lk)
)

@has_a_variant depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position q != {longterm.p, longterm_local.p, get_stays.p, pin_stays.p, get_unknown.p, no_pages.p, no_pages_remote.p};
position names_its_flags.p;
@@
 fn@p@q(...)

@tsk_mm_write_force depends on bracketed && (plain_tsk_mm_write_force || !audited)@
expression tsk, owner, start, nr, w, f, pages;
position has_a_variant.q, p;
@@
 get_user_pages@q@p(tsk, owner, start, nr, w, f, pages, \(NULL\|0\))

@tsk_mm_flags depends on bracketed && (plain_tsk_mm_flags || !audited)@
expression tsk, owner, start, nr, f, pages;
position has_a_variant.q, p;
@@
 get_user_pages@q@p(tsk, owner, start, nr, f, pages, \(NULL\|0\))

@write_force depends on bracketed && (plain_write_force || !audited)@
expression start, nr, w, f, pages;
position has_a_variant.q, p;
@@
 get_user_pages@q@p(start, nr, w, f, pages, \(NULL\|0\))

@flags_vmas depends on bracketed && (plain_flags_vmas || !audited)@
identifier fn =~ "^(get|pin)_user_pages$";
expression start, nr, f, pages;
position has_a_variant.q, p;
@@
 fn@q@p(start, nr, f, pages, \(NULL\|0\))

@flags_locked depends on bracketed && (remote_flags_locked || !audited)@
identifier fn =~ "^(get|pin)_user_pages_remote$";
expression owner, start, nr, f, pages;
position has_a_variant.q, p;
@@
 fn@q@p(owner, start, nr, f, pages, \(NULL\|0\))

// Seven arguments may also be (tsk, mm, start, nr, flags, pages, vmas), and
// eight (tsk, mm, start, nr, write, force, pages, vmas)
@flags_vmas_locked depends on bracketed && (remote_flags_vmas_locked || (!audited && !remote_tsk_flags))@
identifier fn =~ "^(get|pin)_user_pages_remote$";
expression owner, start, nr, f, pages;
position has_a_variant.q, p;
@@
 fn@q@p(owner, start, nr, f, pages, \(NULL\|0\), \(NULL\|0\))

@tsk_flags_locked depends on bracketed && remote_tsk_flags_locked@
identifier fn =~ "^(get|pin)_user_pages_remote$";
expression tsk, owner, start, nr, f, pages;
position has_a_variant.q, p;
@@
 fn@q@p(tsk, owner, start, nr, f, pages, \(NULL\|0\), \(NULL\|0\))

@tsk_flags_locked_typed depends on bracketed && !audited && !remote_tsk_write_force@
identifier fn =~ "^(get|pin)_user_pages_remote$";
expression tsk, owner, start, nr, f;
struct page **pages;
struct page *page;
position has_a_variant.q, p;
@@
 fn@q@p(tsk, owner, start, nr, f, \(pages\|&page\), \(NULL\|0\), \(NULL\|0\))

@stays depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {tsk_mm_write_force.p, tsk_mm_flags.p, write_force.p, flags_vmas.p, flags_locked.p,
	       flags_vmas_locked.p, tsk_flags_locked.p, tsk_flags_locked_typed.p};
@@
 fn@p(...)

// ---------------------------------------------------------------------------
// The bracket: one lock for read, released once on every path. Each rule finds
// a reason why an acquisition (pl) or a release (p) must stay.
// ---------------------------------------------------------------------------

// (nor may it be reached without the lock)
@called_without_lock depends on bracketed exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
identifier f;
position p;
@@
 f(...) {
 ... when != \(down_read(&m->mmap_sem)\|mmap_read_lock(m)\|down_read_killable(&m->mmap_sem)\|mmap_read_lock_killable(m)\)
     when any
 fn@p(...)
 ... when any
 }

@can_change depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {stays.p, called_without_lock.p};
@@
 fn@p(...)

// ---------------------------------------------------------------------------
// The bracket: one lock for read, released once on every path. Each rule finds
// a reason why an acquisition (pl) or a release (p) must stay.
// ---------------------------------------------------------------------------

@holds_a_call_that_stays depends on bracketed exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position pl, q != can_change.p;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn@q(...)

@holds_calls depends on bracketed exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position pl != holds_a_call_that_stays.pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn(...)

// A release that can be reached without the lock ...
@without_lock depends on bracketed exists@
expression m;
identifier f;
position p;
@@
 f(...) {
 ... when != \(down_read(&m->mmap_sem)\|mmap_read_lock(m)\|down_read_killable(&m->mmap_sem)\|mmap_read_lock_killable(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)
 ... when any
 }

// ... or a second time ...
@released_before depends on bracketed exists@
expression m;
position p;
@@
\(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
 ... when != \(down_read(&m->mmap_sem)\|mmap_read_lock(m)\|down_read_killable(&m->mmap_sem)\|mmap_read_lock_killable(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

// ... or with a lock of another kind ...
@of_another_kind depends on bracketed exists@
expression m;
position p;
@@
(
 down_read_trylock(&m->mmap_sem)
|
 down_write(&m->mmap_sem)
|
 down_write_killable(&m->mmap_sem)
|
 down_write_trylock(&m->mmap_sem)
|
 downgrade_write(&m->mmap_sem)
|
 mmap_read_trylock(m)
|
 mmap_write_lock(m)
|
 mmap_write_lock_killable(m)
|
 mmap_write_lock_nested(m, ...)
|
 mmap_write_trylock(m)
|
 mmap_write_downgrade(m)
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

// ... or that, made conditional where it is the only statement of a branch, would
// take the else of another if
@only_statement depends on bracketed@
expression m, c;
statement S;
position p;
@@
(
 if (c) \(down_read@p(&m->mmap_sem);\|mmap_read_lock@p(m);\|up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\) else S
|
 if (c) S else \(down_read@p(&m->mmap_sem);\|mmap_read_lock@p(m);\|up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)
|
 if (c) \(down_read@p(&m->mmap_sem);\|mmap_read_lock@p(m);\|up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)
|
 while (c) \(down_read@p(&m->mmap_sem);\|mmap_read_lock@p(m);\|up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)
)

@can_be_asked_first depends on bracketed@
expression m;
position p != {without_lock.p, released_before.p, of_another_kind.p, only_statement.p};
@@
\(down_read@p(&m->mmap_sem);\|mmap_read_lock@p(m);\|up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@ends_in_one_that_cannot depends on bracketed exists@
expression m;
position pl, p != can_be_asked_first.p;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@is_only_statement depends on bracketed@
expression m;
position pl != can_be_asked_first.p;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)

@is_released depends on bracketed@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position l != {ends_in_one_that_cannot.pl, is_only_statement.pl};
position holds_calls.pl;
@@
 lock@pl@l(...)

// The family is made of itself
@implements depends on bracketed exists@
expression m;
identifier f =~ "^_*(get|pin)_user_pages";
position pl;
expression err;
statement leave;
@@
 f(...) {
 ... when any
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when any
 }

@returns_with_it_held depends on bracketed exists@
expression m;
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 \(return ...;\|return;\)

@ends_with_it_held depends on bracketed exists@
expression m;
identifier f;
position pl;
expression err;
statement leave;
@@
 f(...) {
 ... when any
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
 }

// (also in the next round of a loop)
@takes_it_again depends on bracketed exists@
expression m;
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
(
 down_read(&m->mmap_sem)
|
 mmap_read_lock(m)
|
 down_read_trylock(&m->mmap_sem)
|
 down_write(&m->mmap_sem)
|
 down_write_killable(&m->mmap_sem)
|
 down_write_trylock(&m->mmap_sem)
|
 downgrade_write(&m->mmap_sem)
|
 mmap_read_trylock(m)
|
 mmap_write_lock(m)
|
 mmap_write_lock_killable(m)
|
 mmap_write_lock_nested(m, ...)
|
 mmap_write_trylock(m)
|
 mmap_write_downgrade(m)
)

@is_a_bracket depends on bracketed@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position pl != {implements.pl, returns_with_it_held.pl, ends_with_it_held.pl, takes_it_again.pl};
position is_released.l;
@@
 lock@l@pl(...)

// A killable acquisition whose failure does not leave
@leaves_when_killed depends on bracketed@
expression m, r;
identifier l;
position p;
@@
(
 if (\(down_read_killable@p(&m->mmap_sem)\|mmap_read_lock_killable@p(m)\)) \(return ...;\|return;\|goto l;\|break;\|continue;\)
|
 if (\(down_read_killable@p(&m->mmap_sem)\|mmap_read_lock_killable@p(m)\)) { ... return ...; }
|
 if (\(down_read_killable@p(&m->mmap_sem)\|mmap_read_lock_killable@p(m)\)) { ... return; }
|
 if (\(down_read_killable@p(&m->mmap_sem)\|mmap_read_lock_killable@p(m)\)) { ... goto l; }
|
 r = \(down_read_killable@p(&m->mmap_sem)\|mmap_read_lock_killable@p(m)\);
 if (r) \(return ...;\|return;\|goto l;\|break;\|continue;\)
|
 r = \(down_read_killable@p(&m->mmap_sem)\|mmap_read_lock_killable@p(m)\);
 if (r) { ... return ...; }
|
 r = \(down_read_killable@p(&m->mmap_sem)\|mmap_read_lock_killable@p(m)\);
 if (r) { ... goto l; }
)

@goes_on_when_killed depends on bracketed@
expression m;
position pl != leaves_when_killed.p;
@@
\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)

// *locked must be 1 when the call begins
@calls_twice depends on bracketed exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$", gn =~ "^(get|pin)_user_pages(_remote)?$";
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn(...)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 gn(...)

// ---------------------------------------------------------------------------
// Bare use only: what else happens under the lock, and whose lock it is
// ---------------------------------------------------------------------------

@calls_once depends on bracketed@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position l != {goes_on_when_killed.pl, calls_twice.pl};
position is_a_bracket.pl;
@@
 lock@pl@l(...)

// ---------------------------------------------------------------------------
// Bare use only: what else happens under the lock, and whose lock it is
// ---------------------------------------------------------------------------

// Known to be harmless, in this order: allocation, pages, counters, messages,
// arithmetic, lists and memory; and the calls and releases this is about
@calls_the_unknown depends on bracketed && !audited exists@
expression m, e, i;
identifier op;
identifier fn !~ "^(k|kv|v)(malloc|zalloc|calloc|free)(_array)?(_node)?$|^kv?free_sensitive$|^(__)?(get_)?free_pages?$|^(put|get)_page$|^unpin_user_pages?(_dirty_lock)?$|^page_(to_pfn|to_phys|address)$|^(pfn|virt)_to_page$|^sg_(set_page|init_table|next|phys|page|mark_end)$|^atomic(64|_long)?_[a-z0-9_]+$|^(capable|rlimit|mmgrab)$|^(test|set|clear|__set|__clear)_bit$|^(pr|dev|netdev)_(emerg|alert|crit|err|warn|warning|notice|info|debug|dbg)(_ratelimited|_once)?$|^printk(_ratelimited|_once)?$|^(WARN|BUG)(_ON)?(_ONCE)?$|^BUILD_BUG_ON$|^(min|max|clamp)(3|_t|_val)?$|^(un)?likely$|^(ARRAY_SIZE|DIV_ROUND_UP|ALIGN|IS_ALIGNED|PAGE_ALIGN|PAGE_ALIGNED|PFN_UP|PFN_DOWN|PFN_PHYS|BIT|ERR_PTR|PTR_ERR|IS_ERR)$|^round_?(up|down)$|^(offset_in_page|untagged_addr|ilog2|fls|ffs|abs)$|^(struct|array|array3)_size$|^(INIT_LIST_HEAD|list_(add|add_tail|del|del_init|empty|splice)|mem(set|cpy|move)|cond_resched)$|^(find_vma|find_vma_prev|find_vma_intersection|find_exact_vma|vma_lookup|is_vm_hugetlb_page|vma_is_anonymous|vma_kernel_pagesize|vma_pages|access_ok)$|^(get|pin)_user_pages(_remote)?$|^(up_read|mmap_read_unlock)$";
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
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

@looks_up_after depends on bracketed && !audited exists@
expression m, e, i;
identifier op;
identifier gup =~ "^(get|pin)_user_pages(_remote)?$";
identifier fn !~ "^(k|kv|v)(malloc|zalloc|calloc|free)(_array)?(_node)?$|^kv?free_sensitive$|^(__)?(get_)?free_pages?$|^(put|get)_page$|^unpin_user_pages?(_dirty_lock)?$|^page_(to_pfn|to_phys|address)$|^(pfn|virt)_to_page$|^sg_(set_page|init_table|next|phys|page|mark_end)$|^atomic(64|_long)?_[a-z0-9_]+$|^(capable|rlimit|mmgrab)$|^(test|set|clear|__set|__clear)_bit$|^(pr|dev|netdev)_(emerg|alert|crit|err|warn|warning|notice|info|debug|dbg)(_ratelimited|_once)?$|^printk(_ratelimited|_once)?$|^(WARN|BUG)(_ON)?(_ONCE)?$|^BUILD_BUG_ON$|^(min|max|clamp)(3|_t|_val)?$|^(un)?likely$|^(ARRAY_SIZE|DIV_ROUND_UP|ALIGN|IS_ALIGNED|PAGE_ALIGN|PAGE_ALIGNED|PFN_UP|PFN_DOWN|PFN_PHYS|BIT|ERR_PTR|PTR_ERR|IS_ERR)$|^round_?(up|down)$|^(offset_in_page|untagged_addr|ilog2|fls|ffs|abs)$|^(struct|array|array3)_size$|^(INIT_LIST_HEAD|list_(add|add_tail|del|del_init|empty|splice)|mem(set|cpy|move)|cond_resched)$|^(get|pin)_user_pages(_remote)?$|^(up_read|mmap_read_unlock)$";
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 gup(...)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
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
identifier fn =~ "^atomic";
identifier fld = pinned_vm;
expression m;
position p;
@@
 fn(..., &m->fld@p, ...)

@looks_at_mm_or_vma depends on bracketed && !audited exists@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
expression m, e;
struct vm_area_struct *vma;
struct mm_struct *other;
identifier fld !~ "^mmap_(sem|lock)$", vm =~ "^vm_";
position pl, p != atomic_counter.p;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn(...)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
(
 m->fld@p
|
 other->fld@p
|
 vma->fld
|
 e->vm
|
 m = e
|
 m++
|
 &m
)

@runs_a_macro depends on bracketed && !audited exists@
expression m;
identifier macro;
iterator each;
statement S;
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
(
 macro;
|
 each(...) S
)

@changes_mm depends on bracketed && !audited exists@
expression m, e;
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(m = e\|m++\|m--\)

@needs_it_no_more depends on bracketed@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position pl != {calls_the_unknown.pl, looks_up_after.pl, looks_at_mm_or_vma.pl, runs_a_macro.pl, changes_mm.pl};
position calls_once.l;
@@
 lock@l@pl(...)

// What makes a bracket that gup_unlocked.cocci could not have removed
@needed_before depends on bracketed && !audited exists@
expression m, e;
struct vm_area_struct *vma;
identifier vm =~ "^vm_";
identifier lookup =~ "^(find_vma|find_vma_prev|find_vma_intersection|find_exact_vma|vma_lookup|is_vm_hugetlb_page|vma_is_anonymous|vma_kernel_pagesize|vma_pages)$";
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(lookup(...)\|vma->vm\|e->vm\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn(...)

@killable depends on bracketed && !audited@
expression m;
position pl;
@@
\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)

@remote depends on bracketed && !audited@
identifier fn =~ "^(get|pin)_user_pages_remote$";
position p;
@@
 fn@p(...)

@better_unlocked depends on bracketed && !audited exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position pl != {needed_before.pl, killable.pl}, p != remote.p;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn@p(...)

// The one declaration serves one call
@comes_round_again depends on bracketed && !audited exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn(...)
 ... when any
\(down_read(&m->mmap_sem)\|mmap_read_lock(m)\|down_read_killable(&m->mmap_sem)\|mmap_read_lock_killable(m)\)

@comes_to_another depends on bracketed && !audited exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$", gn =~ "^(get|pin)_user_pages(_remote)?$";
position pl;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn(...)
 ... when any
 gn(...)

@serves_one_call depends on bracketed@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position l != {better_unlocked.pl, comes_round_again.pl, comes_to_another.pl};
position needs_it_no_more.pl;
@@
 lock@pl@l(...)

// get_user_pages() without an mm means current->mm: the lock must be of that,
// or of a local that never was anything else
@given_current depends on bracketed && !audited@
symbol current, mm;
identifier m;
position q;
@@
\(struct mm_struct *m@q = current->mm;\|m@q = current->mm\)

@lock_of_another depends on bracketed && !audited exists@
identifier m;
expression e;
position pl, q != given_current.q;
expression err;
statement leave;
@@
 struct mm_struct *m@q = e;
 ... when any
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)

@lock_of_another_since depends on bracketed && !audited exists@
struct mm_struct *m;
expression e;
position pl, q != given_current.q;
expression err;
statement leave;
@@
\(m@q = e\|&m\)
 ... when any
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)

@lock_of_alias depends on bracketed && !audited exists@
symbol current, mm;
identifier m;
position pl != {lock_of_another.pl, lock_of_another_since.pl};
expression err;
statement leave;
@@
 struct mm_struct *m = current->mm;
 ... when any
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)

@lock_of_alias_since depends on bracketed && !audited exists@
symbol current, mm;
identifier m;
position pl != {lock_of_another.pl, lock_of_another_since.pl};
expression err;
statement leave;
@@
 struct mm_struct *m;
 ... when any
 m = current->mm
 ... when any
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)

@lock_of_current depends on bracketed && !audited@
symbol current, mm;
position pl;
@@
\(down_read@pl(&current->mm->mmap_sem)\|mmap_read_lock@pl(current->mm)\|down_read_killable@pl(&current->mm->mmap_sem)\|mmap_read_lock_killable@pl(current->mm)\)

@lock_of_any depends on bracketed && !audited@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position pl != {lock_of_current.pl, lock_of_alias.pl, lock_of_alias_since.pl};
@@
 lock@pl(...)

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
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != takes_an_mm.p, l;
position lock_of_any.pl;
expression err;
statement leave;
@@
(
 down_read@pl@l(&m->mmap_sem);
|
 mmap_read_lock@pl@l(m);
|
 if (\(down_read_killable@pl@l(&m->mmap_sem)\|mmap_read_lock_killable@pl@l(m)\)) leave
|
 err = \(down_read_killable@pl@l(&m->mmap_sem)\|mmap_read_lock_killable@pl@l(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn@p(...)

@takes_the_same_mm depends on bracketed && !audited exists@
expression m, tsk;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p;
@@
\(down_read(&m->mmap_sem)\|mmap_read_lock(m)\|down_read_killable(&m->mmap_sem)\|mmap_read_lock_killable(m)\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(fn@p(tsk, m, ...)\|fn@p(m, ...)\)

@for_another_than_named depends on bracketed && !audited exists@
expression m;
expression a1, a2, a3, a4, a5, a6, a7, a8;
position pl, p != takes_the_same_mm.p;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
(
 \(get_user_pages_remote@p\|pin_user_pages_remote@p\)(...)
|
 get_user_pages@p(a1, a2, a3, a4, a5, a6, a7)
|
 get_user_pages@p(a1, a2, a3, a4, a5, a6, a7, a8)
)

@locks_the_right_mm depends on bracketed@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position pl != {for_another_than_current.l, for_another_than_named.pl};
position serves_one_call.l;
@@
 lock@l@pl(...)

// Nor does it serve where the function has the name already, or where a
// conditional of the preprocessor may take its only user away
@initialize:python depends on !audited@
@@
import re
hidden = set()
word = re.compile(r"\blocked\b|^\s*#", re.MULTILINE)

def place(pl):
    return pl[0].file, pl[0].line, pl[0].column

@span depends on bracketed && !audited@
expression m;
position pl;
@@
\(down_read@pl(&m->mmap_sem)\|mmap_read_lock@pl(m)\|down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)

@script:python depends on !audited@
pl << span.pl;
@@
with open(pl[0].file, errors="replace") as f:
    function = list(f)[int(pl[0].current_element_line) - 1:int(pl[0].current_element_line_end)]
if word.search("".join(function)):
    cocci.include_match(False)

@name_taken depends on bracketed && !audited@
expression m;
position pl != span.pl;
@@
\(down_read@pl(&m->mmap_sem)\|mmap_read_lock@pl(m)\|down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)

// ---------------------------------------------------------------------------
// What is left is sound, unless it shares a release with a lock that stays: then
// it stays too, and so may its neighbour. Asked three times.
// ---------------------------------------------------------------------------

// ---------------------------------------------------------------------------
// What is left is sound, unless it shares a release with a lock that stays: then
// it stays too, and so may its neighbour. Asked three times.
// ---------------------------------------------------------------------------

@sound depends on bracketed@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position l != {name_taken.pl};
position locks_the_right_mm.pl;
@@
 lock@pl@l(...)

@shared2 depends on bracketed exists@
expression m;
position pl != sound.l, p;
expression err;
statement leave;
@@
(
 down_read@pl(&m->mmap_sem);
|
 mmap_read_lock@pl(m);
|
 if (\(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\)) leave
|
 err = \(down_read_killable@pl(&m->mmap_sem)\|mmap_read_lock_killable@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@unshared2 depends on bracketed@
expression m;
position p != shared2.p;
@@
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@shares2 depends on bracketed exists@
expression m;
position p != unshared2.p, pl;
position sound.l;
expression err;
statement leave;
@@
(
 down_read@l@pl(&m->mmap_sem);
|
 mmap_read_lock@l@pl(m);
|
 if (\(down_read_killable@l@pl(&m->mmap_sem)\|mmap_read_lock_killable@l@pl(m)\)) leave
|
 err = \(down_read_killable@l@pl(&m->mmap_sem)\|mmap_read_lock_killable@l@pl(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@sound2 depends on bracketed@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position pl != {shares2.pl};
position sound.l;
@@
 lock@l@pl(...)

@shared3 depends on bracketed exists@
expression m;
position l != sound2.pl, p;
expression err;
statement leave;
@@
(
 down_read@l(&m->mmap_sem);
|
 mmap_read_lock@l(m);
|
 if (\(down_read_killable@l(&m->mmap_sem)\|mmap_read_lock_killable@l(m)\)) leave
|
 err = \(down_read_killable@l(&m->mmap_sem)\|mmap_read_lock_killable@l(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@unshared3 depends on bracketed@
expression m;
position p != shared3.p;
@@
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@shares3 depends on bracketed exists@
expression m;
position p != unshared3.p, l;
position sound2.pl;
expression err;
statement leave;
@@
(
 down_read@pl@l(&m->mmap_sem);
|
 mmap_read_lock@pl@l(m);
|
 if (\(down_read_killable@pl@l(&m->mmap_sem)\|mmap_read_lock_killable@pl@l(m)\)) leave
|
 err = \(down_read_killable@pl@l(&m->mmap_sem)\|mmap_read_lock_killable@pl@l(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@sound3 depends on bracketed@
identifier lock =~ "^(down_read|mmap_read_lock)(_killable)?$";
position l != {shares3.l};
position sound2.pl;
@@
 lock@pl@l(...)

@call depends on bracketed exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position sound3.l;
position p;
expression err;
statement leave;
@@
(
 down_read@l(&m->mmap_sem);
|
 mmap_read_lock@l(m);
|
 if (\(down_read_killable@l(&m->mmap_sem)\|mmap_read_lock_killable@l(m)\)) leave
|
 err = \(down_read_killable@l(&m->mmap_sem)\|mmap_read_lock_killable@l(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn@p(...)

@release depends on bracketed exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position sound3.l;
position p;
expression err;
statement leave;
@@
(
 down_read@l(&m->mmap_sem);
|
 mmap_read_lock@l(m);
|
 if (\(down_read_killable@l(&m->mmap_sem)\|mmap_read_lock_killable@l(m)\)) leave
|
 err = \(down_read_killable@l(&m->mmap_sem)\|mmap_read_lock_killable@l(m)\);
 if (err) leave
)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn(...)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@stays_as_it_is depends on bracketed@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {call.p, release.p};
@@
\(fn@p(...)\|up_read@p(&m->mmap_sem)\|mmap_read_unlock@p(m)\)

// ---------------------------------------------------------------------------
// Modes
// ---------------------------------------------------------------------------

@changed depends on bracketed && patch && call@
symbol gupsweep_locked;
expression m, tsk, owner, start, nr, w, f, pages, vmas;
position p != stays_as_it_is.p;
@@
(
- up_read@p(&m->mmap_sem);
+ if (gupsweep_locked)
+	up_read(&m->mmap_sem);
|
- mmap_read_unlock@p(m);
+ if (gupsweep_locked)
+	mmap_read_unlock(m);
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
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position call.p;
@@
* fn@p
  (...)

@script:python depends on org@
p << call.p;
fn << call.fn;
@@
cocci.print_main("WARNING opportunity for &locked in " + fn, p)

@script:python depends on report@
p << call.p;
fn << call.fn;
@@
coccilib.report.print_report(p[0], "WARNING opportunity for &locked in " + fn)
