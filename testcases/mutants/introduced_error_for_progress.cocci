// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// An error after some pages is returned in place of their number.
@@
@@
-if (!done) done = ret;
+done = ret;
 break;
