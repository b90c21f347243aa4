// SPDX-License-Identifier: GPL-2.0-only
/// Find get_user_pages() and its kin under a bracket of mmap_lock (once
/// mmap_sem) that serves nothing else, and let the _unlocked variant take the
/// lock itself, so that the fault handler may drop it while it waits for I/O.
///
//# Bare use (without -D audited) rewrites only what one function proves, and
//# misses much: the lock's mm must be current->mm, or a local that was only
//# ever given that, or the very expression passed as mm; under the lock only
//# the calls listed in calls_the_unknown may run; flags must be FOLL_ names or
//# a local given nothing else; no preprocessor conditional may stand in the
//# bracket, and lock and release must name the mm alike.
//# False positives: a macro without parentheses that hides a return; a call of
//# the list that the file redefines; a kernel that lacks the variant
//# (get_user_pages_unlocked came with 4.0), which the compiler will tell.
//
// Confidence: High
// Copyright: (C) 2026 the gupsweep developers
// URL: https://docs.kernel.org/core-api/pin_user_pages.html
// URL: https://coccinelle.gitlabpages.inria.fr/website
// Options: --no-includes --include-headers
// Comments: Modes patch, context, org and report name the same calls. The
// Comments: signature follows from the number of arguments; say -D pin_unlocked
// Comments: where pin_user_pages(), with vmas, has an _unlocked twin, and
// Comments: -D pin_longterm where that accepts FOLL_LONGTERM. -D audited is for
// Comments: gupsweep, which has a second judge. Run this before gup_locked.cocci.
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
@@
\(down_read(&m->mmap_sem)\|mmap_read_lock(m)\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn(...)

// spatch tries each combination of the places that rules have found and a later
// one still asks for. So what is found is soon reduced to what is left: of the
// calls, in names_its_flags, has_a_variant and can_change; of the locks, from
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
expression e, a1, a2, a3, a4, a5, a6, a7;
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
 get_user_pages_remote@p(a1, a2, a3, a4, \(v\|v | A\|A | v\), a6, a7)
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

@names_5th depends on bracketed && !audited@
identifier fn =~ "^get_user_pages(_remote)?$";
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

@names_in_a_local depends on bracketed && !audited exists@
constant A =~ "^(0|FOLL_(WRITE|FORCE|TOUCH|DUMP|LONGTERM))$";
expression a1, a2, a3, a4;
identifier v;
type T;
position p;
@@
\(T v;\|T v = ...;\)
 ... when any
(
 \(get_user_pages@p\|pin_user_pages@p\)(a1, a2, \(v\|v | A\|A | v\), ...)
|
 \(get_user_pages@p\|get_user_pages_remote@p\)(a1, a2, a3, a4, \(v\|v | A\|A | v\), ...)
)

// ... or write and force, as it was once
@has_no_flags depends on bracketed && !audited@
expression a1, a2, a3, a4, a5, a6, a7, a8;
position p;
@@
(
 get_user_pages@p(a1, a2, a3, a4, a5, a6)
|
 get_user_pages@p(a1, a2, a3, a4, a5, a6, a7, a8)
|
 get_user_pages_remote@p(a1, a2, a3, a4, a5, a6, a7, a8)
)

@flags_unseen depends on bracketed && !audited@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {names_3rd.p, names_5th.p, names_in_a_local.p, has_no_flags.p};
@@
 fn@p(...)

@names_its_flags depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {flags_unseen.p, flags_from_elsewhere.p};
@@
 fn@p(...)

// FOLL_LONGTERM: get_user_pages_unlocked() refuses it everywhere,
// pin_user_pages_unlocked() in every tree that still has vmas, but the last two
@takes_longterm depends on bracketed && !audited@
expression a1, a2, f, pages;
position p;
@@
 pin_user_pages@p(a1, a2, f, pages)

@takes_longterm_and_vmas depends on bracketed && !audited && pin_longterm@
expression a1, a2, f, pages, vmas;
position p;
@@
 pin_user_pages@p(a1, a2, f, pages, vmas)

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
// The calls that have an _unlocked form to take their place
// ---------------------------------------------------------------------------

@get_stays depends on bracketed && audited && !get_unlocked@
position p;
@@
 get_user_pages@p(...)

@pin_stays depends on bracketed && audited && !pin_unlocked@
position p;
@@
 pin_user_pages@p(...)

// from 5.6 to 5.8 pin_user_pages() had no twin
@pin_unknown depends on bracketed && !audited && !pin_unlocked@
expression a1, a2, f, pages, vmas;
position p;
@@
 pin_user_pages@p(a1, a2, f, pages, vmas)

@no_pages depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
expression a1, a2, a3, a4, a5, a6, vmas;
position p;
@@
(
 fn@p(a1, a2, a3, \(NULL\|0\))
|
 fn@p(a1, a2, a3, \(NULL\|0\), vmas)
|
 fn@p(a1, a2, a3, a4, \(NULL\|0\), vmas)
|
 fn@p(a1, a2, a3, a4, a5, \(NULL\|0\), vmas)
|
 fn@p(a1, a2, a3, a4, a5, a6, \(NULL\|0\), vmas)
)

@has_a_variant depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position q != {longterm.p, longterm_local.p, get_stays.p, pin_stays.p, pin_unknown.p, no_pages.p};
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

@flags depends on bracketed && (plain_flags || !audited)@
identifier fn =~ "^(get|pin)_user_pages$";
expression start, nr, f, pages;
position has_a_variant.q, p;
@@
 fn@q@p(start, nr, f, pages)

// Before 4.10 a foreign mm had __get_user_pages_unlocked(). In bare use the
// type of pages tells these two from later signatures with as many arguments.
@remote_write_force depends on bracketed && audited && remote_tsk_write_force && remote_unlocked@
expression tsk, owner, start, nr, w, f, pages;
position has_a_variant.q, p;
@@
 get_user_pages_remote@q@p(tsk, owner, start, nr, w, f, pages, \(NULL\|0\))

@remote_write_force_typed depends on bracketed && !audited && !remote_tsk_flags_locked@
expression tsk, owner, start, nr, w, f;
struct page **pages;
struct page *page;
position has_a_variant.q, p;
@@
 get_user_pages_remote@q@p(tsk, owner, start, nr, w, f, \(pages\|&page\), \(NULL\|0\))

@remote_flags depends on bracketed && audited && remote_tsk_flags && remote_unlocked@
expression tsk, owner, start, nr, f, pages;
position has_a_variant.q, p;
@@
 get_user_pages_remote@q@p(tsk, owner, start, nr, f, pages, \(NULL\|0\))

@remote_flags_typed depends on bracketed && !audited && !remote_flags_vmas_locked@
expression tsk, owner, start, nr, f;
struct page **pages;
struct page *page;
position has_a_variant.q, p;
@@
 get_user_pages_remote@q@p(tsk, owner, start, nr, f, \(pages\|&page\), \(NULL\|0\))

@stays depends on bracketed@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {tsk_mm_write_force.p, tsk_mm_flags.p, write_force.p, flags_vmas.p, flags.p,
	       remote_write_force.p, remote_write_force_typed.p, remote_flags.p, remote_flags_typed.p};
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
 ... when != \(down_read(&m->mmap_sem)\|mmap_read_lock(m)\)
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
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn@q(...)

@holds_calls depends on bracketed exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position pl != holds_a_call_that_stays.pl;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
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
 ... when != \(down_read(&m->mmap_sem)\|mmap_read_lock(m)\)
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
 ... when != \(down_read(&m->mmap_sem)\|mmap_read_lock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

// ... or with a lock of another kind
@of_another_kind depends on bracketed exists@
expression m;
position p;
@@
(
 down_read_killable(&m->mmap_sem)
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
 mmap_read_lock_killable(m)
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

@releases_it depends on bracketed@
expression m;
position p != {without_lock.p, released_before.p, of_another_kind.p};
@@
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@ends_in_another_release depends on bracketed exists@
expression m;
position pl, r != releases_it.p;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@r(&m->mmap_sem);\|mmap_read_unlock@r(m);\)

@is_released depends on bracketed@
expression m;
position l != ends_in_another_release.pl;
position holds_calls.pl;
@@
\(down_read@pl@l(&m->mmap_sem);\|mmap_read_lock@pl@l(m);\)

// Deleted from where it is the only statement, it would leave an empty branch ...
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
|
 if (c) { \(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\) } else S
|
 if (c) { \(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\) }
)

// ... and from behind the last label of a block, a bare label
@labelled depends on bracketed@
expression m;
identifier l;
@@
 l: \(up_read(&m->mmap_sem);\|mmap_read_unlock(m);\)

@last_of_function depends on labelled@
expression m;
identifier f, l;
position p;
@@
 f(...) {
 ... when any
 l: \(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)
 }

@last_of_block depends on labelled@
expression m;
identifier l;
position p;
@@
 {
 ... when any
 l: \(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)
 }

@deletable depends on bracketed@
expression m;
position p != {only_statement.p, last_of_function.p, last_of_block.p};
@@
\(down_read@p(&m->mmap_sem);\|mmap_read_lock@p(m);\|up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@cannot_be_deleted depends on bracketed@
expression m;
position pl != deletable.p;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)

@ends_in_one_that_cannot depends on bracketed exists@
expression m;
position pl, r != deletable.p;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@r(&m->mmap_sem);\|mmap_read_unlock@r(m);\)

// ---------------------------------------------------------------------------
// Bare use only: what else happens under the lock, and whose lock it is
// ---------------------------------------------------------------------------

@leaves_no_hole depends on bracketed@
expression m;
position pl != {cannot_be_deleted.pl, ends_in_one_that_cannot.pl};
position is_released.l;
@@
\(down_read@l@pl(&m->mmap_sem);\|mmap_read_lock@l@pl(m);\)

// The family is made of itself
@implements depends on bracketed exists@
expression m;
identifier f =~ "^_*(get|pin)_user_pages";
position pl;
@@
 f(...) {
 ... when any
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when any
 }

@returns_with_it_held depends on bracketed exists@
expression m;
position pl;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 \(return ...;\|return;\)

@ends_with_it_held depends on bracketed exists@
expression m;
identifier f;
position pl;
@@
 f(...) {
 ... when any
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
 }

// (also in the next round of a loop)
@takes_it_again depends on bracketed exists@
expression m;
position pl;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
(
 down_read(&m->mmap_sem)
|
 mmap_read_lock(m)
|
 down_read_killable(&m->mmap_sem)
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
 mmap_read_lock_killable(m)
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
expression m;
position l != {implements.pl, returns_with_it_held.pl, ends_with_it_held.pl, takes_it_again.pl};
position leaves_no_hole.pl;
@@
\(down_read@pl@l(&m->mmap_sem);\|mmap_read_lock@pl@l(m);\)

// ---------------------------------------------------------------------------
// Bare use only: what else happens under the lock, and whose lock it is
// ---------------------------------------------------------------------------

// Known to be harmless, in this order: allocation, pages, counters, messages,
// arithmetic, lists and memory; and the calls and releases this is about
@calls_the_unknown depends on bracketed && !audited exists@
expression m, e, i;
identifier op;
identifier fn !~ "^(k|kv|v)(malloc|zalloc|calloc|free)(_array)?(_node)?$|^kv?free_sensitive$|^(__)?(get_)?free_pages?$|^(put|get)_page$|^unpin_user_pages?(_dirty_lock)?$|^page_(to_pfn|to_phys|address)$|^(pfn|virt)_to_page$|^sg_(set_page|init_table|next|phys|page|mark_end)$|^atomic(64|_long)?_[a-z0-9_]+$|^(capable|rlimit|mmgrab)$|^(test|set|clear|__set|__clear)_bit$|^(pr|dev|netdev)_(emerg|alert|crit|err|warn|warning|notice|info|debug|dbg)(_ratelimited|_once)?$|^printk(_ratelimited|_once)?$|^(WARN|BUG)(_ON)?(_ONCE)?$|^BUILD_BUG_ON$|^(min|max|clamp)(3|_t|_val)?$|^(un)?likely$|^(ARRAY_SIZE|DIV_ROUND_UP|ALIGN|IS_ALIGNED|PAGE_ALIGN|PAGE_ALIGNED|PFN_UP|PFN_DOWN|PFN_PHYS|BIT|ERR_PTR|PTR_ERR|IS_ERR)$|^round_?(up|down)$|^(offset_in_page|untagged_addr|ilog2|fls|ffs|abs)$|^(struct|array|array3)_size$|^(INIT_LIST_HEAD|list_(add|add_tail|del|del_init|empty|splice)|mem(set|cpy|move)|cond_resched)$|^(get|pin)_user_pages(_remote)?$|^(up_read|mmap_read_unlock)$";
position pl;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
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
expression m, e;
struct vm_area_struct *vma;
struct mm_struct *other;
identifier fld !~ "^mmap_(sem|lock)$", vm =~ "^vm_";
position pl, p != atomic_counter.p;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
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
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
(
 macro;
|
 each(...) S
)

@serves_the_calls_only depends on bracketed@
expression m;
position pl != {calls_the_unknown.pl, looks_at_mm_or_vma.pl, runs_a_macro.pl};
position is_a_bracket.l;
@@
\(down_read@l@pl(&m->mmap_sem);\|mmap_read_lock@l@pl(m);\)

// A conditional of the preprocessor in the bracket hides half of it from us
@span depends on bracketed && !audited exists@
expression m;
position pl, r;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@r(&m->mmap_sem);\|mmap_read_unlock@r(m);\)

@initialize:python depends on !audited@
@@
hidden = set()

def place(pl):
    return pl[0].file, pl[0].line, pl[0].column

@script:python depends on !audited@
pl << span.pl;
r << span.r;
@@
first, last = sorted((int(pl[0].line), int(r[0].line)))
with open(pl[0].file, errors="replace") as f:
    if any(l.lstrip().startswith("#") for l in list(f)[first - 1:last]):
        hidden.add(place(pl))

@script:python depends on !audited@
pl << span.pl;
@@
if place(pl) in hidden:
    cocci.include_match(False)

@partly_hidden depends on bracketed && !audited@
expression m;
position pl != span.pl;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)

// ---------------------------------------------------------------------------
// What is left is sound, unless it shares a release with a lock that stays: then
// it stays too, and so may its neighbour. Asked three times.
// ---------------------------------------------------------------------------

@seen_whole depends on bracketed@
expression m;
position l != partly_hidden.pl;
position serves_the_calls_only.pl;
@@
\(down_read@pl@l(&m->mmap_sem);\|mmap_read_lock@pl@l(m);\)

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
@@
 struct mm_struct *m@q = e;
 ... when any
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)

@lock_of_another_since depends on bracketed && !audited exists@
struct mm_struct *m;
expression e;
position pl, q != given_current.q;
@@
\(m@q = e\|&m\)
 ... when any
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)

@lock_of_alias depends on bracketed && !audited exists@
symbol current, mm;
identifier m;
position pl != {lock_of_another.pl, lock_of_another_since.pl};
@@
 struct mm_struct *m = current->mm;
 ... when any
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)

@lock_of_alias_since depends on bracketed && !audited exists@
symbol current, mm;
identifier m;
position pl != {lock_of_another.pl, lock_of_another_since.pl};
@@
 struct mm_struct *m;
 ... when any
 m = current->mm
 ... when any
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)

@lock_of_current depends on bracketed && !audited@
symbol current, mm;
position pl;
@@
\(down_read@pl(&current->mm->mmap_sem);\|mmap_read_lock@pl(current->mm);\)

@lock_of_any depends on bracketed && !audited@
expression m;
position pl != {lock_of_current.pl, lock_of_alias.pl, lock_of_alias_since.pl};
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)

@takes_an_mm depends on bracketed && !audited@
expression a1, a2, a3, a4, a5, a6, a7, a8;
position p;
@@
(
 get_user_pages_remote@p(...)
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
@@
\(down_read@pl@l(&m->mmap_sem);\|mmap_read_lock@pl@l(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn@p(...)

@takes_the_same_mm depends on bracketed && !audited exists@
expression m, tsk;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p;
@@
\(down_read(&m->mmap_sem)\|mmap_read_lock(m)\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
 fn@p(tsk, m, ...)

@for_another_than_named depends on bracketed && !audited exists@
expression m;
expression a1, a2, a3, a4, a5, a6, a7, a8;
position pl, p != takes_the_same_mm.p;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
(
 get_user_pages_remote@p(...)
|
 get_user_pages@p(a1, a2, a3, a4, a5, a6, a7)
|
 get_user_pages@p(a1, a2, a3, a4, a5, a6, a7, a8)
)

// ---------------------------------------------------------------------------
// What is left is sound, unless it shares a release with a lock that stays: then
// it stays too, and so may its neighbour. Asked three times.
// ---------------------------------------------------------------------------

@sound depends on bracketed@
expression m;
position pl != {for_another_than_current.l, for_another_than_named.pl};
position seen_whole.l;
@@
\(down_read@l@pl(&m->mmap_sem);\|mmap_read_lock@l@pl(m);\)

@shared2 depends on bracketed exists@
expression m;
position l != sound.pl, p;
@@
\(down_read@l(&m->mmap_sem);\|mmap_read_lock@l(m);\)
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
position p != unshared2.p, l;
position sound.pl;
@@
\(down_read@pl@l(&m->mmap_sem);\|mmap_read_lock@pl@l(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@sound2 depends on bracketed@
expression m;
position l != shares2.l;
position sound.pl;
@@
\(down_read@pl@l(&m->mmap_sem);\|mmap_read_lock@pl@l(m);\)

@shared3 depends on bracketed exists@
expression m;
position pl != sound2.l, p;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
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
position p != unshared3.p, pl;
position sound2.l;
@@
\(down_read@l@pl(&m->mmap_sem);\|mmap_read_lock@l@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)

@sound3 depends on bracketed@
expression m;
position pl != shares3.pl;
position sound2.l;
@@
\(down_read@l@pl(&m->mmap_sem);\|mmap_read_lock@l@pl(m);\)

@part depends on bracketed exists@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position sound3.pl;
position p;
@@
\(down_read@pl(&m->mmap_sem);\|mmap_read_lock@pl(m);\)
 ... when != \(up_read(&m->mmap_sem)\|mmap_read_unlock(m)\)
     when any
\(fn@p(...)\|up_read@p(&m->mmap_sem)\|mmap_read_unlock@p(m)\)

@stays_as_it_is depends on bracketed@
expression m;
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != {sound3.pl, part.p};
@@
\(down_read@p(&m->mmap_sem)\|mmap_read_lock@p(m)\|fn@p(...)\|up_read@p(&m->mmap_sem)\|mmap_read_unlock@p(m)\)

// ---------------------------------------------------------------------------
// Modes
// ---------------------------------------------------------------------------

@changed depends on part && patch@
expression m, tsk, owner, start, nr, w, f, pages;
position p != stays_as_it_is.p;
@@
(
- \(down_read@p(&m->mmap_sem);\|mmap_read_lock@p(m);\)
|
- \(up_read@p(&m->mmap_sem);\|mmap_read_unlock@p(m);\)
|
- get_user_pages@p
+ get_user_pages_unlocked
  (tsk, owner, start, nr, w, f, pages
-  , \(NULL\|0\)
  )
|
- get_user_pages@p
+ get_user_pages_unlocked
  (tsk, owner, start, nr,
-  f, pages, \(NULL\|0\)
+  pages, f
  )
|
- get_user_pages@p
+ get_user_pages_unlocked
  (start, nr, w, f, pages
-  , \(NULL\|0\)
  )
|
- get_user_pages@p
+ get_user_pages_unlocked
  (start, nr,
-  f, pages, \(NULL\|0\)
+  pages, f
  )
|
- pin_user_pages@p
+ pin_user_pages_unlocked
  (start, nr,
-  f, pages, \(NULL\|0\)
+  pages, f
  )
|
- get_user_pages@p
+ get_user_pages_unlocked
  (start, nr,
-  f, pages
+  pages, f
  )
|
- pin_user_pages@p
+ pin_user_pages_unlocked
  (start, nr,
-  f, pages
+  pages, f
  )
|
- get_user_pages_remote@p
+ __get_user_pages_unlocked
  (tsk, owner, start, nr, w, f, pages,
-  \(NULL\|0\)
+  FOLL_TOUCH | FOLL_REMOTE
  )
|
- get_user_pages_remote@p
+ __get_user_pages_unlocked
  (tsk, owner, start, nr,
-  f, pages, \(NULL\|0\)
+  pages, f | FOLL_TOUCH | FOLL_REMOTE
  )
)

// What the lock leaves behind: an else that only released, a local that nobody
// else used. gupsweep sees to both itself.
@depends on changed && !audited exists@
identifier fn =~ "^(__)?(get|pin)_user_pages_unlocked$";
expression c;
statement S;
@@
 fn(...)
 ... when any
 if (c) S
- else { }

@depends on changed && !audited@
symbol current, mm;
identifier f, m;
@@
 f(...) {
 ... when any
- struct mm_struct *m = current->mm;
 ... when != m
 }

// Tells gupsweep which functions were parsed
@depends on patch && audited@
identifier f;
@@
 f(...)
 {
+ gupsweep_parsed;
 ...
 }

@call depends on part && (context || org || report)@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position p != stays_as_it_is.p;
@@
 fn@p(...)

@depends on bracketed && context@
identifier fn =~ "^(get|pin)_user_pages(_remote)?$";
position call.p;
@@
* fn@p
  (...)

@script:python depends on org@
p << call.p;
fn << call.fn;
@@
cocci.print_main("WARNING opportunity for " + fn + "_unlocked", p)

@script:python depends on report@
p << call.p;
fn << call.fn;
@@
coccilib.report.print_report(p[0], "WARNING opportunity for " + fn + "_unlocked")
