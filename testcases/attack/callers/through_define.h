/* SPDX-License-Identifier: GPL-2.0-only */
#define haarlem_lock_pages haarlem_pin
long haarlem_pin(unsigned long addr, struct page **page);
