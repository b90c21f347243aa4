// SPDX-License-Identifier: GPL-2.0-only
// The lock is let go before the call.
@@
identifier l = {locked, mmap_locked};
identifier f = {get_user_pages_remote, get_user_pages_locked, pin_user_pages_remote, pin_user_pages_locked};
expression ret, m;
@@
(
+mmap_read_unlock(m);
 ret = f(..., &l);
-if (l) mmap_read_unlock(m);
|
+up_read(&m->mmap_sem);
 ret = f(..., &l);
-if (l) up_read(&m->mmap_sem);
)
