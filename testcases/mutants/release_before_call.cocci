// SPDX-License-Identifier: GPL-2.0-only
// The lock is let go before the call.
@@
identifier l =~ "locked$", f =~ "^(get|pin)_user_pages(_remote|_locked)$";
expression ret, m;
@@
(
+mmap_read_unlock(m);
 ret = f(..., &l);
 ... when any
-if (l) mmap_read_unlock(m);
|
+up_read(&m->mmap_sem);
 ret = f(..., &l);
 ... when any
-if (l) up_read(&m->mmap_sem);
)
