// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// An error before any page is lost.
@@
@@
-if (!done) done = ret;
 break;
