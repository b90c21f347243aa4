// SPDX-License-Identifier: GPL-2.0-only
// Of two exits only the first asks.
@@
identifier l =~ "locked$";
expression m;
@@
 if (l) mmap_read_unlock(m);
 ... when any
-if (l) mmap_read_unlock(m);
+mmap_read_unlock(m);
