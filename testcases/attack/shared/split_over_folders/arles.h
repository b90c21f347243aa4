/* SPDX-License-Identifier: GPL-2.0-only */
struct arles {
	unsigned long user_base;
	unsigned long count;
};
