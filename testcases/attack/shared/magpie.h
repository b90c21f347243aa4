/* SPDX-License-Identifier: GPL-2.0-only */
struct magpie {
	struct page **table;
	unsigned long room;
};

int magpie_resize(struct magpie *m, unsigned long room);
