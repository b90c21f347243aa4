// SPDX-License-Identifier: GPL-2.0-only
// FOLL_FORCE is lost.
@@
identifier f =~ "_user_pages";
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
