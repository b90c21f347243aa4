// SPDX-License-Identifier: GPL-2.0-only
// The error return after the call is gone.
@@
identifier f =~ "_user_pages", ret;
@@
 ret = f(...);
 ... when any
-if (\(ret != 1\|ret < 0\|ret <= 0\)) return ...;
