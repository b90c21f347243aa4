/* SPDX-License-Identifier: GPL-2.0-only */
int nightjar_page(unsigned long addr, struct page **page);
int nightjar_block(unsigned long addr, struct page **pages, int n);
