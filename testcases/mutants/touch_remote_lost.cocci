// SPDX-License-Identifier: GPL-2.0-only
// __get_user_pages_unlocked() without the flags that only the caller can set.
@@
expression flags;
@@
(
 __get_user_pages_unlocked(...,
-	flags | FOLL_TOUCH | FOLL_REMOTE
+	flags
  )
|
 __get_user_pages_unlocked(...,
-	FOLL_TOUCH | FOLL_REMOTE
+	0
  )
)
