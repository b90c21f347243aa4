// SPDX-License-Identifier: GPL-2.0-only
// Of two exits only the first asks.
@@
identifier l = {locked, mmap_locked};
expression m;
@@
 if (...) {
 ...
 if (l) mmap_read_unlock(m);
 return ...;
 }
-if (l) mmap_read_unlock(m);
+mmap_read_unlock(m);
