/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef GENET_H
#define GENET_H

typedef long (*genet_fn)(unsigned long addr, struct page **pages);

long genet_over_all(unsigned long addr, struct page **pages, genet_fn fn);

#endif
