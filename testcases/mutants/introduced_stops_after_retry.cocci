// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// What is behind the page that was waited for is left out.
@@
@@
-nr_pages--;
+nr_pages = 0;
