// SPDX-License-Identifier: GPL-2.0-only
// The release asks the wrong way round.
@@
identifier l = {locked, mmap_locked};
expression m;
@@
 if (
-	l
+	!l
    ) { ... \(up_read(&m->mmap_sem);\|mmap_read_unlock(m);\) ... }
