// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The page of the second pass is counted twice.
@@
@@
 done++;
+done++;
