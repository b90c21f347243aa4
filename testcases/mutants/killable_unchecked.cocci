// SPDX-License-Identifier: GPL-2.0-only
// Nobody asks whether the killable acquisition failed.
@@
expression m;
@@
-if (mmap_read_lock_killable(m)) return ...;
+mmap_read_lock_killable(m);
