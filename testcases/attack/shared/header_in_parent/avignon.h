/* SPDX-License-Identifier: GPL-2.0-only */
struct avignon {
	unsigned long start, nr;
};
