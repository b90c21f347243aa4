// SPDX-License-Identifier: GPL-2.0-only
// FOLL_WRITE is lost.
@@
identifier f = {get_user_pages, get_user_pages_remote, get_user_pages_locked, get_user_pages_unlocked,
	pin_user_pages, pin_user_pages_remote, pin_user_pages_locked, pin_user_pages_unlocked,
	__get_user_pages_unlocked};
@@
 f(...,
-	\(FOLL_WRITE\|FOLL_WRITE | FOLL_FORCE\|FOLL_LONGTERM | FOLL_WRITE\|FOLL_WRITE | FOLL_LONGTERM\)
+	0
  , ...)
