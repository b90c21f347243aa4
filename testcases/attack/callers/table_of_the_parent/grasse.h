/* SPDX-License-Identifier: GPL-2.0-only */
struct grasse;
struct page;
struct grasse_ops {
	long (*grab)(struct grasse *g, struct page **page);
};
struct grasse {
	const struct grasse_ops *ops;
	unsigned long addr;
};
