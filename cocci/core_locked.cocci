// SPDX-License-Identifier: GPL-2.0-only
// What gupsweep lets spatch do where its audit wants &locked: the call is told, and
// every release that can follow it asks first. What else runs under the lock is the
// audit's matter: it hides the calls that must stay, must come to the same tokens, and
// has them proved; the variable gets its name and place from gupsweep as well. For
// spatch alone use gup_locked.cocci.

// (when strict: a path that leaves with the lock held is no match, nor one that takes it twice)
@call_under_a_lock forall@
expression lock, m;
identifier gup = {get_user_pages, pin_user_pages, get_user_pages_remote, pin_user_pages_remote};
identifier sem = {mmap_sem, mmap_lock};
statement leave;
position p;
@@
(
  down_read(\(lock \& \(&m->sem\|&(m->sem)\)\));
|
  mmap_read_lock(lock);
|
  if (\(down_read_killable\|mmap_read_lock_killable\)(lock)) leave
)
  <+... when strict
        when != \(down_read\|mmap_read_lock\)(lock)
  gup@p(...)
  ...+>
  \(up_read\|mmap_read_unlock\)(lock);

@call_under_a_lock_that_may_fail forall@
expression lock, err;
identifier gup = {get_user_pages, pin_user_pages, get_user_pages_remote, pin_user_pages_remote};
statement leave;
position p;
@@
  err = \(down_read_killable\|mmap_read_lock_killable\)(lock);
  if (err) leave
  <+... when strict
        when != \(down_read\|mmap_read_lock\)(lock)
  gup@p(...)
  ...+>
  \(up_read\|mmap_read_unlock\)(lock);

@call_that_stays@
identifier gup = {get_user_pages, pin_user_pages, get_user_pages_remote, pin_user_pages_remote};
position p != {call_under_a_lock.p, call_under_a_lock_that_may_fail.p};
@@
  gup@p(...)

@call_may_drop_the_lock@
symbol gupsweep_locked;
expression tsk, owner, start, nr, write, flags, pages, vmas;
position p != call_that_stays.p;
@@
(
- get_user_pages@p
+ get_user_pages_locked
  (tsk, owner, start, nr, write, flags, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
- get_user_pages@p
+ get_user_pages_locked
  (tsk, owner, start, nr, flags, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
- get_user_pages@p
+ get_user_pages_locked
  (start, nr, write, flags, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
- get_user_pages@p
+ get_user_pages_locked
  (start, nr, flags, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
- pin_user_pages@p
+ pin_user_pages_locked
  (start, nr, flags, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
  \(get_user_pages_remote@p\|pin_user_pages_remote@p\)
  (owner, start, nr, flags, pages,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
  \(get_user_pages_remote@p\|pin_user_pages_remote@p\)
  (owner, start, nr, flags, pages, vmas,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
|
  \(get_user_pages_remote@p\|pin_user_pages_remote@p\)
  (tsk, owner, start, nr, flags, pages, vmas,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
)

@release_that_can_follow_the_call exists@
symbol gupsweep_locked;
expression lock;
identifier unlock = {up_read, mmap_read_unlock};
position p;
@@
  &gupsweep_locked
  ... when != unlock(lock)
      when any
  unlock@p(lock);

@asks_first@
symbol gupsweep_locked;
expression lock;
identifier unlock = {up_read, mmap_read_unlock};
position release_that_can_follow_the_call.p;
@@
- unlock@p(lock);
+ if (gupsweep_locked)
+	unlock(lock);

@this_function_was_parsed@
identifier f;
@@
 f(...)
 {
+ gupsweep_parsed;
 ...
 }
