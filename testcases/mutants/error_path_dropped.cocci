// SPDX-License-Identifier: GPL-2.0-only
// The error return after the call is gone.
@@
identifier f =~ "_user_pages_unlocked$", ret;
@@
 ret = f(...);
 ... when any
-if (\(ret != 1\|ret < 0\|ret <= 0\)) return ...;

@@
identifier f =~ "_user_pages", l =~ "locked$", ret;
expression m;
@@
 ret = f(..., &l);
 if (l) \(up_read(&m->mmap_sem);\|mmap_read_unlock(m);\)
-if (\(ret != 1\|ret < 0\|ret <= 0\)) return ...;
