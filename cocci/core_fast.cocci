// SPDX-License-Identifier: GPL-2.0-only
// What gupsweep lets spatch do where its audit wants a fast form that takes flags, as from 5.2 on:
// the lock goes, its release on every path goes, and the calls in between do without or take it.
// All else is as in core_unlocked.cocci. For spatch alone use gup_fast.cocci.

// (when strict: a path that leaves with the lock held is no match, nor one that takes it twice)
@the_fast_form_takes_the_lock@
expression lock, m, start, nr, flags, pages;
identifier sem = {mmap_sem, mmap_lock};
@@
(
- down_read(\(lock \& \(&m->sem\|&(m->sem)\)\));
|
- mmap_read_lock(lock);
)
  <+... when strict
        when != \(down_read\|mmap_read_lock\)(lock)
(
(
- get_user_pages
+ get_user_pages_fast
|
- pin_user_pages
+ pin_user_pages_fast
)
  (start, nr, flags, pages
-  , \(NULL\|0\)
  )
|
(
- get_user_pages
+ get_user_pages_fast
|
- pin_user_pages
+ pin_user_pages_fast
)
  (start, nr, flags, pages)
)
  ...+>
- \(up_read\|mmap_read_unlock\)(lock);

@this_function_was_parsed@
identifier f;
@@
 f(...)
 {
+ gupsweep_parsed;
 ...
 }
