/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef BINTURONG_H
#define BINTURONG_H

struct binturong;

unsigned long kmemdup_binturong(struct mm_struct *mm, unsigned long addr);

#endif
