/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LINSANG_H
#define LINSANG_H

typedef long (*linsang_fn)(unsigned long addr, struct page **pages);

long linsang_over_all(unsigned long addr, struct page **pages, linsang_fn fn);

#endif
