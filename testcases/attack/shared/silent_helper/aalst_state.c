// SPDX-License-Identifier: GPL-2.0-only
#include <linux/types.h>
#include "aalst.h"

void aalst_set(struct aalst *a, unsigned long base)
{
	a->aalst_base = base;
}
