/* SPDX-License-Identifier: GPL-2.0-only */
struct aalst {
	unsigned long aalst_base;
};
void aalst_set(struct aalst *a, unsigned long base);
