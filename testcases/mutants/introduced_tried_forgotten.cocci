// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// The second pass does not say that the page was waited for.
@@
@@
-gup_flags | FOLL_TRIED
+gup_flags
