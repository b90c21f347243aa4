/* SPDX-License-Identifier: GPL-2.0-only */
struct page;
struct leuven {
	long (*grab)(unsigned long addr, struct page **page);
};
