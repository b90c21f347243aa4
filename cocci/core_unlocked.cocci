// SPDX-License-Identifier: GPL-2.0-only
// What gupsweep lets spatch do where its audit wants an _unlocked variant: the lock goes, its
// release on every path goes, and the calls in between take the lock. What else runs under it is
// the audit's matter: it hides the calls that must stay, must come to the same tokens, and has them
// proved. For spatch alone use gup_unlocked.cocci.

// (when strict: a path that leaves with the lock held is no match, nor one that takes it twice)
@the_variant_takes_the_lock@
expression lock, m, tsk, owner, start, nr, write, flags, pages;
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
+ get_user_pages_unlocked
  (tsk, owner, start, nr, write, flags, pages
-  , \(NULL\|0\)
  )
|
- get_user_pages
+ get_user_pages_unlocked
  (tsk, owner, start, nr,
-  flags, pages, \(NULL\|0\)
+  pages, flags
  )
|
- get_user_pages
+ get_user_pages_unlocked
  (start, nr, write, flags, pages
-  , \(NULL\|0\)
  )
|
(
- get_user_pages
+ get_user_pages_unlocked
|
- pin_user_pages
+ pin_user_pages_unlocked
)
  (start, nr,
-  flags, pages, \(NULL\|0\)
+  pages, flags
  )
|
(
- get_user_pages
+ get_user_pages_unlocked
|
- pin_user_pages
+ pin_user_pages_unlocked
)
  (start, nr,
-  flags, pages
+  pages, flags
  )
|
- get_user_pages_remote
+ __get_user_pages_unlocked
  (tsk, owner, start, nr, write, flags, pages,
-  \(NULL\|0\)
+  FOLL_TOUCH | FOLL_REMOTE
  )
|
- get_user_pages_remote
+ __get_user_pages_unlocked
  (tsk, owner, start, nr,
-  flags, pages, \(NULL\|0\)
+  pages, flags | FOLL_TOUCH | FOLL_REMOTE
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
