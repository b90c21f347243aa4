/* SPDX-License-Identifier: GPL-2.0-only */
struct device;

struct gerenuk {
	struct device *dev;
	unsigned long addr;
};

void gerenuk_begin(struct gerenuk *g);
void gerenuk_end(struct gerenuk *g);
