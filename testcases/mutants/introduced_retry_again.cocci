// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The second pass may retry as well.
@@
@@
 __get_user_pages(tsk, mm, start, 1, gup_flags | FOLL_TRIED, pages, NULL,
-	NULL
+	locked
 )
