// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// Without pages the array begins to exist behind the first one.
@@
@@
-if (pages) pages += ret;
+pages += ret + 1;
