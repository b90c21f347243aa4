/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_HOBBY_DMA_H
#define __ASM_HOBBY_DMA_H

#define arch_hobby_prepare arch_hobby_prepare
static inline bool arch_hobby_prepare(unsigned long addr)
{
	return !(addr & 63);
}

#endif
