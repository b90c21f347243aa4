// SPDX-License-Identifier: GPL-2.0-only
// FOLL_FORCE is lost.
@@
@@
-FOLL_FORCE
+0
