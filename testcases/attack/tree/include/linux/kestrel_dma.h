/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_KESTREL_DMA_H
#define _LINUX_KESTREL_DMA_H

#include <asm/kestrel_dma.h>

#define VM_ALLOWED_KESTREL	VM_SHARED

#ifndef arch_kestrel_prepare
static inline bool arch_kestrel_prepare(unsigned long addr)
{
	return true;
}
#endif

#endif
