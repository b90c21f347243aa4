// SPDX-License-Identifier: GPL-2.0-only
// The error return after the call is gone.
@@
identifier f = {get_user_pages_unlocked, pin_user_pages_unlocked, __get_user_pages_unlocked};
identifier ret;
@@
 ret = f(...);
 ... when any
-if (\(ret != 1\|ret < 0\|ret <= 0\)) return ...;

@@
identifier f = {get_user_pages, get_user_pages_remote, get_user_pages_locked, get_user_pages_unlocked,
	pin_user_pages, pin_user_pages_remote, pin_user_pages_locked, pin_user_pages_unlocked,
	__get_user_pages_unlocked};
identifier l = {locked, mmap_locked};
identifier ret;
expression m;
@@
 ret = f(..., &l);
 if (l) \(up_read(&m->mmap_sem);\|mmap_read_unlock(m);\)
-if (\(ret != 1\|ret < 0\|ret <= 0\)) return ...;
