// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The second pass's page is overwritten by the next one.
@@
@@
-if (pages) pages++;
