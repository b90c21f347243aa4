// SPDX-License-Identifier: GPL-2.0-only
// The release stands twice.
@@
identifier l = {locked, mmap_locked};
expression m;
@@
(
 if (l) up_read(&m->mmap_sem);
+up_read(&m->mmap_sem);
|
 if (l) mmap_read_unlock(m);
+mmap_read_unlock(m);
)
