/* SPDX-License-Identifier: GPL-2.0-only */
struct honfleur;
struct page;
struct honfleur_ops {
	long (*grab)(struct honfleur *g, struct page **page);
};
struct honfleur {
	const struct honfleur_ops *ops;
	unsigned long addr;
};
