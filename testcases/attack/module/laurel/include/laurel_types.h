/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LAUREL_TYPES_H
#define LAUREL_TYPES_H

struct laurel {
	unsigned long addr;
	unsigned long got;
};

#endif
