// SPDX-License-Identifier: GPL-2.0-only
// What gupsweep lets spatch do where its audit wants &locked: the call is told, and every release
// that can follow it asks first. What else runs under the lock is the audit's matter: it hides the
// calls that must stay, must come to the same tokens, and has them proved; the variable gets its
// name and place from gupsweep as well. For spatch alone use gup_locked.cocci.

// (when strict: a path that leaves with the lock held is no match; when any: for `if (err) leave`)
@the_call_may_drop_the_lock@
symbol gupsweep_locked;
expression lock, m, err;
identifier sem = {mmap_sem, mmap_lock};
statement leave;
@@
(
  down_read(\(lock \& \(&m->sem\|&(m->sem)\)\));
|
  mmap_read_lock(lock);
|
  if (\(down_read_killable\|mmap_read_lock_killable\)(lock)) leave
|
  err = \(down_read_killable\|mmap_read_lock_killable\)(lock);
  if (err) leave
)
  <+... when strict
        when any
        when != \(down_read\|mmap_read_lock\|up_read\|mmap_read_unlock\)(lock)
(
- get_user_pages
+ get_user_pages_locked
|
- pin_user_pages
+ pin_user_pages_locked
|
  \(get_user_pages_remote\|pin_user_pages_remote\)
)
  (...,
-  \(NULL\|0\)
+  &gupsweep_locked
  )
  ...+>
  \(up_read\|mmap_read_unlock\)(lock);

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
