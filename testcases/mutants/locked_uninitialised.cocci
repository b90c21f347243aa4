// SPDX-License-Identifier: GPL-2.0-only
// locked has no value at the call.
@@
identifier l = {locked, mmap_locked};
@@
 int l
- = 1
 ;
