// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The first pass may not retry: the lock is never dropped.
@@
@@
 __get_user_pages(tsk, mm, start, nr_pages, gup_flags, pages, NULL,
-	locked
+	NULL
 )
