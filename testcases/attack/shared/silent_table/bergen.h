/* SPDX-License-Identifier: GPL-2.0-only */
struct bergen;
struct bergen_ops {
	void (*set)(struct bergen *a, unsigned long base);
};
struct bergen {
	unsigned long bergen_base;
	const struct bergen_ops *ops;
};
