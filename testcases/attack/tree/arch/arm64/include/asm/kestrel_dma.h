/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef __ASM_KESTREL_DMA_H
#define __ASM_KESTREL_DMA_H

#include <linux/mm.h>

#define arch_kestrel_prepare arch_kestrel_prepare
static inline bool arch_kestrel_prepare(unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(current->mm, addr);

	return vma && (vma->vm_flags & VM_ALLOWED_KESTREL);
}

#endif
