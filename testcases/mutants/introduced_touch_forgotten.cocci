// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The pages are not marked accessed.
@@
@@
 unsigned int gup_flags =
-	FOLL_TOUCH
+	0
 ;
