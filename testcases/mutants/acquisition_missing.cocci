// SPDX-License-Identifier: GPL-2.0-only
// The lock is not taken before a form with &locked.
@@
identifier f =~ "^(get|pin)_user_pages(_remote|_locked)$", l =~ "locked$";
expression m;
@@
-\(down_read(&m->mmap_sem);\|mmap_read_lock(m);\)
 ...
 f(..., &l)
