/* SPDX-License-Identifier: GPL-2.0-only */
int tulipa_pin(unsigned long addr, unsigned int flags, struct page **page);
