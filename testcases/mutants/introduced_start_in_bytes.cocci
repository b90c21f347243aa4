// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// Pages are added to an address.
@@
@@
-start += ret << PAGE_SHIFT;
+start += ret;
