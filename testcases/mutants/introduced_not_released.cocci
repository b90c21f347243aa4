// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// locked is cleared, but the lock still held.
@@
@@
-up_read(&mm->mmap_sem);
 *locked = 0;
