/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef MERLIN_H
#define MERLIN_H

#if IS_ENABLED(CONFIG_MERLIN_IOMMU)
void merlin_settle(struct mm_struct *mm, unsigned long addr);
#else
#define merlin_settle(mm, addr) do { } while (0)
#endif

#endif
