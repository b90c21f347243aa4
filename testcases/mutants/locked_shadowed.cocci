// SPDX-License-Identifier: GPL-2.0-only
// Another locked hides the one that the call wrote.
@@
identifier l = {locked, mmap_locked};
expression m;
@@
(
-if (l) up_read(&m->mmap_sem);
+{ int l = 1; if (l) up_read(&m->mmap_sem); }
|
-if (l) mmap_read_unlock(m);
+{ int l = 1; if (l) mmap_read_unlock(m); }
)
