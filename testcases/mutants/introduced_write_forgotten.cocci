// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// write is ignored.
@@
@@
-gup_flags |= FOLL_WRITE;
+;
