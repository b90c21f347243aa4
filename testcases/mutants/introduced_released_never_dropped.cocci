// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The lock is let go in any case, locked is not cleared where nothing waited.
@@
@@
-if (dropped) { up_read(&mm->mmap_sem); *locked = 0; }
+up_read(&mm->mmap_sem);
+if (dropped)
+	*locked = 0;
