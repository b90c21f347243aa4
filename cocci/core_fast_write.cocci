// SPDX-License-Identifier: GPL-2.0-only
// What gupsweep lets spatch do where its audit wants a fast form that takes an int which says
// whether to write, as before 5.2: the lock goes, its release on every path goes, and the calls in
// between do without or take it. All else is as in core_unlocked.cocci. For spatch alone use
// gup_fast.cocci.

// (when strict: a path that leaves with the lock held is no match, nor one that takes it twice)
@the_fast_form_takes_the_lock@
expression lock, m, tsk, owner, start, nr, write, pages, a, b;
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
- get_user_pages
+ get_user_pages_fast
  (
-  tsk, owner,
   start, nr, write,
-  0,
   pages
-  , \(NULL\|0\)
  )
|
- get_user_pages
+ get_user_pages_fast
  (start, nr, write,
-  0,
   pages
-  , \(NULL\|0\)
  )
|
- get_user_pages
+ get_user_pages_fast
  (
-  tsk, owner,
   start, nr,
(
-  FOLL_WRITE
+  1
|
   0
|
   a == b
-  ? FOLL_WRITE : 0
|
-  (
   a == b
-  ) ? FOLL_WRITE : 0
|
   a != b
-  ? FOLL_WRITE : 0
|
-  (
   a != b
-  ) ? FOLL_WRITE : 0
|
-  a != b ? 0 : FOLL_WRITE
+  a == b
|
-  (a != b) ? 0 : FOLL_WRITE
+  a == b
|
-  a == b ? 0 : FOLL_WRITE
+  a != b
|
-  (a == b) ? 0 : FOLL_WRITE
+  a != b
)
   , pages
-  , \(NULL\|0\)
  )
|
- get_user_pages
+ get_user_pages_fast
  (start, nr,
(
-  FOLL_WRITE
+  1
|
   0
|
   a == b
-  ? FOLL_WRITE : 0
|
-  (
   a == b
-  ) ? FOLL_WRITE : 0
|
   a != b
-  ? FOLL_WRITE : 0
|
-  (
   a != b
-  ) ? FOLL_WRITE : 0
|
-  a != b ? 0 : FOLL_WRITE
+  a == b
|
-  (a != b) ? 0 : FOLL_WRITE
+  a == b
|
-  a == b ? 0 : FOLL_WRITE
+  a != b
|
-  (a == b) ? 0 : FOLL_WRITE
+  a != b
)
   , pages
-  , \(NULL\|0\)
  )
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
