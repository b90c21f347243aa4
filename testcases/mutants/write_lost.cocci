// SPDX-License-Identifier: GPL-2.0-only
// FOLL_WRITE is lost.
@@
identifier f =~ "_user_pages";
@@
 f(...,
-	\(FOLL_WRITE\|FOLL_WRITE | FOLL_FORCE\|FOLL_LONGTERM | FOLL_WRITE\|FOLL_WRITE | FOLL_LONGTERM\)
+	0
  , ...)
