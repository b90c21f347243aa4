// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The next pass begins with the page of the last one.
@@
@@
-start += PAGE_SIZE;
