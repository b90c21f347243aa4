/* SPDX-License-Identifier: GPL-2.0-only */
typedef struct vm_area_struct *redon_area;
struct redon {
	unsigned long base;
};
