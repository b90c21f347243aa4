// SPDX-License-Identifier: GPL-2.0-only
// No release, as after _unlocked.
@@
identifier l = {locked, mmap_locked};
expression m;
@@
-if (l) \(up_read(&m->mmap_sem);\|mmap_read_unlock(m);\)
