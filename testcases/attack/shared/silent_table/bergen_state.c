// SPDX-License-Identifier: GPL-2.0-only
#include <linux/types.h>
#include "bergen.h"

static void bergen_set(struct bergen *a, unsigned long base)
{
	a->bergen_base = base;
}

const struct bergen_ops bergen_ops = { .set = bergen_set };
