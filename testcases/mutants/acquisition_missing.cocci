// SPDX-License-Identifier: GPL-2.0-only
// The lock is not taken before a form with &locked.
@@
identifier f = {get_user_pages_remote, get_user_pages_locked, pin_user_pages_remote, pin_user_pages_locked};
identifier l = {locked, mmap_locked};
expression m;
@@
-\(down_read(&m->mmap_sem);\|mmap_read_lock(m);\)
 ...
 f(..., &l)
