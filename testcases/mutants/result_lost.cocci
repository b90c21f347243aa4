// SPDX-License-Identifier: GPL-2.0-only
// The result of the call is not kept.
@@
identifier f =~ "_user_pages_unlocked$", ret;
@@
-ret =
 f(...);
