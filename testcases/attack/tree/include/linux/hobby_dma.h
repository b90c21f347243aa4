/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_HOBBY_DMA_H
#define _LINUX_HOBBY_DMA_H

#include <asm/hobby_dma.h>

#ifndef arch_hobby_prepare
static inline bool arch_hobby_prepare(unsigned long addr)
{
	return true;
}
#endif

#endif
