// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The second pass takes all that is left, waiting with the lock held.
@@
@@
 __get_user_pages(tsk, mm, start,
-	1
+	nr_pages
	, gup_flags | FOLL_TRIED, pages, NULL, NULL)
