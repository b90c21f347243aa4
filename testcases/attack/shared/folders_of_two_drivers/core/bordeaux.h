/* SPDX-License-Identifier: GPL-2.0-only */
struct bordeaux {
	unsigned long start, nr;
};
