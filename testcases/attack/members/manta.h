/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef MANTA_H
#define MANTA_H

struct manta_space {
	struct mm_struct *p;
};

struct manta {
	struct manta_space space;
	unsigned long addr;
};

#define MANTA_AS(m)	((m)->space.p)

#endif
