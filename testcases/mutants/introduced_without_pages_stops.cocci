// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// Without pages the loop ends after the first retry and returns short.
@@
@@
 done++;
+if (!pages)
+	break;
