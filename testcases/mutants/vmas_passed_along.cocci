// SPDX-License-Identifier: GPL-2.0-only
// vmas together with &locked.
@@
expression tsk, mm, start, nr, flags, pages;
identifier l = {locked, mmap_locked};
identifier f = {get_user_pages_remote, pin_user_pages_remote};
@@
(
 f(tsk, mm, start, nr, flags, pages,
-	NULL
+	(struct vm_area_struct **)pages
	, &l)
|
 f(mm, start, nr, flags, pages,
-	NULL
+	(struct vm_area_struct **)pages
	, &l)
)
