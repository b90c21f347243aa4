/* SPDX-License-Identifier: GPL-2.0-only */
/* x86 needs nothing of its own. */
