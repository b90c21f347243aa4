// SPDX-License-Identifier: GPL-2.0-only
// write and force change places.
//
@@
expression tsk, mm, start, nr, w, f, pages;
@@
(
 get_user_pages_unlocked(tsk, mm, start, nr,
-	w, f,
+	f, w,
	pages)
|
 get_user_pages_unlocked(start, nr,
-	w, f,
+	f, w,
	pages)
)
