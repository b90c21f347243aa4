// SPDX-License-Identifier: GPL-2.0-only
// applies to: the text of gup_introduce.cocci
// One page more than was asked for.
@@
@@
-nr_pages--;
