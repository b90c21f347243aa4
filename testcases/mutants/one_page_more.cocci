// SPDX-License-Identifier: GPL-2.0-only
// One page more than there is room for.
@@
identifier f = {get_user_pages_unlocked, pin_user_pages_unlocked, __get_user_pages_unlocked};
expression start, tsk, mm;
identifier nr;
@@
(
 f(start,
-	nr
+	nr + 1
	, ...)
|
 f(tsk, mm, start,
-	nr
+	nr + 1
	, ...)
)
