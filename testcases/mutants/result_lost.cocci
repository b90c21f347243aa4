// SPDX-License-Identifier: GPL-2.0-only
// The result of the call is not kept.
@@
identifier f = {get_user_pages_unlocked, pin_user_pages_unlocked, __get_user_pages_unlocked};
identifier ret;
@@
-ret =
 f(...);
