// SPDX-License-Identifier: GPL-2.0-only
// A vma of before the call is used after it.
@@
identifier f = {get_user_pages_locked, pin_user_pages_locked};
identifier vma;
expression ret;
@@
 vma = find_vma(...);
 ...
 ret = f(...);
+if (ret > 0 && vma->vm_start > start)
+	ret = -EFAULT;
