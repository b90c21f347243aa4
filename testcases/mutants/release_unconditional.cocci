// SPDX-License-Identifier: GPL-2.0-only
// The release does not ask whether the lock is still held.
@@
identifier l = {locked, mmap_locked};
expression m;
@@
(
-if (l) up_read(&m->mmap_sem);
+up_read(&m->mmap_sem);
|
-if (l) mmap_read_unlock(m);
+mmap_read_unlock(m);
)
