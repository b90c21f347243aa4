// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// locked is not set again with the lock.
@@
expression locked;
@@
 down_read(&mm->mmap_sem);
-locked = 1;
