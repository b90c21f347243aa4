// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// locked is not cleared at the end.
@@
expression locked;
@@
 up_read(&mm->mmap_sem);
-locked = 0;
