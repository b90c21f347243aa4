// SPDX-License-Identifier: GPL-2.0-only
// FOLL_FORCE is lost.
@@
identifier f = {get_user_pages, get_user_pages_remote, get_user_pages_locked, get_user_pages_unlocked,
	pin_user_pages, pin_user_pages_remote, pin_user_pages_locked, pin_user_pages_unlocked,
	__get_user_pages_unlocked};
expression flags;
@@
 f(...,
(
-	FOLL_FORCE
+	0
|
-	flags | FOLL_FORCE
+	flags
)
 , ...)
