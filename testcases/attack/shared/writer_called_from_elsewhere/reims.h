/* SPDX-License-Identifier: GPL-2.0-only */
struct reims {
	unsigned long base;
};
void reims_set_base(struct reims *r, unsigned long base);
